import type { Instant } from '#base';
import { FOREVER, assert } from '#base';
import type { Commitment, Keys, Pattern } from '#agreement';
import { evaluator } from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import type { Evidence, Touched } from './evidence.ts';
import { Ledger } from './ledger.ts';
import { isSingle, matches } from './reader.ts';
import type { AsOf, Perspective, Status } from './status.ts';

/** A status kept, with the span of record time in which it stays what it is: nothing that it rests on was recorded, and nothing in it settled. */
interface Kept {
  readonly statuses: readonly Status[];
  readonly from: Instant;
  /** Excluded. */
  readonly until: Instant;
}

/** So many perspectives at so many times are kept; readers may ask for any time. */
const MOST = 256;

/**
 * The statuses of a record that grows. An entry, late or not, derives again only the commitments that it touches and those that wait for them;
 * a window of evidence that closes, only those that it settles: timers are not events. What is answered is what the evaluator answers from scratch, to the byte.
 */
export class Standing {
  readonly ledger: Ledger;
  readonly #kept = new Map<string, Map<string, Kept>>();
  readonly #evaluators = new Map<string, Evaluator>();
  /** By fact, and by the first value that they name: the patterns on it, each with the commitment it stands in. */
  readonly #patterns = new Map<string, Set<{ readonly id: string; readonly pattern: Pattern }>>();
  readonly #dependants = new Map<string, Set<string>>();
  /** The latest time at which anything in the record became known. Kept statuses are those seen from there or later. */
  #head: Instant = 0;

  constructor(evidence: Evidence) {
    this.ledger = new Ledger(evidence);
    for (const id of evidence.commitments.keys()) this.#relate(id);
    for (const id of evidence.items.keys()) this.#advance(id);
    for (const { source } of evidence.coverage.values()) this.#head = Math.max(this.#head, source.known);
  }

  /** As the evaluator's; kept from one question to the next. */
  statuses(commitment: string, perspective: Perspective, asOf: AsOf): readonly Status[] {
    if (asOf.known < this.#head) return this.#evaluator(perspective, asOf).statuses(commitment);
    const table = this.#table(perspective, asOf.valid), kept = table.get(commitment);
    if (kept !== undefined && kept.from <= asOf.known && asOf.known < kept.until) {
      return kept.statuses[0]?.asOf.known === asOf.known ? kept.statuses : kept.statuses.map((status) => ({ ...status, asOf }));
    }
    const statuses = this.#evaluator(perspective, asOf).statuses(commitment);
    table.set(commitment, { statuses, from: asOf.known, until: settling(statuses) });
    return statuses;
  }

  /** Takes in an item that came, or was corrected or withdrawn. Gives the commitments that it touches. */
  item(id: string): ReadonlySet<string> {
    this.#advance(id);
    const { accounts, powers = [] } = this.#itemOf(id).value;
    for (const act of [...powers, ...accounts.flatMap((account) => account.powers ?? [])]) this.#depend(act.commitment, act);
    return this.#forget(this.ledger.item(id));
  }

  /** Takes in a declaration of what was watched. */
  watch(id: string): ReadonlySet<string> {
    this.#head = Math.max(this.#head, this.ledger.evidence.coverage.get(id)?.source.known ?? 0);
    return this.#forget(this.ledger.watch(id));
  }

  /** Takes in a commitment. */
  commitment(id: string): ReadonlySet<string> {
    this.#relate(id);
    return this.#forget({ facts: [], commitments: new Set([id]) });
  }

  #itemOf(id: string): NonNullable<ReturnType<Evidence['items']['get']>> {
    const item = this.ledger.evidence.items.get(id);
    assert(item !== undefined, `the item ${id} is on record`);
    return item;
  }

  #advance(id: string): void {
    const { source, history } = this.#itemOf(id);
    this.#head = Math.max(this.#head, source.known, ...history.map((change) => change.source.known));
  }

  #table(perspective: Perspective, valid: Instant): Map<string, Kept> {
    const name = `${perspective.kind} ${perspective.id} ${valid}`;
    const table = this.#kept.get(name) ?? new Map<string, Kept>();
    if (this.#kept.size >= MOST && !this.#kept.has(name)) this.#kept.delete(this.#kept.keys().next().value ?? '');
    this.#kept.set(name, table);
    return table;
  }

  #evaluator(perspective: Perspective, asOf: AsOf): Evaluator {
    const name = `${perspective.kind} ${perspective.id} ${asOf.valid} ${asOf.known}`;
    if (this.#evaluators.size >= MOST) this.#evaluators.clear();
    const kept = this.#evaluators.get(name) ?? evaluator(this.ledger, perspective, asOf);
    this.#evaluators.set(name, kept);
    return kept;
  }

  /** Whatever a commitment names - facts anywhere in it, other commitments that it waits for, remedies that it brings about - it depends on, or they on it. */
  #relate(id: string): void {
    const commitment = this.ledger.evidence.commitments.get(id)?.value;
    assert(commitment !== undefined, `the commitment ${id} is on record`);
    this.#depend(id, commitment);
    for (const remedy of commitment.onBreach ?? []) put(this.#dependants, id, remedy);
    for (const other of commitment.after ?? []) put(this.#dependants, other, id);
    for (const { act } of this.ledger.powers(id)) this.#depend(id, act);
  }

  #depend(id: string, part: Partial<Commitment> | object): void {
    for (const one of within(part)) {
      if ('fact' in one) put(this.#patterns, placeOf(one), { id, pattern: one });
      else put(this.#dependants, one.fulfilment, id);
    }
  }

  #forget({ facts, commitments }: Touched): ReadonlySet<string> {
    const touched = new Set(commitments);
    for (const { fact, of } of facts) for (const place of placesOf(fact, of)) for (const { id, pattern } of this.#patterns.get(place) ?? []) if (matches(pattern, of, {})) touched.add(id);
    for (const id of touched) for (const other of this.#dependants.get(id) ?? []) touched.add(other);
    for (const table of this.#kept.values()) for (const id of touched) table.delete(id);
    this.#evaluators.clear();
    return touched;
  }
}

/** Where a pattern is filed: under its fact, with the first value that it names alone, if it names one. */
function placeOf({ fact, of = {} }: Pattern): string {
  const named = Object.entries(of).find(([, value]) => isSingle(value));
  return named === undefined ? fact : `${fact} ${named[0]} ${named[1]}`;
}

/** Where those are filed that may match. */
const placesOf = (fact: string, of: Keys): readonly string[] => [fact, ...Object.entries(of).map(([key, value]) => `${fact} ${key} ${value}`)];

/** From when, by time of record alone, one of these or of their instances settles. */
const settling = (statuses: readonly Status[]): Instant =>
  statuses.flatMap(({ settlesAt, instances }) => [settlesAt, ...instances.map((one) => one.settlesAt)]).reduce((first: Instant, at) => Math.min(first, at ?? FOREVER), FOREVER);

/** Every pattern of a fact, and every anchor on a fulfilment, at any depth: new members of a commitment are found without being named here. */
function* within(part: object): Generator<Pattern | { readonly fulfilment: string }> {
  if ('fact' in part && typeof part.fact === 'string') yield part as Pattern;
  if ('fulfilment' in part && typeof part.fulfilment === 'string') yield { fulfilment: part.fulfilment };
  for (const value of Object.values(part) as unknown[]) if (typeof value === 'object' && value !== null) yield* within(value);
}

function put<T>(map: Map<string, Set<T>>, name: string, one: T): void {
  const set = map.get(name);
  if (set === undefined) map.set(name, new Set([one]));
  else set.add(one);
}
