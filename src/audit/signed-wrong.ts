import { HASH_SIZE, TILE_WIDTH, base64, hostVerifierKeys, leafHash, openCheckpoint, readBundle, rootOf, sameBytes, tilePath } from '#record';
import type { Checkpoint, Hash, Wrong } from '#record';
import type { ReadFile } from './files.ts';
import type { Audit } from './replay.ts';

/** What is wrong with these lies in bytes that no head covers: whoever handed the copy on may have changed them. */
const NOT_SIGNED = ['body', 'file', 'tile', 'filed'];

/**
 * Whether the host itself signed what is wrong: its head is over a tree that holds this very entry after these very entries.
 * Then the copy is a proof against the host, which needs nobody's word. `audit` has taken what comes before.
 */
export async function signedWrong(file: ReadFile, audit: Audit, { step, position }: Wrong, head: Checkpoint, note: string): Promise<boolean> {
  if (position === null || audit.state === null || NOT_SIGNED.includes(step) || position !== audit.log.counts.entries) return false;
  if (!openCheckpoint(note, hostVerifierKeys(head.origin, audit.state.host), head.origin).ok) return false;
  const leaves = await leavesOf(file, head.size), own = leaves?.[position], entry = await entryAt(file, position, head.size);
  return leaves !== null && own !== undefined && entry !== null && sameBytes(leafHash(entry), own) && sameBytes(rootOf(leaves), head.root) && base64(rootOf(leaves.slice(0, position))) === base64(audit.log.rootAt(position));
}

async function leavesOf(file: ReadFile, size: number): Promise<readonly Hash[] | null> {
  const leaves: Hash[] = [];
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH), tile = await file(tilePath(0, index, width));
    if (tile?.length !== width * HASH_SIZE) return null;
    for (let at = 0; at < width; at += 1) leaves.push(tile.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE));
  }
  return leaves;
}

async function entryAt(file: ReadFile, position: number, size: number): Promise<Uint8Array | null> {
  const index = Math.floor(position / TILE_WIDTH), width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH), bundle = await file(tilePath('entries', index, width));
  const entries = bundle === null ? null : readBundle(bundle, width);
  return entries?.ok === true ? entries.value[position - index * TILE_WIDTH] ?? null : null;
}
