import type { Anchor, Assertion, Pattern, PowerAct, Window } from '#agreement';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** What an entry names must be on the record before it. `field` is the place in the body, for the refusal: `accounts[0].by`. */
type Field = string;
type Ids = readonly string[] | undefined;

export const actorKnown = (state: Pick<ProcessState, 'actors'>, id: string | undefined, field: Field): Verdict =>
  id === undefined || state.actors.has(id) ? null : no('process.actor.unknown', { id, field });

/** At a live table each side speaks for itself. */
export const ownVoice = ({ state, author, live }: Asked, by: string): Verdict =>
  actorKnown(state, by, 'by') ?? (live && !isOf(state.actors, author.actor, by) ? no('process.by.not-yours', { by, yours: author.actor ?? '' }) : null);

export const actorsKnown = (state: ProcessState, ids: Ids, field: Field): Verdict =>
  each(ids, (id, index) => actorKnown(state, id, `${field}[${index}]`));

export const reportKnown = (state: ProcessState, id: string): Verdict => state.items.get(id)?.kind === 'report' ? null : no('process.report.unknown', { id });

export const placeKnown = (state: ProcessState, id: string | undefined, field: Field): Verdict =>
  id === undefined || state.places.has(id) ? null : no('process.place.unknown', { id, field });

export const instrumentKnown = (state: ProcessState, id: string, field: Field): Verdict =>
  state.instruments.has(id) ? null : no('process.instrument.unknown', { id, field });

export const commitmentKnown = (state: ProcessState, id: string, field: Field): Verdict =>
  state.commitments.has(id) ? null : no('process.commitment.unknown', { id, field });

/** What a power is exercised over: a commitment, or a whole instrument. */
export const chargeKnown = (state: ProcessState, id: string, field: Field): Verdict =>
  state.instruments.has(id) ? null : commitmentKnown(state, id, field);

/** A pattern may leave keys out; it names none that the vocabulary does not. `distinct`: a key by which incidents are told apart. */
export function patternKnown(state: ProcessState, pattern: Pattern, field: Field, distinct?: string): Verdict {
  const fact = state.vocabulary.get(pattern.fact);
  if (fact === undefined) return no('process.fact.unknown', { id: pattern.fact, field });
  const given = [...Object.keys(pattern.of ?? {}), ...(distinct === undefined ? [] : [distinct])];
  return given.every((key) => fact.keys.includes(key)) ? null : wrongKeys(fact.id, fact.keys, given, field);
}

/** An account says of exactly which instance it speaks, and when: an event at a time, a state from one. */
export function assertionFits(state: ProcessState, assertion: Assertion, field: Field): Verdict {
  const fact = state.vocabulary.get(assertion.fact);
  if (fact === undefined) return no('process.fact.unknown', { id: assertion.fact, field });
  const given = Object.keys(assertion.of);
  if (given.length !== fact.keys.length || !given.every((key) => fact.keys.includes(key))) return wrongKeys(fact.id, fact.keys, given, field);
  if (fact.kind === 'event') return assertion.at !== undefined && assertion.from === undefined && assertion.to === undefined ? null : no('process.fact.event-at', { fact: fact.id, field });
  return assertion.from !== undefined && assertion.at === undefined ? null : no('process.fact.state-from', { fact: fact.id, field });
}

const wrongKeys = (fact: string, wanted: Iterable<string>, given: Iterable<string>, field: Field): Verdict =>
  no('process.fact.keys', { fact, wanted: listed(wanted), given: listed(given), field });

/** The facts that a window hangs on are in the vocabulary. Another commitment, whose fulfilment it waits for, may still come. */
export const windowKnown = (state: ProcessState, window: Window | undefined, field: Field): Verdict =>
  anchorKnown(state, window?.opens, `${field}.opens`) ?? anchorKnown(state, window?.closes, `${field}.closes`) ?? anchorKnown(state, window?.startBy, `${field}.startBy`);

const anchorKnown = (state: ProcessState, anchor: Anchor | undefined, field: Field): Verdict =>
  anchor !== undefined && 'event' in anchor ? patternKnown(state, anchor.event, `${field}.event`) : null;

/** What a power says of others exists, in an act and in an account of one. */
export const powerActFits = (state: ProcessState, power: PowerAct, field: string): Verdict =>
  windowKnown(state, power.window, `${field}.window`) ?? anchorKnown(state, power.closes, `${field}.closes`) ?? actorsKnown(state, power.consentOf, `${field}.consentOf`)
  ?? actorKnown(state, power.to, `${field}.to`) ?? actorKnown(state, power.from, `${field}.from`);
