import type { Instant } from '#base';
import type { ActorId, Commitment } from '#agreement';
import { commitmentKnown } from './named.ts';
import { bindsItsSide, isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { ConfirmationOf, Reservation } from './table-bodies.ts';

/** "Asserted by A, not confirmed by B". */
export interface AssertedOnly {
  readonly by: readonly ActorId[];
  readonly unconfirmed: readonly ActorId[];
}

/** Whose formalisation a commitment is as long as not every bearer stands by it, as known at a second; `null` once they do, or where nobody's alone. */
export function assertedOnly(state: Pick<ProcessState, 'commitments' | 'confirmations'>, commitment: string, known: Instant): AssertedOnly | null {
  const { bearers, assertedBy: by = [] }: Partial<Commitment> = state.commitments.get(commitment)?.value ?? {}, actors = bearers?.actors ?? [];
  const confirmed = (state.confirmations.get(commitment) ?? []).filter(({ source }) => source.known <= known).map(({ value }) => value.by);
  const unconfirmed = actors.filter((actor) => !by.includes(actor) && !confirmed.includes(actor));
  return by.length > 0 && unconfirmed.length > 0 ? { by, unconfirmed } : null;
}

/** Whoever owes it says so, by somebody who binds that side, once. */
export function decideConfirmation({ state, author, submission }: Asked, { commitment, by }: ConfirmationOf): Verdict {
  const unknown = commitmentKnown(state, commitment, 'commitment'), bearers = state.commitments.get(commitment)?.value.bearers.actors ?? [];
  if (unknown !== null) return unknown;
  if (!bearers.includes(by)) return no('process.confirmation.not-bearer', { commitment, by, bearers: listed(bearers) });
  if (assertedOnly(state, commitment, submission.recorded)?.unconfirmed.includes(by) !== true) return no('process.confirmation.nothing', { commitment, by });
  return bindsItsSide(author) ? null : no('process.powers.full', { participant: author.id, kind: 'confirmation' });
}

/** Nobody writes down alone what another side promised in frozen minutes: it is that side's, or it says whose formalisation it is. */
export function attributedUnderMinutes({ state, author }: Pick<Asked, 'state'> & Partial<Pick<Asked, 'author'>>, { id, instrument, bearers: { actors }, assertedBy = [] }: Commitment): Verdict {
  const others = actors.filter((actor) => !isOf(state.actors, author?.actor, actor));
  return !state.minutes.has(instrument) || assertedBy.length > 0 || others.length === 0 ? null : no('process.commitment.unattributed', { id, others: listed(others) });
}

/** The words that a commitment rests on stand in its clause, in each of the languages quoted. */
export function quoted({ instruments }: Pick<ProcessState, 'instruments'>, { id, instrument, clause, quote = {} }: Commitment): Verdict {
  const text = instruments.get(instrument)?.value.clauses.find((one) => one.id === clause)?.text ?? {};
  return each(Object.entries(quote), ([language, words]) => text[language]?.includes(words) === true ? null : no('process.commitment.quote', { id, clause, language }));
}

/** To a decision, to minutes or to an instrument. */
export const decideReservation = ({ state }: Asked, { to }: Reservation): Verdict =>
  state.proposals.get(to)?.value.what === 'decision' || state.minutes.has(to) || state.instruments.has(to) ? null : no('process.reservation.unknown', { id: to });
