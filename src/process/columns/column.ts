type Cells = Uint8Array | Uint32Array | Float64Array;

/** So many numbers lie in one block: a power of two. */
const BITS = 12, WIDTH = 1 << BITS;

/** Numbers in a row that grows; what was never set is 0, and where all is 0 nothing is kept. A million of them are a few megabytes, which are never copied, and nothing for the collector of garbage to look through. */
export class Column<T extends Cells> {
  readonly #make: new (length: number) => T;
  readonly #blocks: (T | undefined)[] = [];

  constructor(make: new (length: number) => T) {
    this.#make = make;
  }

  get = (at: number): number => this.#blocks[at >>> BITS]?.[at & (WIDTH - 1)] ?? 0;

  set(at: number, value: number): void {
    const index = at >>> BITS, block = this.#blocks[index];
    if (block !== undefined) block[at & (WIDTH - 1)] = value;
    else if (value !== 0) this.#begun(index)[at & (WIDTH - 1)] = value;
  }

  #begun(index: number): T {
    const block = new this.#make(WIDTH);
    while (this.#blocks.length <= index) this.#blocks.push(undefined);
    this.#blocks[index] = block;
    return block;
  }
}
