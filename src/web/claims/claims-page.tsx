import type { JSX } from 'preact';
import { NO_CLAIM_FILTER, claimChoices, claimViews, parseClaimFilter } from '#views';
import type { ClaimChoices, ClaimFilter, ClaimView, Heard } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** As many rows as a page can carry over a slow line. */
const PAGE = 40;
const FIELDS = Object.keys(NO_CLAIM_FILTER) as readonly (keyof ClaimFilter)[];

/** What is said in public, apart from what was seen: each claim with who makes it, how openly, what those concerned reply and what became of it. */
export const claimsPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf, url } = visit, all = claimViews(state, asOf), choices = claimChoices(state, all);
  const { filter, problems } = parseClaimFilter(url.searchParams, choices), chosen = FIELDS.some((field) => filter[field] !== null), views = chosen ? claimViews(state, asOf, filter) : all;
  return {
    title: words.say('claims.title'), ...(problems.length > 0 ? { status: 400 } : {}),
    main: (
      <>
        {problems.length === 0 ? null : <div class="warning" role="alert"><ul>{problems.map(({ field, refusal }) => <li key={field}><a href={`#claim-${field}`}>{words.say(`refusal.${refusal.code}`, refusal)}</a></li>)}</ul></div>}
        <h1>{words.say('claims.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('claims.intro')}</p>
        <p class="acts"><ActLink visit={visit} name="claim">{words.say('act.claim')}</ActLink></p>
        {all.length === 0 ? null : <Filters visit={visit} filter={filter} choices={choices} open={chosen} />}
        <p role="status">{words.say(chosen ? 'claims.matching' : 'claims.total', { total: all.length, matching: views.length })}{chosen ? <> <a href={href(visit, 'claims')}>{words.say('timeline.all')}</a></> : null}</p>
        <p><a href={href(visit, 'follow', { about: 'claims' })}>{words.say('follow.this')}</a></p>
        {views.length === 0 ? null : <ClaimTable visit={visit} views={views} filter={filter} />}
      </>
    ),
  };
};

function Filters({ visit, filter, choices, open }: { readonly visit: Visit; readonly filter: ClaimFilter; readonly choices: ClaimChoices; readonly open: boolean }): JSX.Element {
  const { words, url } = visit, kept = ['valid', 'known', 'lang', 'names'].flatMap((name) => { const value = url.searchParams.get(name); return value === null ? [] : [[name, value] as const]; });
  const label = (field: keyof ClaimFilter, value: string): string => (field === 'by' || field === 'concerns' ? actorLabel(visit, value) : field === 'anonymity' ? words.say(`claims.anonymity.${value}`) : field === 'became' ? words.say(`claim.became.${value}`) : value);
  return (
    <details class="narrow" open={open}>
      <summary>{words.say('claims.narrow')}</summary>
      <form class="filters" method="get">
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        {FIELDS.map((field) => (
          <label key={field} for={`claim-${field}`}>{words.say(`claims.filter.${field}`)}<br />
            <select id={`claim-${field}`} name={field}><option value="">{words.say('timeline.filter.any')}</option>{choices[field].map((value) => <option key={value} value={value} selected={value === filter[field]}>{label(field, value)}</option>)}</select>
          </label>
        ))}
        <button type="submit">{words.say('timeline.filter.show')}</button>
      </form>
    </details>
  );
}

function ClaimTable({ visit, views, filter }: { readonly visit: Visit; readonly views: readonly ClaimView[]; readonly filter: ClaimFilter }): JSX.Element {
  const { words, url } = visit, pages = Math.ceil(views.length / PAGE), page = Math.min(pages, Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1)), shown = views.slice((page - 1) * PAGE, page * PAGE);
  const at = (number: number): string => href(visit, 'claims', { ...filter, page: String(number) });
  return (
    <>
      <StackedTable caption={words.say('register.rows.caption', { from: (page - 1) * PAGE + 1, to: (page - 1) * PAGE + shown.length, count: views.length })} columns={['claim', 'asserter', 'first', 'heard', 'became'].map((column) => words.say(`claims.column.${column}`))} rows={shown.map((view) => ({ key: view.claim.value.id, cells: cells(visit, view) }))} />
      {pages === 1 ? null : <nav class="pages" aria-label={words.say('register.pages')}>{page > 1 ? <a rel="prev" href={at(page - 1)}>{words.say('register.newer')}</a> : null} {page < pages ? <a rel="next" href={at(page + 1)}>{words.say('register.older')}</a> : null}</nav>}
    </>
  );
}

/** A row of the table of claims. */
function cells(visit: Visit, { claim: { value }, appearances, heard, became }: ClaimView): readonly (JSX.Element | string)[] {
  const { words } = visit, [first] = appearances;
  return [
    <><a href={href(visit, `claims/${encodeURIComponent(value.id)}`)}>{value.id}</a> {value.quoted ? <q><InWords text={value.words} words={words} /></q> : <InWords text={value.words} words={words} />}{value.sort === undefined ? null : <> <span class="tag">{words.say(`claims.sort.${value.sort}`)}</span></>}</>,
    <><InWords text={value.asserter} words={words} /> <span class="quiet">{words.say(`claims.anonymity.${value.anonymity}`)}</span></>,
    first === undefined ? '–' : <>{first.appearance.atEnd === undefined ? words.when(first.appearance.at) : words.say('timeline.dates', { from: words.when(first.appearance.at), to: words.when(first.appearance.atEnd) })}, <bdi>{first.appearance.outlet}</bdi> <span class="quiet">{words.say('claims.appeared', { count: appearances.length })}</span></>,
    heard.length === 0 ? '–' : <>{heard.map((one) => <div key={one.by}><HeardBriefly visit={visit} heard={one} /></div>)}</>,
    words.say(`claim.became.${became}`),
  ];
}

function HeardBriefly({ visit, heard: { by, word, until } }: { readonly visit: Visit; readonly heard: Heard }): JSX.Element {
  const { words } = visit;
  return <><ActorName visit={visit} id={by} />: {words.say(`claims.heard.${word}`, { until: until === null ? '' : words.when(until) })}</>;
}
