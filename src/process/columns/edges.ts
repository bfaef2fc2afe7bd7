import { Column } from '#base';
import type { Sheets } from '#base';

/** Which names a matter has: what it brought, then what it is about, in their order; and of each thing the matters that are about it. All by number; an edge is a number from 1 on. */
export class Edges {
  /** The number of the matter, and of what it names, and one. */
  readonly #owner: Column<Uint32Array>;
  readonly #named: Column<Uint32Array>;
  /** The first edge of a matter. */
  readonly #first: Column<Uint32Array>;
  /** The first and the last edge upon a thing, and the one that comes after another upon the same. */
  readonly #head: Column<Uint32Array>;
  readonly #tail: Column<Uint32Array>;
  readonly #next: Column<Uint32Array>;
  #size = 0;

  constructor(sheets: Sheets) {
    this.#owner = new Column(Uint32Array, sheets);
    this.#named = new Column(Uint32Array, sheets);
    this.#first = new Column(Uint32Array, sheets);
    this.#head = new Column(Uint32Array, sheets);
    this.#tail = new Column(Uint32Array, sheets);
    this.#next = new Column(Uint32Array, sheets);
  }

  /** A matter names nothing, whatever its number named before. */
  begin = (owner: number): void => this.#first.set(owner, 0);

  /** A matter names something more. */
  add(owner: number, named: number): number {
    this.#size += 1;
    this.#owner.set(this.#size, owner + 1);
    this.#named.set(this.#size, named + 1);
    if (this.#first.get(owner) === 0) this.#first.set(owner, this.#size);
    return this.#size;
  }

  /** The edges of a matter. */
  * of(owner: number): Generator<number, undefined> {
    for (let edge = this.#first.get(owner); edge > 0 && this.#owner.get(edge) === owner + 1; edge += 1) yield edge;
  }

  named = (edge: number): number => this.#named.get(edge) - 1;

  /** The matters upon a thing, in the order in which they came. */
  * upon(thing: number): Generator<number, undefined> {
    for (let edge = this.#head.get(thing); edge > 0; edge = this.#next.get(edge)) yield this.#owner.get(edge) - 1;
  }

  isThere = (thing: number): boolean => this.#head.get(thing) > 0;

  /** An edge is the last upon what it names. */
  link(edge: number): void {
    const thing = this.named(edge), last = this.#tail.get(thing);
    if (last === 0) this.#head.set(thing, edge);
    else this.#next.set(last, edge);
    this.#tail.set(thing, edge);
    this.#next.set(edge, 0);
  }

  /** No matter is upon a thing. */
  unlink(thing: number): void {
    this.#head.set(thing, 0);
    this.#tail.set(thing, 0);
  }
}
