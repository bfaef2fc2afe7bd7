import type { Interval } from '#base';
import type { Commitment } from '#agreement';
import type { Performance, Position, Settlement, Status } from '#compliance';

/** The words of the screens, in the order of lists and filters; none is better than another. Sentences: `verdict.<word>` of the locales. */
export const VERDICTS = [
  'kept', 'kept-to-end', 'fulfilled', 'fulfilled-late', 'restored', 'open', 'undated', 'overdue', 'not-kept', 'incidents', 'missed', 'disputed', 'graded',
  'unknown', 'no-account', 'not-due', 'blocked', 'not-evaluable', 'conditional', 'suspended', 'ended', 'not-expressed',
] as const;
export type VerdictWord = (typeof VERDICTS)[number];

/** What one perspective's account comes to, under one reading, in a word and what belongs to it. */
export interface Verdict {
  readonly reading: string | null;
  readonly word: VerdictWord;
  /** How final it is; `null` where there is nothing to settle. */
  readonly settlement: Settlement | null;
  readonly since: Interval | null;
  /** Said beside the word where the commitment is no longer in force but its history stays. */
  readonly ended: Position | null;
  /** Breaches and incidents so far. */
  readonly count: number;
  readonly level?: 0 | 1 | 2 | 3;
  readonly quantity?: { readonly value: number; readonly of: number; readonly unit: string };
}

const WORDS: { readonly [performance in Performance]: VerdictWord } = {
  'not-due': 'not-due', open: 'open', 'done-in-time': 'fulfilled', 'done-late': 'fulfilled-late', overdue: 'overdue', missed: 'missed',
  kept: 'kept', breached: 'not-kept', restored: 'restored', graded: 'graded', unknown: 'unknown', disputed: 'disputed',
  'no-account': 'no-account', blocked: 'blocked', 'not-evaluable': 'not-evaluable', 'not-expressed': 'not-expressed',
};

/** The word that a reader chooses and counts by: incidents are a way of not being kept. */
export const countedAs = (word: VerdictWord): VerdictWord => (word === 'incidents' ? 'not-kept' : word);

/** Performances that say how a duty stands: an account decides, or the record itself does. */
const DECIDED: ReadonlySet<Performance> = new Set(['done-in-time', 'done-late', 'overdue', 'missed', 'kept', 'breached', 'restored', 'graded']);
const ENDED: ReadonlySet<Position> = new Set(['released', 'terminated', 'superseded', 'expired']);
const SETTLES: ReadonlySet<VerdictWord> = new Set(['kept', 'kept-to-end', 'fulfilled', 'fulfilled-late', 'restored', 'overdue', 'not-kept', 'incidents', 'missed', 'disputed', 'graded']);

export function verdictOf(status: Status, commitment: Commitment): Verdict {
  const word = wordOf(status, commitment);
  return {
    reading: status.reading, word, settlement: SETTLES.has(word) ? status.settlement : null,
    since: status.since, ended: ENDED.has(status.position) && word !== 'ended' && word !== 'kept-to-end' ? status.position : null,
    count: status.breaches.length,
    ...(status.level === undefined ? {} : { level: status.level }),
    ...(status.quantity === undefined ? {} : { quantity: status.quantity }),
  };
}

function wordOf({ performance, position, explanation: { rule } }: Status, { duty }: Commitment): VerdictWord {
  if (performance === 'not-expressed' || performance === 'no-account') return performance;
  if (position === 'suspended') return 'suspended';
  if (performance === 'not-due' && rule.startsWith('window.waits-for')) return 'conditional';
  if (rule === 'achieve.open-without-deadline') return 'undated';
  if (ENDED.has(position) && (performance === 'not-due' || performance === 'open')) return 'ended';
  if (performance === 'kept' && (ENDED.has(position) || position === 'fulfilled')) return 'kept-to-end';
  if (duty?.shape === 'abstain' && (performance === 'missed' || performance === 'breached')) return 'incidents';
  return WORDS[performance];
}

/** Does a member of the perspective say anything on which the status rests? */
export const speaks = (status: Status): boolean => status.explanation.because.some((reason) => 'by' in reason);

/** Is the status decided: by an account, or by an absence on the record? Unknown, disputed and no account are not. A duty still open is, once its performance is denied. */
export const isDecided = ({ performance, knowledge }: Status): boolean =>
  DECIDED.has(performance) || (performance === 'open' && knowledge === 'refuted');

/**
 * Do accounts differ? Yes if, under one reading, the accounts of two actors decide the commitment differently.
 * Not knowing and saying nothing are no difference; nor is a verdict under the agreed rule, which is nobody's account.
 */
export function differ(statuses: readonly Status[], isAccount: (perspective: string) => boolean): boolean {
  const outcomes = new Map<string | null, Set<string>>();
  for (const status of statuses) {
    if (!isAccount(status.perspective) || !isDecided(status) || !speaks(status)) continue;
    const seen = outcomes.get(status.reading) ?? new Set();
    outcomes.set(status.reading, seen.add(`${status.performance} ${status.level ?? ''}`));
  }
  return [...outcomes.values()].some((seen) => seen.size > 1);
}

/** Has what would be shown changed: the word, how final it is, its time, grade or count? */
export const sameVerdict = (a: Verdict, b: Verdict): boolean =>
  a.word === b.word && a.settlement === b.settlement && a.ended === b.ended && a.count === b.count && a.level === b.level
  && a.since?.from === b.since?.from && a.since?.to === b.since?.to && a.quantity?.value === b.quantity?.value;
