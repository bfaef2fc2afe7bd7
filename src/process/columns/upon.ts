import { assert } from '#base';
import type { HeldMatter } from '../state.ts';
import type { Edges } from './edges.ts';
import type { Ids } from './ids.ts';
import type { Matters } from './matters.ts';
import { Packed } from './packed.ts';

/** By each thing the matters that are about it, in the order of the log. */
export class Upon extends Packed<readonly HeldMatter[]> {
  readonly #edges: Edges;
  readonly #matters: Matters;

  constructor(ids: Ids, edges: Edges, matters: Matters) {
    super(ids);
    this.#edges = edges;
    this.#matters = matters;
  }

  /** A matter is about a thing: said right after it was put among the matters, of each thing in its order. */
  append(thing: string, { value: { id } }: HeldMatter): void {
    this.#edges.link(this.#edges.add(this.ids.number(id), this.ids.number(thing)));
  }

  protected override holds = (number: number): boolean => this.#edges.isThere(number);
  protected override read = (number: number): readonly HeldMatter[] => Array.from(this.#edges.upon(number), this.#matters.of);

  /** Those of them that are left. */
  protected override write(number: number, left: readonly HeldMatter[]): void {
    const linked = new Set<number>();
    this.#edges.unlink(number);
    for (const { value: { id } } of left) {
      const edge = [...this.#edges.of(this.ids.find(id))].find((one) => this.#edges.named(one) === number && !linked.has(one));
      assert(edge !== undefined, `${id} was put upon what it is about`);
      linked.add(edge);
      this.#edges.link(edge);
    }
  }

  protected override clear = (number: number): void => this.#edges.unlink(number);
}
