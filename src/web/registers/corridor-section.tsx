import type { JSX } from 'preact';
import { carriedOf, corridors, purposeOf, quantitiesOf } from '#views';
import type { Carried, Corridor, RegisterRow } from '#views';
import { span } from '#base';
import { EntryLink, Shares } from '../components/corridor-state.tsx';
import { ActorName, placeLabel, subjectLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import type { OwnProps } from './own.tsx';

/** The share of time open by account, what passed in the numbers given, convoys and medical evacuations, queues. */
export function CorridorSections({ visit, view, filter }: OwnProps): JSX.Element {
  const { words, dossier: { state }, asOf } = visit, { zone } = state.charter, from = filter.from === null ? null : span(filter.from, zone), to = filter.to === null ? null : span(filter.to, zone);
  const found = corridors(state, asOf, { ...(from?.ok === true ? { from: from.value.from } : {}), ...(to?.ok === true ? { to: to.value.to } : {}) });
  return (
    <>
      {found.corridors.map((corridor) => <Open key={corridor.id} visit={visit} corridor={corridor} />)}
      <CarriedTable visit={visit} lines={carriedOf(view.rows)} />
      <Purposes visit={visit} rows={view.rows} />
      <Queues visit={visit} rows={view.rows} />
      <section id="counting"><h2>{words.say('corridor.counting')}</h2><p>{words.say('corridor.share.how')}</p><p>{words.say('register.carried.how')}</p></section>
    </>
  );
}

function Open({ visit, corridor }: { readonly visit: Visit; readonly corridor: Corridor }): JSX.Element | null {
  const { words } = visit, told = corridor.states.filter(({ accounts }) => accounts.length > 0);
  if (told.length === 0) return null;
  return (
    <section>
      <h2>{words.say('corridor.name', { name: subjectLabel(visit, corridor.id) })}</h2>
      <details>
        <summary>{words.say('corridor.share')}</summary>
        {told.map((series) => <div key={series.fact.id}><h3><InWords text={series.fact.label} words={words} /></h3><Shares visit={visit} series={series} /></div>)}
      </details>
      <p><a href={`${href(visit, 'corridors')}#corridor-${corridor.id}`}>{words.say('register.bars')}</a></p>
    </section>
  );
}

function CarriedTable({ visit, lines }: { readonly visit: Visit; readonly lines: readonly Carried[] }): JSX.Element | null {
  const { words } = visit;
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby="carried">
      <h2 id="carried">{words.say('register.carried')}</h2>
      <StackedTable
        caption={words.say('register.carried.caption')} columns={['by', 'what', 'direction', 'outcome', 'count'].map((column) => words.say(`register.carried.${column}`))}
        rows={lines.map(({ by, what, direction, outcome, count, without }, index) => ({ key: String(index), cells: [<ActorName visit={visit} id={by} />, <bdi>{what}</bdi>, direction === null ? words.say('passage.no-direction') : <bdi>{direction}</bdi>, words.say(`outcome.${outcome}`), without === 0 ? words.number(count) : words.say('register.carried.without', { count, without })] }))}
      />
    </section>
  );
}

/** Convoys and medical evacuations, each with its outcome, delay and reason. */
function Purposes({ visit, rows }: { readonly visit: Visit; readonly rows: readonly RegisterRow[] }): JSX.Element | null {
  const { words } = visit, found = rows.flatMap((row) => { const purpose = row.held.kind === 'report' && row.standing === 'counted' ? purposeOf(row.held) : null; return purpose === null || row.held.kind !== 'report' ? [] : [{ row, purpose, report: row.held }]; });
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="purposes">
      <h2 id="purposes">{words.say('register.purposes')}</h2>
      <StackedTable
        caption={words.say('register.purposes.caption')} columns={['when', 'purpose', 'what', 'outcome', 'by', 'entry'].map((column) => words.say(`register.column.${column}`))}
        rows={found.map(({ row, purpose, report: { value, source } }) => ({
          key: value.id,
          cells: [
            words.interval(row.at), words.say(`register.purpose.${purpose}`), <a href={href(visit, `reports/${encodeURIComponent(value.id)}`)}><InWords text={value.summary} words={words} /></a>,
            value.passage === undefined ? '–' : <>{words.say(`outcome.${value.passage.outcome}`)}{value.passage.delayMinutes === undefined ? null : <>, {words.say('passage.delayed-by', { minutes: value.passage.delayMinutes })}</>}</>, <>{row.sources.map((by) => <div key={by}><ActorName visit={visit} id={by} /></div>)}</>, <EntryLink visit={visit} position={source.position} />,
          ],
        }))}
      />
    </section>
  );
}

function Queues({ visit, rows }: { readonly visit: Visit; readonly rows: readonly RegisterRow[] }): JSX.Element | null {
  const { words } = visit, queues = quantitiesOf(rows, 'queue');
  if (queues.length === 0) return null;
  return (
    <section aria-labelledby="queues">
      <h2 id="queues">{words.say('register.queues')}</h2>
      <StackedTable
        caption={words.say('register.queues.caption')} columns={['when', 'place', 'queue', 'by', 'entry'].map((column) => words.say(`register.column.${column}`))}
        rows={queues.map(({ row, quantity: { value, unit, bound } }) => ({ key: row.held.value.id, cells: [words.interval(row.at), row.place === null ? '–' : placeLabel(visit, row.place), value === undefined ? words.say('quantity.unknown', { unit }) : words.say(`quantity.${bound ?? 'exactly'}`, { value, unit }), <>{row.sources.map((by) => <div key={by}><ActorName visit={visit} id={by} /></div>)}</>, <EntryLink visit={visit} position={row.held.source.position} />] }))}
      />
    </section>
  );
}
