import type { Instant, Interval } from '#base';
import type { ActorId } from '#agreement';

/**
 * Whose accounts are read. A perspective admits the accounts of its members and nobody else's; none is the default.
 * `agreed`: for each commitment, what its own verification rule admits; no members. `selection`: actors whom a reader chose to read together.
 */
export interface Perspective {
  readonly id: string;
  readonly kind: 'actor' | 'agreed' | 'selection';
  readonly members: readonly ActorId[];
}

/** What was the case before `valid`, that second excluded, as far as was on record at `known`, that second included. */
export interface AsOf {
  readonly valid: Instant;
  readonly known: Instant;
}

/** Institutional: moved by powers and triggers. */
export type Position = 'conditional' | 'in-force' | 'suspended' | 'fulfilled' | 'released' | 'expired' | 'terminated' | 'superseded';

/**
 * Computed from facts, by this perspective.
 * `no-account`: no member has said anything that bears on it. `unknown`: something was said, but nothing that decides it.
 * `disputed`: supported both ways inside this perspective.
 */
export type Performance =
  | 'not-due' | 'open' | 'done-in-time' | 'done-late' | 'overdue' | 'missed'
  | 'kept' | 'breached' | 'restored'
  | 'graded' | 'unknown' | 'disputed' | 'no-account' | 'blocked' | 'not-evaluable' | 'not-expressed';

export type Knowledge = 'supported' | 'refuted' | 'both' | 'neither';
export type Settlement = 'provisional' | 'settled' | 'determined';

/** One row of the state of the agreement: a commitment, under one reading, by one perspective. */
export interface Status {
  readonly commitment: string;
  readonly reading: string | null;
  readonly perspective: string;
  readonly asOf: AsOf;
  readonly position: Position;
  readonly performance: Performance;
  readonly knowledge: Knowledge;
  readonly settlement: Settlement;
  /** While provisional: the time of record from which it is settled, if nothing else is recorded. */
  readonly settlesAt?: Instant;
  /** From when the performance has been what it is, as an interval where the time is uncertain. */
  readonly since: Interval | null;
  /** Who owes it at the time asked for, where an assignment has changed that. */
  readonly bearers?: readonly ActorId[];
  /** Progress and grades, where the duty has them. */
  readonly quantity?: { readonly value: number; readonly of: number; readonly unit: string };
  readonly level?: 0 | 1 | 2 | 3;
  /** Breaches and incidents so far, the latest last. Times in which the state did not hold, incidents, windows missed. */
  readonly breaches: readonly Interval[];
  /** One for every instance of a trigger or period; a duty that arises once has one. */
  readonly instances: readonly InstanceStatus[];
  readonly explanation: Explanation;
}

export interface InstanceStatus {
  readonly key: string;
  readonly window: Interval;
  readonly performance: Performance;
  readonly knowledge: Knowledge;
  readonly settlement: Settlement;
  /** While provisional: the time of record from which it is settled, if nothing else is recorded. */
  readonly settlesAt?: Instant;
  readonly since: Interval | null;
  /** What was missed, interrupted or done in this instance, each with the values that tell it apart (`p=1 z=2`). */
  readonly breaches: readonly { readonly from: Instant; readonly to: Instant | null; readonly key: string }[];
}

/** Why, in a form that a separate checker verifies against the entries. `rule` names the cell of the table in docs/reference/performance.md. */
export interface Explanation {
  readonly rule: string;
  readonly because: readonly Because[];
  readonly excluded: readonly { readonly entry: string; readonly why: 'recorded-after' | 'not-yet' | 'withdrawn' | 'corrected' | 'too-few-sources' | 'graded-too-low' | 'power-barred' | 'power-form' | 'power-consent' | 'power-bearer'; readonly by?: string }[];
  readonly next: { readonly at: Instant; readonly becomes: Performance | Settlement } | null;
  /** Smallest sets of entries found whose absence would change the status. */
  readonly flips: readonly (readonly string[])[];
}

export type Because =
  | { readonly role: 'window'; readonly from: Instant; readonly to: Instant | null; readonly endpoint?: 'by' | 'before' | 'until'; readonly anchor?: string }
  | { readonly role: 'trigger'; readonly entry: string; readonly at: Interval }
  | { readonly role: 'support'; readonly holds: boolean; readonly entry: string; readonly by: ActorId; readonly fact: string; readonly of: { readonly [key: string]: string }; readonly at: Interval; readonly open: boolean }
  | { readonly role: 'power'; readonly entry: string; readonly by: ActorId; readonly power: string; readonly at: Interval; readonly to?: ActorId }
  | { readonly role: 'coverage'; readonly entry: string; readonly by: ActorId; readonly at: Interval }
  | { readonly role: 'grade'; readonly entry: string; readonly by: ActorId; readonly level: number; readonly at: Interval }
  | { readonly role: 'determination'; readonly entry: string; readonly by: ActorId; readonly outcome: 'kept' | 'breached'; readonly at: Interval }
  | { readonly role: 'absence'; readonly fact: string; readonly from: Instant; readonly to: Instant | null }
  | { readonly role: 'fulfilment'; readonly commitment: string; readonly performance: Performance };
