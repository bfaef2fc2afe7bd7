import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, test } from 'vitest';
import { SHEET } from '#base';
import { FileShelf } from './shelf.ts';

const folder = mkdtempSync(join(tmpdir(), 'shelf-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sheet = new Uint8Array(SHEET).map((_, at) => at);

test('where one may not write beside the store, it lies where temporary files do', () => {
  const shelf = new FileShelf(join(folder, 'nowhere')), into = new Uint8Array(SHEET);
  shelf.put(0, sheet);
  shelf.take(0, into);
  expect(Buffer.compare(into, sheet)).toBe(0);
});

/** The open files of this program that had a name in the folder. */
const open = (): number => readdirSync('/proc/self/fd').filter((file) => {
  try {
    return readlinkSync(join('/proc/self/fd', file)).startsWith(folder);
  } catch {
    return false; // It was of the reading of the folder itself.
  }
}).length;

test.runIf(process.platform === 'linux')('a file is made with the first sheet, has no name, and is given back when nobody holds the shelf', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void, shelves = Array.from({ length: 5 }, () => new FileShelf(folder));
  expect(open()).toBe(0);
  for (const shelf of shelves) shelf.put(0, sheet);
  expect([open(), readdirSync(folder)]).toEqual([5, []]);
  shelves.length = 0;
  for (let turn = 0; turn < 20 && open() === 5; turn += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(open()).toBeLessThan(5); // The engine may still have the last in a register.
});
