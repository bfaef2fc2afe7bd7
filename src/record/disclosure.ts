import type { Json, Result } from '#base';
import { byCodeUnits, canonical, ok, refuse } from '#base';
import { sha256 } from '#record/primitives';
import { base64, concat, fromBase64, fromHex, hex, utf8 } from './encoding.ts';

/**
 * A content of which parts can be shown and the rest be kept back, under one digest: every scalar is hashed with a salt of its own, so that what is kept back
 * cannot be guessed from what is shown (the idea of selective disclosure, RFC 9901). `value` with `salt`: shown. `hidden`: the digest of a part that is not.
 */
export type Disclosed =
  | { readonly value: string | number | boolean | null; readonly salt: string }
  | { readonly members: { readonly [name: string]: Disclosed } }
  | { readonly items: readonly Disclosed[] }
  | { readonly hidden: string };

/** Where in a content: names of members and numbers of items, from the top. */
export type Path = readonly (string | number)[];

const SCALAR = Uint8Array.of(0), MEMBERS = Uint8Array.of(1), ITEMS = Uint8Array.of(2);
const PREFIX = utf8('counterpart/disclosed/v1\n'), SALT_PREFIX = utf8('counterpart/disclosed-salt/v1\n');
const MAX_DEPTH = 32;

const saltAt = (salt: Uint8Array, path: Path): Uint8Array => sha256(concat(SALT_PREFIX, salt, utf8(canonical([...path])))).subarray(0, 16);

/** A content as it is shown but for the parts at these paths, all of it where there are none. `salt`: the 16 bytes of its body. */
export function disclose(content: Json, salt: Uint8Array, hide: readonly Path[] = []): Disclosed {
  const names = new Set(hide.map((path) => canonical([...path])));
  const at = (value: Json, path: Path): Disclosed => {
    const shown = part(value, path);
    return names.has(canonical([...path])) ? { hidden: hex(digestOf(shown)) } : shown;
  };
  const part = (value: Json, path: Path): Disclosed => {
    if (value === null || typeof value !== 'object') return { value, salt: base64(saltAt(salt, path)) };
    if (Array.isArray(value)) return { items: value.map((item, index) => at(item as Json, [...path, index])) };
    return { members: Object.fromEntries(Object.entries(value).map(([name, member]) => [name, at(member as Json, [...path, name])])) };
  };
  return at(content, []);
}

/** The digest of a content, whatever of it is kept back. Only of what `readDisclosed` accepts. */
export const disclosureDigest = (disclosed: Disclosed): string => hex(digestOf(disclosed));

function digestOf(part: Disclosed): Uint8Array {
  if ('hidden' in part) return certainHex(part.hidden);
  if ('value' in part) return sha256(concat(PREFIX, SCALAR, certainSalt(part.salt), utf8(canonical(part.value))));
  if ('items' in part) return sha256(concat(PREFIX, ITEMS, ...part.items.map(digestOf)));
  const names = Object.keys(part.members).sort(byCodeUnits);
  return sha256(concat(PREFIX, MEMBERS, ...names.flatMap((name) => [sha256(utf8(name)), digestOf(part.members[name] as Disclosed)])));
}

function certainHex(text: string): Uint8Array {
  const bytes = fromHex(text);
  return bytes.ok ? bytes.value : new Uint8Array(32);
}

function certainSalt(text: string): Uint8Array {
  const bytes = fromBase64(text);
  return bytes.ok ? bytes.value : new Uint8Array(16);
}

/** What is shown, with `null` where something is kept back: for reading, not for proof. */
export function shownOf(part: Disclosed): Json {
  if ('hidden' in part) return null;
  if ('value' in part) return part.value;
  if ('items' in part) return part.items.map(shownOf);
  return Object.fromEntries(Object.entries(part.members).map(([name, member]) => [name, shownOf(member)]));
}

/** Whether a value has the form of a disclosed content. Refuses `record.disclosure.form`. */
export function readDisclosed(value: unknown): Result<Disclosed> {
  return isDisclosed(value, 0) ? ok(value as Disclosed) : refuse('record.disclosure.form');
}

function isDisclosed(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || depth > MAX_DEPTH) return false;
  const part = value as { readonly [member: string]: unknown };
  switch (Object.keys(part).sort(byCodeUnits).join()) {
    case 'hidden': return typeof part['hidden'] === 'string' && /^[0-9a-f]{64}$/.test(part['hidden']);
    case 'salt,value': return isSalt(part['salt']) && (part['value'] === null || ['string', 'number', 'boolean'].includes(typeof part['value']));
    case 'items': return Array.isArray(part['items']) && part['items'].every((item) => isDisclosed(item, depth + 1));
    case 'members': return typeof part['members'] === 'object' && part['members'] !== null && !Array.isArray(part['members']) && Object.values(part['members']).every((member) => isDisclosed(member, depth + 1));
    default: return false;
  }
}

function isSalt(value: unknown): boolean {
  const salt = typeof value === 'string' ? fromBase64(value) : null;
  return salt !== null && salt.ok && salt.value.length === 16;
}
