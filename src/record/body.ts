import type { Json, Result } from '#base';
import { assert, canonical, ok, refuse } from '#base';
import { sha256Hex } from '#record/primitives';
import { after, base64, fromBase64, fromUtf8, utf8 } from './encoding.ts';
import { parseCanonical } from './parse.ts';

/** Limit of a body in bytes. */
export const MAX_BODY = 262_144;
/** Limit of a file of evidence in bytes: 2 GiB. */
export const MAX_EVIDENCE = 2_147_483_648;
const prefixed = after(utf8('counterpart/body/v1\n'));
/** Base64 of 16 bytes. */
const SALT = /^[A-Za-z0-9+/]{21}[AQgw]==$/;

export interface WrittenBody {
  readonly bytes: Uint8Array;
  readonly digest: string;
}

export function bodyDigest(bytes: Uint8Array): string {
  return sha256Hex(prefixed(bytes));
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
  const { content, salt } = value.value as { readonly content?: unknown; readonly salt?: unknown };
  if (content === undefined || typeof salt !== 'string' || !SALT.test(salt) || Object.keys(value.value).length !== 2) return refuse('record.body.form');
  return ok(content);
}

/** The salt of a body that `readBody` accepts. */
export function readSalt(bytes: Uint8Array): Result<Uint8Array> {
  const text = fromUtf8(bytes), value = text.ok ? parseCanonical(text.value) : text;
  return value.ok ? fromBase64(String((value.value as { readonly salt?: unknown }).salt)) : value;
}
