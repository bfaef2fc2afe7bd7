import type { Result } from '#base';
import { ok, refuse } from '#base';
import { sha256 } from '#record/primitives';
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

/** What a key signs: the note itself (0x01), or a checkpoint as of a time, with Ed25519 (0x04) or with ML-DSA-44 (0x06). */
export type KeyType = 'note' | 'cosignature' | 'ml-dsa-44';

/** A key that notes are verified with: `name+hex(key id)+base64(type, key)`. */
export interface VerifierKey {
  readonly name: string;
  readonly type: KeyType;
  readonly keyId: Uint8Array;
  readonly key: Uint8Array;
}

/** First byte of an encoded key, and bytes of the key itself. */
const TYPES: { readonly [type in KeyType]: { readonly byte: number; readonly length: number } } = {
  note: { byte: 0x01, length: 32 }, cosignature: { byte: 0x04, length: 32 }, 'ml-dsa-44': { byte: 0x06, length: 1312 },
};
const KEY_TYPES = Object.keys(TYPES) as readonly KeyType[];
const MAX_NOTE = 1_000_000, MAX_SIGNATURES = 100, MAX_NAME = 255;
const LINE = /^\u2014 ([^\p{White_Space}+]+) ([A-Za-z0-9+/=]+)$/u;
const NAME = /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u;
// Control characters but newline, which no note may hold.
const CONTROL = /[\u0000-\u0009\u000b-\u001f]/;

/** A name that a key may have: no space, no plus, at most 255 bytes, so that a cosigned message can hold it. */
export const isKeyName = (name: string): boolean => NAME.test(name) && utf8(name).length <= MAX_NAME;

export function keyIdOf(name: string, key: Uint8Array, type: KeyType = 'note'): Uint8Array {
  return sha256(concat(utf8(`${name}\n`), Uint8Array.of(TYPES[type].byte), key)).subarray(0, 4);
}

export function writeVerifierKey(name: string, key: Uint8Array, type: KeyType = 'note'): string {
  return `${name}+${hex(keyIdOf(name, key, type))}+${base64(concat(Uint8Array.of(TYPES[type].byte), key))}`;
}

/** Refuses `record.note.key` unless it is a key of one of our types whose id is right. */
export function readVerifierKey(text: string): Result<VerifierKey> {
  const [name, id, ...rest] = text.split('+');
  const encoded = fromBase64(rest.join('+'));
  const type = encoded.ok ? KEY_TYPES.find((one) => TYPES[one].byte === encoded.value[0] && TYPES[one].length === encoded.value.length - 1) : undefined;
  if (name === undefined || !isKeyName(name) || !encoded.ok || type === undefined) return refuse('record.note.key', { key: text });
  const key = encoded.value.subarray(1);
  const keyId = keyIdOf(name, key, type);
  return hex(keyId) === id ? ok({ name, type, keyId, key }) : refuse('record.note.key', { key: text });
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

/** `— name base64(key id, signature)`, with its newline. */
export function signatureLine(name: string, keyId: Uint8Array, signature: Uint8Array): string {
  return `\u2014 ${name} ${base64(concat(keyId, signature))}\n`;
}
