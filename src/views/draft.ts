import type { Instant, Refusal } from '#base';
import type { Commitment } from '#agreement';
import type { AsOf, Perspective, Status } from '#compliance';
import { claimsOf, evaluator } from '#compliance';
import { againstDraft } from '#process';
import type { Explained } from './explain.ts';
import { explained } from './explain.ts';
import type { Folded } from './filters.ts';
import type { Verdict } from './agreement-verdict.ts';
import { verdictOf } from './agreement-verdict.ts';

/** A commitment that nobody has entered, as it would stand on this record. */
export interface Drafted {
  readonly commitment: Commitment;
  /** What the rules have against it; then nothing else is shown. */
  readonly refusal: Refusal | null;
  /** Accounts by which it would have a window or say something, in the order of screens. */
  readonly rows: readonly DraftRow[];
}

export interface DraftRow {
  readonly perspective: Perspective;
  readonly verdict: Verdict;
  readonly windows: readonly DraftWindow[];
  readonly explained: Explained;
}

export interface DraftWindow {
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Drafts laid over the record, which stays as it is: their windows and what each account would make of them. */
export function drafted(folded: Folded, commitments: readonly Commitment[], asOf: AsOf): readonly Drafted[] {
  const { state } = folded;
  const source = { entry: '', position: -1, author: '', capacity: 'editor', madeAt: 0, recorded: 0, known: 0 } as const;
  const together = new Map([...state.commitments, ...commitments.map((value) => [value.id, { value, source }] as const)]);
  const claims = claimsOf({ ...state, commitments: together });
  const evaluators = folded.perspectives.map((perspective) => ({ perspective, evaluator: evaluator(claims, perspective, asOf) }));
  return commitments.map((commitment) => {
    const refusal = againstDraft(state, commitment);
    if (refusal !== null) return { commitment, refusal, rows: [] };
    const rows = evaluators.flatMap(({ perspective, evaluator: own }) => own.statuses(commitment.id).map((status) => rowOf(perspective, status, commitment, folded)));
    return { commitment, refusal, rows: rows.filter(({ verdict, windows }) => windows.length > 0 || verdict.word !== 'no-account') };
  });
}

function rowOf(perspective: Perspective, status: Status, commitment: Commitment, folded: Folded): DraftRow {
  return {
    perspective, verdict: verdictOf(status, commitment), explained: explained(status, folded),
    windows: status.instances.map(({ key, window }) => ({ key, from: window.from, to: window.to })),
  };
}
