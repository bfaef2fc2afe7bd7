import { expect, test } from 'vitest';
import { Subtrees, leafHash, rootOf, sheetOfBundle, writeBundle } from './index.ts';

test('a tree of bundles hashed on threads and here is that of its entries, at every size', async () => {
  const entries = Array.from({ length: 100 * 256 + 77 }, (_, index) => new Uint8Array(index % 300).fill(index % 251)), tree = new Subtrees(), plain = new Subtrees();
  const sheets = await Promise.all(Array.from({ length: 100 }, (_, index) => sheetOfBundle(writeBundle(entries.slice(index * 256, (index + 1) * 256)))));
  for (const sheet of sheets) tree.join(sheet as Uint8Array);
  tree.grow(entries.slice(100 * 256));
  for (const entry of entries) plain.append(leafHash(entry));
  for (const size of [0, 1, 255, 256, 257, 511, 512, 700, 4096, 20_001, entries.length]) expect(tree.rootAt(size), `${size}`).toEqual(plain.rootAt(size));
  expect(tree.rootAt(700)).toEqual(rootOf(entries.slice(0, 700).map(leafHash)));
  for (const [level, index] of [[0, 0], [0, 99], [0, 100], [1, 0]] as const) expect(tree.tile(level, index)).toEqual(plain.tile(level, index));
});

test('what is no bundle of 256 has no sheet', async () => {
  const whole = writeBundle(Array.from({ length: 256 }, (_, index) => Uint8Array.of(index)));
  for (const bytes of [whole.subarray(1), whole.subarray(0, -1), Uint8Array.of(...whole, 0, 0), writeBundle([]), new Uint8Array()]) expect(await sheetOfBundle(bytes)).toBeNull();
  expect(await sheetOfBundle(whole)).not.toBeNull();
});
