import type { Text } from '#base';
import type { Commitment, Reading } from '#agreement';
import type { Status } from '#compliance';
import { assertedOnly } from '#process';
import type { AssertedOnly } from '#process';
import type { Due } from './agreement-due.ts';
import { duesOf } from './agreement-due.ts';
import type { Verdict } from './agreement-verdict.ts';
import { differ, sameVerdict, speaks, verdictOf } from './agreement-verdict.ts';
import type { Folded } from './filters.ts';

export interface Row {
  readonly commitment: Commitment;
  readonly dues: readonly Due[];
  /** Readings that lead to different windows or duties, named (a), (b) … on screens by their place here. */
  readonly readings: readonly Reading[];
  readonly differs: boolean;
  /** Whose formalisation it is as long as not every bearer has confirmed it; in a documentary record nobody could. */
  readonly asserted: AssertedOnly | null;
  /** Why no fact could decide it. Then there are no cells. */
  readonly notExpressed: Text | null;
  readonly cells: readonly Cell[];
  /** What the text and the record alone say, the same for everybody, where nobody has an account. */
  readonly onRecord: Cell | null;
}

/** What one perspective's account comes to: one verdict, or one for each reading where the readings lead to different ones. */
export interface Cell {
  readonly perspective: string;
  readonly verdicts: readonly Verdict[];
  readonly speaks: boolean;
  /** What was shown before, where "what changed since" is asked and it was something else. */
  readonly before: readonly Verdict[] | null;
}

/** A commitment with its verdicts under every perspective; `before` where a comparison is asked. `accounts`: the perspectives that are one actor's account. */
export function rowOf(folded: Folded, commitment: Commitment, now: readonly Status[], before: readonly Status[] | null, accounts: ReadonlySet<string>): Row {
  const notExpressed = commitment.notExpressed ?? null;
  const cells = notExpressed !== null ? [] : folded.perspectives.flatMap(({ id }) => cellOf(id, commitment, now, before) ?? []);
  return {
    commitment, dues: duesOf(commitment, folded.state.vocabulary), readings: commitment.readings ?? [], notExpressed,
    asserted: folded.state.charter.kind === 'live' ? assertedOnly(folded.state, commitment.id, now[0]?.asOf.known ?? folded.range.known) : null,
    differs: differ(now, (perspective) => accounts.has(perspective)),
    cells, onRecord: onRecord(cells),
  };
}

function onRecord(cells: readonly Cell[]): Cell | null {
  const [first] = cells;
  if (first === undefined || cells.some((cell) => cell.speaks) || first.verdicts.every(({ word }) => word === 'no-account')) return null;
  return first;
}

function cellOf(perspective: string, commitment: Commitment, now: readonly Status[], before: readonly Status[] | null): Cell | null {
  const mine = now.filter((status) => status.perspective === perspective);
  if (mine.length === 0) return null;
  const verdicts = verdictsOf(mine, commitment);
  const earlier = before === null ? null : verdictsOf(before.filter((status) => status.perspective === perspective), commitment);
  return { perspective, verdicts, speaks: mine.some(speaks), before: earlier === null || equal(verdicts, earlier) ? null : earlier };
}

/** One verdict for each reading; a single one, without a reading, where they all agree. */
export function verdictsOf(statuses: readonly Status[], commitment: Commitment): readonly Verdict[] {
  const verdicts = statuses.map((status) => verdictOf(status, commitment));
  const [first] = verdicts;
  return first !== undefined && verdicts.every((verdict) => sameVerdict(verdict, first)) ? [{ ...first, reading: null }] : verdicts;
}

function equal(a: readonly Verdict[], b: readonly Verdict[]): boolean {
  return a.length === b.length && a.every((verdict, index) => verdict.reading === b[index]?.reading && sameVerdict(verdict, b[index] as Verdict));
}
