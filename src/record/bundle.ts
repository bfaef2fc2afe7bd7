import { shared, together } from '#record/primitives';
import { SHEET_SIZE, sheetOf } from './merkle.ts';
import { TILE_WIDTH, readBundle } from './tiles.ts';
import type { Work } from './primitives/work.ts';

/** Before all else: whether it was taken, and whether it is done. */
const TAKEN = 0, DONE = 1, HEAD = 8;
/** What it came to. */
const RIGHT = 1, WRONG = 2;

/** The hashes of a bundle that is full: after the head its sheet, then its bytes. */
export class Bundle implements Work {
  readonly shared: ArrayBufferLike;
  readonly #head: Int32Array;

  constructor(memory: ArrayBufferLike) {
    this.shared = memory;
    this.#head = new Int32Array(memory, 0, HEAD / 4);
  }

  static of(bytes: Uint8Array): Bundle {
    const bundle = new Bundle(shared(HEAD + SHEET_SIZE + bytes.length));
    new Uint8Array(bundle.shared, HEAD + SHEET_SIZE).set(bytes);
    return bundle;
  }

  get isDone(): boolean {
    return Atomics.load(this.#head, DONE) !== 0;
  }

  /** Once it is done; `null` if these are not the bytes of a bundle. */
  get sheet(): Uint8Array | null {
    return this.#head[DONE] === RIGHT ? new Uint8Array(this.shared, HEAD, SHEET_SIZE) : null;
  }

  some(): boolean {
    if (Atomics.add(this.#head, TAKEN, 1) > 0) return false;
    const entries = readBundle(new Uint8Array(this.shared, HEAD + SHEET_SIZE), TILE_WIDTH);
    if (entries.ok) sheetOf(entries.value, new Uint8Array(this.shared, HEAD, SHEET_SIZE));
    Atomics.store(this.#head, DONE, entries.ok ? RIGHT : WRONG);
    return true;
  }
}

/** So many are hashed here before others help: starting threads takes as long. */
const FIRST = 64;
let hashed = 0;

/** The sheet of a bundle that is full, as `Subtrees.join` takes it; in Node made on several threads. `null` if these are not the bytes of a bundle. */
export async function sheetOfBundle(bytes: Uint8Array): Promise<Uint8Array | null> {
  const bundle = Bundle.of(bytes);
  if (hashed < FIRST) bundle.some();
  else await together('bundle', bundle);
  hashed += 1;
  return bundle.sheet;
}
