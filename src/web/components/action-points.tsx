import type { JSX } from 'preact';
import { civilDay } from '#base';
import type { ActionPoint } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActLink } from './act-link.tsx';
import { ActorName } from './names.tsx';
import { StackedTable } from './stacked-table.tsx';
import { InWords } from './text.tsx';

/** What frozen minutes say that somebody is to do: owner, date, and what each side reports of it. */
export function ActionPoints({ visit, points }: { readonly visit: Visit; readonly points: readonly ActionPoint[] }): JSX.Element | null {
  const { words, dossier: { state: { charter: { zone } } } } = visit;
  if (points.length === 0) return null;
  const columns = ['what', 'owner', 'due', 'reports'].map((column) => words.say(`actions.column.${column}`));
  const rows = points.map((point) => ({
    key: `${point.minutes} ${point.paragraph.id}`,
    cells: [
      <a href={`${href(visit, `minutes/${encodeURIComponent(point.minutes)}`)}#p-${point.paragraph.id}`}><InWords text={point.paragraph.text} words={words} /></a>,
      point.owner === null ? <bdi>{point.paragraph.ownerText}</bdi> : <ActorName visit={visit} id={point.owner} />,
      point.paragraph.due === undefined ? words.say('actions.undated', { day: words.day(civilDay(point.frozen.known, zone)) }) : words.say(point.passed ? 'actions.passed' : 'actions.due', { day: words.when(point.paragraph.due) }),
      <Reports visit={visit} point={point} />,
    ],
  }));
  return (
    <section aria-labelledby="actions">
      <h2 id="actions">{words.say('actions.title')}</h2>
      <p>{words.say('actions.intro')}</p>
      <StackedTable caption={words.say('actions.caption', { count: points.length })} columns={columns} rows={rows} />
    </section>
  );
}

function Reports({ visit, point }: { readonly visit: Visit; readonly point: ActionPoint }): JSX.Element {
  const { words } = visit;
  return (
    <>
      {point.reports.length === 0 ? <p>{words.say('actions.no-report')}</p> : null}
      {point.reports.map(({ value, source }) => (
        <p key={source.entry}><ActorName visit={visit} id={value.by} />: {words.say(`actions.step.${value.step}`, { day: words.when(value.date) })}{value.note === undefined ? null : <> <InWords text={value.note} words={words} /></>} <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></p>
      ))}
      <ActLink visit={visit} name="progress" values={{ minutes: point.minutes, paragraph: point.paragraph.id }}>{words.say('actions.report')}</ActLink>
    </>
  );
}
