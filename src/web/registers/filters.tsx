import type { JSX } from 'preact';
import type { FilterProblem, RegisterFilter, RegisterView } from '#views';
import { actorLabel, placeLabel } from '../components/names.tsx';
import type { Visit } from '../visit.ts';
import { categoryLabel } from './rows.tsx';

/** The members of an address that ask for the same again, in one order. */
export const filterQuery = (filter: RegisterFilter): readonly (readonly [string, string])[] =>
  (['place', 'category', 'by', 'from', 'to'] as const).flatMap((name) => { const value = filter[name]; return value === null ? [] : [[name, value] as const]; });

interface Props {
  readonly visit: Visit;
  readonly view: RegisterView;
  readonly filter: RegisterFilter;
}

/** Place, category, source, time: a form that any browser can send. */
export function RegisterFilters({ visit, view: { choices }, filter }: Props): JSX.Element {
  const { words, url } = visit, kept = ['valid', 'known', 'lang', 'names'].flatMap((name) => { const value = url.searchParams.get(name); return value === null ? [] : [[name, value] as const]; });
  return (
    <details class="narrow" open={filterQuery(filter).length > 0}>
      <summary>{words.say('register.narrow')}</summary>
      <form class="filters" method="get">
        {kept.map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Select visit={visit} name="place" chosen={filter.place} options={choices.places.map((id) => [id, placeLabel(visit, id)])} />
        <Select visit={visit} name="category" chosen={filter.category} options={choices.categories.map((id) => [id, categoryLabel(visit, id)])} />
        <Select visit={visit} name="by" chosen={filter.by} options={choices.sources.map((id) => [id, actorLabel(visit, id)])} />
        {(['from', 'to'] as const).map((name) => <label key={name} for={`register-${name}`}>{words.say(`corridor.window.${name}`)}<br /><input id={`register-${name}`} type="date" name={name} value={filter[name] ?? ''} /></label>)}
        <button type="submit">{words.say('timeline.filter.show')}</button>
      </form>
    </details>
  );
}

function Select({ visit: { words }, name, chosen, options }: { readonly visit: Visit; readonly name: 'place' | 'category' | 'by'; readonly chosen: string | null; readonly options: readonly (readonly [string, string])[] }): JSX.Element {
  return (
    <label for={`register-${name}`}>{words.say(`register.filter.${name}`)}<br />
      <select id={`register-${name}`} name={name}><option value="">{words.say('timeline.filter.any')}</option>{options.map(([value, label]) => <option key={value} value={value} selected={value === chosen}>{label}</option>)}</select>
    </label>
  );
}

/** What of the address could not be read, first on the page. */
export function FilterProblems({ visit: { words }, problems }: { readonly visit: Visit; readonly problems: readonly FilterProblem[] }): JSX.Element | null {
  if (problems.length === 0) return null;
  return <div class="warning" role="alert"><ul>{problems.map(({ field, refusal }) => <li key={field}><a href={`#register-${field}`}>{words.say(`refusal.${refusal.code}`, refusal)}</a></li>)}</ul></div>;
}
