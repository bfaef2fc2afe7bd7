import { assert } from '#base';
import type { Assertion } from '#agreement';
import type { Attributed, Claim, Claims, CoverageClaim, Determination, Evidence, GradeClaim, Item, PowerClaim, Said, Told, Touched } from './evidence.ts';
import { byTime, during } from './evidence.ts';
import type { Spoken } from './spoken.ts';
import { ByWhom } from './spoken.ts';
import { merged, placesIn } from './telling.ts';

interface Filed<T> {
  readonly under: string;
  readonly said: T;
}

/** One item taken apart, so that it can be taken out again when it is corrected or withdrawn. */
interface Parts {
  readonly claims: readonly Filed<Claim>[];
  readonly powers: readonly Filed<PowerClaim>[];
  readonly grades: readonly Filed<GradeClaim>[];
  readonly determinations: readonly Filed<Determination>[];
}

/** Takes a record's evidence apart. Times were checked when the entries were admitted; one that is malformed here is a bug. */
export const claimsOf = (evidence: Evidence): Ledger => new Ledger(evidence);

/** The claims of a record that grows: an item that comes, late or corrected, moves its own claims and no others. */
export class Ledger implements Claims {
  readonly evidence: Evidence;
  readonly #claims = new Index<Claim>();
  readonly #powers = new Index<PowerClaim>();
  readonly #grades = new Index<GradeClaim>();
  readonly #coverage = new Index<CoverageClaim>();
  readonly #determinations = new Index<Determination>();
  readonly #keyed = new Map<string, Index<Claim>>();
  readonly #spoken = new Map<string, ByWhom>();
  readonly #parts = new Map<string, Parts>();
  /** By entry, the items that say something by it; made when first asked for. */
  #brought: Map<string, Set<string>> | null = null;

  constructor(evidence: Evidence) {
    this.evidence = evidence;
    for (const id of evidence.items.keys()) this.item(id);
    for (const id of evidence.coverage.keys()) this.watch(id);
  }

  byFact = (fact: string): readonly Claim[] => this.#claims.of(fact);
  powers = (commitment: string): readonly PowerClaim[] => this.#powers.of(commitment);
  grades = (commitment: string): readonly GradeClaim[] => this.#grades.of(commitment);
  coverage = (fact: string): readonly CoverageClaim[] => this.#coverage.of(fact);
  determinations = (commitment: string): readonly Determination[] => this.#determinations.of(commitment);

