import type { Result } from '#base';
import { assert, ok, refuse } from '#base';

/** Strict forms only: what does not come out of the encoder does not go into the decoder. */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export function fromUtf8(bytes: Uint8Array): Result<string> {
  try {
    return ok(decoder.decode(bytes));
  } catch {
    return refuse('record.encoding.utf8');
  }
}

const HEX = /^(?:[0-9a-f]{2})*$/;
const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const NO_LETTER = 64;
/** By character code. */
const SEXTETS = Uint8Array.from({ length: 128 }, (_, code) => (ALPHABET.includes(String.fromCharCode(code)) ? ALPHABET.indexOf(String.fromCharCode(code)) : NO_LETTER));
const LETTERS = utf8(ALPHABET), DIGITS = utf8('0123456789abcdef'), PADDING = 0x3d, A = 0x41;

/** Written as bytes and read at once: a text put together letter by letter is kept in as many pieces, and ids are kept by the million. */
export function hex(bytes: Uint8Array): string {
  const digits = new Uint8Array(bytes.length * 2);
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    digits[2 * index] = DIGITS[byte >> 4] as number;
    digits[2 * index + 1] = DIGITS[byte & 15] as number;
  }
  return decoder.decode(digits);
}

export function fromHex(text: string): Result<Uint8Array> {
  if (!HEX.test(text)) return refuse('record.encoding.hex');
  return ok(Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16)));
}

/** RFC 4648 section 4, with padding. */
export function base64(bytes: Uint8Array): string {
  const letters = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let index = 0, at = 0; index < bytes.length; index += 3, at += 4) {
    const group = ((bytes[index] as number) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0), left = bytes.length - index;
    for (let place = 0; place < 4; place += 1) letters[at + place] = place <= left ? LETTERS[(group >> (18 - 6 * place)) & 63] as number : PADDING;
  }
  return decoder.decode(letters);
}

/** Refuses everything that `base64` would not have written: junk, missing padding, bits left over. */
export function fromBase64(text: string): Result<Uint8Array> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0, letters = text.length - padding;
  if (text.length % 4 !== 0) return refuse('record.encoding.base64');
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let all = 0, codes = 0, group = 0;
  for (let index = 0, at = 0; index < text.length; index += 1) {
    const code = index < letters ? text.charCodeAt(index) : A, sextet = SEXTETS[code & 127] as number;
    codes |= code;
    all |= sextet;
    group = ((group & 0x3ffff) << 6) | sextet;
    if (index % 4 !== 3) continue;
    bytes[at] = group >> 16;
    bytes[at + 1] = group >> 8; // Past the end a typed array takes nothing.
    bytes[at + 2] = group;
    at += 3;
  }
  const left = group & (padding === 2 ? 0xffff : padding === 1 ? 0xff : 0);
  return codes > 127 || all >= NO_LETTER || left !== 0 ? refuse('record.encoding.base64') : ok(bytes);
}

/** A whole number below 2^53 without sign, leading zero or space. */
export function fromDecimal(text: string): Result<number> {
  const value = Number(text);
  return DECIMAL.test(text) && Number.isSafeInteger(value) ? ok(value) : refuse('record.encoding.decimal');
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0, at = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** So long are most of what is hashed. */
const MOST = 4096;

/** A way to put a prefix before what is hashed at once, in one buffer for all: a million small ones cost more than their hashes. What it gives is to be used before the next is asked for. */
export function after(prefix: Uint8Array): (bytes: Uint8Array) => Uint8Array {
  const room = new Uint8Array(MOST), parts: (Uint8Array | undefined)[] = Array.from({ length: MOST + 1 }); // By length: a part of a buffer takes as long to make as to fill.
  room.set(prefix);
  return (bytes) => {
    const length = prefix.length + bytes.length;
    if (length > MOST) return concat(prefix, bytes);
    room.set(bytes, prefix.length);
    return (parts[length] ??= room.subarray(0, length));
  };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** Bytes that our own code encoded: a failure is a bug. */
export function certain<T>(result: Result<T>): T {
  assert(result.ok, 'what was encoded here decodes');
  return result.value;
}
