import type { Result } from '#base';
import { assert, ok, refuse } from '#base';
import type { Hash, HashReader, Subtrees } from './merkle.ts';
import { HASH_SIZE, nodeHash } from './merkle.ts';
import { concat } from './encoding.ts';

/** More than one body's limit. */
const WITHHELD = 0xffffffff;

/** Tiles of C2SP `tlog-tiles`: 256 hashes wide, eight levels of the tree high. */
export const TILE_WIDTH = 256;
const HEIGHT = 8;

/** `tile/<L>/<N>[.p/<W>]`, `tile/entries/<N>[.p/<W>]`, and, of Counterpart, `tile/bodies/<N>[.p/<W>]`: N in groups of three digits, all but the last with `x`. */
export function tilePath(level: number | 'entries' | 'bodies', index: number, width = TILE_WIDTH): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = (digits.match(/\d{3}/g) ?? []).map((group, at, all) => (at === all.length - 1 ? group : `x${group}`));
  return `tile/${level}/${groups.join('/')}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** Width of the last, partial tile at a level of a tree of `size` leaves; 0 if all are full. */
export const partialWidth = (level: number, size: number): number => Math.floor(size / TILE_WIDTH ** level) % TILE_WIDTH;

export interface Tile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

/** The tiles that change when `leaves` are added to a tree of `size`, whole as they are afterwards. `read` gives a tile as it was. */
export function grownTiles(size: number, leaves: readonly Hash[], read: (level: number, index: number) => Uint8Array | null): readonly Tile[] {
  const grown: Tile[] = [];
  let start = size, added = leaves;
  for (let level = 0; added.length > 0; level += 1) {
    const changed = grow(level, start, added, read);
    grown.push(...changed);
    const above = Math.floor(start / TILE_WIDTH);
    added = changed.filter((tile) => tile.hashes.length === TILE_WIDTH * HASH_SIZE).map(tileRoot);
    start = above;
  }
  return grown;
}

/** The same of a tree that is held: the tiles that changed since it had `size` leaves. */
export function tilesSince(size: number, tree: Subtrees): readonly Tile[] {
  const changed: Tile[] = [];
  for (let level = 0, before = size; tree.count(level) > before; level += 1, before = Math.floor(before / TILE_WIDTH)) {
    for (let index = Math.floor(before / TILE_WIDTH); index * TILE_WIDTH < tree.count(level); index += 1) changed.push({ level, index, hashes: tree.tile(level, index) });
  }
  return changed;
}

function grow(level: number, start: number, added: readonly Hash[], read: (level: number, index: number) => Uint8Array | null): readonly Tile[] {
  const tiles: Tile[] = [];
  for (let at = 0; at < added.length;) {
    const position = start + at, index = Math.floor(position / TILE_WIDTH), width = position % TILE_WIDTH;
    const old = width === 0 ? new Uint8Array() : read(level, index);
    assert(old !== null && old.length >= width * HASH_SIZE, 'the tile that grows is held');
    const more = added.slice(at, at + TILE_WIDTH - width);
    tiles.push({ level, index, hashes: concat(old.subarray(0, width * HASH_SIZE), ...more) });
    at += more.length;
  }
  return tiles;
}

/** Root of a full tile: the hash one level up. */
function tileRoot(tile: Tile): Hash {
  return subtree(tile.hashes, 0, TILE_WIDTH);
}

function subtree(hashes: Uint8Array, from: number, count: number): Hash {
  if (count === 1) return hashes.subarray(from * HASH_SIZE, (from + 1) * HASH_SIZE);
  const half = count / 2;
  return nodeHash(subtree(hashes, from, half), subtree(hashes, from + half, half));
}

/** Reads any complete subtree from tiles that are at hand. A tile that is missing is a bug of whoever collected them. */
export function tileReader(read: (level: number, index: number) => Uint8Array | null): HashReader {
  return (level, index) => {
    const tileLevel = Math.floor(level / HEIGHT), inner = level % HEIGHT;
    const first = index * 2 ** inner;
    const tile = read(tileLevel, Math.floor(first / TILE_WIDTH));
    const from = first % TILE_WIDTH, count = 2 ** inner;
    assert(tile !== null && tile.length >= (from + count) * HASH_SIZE, `tile ${tileLevel}/${Math.floor(first / TILE_WIDTH)} is held as far as ${from + count}`);
    return subtree(tile, from, count);
  };
}

/** Every tile of a tree of `size` leaves, as level and index. */
export function* tilesOf(size: number): Generator<{ readonly level: number; readonly index: number; readonly width: number }> {
  for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
    for (let index = 0; index * TILE_WIDTH < count; index += 1) yield { level, index, width: Math.min(TILE_WIDTH, count - index * TILE_WIDTH) };
  }
}

/** Entries as they are served: each after its length in two bytes, at most 256 of them. */
export function writeBundle(entries: readonly Uint8Array[]): Uint8Array {
  assert(entries.length <= TILE_WIDTH && entries.every((entry) => entry.length <= 0xffff), 'a bundle has at most 256 entries of at most 65,535 bytes');
  return framed(entries, 2, (view, at, { length }) => view.setUint16(at, length));
}

/** Parts one after the other, each after its length in so many bytes. */
function framed(parts: readonly Uint8Array[], size: number, put: (view: DataView, at: number, part: Uint8Array) => void): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + size + part.length, 0)), view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    put(view, at, part);
    bytes.set(part, at + size);
    at += size + part.length;
  }
  return bytes;
}

/** The `width` entries of a bundle. Refuses `record.bundle.form` if there are more or fewer, or bytes left over. */
export function readBundle(bytes: Uint8Array, width: number): Result<readonly Uint8Array[]> {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (at + 2 <= bytes.length && entries.length < width) {
    const end = at + 2 + (((bytes[at] as number) << 8) | (bytes[at + 1] as number));
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length && entries.length === width ? ok(entries) : refuse('record.bundle.form', { entries: entries.length, width });
}

const TILE_PATH = /^tile\/(entries|bodies|[0-9]|[1-5][0-9]|6[0-3])\/((?:x[0-9]{3}\/)*[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** What a path of a tile or bundle names, or `null` if it is none: written as `tilePath` writes it, of a full width or of 1 to 255. */
export function readTilePath(path: string): { readonly level: number | 'entries' | 'bodies'; readonly index: number; readonly width: number } | null {
  const found = TILE_PATH.exec(path);
  if (found === null) return null;
  const level = found[1] === 'entries' || found[1] === 'bodies' ? found[1] : Number(found[1]), index = Number((found[2] as string).replaceAll(/[x/]/g, '')), width = Number(found[3] ?? TILE_WIDTH);
  return Number.isSafeInteger(index) && tilePath(level, index, width) === path ? { level, index, width } : null;
}

/** The tiles that hold what an inclusion proof of leaf `index` in a tree of `size` is made of: those above the leaf, and the right edge. */
export function proofTiles(index: number, size: number): readonly { readonly level: number; readonly index: number }[] {
  const found: { readonly level: number; readonly index: number }[] = [];
  for (let level = 0, at = index, count = size; count > 0; level += 1, at = Math.floor(at / TILE_WIDTH), count = Math.floor(count / TILE_WIDTH)) {
    const own = Math.floor(at / TILE_WIDTH), edge = Math.floor(count / TILE_WIDTH);
    if (own * TILE_WIDTH < count) found.push({ level, index: own });
    if (partialWidth(level, size) > 0 && edge !== own) found.push({ level, index: edge });
  }
  return found;
}

const NO_BODY = new Uint8Array();

/** Bodies of the entries of a bundle, in their order, each after its length in four bytes; one that is withheld has no bytes and the length 2^32 - 1. */
export function writeBodies(bodies: readonly (Uint8Array | null)[]): Uint8Array {
  return framed(bodies.map((body) => body ?? NO_BODY), 4, (view, at, body) => view.setUint32(at, body === NO_BODY ? WITHHELD : body.length));
}

/** The `width` bodies of a bundle. Refuses `record.bundle.form` if there are more or fewer, or bytes left over. */
export function readBodies(bytes: Uint8Array, width: number): Result<readonly (Uint8Array | null)[]> {
  const bodies: (Uint8Array | null)[] = [], view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  while (at + 4 <= bytes.length && bodies.length < width) {
    const length = view.getUint32(at), end = length === WITHHELD ? at + 4 : at + 4 + length;
    if (end > bytes.length) break;
    bodies.push(length === WITHHELD ? null : bytes.subarray(at + 4, end));
    at = end;
  }
  return at === bytes.length && bodies.length === width ? ok(bodies) : refuse('record.bundle.form', { entries: bodies.length, width });
}
