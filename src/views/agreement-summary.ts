import type { Instant } from '#base';
import type { AsOf, Performance, Perspective, Status } from '#compliance';
import type { Row } from './agreement-row.ts';
import type { VerdictWord } from './agreement-verdict.ts';
import { countedAs, VERDICTS } from './agreement-verdict.ts';

/** Counts of what is shown. Each is of one perspective's account; they are never added up, weighed or turned into a score of a party. */
export interface Summary {
  readonly commitments: number;
  readonly instruments: number;
  /** Commitments on which accounts differ. */
  readonly differ: number;
  /** Commitments that no fact could decide. */
  readonly notExpressed: number;
  readonly accounts: readonly AccountCount[];
  /** What the passing of time alone would change next, soonest first. */
  readonly next: readonly Upcoming[];
}

export interface AccountCount {
  readonly perspective: string;
  /** In the order of `VERDICTS`, none that is zero. `mixed`: the readings lead to different words. */
  readonly counts: readonly { readonly word: VerdictWord | 'mixed'; readonly count: number }[];
}

export interface Upcoming {
  readonly at: Instant;
  readonly commitment: string;
  readonly becomes: Performance;
  readonly perspectives: readonly string[];
}

const UPCOMING = 3;

export function summarise(rows: readonly Row[], shown: readonly Perspective[], statuses: readonly Status[], asOf: AsOf): Summary {
  return {
    commitments: rows.length,
    instruments: new Set(rows.map(({ commitment }) => commitment.instrument)).size,
    differ: rows.filter(({ differs }) => differs).length,
    notExpressed: rows.filter(({ notExpressed }) => notExpressed !== null).length,
    accounts: shown.map(({ id }) => ({ perspective: id, counts: countsOf(rows, id) })),
    next: upcoming(statuses, new Set(shown.map(({ id }) => id)), asOf),
  };
}

function countsOf(rows: readonly Row[], perspective: string): AccountCount['counts'] {
  const words = rows.flatMap(({ cells }) => cells.filter((cell) => cell.perspective === perspective)).map(({ verdicts }) => {
    const [word, ...others] = new Set(verdicts.map((verdict) => countedAs(verdict.word)));
    return word !== undefined && others.length === 0 ? word : 'mixed';
  });
  return [...VERDICTS, 'mixed' as const].map((word) => ({ word, count: words.filter((found) => found === word).length })).filter(({ count }) => count > 0);
}

const SETTLEMENTS: ReadonlySet<string> = new Set(['provisional', 'settled', 'determined']);

function upcoming(statuses: readonly Status[], shown: ReadonlySet<string>, { valid }: AsOf): readonly Upcoming[] {
  const coming = statuses.flatMap(({ commitment, perspective, explanation: { next } }) =>
    next === null || next.at < valid || !shown.has(perspective) || SETTLEMENTS.has(next.becomes) ? [] : [{ at: next.at, commitment, becomes: next.becomes as Performance, perspective }]);
  const grouped = Map.groupBy(coming, ({ at, commitment, becomes }) => `${at} ${commitment} ${becomes}`);
  return [...grouped.values()]
    .map((same) => ({ ...same[0] as (typeof coming)[number], perspectives: [...new Set(same.map(({ perspective }) => perspective))] }))
    .map(({ at, commitment, becomes, perspectives }) => ({ at, commitment, becomes, perspectives }))
    .toSorted((a, b) => a.at - b.at).slice(0, UPCOMING);
}
