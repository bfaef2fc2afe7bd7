import { unzipSync, zipSync } from 'fflate';
import type { ReadFile } from '#audit';
import type { Result } from '#base';
import { byCodeUnits, ok, refuse } from '#base';

/** What a bag holds, by name (docs/formats/bag.md). */
export type BagFiles = ReadonlyMap<string, Uint8Array>;

const NAME = /^(?:[0-9a-f]{64}\/(?:checkpoint|confirmed|host\.vkey|tile\/(?:entries|bodies|[0-9]{1,2})\/[0-9x/]{3,40}(?:\.p\/[0-9]{1,3})?|body\/[0-9a-f]{64}|evidence\/[0-9a-f]{64})|submissions\/[0-9a-f]{64})$/;
const MOST_FILES = 200_000, MOST_BYTES = 80_000_000, MOST_TOTAL = 2_000_000_000;
/** A bag has no time of its own: the same content makes the same bytes. */
const WHEN = new Date(1980, 0, 1);

/** One file of many, that any program for zip opens. Names in one order, times fixed. */
export function writeBag(files: BagFiles): Uint8Array {
  return zipSync(Object.fromEntries([...files].toSorted(([a], [b]) => byCodeUnits(a, b))), { level: 6, mtime: WHEN });
}

/** The files of a bag by name. Refuses `bag.form`, `bag.member` with the name (unknown, twice there), `bag.too-large`. What they say is for whoever takes them in. */
export function readBag(bytes: Uint8Array): Result<BagFiles> {
  const seen = new Set<string>();
  let total = 0, strange: string | null = null, large: string | null = null;
  try {
    const files = unzipSync(bytes, { filter: ({ name, originalSize }) => {
      total += originalSize;
      if (!NAME.test(name) || seen.has(name)) strange ??= name;
      if (originalSize > MOST_BYTES || total > MOST_TOTAL || seen.size >= MOST_FILES) large ??= name;
      seen.add(name);
      return strange === null && large === null;
    } });
    if (strange !== null) return refuse('bag.member', { name: (strange as string).slice(0, 200) });
    if (large !== null) return refuse('bag.too-large', { name: large });
    return seen.size === 0 ? refuse('bag.form') : ok(new Map(Object.entries(files)));
  } catch {
    return refuse('bag.form'); // Cut off, or no zip: the library throws.
  }
}

/** The files of the one log in a bag, as a folder would give them. Refuses `bag.*`; `bag.logs` where it holds none, or more than one. */
export function logInBag(bytes: Uint8Array): Result<ReadFile> {
  const files = readBag(bytes);
  if (!files.ok) return files;
  const logs = [...files.value.keys()].filter((name) => name.endsWith('/checkpoint')).map((name) => name.slice(0, 64)), [log] = logs;
  if (log === undefined || logs.length > 1) return refuse('bag.logs', { logs: logs.length });
  return ok(async (path) => files.value.get(`${log}/${path}`) ?? null);
}

/** Zip files begin so. */
export const isBag = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
