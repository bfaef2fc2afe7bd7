import type { Commitment, Duty, Instrument, Reading, Trigger } from '#agreement';
import type { Signature } from './bodies.ts';
import { attributedUnderMinutes, quoted } from './confirmations.ts';
import { actorKnown, actorsKnown, instrumentKnown, patternKnown, windowKnown } from './named.ts';
import { bindsItsSide, isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { notAhead } from './times.ts';

export function decideInstrument(asked: Asked, { parties, issuedBy, assertedBy, readings }: Instrument): Verdict {
  const { state } = asked;
  return actorsKnown(state, parties, 'parties')
    ?? actorKnown(state, issuedBy, 'issuedBy')
    ?? each(assertedBy, (by, index) => attributed(asked, by, `assertedBy[${index}]`))
    ?? each(readings, ({ by }, index) => attributed(asked, by, `readings[${index}].by`));
}

/** A reading, or one side's account of a text, is put on a live record by that side. */
function attributed({ state, author, live }: Unsigned, by: string, field: string): Verdict {
  return actorKnown(state, by, field)
    ?? (live && !isOf(state.actors, author?.actor, by) ? no('process.account.not-yours', { by, yours: author?.actor ?? '', field }) : null);
}

/** A party signs for itself, once; it may initial before. A delegate without full powers may initial, or sign ad referendum (Vienna Convention on the Law of Treaties, articles 7, 10 and 12). */
export function decideSignature(asked: Asked, signature: Signature): Verdict {
  const { state, author, live } = asked;
  const { instrument, actor, mode, date } = signature;
  const unknown = instrumentKnown(state, instrument, 'instrument') ?? actorKnown(state, actor, 'actor');
  if (unknown !== null) return unknown;
  if (live && !isOf(state.actors, author.actor, actor)) return no('process.signature.not-yours', { actor, yours: author.actor ?? '' });
  const parties = state.instruments.get(instrument)?.value.parties ?? [];
  if (!parties.includes(actor)) return no('process.signature.not-party', { actor, instrument, parties: listed(parties) });
  if (live && mode === 'signed' && !bindsItsSide(author)) return no('process.powers.full', { participant: author.id, kind: 'signature' });
  return twice(state, signature) ?? notAhead(asked, date, 'date');
}

function twice(state: ProcessState, { instrument, actor, mode }: Signature): Verdict {
  for (const { value: { id, ...earlier } } of state.signatures.values()) {
    if (earlier.instrument !== instrument || earlier.actor !== actor) continue;
    if (earlier.mode === 'signed' || earlier.mode === mode) return no('process.signature.twice', { actor, instrument, earlier: id });
  }
  return null;
}

/** A commitment put forward by somebody, or a draft that nobody has put forward yet. */
type Unsigned = Pick<Asked, 'state' | 'live'> & Partial<Pick<Asked, 'author'>>;

/** What the rules would have against a draft, whoever puts it forward: what it names is not on the record, or not so. */
export const againstDraft = (state: ProcessState, commitment: Commitment): Verdict => decideCommitment({ state, live: false }, commitment);

/** Who owes, under which clause, is on the record. Links to other commitments may run ahead of them, for a circle is allowed and shown as blocked. */
export function decideCommitment(asked: Unsigned, commitment: Commitment): Verdict {
  const { state } = asked;
  const { bearers: { actors }, duty, trigger, window, verification, readings, assertedBy } = commitment;
  return clauseKnown(state, commitment)
    ?? (actors.length === 0 ? no('process.commitment.no-bearer', { id: commitment.id }) : null)
    ?? each(actors, (bearer) => state.actors.has(bearer) ? null : no('process.commitment.bearer-unknown', { id: commitment.id, bearer }))
    ?? dutyKnown(state, duty, 'duty')
    ?? triggerKnown(state, trigger)
    ?? windowKnown(state, window, 'window')
    ?? each(readings, (reading, index) => readingKnown(state, reading, `readings[${index}]`))
    ?? actorsKnown(state, verification?.attest, 'verification.attest')
    ?? actorsKnown(state, verification?.determinedBy, 'verification.determinedBy')
    ?? each(commitment.powers, ({ consentOf }, index) => actorsKnown(state, consentOf, `powers[${index}].consentOf`))
    ?? each(verification?.groups, ({ actors: grouped }, index) => actorsKnown(state, grouped, `verification.groups[${index}].actors`))
    ?? each(verification?.classes, ({ of }, index) => actorsKnown(state, of, `verification.classes[${index}].of`))
    ?? each(assertedBy, (by, index) => attributed(asked, by, `assertedBy[${index}]`))
    ?? quoted(state, commitment) ?? (asked.live ? attributedUnderMinutes(asked, commitment) : null);
}

function clauseKnown(state: ProcessState, { instrument, clause }: Commitment): Verdict {
  const text = state.instruments.get(instrument)?.value;
  if (text === undefined) return instrumentKnown(state, instrument, 'instrument');
  return text.clauses.some(({ id }) => id === clause) ? null : no('process.clause.unknown', { id: clause, instrument });
}

const triggerKnown = (state: ProcessState, trigger: Trigger | undefined): Verdict =>
  trigger?.kind === 'each' ? patternKnown(state, trigger.event, 'trigger.event') : null;

const readingKnown = (state: ProcessState, { duty, window }: Reading, field: string): Verdict =>
  dutyKnown(state, duty, `${field}.duty`) ?? windowKnown(state, window, `${field}.window`);

function dutyKnown(state: ProcessState, duty: Duty | undefined, field: string): Verdict {
  switch (duty?.shape) {
    case undefined: return null;
    case 'achieve': return patternKnown(state, duty.goal, `${field}.goal`) ?? (duty.start === undefined ? null : patternKnown(state, duty.start, `${field}.start`)) ?? each(duty.stages, ({ closes }, index) => windowKnown(state, { closes }, `${field}.stages[${index}]`)) ?? each(duty.orElse, (pattern, index) => patternKnown(state, pattern, `${field}.orElse[${index}]`));
    case 'maintain': return patternKnown(state, duty.state, `${field}.state`, duty.tolerance?.count?.distinct);
    case 'abstain': return patternKnown(state, duty.act, `${field}.act`, duty.tolerance?.count?.distinct)
      ?? (duty.within === undefined ? null : patternKnown(state, duty.within, `${field}.within`))
      ?? each(duty.unless, ({ prior, distinct }, index) => patternKnown(state, prior, `${field}.unless[${index}].prior`, distinct?.key));
    case 'assessed': return actorsKnown(state, duty.assessors, `${field}.assessors`);
  }
}
