import type { Result } from '#base';
import { ok, refuse } from '#base';
import { base64, fromBase64, fromDecimal, utf8 } from './encoding.ts';
import type { Hash } from './merkle.ts';
import { openNote, readVerifierKey, signNote } from './note.ts';

/** A head of a log: C2SP `tlog-checkpoint` without extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export function signCheckpoint(checkpoint: Checkpoint, seed: Uint8Array): string {
  return signNote(`${checkpoint.origin}\n${checkpoint.size}\n${base64(checkpoint.root)}\n`, checkpoint.origin, seed);
}

const MAX_ORIGIN = 255;

/** Refuses `record.checkpoint.form` for anything but three lines; extension lines are for nobody here. */
export function readCheckpoint(text: string): Result<Checkpoint> {
  const [origin, size, root, end, ...more] = text.split('\n');
  const count = fromDecimal(size ?? ''), hash = fromBase64(root ?? '?');
  if (!origin || utf8(origin).length > MAX_ORIGIN || !count.ok || !hash.ok || hash.value.length !== 32 || end !== '' || more.length > 0) return refuse('record.checkpoint.form');
  return ok({ origin, size: count.value, root: hash.value });
}

/** Verifies a signed checkpoint under the host's verifier key, and that key and text are of this origin. Refuses `record.checkpoint.*` and `record.note.*`. */
export function openCheckpoint(note: string, hostKey: string, origin: string): Result<Checkpoint> {
  const key = readVerifierKey(hostKey);
  if (!key.ok) return key;
  if (key.value.name !== origin) return refuse('record.checkpoint.origin', { expected: origin, found: key.value.name });
  const text = openNote(note, key.value);
  if (!text.ok) return text;
  const checkpoint = readCheckpoint(text.value);
  if (checkpoint.ok && checkpoint.value.origin !== origin) return refuse('record.checkpoint.origin', { expected: origin, found: checkpoint.value.origin });
  return checkpoint;
}
