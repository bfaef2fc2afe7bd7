import { byCodeUnits } from '#base';

/** How often each of some ids was counted; what is counted no more is not in it. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(ids: Iterable<string>, times = 1): void {
    for (const id of ids) {
      const count = (this.#counts.get(id) ?? 0) + times;
      if (count === 0) this.#counts.delete(id);
      else this.#counts.set(id, count);
    }
  }

  addAll(counts: Counts): void {
    for (const [id, count] of counts.#counts) this.#counts.set(id, (this.#counts.get(id) ?? 0) + count);
  }

  of(id: string): number {
    return this.#counts.get(id) ?? 0;
  }

  /** In the order of their ids. */
  sorted(): readonly (readonly [id: string, count: number])[] {
    return [...this.#counts].sort(([a], [b]) => byCodeUnits(a, b));
  }

  get all(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** The same counts, to be counted on apart. */
  copy(): Counts {
    const copy = new Counts();
    copy.addAll(this);
    return copy;
  }
}
