import type { JSX } from 'preact';
import type { RegisterFilter, RegisterRow, RegisterView } from '#views';
import { scrutinyOf, wholeOf } from '#views';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel, placeLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { Details } from '../components/timeline-details.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** As many rows as a page can carry over a slow line. */
const PAGE = 40;

/** A category of reports, a purpose of windows, or a status of files, in words. */
export function categoryLabel({ words }: Visit, category: string): string {
  const key = [`category.${category}`, `register.category.${category}`].find((one) => words.has(one));
  return key === undefined ? category.replaceAll('-', ' ') : words.say(key);
}

/** Every row, the newest first, a page of them at a time. */
export function RegisterTable({ visit, view: { rows, name }, filter }: { readonly visit: Visit; readonly view: RegisterView; readonly filter: RegisterFilter }): JSX.Element | null {
  const { words, url } = visit, pages = Math.max(1, Math.ceil(rows.length / PAGE)), page = Math.min(pages, Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1));
  const shown = rows.slice(Math.max(0, rows.length - page * PAGE), rows.length - (page - 1) * PAGE).toReversed();
  if (rows.length === 0) return null;
  const at = (number: number): string => href(visit, `registers/${name}`, { ...filter, page: String(number) });
  return (
    <section aria-labelledby="rows">
      <h2 id="rows">{words.say('register.rows')}</h2>
      <StackedTable caption={words.say('register.rows.caption', { from: (page - 1) * PAGE + 1, to: (page - 1) * PAGE + shown.length, count: rows.length })} columns={['when', 'what', 'place', 'by', 'state', 'entry'].map((column) => words.say(`register.column.${column}`))} rows={shown.map((row) => ({ key: row.held.value.id, cells: cells(visit, row) }))} />
      {pages === 1 ? null : <nav class="pages" aria-label={words.say('register.pages')}>{page > 1 ? <a rel="prev" href={at(page - 1)}>{words.say('register.newer')}</a> : null} {page < pages ? <a rel="next" href={at(page + 1)}>{words.say('register.older')}</a> : null}</nav>}
    </section>
  );
}

function cells(visit: Visit, row: RegisterRow): readonly (JSX.Element | string)[] {
  const { words } = visit, { held, place } = row;
  return [
    words.interval(row.at),
    <><span class="tag">{categoryLabel(visit, row.category)}</span>{row.standing === 'counted' ? null : <> <span class="tag">{words.say(`register.standing.${row.standing}`)}</span></>} <What visit={visit} row={row} /></>,
    place === null ? <bdi>{held.kind === 'report' ? held.value.placeText ?? '–' : '–'}</bdi> : placeLabel(visit, place),
    <Sources visit={visit} row={row} />, <State visit={visit} row={row} />, <EntryLink visit={visit} position={held.source.position} />,
  ];
}

/** A file on a person tells nothing here: who may see it reads it above. */
function What({ visit, row: { held } }: { readonly visit: Visit; readonly row: RegisterRow }): JSX.Element {
  const { words } = visit;
  switch (held.kind) {
    case 'report': return <><a href={href(visit, `reports/${encodeURIComponent(held.value.id)}`)}><InWords text={held.value.summary} words={words} /></a><Details visit={visit} entry={held} /></>;
    case 'access-window': return <a href={`#${held.value.id}`}><InWords text={held.value.what} words={words} /></a>;
    case 'warning': return <InWords text={held.value.text} words={words} />;
    case 'person': return <a href={`#${held.value.id}`}>{words.say('register.person', { id: held.value.id })}</a>;
  }
}

/** Who asserts it, and who says otherwise, each by name. */
function Sources({ visit, row: { held, sources } }: { readonly visit: Visit; readonly row: RegisterRow }): JSX.Element {
  const { words, dossier: { state } } = visit, others = held.kind !== 'report' ? [] : held.value.accounts.filter(({ stance, by }) => stance !== 'asserts' && !sources.includes(wholeOf(state, by)));
  return (
    <>
      {sources.length === 0 ? words.say('outage.nobody') : sources.map((by) => <div key={by}><ActorName visit={visit} id={by} /></div>)}
      {others.map(({ by, stance, text }, index) => <div key={index} class="quiet">{words.say(`account.${stance}`)}: {actorLabel(visit, by)}{text === undefined ? null : <>: <InWords text={text} words={words} /></>}</div>)}
    </>
  );
}

function State({ visit, row: { held } }: { readonly visit: Visit; readonly row: RegisterRow }): JSX.Element {
  const { words, dossier: { state }, asOf } = visit;
  return held.kind === 'report' ? <>{words.say(`checked.${scrutinyOf(state, held, asOf).word}`)}</> : <>–</>;
}
