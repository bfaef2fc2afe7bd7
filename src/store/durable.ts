import { closeSync, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file, whole or not at all, on the disk when it returns: written aside, synced, named, and its name synced. `mode`: who may read it. */
export function writeDurably(path: string, content: Uint8Array | string, mode = 0o666): void {
  writeFileSync(`${path}.new`, content, { mode, flush: true });
  renameSync(`${path}.new`, path);
  syncFolder(dirname(path));
}

/** What was named or removed in a folder stays so. */
export function syncFolder(path: string): void {
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
