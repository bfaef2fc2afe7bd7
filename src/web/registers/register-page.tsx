import type { JSX } from 'preact';
import { NO_FILTER, REGISTERS, parseRegisterFilter, register, registerTotals } from '#views';
import type { RegisterFilter, RegisterName, RegisterRow, RegisterView } from '#views';
import { BarAxis, BarPatterns, BarRow, SignSwatch } from '../components/bars.tsx';
import type { TimeScale } from '../components/bars.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { FilterProblems, RegisterFilters, filterQuery } from './filters.tsx';
import { OfItsOwn } from './own.tsx';
import { RegisterTable, categoryLabel } from './rows.tsx';

/** Registers with files on people. */
const SENSITIVE: readonly RegisterName[] = ['people', 'detainees'];
const isRegister = (name: string | undefined): name is RegisterName => REGISTERS.some((one) => one === name);

/** Every register, with how much is in it by whose account. */
export const registersPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf } = visit, totals = registerTotals(state, asOf);
  return {
    title: words.say('registers.title'),
    main: (
      <>
        <h1>{words.say('registers.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('registers.intro')}</p>
        <ul class="cards">{REGISTERS.map((name) => {
          const { total = 0, sources = [] } = totals.get(name) ?? {};
          return (
            <li key={name}>
              <h2><a href={href(visit, `registers/${name}`)}>{words.say(`register.${name}`)}</a></h2>
              <p>{words.say('registers.total', { total })} {sources.length === 0 ? null : words.say('registers.sources', { who: words.list(sources.map((id) => actorLabel(visit, id))) })}</p>
            </li>
          );
        })}</ul>
      </>
    ),
  };
};

/** One register: the same page for each. What it holds by place, category, source and time; counts by source; a timeline; what is its own; every row. */
export const registerPage: PageOf = async (visit, { name }) => {
  if (!isRegister(name)) return null;
  const { words, dossier: { state }, asOf, url } = visit, whole = register(state, asOf, name);
  const { filter, problems } = parseRegisterFilter(url.searchParams, state, whole), view = problems.length === 0 && filterQuery(filter).length === 0 ? whole : register(state, asOf, name, filter);
  const title = words.say(`register.${name}`);
  return {
    title, ...(problems.length > 0 ? { status: 400 } : {}), ...(SENSITIVE.includes(name) ? { exit: true as const } : {}),
    main: (
      <>
        <BarPatterns />
        <FilterProblems visit={visit} problems={problems} />
        <h1>{title}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say(`register.${name}.intro`)}</p>
        <Others visit={visit} name={name} />
        <RegisterFilters visit={visit} view={whole} filter={filter} />
        <p role="status">{words.say(filterQuery(filter).length === 0 ? 'register.total' : 'register.matching', { total: whole.total, matching: view.rows.length })}{filterQuery(filter).length === 0 ? null : <> <a href={href(visit, `registers/${name}`)}>{words.say('timeline.all')}</a></>}</p>
        <Counts visit={visit} view={view} />
        <Course visit={visit} view={view} />
        <OfItsOwn visit={visit} view={view} filter={filter} />
        <RegisterTable visit={visit} view={view} filter={filter} />
        <ForPrograms visit={visit} name={name} />
        <Elsewhere visit={visit} filter={filter} name={name} />
      </>
    ),
  };
};

const Others = ({ visit, name }: { readonly visit: Visit; readonly name: RegisterName }): JSX.Element => (
  <nav aria-label={visit.words.say('registers.title')}><ul class="plain-list acts">{REGISTERS.map((one) => <li key={one}><a href={href(visit, `registers/${one}`)} {...(one === name ? { 'aria-current': 'page' as const } : {})}>{visit.words.say(`register.${one}`)}</a></li>)}</ul></nav>
);

