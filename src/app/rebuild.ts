import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { Head, Held, Store } from '#ports';
import type { Kept } from '#record';
import { Subtrees, base64, sameBytes, tilesSince } from '#record';

/** What making a log's tiles anew came to. */
export interface Rebuilt {
  readonly size: number;
  readonly tiles: number;
  /** Those that were missing or said otherwise. */
  readonly differed: number;
}

/** Makes the tiles of a log anew from its entries; entries, bodies and signed heads are not touched. Refuses `rebuild.root` where the entries do not make the head that was signed: then nothing is written. */
export async function rebuilt(store: Store, { process }: Held, { size, root }: Head, pages: AsyncIterable<readonly (Kept & { readonly position: number })[]>): Promise<Result<Rebuilt>> {
  const tree = new Subtrees();
  for await (const page of pages) tree.grow(page.map(({ bytes }) => bytes));
  const made = tilesSince(0, tree), found = base64(tree.rootAt(size));
  if (found !== root) return refuse('rebuild.root', { expected: root, found });
  let differed = 0;
  for (const { level, index, hashes } of made) {
    const before = await store.tile(process, level, index);
    if (before === null || !sameBytes(before, hashes)) differed += 1;
  }
  if (differed > 0) await store.retile(process, made);
  return ok({ size, tiles: made.length, differed });
}
