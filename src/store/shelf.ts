import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault, SHEET } from '#base';
import type { Shelf } from '#base';
import { guarded } from './open.ts';

/** Given back to the system when nobody holds the shelf any more: whoever replays a log drops what it came to, and closes nothing. */
const ends = new FinalizationRegistry(closeSync);

/** A shelf in a file beside the store, or where temporary files lie if one may only read there. It is made with the first sheet and has no name from then on: nothing is left of it, however the program ends. Faults `store.*`. */
export class FileShelf implements Shelf {
  readonly #folder: string;
  #file: number | null = null;

  constructor(folder: string) {
    this.#folder = folder;
  }

  put(number: number, sheet: Uint8Array): void {
    const file = this.#opened();
    guarded(this.#folder, () => {
      for (let done = 0; done < SHEET;) done += writeSync(file, sheet, done, SHEET - done, number * SHEET + done);
    });
  }

  take(number: number, into: Uint8Array): void {
    const file = this.#opened(), found = guarded(this.#folder, () => readSync(file, into, 0, SHEET, number * SHEET));
    if (found !== SHEET) throw new Fault('store.failed', 'unsafe', { path: this.#folder, message: `${found} bytes of a sheet` });
  }

  #opened(): number {
    if (this.#file !== null) return this.#file;
    this.#file = opened(this.#folder);
    ends.register(this, this.#file);
    return this.#file;
  }
}

/** A shelf where temporary files lie. */
export const openShelf = (): Shelf => new FileShelf(tmpdir());

function opened(folder: string): number {
  try {
    return nameless(folder);
  } catch {
    return guarded(tmpdir(), () => nameless(tmpdir()));
  }
}

function nameless(folder: string): number {
  const path = join(folder, `counterpart-${randomUUID()}.sheets`), file = openSync(path, 'wx+', 0o600);
  rmSync(path, { force: true });
  return file;
}
