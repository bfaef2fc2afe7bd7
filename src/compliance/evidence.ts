import type { Duration, Instant, Interval, When } from '#base';
import { FOREVER, assert, span } from '#base';
import type { Account, ActorId, Assertion, Commitment, Fact, Instrument, Keys, PowerAct, Quantity } from '#agreement';

/** What the evaluator needs of a record. The fold of `process` has this shape; nothing here knows of signatures or rules of procedure. */
export interface Evidence {
  readonly charter: { readonly zone: string; readonly evidenceWindow: Duration };
  readonly vocabulary: ReadonlyMap<string, Fact>;
  readonly instruments: ReadonlyMap<string, { readonly value: Instrument; readonly source: Source }>;
  readonly commitments: ReadonlyMap<string, { readonly value: Commitment; readonly source: Source }>;
  readonly items: ReadonlyMap<string, Item>;
  readonly coverage: ReadonlyMap<string, { readonly value: Covered; readonly source: Source }>;
}

interface Source {
  readonly entry: string;
  readonly known: Instant;
}

interface Said {
  readonly accounts: readonly Account[];
  readonly powers?: readonly PowerAct[];
  readonly body?: ActorId;
  readonly determines?: readonly Determines[];
}

interface Determines {
  readonly commitment: string;
  readonly outcome: 'kept' | 'breached';
  readonly from: When;
  readonly to?: When;
}

interface Item {
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
  readonly by: ActorId;
  readonly known: Instant;
  readonly ended: null | { readonly known: Instant; readonly by: string; readonly why: 'corrected' | 'withdrawn' };
}

/** One assertion of one account. `at` spans the seconds in which the event happened, or the state began; `to` those in which it ended. */
export interface Claim extends Attributed {
  readonly fact: string;
  readonly of: Keys;
  readonly holds: boolean;
  readonly at: Interval;
  readonly to: Interval | null;
  readonly quantity: Quantity | null;
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
  readonly byFact: ReadonlyMap<string, readonly Claim[]>;
  /** The claims on a fact by the value of one of its keys; put in order when first asked for. */
  byKey(fact: string, key: string): ReadonlyMap<string, readonly Claim[]>;
  readonly powers: ReadonlyMap<string, readonly PowerClaim[]>;
  readonly grades: ReadonlyMap<string, readonly GradeClaim[]>;
  readonly coverage: ReadonlyMap<string, readonly CoverageClaim[]>;
  readonly determinations: ReadonlyMap<string, readonly Determination[]>;
}

/** Takes a record's evidence apart. Times were checked when the entries were admitted; one that is malformed here is a bug. */
export function claimsOf(evidence: Evidence): Claims {
  const byFact = new Map<string, Claim[]>();
  const powers = new Map<string, PowerClaim[]>();
  const grades = new Map<string, GradeClaim[]>();
  const coverage = new Map<string, CoverageClaim[]>();
  const determinations = new Map<string, Determination[]>();
  const { zone } = evidence.charter;
  for (const item of evidence.items.values()) {
    for (const [said, stands] of versions(item)) {
      for (const account of said.accounts) {
        const source = { ...stands, by: account.by };
        for (const assertion of account.facts ?? []) push(byFact, assertion.fact, claim(assertion, source, zone));
        for (const act of account.powers ?? []) push(powers, act.commitment, { ...source, act, at: during(act.at, zone), onRecord: false });
        for (const grade of account.grades ?? []) push(grades, grade.commitment, { ...source, ...grade, at: during(grade.at, zone) });
      }
      const body = said.body ?? said.accounts[0]?.by ?? '';
      for (const act of said.powers ?? []) push(powers, act.commitment, { ...stands, by: body, act, at: during(act.at, zone), onRecord: true });
      for (const found of said.determines ?? []) {
        const end = found.to === undefined ? null : during(found.to, zone).to;
        push(determinations, found.commitment, { ...stands, by: body, commitment: found.commitment, outcome: found.outcome, at: { from: during(found.from, zone).from, to: end } });
      }
    }
  }
  for (const { value, source } of evidence.coverage.values()) {
    const at = { from: during(value.from, zone).from, to: during(value.to, zone).to };
    push(coverage, value.fact, { entry: source.entry, known: source.known, ended: null, by: value.by, fact: value.fact, of: value.of, at });
  }
  return { evidence, byFact, byKey: keyIndex(byFact), powers, grades, coverage, determinations };
}

function keyIndex(byFact: ReadonlyMap<string, readonly Claim[]>): Claims['byKey'] {
  const kept = new Map<string, ReadonlyMap<string, readonly Claim[]>>();
  return (fact, key) => {
    const name = `${fact} ${key}`;
    const index = kept.get(name) ?? Map.groupBy(byFact.get(fact) ?? [], (claim) => claim.of[key] ?? '');
    kept.set(name, index);
    return index;
  };
}

function* versions(item: Item): Generator<readonly [Said, Omit<Attributed, 'by'>]> {
  let { entry, known } = item.source;
  for (const change of item.history) {
    const why = change.kind === 'correction' ? 'corrected' : 'withdrawn';
    yield [change.before, { entry, known, ended: { known: change.source.known, by: change.source.entry, why } }];
    ({ entry, known } = change.source);
    if (why === 'withdrawn') return;
  }
  yield [item.value, { entry, known, ended: null }];
}

function claim(said: Assertion, source: Attributed, zone: string): Claim {
  const start = said.at ?? said.from;
  assert(start !== undefined, 'an assertion has a time');
  return {
    ...source, fact: said.fact, of: said.of, holds: said.holds ?? true, at: during(start, zone),
    to: said.to === undefined ? null : during(said.to, zone), quantity: said.quantity ?? null,
  };
}

/** The seconds a written time may mean. */
export function during(when: When, zone: string): Interval {
  const read = span(when, zone);
  assert(read.ok, `times of admitted entries are well formed: ${when}`);
  return read.value;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** The last second an interval may mean, or for ever. */
export const lastOf = (interval: Interval): Instant => (interval.to === null ? FOREVER : interval.to - 1);
