import { Column, SHEET } from '#base';
import type { Sheets } from '#base';

/** So many places are looked at for a name. Whoever crafts names that all want one place finds the rest of them kept beside, in a map of the engine's own, and nobody waits for it. */
const REACH = 32;
/**
 * How a name is written in bytes: a digest in hexadecimal after `DIGEST`, as the 32 bytes that it stands for; others after how many letters they have, up to `LONGEST`, one byte each.
 * What is longer, or has other letters, is kept beside; no id of a record is.
 */
const DIGEST = 255, LONGEST = 254;
const HEX = '0123456789abcdef', NO_DIGIT = 255;
const PAIRS = Array.from({ length: 256 }, (_, byte) => `${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 15)}`);
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => (HEX.includes(String.fromCharCode(code)) ? HEX.indexOf(String.fromCharCode(code)) : NO_DIGIT));
/**
 * Names as numbers: each gets the next when it first comes, and keeps it. A digest takes 33 bytes and a place, a word one byte a letter, where a map of texts takes several times that.
 * Two names are the same if all their bytes are, whatever place they want: no crafted one is taken for another. A name that never came is told by the marks of places alone, nearly always: its bytes need not be at hand.
 */
export class Ids {
  /** Name after name, none across two sheets. */
  readonly #bytes: Column<Uint8Array>;
  /** Where the next name begins, and where each does, and one. */
  #end = 0;
  readonly #starts: Column<Uint32Array>;
  #size = 0;
  /** A power of two of places, at most half of them taken: a number and one, or 0; and a byte of what the name's place was taken from. */
  #places = new Uint32Array(128);
  #marks = new Uint8Array(128);
  /** Those that found no place within reach. */
  #beside = new Map<string, number>();
  /** Those that have no bytes, by number. */
  readonly #strange = new Map<number, string>();
  /** The bytes of the name that is asked for. */
  readonly #key = new Uint8Array(1 + LONGEST);

  constructor(sheets: Sheets) {
    this.#bytes = new Column(Uint8Array, sheets);
    this.#starts = new Column(Uint32Array, sheets);
  }

  /** So many names have a number. */
  get size(): number {
    return this.#size;
  }

  /** The digest and the word that were asked for last: whoever looks at an entry asks for its two names again and again. */
  readonly #asked: [string | null, string | null] = [null, null];
  readonly #answers: [number, number] = [-1, -1];

  /** The number of a name; -1 if it never came. */
  find(name: string): number {
    const which = name.length === 64 ? 0 : 1;
    return this.#asked[which] === name ? this.#answers[which] : this.#told(name, this.#look(name));
  }

