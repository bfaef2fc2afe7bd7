import type { Duration, Instant, Interval, When } from '#base';
import { FOREVER, assert, byCodeUnits, span } from '#base';
import type { Account, Actor, ActorId, Commitment, Fact, Instrument, Keys, PowerAct, Quantity, Verification } from '#agreement';
import type { Spoken } from './spoken.ts';
import type { Support } from './support.ts';

/** What the evaluator needs of a record. The fold of `process` has this shape; nothing here knows of signatures or rules of procedure. */
export interface Evidence {
  readonly charter: { readonly zone: string; readonly evidenceWindow: Duration };
  readonly vocabulary: ReadonlyMap<string, Fact>;
  readonly actors?: ReadonlyMap<string, Pick<Actor, 'partOf'>>;
  readonly instruments: ReadonlyMap<string, { readonly value: Instrument; readonly source: Source }>;
  readonly commitments: ReadonlyMap<string, { readonly value: Commitment; readonly source: Source }>;
  readonly items: ReadonlyMap<string, Item>;
  readonly coverage: ReadonlyMap<string, { readonly value: Covered; readonly source: Source }>;
}

interface Source {
  readonly entry: string;
  readonly known: Instant;
}

export interface Said {
  readonly accounts: readonly Account[];
  readonly powers?: readonly PowerAct[];
  readonly body?: ActorId;
  readonly determines?: readonly Determines[];
  readonly grade?: NonNullable<Verification['grade']>;
}

interface Determines {
  readonly commitment: string;
  readonly outcome: 'kept' | 'breached';
  readonly from: When;
  readonly to?: When;
}

export interface Item {
  readonly kind: string;
  readonly value: Said;
  readonly source: Source;
  readonly history: readonly { readonly kind: 'correction' | 'withdrawal'; readonly source: Source; readonly before: Said }[];
}

interface Covered {
  readonly by: ActorId;
  readonly fact: string;
  readonly of: Keys;
  readonly from: When;
  readonly to: When;
}

/** Who said it, in which entry, from when it was on record and until when it stood there. */
export interface Attributed {
  readonly entry: string;
  /** What of its entry it is: a patrol brings many at a time. */
  readonly item?: string;
  readonly by: ActorId;
  readonly known: Instant;
  readonly ended: null | { readonly known: Instant; readonly by: string; readonly why: 'corrected' | 'withdrawn' };
}

/** Anything said of a time. */
export type Told = Attributed & { readonly at: Interval };

/** One assertion of one account. `at` spans the seconds in which the event happened, or the state began; `to` those in which it ended. */
export interface Claim extends Attributed {
  readonly fact: string;
  readonly of: Keys;
  readonly holds: boolean;
  readonly at: Interval;
  readonly to: Interval | null;
  readonly quantity: Quantity | null;
  readonly grade: NonNullable<Verification['grade']> | null;
  /** What statuses that rest on it say of it, once one did. */
  rested?: Support;
}

export interface PowerClaim extends Attributed {
  readonly act: PowerAct;
  readonly at: Interval;
  /** Done by an entry of this record: then every reader sees it, whoever's accounts he reads. */
  readonly onRecord: boolean;
}

export interface GradeClaim extends Attributed {
  readonly commitment: string;
  readonly level: 0 | 1 | 2 | 3;
  readonly at: Interval;
}

export interface CoverageClaim extends Attributed {
  readonly fact: string;
  readonly of: Keys;
  readonly at: Interval;
}

export interface Determination extends Attributed {
  readonly commitment: string;
  readonly outcome: 'kept' | 'breached';
  readonly at: Interval;
}

/** The evidence of a record, taken apart once and found by fact or by commitment. */
export interface Claims {
  readonly evidence: Evidence;
  /** Each list in the order of `byTime`. */
  byFact(fact: string): readonly Claim[];
  /** The claims on a fact with a value of one of its keys; put in order when first asked for. */
  byKey(fact: string, key: string, value: string): readonly Claim[];
  /** The same, apart by who makes them. */
  spoken(fact: string, key: string, value: string): Spoken;
  /** The claims that an entry brought, in no order; `null` where it brought anything else than claims. */
  asserted(entry: string): readonly Claim[] | null;
  powers(commitment: string): readonly PowerClaim[];
  grades(commitment: string): readonly GradeClaim[];
  coverage(fact: string): readonly CoverageClaim[];
  determinations(commitment: string): readonly Determination[];
}

/** Whether a fact is an act of this record: then its absence can be found, and every reader reads it. */
export const isOnRecord = ({ evidence }: Pick<Claims, 'evidence'>, fact: string): boolean => evidence.vocabulary.get(fact)?.onRecord === true;

/** What a piece of evidence speaks of: only statuses that rest on these can change with it. */
export interface Touched {
  readonly facts: readonly { readonly fact: string; readonly of: Keys }[];
  readonly commitments: ReadonlySet<string>;
}

/** The seconds a written time may mean. */
export function during(when: When, zone: string): Interval {
  const read = span(when, zone);
  assert(read.ok, `times of admitted entries are well formed: ${when}`);
  return read.value;
}

/** One order whatever the order of arrival: by time, then by entry; what one entry says stays as it says it. */
export const byTime = (a: Told, b: Told): number => a.at.from - b.at.from || lastOf(a.at) - lastOf(b.at) || byCodeUnits(a.entry, b.entry) || byCodeUnits(a.item ?? '', b.item ?? '');

/** The last second an interval may mean, or for ever. */
export const lastOf = (interval: Interval): Instant => (interval.to === null ? FOREVER : interval.to - 1);
