import type { Instant, Interval } from '#base';
import { byCodeUnits, intersection, length } from '#base';
import type { ActorId, Duty, Fact, Keys, Pattern } from '#agreement';
import { ACTOR_KINDS } from '#agreement';
import type { AsOf } from '#compliance';
import type { Coverage, Held, ProcessState } from '#process';
import type { Said, StateClaim, Stretch } from './corridor-claims.ts';
import { instanceOf, stretches } from './corridor-claims.ts';
import { wholeOf } from './timeline-entry.ts';

/** One state of one subject, as each account has it. */
export interface StateSeries {
  readonly fact: Fact;
  readonly accounts: readonly AccountOfState[];
  /** Where more than one thing is told apart (sections of a road, kinds of traffic): each by itself. Else empty. */
  readonly instances: readonly StateInstance[];
  /** Actors expected to have an account, and every other actor of the process, that have none. */
  readonly silent: { readonly expected: readonly ActorId[]; readonly others: readonly ActorId[] };
  readonly coverage: readonly Held<Coverage>[];
}

export interface AccountOfState {
  readonly by: ActorId;
  readonly claims: readonly StateClaim[];
  readonly stretches: readonly Stretch[];
  readonly share: Share;
}

export interface StateInstance {
  readonly of: Keys;
  readonly accounts: readonly Pick<AccountOfState, 'by' | 'stretches'>[];
}

/** Seconds of the window in which the account has the state hold, hold in part, not hold, or change; the rest of `window` it says nothing. */
export interface Share {
  readonly holds: number;
  readonly part: number;
  readonly not: number;
  readonly changing: number;
  readonly window: number;
}

/** What a state is about: every state of a corridor, or the states in which the outages of a service are told. */
export type Subject = (fact: string, of: Keys) => boolean;

/** The states of a subject in the order of the vocabulary's ids, account by account; `claims` are those of the whole record. */
export function stateSeries(state: ProcessState, asOf: AsOf, claims: readonly StateClaim[], subject: Subject, window: Interval): readonly StateSeries[] {
  const own = claims.filter(({ claim }) => subject(claim.fact, claim.of));
  const watched = [...state.coverage.values()].filter(({ value, source }) => source.known <= asOf.known && subject(value.fact, value.of));
  const facts = [...state.vocabulary.values()].filter((fact) => fact.kind === 'state').sort((a, b) => byCodeUnits(a.id, b.id));
  return facts.flatMap((fact) => {
    const said = own.filter((claim) => claim.fact.id === fact.id);
    const coverage = watched.filter(({ value }) => value.fact === fact.id);
    return said.length === 0 && coverage.length === 0 ? [] : [series(state, fact, said, coverage, window, asOf.valid)];
  });
}

function series(state: ProcessState, fact: Fact, claims: readonly StateClaim[], coverage: StateSeries['coverage'], window: Interval, until: Instant): StateSeries {
  const speaking = Map.groupBy(claims, (claim) => claim.by);
  const accounts = inOrder(state, [...speaking.keys()]).map((by) => account(by, speaking.get(by) ?? [], window, until));
  const expected = inOrder(state, [...expectedActors(state, fact.id)]).filter((id) => !speaking.has(id));
  const others = inOrder(state, [...state.actors.keys()]).filter((id) => !speaking.has(id) && !expected.includes(id) && state.actors.get(id)?.partOf === undefined);
  return { fact, accounts, instances: instances(state, claims, until), silent: { expected, others }, coverage };
}

function instances(state: ProcessState, claims: readonly StateClaim[], until: Instant): readonly StateInstance[] {
  const apart = [...Map.groupBy(claims, ({ claim }) => instanceOf(claim))].sort(([a], [b]) => byCodeUnits(a, b));
  if (apart.length < 2) return [];
  return apart.map(([, own]) => {
    const speaking = Map.groupBy(own, (claim) => claim.by);
    return { of: own[0]?.claim.of ?? {}, accounts: inOrder(state, [...speaking.keys()]).map((by) => ({ by, stretches: stretches(speaking.get(by) ?? [], until) })) };
  });
}

function account(by: ActorId, claims: readonly StateClaim[], window: Interval, until: Instant): AccountOfState {
  const found = stretches(claims, until);
  const shown = { from: window.from, to: Math.min(window.to ?? until, until) };
  const seconds = (said: Said): number => length(intersection(found.filter((one) => one.said === said), [shown]), shown.to);
  return { by, claims, stretches: found, share: { holds: seconds('holds'), part: seconds('part'), not: seconds('not'), changing: seconds('changing'), window: shown.to - shown.from } };
}

/** Parties and authorities, and whoever owes something about the state: of them a reader asks "and what do they say?". */
function expectedActors(state: ProcessState, fact: string): ReadonlySet<ActorId> {
  const parties = [...state.actors.values()].filter((actor) => (actor.kind === 'party' || actor.kind === 'authority') && actor.partOf === undefined).map((actor) => actor.id);
  const bearers = [...state.commitments.values()].filter(({ value }) => value.duty !== undefined && patterns(value.duty).some((pattern) => pattern.fact === fact));
  return new Set([...parties, ...bearers.flatMap(({ value }) => value.bearers.actors)].map((id) => wholeOf(state, id)));
}

/** The facts that a duty is about. */
export function patterns(duty: Duty): readonly Pattern[] {
  switch (duty.shape) {
    case 'achieve': return [duty.goal, ...(duty.orElse ?? [])];
    case 'maintain': return [duty.state];
    case 'abstain': return duty.within === undefined ? [duty.act] : [duty.act, duty.within];
    case 'assessed': return [];
  }
}

/** Actors in the order of screens: by kind, then by id. It favours nobody. */
export function inOrder(state: ProcessState, ids: readonly ActorId[]): readonly ActorId[] {
  const rank = (id: ActorId): number => {
    const kind = state.actors.get(id)?.kind;
    return kind === undefined ? ACTOR_KINDS.length : ACTOR_KINDS.indexOf(kind);
  };
  return ids.toSorted((a, b) => rank(a) - rank(b) || byCodeUnits(a, b));
}
