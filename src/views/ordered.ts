/** Rows in an order that tells any two of them apart. What was handed out stays as it is. */
export class Ordered<T> {
  readonly #compare: (a: T, b: T) => number;
  #rows: readonly T[];

  /** `rows`: in order already. */
  constructor(compare: (a: T, b: T) => number, rows: readonly T[] = []) {
    this.#compare = compare;
    this.#rows = rows;
  }

  get rows(): readonly T[] {
    return this.#rows;
  }

  /** Puts in what came, in the order in which it came: of equals the earlier stands first. Takes out what is equal to something that goes. */
  change(coming: readonly T[], going: readonly T[] = []): void {
    const left = going.length === 0 ? this.#rows : this.#without(going);
    this.#rows = coming.length === 0 ? left : merged(left, coming.toSorted(this.#compare), this.#compare);
  }

  #without(going: readonly T[]): readonly T[] {
    const places = new Set(going.map((one) => {
      const after = placeAfter(this.#rows, one, this.#compare);
      return after > 0 && this.#compare(this.#rows[after - 1] as T, one) === 0 ? after - 1 : -1;
    }));
    return this.#rows.filter((_, place) => !places.has(place));
  }
}

/** How many of sorted rows are not after one. */
export function placeAfter<T, K>(rows: readonly T[], one: K, compare: (row: T, one: K) => number): number {
  let low = 0, high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(rows[middle] as T, one) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Two sorted lists as one; of equals, what stood in the first stands first. */
function merged<T>(first: readonly T[], second: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  const all: T[] = [], few = second.length * FEW < first.length;
  let from = 0;
  for (const one of second) {
    const to = few ? placeAfter(first, one, compare) : first.length;
    while (from < to && (few || compare(first[from] as T, one) <= 0)) all.push(first[from++] as T);
    all.push(one);
  }
  while (from < first.length) all.push(first[from++] as T);
  return all;
}

/** Of so many times as many, a place is found by halves. */
const FEW = 16;
