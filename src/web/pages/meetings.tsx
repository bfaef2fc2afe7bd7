import type { JSX } from 'preact';
import { actionPoints, meetingsOf } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { ActionPoints } from '../components/action-points.tsx';
import { ActorName } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** The meetings proposed and held, the next one first; and what of their minutes somebody is to do. */
export const meetingsPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf } = visit;
  const lines = meetingsOf(state, asOf), points = actionPoints(state, asOf);
  return {
    title: words.say('meetings.title'),
    main: (
      <>
        <h1>{words.say('meetings.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('meetings.intro')} <a href={href(visit, 'contacts')}>{words.say('nav.contacts')}</a></p>
        <p class="acts"><ActLink visit={visit} name="propose-meeting">{words.say('meetings.propose')}</ActLink> <a href={href(visit, 'calendar.ics')}>{words.say('meetings.calendar')}</a></p>
        <Lines visit={visit} lines={lines.filter(({ ahead }) => ahead)} label="meetings.ahead" />
        <Lines visit={visit} lines={lines.filter(({ ahead }) => !ahead)} label="meetings.behind" />
        {lines.length === 0 ? <p>{words.say('meetings.none')}</p> : null}
        <ActionPoints visit={visit} points={points} />
      </>
    ),
  };
};

function Lines({ visit, lines, label }: { readonly visit: Visit; readonly lines: ReturnType<typeof meetingsOf>; readonly label: string }): JSX.Element | null {
  const { words } = visit;
  if (lines.length === 0) return null;
  const columns = ['when', 'what', 'who', 'standing'].map((column) => words.say(`meetings.column.${column}`));
  const rows = lines.map(({ contact: { id, date, title, meeting, proposed, replies }, standing }) => ({
    key: id,
    cells: [
      date === null ? '' : <time dateTime={date}>{words.when(date)}</time>,
      meeting === null ? <a href={`${href(visit, 'timeline', date === null ? {} : { part: date.slice(0, 7) })}#${id}`}><InWords text={title} words={words} /></a> : <a href={href(visit, `meetings/${encodeURIComponent(meeting)}`)}><InWords text={title} words={words} /></a>,
      <ul class="inline">{[...(proposed?.by == null ? [] : [proposed.by]), ...replies.map(({ by }) => by)].map((by) => <li key={by}><ActorName visit={visit} id={by} /></li>)}</ul>,
      words.say(`meetings.standing.${standing}`),
    ],
  }));
  return <StackedTable caption={words.say(label, { count: lines.length })} columns={columns} rows={rows} />;
}
