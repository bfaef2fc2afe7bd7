import { expect, test } from 'vitest';
import { caseKeySeed, grownTiles, leafHash, rootOf, signCheckpoint, tilePath, writeBundle } from '#record';
import { verifyHashes } from './index.ts';

/** A log whose entries say nothing: only their bytes are hashed. */
const SIZE = 1000, leaves = Array.from({ length: SIZE }, (_, index) => new TextEncoder().encode(`entry ${index}\n`.repeat(1 + index % 7))), hashes = leaves.map(leafHash);
const files = new Map<string, Uint8Array>([['checkpoint', new TextEncoder().encode(signCheckpoint({ origin: 'counterpart/x', size: SIZE, root: rootOf(hashes) }, caseKeySeed('seed', 'host')))]]);
for (const { level, index, hashes: tile } of grownTiles(0, hashes, () => null)) files.set(tilePath(level, index, tile.length / 32), tile);
for (let index = 0; index * 256 < SIZE; index += 1) files.set(tilePath('entries', index, Math.min(256, SIZE - index * 256)), writeBundle(leaves.slice(index * 256, (index + 1) * 256)));

const checked = (changed: { readonly [path: string]: Uint8Array | null } = {}) => verifyHashes(async (path) => (path in changed ? changed[path] ?? null : files.get(path) ?? null));
const flipped = (path: string, at: number): Uint8Array => Uint8Array.from(files.get(path) ?? [], (byte, index) => (index === at ? byte ^ 1 : byte));

test('a log that hangs together is right, and its root is told', async () => {
  expect(await checked()).toEqual({ process: 'x', size: SIZE, root: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/) as string, wrong: null });
});

test.each([
  ['a byte of an entry of a full bundle', 'tile/entries/001', 5, 'tile', 256],
  ['a byte of an entry of the last', 'tile/entries/003.p/232', 5, 'tile', 768],
  ['a length', 'tile/entries/002', 0, 'entry', 512],
  ['a byte of a tile', 'tile/0/000', 8000, 'tile', 0],
  ['a byte of the last tile', 'tile/0/003.p/232', 3, 'tile', 768],
  ['a byte of a tile above', 'tile/1/000.p/3', 40, 'tile', 512],
])('%s that is changed is told by the first bundle that it makes wrong', async (_, path, at, step, position) => {
  expect((await checked({ [path]: flipped(path, at) })).wrong).toMatchObject({ step, position });
  expect((await checked({ [path]: null })).wrong).toEqual({ step: 'file', position, entry: null, refusal: { code: 'verify.file', path } });
});

test('entries that are whole under another head are not its own, nor is a head that is none', async () => {
  const other = new TextEncoder().encode(signCheckpoint({ origin: 'counterpart/x', size: SIZE, root: hashes[0] as Uint8Array }, caseKeySeed('seed', 'host')));
  expect((await checked({ checkpoint: other })).wrong).toMatchObject({ step: 'root', refusal: { code: 'record.root' } });
  expect((await checked({ checkpoint: flipped('checkpoint', 0) })).wrong).toBeNull(); // Whose head it is is not looked at.
  expect((await checked({ checkpoint: new Uint8Array(3) })).wrong).toMatchObject({ step: 'checkpoint' });
  expect((await checked({ checkpoint: null })).wrong).toMatchObject({ step: 'file' });
  expect((await checked({ checkpoint: Uint8Array.of(0xff) })).wrong).toMatchObject({ step: 'checkpoint' });
});
