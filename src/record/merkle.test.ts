import { describe, expect, test } from 'vitest';
import { Sheets } from '#base';
import { TestShelf } from '../base/test-shelf.ts';
import type { Hash, Tile } from './index.ts';
import {
  Frontier, Subtrees, certain, consistencyProof, grownTiles, inclusionProof, leafHash, nodeHash, partialWidth, readBundle, rootFrom, rootOf, sameBytes, sha256, tileReader, tilesOf, utf8,
  verifyConsistency, verifyInclusion, writeBundle,
} from './index.ts';

const leaves = Array.from({ length: 70_000 }, (_, index) => leafHash(utf8(`${index}`)));

/** The definition of RFC 6962 section 2.1, word for word. */
function definition(of: readonly Hash[]): Hash {
  if (of.length === 0) return sha256(new Uint8Array());
  if (of.length === 1) return of[0] as Hash;
  let split = 1;
  while (split * 2 < of.length) split *= 2;
  return nodeHash(definition(of.slice(0, split)), definition(of.slice(split)));
}

/** Tiles as a store would hold them, after batches of these sizes. */
function held(batches: readonly number[]): ReadonlyMap<string, Tile> {
  const tiles = new Map<string, Tile>();
  let size = 0;
  for (const batch of batches) {
    for (const tile of grownTiles(size, leaves.slice(size, size + batch), (level, index) => tiles.get(`${level}/${index}`)?.hashes ?? null)) tiles.set(`${tile.level}/${tile.index}`, tile);
    size += batch;
  }
  return tiles;
}

const readerOf = (tiles: ReadonlyMap<string, Tile>) => tileReader((level, index) => tiles.get(`${level}/${index}`)?.hashes ?? null);
const spoilt = (hash: Hash): Hash => Uint8Array.from(hash, (byte, index) => (index === 7 ? byte ^ 1 : byte));

test('the growing root is that of the definition, and of the tiles', () => {
  const frontier = new Frontier(), read = readerOf(held([70]));
  for (let size = 0; size <= 70; size += 1) {
    expect(sameBytes(frontier.root(), definition(leaves.slice(0, size)))).toBe(true);
    expect(sameBytes(rootFrom(size, read), frontier.root())).toBe(true);
    frontier.append(leaves[size] as Hash);
  }
});

test.each([1, 1024])('the root of every size that a tree had, and its tiles, with %i of its sheets at hand', (atHand) => {
  const frontier = new Frontier(), roots = [frontier.root()], tree = new Subtrees(new Sheets(new TestShelf(), atHand)), tiles = held([70_000]);
  for (const leaf of leaves) {
    frontier.append(leaf);
    roots.push(frontier.root());
    tree.append(leaf);
  }
  for (let size = 0; size <= 70_000; size += size < 1100 || size > 69_000 ? 1 : 997) if (!sameBytes(tree.rootAt(size), roots[size] as Hash)) expect.fail(`${size}`);
  expect([...tiles.values()].filter(({ level, index, hashes }) => !sameBytes(tree.tile(level, index), hashes))).toEqual([]);
  expect(() => tree.rootAt(70_001)).toThrow('the tree has been so large');
});

