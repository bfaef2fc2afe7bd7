import type { ActorId } from '#agreement';
import type { ProcessState } from '#process';
import { inOrder } from '../corridor-states.ts';
import { Counts } from '../counts.ts';
import type { RegisterCount, RegisterRow, RegisterView } from './registers.ts';

/** How many rows there are of what: it is counted on while a register grows. */
export class RegisterTally {
  readonly #places: Counts;
  readonly #categories: Counts;
  readonly #sources: Counts;
  /** Of those that count, by account. */
  readonly #counts: Map<ActorId, { readonly all: Counts; readonly disputed: Counts }>;

  constructor(rows: readonly RegisterRow[] = [], { places, categories, sources, counts }: Copied = NONE) {
    this.#places = places.copy();
    this.#categories = categories.copy();
    this.#sources = sources.copy();
    this.#counts = new Map([...counts].map(([by, { all, disputed }]) => [by, { all: all.copy(), disputed: disputed.copy() }]));
    this.add(rows);
  }

  /** `times`: -1 for rows that go. */
  add(rows: readonly RegisterRow[], times = 1): this {
    for (const { place, category, sources, standing, disputed } of rows) {
      if (place !== null) this.#places.add([place], times);
      this.#categories.add([category], times);
      this.#sources.add(sources, times);
      if (standing !== 'counted') continue;
      for (const by of sources) {
        const own = this.#counts.get(by) ?? { all: new Counts(), disputed: new Counts() };
        own.all.add([category], times);
        if (disputed) own.disputed.add([category], times);
        this.#counts.set(by, own);
      }
    }
    return this;
  }

  /** The same with more rows; this one stays as it is. */
  with(rows: readonly RegisterRow[]): RegisterTally {
    return new RegisterTally(rows, { places: this.#places, categories: this.#categories, sources: this.#sources, counts: this.#counts });
  }

  choices(state: ProcessState): RegisterView['choices'] {
    const ids = (counts: Counts): readonly string[] => counts.sorted().map(([id]) => id);
    return { places: ids(this.#places), categories: ids(this.#categories), sources: inOrder(state, ids(this.#sources)) };
  }

  /** By source and category, in the order of screens. */
  counts(state: ProcessState): readonly RegisterCount[] {
    return inOrder(state, [...this.#counts.keys()]).flatMap((by) => (this.#counts.get(by)?.all.sorted() ?? []).map(([category, count]) => ({ by, category, count, disputed: this.#counts.get(by)?.disputed.of(category) ?? 0 })));
  }
}

interface Copied {
  readonly places: Counts;
  readonly categories: Counts;
  readonly sources: Counts;
  readonly counts: ReadonlyMap<ActorId, { readonly all: Counts; readonly disputed: Counts }>;
}
const NONE: Copied = { places: new Counts(), categories: new Counts(), sources: new Counts(), counts: new Map() };
