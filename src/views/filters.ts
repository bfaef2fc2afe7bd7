import type { Interval, Refusal, When } from '#base';
import { refuse, span } from '#base';
import type { ActorId, Track } from '#agreement';
import { TRACKS } from '#agreement';
import type { AsOf, Perspective } from '#compliance';
import type { ProcessState } from '#process';
import type { VerdictWord } from './agreement-verdict.ts';
import { VERDICTS } from './agreement-verdict.ts';

/** What these pages need of a dossier: the fold of the record, the perspectives in the order of screens, and its times. */
export interface Folded {
  readonly state: ProcessState;
  readonly perspectives: readonly Perspective[];
  readonly range: { readonly from: number; readonly to: number; readonly known: number };
}

/** What a reader has chosen to see; `null` or empty: everything. Days are civil days of the process's zone, kept as written. */
export interface Filters {
  readonly party: ActorId | null;
  readonly instrument: string | null;
  readonly track: Track | null;
  readonly status: VerdictWord | null;
  /** Only commitments on which accounts differ. */
  readonly differ: boolean;
  /** Only commitments whose shown statuses are other than they were at the end of this day, as far as was then on record. */
  readonly since: When | null;
  /** What was the case at the end of this day; without it, at the end of what the record speaks of. */
  readonly on: When | null;
  /** As far as was on record at the end of this day; without it, all that is. */
  readonly known: When | null;
  /** Perspectives chosen; empty: all that have an account. */
  readonly by: readonly string[];
}

/** A field of the form that could not be read; it is left out and said so. */
export interface Problem {
  readonly field: 'party' | 'instrument' | 'track' | 'status' | 'since' | 'on' | 'known' | 'by';
  readonly refusal: Refusal;
}

/**
 * Reads the query of a page. Nothing is refused as a whole: a field that cannot be read is left out and comes back as a problem,
 * `filter.unknown-choice`, `filter.time` or `filter.times-reversed`. Empty fields are no choice.
 */
export function parseFilters(query: Iterable<readonly [string, string]>, folded: Folded): { readonly filters: Filters; readonly problems: readonly Problem[] } {
  const given = Map.groupBy([...query].filter(([, value]) => value !== ''), ([name]) => name);
  const problems: Problem[] = [];
  const complain = (field: Problem['field'], code: string, value: string): null => {
    problems.push({ field, refusal: refuse(code, { field, value: value.slice(0, 60) }).refusal });
    return null;
  };
  const choice = <T extends string>(field: Problem['field'], choices: Iterable<T>): T | null => {
    const value = given.get(field)?.[0]?.[1];
    if (value === undefined) return null;
    return [...choices].find((known) => known === value) ?? complain(field, 'filter.unknown-choice', value);
  };
  const day = (field: 'since' | 'on' | 'known'): When | null => {
    const value = given.get(field)?.[0]?.[1];
    if (value === undefined) return null;
    return span(value, folded.state.charter.zone).ok ? value : complain(field, 'filter.time', value);
  };
  const known = new Set(folded.perspectives.map(({ id }) => id));
  const by = (given.get('by') ?? []).flatMap(([, id]) => (known.has(id) ? [id] : complain('by', 'filter.unknown-choice', id) ?? []));
  const filters: Filters = {
    party: choice('party', folded.state.actors.keys()), instrument: choice('instrument', folded.state.instruments.keys()),
    track: choice('track', TRACKS), status: choice('status', VERDICTS), differ: given.has('differ'),
    since: day('since'), on: day('on'), known: day('known'), by,
  };
  if (filters.since !== null && endOfDay(filters.since, folded) >= asOfOf(filters, folded).valid) {
    complain('since', 'filter.times-reversed', filters.since);
    return { filters: { ...filters, since: null }, problems };
  }
  return { filters, problems };
}

/** The times that a selection asks for: bounds that are themselves excluded, so the end of the day chosen. */
export function asOfOf({ on, known }: Pick<Filters, 'on' | 'known'>, folded: Folded): AsOf {
  return {
    valid: on === null ? folded.range.to : endOfDay(on, folded),
    known: known === null ? folded.range.known : Math.min(endOfDay(known, folded), folded.range.known),
  };
}

/** The times that "what changed since" compares with: what was the case, and was known, at the end of that day. */
export function earlierOf({ since }: Pick<Filters, 'since'>, folded: Folded): AsOf | null {
  return since === null ? null : asOfOf({ on: since, known: since }, folded);
}

function endOfDay(when: When, { state }: Folded): number {
  const found = span(when, state.charter.zone);
  return found.ok ? ((found.value as Interval).to as number) : 0;
}

/** The query that asks for the same again with some choices changed; keys in one order, so that equal choices have one address. */
export function queryOf(filters: Filters, change: Partial<Filters> = {}): string {
  const { party, instrument, track, status, differ, since, on, known, by } = { ...filters, ...change };
  const pairs: [string, string | null][] = [
    ['party', party], ['instrument', instrument], ['track', track], ['status', status], ['differ', differ ? '1' : null],
    ['since', since], ['on', on], ['known', known], ...by.map((id): [string, string] => ['by', id]),
  ];
  const query = pairs.flatMap(([name, value]) => (value === null ? [] : `${name}=${encodeURIComponent(value)}`)).join('&');
  return query === '' ? '' : `?${query}`;
}
