import { Column, assert } from '#base';
import type { Sheets } from '#base';
import { HASH_SIZE, TILE_WIDTH } from '#record';
import type { Hash } from '#record';

/** The hashes of entries as a host served them, tile by tile: those in use at hand, the others on the shelf. */
export class Served {
  readonly #hashes: Column<Uint8Array>;
  readonly #widths: Column<Uint32Array>;

  constructor(sheets: Sheets) {
    this.#hashes = new Column(Uint8Array, sheets);
    this.#widths = new Column(Uint32Array, sheets);
  }

  /** Keeps a tile as it was served last. */
  put(index: number, tile: Uint8Array): void {
    const { sheet, at } = this.#place(index * TILE_WIDTH);
    this.#hashes.open(sheet).set(tile, at);
    this.#widths.set(index, tile.length / HASH_SIZE);
  }

  /** As far as it was served; `null` if it was not. */
  tile(index: number): Uint8Array | null {
    const { sheet, at } = this.#place(index * TILE_WIDTH), width = this.#widths.get(index);
    return width === 0 ? null : this.#hashes.sheet(sheet)?.slice(at, at + width * HASH_SIZE) ?? null;
  }

  hash(position: number): Hash {
    const { sheet, at } = this.#place(position), hash = this.#hashes.sheet(sheet)?.slice(at, at + HASH_SIZE);
    assert(hash !== undefined, 'the tile of every position was fetched');
    return hash;
  }

  /** Those of the first entries, so many. */
  first = (size: number): readonly Hash[] => Array.from({ length: size }, (_, position) => this.hash(position));

  #place(position: number): { readonly sheet: number; readonly at: number } {
    const byte = position * HASH_SIZE;
    return { sheet: Math.floor(byte / this.#hashes.width), at: byte % this.#hashes.width };
  }
}