  #told(name: string, number: number): number {
    const which = name.length === 64 ? 0 : 1;
    this.#asked[which] = name;
    this.#answers[which] = number;
    return number;
  }

  #look(name: string): number {
    const length = this.#write(name), place = length === 0 ? -1 : this.#placeOf(length);
    return place === -1 ? this.#beside.get(name) ?? -1 : (this.#places[place] as number) - 1;
  }

  /** The number of a name, which it gets if it is new. */
  number(name: string): number {
    const known = this.find(name);
    if (known !== -1) return known;
    if (2 * (this.#size + 1) > this.#places.length) this.#widen();
    const length = this.#write(name), number = this.#size;
    this.#size += 1;
    if (length === 0) this.#strange.set(number, name);
    else this.#keep(number, length);
    this.#seat(number, length);
    return this.#told(name, number);
  }

  /** The name of a number. */
  name(number: number): string {
    const { sheet, at } = this.#bytesOf(number), form = sheet?.[at];
    if (sheet === undefined || form === undefined) return this.#strange.get(number) ?? '';
    let name = '';
    for (let index = 1; index <= (form === DIGEST ? 32 : form); index += 1) {
      const byte = sheet[at + index] as number;
      name += form === DIGEST ? PAIRS[byte] as string : String.fromCharCode(byte);
    }
    return name;
  }

  /** Writes a name into the key: its length in bytes, 0 if it cannot be written so. */
  #write(name: string): number {
    return name.length === 64 && this.#writeDigest(name) ? 33 : name.length <= LONGEST && this.#writeLetters(name) ? name.length + 1 : 0;
  }

  #writeDigest(name: string): boolean {
    this.#key[0] = DIGEST;
    for (let at = 0; at < 32; at += 1) {
      const high = DIGITS[name.charCodeAt(2 * at)] ?? NO_DIGIT, low = DIGITS[name.charCodeAt(2 * at + 1)] ?? NO_DIGIT;
      if (high === NO_DIGIT || low === NO_DIGIT) return false;
      this.#key[at + 1] = high * 16 + low;
    }
    return true;
  }

  #writeLetters(name: string): boolean {
    this.#key[0] = name.length;
    for (let at = 0; at < name.length; at += 1) {
      const letter = name.charCodeAt(at);
      if (letter > 255) return false;
      this.#key[at + 1] = letter;
    }
    return true;
  }

  /** Where what stands in the key is, or else could be; -1 if all within reach are taken by others. */
  #placeOf(length: number): number {
    const mask = this.#places.length - 1, hashed = hash(this.#key, length), mark = hashed >>> 24;
    for (let looked = 0, place = hashed & mask; looked < REACH; looked += 1, place = (place + 1) & mask) {
      const found = this.#places[place] as number;
      if (found === 0 || (this.#marks[place] === mark && this.#is(found - 1, length))) return place;
    }
    return -1;
  }

  /** Whether a number is of what stands in the key. */
  #is(number: number, length: number): boolean {
    const { sheet, at } = this.#bytesOf(number);
    for (let index = 0; index < length; index += 1) if (sheet?.[at + index] !== this.#key[index]) return false;
    return true;
  }

  /** Keeps what stands in the key for a number. */
  #keep(number: number, length: number): void {
    if (this.#end % SHEET + length > SHEET) this.#end += SHEET - this.#end % SHEET;
    this.#starts.set(number, this.#end + 1);
    this.#bytes.open(Math.floor(this.#end / SHEET)).set(this.#key.subarray(0, length), this.#end % SHEET);
    this.#end += length;
  }

  /** The sheet where the bytes of a number are, and from where on. */
  #bytesOf(number: number): { readonly sheet: Uint8Array | undefined; readonly at: number } {
    const start = this.#starts.get(number);
    return start === 0 ? { sheet: undefined, at: 0 } : { sheet: this.#bytes.sheet(Math.floor((start - 1) / SHEET)), at: (start - 1) % SHEET };
  }

  /** Gives a number its place; what stands in the key is its name, where that has bytes. */
  #seat(number: number, length: number): void {
    const place = length === 0 ? -1 : this.#placeOf(length);
    if (place === -1) this.#beside.set(this.name(number), number);
    else [this.#places[place], this.#marks[place]] = [number + 1, hash(this.#key, length) >>> 24];
  }

  #widen(): void {
    this.#places = new Uint32Array(this.#places.length * 2);
    this.#marks = new Uint8Array(this.#places.length);
    this.#beside = new Map();
    for (let number = 0; number < this.#size; number += 1) {
      const { sheet, at } = this.#bytesOf(number), form = sheet?.[at], length = form === undefined ? 0 : form === DIGEST ? 33 : form + 1;
      if (sheet !== undefined) this.#key.set(sheet.subarray(at, at + length));
      this.#seat(number, length);
    }
  }
}

/** The first bytes of a digest are as good as any; of letters, FNV-1a, mixed so that its last bits hang on all. */
function hash(key: Uint8Array, length: number): number {
  if (key[0] === DIGEST) return (key[1] as number) | ((key[2] as number) << 8) | ((key[3] as number) << 16) | ((key[4] as number) << 24);
  let mixed = 0x811c9dc5;
  for (let at = 1; at < length; at += 1) mixed = Math.imul(mixed ^ (key[at] as number), 0x01000193);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
