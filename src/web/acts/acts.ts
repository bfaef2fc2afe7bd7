import type { Act } from './act.ts';
import { contacts } from './contacts.ts';
import { field } from './field.ts';
import { meetings } from './meetings.ts';
import { minutes } from './minutes.ts';
import { people } from './people.ts';
import { texts } from './texts.ts';
import { words } from './words.ts';

/** Everything that a person can enter with a form, by topic. */
export const ACTS: readonly Act[] = [...contacts, ...meetings, ...minutes, ...words, ...texts, ...people, ...field];

export const actOf = (name: string): Act | undefined => ACTS.find((act) => act.name === name);
