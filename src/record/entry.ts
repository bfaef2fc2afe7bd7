import type { Result } from '#base';
import { byCodeUnits, canonical, ok, refuse } from '#base';
import { publicKeyOf, sha256, sign, verifySignature, verifySignatures } from '#record/primitives';
import { parseCanonical } from './body.ts';
import { base64, certain, concat, fromBase64, fromDecimal, fromUtf8, hex, utf8 } from './encoding.ts';

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
const DIGEST = /^[0-9a-f]{64}$/;
const NAME = /^[a-z][a-z-]{0,31}$/;
const MEMBERS = 'about,audience,author,body,capacity,format,kind,madeAt,process,seen';

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
  const [line, encoded, time, end, ...more] = text.value.split('\n');
  if (line === undefined || encoded === undefined || time === undefined || end !== '' || more.length > 0) return bad('lines');
  const header = readHeader(line), signature = fromBase64(encoded), recorded = fromDecimal(time);
  if (!header.ok) return header;
  if (!signature.ok || signature.value.length !== 64) return bad('signature');
  if (!recorded.ok) return bad('recorded');
  const signed = concat(SIGNED_AS, bytes.subarray(0, bytes.indexOf(0x0a)));
  return ok({ id: hex(sha256(signed)), header: header.value, signed, signature: signature.value, recorded: recorded.value });
}

const bad = (part: string): ReturnType<typeof refuse> => refuse('record.entry.form', { part });

function readHeader(line: string): Result<Header> {
  const header = readMembers(line, (audience) => AUDIENCES.includes(audience as Audience));
  return header.ok ? ok(header.value as unknown as Header) : header;
}

/** A header's members, each in its form; whom an entry is for is written otherwise in a letter than in the log. */
export function readMembers(line: string, audience: (value: unknown) => boolean): Result<{ readonly [member: string]: unknown }> {
  const parsed = parseCanonical(line);
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null || Array.isArray(parsed.value)) return bad('header');
  const header = parsed.value as { readonly [member: string]: unknown };
  if (Object.keys(header).join() !== MEMBERS) return bad('members'); // In canonical form they are in order.
  const wrong = Object.entries(CHECKS).find(([member, check]) => !check(header[member]));
  if (wrong !== undefined) return bad(wrong[0]);
  return audience(header['audience']) ? ok(header) : bad('audience');
}

const AUDIENCES: readonly Audience[] = ['public', 'table', 'sealed'];
const isName = (value: unknown): boolean => typeof value === 'string' && NAME.test(value);
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Base64 of 32 bytes. */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;
const isKey = (value: unknown): boolean => typeof value === 'string' && KEY.test(value);

function isAbout(value: unknown): boolean {
  return Array.isArray(value) && value.length <= MAX_ABOUT && value.every((id, index) => isDigest(id) && (index === 0 || (value[index - 1] as string) < id));
}

function isSeen(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).join() !== 'root,size') return false;
  const { root, size } = value as { readonly root: unknown; readonly size: unknown };
  return isKey(root) && isCount(size);
}

const CHECKS: { readonly [member: string]: (value: unknown) => boolean } = {
  format: (value) => value === 'counterpart/entry/v1', process: isDigest, kind: isName, author: isKey, capacity: isName, madeAt: isCount,
  about: isAbout, body: isDigest, seen: isSeen,
};

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
