import type { JSX } from 'preact';
import { bearingsOf, claimView, claimViews, itemAsOf, kinOf, NO_CLAIM_FILTER } from '#views';
import type { Appeared, ClaimView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName } from '../components/names.tsx';
import { SourceLine } from '../components/sources.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import { Bearings, Likeness } from '../registers/bearings.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ClaimBeside } from './heard.tsx';

interface Shown {
  readonly visit: Visit;
  readonly view: ClaimView;
}

/** One claim: who says it and what those concerned reply, side by side; what became of it, where it appeared, what it bears on, what it is split out of. */
export const claimPage: PageOf = async (visit, { id = '' }) => {
  const { words, dossier: { state }, asOf } = visit, view = claimView(state, id, asOf);
  if (view === null) return null;
  const title = words.say('claim.title', { id });
  return {
    title,
    main: (
      <>
        <p class="back"><a href={href(visit, 'claims')}>{words.say('claims.title')}</a></p>
        <h1>{title}</h1>
        <AsOfLine visit={visit} />
        <ClaimBeside visit={visit} view={view} />
        <Outcomes visit={visit} view={view} />
        <Appearances visit={visit} view={view} />
        <Bearings visit={visit} item={id} bearings={bearingsOf(state, id, asOf)} suggested={[]} />
        <Reports visit={visit} view={view} />
        <SplitFrom visit={visit} view={view} />
        <Likeness visit={visit} id={id} kin={kinOf(state, id, asOf)} among="claims" />
        <p><a href={href(visit, `claims/${encodeURIComponent(id)}/review.json`)}>{words.say('claim.review')}</a></p>
      </>
    ),
  };
};

/** Each side's and body's own word of what became of it. */
function Outcomes({ visit, view: { claim, outcomes, became } }: Shown): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="became">
      <h2 id="became">{words.say('claim.became')}</h2>
      <p><b>{words.say(`claim.became.${became}`)}</b></p>
      {outcomes.length === 0 ? null : (
        <StackedTable
          caption={words.say('claim.became.caption')} columns={['by', 'date', 'outcome', 'text', 'entry'].map((column) => words.say(`claim.column.${column}`))}
          rows={outcomes.map(({ value, source }) => ({ key: value.id, cells: [<ActorName visit={visit} id={value.by} />, words.when(value.date), words.say(`claim.outcome.${value.outcome}`), <InWords text={value.text} words={words} />, <EntryLink visit={visit} position={source.position} />] }))}
        />
      )}
      <p class="acts"><ActLink visit={visit} name="outcome" values={{ claim: claim.value.id }}>{words.say('act.outcome')}</ActLink></p>
    </section>
  );
}

/** Where it appeared, the first time first: one claim, however many repeat it. */
function Appearances({ visit, view: { claim, appearances, same } }: Shown): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="appeared">
      <h2 id="appeared">{words.say('claim.appeared', { count: appearances.length })}</h2>
      {same.length === 0 ? null : <p>{words.say('claim.appeared.same')}</p>}
      <StackedTable
        caption={words.say('claim.appeared.caption')} columns={['date', 'outlet', 'through', 'entry'].map((column) => words.say(`claim.column.${column}`))}
        rows={appearances.map((one, index) => ({
          key: String(index),
          cells: [<>{appearedAt(visit, one)}{index === 0 ? <> <span class="tag">{words.say('claim.first')}</span></> : null}</>, outletOf(one), one.appearance.through === undefined ? '–' : <bdi>{one.appearance.through}</bdi>, <>{one.of === claim.value.id ? null : <><a href={href(visit, `claims/${encodeURIComponent(one.of)}`)}>{one.of}</a> </>}<EntryLink visit={visit} position={one.source.position} /></>],
        }))}
      />
      <p class="acts"><ActLink visit={visit} name="appearance" values={{ claim: claim.value.id }}>{words.say('act.appearance')}</ActLink></p>
    </section>
  );
}

/** A day, or the days between which it must have been. */
const appearedAt = ({ words }: Visit, { appearance: { at, atEnd } }: Pick<Appeared, 'appearance'>): string =>
  atEnd === undefined ? words.when(at) : words.say('claim.between', { from: words.when(at), to: words.when(atEnd) });

const outletOf = ({ appearance: { outlet, url } }: Appeared): JSX.Element => (url === undefined ? <bdi>{outlet}</bdi> : <SourceLine source={{ title: outlet, url }} />);

function Reports({ visit, view: { claim: { value: { reports = [] } } } }: Shown): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit;
  const held = reports.flatMap((id) => { const item = state.items.get(id), then = item === undefined ? null : itemAsOf(item, asOf.known); return then === null ? [] : [then]; });
  if (held.length === 0) return null;
  return <section aria-labelledby="reports"><h2 id="reports">{words.say('claim.reports')}</h2><ul>{held.map(({ value }) => <li key={value.id}><a href={href(visit, `reports/${encodeURIComponent(value.id)}`)}>{value.id}</a> <InWords text={value.summary} words={words} /></li>)}</ul></section>;
}

/** The statement that it is part of, and the other claims of it. */
function SplitFrom({ visit, view: { claim: { value: { from, id } } } }: Shown): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, held = from === undefined ? undefined : state.items.get(from), item = held === undefined ? null : itemAsOf(held, asOf.known);
  if (item === null || from === undefined) return null;
  const others = claimViews(state, asOf, { ...NO_CLAIM_FILTER, from }).filter(({ claim: { value } }) => value.id !== id);
  return (
    <section aria-labelledby="from">
      <h2 id="from">{words.say('claim.from')}</h2>
      <p><a href={href(visit, `statements/${encodeURIComponent(from)}`)}>{from}</a> <InWords text={item.value.summary} words={words} /></p>
      {others.length === 0 ? null : <><h3>{words.say('claim.others', { count: others.length })}</h3><ul>{others.map(({ claim: { value } }) => <li key={value.id}><a href={href(visit, `claims/${encodeURIComponent(value.id)}`)}>{value.id}</a> <InWords text={value.words} words={words} /></li>)}</ul></>}
    </section>
  );
}
