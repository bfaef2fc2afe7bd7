/** So many places are looked at for a name. Whoever crafts names that all want one place finds the rest of them kept beside, in a map of the engine's own, and nobody waits for it. */
const REACH = 32;
/** How a name is written in bytes: a digest in hexadecimal as what it stands for; else its letters in one byte each, or in two. */
const DIGEST = 0, NARROW = 1, WIDE = 2;
const HEX = '0123456789abcdef', NO_DIGIT = 255;
const PAIRS = Array.from({ length: 256 }, (_, byte) => `${HEX.charAt(byte >> 4)}${HEX.charAt(byte & 15)}`);
const DIGITS = Uint8Array.from({ length: 256 }, (_, code) => (HEX.includes(String.fromCharCode(code)) ? HEX.indexOf(String.fromCharCode(code)) : NO_DIGIT));

/**
 * Names as numbers: each gets the next when it first comes, and keeps it. A digest takes 33 bytes and a place, a word one byte a letter, where a map of texts takes several times that.
 * Two names are the same if all their bytes are, whatever place they want: no crafted one is taken for another.
 */
export class Ids {
  #bytes = new Uint8Array(1024);
  /** Where the bytes of each number begin; after the last, where they end. */
  #starts = new Uint32Array(64);
  #size = 0;
  /** A power of two of places, at most half of them taken: a number and one, or 0. */
  #places = new Uint32Array(128);
  /** Those that found no place within reach. */
  #beside = new Map<string, number>();
  /** The bytes of the name that is asked for. */
  #key = new Uint8Array(129);

  /** So many names have a number. */
  get size(): number {
    return this.#size;
  }

  /** The number of a name; -1 if it never came. */
  find(name: string): number {
    const place = this.#placeOf(this.#write(name));
    return place === -1 ? this.#beside.get(name) ?? -1 : (this.#places[place] as number) - 1;
  }

  /** The number of a name, which it gets if it is new. */
  number(name: string): number {
    const known = this.find(name);
    if (known !== -1) return known;
    if (2 * (this.#size + 1) > this.#places.length) this.#widen();
    const length = this.#write(name), number = this.#keep(length);
    this.#seat(number, length);
    return number;
  }

  /** The name of a number. */
  name(number: number): string {
    const start = this.#starts[number] as number, end = this.#starts[number + 1] as number, form = this.#bytes[start];
    let name = '';
    for (let at = start + 1; at < end; at += form === WIDE ? 2 : 1) {
      const byte = this.#bytes[at] as number;
      name += form === DIGEST ? PAIRS[byte] as string : String.fromCharCode(form === WIDE ? byte * 256 + (this.#bytes[at + 1] as number) : byte);
    }
    return name;
  }

  /** Writes a name into the key; its length in bytes. */
  #write(name: string): number {
    if (this.#key.length < 1 + 2 * name.length) this.#key = new Uint8Array(1 + 2 * name.length);
    return name.length === 64 && this.#writeDigest(name) ? 33 : this.#writeLetters(name);
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

  #writeLetters(name: string): number {
    this.#key[0] = NARROW;
    for (let at = 0; at < name.length; at += 1) {
      const letter = name.charCodeAt(at);
      if (letter > 255) return this.#writeWide(name);
      this.#key[at + 1] = letter;
    }
    return name.length + 1;
  }

  #writeWide(name: string): number {
    this.#key[0] = WIDE;
    for (let at = 0; at < name.length; at += 1) {
      this.#key[2 * at + 1] = name.charCodeAt(at) >> 8;
      this.#key[2 * at + 2] = name.charCodeAt(at) & 255;
    }
    return 2 * name.length + 1;
  }

  /** Where what stands in the key is, or else could be; -1 if all within reach are taken by others. */
  #placeOf(length: number): number {
    const mask = this.#places.length - 1;
    for (let looked = 0, place = hash(this.#key, length) & mask; looked < REACH; looked += 1, place = (place + 1) & mask) {
      const found = this.#places[place] as number;
      if (found === 0 || this.#is(found - 1, length)) return place;
    }
    return -1;
  }

  #is(number: number, length: number): boolean {
    const start = this.#starts[number] as number;
    if (this.#starts[number + 1] !== start + length) return false;
    for (let at = 0; at < length; at += 1) if (this.#bytes[start + at] !== this.#key[at]) return false;
    return true;
  }

  /** Keeps what stands in the key under the next number. */
  #keep(length: number): number {
    const start = this.#starts[this.#size] as number;
    this.#bytes = roomFor(this.#bytes, start + length);
    this.#bytes.set(this.#key.subarray(0, length), start);
    this.#size += 1;
    this.#starts = roomFor(this.#starts, this.#size + 1);
    this.#starts[this.#size] = start + length;
    return this.#size - 1;
  }

  /** Gives the number of what stands in the key its place. */
  #seat(number: number, length: number): void {
    const place = this.#placeOf(length);
    if (place === -1) this.#beside.set(this.name(number), number);
    else this.#places[place] = number + 1;
  }

  #widen(): void {
    this.#places = new Uint32Array(this.#places.length * 2);
    this.#beside = new Map();
    for (let number = 0; number < this.#size; number += 1) {
      const start = this.#starts[number] as number, end = this.#starts[number + 1] as number;
      this.#key.set(this.#bytes.subarray(start, end));
      this.#seat(number, end - start);
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

/** The same numbers where there is room for so many: at least twice as many as before, so that growing costs little. */
function roomFor<T extends Uint8Array | Uint32Array>(cells: T, length: number): T {
  if (length <= cells.length) return cells;
  const grown = new (cells.constructor as new (length: number) => T)(Math.max(length, cells.length * 2));
  grown.set(cells);
  return grown;
}
