import type { Batch, Held } from '#ports';
import { Frontier, base64, grownTiles, leafHash, utf8 } from '#record';

/** A log whose entries say nothing, in a tree that is right; ask for its batches in order. For the tests of stores. */
export function testLog(process: string): { readonly held: Omit<Held, 'size'>; batch(from: number, to: number): Batch } {
  const entry = (position: number): Uint8Array => utf8(`entry ${position} of ${process}`);
  const positions = (from: number, to: number): readonly number[] => Array.from({ length: to - from }, (_, index) => from + index);
  return {
    held: { process, slug: `slug-${process}`, origin: `counterpart/${process}`, hostKey: 'key' },
    batch(from, to) {
      const frontier = new Frontier(), leaves = positions(0, to).map((position) => leafHash(entry(position)));
      for (const leaf of leaves) frontier.append(leaf);
      const before = new Map(grownTiles(0, leaves.slice(0, from), () => null).map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
      return {
        entries: positions(from, to).map((position) => ({ position, id: `id-${position}`, kind: 'report', bytes: entry(position), body: `body-${position}` })),
        bodies: positions(from, to).map((position) => ({ digest: `body-${position}`, audience: position % 2 === 0 ? 'public' : 'table', bytes: utf8(`body ${position}`) })),
        tiles: grownTiles(from, leaves.slice(from), (level, index) => before.get(`${level}/${index}`) ?? null),
        head: { size: to, root: base64(frontier.root()), checkpoint: `checkpoint ${to}` },
      };
    },
  };
}
