import type { When } from '#base';
import { byCodeUnits, endOf, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { isOf } from '#process';
import type { Appearance, Origin, Outcome, ProcessState } from '#process';
import { inOrder } from '../corridor-states.ts';
import { wholeOf } from '../timeline-entry.ts';
import { frontsBy, isOver, upon } from './upon.ts';
import type { MatterOf } from './upon.ts';

/** Where a claim appeared, with the entry that says so. `of`: the claim that had it, where that one was told the same. */
export interface Appeared {
  readonly appearance: Appearance;
  readonly source: Origin;
  readonly of: string;
}

/** An actor whom a claim concerns, and what they said to it. That somebody did not reply is said only of who was asked, and means nothing by itself. */
export interface Heard {
  readonly by: ActorId;
  readonly replies: readonly MatterOf<'reply'>[];
  readonly word: 'replied' | 'waiting' | 'silent' | 'unasked';
  /** The last time limit that they were given. */
  readonly until: When | null;
}

export const BECAME = ['open', 'confirmed', 'denied', 'corrected', 'withdrawn', 'differ', 'no-reply'] as const satisfies readonly (Outcome['outcome'] | 'differ' | 'open' | 'no-reply')[];

/**
 * What became of a claim, as sides and bodies say. `differ`: they do not agree, and none is put before another; only who made it takes it back, whatever others say.
 * `no-reply`: somebody was asked, everybody's time is over, and nobody has replied or said anything.
 */
export type Became = (typeof BECAME)[number];

export interface ClaimView {
  readonly claim: MatterOf<'claim'>;
  /** The first publication first, then by time. */
  readonly appearances: readonly Appeared[];
  /** Everybody concerned or asked, in the order of screens. */
  readonly heard: readonly Heard[];
  /** Replies of those whom it does not concern. */
  readonly others: readonly MatterOf<'reply'>[];
  readonly questions: readonly MatterOf<'question'>[];
  /** Everything said of it, in the order of the log. */
  readonly outcomes: readonly MatterOf<'outcome'>[];
  readonly became: Became;
  /** Claims told the same as this one, which stands for them. */
  readonly same: readonly string[];
}

/** A claim with all that was said of it and known then; `null` where nobody had entered it. */
export function claimView(state: ProcessState, id: string, asOf: AsOf): ClaimView | null {
  const claim = state.matters.get(id);
  return claim?.kind !== 'claim' || claim.source.known > asOf.known ? null : viewOf(state, claim, asOf, [...frontsBy(state, asOf.known)].flatMap(([other, keep]) => (keep === id ? [other] : [])));
}

export function viewOf(state: ProcessState, claim: MatterOf<'claim'>, asOf: AsOf, same: readonly string[]): ClaimView {
  const { id, concerns } = claim.value, { known } = asOf, all = [claim, ...same.flatMap((one) => { const other = state.matters.get(one); return other?.kind === 'claim' ? [other] : []; })];
  const questions = all.flatMap(({ value }) => upon(state, value.id, 'question', known));
  const replies = [...all, ...questions].flatMap(({ value }) => upon(state, value.id, 'reply', known)).toSorted((a, b) => a.source.position - b.source.position);
  const outcomes = all.flatMap(({ value }) => upon(state, value.id, 'outcome', known));
  const concerned = inOrder(state, [...new Set([...concerns, ...questions.map(({ value }) => value.to)])]), heard = concerned.map((by) => heardFrom(state, by, claim, questions, replies, asOf));
  return { claim, same, questions, outcomes, heard, became: becameOf(state, claim, outcomes, heard), others: replies.filter((reply) => !heard.some((one) => one.replies.includes(reply))), appearances: appearancesOf(state, id, all, known) };
}

function appearancesOf(state: ProcessState, id: string, all: readonly MatterOf<'claim'>[], known: number): readonly Appeared[] {
  const found = all.flatMap(({ value, source }): readonly Appeared[] => [
    ...[value.first, ...value.appearances ?? []].map((appearance) => ({ appearance, source, of: value.id })),
    ...upon(state, value.id, 'appearance', known).map((one) => ({ appearance: one.value.appearance, source: one.source, of: value.id })),
  ]);
  const [first, ...later] = found, time = ({ appearance }: Appeared): number => fromOf(state, appearance.at);
  return first === undefined ? [] : all.length > 1 ? found.toSorted((a, b) => time(a) - time(b) || Number(b.of === id) - Number(a.of === id)) : [first, ...later.toSorted((a, b) => time(a) - time(b))];
}

/** Asked by a question, or by the claim's own time limit. */
function heardFrom(state: ProcessState, by: ActorId, { value }: MatterOf<'claim'>, questions: readonly MatterOf<'question'>[], replies: readonly MatterOf<'reply'>[], { valid }: AsOf): Heard {
  const own = replies.filter((reply) => isOf(state.actors, by, reply.value.by)), limits = [...(value.concerns.includes(by) && value.replyUntil !== undefined ? [value.replyUntil] : []), ...questions.filter((question) => question.value.to === by).map((question) => question.value.until)];
  const until = limits.toSorted((a, b) => fromOf(state, a) - fromOf(state, b)).at(-1) ?? null;
  return { by, replies: own, until, word: own.length > 0 ? 'replied' : until === null ? 'unasked' : isOver(until, state, valid) ? 'silent' : 'waiting' };
}

/** By the last word of each side. That another claim, told the same, was taken back takes this one back only where whoever made this one says so. */
function becameOf(state: ProcessState, { value: { id, by } }: MatterOf<'claim'>, outcomes: readonly MatterOf<'outcome'>[], heard: readonly Heard[]): Became {
  const counted = outcomes.filter(({ value }) => value.outcome !== 'withdrawn' || value.claim === id || (by !== undefined && isOf(state.actors, by, value.by)));
  const last = new Set(new Map(counted.map(({ value }) => [wholeOf(state, value.by), value.outcome])).values()), [first, ...more] = last;
  const words = new Set(heard.map(({ word }) => word));
  return last.has('withdrawn') ? 'withdrawn' : more.length > 0 ? 'differ' : first ?? (words.has('silent') && !words.has('waiting') && !words.has('replied') ? 'no-reply' : 'open');
}

export function fromOf({ charter: { zone } }: ProcessState, when: When): number {
  const read = span(when, zone);
  return read.ok ? read.value.from : 0;
}

/** Whether a reply came after the time that was given for it. It stands beside the claim all the same. */
export function isLate({ charter: { zone, kind } }: ProcessState, reply: MatterOf<'reply'>, until: When | null): boolean {
  const read = until === null ? null : span(until, zone), said = kind === 'live' ? reply.source.known : reply.source.known - 1;
  return read?.ok === true && said >= endOf(read.value);
}

/** Claims that bear on a thing: by their own word, or by somebody's link that says so. */
export function claimsUpon(state: ProcessState, id: string, asOf: AsOf): readonly ClaimView[] {
  const own = upon(state, id, 'claim', asOf.known).map(({ value }) => value.id), linked = upon(state, id, 'link', asOf.known).filter(({ value }) => value.bears).map(({ value }) => value.item);
  return [...new Set([...own, ...linked])].toSorted(byCodeUnits).flatMap((claim) => claimView(state, claim, asOf) ?? []);
}
