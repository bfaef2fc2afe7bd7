import type { JSX } from 'preact';
import { nameOf } from '#process';
import type { SessionView, SideAt } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActorName, subjectLabel } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';

/** How one side saw that a meeting was held: who was there, with what powers, who spoke how long. Side by side for each, and no score. */
export function SessionAccount({ visit, session }: { readonly visit: Visit; readonly session: SessionView }): JSX.Element {
  const { words } = visit, { value, source } = session;
  const duration = (seconds: number): string => (seconds === 0 ? '–' : words.duration(seconds));
  const columns = ['side', 'present', 'powers', 'women', 'groups', 'time', 'points'].map((column) => words.say(`session.column.${column}`));
  const rows = session.sides.map((side) => ({
    key: side.side,
    cells: [<ActorName visit={visit} id={side.side} />, words.number(side.present), words.number(side.fullPowers), womenOf(visit, side), side.groups.length === 0 ? '–' : <bdi>{words.list(side.groups)}</bdi>, duration(side.seconds), words.number(side.times['point-of-order'])],
  }));
  return (
    <section class="account">
      <h3>{words.say('session.as-told')} <ActorName visit={visit} id={value.by} /></h3>
      <dl class="footing">
        <div><dt>{words.say('meeting.when')}</dt><dd>{value.closed === undefined ? words.when(value.opened) : words.say('timeline.dates', { from: words.when(value.opened), to: words.when(value.closed) })}</dd></div>
        <div><dt>{words.say('session.chair')}</dt><dd><ActorName visit={visit} id={value.chair} /></dd></div>
        <div><dt>{words.say('meeting.how')}</dt><dd>{words.say(`meeting.mode.${value.mode}`)}</dd></div>
        {value.host === undefined ? null : <div><dt>{words.say('meeting.hosted')}</dt><dd><bdi>{subjectLabel(visit, value.host)}</bdi></dd></div>}
        <div><dt>{words.say('timeline.record')}</dt><dd><a href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></dd></div>
      </dl>
      <StackedTable caption={words.say('session.caption', { seconds: session.seconds, time: duration(session.seconds) })} columns={columns} rows={rows} long />
      <details><summary>{words.say('session.who', { count: value.present.length })}</summary><Present visit={visit} session={session} /></details>
    </section>
  );
}

const womenOf = ({ words }: Visit, { present, women, notGiven }: SideAt): string => (present === notGiven ? words.say('session.not-given') : words.say('session.women', { women, notGiven }));

function Present({ visit, session: { value: { present } } }: { readonly visit: Visit; readonly session: SessionView }): JSX.Element {
  const { words, dossier: { state } } = visit;
  return (
    <ul>{present.map(({ participant, name, actor, role, fullPowers }, index) => (
      <li key={index}><bdi>{name ?? (participant === undefined ? '' : nameOf(state, participant))}</bdi>{role === undefined ? null : <>, <bdi>{role}</bdi></>}, <ActorName visit={visit} id={actor} />{fullPowers === true ? `, ${words.say('session.full-powers')}` : ''}</li>
    ))}</ul>
  );
}
