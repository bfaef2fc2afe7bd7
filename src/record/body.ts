import type { Json, Result } from '#base';
import { assert, canonical, ok, refuse } from '#base';
import { sha256 } from '#record/primitives';
import { base64, concat, fromBase64, fromUtf8, hex, utf8 } from './encoding.ts';

/** Limit of a body in bytes. */
export const MAX_BODY = 262_144;
/** Limit of a file of evidence in bytes: 2 GiB. */
export const MAX_EVIDENCE = 2_147_483_648;
const PREFIX = utf8('counterpart/body/v1\n');

export interface WrittenBody {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

export function bodyDigest(bytes: Uint8Array): string {
  return hex(sha256(concat(PREFIX, bytes)));
}

/** Content and salt as bytes, with their digest. Refuses `record.body.too-large`. */
export function writeBody(content: Json, salt: Uint8Array): Result<WrittenBody> {
  assert(salt.length === 16, 'a salt has 16 bytes');
  const bytes = utf8(canonical({ content, salt: base64(salt) }));
  if (bytes.length > MAX_BODY) return refuse('record.body.too-large', { bytes: bytes.length, limit: MAX_BODY });
  return ok({ bytes, digest: bodyDigest(bytes) });
}

/** The content of a body's bytes; what it says is for `wire` to check. Refuses `record.body.form`, `record.body.too-large`. */
export function readBody(bytes: Uint8Array): Result<unknown> {
  if (bytes.length > MAX_BODY) return refuse('record.body.too-large', { bytes: bytes.length, limit: MAX_BODY });
  const text = fromUtf8(bytes);
  if (!text.ok) return refuse('record.body.form');
  const value = parseCanonical(text.value);
  if (!value.ok || typeof value.value !== 'object' || value.value === null || Array.isArray(value.value)) return refuse('record.body.form');
  const { content, salt, ...rest } = value.value as { readonly content?: unknown; readonly salt?: unknown };
  const decoded = typeof salt === 'string' ? fromBase64(salt) : null;
  if (content === undefined || decoded === null || !decoded.ok || decoded.value.length !== 16 || Object.keys(rest).length > 0) return refuse('record.body.form');
  return ok(content);
}

/** The salt of a body that `readBody` accepts. */
export function readSalt(bytes: Uint8Array): Result<Uint8Array> {
  const text = fromUtf8(bytes), value = text.ok ? parseCanonical(text.value) : text;
  return value.ok ? fromBase64(String((value.value as { readonly salt?: unknown }).salt)) : value;
}

const MAX_DEPTH = 32;

/** JSON that is its own canonical form: duplicate members, big numbers, odd spacing and lone surrogates all fail the comparison. */
export function parseCanonical(text: string): Result<Json> {
  if (depth(text) > MAX_DEPTH) return refuse('record.json.form');
  try {
    const value = JSON.parse(text) as Json;
    return isCanonical(value, text) ? ok(value) : refuse('record.json.form');
  } catch {
    return refuse('record.json.form'); // Not JSON, or JSON without a canonical form: lone surrogates, 1e999.
  }
}

/** What the platform prints is canonical where every member is in order and no lone surrogate is escaped: then nothing need be printed by a rule of our own, which takes several times as long. */
function isCanonical(value: Json, text: string): boolean {
  if (!text.includes('\\ud') && isOrdered(value) && JSON.stringify(value) === text) return true;
  return canonical(value) === text;
}

function isOrdered(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.every(isOrdered);
  let last: string | null = null;
  for (const name of Object.keys(value)) {
    if (last !== null && !(last < name)) return false;
    last = name;
    if (!isOrdered((value as { readonly [name: string]: Json })[name] as Json)) return false;
  }
  return true;
}

const QUOTE = 0x22, BACKSLASH = 0x5c, BRACKETS = [0x5b, 0x7b, 0x5d, 0x7d] as const;

/** Deepest nesting of brackets, strings aside: looked at before parsing, so that hostile nesting costs nothing. */
function depth(text: string): number {
  const [list, object, endOfList, endOfObject] = BRACKETS;
  let deepest = 0, current = 0, quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (quoted) {
      if (code === BACKSLASH) index += 1;
      else if (code === QUOTE) quoted = false;
    } else if (code === QUOTE) quoted = true;
    else if (code === list || code === object) deepest = Math.max(deepest, current += 1);
    else if (code === endOfList || code === endOfObject) current -= 1;
  }
  return deepest;
}
