import type { Instant, Interval } from '#base';
import type { Pattern } from '#agreement';
import type { Claim } from './evidence.ts';
import { byTime, lastOf } from './evidence.ts';
import { together } from './quorum.ts';
import type { Bindings, Reader } from './reader.ts';
import type { Because, Knowledge, Performance } from './status.ts';

/** What a duty's shape says of one instance. */
export interface Judgement {
  readonly performance: Performance;
  readonly knowledge: Knowledge;
  readonly since: Interval | null;
  /** The latest second that a report could still be about and change this: with the evidence window it says when the status is settled. */
  readonly decisive: Instant;
  readonly rule: string;
  readonly because: readonly Because[];
  readonly breaches: readonly Breach[];
  readonly fulfilledAt?: Interval;
  readonly quantity?: { readonly value: number; readonly of: number; readonly unit: string };
  readonly level?: 0 | 1 | 2 | 3;
}

export interface Breach {
  readonly at: Interval;
  readonly bindings: Bindings;
  readonly entries: readonly string[];
}

/** Times that members declared to have watched for this, or in which they deny that it happened. */
export function watched(reader: Reader, pattern: Pattern, bindings: Bindings): { readonly times: readonly Interval[]; readonly because: readonly Because[] } {
  const declared = reader.coverage(pattern, bindings);
  return {
    times: together(declared.map(({ by, at }) => ({ by, during: at })), reader.quorum),
    because: declared.map((said) => ({ role: 'coverage', entry: said.entry, by: said.by, at: said.at })),
  };
}

/** Claims of one event told by several become one occurrence: same keys, times that may be the same. */
export interface Occurrence {
  readonly at: Interval;
  readonly of: Claim['of'];
  readonly claims: readonly Claim[];
}

/** Occurrences of an event, earliest first. Two claims with the same keys whose times may be the same second are one occurrence, at the time they share. */
export const occurrences = (claims: readonly Claim[]): readonly Occurrence[] => clusters(claims.filter((claim) => claim.holds));

/** The same for claims of either kind. */
export function clusters(claims: readonly Claim[]): readonly Occurrence[] {
  const sorted = claims.toSorted(byTime);
  const open = new Map<string, { at: Interval; readonly of: Claim['of']; readonly claims: Claim[] }>();
  const done: Occurrence[] = [];
  for (const claim of sorted) {
    const key = JSON.stringify(Object.entries(claim.of).sort());
    const last = open.get(key);
    if (last !== undefined && claim.at.from <= lastOf(last.at)) {
      last.at = { from: claim.at.from, to: Math.min(lastOf(last.at), lastOf(claim.at)) + 1 };
      last.claims.push(claim);
    } else {
      if (last !== undefined) done.push(last);
      open.set(key, { at: claim.at, of: claim.of, claims: [claim] });
    }
  }
  return [...done, ...open.values()].toSorted((a, b) => a.at.from - b.at.from || lastOf(a.at) - lastOf(b.at));
}
