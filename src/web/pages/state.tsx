import type { JSX } from 'preact';
import type { AgreementState, VerdictWord } from '#views';
import { agreementState, earlierOf, parseFilters } from '#views';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { StatusFilters, Problems } from '../components/status-filters.tsx';
import { StatusSummary } from '../components/status-summary.tsx';
import { StatusTable, Undecidable } from '../components/status-table.tsx';
import { Unheard } from '../components/status.tsx';

/** State of the agreement: who owes what to whom by when, kept or not, by whose account. No perspective is the default. */
export const statePage: PageOf = async (visit) => {
  const { app, words, dossier, asOf, url } = visit;
  const { filters, problems } = parseFilters(url.searchParams, dossier, asOf);
  const earlier = earlierOf(filters, dossier, asOf);
  const [now, before] = await Promise.all([app.status(dossier.slug, asOf), earlier === null ? null : app.status(dossier.slug, earlier)]);
  if (now === null) return null;
  const view = agreementState(dossier, now.statuses, filters, asOf, before?.statuses ?? null);
  const main = (
    <>
      <Problems problems={problems} visit={visit} />
      <h1>{words.say('state.title')}</h1>
      <AsOfLine visit={visit} />
      <StatusFilters view={view} filters={filters} problems={problems} visit={visit} />
      <p id="announced" class="visually-hidden" role="status"></p>
      <div id="state" aria-busy="false">
        {filters.since === null ? null : <p class="comparison">{words.say('state.since', { day: words.when(filters.since) })} <a href={href(visit, 'changes', { since: filters.since })}>{words.say('state.since.why')}</a></p>}
        <StatusSummary view={view} filters={filters} visit={visit} />
        {view.groups.length + view.undecidable.length === 0 ? <p>{words.say('state.nothing')} <a href={href(visit, '')}>{words.say('state.filters.clear')}</a></p> : null}
        {view.groups.map((group) => <StatusTable key={group.instrument.id} group={group} visit={visit} />)}
        <Undecidable groups={view.undecidable} open={view.groups.length === 0} visit={visit} />
        <Unheard title={words.say('state.others', { count: view.others.length })} perspectives={view.others} visit={visit} />
        <Unheard title={words.say('state.silent', { count: view.silent.length })} perspectives={view.silent} visit={visit} />
        <Legend view={view} visit={visit} />
        <p><a href={href(visit, 'changes')}>{words.say('changes.title')}</a> · <a href={href(visit, 'what-if')}>{words.say('what-if.title')}</a> · <a href={href(visit, 'draft')}>{words.say('draft.title')}</a></p>
        <p class="quiet">{words.say('state.digest', { size: now.proof.size })} <code class="digest">{now.digest}</code></p>
      </div>
    </>
  );
  return { title: words.say('state.title'), main, scripts: ['state'], ...(problems.length === 0 ? {} : { status: 400 }) };
};

/** What the words on this page mean; only those that stand on it. */
function Legend({ view, visit: { words } }: { readonly view: AgreementState; readonly visit: Visit }): JSX.Element {
  const said = view.groups.flatMap(({ rows }) => rows.flatMap((row) => [...row.cells, ...(row.onRecord === null ? [] : [row.onRecord])].flatMap(({ verdicts }) => verdicts)));
  const terms = new Set<VerdictWord>(said.map(({ word }) => word));
  const settlements = new Set(said.flatMap(({ settlement }) => settlement ?? []));
  return (
    <details class="legend">
      <summary>{words.say('state.legend')}</summary>
      <dl class="facts">
        {[...terms].map((word) => <><dt><b class={`v v-${word}`}>{words.say(`verdict.${word}`)}</b></dt><dd>{words.say(`verdict.means.${word}`)}</dd></>)}
        {[...settlements].map((settlement) => <><dt>{words.say(`settlement.${settlement}`)}</dt><dd>{words.say(`settlement.means.${settlement}`)}</dd></>)}
      </dl>
    </details>
  );
}
