import type { Json, Result } from '#base';
import { byCodeUnits, canonical, ok, refuse } from '#base';
import { publicKeyOf, sha256Hex, sign, verifySignature, verifySignatures } from '#record/primitives';
import { base64, certain, concat, fromBase64, fromDecimal, fromUtf8, utf8 } from './encoding.ts';
import { parseCanonical } from './parse.ts';

/** For whom the body of an entry of the log is: everybody; those at the table; or those to whom it is sealed, whom the log does not name. */
export type Audience = 'public' | 'table' | 'sealed';

/** What is signed (docs/formats/record.md). */
export interface Header {
  readonly format: 'counterpart/entry/v1';
  readonly process: string;
  readonly kind: string;
  readonly author: string;
  readonly capacity: string;
  readonly madeAt: number;
  readonly about: readonly string[];
  readonly audience: Audience;
  readonly body: string;
  readonly seen: { readonly root: string; readonly size: number };
}

export interface Entry {
  readonly id: string;
  readonly header: Header;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  readonly recorded: number;
}

export const MAX_ENTRY = 65_535;
export const MAX_ABOUT = 64;
/** Before a header when it is signed. */
export const SIGNED_AS = utf8('counterpart/entry/v1\n');
const NEWLINE = utf8('\n');
const HEX = '[0-9a-f]{64}', NAME = '"[a-z][a-z-]{0,31}"', KEY = '"[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="', COUNT = '(?:0|[1-9][0-9]{0,15})';
const DIGEST = whole(HEX);

/** How each member of a header is written. Beside it, numbers are whole ones below 2^53, and lists ascend. */
const FORMS: { readonly [member: string]: string } = {
  about: listForm(HEX, 0, MAX_ABOUT), audience: '"(?:public|table|sealed)"', author: KEY, body: `"${HEX}"`, capacity: NAME, format: '"counterpart/entry/v1"', kind: NAME, madeAt: COUNT, process: `"${HEX}"`, seen: `\\{"root":${KEY},"size":${COUNT}\\}`,
};

function whole(form: string): RegExp {
  return new RegExp(`^${form}$`);
}

/** A list of at least and at most so many strings. */
export function listForm(item: string, least: 0 | 1, most: number): string {
  const some = `"${item}"(?:,"${item}"){0,${most - 1}}`;
  return `\\[${least === 0 ? `(?:${some})?` : some}\\]`;
}

export const isDigest = (text: unknown): text is string => typeof text === 'string' && DIGEST.test(text);

/** Signs a header with the author's 32-byte seed and gives the leaf. Refuses what `readEntry` would refuse. */
export function writeEntry(header: Omit<Header, 'format' | 'author'>, seed: Uint8Array, recorded: number): Result<WrittenEntry> {
  const drafted = draftEntry(header, base64(publicKeyOf(seed)));
  return signedEntry(drafted, sign(seed, drafted.signed), recorded);
}

export interface WrittenEntry {
  readonly bytes: Uint8Array;
  readonly id: string;
  readonly entry: Entry;
}

/** A header before it is signed, for keys that no program can read: its line, and the bytes that the author's key signs. */
export interface Drafted {
  readonly line: Uint8Array;
  readonly signed: Uint8Array;
}

export function draftEntry(header: Omit<Header, 'format' | 'author'>, author: string): Drafted {
  const whole: Header = { ...header, format: 'counterpart/entry/v1', author, about: [...new Set(header.about)].sort(byCodeUnits) };
  const line = utf8(canonical({ ...whole, seen: { ...whole.seen } }));
  return { line, signed: concat(SIGNED_AS, line) };
}

/** The leaf of a draft and its signature. Refuses what `readEntry` would refuse; the signature is checked apart. */
export function signedEntry({ line }: Drafted, signature: Uint8Array, recorded: number): Result<WrittenEntry> {
  const bytes = concat(line, NEWLINE, utf8(base64(signature)), NEWLINE, utf8(String(recorded)), NEWLINE), read = readEntry(bytes);
  return read.ok ? ok({ bytes, id: read.value.id, entry: read.value }) : read;
}

