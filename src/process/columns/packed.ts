import type { Ids } from './ids.ts';

/** A map that is open to change: the engine's own, or one of columns. */
export type Open<Value> = ReadonlyMap<string, Value> & { set(key: string, value: Value): unknown; delete(key: string): boolean };

/** A map by name of which the values lie in columns, by the number of the name: each is put together when it is asked for. What is there comes in the order of the numbers. */
export abstract class Packed<Value> implements Open<Value> {
  protected readonly ids: Ids;

  constructor(ids: Ids) {
    this.ids = ids;
  }

  /** Whether there is something under a number. */
  protected abstract holds(number: number): boolean;
  protected abstract read(number: number): Value;
  protected abstract write(number: number, value: Value, name: string): void;
  protected abstract clear(number: number): void;

  /** Counted each time. */
  get size(): number {
    return [...this.numbers()].length;
  }

  has(name: string): boolean {
    const number = this.ids.find(name);
    return number !== -1 && this.holds(number);
  }

  get(name: string): Value | undefined {
    const number = this.ids.find(name);
    return number !== -1 && this.holds(number) ? this.read(number) : undefined;
  }

  set(name: string, value: Value): void {
    this.write(this.ids.number(name), value, name);
  }

  delete(name: string): boolean {
    const there = this.has(name);
    if (there) this.clear(this.ids.find(name));
    return there;
  }

  forEach(action: (value: Value, name: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [name, value] of this) action(value, name, this);
  }

  /** Of what is there, in their order. */
  protected * numbers(): Generator<number, undefined> {
    for (let number = 0; number < this.ids.size; number += 1) if (this.holds(number)) yield number;
  }

  * entries(): Generator<[string, Value], undefined> {
    for (const number of this.numbers()) yield [this.ids.name(number), this.read(number)];
  }

  * keys(): Generator<string, undefined> {
    for (const number of this.numbers()) yield this.ids.name(number);
  }

  * values(): Generator<Value, undefined> {
    for (const number of this.numbers()) yield this.read(number);
  }

  [Symbol.iterator](): Generator<[string, Value], undefined> {
    return this.entries();
  }
}
