import type { ReadFile } from '#audit';
import type { Result } from '#base';
import { ok, refuse } from '#base';
import { readBag } from '#wire';

/** The files of the log in a bag, as a folder would give them. Refuses `bag.*`; `verify.bag.logs` where it holds none, or more than one. */
export function logInBag(bytes: Uint8Array): Result<ReadFile> {
  const files = readBag(bytes);
  if (!files.ok) return files;
  const logs = [...files.value.keys()].filter((name) => name.endsWith('/checkpoint')).map((name) => name.slice(0, 64)), [log] = logs;
  if (log === undefined || logs.length > 1) return refuse('verify.bag.logs', { logs: logs.length });
  return ok(async (path) => files.value.get(`${log}/${path}`) ?? null);
}

/** Zip files begin so. */
export const isBag = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
