import type { Result } from '#base';
import { ok, refuse } from '#base';
import { base64, fromBase64, fromDecimal, utf8 } from './encoding.ts';
import type { Hash } from './merkle.ts';

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
