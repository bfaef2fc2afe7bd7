import type { Result } from '#base';
import { ok, refuse } from '#base';
import { base64, fromBase64, fromDecimal, fromUtf8, utf8 } from './encoding.ts';
import type { Hash } from './merkle.ts';
import { readNote } from './note.ts';

/** A head of a log: C2SP `tlog-checkpoint` without extension lines. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

const MAX_ORIGIN = 255;

/** Refuses `record.checkpoint.form` for anything but three lines; extension lines are for nobody here. */
export function readCheckpoint(text: string): Result<Checkpoint> {
  const [origin, size, root, end, ...more] = text.split('\n');
  const count = fromDecimal(size ?? ''), hash = fromBase64(root ?? '?');
  if (!origin || utf8(origin).length > MAX_ORIGIN || !count.ok || !hash.ok || hash.value.length !== 32 || end !== '' || more.length > 0) return refuse('record.checkpoint.form');
  return ok({ origin, size: count.value, root: hash.value });
}

/** The head that a note shows, whoever signed it. Refuses `record.encoding.utf8`, `record.note.*`, `record.checkpoint.form`. */
export function shownHead(note: string | Uint8Array): Result<Checkpoint> {
  const text = typeof note === 'string' ? ok(note) : fromUtf8(note), read = text.ok ? readNote(text.value) : text;
  return read.ok ? readCheckpoint(read.value.text) : read;
}
