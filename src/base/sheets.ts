/** Bytes of a sheet. */
export const SHEET = 16_384;

/** Where sheets lie that are not at hand. What was put under a number is taken again as it was put there last, and at once. */
export interface Shelf {
  /** Numbers are given one after the other, from 0 on. */
  put(number: number, sheet: Uint8Array): void;
  take(number: number, into: Uint8Array): void;
}

/** So many sheets are at hand unless said: 16 MiB. */
const AT_HAND = 1024;

interface AtHand {
  readonly bytes: Uint8Array;
  from: Column<Cells>;
  index: number;
}

/** The sheets of some columns: so many of them at hand, the others on a shelf. Without a shelf all are at hand. */
export class Sheets {
  readonly #shelf: Shelf | null;
  readonly #most: number;
  readonly #atHand: AtHand[] = [];
  /** The one that came to hand before all others, and makes room for the next. One that is in use comes back with its next use: nobody need note each. */
  #oldest = 0;
  #shelved = 0;

  constructor(shelf: Shelf | null = null, most = AT_HAND) {
    this.#shelf = shelf;
    this.#most = most;
  }

  /** The bytes for a sheet that comes to hand; what is in them is of another. */
  room(from: Column<Cells>, index: number): Uint8Array {
    if (this.#shelf === null) return new Uint8Array(SHEET);
    const oldest = this.#atHand.length < this.#most ? undefined : this.#atHand[this.#oldest];
    if (oldest === undefined) {
      const bytes = new Uint8Array(SHEET);
      this.#atHand.push({ bytes, from, index });
      return bytes;
    }
    this.#oldest = (this.#oldest + 1) % this.#most;
    oldest.from.leave(oldest.index);
    [oldest.from, oldest.index] = [from, index];
    return oldest.bytes;
  }

  /** Puts a sheet on the shelf, under the number it had there, -1 for none: the number that it has now. */
  put(number: number, bytes: Uint8Array): number {
    const given = number === -1 ? this.#shelved++ : number;
    this.#shelf?.put(given, bytes);
    return given;
  }

  take = (number: number, into: Uint8Array): void => this.#shelf?.take(number, into);
}

type Cells = Uint8Array | Uint32Array | Float64Array;
type Make<T extends Cells> = { new (buffer: ArrayBufferLike, from: number, length: number): T; readonly BYTES_PER_ELEMENT: number };

/** Where a sheet of a column is: never begun, or at hand and on no shelf. */
const NOWHERE = -2, UNSHELVED = -1;

/** Numbers in a row that grows; what was never set is 0, and where all is 0 nothing is kept. A million of them are a few megabytes, which are never copied, and nothing for the collector of garbage to look through. */
export class Column<T extends Cells> {
  readonly #make: Make<T>;
  readonly #sheets: Sheets;
  /** So many numbers lie on one sheet: a power of two. */
  readonly width: number;
  readonly #bits: number;
  readonly #mask: number;
  readonly #atHand: (T | undefined)[] = [];
  /** The number of each on the shelf, and whether it says otherwise at hand. */
  readonly #shelved: number[] = [];
  readonly #changed: boolean[] = [];

  constructor(make: Make<T>, sheets: Sheets) {
    this.#make = make;
    this.#sheets = sheets;
    this.width = SHEET / make.BYTES_PER_ELEMENT;
    this.#bits = Math.log2(this.width);
    this.#mask = this.width - 1;
  }

  get(at: number): number {
    return this.sheet(at >>> this.#bits)?.[at & this.#mask] ?? 0;
  }

  set(at: number, value: number): void {
    const index = at >>> this.#bits;
    if (value !== 0 || this.sheet(index) !== undefined) this.open(index)[at & this.#mask] = value;
  }

  /** A sheet to be read, until something else is asked for: then its bytes may be those of another. */
  sheet(index: number): T | undefined {
    return this.#atHand[index] ?? this.#fetched(index);
  }

  /** The same to be written on, begun if it is not there. */
  open(index: number): T {
    const sheet = this.#atHand[index] ?? this.#fetched(index) ?? this.#begun(index);
    this.#changed[index] = true;
    return sheet;
  }

  /** A sheet is at hand no more: its bytes are given to another. */
  leave(index: number): void {
    const sheet = this.#atHand[index];
    if (sheet !== undefined && this.#changed[index] === true) this.#shelved[index] = this.#sheets.put(this.#shelved[index] ?? UNSHELVED, bytesOf(sheet));
    this.#changed[index] = false;
    this.#atHand[index] = undefined;
  }

  #fetched(index: number): T | undefined {
    const number = this.#shelved[index] ?? NOWHERE;
    if (number < 0) return undefined;
    const sheet = this.#room(index);
    this.#sheets.take(number, bytesOf(sheet));
    return sheet;
  }

  #begun(index: number): T {
    while (this.#atHand.length <= index) {
      this.#atHand.push(undefined);
      this.#shelved.push(NOWHERE);
      this.#changed.push(false);
    }
    this.#shelved[index] = UNSHELVED;
    return this.#room(index).fill(0) as T;
  }

  #room(index: number): T {
    const { buffer, byteOffset } = this.#sheets.room(this as unknown as Column<Cells>, index), sheet = new this.#make(buffer, byteOffset, this.width);
    this.#atHand[index] = sheet;
    return sheet;
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Cells): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
