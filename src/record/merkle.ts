import type { Result } from '#base';
import { Column, Sheets, assert, ok, refuse } from '#base';
import { sha256, sha256Into } from '#record/primitives';
import { after, sameBytes } from './encoding.ts';

/** The tree of RFC 6962 section 2.1: domain-separated leaves and nodes, the largest power of two to the left. */
export type Hash = Uint8Array;

export const HASH_SIZE = 32;

export const emptyRoot = (): Hash => sha256(new Uint8Array());

const asLeaf = after(Uint8Array.of(0));
const nodeBytes = new Uint8Array(1 + 2 * HASH_SIZE);
nodeBytes[0] = 1;

export function leafHash(leaf: Uint8Array): Hash {
  const hash = new Uint8Array(HASH_SIZE);
  leafHashInto(leaf, hash, 0);
  return hash;
}

const leafHashInto = (leaf: Uint8Array, into: Uint8Array, at: number): void => sha256Into(asLeaf(leaf), into, at);

export function nodeHash(left: Hash, right: Hash): Hash {
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + HASH_SIZE);
  return sha256(nodeBytes);
}

/** Of two hashes that stand side by side, from byte `from` on. */
function pairHashInto(bytes: Uint8Array, from: number, into: Uint8Array, at: number): void {
  for (let index = 0; index < 2 * HASH_SIZE; index += 1) nodeBytes[index + 1] = bytes[from + index] as number;
  sha256Into(nodeBytes, into, at);
}

/** The right edge of a growing tree: enough to append to it and to know its root, in space of log n. */
export class Frontier {
  #size = 0;
  readonly #edge: (Hash | null)[] = [];

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let carried = leaf, level = 0;
    for (; ; level += 1) {
      const left = this.#edge[level] ?? null;
      if (left === null) break;
      carried = nodeHash(left, carried);
      this.#edge[level] = null;
    }
    this.#edge[level] = carried;
    this.#size += 1;
  }

  root(): Hash {
    let root: Hash | null = null;
    for (const left of this.#edge) if (left !== null) root = root === null ? left : nodeHash(left, root);
    return root ?? emptyRoot();
  }
}

/** Leaves of a tile, and its height: a tile and the subtrees above it, up to its root, are a sheet. */
const WIDTH = 256, HEIGHT = 8;

/** Where the subtrees of a height begin within their tile. */
const HEIGHTS = Array.from({ length: HEIGHT + 2 }, (_, height) => HASH_SIZE * (2 * WIDTH - 2 ** (HEIGHT + 1 - height)));
const heightAt = (height: number): number => HEIGHTS[height] as number;

/** Bytes of a sheet that is full. */
export const SHEET_SIZE = HASH_SIZE * (2 * WIDTH - 1);

/** Makes the sheet of as many entries as a tile is wide. */
export function sheetOf(entries: readonly Uint8Array[], sheet: Uint8Array): void {
  entries.forEach((entry, at) => leafHashInto(entry, sheet, at * HASH_SIZE));
  raise(sheet, 0, WIDTH);
}

/** The subtrees above those hashes of a tile from one to another that they have become enough for. */
function raise(sheet: Uint8Array, from: number, to: number): void {
  for (let height = 0, first = from >> 1, end = to >> 1; first < end; height += 1, first >>= 1, end >>= 1) {
    const below = heightAt(height), above = heightAt(height + 1);
    for (let index = first; index < end; index += 1) pairHashInto(sheet, below + 2 * index * HASH_SIZE, sheet, above + index * HASH_SIZE);
  }
}

/** A growing tree that knows its root at every size it ever had, and its tiles: all complete subtrees, 64 bytes a leaf, of which the sheets that are in use are at hand. Authors name old sizes. */
export class Subtrees {
  readonly #sheets: Sheets;
  /** By level of tiles: their sheets, and how many hashes they have. */
  readonly #rows: { readonly tiles: Column<Uint8Array>; count: number }[] = [];

  /** So many leaves have their subtrees. */
  #completed = 0;

  constructor(sheets = new Sheets()) {
    this.#sheets = sheets;
  }

  get size(): number {
    return this.#rows[0]?.count ?? 0;
  }

  append(leaf: Hash): void {
    const row = this.#row(0), at = row.count % WIDTH;
    row.tiles.open((row.count - at) / WIDTH).set(leaf, at * HASH_SIZE);
    row.count += 1;
    if (at === WIDTH - 1) this.#complete();
  }

  /** Hashes entries and appends them. */
  grow(entries: readonly Uint8Array[]): void {
    const row = this.#row(0);
    for (let next = 0; next < entries.length;) {
      const from = row.count % WIDTH, tile = row.tiles.open((row.count - from) / WIDTH), to = Math.min(WIDTH, from + entries.length - next);
      for (let at = from; at < to; at += 1) leafHashInto(entries[next++] as Uint8Array, tile, at * HASH_SIZE);
      row.count += to - from;
      if (to === WIDTH) this.#complete();
    }
  }