  byKey = (fact: string, key: string, value: string): readonly Claim[] => {
    const name = `${fact} ${key}`;
    let index = this.#keyed.get(name);
    if (index === undefined) {
      index = new Index();
      for (const said of this.#claims.of(fact)) index.add(said.of[key] ?? '', said);
      this.#keyed.set(name, index);
    }
    return index.of(value);
  };

  spoken = (fact: string, key: string, value: string): Spoken => {
    const name = `${fact} ${key}`, kept = this.#spoken.get(name) ?? new ByWhom();
    this.#spoken.set(name, kept);
    return kept.of(value, () => this.byKey(fact, key, value));
  };

  /** Takes an item in as it stands in the evidence now, in the place of what it said before. */
  item(id: string): Touched {
    const item = this.evidence.items.get(id);
    assert(item !== undefined, `the item ${id} is on record`);
    const before = this.#parts.get(id), after = takenApart(id, item, this.evidence.charter.zone);
    if (before !== undefined) this.#file(before, 'delete');
    this.#file(after, 'add');
    this.#parts.set(id, after);
    if (this.#brought !== null) note(this.#brought, id, after);
    const both = before === undefined ? [after] : [before, after];
    return {
      facts: both.flatMap(({ claims }) => claims.map(({ said }) => said)),
      commitments: new Set(both.flatMap((parts) => [parts.powers, parts.grades, parts.determinations].flatMap((list: readonly Filed<unknown>[]) => list.map(({ under }) => under)))),
    };
  }

  asserted = (entry: string): readonly Claim[] | null => {
    if (this.#brought === null) {
      this.#brought = new Map();
      for (const [id, parts] of this.#parts) note(this.#brought, id, parts);
    }
    const claims: Claim[] = [];
    for (const id of this.#brought.get(entry) ?? []) {
      const parts = this.#parts.get(id);
      if ([parts?.powers, parts?.grades, parts?.determinations].some((list: readonly Filed<Told>[] = []) => list.length > 0 && list.some(({ said }) => said.entry === entry))) return null;
      for (const { said } of parts?.claims ?? []) if (said.entry === entry) claims.push(said);
    }
    return claims.length === 0 ? null : claims;
  };

  /** Takes in a declaration of what was watched. */
  watch(id: string): Touched {
    const held = this.evidence.coverage.get(id);
    assert(held !== undefined, `the coverage ${id} is on record`);
    const { value, source } = held, { zone } = this.evidence.charter;
    const at = { from: during(value.from, zone).from, to: during(value.to, zone).to };
    this.#coverage.add(value.fact, { entry: source.entry, known: source.known, ended: null, by: value.by, fact: value.fact, of: value.of, at });
    return { facts: [value], commitments: new Set() };
  }

  #file({ claims, powers, grades, determinations }: Parts, how: 'add' | 'delete'): void {
    for (const { under, said } of claims) {
      this.#claims[how](under, said);
      for (const [key, value] of Object.entries(said.of)) {
        const name = `${under} ${key}`;
        this.#keyed.get(name)?.[how](value, said);
        this.#spoken.get(name)?.[how](value, said);
      }
    }
    for (const { under, said } of powers) this.#powers[how](under, said);
    for (const { under, said } of grades) this.#grades[how](under, said);
    for (const { under, said } of determinations) this.#determinations[how](under, said);
  }
}

function note(brought: Map<string, Set<string>>, id: string, { claims, powers, grades, determinations }: Parts): void {
  for (const { said: { entry } } of [...claims, ...powers, ...grades, ...determinations]) {
    const own = brought.get(entry);
    if (own === undefined) brought.set(entry, new Set([id]));
    else own.add(id);
  }
}

/** What is filed under a name, in order. What came is put in its place when the name is next asked for; where something was taken out, all are put in order again. */
class Index<T extends Told> {
  readonly #sets = new Map<string, Set<T>>();
  readonly #ordered = new Map<string, readonly T[]>();
  readonly #came = new Map<string, T[]>();

  of(name: string): readonly T[] {
    const kept = this.#ordered.get(name), came = this.#came.get(name);
    if (kept !== undefined && came === undefined) return kept;
    const more = (came ?? []).sort(byTime), ordered = kept === undefined ? [...this.#sets.get(name) ?? []].sort(byTime) : merged(kept, more, placesIn(kept, more));
    this.#ordered.set(name, ordered);
    this.#came.delete(name);
    return ordered;
  }

  add(name: string, one: T): void {
    const set = this.#sets.get(name), came = this.#came.get(name);
    if (set === undefined) this.#sets.set(name, new Set([one]));
    else set.add(one);
    if (came !== undefined) came.push(one);
    else if (this.#ordered.has(name)) this.#came.set(name, [one]);
  }

  delete(name: string, one: T): void {
    this.#sets.get(name)?.delete(one);
    this.#ordered.delete(name);
    this.#came.delete(name);
  }
}

function takenApart(id: string, item: Item, zone: string): Parts {
  const claims: Filed<Claim>[] = [], powers: Filed<PowerClaim>[] = [], grades: Filed<GradeClaim>[] = [], determinations: Filed<Determination>[] = [];
  for (const [said, stands] of versions(id, item)) {
    for (const account of said.accounts) {
      const source = { ...stands, by: account.by };
      for (const assertion of account.facts ?? []) claims.push({ under: assertion.fact, said: claim(assertion, source, zone, said.grade ?? null) });
      for (const act of account.powers ?? []) powers.push({ under: act.commitment, said: { ...source, act, at: during(act.at, zone), onRecord: false } });
      for (const grade of account.grades ?? []) grades.push({ under: grade.commitment, said: { ...source, ...grade, at: during(grade.at, zone) } });
    }
    const body = said.body ?? said.accounts[0]?.by ?? '';
    for (const act of said.powers ?? []) powers.push({ under: act.commitment, said: { ...stands, by: body, act, at: during(act.at, zone), onRecord: true } });
    for (const { commitment, outcome, from, to } of said.determines ?? []) {
      const at = { from: during(from, zone).from, to: to === undefined ? null : during(to, zone).to };
      determinations.push({ under: commitment, said: { ...stands, by: body, commitment, outcome, at } });
    }
  }
  return { claims, powers, grades, determinations };
}

function* versions(id: string, item: Item): Generator<readonly [Said, Omit<Attributed, 'by'>]> {
  let { entry, known } = item.source;
  for (const change of item.history) {
    const why = change.kind === 'correction' ? 'corrected' : 'withdrawn';
    yield [change.before, { entry, item: id, known, ended: { known: change.source.known, by: change.source.entry, why } }];
    ({ entry, known } = change.source);
    if (why === 'withdrawn') return;
  }
  yield [item.value, { entry, item: id, known, ended: null }];
}

function claim(said: Assertion, source: Attributed, zone: string, grade: Claim['grade']): Claim {
  const start = said.at ?? said.from;
  assert(start !== undefined, 'an assertion has a time');
  return {
    ...source, fact: said.fact, of: said.of, holds: said.holds ?? true, at: during(start, zone),
    to: said.to === undefined ? null : during(said.to, zone), quantity: said.quantity ?? null, grade,
  };
}
