import type { HeldItem, ProcessState } from '#process';

/** A step of a record's growth: an item as it stands after an entry, and as it stood before, where it did. */
export interface Step {
  readonly now: HeldItem;
  readonly before: HeldItem | null;
}

/** A fold over the items of a record that is kept while the record grows. What it comes to is what a fold of all of them from nothing comes to. */
export interface Fold {
  take(steps: readonly Step[]): void;
}
type Make<F extends Fold> = new (state: ProcessState) => F;

const FEW = 1_000, PART = 8;

/** What comes to a record while it is open, for views that go on with it: each looks when it is asked for, and only at what it has not seen. */
export class Growth {
  readonly items: ProcessState['items'];
  /** Those that some fold has not seen. */
  #steps: Step[] = [];
  readonly #folds = new Map<Make<Fold>, { readonly fold: Fold; seen: number }>();

  constructor(items: ProcessState['items']) {
    this.items = items;
  }

  /** Takes note of an item that came, was corrected or withdrawn. */
  item(now: HeldItem): void {
    const { history } = now, last = history.at(-1);
    if (this.#folds.size > 0) this.#steps.push({ now, before: last === undefined ? null : { ...now, value: last.before, history: history.slice(0, -1) } as HeldItem });
    if (this.#steps.length > 2 * this.#most) this.#letGo();
  }

  /** A fold that has not seen more than so many is made anew of all items, when it is asked for again. */
  get #most(): number {
    return Math.max(FEW, this.items.size / PART);
  }

  /** Lets go of folds that nobody has asked for lately, and of the steps that were kept for them. */
  #letGo(): void {
    for (const [make, { seen }] of this.#folds) if (this.#steps.length - seen > this.#most) this.#folds.delete(make);
    const from = Math.min(this.#steps.length, ...[...this.#folds.values()].map(({ seen }) => seen));
    this.#steps = this.#steps.slice(from);
    for (const one of this.#folds.values()) one.seen -= from;
  }

  of<F extends Fold>(make: Make<F>, state: ProcessState): F {
    const kept = this.#folds.get(make) ?? { fold: whole(make, state), seen: this.#steps.length };
    this.#folds.set(make, kept);
    if (kept.seen < this.#steps.length) kept.fold.take(this.#steps.slice(kept.seen));
    kept.seen = this.#steps.length;
    if ([...this.#folds.values()].every(({ seen }) => seen === this.#steps.length)) this.#begin();
    return kept.fold as F;
  }

  #begin(): void {
    this.#steps = [];
    for (const one of this.#folds.values()) one.seen = 0;
  }
}

/** A record that is followed. Its growth goes with its state from entry to entry, into pages that are built apart. */
interface Followed extends ProcessState {
  readonly growth: Growth;
}

/** Begins to follow a record. Whoever amends or erases begins anew. */
export const followed = (state: ProcessState): Followed => ({ ...state, growth: new Growth(state.items) });

/** A fold of all items as they stand: the one that is kept, where the record is followed. */
export function foldOf<F extends Fold>(make: Make<F>, state: ProcessState): F {
  const { growth } = state as Partial<Followed>;
  return growth?.items === state.items ? growth.of(make, state) : whole(make, state);
}

function whole<F extends Fold>(make: Make<F>, state: ProcessState): F {
  const fold = new make(state);
  fold.take(Array.from(state.items.values(), (now) => ({ now, before: null })));
  return fold;
}
