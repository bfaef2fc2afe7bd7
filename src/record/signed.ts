import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint, writeCheckpoint } from './checkpoint.ts';
import { signLine, verifyLine } from './cosignature.ts';
import { hex } from './encoding.ts';
import type { VerifierKey } from './note.ts';
import { readNote, readVerifierKey, signatureLine } from './note.ts';

/** A signature that was verified. */
export interface VerifiedLine {
  readonly key: VerifierKey;
  /** Whole seconds since 1970 that a cosignature names; `null` for a plain signature. */
  readonly time: number | null;
  /** The line itself, with its newline. */
  readonly line: string;
}

/** The text of a note with those of its signatures that these keys made. */
export interface SignedText {
  readonly text: string;
  readonly lines: readonly VerifiedLine[];
}

/** Verifies all that these keys signed. Unknown keys are passed over; a known one that is wrong refuses the note (`record.note.signature`). A text without any is given back with no lines. */
export function verifiedLines(note: string, keys: readonly VerifierKey[]): Result<SignedText> {
  const read = readNote(note);
  if (!read.ok) return read;
  const { text, signatures } = read.value, lines: VerifiedLine[] = [];
  for (const { name, keyId, signature } of signatures) {
    const key = keys.find((one) => one.name === name && hex(one.keyId) === hex(keyId));
    if (key === undefined) continue;
    const attested = verifyLine(key, text, signature);
    if (attested === null) return refuse('record.note.signature', { key: name });
    if (!lines.some((line) => line.key === key)) lines.push({ key, time: attested.time, line: signatureLine(name, keyId, signature) });
  }
  return ok({ text, lines });
}

/** The text, if a signature by this key is there and right. Refuses `record.note.*`. */
export function openNote(note: string, key: VerifierKey): Result<string> {
  const verified = verifiedLines(note, [key]);
  if (!verified.ok) return verified;
  return verified.value.lines.length > 0 ? ok(verified.value.text) : refuse('record.note.unsigned', { key: key.name });
}

export function signNote(text: string, name: string, seed: Uint8Array): string {
  return `${text}\n${signLine(text, { name, type: 'note', seed }, 0)}`;
}

/** A signed head: by the host's Ed25519 key and, where it has one, by its ML-DSA-44 key as of a time (0: none is claimed). */
export function signCheckpoint(checkpoint: Checkpoint, seed: Uint8Array, mlDsa?: { readonly seed: Uint8Array; readonly time: number }): string {
  const text = writeCheckpoint(checkpoint), note = signNote(text, checkpoint.origin, seed);
  return mlDsa === undefined ? note : `${note}${signLine(text, { name: checkpoint.origin, type: 'ml-dsa-44', seed: mlDsa.seed }, mlDsa.time)}`;
}

/** Verifies a signed checkpoint under every verifier key of the host that is given, and that keys and text are of this origin. Refuses `record.checkpoint.*` and `record.note.*`. */
export function openCheckpoint(note: string, hostKeys: string | readonly string[], origin: string): Result<Checkpoint> {
  let text: Result<string> = refuse('record.note.unsigned', { key: origin });
  for (const hostKey of [hostKeys].flat()) {
    const key = readVerifierKey(hostKey);
    if (!key.ok) return key;
    if (key.value.name !== origin) return refuse('record.checkpoint.origin', { expected: origin, found: key.value.name });
    text = openNote(note, key.value);
    if (!text.ok) return text;
  }
  if (!text.ok) return text;
  const checkpoint = readCheckpoint(text.value);
  if (checkpoint.ok && checkpoint.value.origin !== origin) return refuse('record.checkpoint.origin', { expected: origin, found: checkpoint.value.origin });
  return checkpoint;
}