  /** Makes the subtrees that the leaves have become enough for: when their tile is full, or somebody asks for a root. */
  #complete(): void {
    const { tiles, count } = this.#row(0), index = Math.floor(this.#completed / WIDTH), from = this.#completed % WIDTH;
    if (count === this.#completed) return;
    this.#completed = count;
    this.#came(0, tiles.open(index), from, count - index * WIDTH);
  }

  /** Appends a tile that is full, of which the sheet is known. */
  join(sheet: Uint8Array): void {
    const row = this.#row(0);
    assert(row.count % WIDTH === 0 && sheet.length === SHEET_SIZE, 'a sheet comes where a tile begins');
    row.tiles.open(row.count / WIDTH).set(sheet);
    row.count += WIDTH;
    this.#completed = row.count;
    this.#add(1, sheet.slice(heightAt(HEIGHT)));
  }

  #row(level: number): { readonly tiles: Column<Uint8Array>; count: number } {
    return (this.#rows[level] ??= { tiles: new Column(Uint8Array, this.#sheets), count: 0 });
  }

  /** The subtrees that the hashes of a tile from one to another have become enough for; the last is a hash of the tile above. */
  #came(level: number, tile: Uint8Array, from: number, to: number): void {
    raise(tile, from, to);
    if (to === WIDTH) this.#add(level + 1, tile.slice(heightAt(HEIGHT), heightAt(HEIGHT) + HASH_SIZE));
  }

  #add(level: number, hash: Hash): void {
    const row = this.#row(level), at = row.count % WIDTH, tile = row.tiles.open((row.count - at) / WIDTH);
    tile.set(hash, at * HASH_SIZE);
    row.count += 1;
    this.#came(level, tile, at, at + 1);
  }

  /** How many hashes the tiles of a level have. */
  count = (level: number): number => this.#rows[level]?.count ?? 0;

  /** The hashes of a tile, as many as there are. */
  tile(level: number, index: number): Uint8Array {
    return this.#rows[level]?.tiles.sheet(index)?.slice(0, Math.min(WIDTH, this.count(level) - index * WIDTH) * HASH_SIZE) ?? new Uint8Array();
  }

  /** The hash of the complete subtree number `index` of a height. */
  #subtree(height: number, index: number): Hash {
    const within = height % HEIGHT, first = index * 2 ** within, tile = Math.floor(first / WIDTH), from = heightAt(within) + (index - tile * (WIDTH >> within)) * HASH_SIZE;
    const sheet = this.#rows[Math.floor(height / HEIGHT)]?.tiles.sheet(tile);
    assert(sheet !== undefined, 'the tree has been so large');
    return sheet.slice(from, from + HASH_SIZE);
  }

  /** The root when the tree had so many leaves. */
  rootAt(size: number): Hash {
    assert(size <= this.size, 'the tree has been so large');
    this.#complete();
    let root: Hash | null = null;
    for (let height = 0, count = size; count > 0; height += 1, count = half(count)) {
      if (!isOdd(count)) continue;
      const left = this.#subtree(height, count - 1);
      root = root === null ? left : nodeHash(left, root);
    }
    return root ?? emptyRoot();
  }
}

/** Root of all leaves given; for tests and small trees. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const frontier = new Frontier();
  for (const leaf of leaves) frontier.append(leaf);
  return frontier.root();
}

/** Gives the hash of the complete subtree number `index` of height `level`. */
export type HashReader = (level: number, index: number) => Hash;

/** Hash of the leaves `from` to `to`, by complete subtrees. */
function range(from: number, to: number, read: HashReader): Hash {
  assert(from < to, 'a subtree has leaves');
  const size = to - from;
  if (isPowerOfTwo(size) && from % size === 0) return read(Math.log2(size), from / size);
  const split = largestPowerBelow(size);
  return nodeHash(range(from, from + split, read), range(from + split, to, read));
}

function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

export function rootFrom(size: number, read: HashReader): Hash {
  return size === 0 ? emptyRoot() : range(0, size, read);
}

/** Inclusion proof of leaf `index` in the tree of `size` leaves, from the leaf up. */
export function inclusionProof(index: number, size: number, read: HashReader): readonly Hash[] {
  assert(index >= 0 && index < size, 'the leaf is in the tree');
  const path = (at: number, from: number, to: number): readonly Hash[] => {
    if (to - from === 1) return [];
    const middle = from + largestPowerBelow(to - from);
    return at < middle ? [...path(at, from, middle), range(middle, to, read)] : [...path(at, middle, to), range(from, middle, read)];
  };
  return path(index, 0, size);
}

/** Consistency proof between the trees of `first` and `second` leaves (RFC 6962 section 2.1.2). */
export function consistencyProof(first: number, second: number, read: HashReader): readonly Hash[] {
  assert(first > 0 && first <= second, 'the first tree is not empty and not larger');
  const prove = (size: number, from: number, to: number, whole: boolean): readonly Hash[] => {
    if (size === to) return whole ? [] : [range(from, to, read)];
    const middle = from + largestPowerBelow(to - from);
    if (size <= middle) return [...prove(size, from, middle, whole), range(middle, to, read)];
    return [...prove(size, middle, to, false), range(from, middle, read)];
  };
  return prove(first, 0, second, true);
}

