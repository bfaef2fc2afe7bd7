import type { Instant } from '#base';
import type { AsOf } from './status.ts';

/** Reports of one key as read for one question, earliest first: those from `from` on, `to` excluded. Reused from key to key. */
export class Sequence {
  at = new Float64Array(64);
  label = new Int32Array(64);
  from = 0;
  to = 0;

  /** Makes room for `length` reports; they are filled in from the end. */
  reset(length: number): void {
    if (length > this.at.length) {
      this.at = new Float64Array(2 * length);
      this.label = new Int32Array(2 * length);
    }
    this.from = this.to = length;
  }

  /** The first report not before `instant`. */
  firstFrom(instant: Instant): number {
    let low = this.from, high = this.to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.at[middle] as number) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const START = 1024;

/** Reports of one kind in flat arrays, no object each: those of a key are a chain through `#next`, latest first. Positions count from 1; 0 ends a chain. */
export class Column {
  #at = new Float64Array(START);
  #known = new Float64Array(START);
  #label = new Int32Array(START);
  #next = new Int32Array(START);
  #head = new Int32Array(START);
  #size = 0;

  /** Takes a report in, in constant time; a late one is put in its place when its key is next read. */
  add(key: number, at: Instant, known: Instant, label: number): void {
    const position = (this.#size += 1);
    if (position >= this.#at.length) this.#grow();
    if (key >= this.#head.length) this.#head = larger(this.#head, Int32Array, key);
    this.#at[position] = at;
    this.#known[position] = known;
    this.#label[position] = label;
    this.#next[position] = this.#head[key] as number;
    this.#head[key] = position;
  }

  /** Reads what was known of a key, about times before `valid`. Two reports with the same label and second are one. */
  read(key: number, { valid, known }: AsOf, into: Sequence): Sequence {
    into.reset(key < this.#head.length ? this.#ordered(key) : 0);
    let place = into.from;
    for (let one = place === 0 ? 0 : this.#head[key] as number; one !== 0; one = this.#next[one] as number) {
      const at = this.#at[one] as number, label = this.#label[one] as number;
      if (at >= valid || (this.#known[one] as number) > known) continue;
      if (place < into.to && into.at[place] === at && into.label[place] === label) continue;
      place -= 1;
      into.at[place] = at;
      into.label[place] = label;
    }
    into.from = place;
    return into;
  }

  /** How many reports a key has, their chain now in order. */
  #ordered(key: number): number {
    let length = 0, inOrder = true;
    for (let one = this.#head[key] as number, before = 0; one !== 0; before = one, one = this.#next[one] as number) {
      length += 1;
      if (before !== 0 && this.#later(one, before) < 0) inOrder = false;
    }
    if (!inOrder) this.#sort(key);
    return length;
  }

  #sort(key: number): void {
    const chain: number[] = [];
    for (let one = this.#head[key] as number; one !== 0; one = this.#next[one] as number) chain.push(one);
    chain.sort((a, b) => this.#later(a, b));
    this.#head[key] = chain[0] as number;
    for (let index = 0; index < chain.length; index += 1) this.#next[chain[index] as number] = chain[index + 1] ?? 0;
  }

  /** Negative if `a` comes first in a chain: the later, and of one second the greater label. */
  #later(a: number, b: number): number {
    return (this.#at[b] as number) - (this.#at[a] as number) || (this.#label[b] as number) - (this.#label[a] as number);
  }

  #grow(): void {
    this.#at = larger(this.#at, Float64Array, this.#size);
    this.#known = larger(this.#known, Float64Array, this.#size);
    this.#label = larger(this.#label, Int32Array, this.#size);
    this.#next = larger(this.#next, Int32Array, this.#size);
  }
}

/** A copy with room for `index` and as much again. */
function larger<T extends Float64Array<ArrayBuffer> | Int32Array<ArrayBuffer>>(old: T, kind: new (length: number) => T, index: number): T {
  const copy = new kind(2 * index);
  copy.set(old);
  return copy;
}
