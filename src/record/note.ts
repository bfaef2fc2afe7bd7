import type { Result } from '#base';
import { ok, refuse } from '#base';
import { publicKeyOf, sha256, sign, verifySignature } from '#record/primitives';
import { base64, concat, fromBase64, hex, utf8 } from './encoding.ts';

/** C2SP `signed-note`: a text that ends in a newline, a blank line, and signature lines. */
export interface Note {
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

export interface NoteSignature {
  readonly name: string;
  /** Key id (4 bytes) and signature. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
}

/** A key that notes are verified with: `name+hex(key id)+base64(type, key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly keyId: Uint8Array;
  readonly key: Uint8Array;
}

const ED25519 = 0x01;
const MAX_NOTE = 1_000_000, MAX_SIGNATURES = 100;
const LINE = /^\u2014 ([^\s+]+) ([A-Za-z0-9+/=]+)$/u;
const NAME = /^[^\s+]+$/u;
// Control characters but newline, which no note may hold.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

export function keyIdOf(name: string, key: Uint8Array): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), Uint8Array.of(ED25519), key)).subarray(0, 4);
}

export function writeVerifierKey(name: string, key: Uint8Array): string {
  return `${name}+${hex(keyIdOf(name, key))}+${base64(concat(Uint8Array.of(ED25519), key))}`;
}

/** Refuses `record.note.key` unless it is an Ed25519 key whose id is right. */
export function readVerifierKey(text: string): Result<VerifierKey> {
  const [name, id, ...rest] = text.split('+');
  const encoded = fromBase64(rest.join('+'));
  if (name === undefined || !NAME.test(name) || !encoded.ok || encoded.value.length !== 33 || encoded.value[0] !== ED25519) return refuse('record.note.key', { key: text });
  const key = encoded.value.subarray(1);
  const keyId = keyIdOf(name, key);
  return hex(keyId) === id ? ok({ name, keyId, key }) : refuse('record.note.key', { key: text });
}

/** Refuses `record.note.form`. Signatures are not verified here. */
export function readNote(note: string): Result<Note> {
  const bad = refuse('record.note.form');
  const split = note.lastIndexOf('\n\n');
  if (note.length > MAX_NOTE || split < 0 || !note.endsWith('\n') || CONTROL.test(note) || !note.isWellFormed()) return bad;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length === 0 || lines.length > MAX_SIGNATURES) return bad;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const found = LINE.exec(line);
    const blob = fromBase64(found?.[2] ?? '?');
    if (found === null || !blob.ok || blob.value.length < 5) return bad;
    signatures.push({ name: found[1] as string, keyId: blob.value.subarray(0, 4), signature: blob.value.subarray(4) });
  }
  return ok({ text: note.slice(0, split + 1), signatures });
}

/** The text, if a signature by this key is there and right. Unknown keys are passed over; a known one that is wrong refuses the note (`record.note.signature`). */
export function openNote(note: string, key: VerifierKey): Result<string> {
  const read = readNote(note);
  if (!read.ok) return read;
  const own = read.value.signatures.filter((line) => line.name === key.name && hex(line.keyId) === hex(key.keyId));
  if (own.length === 0) return refuse('record.note.unsigned', { key: key.name });
  const right = own.every((line) => verifySignature(key.key, utf8(read.value.text), line.signature));
  return right ? ok(read.value.text) : refuse('record.note.signature', { key: key.name });
}

export function signNote(text: string, name: string, seed: Uint8Array): string {
  const blob = concat(keyIdOf(name, publicKeyOf(seed)), sign(seed, utf8(text)));
  return `${text}\n\u2014 ${name} ${base64(blob)}\n`;
}
