import type { JSX } from 'preact';
import { REPLIES } from '#views';
import type { Initiative } from '#views';
import type { Visit } from '../visit.ts';
import { ActorName } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';

/** How often each side proposed, what it did with what was put to it, and in how many days: counted, in the same form for each. */
export function InitiativeTable({ visit, initiatives }: { readonly visit: Visit; readonly initiatives: readonly Initiative[] }): JSX.Element {
  const { words } = visit;
  const columns = ['side', 'proposed', 'asked', ...REPLIES, 'days'].map((column) => words.say(`contacts.count.${column}`));
  const rows = initiatives.map((one) => ({
    key: one.side,
    cells: [<ActorName visit={visit} id={one.side} />, words.number(one.proposed), words.number(one.asked), ...REPLIES.map((word) => words.number(one.replies[word])), daysOf(visit, one)],
  }));
  return <StackedTable caption={words.say('contacts.counts.caption')} columns={columns} rows={rows} long />;
}

function daysOf({ words }: Visit, { days }: Initiative): string {
  const [few] = days, many = days.at(-1);
  if (few === undefined || many === undefined) return '–';
  if (few === many) return words.say('contacts.days', { few });
  return words.say('contacts.days.between', { few, many, middle: days[Math.floor((days.length - 1) / 2)] ?? many });
}
