import type { Instant, Refusal, When } from '#base';
import { refuse, span } from '#base';
import type { ActorId, Track } from '#agreement';
import { TRACKS } from '#agreement';
import type { AsOf, Perspective, Settlement } from '#compliance';
import type { ProcessState } from '#process';
import type { VerdictWord } from './agreement-verdict.ts';
import { VERDICTS } from './agreement-verdict.ts';

/** What these pages need of a dossier: the fold of the record, the perspectives in the order of screens, and its times. */
export interface Folded {
  readonly state: ProcessState;
  readonly perspectives: readonly Perspective[];
  readonly range: { readonly from: number; readonly to: number; readonly known: number };
}

/** What a reader has chosen to see; `null` or empty: everything. */
export interface Filters {
  readonly party: ActorId | null;
  readonly instrument: string | null;
  readonly track: Track | null;
  readonly status: VerdictWord | null;
  /** Whether late reports are still awaited, or who has the last word has decided. */
  readonly settlement: Settlement | null;
  /** Only commitments on which accounts differ. */
  readonly differ: boolean;
  /** Only commitments whose shown statuses are other than they were at the end of this day, as far as was then on record. Kept as written. */
  readonly since: When | null;
  /** Perspectives chosen; empty: all that have an account. */
  readonly by: readonly string[];
}

/** A field of the form that could not be read; it is left out and said so. */
export interface Problem {
  readonly field: 'party' | 'instrument' | 'track' | 'status' | 'settlement' | 'since' | 'by';
  readonly refusal: Refusal;
}

export const SETTLEMENTS: readonly Settlement[] = ['provisional', 'settled', 'determined'];

export const NO_FILTERS: Filters = { party: null, instrument: null, track: null, status: null, settlement: null, differ: false, since: null, by: [] };

/**
 * Reads the query of a page that shows `asOf`. Nothing is refused as a whole: a field that cannot be read is left out and comes back
 * as a problem, `filter.unknown-choice`, `filter.time` or `filter.times-reversed`. Empty fields are no choice; other members are not ours.
 */
export function parseFilters(query: Iterable<readonly [string, string]>, folded: Folded, asOf: AsOf): { readonly filters: Filters; readonly problems: readonly Problem[] } {
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
  const earlier = (): When | null => {
    const since = given.get('since')?.[0]?.[1];
    if (since === undefined) return null;
    const end = endOf(since, folded);
    if (end === null) return complain('since', 'filter.time', since);
    return end < asOf.valid ? since : complain('since', 'filter.times-reversed', since);
  };
  const perspectives = new Set(folded.perspectives.map(({ id }) => id));
  const filters: Filters = {
    party: choice('party', folded.state.actors.keys()), instrument: choice('instrument', folded.state.instruments.keys()),
    track: choice('track', TRACKS), status: choice('status', VERDICTS), settlement: choice('settlement', SETTLEMENTS), differ: given.has('differ'), since: earlier(),
    by: (given.get('by') ?? []).flatMap(([, id]) => (perspectives.has(id) ? [id] : complain('by', 'filter.unknown-choice', id) ?? [])),
  };
  return { filters, problems };
}

/** The times that "what changed since" compares with: what was the case, and was known, at the end of that day. */
export function earlierOf({ since }: Pick<Filters, 'since'>, folded: Folded, { known }: AsOf): AsOf | null {
  const end = since === null ? null : endOf(since, folded);
  return end === null ? null : { valid: end, known: Math.min(end, known) };
}

function endOf(when: When, { state }: Folded): Instant | null {
  const found = span(when, state.charter.zone);
  return found.ok ? found.value.to : null;
}

/** The members of a query that ask for the same again with some choices changed; in one order, so that equal choices have one address. */
export function queryOf(filters: Filters, change: Partial<Filters> = {}): readonly (readonly [string, string])[] {
  const { party, instrument, track, status, settlement, differ, since, by } = { ...filters, ...change };
  const single: readonly (readonly [string, string | null])[] = [['party', party], ['instrument', instrument], ['track', track], ['status', status], ['settlement', settlement], ['differ', differ ? '1' : null], ['since', since]];
  return [...single.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])), ...by.map((id) => ['by', id] as const)];
}
