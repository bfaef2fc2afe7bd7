import { byCodeUnits } from '#base';
import type { Commitment } from '#agreement';
import type { AsOf, Settlement, Status } from '#compliance';
import type { VerdictWord } from './agreement-verdict.ts';
import { countedAs, VERDICTS, verdictOf } from './agreement-verdict.ts';
import type { Folded } from './filters.ts';
import type { Age } from './rollup-ages.ts';
import { agesOf } from './rollup-ages.ts';
import type { Chain } from './rollup-chains.ts';
import { chainsOf } from './rollup-chains.ts';
import type { Graded } from './rollup-grades.ts';
import { gradedOf } from './rollup-grades.ts';

/**
 * The commitments counted together, account by account. Nothing is added up over accounts, weighed, divided or ranked:
 * there is no score of a party in it, and none can be read off it. Groups and chains stand in the order of ids.
 */
export interface RollUp {
  readonly asOf: AsOf;
  readonly instruments: readonly Tallied[];
  /** By each actor that owes; what several owe is counted with each of them. */
  readonly parties: readonly Tallied[];
  readonly tracks: readonly Tallied[];
  readonly chains: readonly Chain[];
  readonly graded: readonly Graded[];
  readonly undated: readonly Age[];
}

/** The commitments of one instrument, bearer or track; `tallies` in the order of perspectives. */
export interface Tallied {
  readonly id: string;
  readonly commitments: number;
  /** Those that no fact could decide, the same for every account. */
  readonly notExpressed: number;
  readonly tallies: readonly Tally[];
}

/** What one perspective's account comes to. The counts of `words` with `silent` and `notExpressed` are all its statuses: one for every reading of every commitment. */
export interface Tally {
  readonly perspective: string;
  readonly statuses: number;
  /** In the order of `VERDICTS`, none that is zero. */
  readonly words: readonly WordCount[];
  /** Of these the account says nothing. Silence is neither kept nor broken. */
  readonly silent: number;
  readonly notExpressed: number;
}

/** How often a word is the verdict, and how final it then is. Where there is nothing to settle, none of the three counts it. */
export interface WordCount extends Readonly<Record<Settlement, number>> {
  readonly word: VerdictWord;
  readonly count: number;
}

/** Folds the statuses of one table - every commitment by every perspective at `asOf` - into counts, chains of remedies, grades and ages. */
export function rollUp(folded: Folded, statuses: readonly Status[], asOf: AsOf): RollUp {
  const byCommitment = Map.groupBy(statuses, ({ commitment }) => commitment);
  const commitments = [...folded.state.commitments.values()].map(({ value }) => value).filter(({ id }) => byCommitment.has(id)).toSorted((a, b) => byCodeUnits(a.id, b.id));
  const by = (groupsOf: (commitment: Commitment) => readonly string[]): readonly Tallied[] => tallied(folded, commitments, byCommitment, groupsOf);
  return {
    asOf,
    instruments: by(({ instrument }) => [instrument]),
    parties: by(({ bearers }) => [...new Set(bearers.actors)]),
    tracks: by(({ track }) => [track]),
    chains: chainsOf(folded, commitments, byCommitment),
    graded: gradedOf(commitments, byCommitment),
    undated: agesOf(folded, commitments, byCommitment, asOf),
  };
}

type Statuses = ReadonlyMap<string, readonly Status[]>;

function tallied({ perspectives }: Folded, commitments: readonly Commitment[], statuses: Statuses, groupsOf: (commitment: Commitment) => readonly string[]): readonly Tallied[] {
  const ids = [...new Set(commitments.flatMap(groupsOf))].sort(byCodeUnits);
  return ids.map((id) => {
    const own = commitments.filter((commitment) => groupsOf(commitment).includes(id));
    return { id, commitments: own.length, notExpressed: own.filter((commitment) => commitment.notExpressed !== undefined).length, tallies: perspectives.map((perspective) => tally(perspective.id, own, statuses)) };
  });
}

function tally(perspective: string, commitments: readonly Commitment[], statuses: Statuses): Tally {
  const verdicts = commitments.flatMap((commitment) => (statuses.get(commitment.id) ?? []).filter((status) => status.perspective === perspective).map((status) => {
    const { word, settlement } = verdictOf(status, commitment);
    return commitment.notExpressed === undefined ? { word: countedAs(word), settlement } : { word: 'not-expressed' as const, settlement: null };
  }));
  const of = (word: VerdictWord) => verdicts.filter((verdict) => verdict.word === word);
  const words = VERDICTS.filter((word) => word !== 'no-account' && word !== 'not-expressed').flatMap((word): WordCount[] => {
    const found = of(word);
    const final = (settlement: Settlement): number => found.filter((verdict) => verdict.settlement === settlement).length;
    return found.length === 0 ? [] : [{ word, count: found.length, provisional: final('provisional'), settled: final('settled'), determined: final('determined') }];
  });
  return { perspective, statuses: verdicts.length, words, silent: of('no-account').length, notExpressed: of('not-expressed').length };
}