/** By source and category, as known at the times of this page. A matter that two accounts assert is counted under each, and never added up over accounts. */
function Counts({ visit, view }: { readonly visit: Visit; readonly view: RegisterView }): JSX.Element | null {
  const { words } = visit, { counts } = view;
  if (counts.length === 0) return null;
  const categories = [...new Set(counts.map(({ category }) => category))], sources = [...new Set(counts.map(({ by }) => by))];
  const cell = (by: string, category: string): string => {
    const found = counts.find((one) => one.by === by && one.category === category);
    return found === undefined ? '–' : found.disputed === 0 ? words.number(found.count) : words.say('register.count.disputed', { count: found.count, disputed: found.disputed });
  };
  return (
    <>
      <StackedTable
        caption={words.say('register.counts', { valid: words.interval({ from: view.window.from, to: Math.max(view.window.to, view.window.from + 1) }), known: words.day(view.asOf.known - 1) })}
        columns={[words.say('register.column.by'), ...categories.map((category) => categoryLabel(visit, category))]}
        rows={sources.map((by) => ({ key: by, cells: [<ActorName visit={visit} id={by} />, ...categories.map((category) => cell(by, category))] }))}
      />
      <p class="quiet">{words.say('register.counts.how')}</p>
    </>
  );
}

const MOST_SIGNS = 400;

/** What each source tells of, along the shared time. */
function Course({ visit, view }: { readonly visit: Visit; readonly view: RegisterView }): JSX.Element | null {
  const { words, dossier: { state: { charter: { zone } } } } = visit, latest = view.rows.findLast(({ standing }) => standing === 'counted');
  if (latest === undefined) return null;
  const scale: TimeScale = { from: view.window.from, to: Math.max(view.window.to, view.window.from + 1, latest.at.from + 1), zone }, by = Map.groupBy(view.counts, (count) => count.by), sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
  return (
    <figure class="bars">
      <figcaption><span class="legend"><SignSwatch sign="full" /> {words.say('register.sign.told')}</span><span class="legend"><SignSwatch sign="ring" /> {words.say('register.sign.disputed')}</span></figcaption>
      {[...by].map(([id, counts]) => <BarRow key={id} scale={scale} name={<ActorName visit={visit} id={id} />} label={words.say('register.course', { who: actorLabel(visit, id), count: sum(counts.map(({ count }) => count)), disputed: sum(counts.map(({ disputed }) => disputed)) })} signs={lastOf(view.rows, id).map(({ at, disputed }) => ({ at: Math.max(at.from, scale.from), sign: disputed ? 'ring' : 'full' }))} />)}
      <BarAxis scale={scale} words={words} />
    </figure>
  );
}

/** The last of those that count by one account, in order of time. */
function lastOf(rows: readonly RegisterRow[], by: string): readonly RegisterRow[] {
  const found: RegisterRow[] = [];
  for (let index = rows.length - 1; index >= 0 && found.length < MOST_SIGNS; index -= 1) {
    const row = rows[index] as RegisterRow;
    if (row.standing === 'counted' && row.sources.includes(by)) found.push(row);
  }
  return found.reverse();
}

/** The whole register for other programs; files on people for who is signed in, by consent. */
function ForPrograms({ visit, name }: { readonly visit: Visit; readonly name: RegisterName }): JSX.Element {
  const { words, reader } = visit, more: readonly (readonly [string, string])[] = [...(name === 'windows' ? [['windows.ics', 'register.file.ics'] as const] : []), ...((name === 'people' || name === 'detainees') && reader !== undefined ? [['registers/people.xml', 'register.file.pfif'] as const] : [])];
  return <p>{words.say('register.files')} {[[`registers/${name}.csv`, 'register.file.csv'] as const, [`registers/${name}.geojson`, 'register.file.geojson'] as const, ...more].map(([path, key], index) => <>{index === 0 ? '' : ' · '}<a href={href(visit, path)}>{words.say(key)}</a></>)}</p>;
}

function Elsewhere({ visit, filter, name }: { readonly visit: Visit; readonly filter: RegisterFilter; readonly name: RegisterName }): JSX.Element {
  const { words } = visit, place = filter.place === NO_FILTER.place ? {} : { place: filter.place };
  return <p><a href={href(visit, 'map')}>{words.say('register.map')}</a> · <a href={href(visit, 'timeline', { kind: 'report', ...place })}>{words.say('corridor.unplaced.timeline')}</a> · <a href={href(visit, 'work')}>{words.say('work.title')}</a> · <a href={href(visit, 'follow', { about: filter.place === null ? `register:${name}` : `place:${filter.place}` })}>{words.say('follow.this')}</a></p>;
}
