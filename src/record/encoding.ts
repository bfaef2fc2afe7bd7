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
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const DECIMAL = /^(?:0|[1-9][0-9]{0,15})$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const SEXTETS = new Map([...ALPHABET].map((letter, value) => [letter, value]));
const BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += BYTES[byte] as string;
  return text;
}

export function fromHex(text: string): Result<Uint8Array> {
  if (!HEX.test(text)) return refuse('record.encoding.hex');
  return ok(Uint8Array.from({ length: text.length / 2 }, (_, index) => Number.parseInt(text.slice(index * 2, index * 2 + 2), 16)));
}

/** RFC 4648 section 4, with padding. */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (let index = 0; index < bytes.length; index += 3) {
    const [a, b, c] = [bytes[index] as number, bytes[index + 1], bytes[index + 2]];
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    text += ALPHABET[group >> 18] as string;
    text += ALPHABET[(group >> 12) & 63] as string;
    text += b === undefined ? '=' : ALPHABET[(group >> 6) & 63] as string;
    text += c === undefined ? '=' : ALPHABET[group & 63] as string;
  }
  return text;
}

/** Refuses everything that `base64` would not have written: junk, missing padding, bits left over. */
export function fromBase64(text: string): Result<Uint8Array> {
  if (!BASE64.test(text)) return refuse('record.encoding.base64');
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let index = 0, at = 0; index < text.length; index += 4) {
    let group = 0;
    for (let offset = 0; offset < 4; offset += 1) group = (group << 6) | (SEXTETS.get(text[index + offset] as string) ?? 0);
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8, at += 1) bytes[at] = (group >> shift) & 255;
  }
  return base64(bytes) === text ? ok(bytes) : refuse('record.encoding.base64');
}

/** A whole number below 2^53 without sign, leading zero or space. */
export function fromDecimal(text: string): Result<number> {
  const value = Number(text);
  return DECIMAL.test(text) && Number.isSafeInteger(value) ? ok(value) : refuse('record.encoding.decimal');
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Bytes that our own code encoded: a failure is a bug. */
export function certain<T>(result: Result<T>): T {
  assert(result.ok, 'what was encoded here decodes');
  return result.value;
}
