import type { Refusal } from '#base';
import { HASH_SIZE, TILE_WIDTH, sameBytes, tilePath } from '#record';
import type { Tile, Wrong } from '#record';

/** The bytes of a file of a published log, by its path below the log; `null` where there is none. A directory, a web address, the files that a reader chose. */
export type ReadFile = (path: string) => Promise<Uint8Array | null>;

export const failed = (step: string, refusal: Refusal, position: number | null = null): Wrong => ({ step, position, entry: null, refusal });

/** The first of the tiles that entries from a position on complete that is not as the file of its name. Steps `file`, `tile`. */
export async function wrongTile(file: ReadFile, tiles: readonly Tile[], from: number, size: number): Promise<Wrong | null> {
  for (const { level, index, hashes } of tiles) {
    const width = hashes.length / HASH_SIZE, last = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
    if (width < last) continue; // It grows with a later bundle.
    const path = tilePath(level, index, width), bytes = await file(path);
    if (bytes === null) return failed('file', { code: 'verify.file', path }, from);
    if (!sameBytes(bytes, hashes)) return failed('tile', { code: 'record.tile', level, index }, from);
  }
  return null;
}