/** Reads a leaf strictly: exact members, canonical form, limits. The signature is checked apart. Refuses `record.entry.form`, `record.entry.too-large`. */
export function readEntry(bytes: Uint8Array): Result<Entry> {
  if (bytes.length > MAX_ENTRY) return refuse('record.entry.too-large', { bytes: bytes.length, limit: MAX_ENTRY });
  const text = fromUtf8(bytes);
  if (!text.ok) return bad('utf8');
  const lines = text.value, first = lines.indexOf('\n'), second = lines.indexOf('\n', first + 1), end = lines.indexOf('\n', second + 1);
  if (first < 0 || second < 0 || end !== lines.length - 1) return bad('lines');
  const header = readHeader(lines.slice(0, first)), signature = fromBase64(lines.slice(first + 1, second)), recorded = fromDecimal(lines.slice(second + 1, end));
  if (!header.ok) return header;
  if (!signature.ok || signature.value.length !== 64) return bad('signature');
  if (!recorded.ok) return bad('recorded');
  const signed = signedOf(bytes.subarray(0, first)); // A header in its form has one byte a letter.
  return ok({ id: sha256Hex(signed), header: header.value, signed, signature: signature.value, recorded: recorded.value });
}

/** Entries come by the hundred, and are soon done with: what was signed of them lies side by side. */
const SIDE_BY_SIDE = 16_384;
let room = new Uint8Array(), taken = 0;

function signedOf(line: Uint8Array): Uint8Array {
  const from = taken + SIGNED_AS.length + line.length > room.length ? 0 : taken;
  if (from === 0) room = new Uint8Array(Math.max(SIDE_BY_SIDE, SIGNED_AS.length + line.length));
  room.set(SIGNED_AS, from);
  room.set(line, from + SIGNED_AS.length);
  taken = from + SIGNED_AS.length + line.length;
  return room.subarray(from, taken);
}

const bad = (part: string): ReturnType<typeof refuse> => refuse('record.entry.form', { part });

/** Reads the line of a header, in one look if it is as it must be. A letter writes otherwise whom it is for. */
export function headerReader<T>(forms: { readonly [member: string]: string } = {}): (line: string) => Result<T> {
  const all = { ...FORMS, ...forms }, right = whole(`\\{${Object.entries(all).map(([member, form]) => `"${member}":${form}`).join()}\\}`);
  return (line) => {
    const header = right.test(line) ? JSON.parse(line) as { readonly [member: string]: Json } : null;
    return header !== null && ASKED.every((member) => isSound(header[member])) ? ok(header as T) : bad(wrongPart(line, all));
  };
}

/** In this order it is said what is wrong. */
const ASKED = ['format', 'process', 'kind', 'author', 'capacity', 'madeAt', 'about', 'body', 'seen', 'audience'];

function wrongPart(line: string, forms: { readonly [member: string]: string }): string {
  const parsed = parseCanonical(line), header = parsed.ok ? parsed.value : null;
  if (header === null || typeof header !== 'object' || Array.isArray(header)) return 'header';
  if (Object.keys(header).join() !== Object.keys(forms).join()) return 'members'; // In canonical form they are in order.
  const members = header as { readonly [member: string]: Json };
  return ASKED.find((member) => !isSound(members[member]) || !whole(forms[member] ?? '').test(canonical(members[member] ?? null))) ?? 'header';
}

/** What no form says: numbers are exact, and lists ascend. */
function isSound(value: Json | undefined): boolean {
  if (Array.isArray(value)) return value.every((item: Json, index) => index === 0 || String(value[index - 1]) < String(item));
  return typeof value === 'object' && value !== null ? Object.values(value).every(isSound) : typeof value !== 'number' || Number.isSafeInteger(value);
}

const readHeader = headerReader<Header>();

/** Refuses `record.entry.signature` unless the author signed this header. */
export function checkSignature(entry: Entry): Result<null> {
  const right = verifySignature(certain(fromBase64(entry.header.author)), entry.signed, entry.signature);
  return right ? ok(null) : refuse('record.entry.signature', { entry: entry.id });
}

/** The same for many at once; in Node on several threads. */
export async function checkSignatures(entries: readonly Entry[]): Promise<readonly Result<null>[]> {
  const right = await verifySignatures(entries.map(({ header, signed, signature }) => ({ publicKey: certain(fromBase64(header.author)), message: signed, signature })));
  return entries.map(({ id }, index) => (right[index] === true ? ok(null) : refuse('record.entry.signature', { entry: id })));
}
