import type { Head, Held, Store } from '#ports';
import { TILE_WIDTH, inclusionProof, isDigest, proofTiles, readTilePath, tilePath, tileReader, tilesOf, utf8, writeBodies, writeBundle } from '#record';
import type { Hash, HashReader } from '#record';

/** A file of a published log (docs/formats/record.md). What is immutable stays the same for ever; the checkpoint grows with the log. */
export interface LogFile {
  readonly bytes: Uint8Array;
  readonly type: 'text/plain; charset=utf-8' | 'application/octet-stream' | 'application/json';
  readonly immutable: boolean;
}

/** Every path of a published log of a size, the checkpoint last: who copies in this order never has a head without its entries. */
export function* pathsOf(size: number, process: string): Generator<string> {
  for (const { level, index, width } of tilesOf(size)) {
    if (level === 0) yield* [tilePath('entries', index, width), tilePath('bodies', index, width)];
    yield tilePath(level, index, width);
  }
  yield* [`body/${process}`, 'host.vkey', 'checkpoint'];
}

const HASH = 32;

/** The file of a path below a log: `checkpoint`, `host.vkey`, `tile/…`, `tile/entries/…`, `tile/bodies/…`, `body/…`. `null` if there is none, or not yet. `all`: with the bodies that are for the table and the sealed letters; otherwise only what everybody may have. */
export async function logFile(store: Store, held: Held, head: Head, path: string, all = false): Promise<LogFile | null> {
  if (path === 'checkpoint' || path === 'confirmed') {
    const confirmed = await store.confirmed(held.process), note = path === 'confirmed' ? confirmed?.checkpoint : confirmed?.size === head.size ? confirmed.checkpoint : head.checkpoint;
    return note === undefined ? null : { bytes: utf8(note), type: 'text/plain; charset=utf-8', immutable: false };
  }
  if (path === 'host.vkey') return { bytes: utf8(`${held.hostKey}\n`), type: 'text/plain; charset=utf-8', immutable: false };
  const bytes = path.startsWith('body/') ? await body(store, held, path.slice('body/'.length), all) : await tile(store, held, head.size, path, all);
  return bytes === null ? null : { bytes, type: path.startsWith('body/') ? 'application/json' : 'application/octet-stream', immutable: !path.startsWith('tile/bodies/') };
}

async function body(store: Store, { process }: Held, digest: string, all: boolean): Promise<Uint8Array | null> {
  return isDigest(digest) ? (await store.bodies(process, [digest], !all)).get(digest) ?? null : null;
}

/** A partial tile stays to be had when it has grown. */
async function tile(store: Store, { process }: Held, size: number, path: string, all: boolean): Promise<Uint8Array | null> {
  const asked = readTilePath(path);
  if (asked === null) return null;
  const { level, index, width } = asked, from = index * TILE_WIDTH;
  if (level === 'entries' || level === 'bodies') {
    if (from + width > size) return null;
    if (level === 'entries') return writeBundle((await store.entries(process, from, from + width)).map(({ bytes }) => bytes));
    return writeBodies(await store.contents(process, from, from + width, !all));
  }
  if (from + width > Math.floor(size / TILE_WIDTH ** level)) return null;
  return (await store.tile(process, level, index))?.subarray(0, width * HASH) ?? null;
}

/** Makes inclusion proofs in the log of a size. What it has read and hashed it remembers: entries near each other share the work. */
export interface Prover {
  readonly process: string;
  readonly size: number;
  /** Each from the leaf up. */
  proofs(positions: readonly number[]): Promise<readonly (readonly Hash[])[]>;
}

/** The prover of a log at a size; the one before, where it is of the same. */
export function proverAt(store: Store, process: string, size: number, before: Prover | null = null): Prover {
  if (before?.process === process && before.size === size) return before;
  const tiles = new Map<string, Uint8Array | null>(), asked = new Map<string, Promise<void>>(), read = remembering(tileReader((level, index) => tiles.get(`${level}/${index}`) ?? null));
  const take = async (name: string, level: number, index: number): Promise<void> => void tiles.set(name, await store.tile(process, level, index));
  const proofs = async (positions: readonly number[]): Promise<readonly (readonly Hash[])[]> => {
    for (const position of positions) {
      for (const { level, index } of proofTiles(position, size)) {
        const name = `${level}/${index}`, tile = asked.get(name) ?? take(name, level, index);
        asked.set(name, tile);
        await tile;
      }
    }
    return positions.map((position) => inclusionProof(position, size, read));
  };
  return { process, size, proofs };
}

function remembering(read: HashReader): HashReader {
  const known = new Map<string, Hash>();
  return (level, index) => {
    const name = `${level}/${index}`, hash = known.get(name) ?? read(level, index);
    known.set(name, hash);
    return hash;
  };
}
