import type { JSX } from 'preact';
import type { Choice, Timeline, TimelineFilter, TimelineKind, TimelineMonth } from '#views';
import { inOrder, timeline } from '#views';
import { actorLabel, placeLabel } from '../components/names.tsx';
import { TimelineArticle } from '../components/timeline-entry.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** So many links to parts fit a small screen. */
const MOST_PARTS = 60;
const FILTERS = ['kind', 'actor', 'commitment', 'place', 'text'] as const;

/** Everything on the record in order of the time it speaks of. */
export const timelinePage: PageOf = async (visit) => {
  const filter = filterOf(visit.url);
  const found = timeline(visit.dossier.state, visit.asOf, filter);
  const { words } = visit;
  return {
    title: words.say('timeline.title'),
    main: (
      <>
        <h1>{words.say('timeline.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('timeline.intro')}</p>
        <Filters visit={visit} found={found} filter={filter} />
        <p role="status">{words.say(isFiltered(filter) ? 'timeline.matching' : 'timeline.total', { matching: found.matching, total: found.total })}{isFiltered(filter) ? <> <a href={href(visit, 'timeline')}>{words.say('timeline.all')}</a></> : null}</p>
        <Parts visit={visit} found={found} filter={filter} label="timeline.parts" />
        {found.months.map((month) => <Month key={month.month} visit={visit} month={month} />)}
        <Parts visit={visit} found={found} filter={filter} label="timeline.parts.again" />
      </>
    ),
  };
};

function filterOf({ searchParams }: URL): TimelineFilter {
  const given = FILTERS.flatMap((name): [string, string][] => {
    const value = searchParams.get(name)?.trim() ?? '';
    return value === '' ? [] : [[name, value]];
  });
  const part = searchParams.get('part');
  return { ...(Object.fromEntries(given) as TimelineFilter), ...(part === null ? {} : { part }) };
}

const isFiltered = (filter: TimelineFilter): boolean => FILTERS.some((name) => filter[name] !== undefined);
const carried = (filter: TimelineFilter): { readonly [name: string]: string } => Object.fromEntries(FILTERS.flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])));

function Filters({ visit, found, filter }: { readonly visit: Visit; readonly found: Timeline; readonly filter: TimelineFilter }): JSX.Element {
  const { words, url, dossier } = visit;
  const kept = ['lang', 'names'].flatMap((name) => { const value = url.searchParams.get(name); return value === null ? [] : [[name, value] as const]; });
  const actors = inOrder(dossier.state, found.choices.actors.map((choice) => choice.id)).map((id) => found.choices.actors.find((choice) => choice.id === id) as Choice);
  const commitment = (id: string): string => { const held = dossier.state.commitments.get(id); return held === undefined ? id : `${id} ${words.text(held.value.title).words}`; };
  return (
    <details class="narrow" open={isFiltered(filter)}>
      <summary>{words.say('timeline.narrow')}</summary>
      <form class="filters" method="get">
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Select visit={visit} name="kind" chosen={filter.kind} choices={found.choices.kinds} label={(id) => words.say(`kind.${id as TimelineKind}`)} />
        <Select visit={visit} name="actor" chosen={filter.actor} choices={actors} label={(id) => actorLabel(visit, id)} />
        <Select visit={visit} name="commitment" chosen={filter.commitment} choices={found.choices.commitments} label={commitment} />
        <Select visit={visit} name="place" chosen={filter.place} choices={found.choices.places} label={(id) => placeLabel(visit, id)} />
        <label>{words.say('timeline.filter.text')}<br /><input type="search" name="text" value={filter.text ?? ''} /></label>
        <label>{words.say('timeline.filter.valid')}<br /><input type="date" name="valid" value={url.searchParams.get('valid') ?? ''} /></label>
        <label>{words.say('timeline.filter.known')}<br /><input type="date" name="known" value={url.searchParams.get('known') ?? ''} /></label>
        <button type="submit">{words.say('timeline.filter.show')}</button>
      </form>
    </details>
  );
}

interface SelectProps {
  readonly visit: Visit;
  readonly name: 'kind' | 'actor' | 'commitment' | 'place';
  readonly chosen: string | undefined;
  readonly choices: readonly Choice[];
  readonly label: (id: string) => string;
}

function Select({ visit: { words }, name, chosen, choices, label }: SelectProps): JSX.Element {
  return (
    <label>{words.say(`timeline.filter.${name}`)}<br />
      <select name={name}>
        <option value="">{words.say('timeline.filter.any')}</option>
        {choices.map(({ id, count }) => <option key={id} value={id} selected={id === chosen}>{words.say('timeline.filter.choice', { label: label(id), count })}</option>)}
      </select>
    </label>
  );
}

function Parts({ visit, found, filter, label }: { readonly visit: Visit; readonly found: Timeline; readonly filter: TimelineFilter; readonly label: string }): JSX.Element | null {
  const { words } = visit;
  if (found.parts.length < 2) return null;
  return (
    <nav class="parts" aria-label={words.say(label)}>
      <ul>{near(found).map((part) => {
        if (part === null) return <li>…</li>;
        const time = part.name.includes('.') ? words.say('timeline.part.of', { time: words.day(part.first), number: part.name.split('.')[1] ?? '' }) : part.first === part.last ? words.day(part.first) : words.say('timeline.dates', { from: words.day(part.first), to: words.day(part.last) });
        return <li key={part.name}><a href={href(visit, 'timeline', { ...carried(filter), part: part.name })} {...(part.name === found.part?.name ? { 'aria-current': 'page' as const } : {})}>{words.say('timeline.part', { time, count: part.count })}</a></li>;
      })}</ul>
    </nav>
  );
}

/** Of very many parts the first, the last, and those near the one that is shown; `null` where some are left out. */
function near({ parts, part }: Timeline): readonly (Timeline['part'])[] {
  if (parts.length <= MOST_PARTS) return parts;
  const at = parts.findIndex((one) => one === part), shown = parts.map((one, index) => (index === 0 || index === parts.length - 1 || Math.abs(index - at) <= 4 ? one : null));
  return shown.filter((one, index) => one !== null || shown[index - 1] !== null);
}

function Month({ visit, month: { month, rows } }: { readonly visit: Visit; readonly month: TimelineMonth }): JSX.Element {
  return (
    <section class="month">
      <h2>{visit.words.day(month)}</h2>
      {rows.map((row) => <TimelineArticle key={row.entry.value.id} visit={visit} entry={row.entry} />)}
    </section>
  );
}
