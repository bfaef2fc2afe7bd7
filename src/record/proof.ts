import type { Result } from '#base';
import { ok, refuse } from '#base';
import { readCheckpoint } from './checkpoint.ts';
import { base64, fromBase64, fromDecimal } from './encoding.ts';
import type { Hash } from './merkle.ts';
import { HASH_SIZE, verifyInclusion } from './merkle.ts';
import type { VerifierKey } from './note.ts';
import { readNote } from './note.ts';
import type { Confirmed, Policy } from './policy.ts';
import { checkPolicy } from './policy.ts';

/** C2SP `tlog-proof`: a receipt that proves offline that an entry is in a log whose head was signed and cosigned. */
export interface Receipt {
  /** Nothing vouches for it. */
  readonly extra: Uint8Array | null;
  readonly index: number;
  /** From the leaf's sibling up. */
  readonly path: readonly Hash[];
  /** The signed checkpoint, as a note. */
  readonly checkpoint: string;
}

const FIRST = 'c2sp.org/tlog-proof@v1';
const MAX_RECEIPT = 1_000_000;
/** A tree of 2^53 leaves has no longer path, and the specification knows none longer than this. */
const MAX_PATH = 63;

export function writeReceipt({ extra, index, path, checkpoint }: Receipt): string {
  const lines = [FIRST, ...(extra === null ? [] : [`extra ${base64(extra)}`]), `index ${index}`, ...path.map(base64), ''];
  return `${lines.join('\n')}\n${checkpoint}`;
}

/** Refuses `record.receipt.form` with the line, counted from 1. Nothing is verified here. */
export function readReceipt(text: string): Result<Receipt> {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end + 1).split('\n');
  const bad = (at: number): Result<never> => refuse('record.receipt.form', { line: at + 1 });
  if (text.length > MAX_RECEIPT || lines[0] !== FIRST) return bad(0);
  const extra = lines[1]?.startsWith('extra ') === true ? fromBase64(lines[1].slice('extra '.length)) : null, at = extra === null ? 1 : 2;
  if (extra?.ok === false) return bad(1);
  const index = fromDecimal(/^index (.*)$/.exec(lines[at] ?? '')?.[1] ?? '');
  if (!index.ok) return bad(at);
  const path: Hash[] = [];
  for (const [offset, line] of lines.slice(at + 1, -1).entries()) {
    const hash = fromBase64(line);
    if (!hash.ok || hash.value.length !== HASH_SIZE || offset === MAX_PATH) return bad(at + 1 + offset);
    path.push(hash.value);
  }
  const checkpoint = text.slice(end + 2), note = readNote(checkpoint);
  if (!note.ok || !readCheckpoint(note.value.text).ok) return bad(lines.length);
  return ok({ extra: extra?.value ?? null, index: index.value, path, checkpoint });
}

/** Verifies that the leaf of this hash is where the receipt says, in a log whose head the policy accepts; `logs` as in `checkPolicy`. Refuses `record.proof.*` and what `checkPolicy` refuses. */
export function checkReceipt({ index, path, checkpoint }: Receipt, leaf: Hash, policy: Policy, logs?: readonly VerifierKey[]): Result<Confirmed> {
  const confirmed = checkPolicy(policy, checkpoint, logs);
  if (!confirmed.ok) return confirmed;
  const { size, root } = confirmed.value.checkpoint, included = verifyInclusion(leaf, index, size, path, root);
  return included.ok ? confirmed : included;
}
