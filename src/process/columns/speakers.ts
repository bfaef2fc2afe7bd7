import { Column, assert } from '#base';
import type { Sheets } from '#base';
import type { Capacity, Participant } from '../bodies.ts';
import type { Ids } from './ids.ts';
import { Packed } from './packed.ts';

/** By key, in the order in which they came, everybody who ever spoke: of most the id, the capacity and the side alone, for they may be a whole people; of who has a root or full powers besides, these too. */
export class Speakers extends Packed<Participant> {
  /** The numbers of the keys, one after the other. */
  readonly #order: Column<Uint32Array>;
  #size = 0;
  /** By the number of the key; numbers and one, 0 where there is none. */
  readonly #id: Column<Uint32Array>;
  readonly #capacity: Column<Uint32Array>;
  readonly #actor: Column<Uint32Array>;
  readonly #more = new Map<number, Pick<Participant, 'root'> & { readonly fullPowers?: unknown }>();
  /** By the number of the id, the number of the latest key and one. */
  readonly #latest: Column<Uint32Array>;
  readonly #rooted = new Map<string, number>();
  readonly #heads = new Map<string, number>();
  /** Who was asked for last is asked for again. */
  #asked: { readonly number: number; readonly person: Participant } | null = null;

  constructor(ids: Ids, sheets: Sheets) {
    super(ids);
    this.#order = new Column(Uint32Array, sheets);
    this.#id = new Column(Uint32Array, sheets);
    this.#capacity = new Column(Uint32Array, sheets);
    this.#actor = new Column(Uint32Array, sheets);
    this.#latest = new Column(Uint32Array, sheets);
  }

  override get size(): number {
    return this.#size;
  }

  latest(id: string): Participant | undefined {
    const named = this.ids.find(id), number = named === -1 ? 0 : this.#latest.get(named);
    return number === 0 ? undefined : this.read(number - 1);
  }

  rooted = (root: string): Participant | undefined => this.#numbered(this.#rooted.get(root));
  headOf = (actor: string): Participant | undefined => this.#numbered(this.#heads.get(actor));

  #numbered = (number: number | undefined): Participant | undefined => (number === undefined ? undefined : this.read(number));

  protected override holds = (number: number): boolean => this.#id.get(number) > 0;

  protected override read(number: number): Participant {
    if (this.#asked?.number !== number) this.#asked = { number, person: this.#put(number) };
    return this.#asked.person;
  }

  #put(number: number): Participant {
    const actor = this.#actor.get(number), capacity = this.ids.name(this.#capacity.get(number) - 1) as Capacity;
    return { id: this.ids.name(this.#id.get(number) - 1), name: '', key: this.ids.name(number), capacity, ...(actor === 0 ? {} : { actor: this.ids.name(actor - 1) }), ...this.#more.get(number) };
  }

  protected override write(number: number, person: Participant, key: string): void {
    assert(!this.holds(number) && person.key === key, 'a key is one person’s, for ever');
    const { id, capacity, actor, root } = person, fullPowers = 'fullPowers' in person ? person.fullPowers : undefined, named = this.ids.number(id);
    this.#order.set(this.#size, number);
    this.#size += 1;
    this.#id.set(number, named + 1);
    this.#capacity.set(number, this.ids.number(capacity) + 1);
    if (actor !== undefined) this.#actor.set(number, this.ids.number(actor) + 1);
    if (root !== undefined || fullPowers !== undefined) this.#more.set(number, { ...(root === undefined ? {} : { root }), ...(fullPowers === undefined ? {} : { fullPowers }) });
    this.#latest.set(named, number + 1);
    if (root !== undefined) this.#rooted.set(root, number);
    if (capacity === 'head' && actor !== undefined) this.#heads.set(actor, number);
  }

  protected override clear(): void {
    assert(false, 'whoever spoke has spoken');
  }

  protected override * numbers(): Generator<number, undefined> {
    for (let at = 0; at < this.#size; at += 1) yield this.#order.get(at);
  }
}