describe('proofs from tiles', () => {
  const read = readerOf(held([70]));
  const roots = Array.from({ length: 71 }, (_, size) => rootFrom(size, read));
  const root = (size: number): Hash => roots[size] as Hash;

  test('of every entry in every size: right, and refused for another entry, index, size, root or hash', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(index, size, read), leaf = leaves[index] as Hash;
        expect(verifyInclusion(leaf, index, size, proof, root(size))).toEqual({ ok: true, value: null });
        const wrong = [
          verifyInclusion(leaves[index + 1] as Hash, index, size, proof, root(size)), verifyInclusion(leaf, index + 1, size, proof, root(size)), verifyInclusion(leaf, index, size, proof, root(size - 1)),
          verifyInclusion(leaf, index, size, [...proof, leaf], root(size)), verifyInclusion(leaf, index, size, proof.map((hash, at) => (at === proof.length - 1 ? spoilt(hash) : hash)), spoilt(root(size))),
        ];
        expect(wrong.filter(({ ok }) => ok)).toEqual([]);
      }
    }
  });

  test('of every size in every later one: right, and refused for other sizes, roots or hashes', () => {
    for (let second = 2; second <= 70; second += 1) {
      for (let first = 1; first < second; first += 1) {
        const proof = consistencyProof(first, second, read);
        expect(verifyConsistency(first, second, proof, root(first), root(second))).toEqual({ ok: true, value: null });
        const wrong = [
          verifyConsistency(first, second, proof, spoilt(root(first)), root(second)), verifyConsistency(first, second, proof, root(first), spoilt(root(second))), verifyConsistency(second, first, proof, root(second), root(first)),
          verifyConsistency(first, second, proof.slice(1), root(first), root(second)), verifyConsistency(first, second, [...proof, root(first)], root(first), root(second)),
          verifyConsistency(first, second, proof.map((hash, at) => (at === 0 ? spoilt(hash) : hash)), root(first), root(second)),
        ];
        expect(wrong.filter(({ ok }) => ok)).toEqual([]);
      }
    }
  });

  test('hold up to 2^53, where logarithms are rounded', () => {
    const levels = Array.from({ length: 54 }).reduce<Hash[]>((all) => [...all, nodeHash(all.at(-1) as Hash, all.at(-1) as Hash)], [leaves[0] as Hash]);
    const equal = (level: number): Hash => levels[level] as Hash; // Of a tree whose leaves are all the same.
    for (const [first, second] of [[2 ** 50 + 1, 2 ** 51], [2 ** 50 - 1, 2 ** 50 + 1], [2 ** 52, 2 ** 53 - 1], [2 ** 52 + 1, 2 ** 52 + 2]] as const) {
      expect(verifyConsistency(first, second, consistencyProof(first, second, equal), rootFrom(first, equal), rootFrom(second, equal)).ok).toBe(true);
      expect(verifyInclusion(equal(0), first - 1, second, inclusionProof(first - 1, second, equal), rootFrom(second, equal)).ok).toBe(true);
    }
  });

  test('sizes that are no sizes are refused', () => {
    for (const size of [-1, 0.5, Number.NaN, Infinity, 2 ** 53]) {
      expect(verifyInclusion(leaves[0] as Hash, 0, size, [], leaves[0] as Hash)).toMatchObject({ ok: false, refusal: { code: 'record.proof.index' } });
      expect(verifyConsistency(1, size, [], leaves[0] as Hash, leaves[0] as Hash)).toMatchObject({ ok: false, refusal: { code: 'record.proof.index' } });
    }
    expect(verifyConsistency(0, 5, [], sha256(new Uint8Array()), root(5)).ok).toBe(false);
    expect(verifyInclusion(leaves[0] as Hash, 0, 2, [new Uint8Array(31)], root(2))).toMatchObject({ ok: false, refusal: { code: 'record.proof.hash' } });
  });
});

describe('tiles', () => {
  test('70,000 entries: 273 full and a partial of 112; one full and a partial of 17; a partial of 1 (the example of tlog-tiles)', () => {
    const count = (level: number) => [...tilesOf(70_000)].filter((tile) => tile.level === level).map(({ width }) => width);
    expect([count(0).length, count(0).at(-1), count(1), count(2), count(3)]).toEqual([274, 112, [256, 17], [1], []]);
    expect([0, 1, 2].map((level) => partialWidth(level, 70_000))).toEqual([112, 17, 1]);
  });

  test('whatever the batches, the same tiles, of the widths that the size demands', () => {
    let state = 20_261;
    console.log(`seed ${state}`);
    // From the high digits: the low ones of such a generator come round at once.
    const next = (below: number): number => Math.floor(((state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648) * below);
    const batches: number[] = [];
    for (let left = 70_000; left > 0; left -= batches.at(-1) as number) batches.push(Math.min(left, next(3) === 0 ? 1 : next(900) + 1));
    const one = held([70_000]), many = held(batches);
    expect([...many.keys()].sort()).toEqual([...one.keys()].sort());
    for (const [name, tile] of one) expect(sameBytes((many.get(name) as Tile).hashes, tile.hashes)).toBe(true);
    expect([...tilesOf(70_000)].map(({ level, index, width }) => one.get(`${level}/${index}`)?.hashes.length === width * 32).every(Boolean)).toBe(true);
    const read = readerOf(one), root = rootOf(leaves);
    expect(sameBytes(rootFrom(70_000, read), root)).toBe(true);
    for (const index of [0, 255, 256, 65_535, 65_536, 69_999]) expect(verifyInclusion(leaves[index] as Hash, index, 70_000, inclusionProof(index, 70_000, read), root).ok).toBe(true);
    for (const first of [1, 256, 65_536, 65_537, 69_999]) expect(verifyConsistency(first, 70_000, consistencyProof(first, 70_000, read), rootFrom(first, read), root).ok).toBe(true);
  });

  test('a bundle reads back, and nothing else does', () => {
    const entries = ['', 'a', 'x'.repeat(65_535)].map(utf8), bundle = writeBundle(entries);
    expect(certain(readBundle(bundle, 3)).map((entry) => entry.length)).toEqual([0, 1, 65_535]);
    for (const [bytes, width] of [[bundle, 2], [bundle, 4], [bundle.subarray(0, -1), 3], [Uint8Array.of(...bundle, 0), 3], [Uint8Array.of(0), 0], [Uint8Array.of(0, 5, 1), 1]] as const) {
      expect(readBundle(bytes, width)).toMatchObject({ ok: false, refusal: { code: 'record.bundle.form' } });
    }
  });
});