const areHashes = (hashes: readonly Hash[]): boolean => hashes.every((hash) => hash.length === HASH_SIZE);
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const half = (value: number): number => Math.floor(value / 2);
const isOdd = (value: number): boolean => value % 2 === 1;

/** Exact to 2^53: the logarithm alone is rounded, and takes 2^50 + 1 for a power of two. */
function isPowerOfTwo(size: number): boolean {
  return size >= 1 && 2 ** Math.round(Math.log2(size)) === size;
}

/** The leaves from `start` to `end` hang together in every tree that holds them (draft-ietf-plants-merkle-tree-certs, section 4.1). */
function isSubtree(start: number, end: number): boolean {
  if (!isSize(start) || !isSize(end) || start > end) return false;
  let width = 1;
  while (width < end - start) width *= 2;
  return start % width === 0;
}

/** Checks that `leaf` is number `index` of the tree of `size` leaves with this root (RFC 9162 section 2.1.3.2). Refuses `record.proof.*`. */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): Result<null> {
  return verifySubtreeInclusion(leaf, index, 0, size, proof, root);
}

/** The same in the subtree of the leaves `start` to `end`, whose root is given (draft-ietf-plants-merkle-tree-certs, section 4.3). Refuses `record.proof.*`. */
export function verifySubtreeInclusion(leaf: Hash, index: number, start: number, end: number, proof: readonly Hash[], root: Hash): Result<null> {
  const size = end - start, facts = { index, size: end, length: proof.length };
  if (!isSize(index) || !isSubtree(start, end) || index < start || index >= end) return refuse('record.proof.index', facts);
  if (!areHashes([leaf, root, ...proof])) return refuse('record.proof.hash', facts);
  let fn = index - start, sn = size - 1, hash = leaf;
  for (const sibling of proof) {
    if (sn === 0) return refuse('record.proof.length', facts);
    if (isOdd(fn) || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(fn) && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = nodeHash(hash, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  if (sn !== 0) return refuse('record.proof.length', facts);
  return sameBytes(hash, root) ? ok(null) : refuse('record.proof.root', facts);
}

/** Checks that the tree of `first` leaves, at least one, is the beginning of the tree of `second` (RFC 9162 section 2.1.4.2). The empty tree proves nothing and is refused. Refuses `record.proof.*`. */
export function verifyConsistency(first: number, second: number, proof: readonly Hash[], firstRoot: Hash, secondRoot: Hash): Result<null> {
  if (first === 0) return refuse('record.proof.index', { index: first, size: second });
  return verifySubtreeConsistency(0, first, second, proof, firstRoot, secondRoot);
}

/**
 * Checks that the subtree of the leaves `start` to `end` is part of the tree of `size` leaves (draft-ietf-plants-merkle-tree-certs, section 4.4.3);
 * from leaf 0 on it is the check of RFC 9162. An empty subtree is part of every tree. Refuses `record.proof.*`.
 */
export function verifySubtreeConsistency(start: number, end: number, size: number, proof: readonly Hash[], subtreeRoot: Hash, root: Hash): Result<null> {
  const facts = { index: end, size, length: proof.length };
  if (!isSize(size) || !isSubtree(start, end) || end > size) return refuse('record.proof.index', facts);
  if (start === end) return proof.length === 0 && sameBytes(subtreeRoot, emptyRoot()) ? ok(null) : refuse('record.proof.root', facts);
  if (proof.length > 0 && !areHashes([subtreeRoot, root, ...proof])) return refuse('record.proof.hash', facts);
  let fn = start, sn = end - 1, tn = size - 1;
  const isWhole = sn === tn;
  while (fn !== sn && (isWhole || isOdd(sn))) [fn, sn, tn] = [half(fn), half(sn), half(tn)];
  const rest = fn === sn ? proof : proof.slice(1);
  const first = fn === sn ? subtreeRoot : proof[0];
  if (first === undefined) return refuse('record.proof.length', facts);
  let fr = first, sr = first;
  for (const node of rest) {
    if (tn === 0) return refuse('record.proof.length', facts);
    if (isOdd(sn) || sn === tn) {
      if (fn < sn) fr = nodeHash(node, fr);
      sr = nodeHash(node, sr);
      while (!isOdd(sn) && sn !== 0) [fn, sn, tn] = [half(fn), half(sn), half(tn)];
    } else sr = nodeHash(sr, node);
    [fn, sn, tn] = [half(fn), half(sn), half(tn)];
  }
  if (tn !== 0) return refuse('record.proof.length', facts);
  return sameBytes(fr, subtreeRoot) && sameBytes(sr, root) ? ok(null) : refuse('record.proof.root', facts);
}
