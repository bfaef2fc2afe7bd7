type Cells = Uint8Array | Uint32Array | Float64Array;

/** Numbers in a row that grows; what was never set is 0. A million of them are a few megabytes, and nothing for the collector of garbage to look through. */
export class Column<T extends Cells> {
  readonly #make: new (length: number) => T;
  #cells: T;

  constructor(make: new (length: number) => T) {
    this.#make = make;
    this.#cells = new make(64);
  }

  get = (at: number): number => this.#cells[at] ?? 0;

  set(at: number, value: number): void {
    if (at >= this.#cells.length) {
      const grown = new this.#make(Math.max(at + 1, this.#cells.length * 2));
      grown.set(this.#cells);
      this.#cells = grown;
    }
    this.#cells[at] = value;
  }
}
