import { Fault } from '#base';
import { HASH_SIZE, TILE_WIDTH, shownHead, tilePath } from '#record';
import type { Served } from './served.ts';

/** Files of a log by their path below it, as its host showed them. */
export type Shown = ReadonlyMap<string, Uint8Array>;

/** What a host shows while it is followed: its head and charter, beside the hashes that it served; of the bundles the last, for they are many, and those that are asked for ahead. */
export class Showing {
  readonly #kept = new Map<string, Uint8Array>();
  #bundles = new Map<string, Uint8Array>();
  readonly #most: number;
  readonly #served: Served;

  constructor(ahead: number, served: Served) {
    this.#served = served;
    this.#most = 2 * (ahead + 1); // Entries and bodies.
  }

  note(path: string, bytes: Uint8Array): void {
    if (!path.startsWith('tile/')) this.#kept.set(path, bytes);
    else if (!path.startsWith('tile/0/')) this.#bundles = new Map([...this.#bundles].slice(1 - this.#most)).set(path, bytes);
  }

  /** The files with which anybody can find what is wrong with an entry: all that the head says of the tree, and the bundles up to that entry. `null` where the host does not show the earlier ones again. */
  async upTo(position: number, process: string, ask: (path: string) => Promise<Uint8Array>): Promise<Shown | null> {
    const head = sizeOf(this.#kept.get('checkpoint')), last = new Map(this.#bundles), shown = new Map(this.#kept);
    if (head === null || process === '' || position >= head) return null;
    try {
      for (let index = 0; index * TILE_WIDTH < head; index += 1) {
        const width = Math.min(TILE_WIDTH, head - index * TILE_WIDTH), hashes = this.#served.tile(index), paths = index * TILE_WIDTH > position ? [] : [tilePath('entries', index, width), tilePath('bodies', index, width)];
        shown.set(tilePath(0, index, width), hashes?.length === width * HASH_SIZE ? hashes : await ask(tilePath(0, index, width)));
        for (const path of paths) shown.set(path, shown.get(path) ?? last.get(path) ?? await ask(path));
      }
      return shown;
    } catch (fault) {
      if (fault instanceof Fault) return null;
      throw fault;
    }
  }
}

function sizeOf(checkpoint: Uint8Array | undefined): number | null {
  const head = checkpoint === undefined ? null : shownHead(checkpoint);
  return head?.ok === true ? head.value.size : null;
}
