import { askedPage } from './pages/asked.tsx';
import { contactsPage } from './pages/contacts.tsx';
import { decisionsPage } from './pages/decisions.tsx';
import { meetingPage } from './pages/meeting.tsx';
import { meetingsPage } from './pages/meetings.tsx';
import { minutesPage } from './pages/minutes.tsx';
import { peoplePage } from './pages/people.tsx';
import { preconditionsPage } from './pages/preconditions.tsx';
import type { PageOf } from './visit.ts';

/** The reading pages of the table. */
export const TABLE_PAGES: readonly (readonly [string, PageOf])[] = [
  ['/:slug/asked', askedPage], ['/:slug/contacts', contactsPage], ['/:slug/decisions', decisionsPage], ['/:slug/preconditions', preconditionsPage], ['/:slug/people', peoplePage], ['/:slug/meetings', meetingsPage], ['/:slug/meetings/:id', meetingPage], ['/:slug/minutes/:id', minutesPage],
];
