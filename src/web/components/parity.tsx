import type { JSX } from 'preact';
import { contacts, presences } from '#views';
import type { Visit } from '../visit.ts';
import { InitiativeTable } from './initiatives.tsx';
import { ActorName } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';

/** Seats and time at meetings, initiative, days to answer: side by side, in the same form, and no score. */
export function Parity({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, found = presences(state), { initiatives } = contacts(state, asOf);
  if (initiatives.length + found.length === 0 || state.charter.kind === 'documentary') return null;
  const columns = ['side', 'told', 'meetings', 'present', 'women', 'groups', 'time'].map((column) => words.say(`parity.column.${column}`));
  const rows = found.map((one) => ({
    key: `${one.toldBy} ${one.side}`,
    cells: [
      <ActorName visit={visit} id={one.side} />, <ActorName visit={visit} id={one.toldBy} />, words.number(one.meetings), words.number(one.present),
      one.present === one.notGiven ? words.say('session.not-given') : words.say('session.women', { women: one.women, notGiven: one.notGiven }), one.groups.length === 0 ? '–' : <bdi>{words.list(one.groups)}</bdi>, one.seconds === 0 ? '–' : words.duration(one.seconds),
    ],
  }));
  return (
    <section aria-labelledby="parity">
      <h2 id="parity">{words.say('parity.title')}</h2>
      <p>{words.say('parity.intro')}</p>
      {found.length === 0 ? null : <StackedTable caption={words.say('parity.caption')} columns={columns} rows={rows} long />}
      {initiatives.length === 0 ? null : <InitiativeTable visit={visit} initiatives={initiatives} />}
    </section>
  );
}
