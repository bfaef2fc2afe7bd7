import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Store } from '#ports';
import { openStore } from './index.ts';
import { testLog } from './test-log.ts';

const SIZE = 600, FILE = 'counterpart.sqlite';
const base = mkdtempSync(join(tmpdir(), 'sqlite-'));
const log = testLog('p');
let folders = 0;
const folder = (): string => {
  const path = join(base, `${folders += 1}`);
  mkdirSync(path);
  return path;
};
const whole = folder();
beforeAll(async () => {
  const store = await openStore({ folder: whole, mode: 'write' });
  await store.create(log.held, log.batch(0, SIZE));
  await store.close();
});
afterAll(() => rmSync(base, { recursive: true }));

/** A copy of the store, changed as somebody with access to the disk could. */
function copy(change: (path: string) => void): string {
  const to = folder();
  copyFileSync(join(whole, FILE), join(to, FILE));
  change(join(to, FILE));
  return to;
}
const altered = (sql: string): string => copy((path) => {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
});
const fault = async (path: string, mode: 'read' | 'write'): Promise<unknown> => openStore({ folder: path, mode }).then((store) => store.close().then(() => null), (error: unknown) => error);

describe('a file cut off', () => {
  const length = statSync.bind(null, join(whole, FILE));
  test.each([0, 1, 15, 16, 60, 99, 100, 512, 4095, 4096, 8192, 0.5, -4096, -1])('at %d', async (cut) => {
    const { size } = length();
    const at = cut < 0 ? size + cut : cut === 0.5 ? Math.floor(size / 2) : cut;
    for (const mode of ['read', 'write'] as const) {
      const path = copy((file) => truncateSync(file, at));
      expect(await fault(path, mode)).toMatchObject({ code: 'store.damaged', retry: 'never' });
      expect(statSync(join(path, FILE)).size).toBe(at); // As it was found: it may be all there is.
    }
  });
});

describe('a file of somebody else, or of a later version', () => {
  test.each([
    ['a letter', () => copy((path) => writeFileSync(path, 'this is a letter')), { code: 'store.foreign' }],
    ['a short note', () => copy((path) => writeFileSync(path, 'no')), { code: 'store.foreign' }],
    ['another database', () => altered('PRAGMA application_id = 7'), { code: 'store.foreign' }],
    ['a later version', () => altered('PRAGMA user_version = 4'), { code: 'store.newer', facts: { found: 4, known: 3 } }],
    ['an earlier version', () => altered('PRAGMA user_version = 1'), { code: 'store.older', facts: { found: 1, known: 3 } }],
    ['a folder', () => copy((path) => { rmSync(path); mkdirSync(path); }), { code: 'store.failed' }],
  ])('%s', async (_, make, expected) => {
    for (const mode of ['read', 'write'] as const) expect(await fault(make(), mode)).toMatchObject(expected);
  });

  test('is left as it is', async () => {
    const path = altered('PRAGMA application_id = 7'), before = readFileSync(join(path, FILE));
    await fault(path, 'write');
    expect(readFileSync(join(path, FILE)).equals(before)).toBe(true);
  });

  test('nothing there to read; no folder to write to', async () => {
    expect(await fault(join(base, 'none'), 'read')).toMatchObject({ code: 'store.missing' });
    expect(existsSync(join(base, 'none'))).toBe(false);
    writeFileSync(join(base, 'file'), '');
    expect(await fault(join(base, 'file'), 'write')).toMatchObject({ code: 'store.unwritable' });
  });
});

describe('a head that does not fit', () => {
  test.each([
    ['the last entries gone', 'DELETE FROM entry WHERE position > 500', 'size', ['read', 'write']],
    ['an entry in the middle gone', 'DELETE FROM entry WHERE position = 5', 'size', ['read', 'write']],
    ['every entry gone', 'DELETE FROM entry', 'size', ['read', 'write']],
    ['the head rolled back', 'UPDATE process SET size = 599', 'size', ['read', 'write']],
    ['another root', "UPDATE process SET root = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='", 'root', ['write']],
    ['the last tile changed', 'UPDATE tile SET hashes = CAST(zeroblob(length(hashes)) AS BLOB) WHERE level = 0 AND number = 2', 'root', ['write']],
    ['the last tile gone', 'DELETE FROM tile WHERE level = 0 AND number = 2', 'tile', ['write']],
    ['the last tile too long', "UPDATE tile SET hashes = CAST(hashes || x'00' AS BLOB) WHERE level = 0 AND number = 2", 'tile', ['write']],
  ] as const)('%s', async (_, sql, what, modes) => {
    const path = altered(sql);
    for (const mode of modes) expect(await fault(path, mode)).toMatchObject({ code: 'store.damaged', facts: { process: 'slug-p', what } });
    if (!(modes as readonly string[]).includes('read')) expect(await fault(path, 'read')).toBeNull(); // So that an audit can say what is wrong.
  });

  test('a damaged entry or body opens: the audit names it', async () => {
    const path = altered("UPDATE entry SET bytes = x'00' WHERE position = 7; UPDATE body SET bytes = x'00' WHERE digest = 'body-9'; DELETE FROM body WHERE digest = 'body-8'");
    for (const mode of ['read', 'write'] as const) expect(await fault(path, mode)).toBeNull();
  });
});

test('a store that fails to open holds nothing: the next one gets the lock', async () => {
  const path = altered('PRAGMA user_version = 4');
  expect(await fault(path, 'write')).toMatchObject({ code: 'store.newer' });
  const database = new DatabaseSync(join(path, FILE));
  database.exec('PRAGMA user_version = 3');
  database.close();
  expect(await fault(path, 'write')).toBeNull();
});

test('what was left of a store that was being made is made anew', async () => {
  const path = folder();
  writeFileSync(join(path, `${FILE}.new`), 'half');
  const store = await openStore({ folder: path, mode: 'write' });
  expect(await store.list()).toEqual([]);
  await store.close();
  expect(readdirSync(path).sort()).toEqual(['counterpart.lock', FILE]);
});

describe('another program', () => {
  const here = import.meta.dirname;
  /** Runs a program beside this one; its lines as they come. */
  const started = (code: string, limit = '') => {
    const node = [process.execPath, '--input-type=module-typescript', '-e', code];
    const child = limit === '' ? spawn(node[0] as string, node.slice(1), { cwd: here, stdio: ['ignore', 'pipe', 'inherit'] }) : spawn('sh', ['-c', `${limit}; exec "$@"`, 'sh', ...node], { cwd: here, stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    return { child, said: () => said, ended: new Promise<void>((resolve) => child.once('close', () => resolve())) };
  };
  const writer = (path: string, batch: number): string => `
    import { writeSync } from 'node:fs';
    import { openStore } from './index.ts';
    import { testLog } from './test-log.ts';
    const log = testLog('p'), store = await openStore({ folder: ${JSON.stringify(path)}, mode: 'write' });
    let size = (await store.list())[0]?.size ?? 0;
    try {
      if (size === 0) await store.create(log.held, log.batch(0, size = 1));
      for (;;) {
        await store.append('p', size, log.batch(size, size + ${batch}));
        writeSync(1, 'kept ' + (size += ${batch}) + '\\n');
      }
    } catch (fault) {
      writeSync(1, fault.code + ' ' + fault.retry + '\\n');
      await store.list().catch((again) => writeSync(1, 'then ' + again.code + '\\n'));
    }`;

  test('that is killed while it writes has lost nothing that it was told was kept, and has half of nothing', async () => {
    const path = folder();
    let kept = 0;
    for (let round = 1; round <= 4; round += 1) {
      const { child, said, ended } = started(writer(path, 7));
      await new Promise<void>((resolve) => child.stdout.on('data', () => said().split('\n').length > round * 3 && resolve()));
      child.kill('SIGKILL');
      await ended;
      const told = Number(/kept (\d+)\n(?!.*kept)/s.exec(said())?.[1]);
      const store = await openStore({ folder: path, mode: round % 2 === 0 ? 'read' : 'write' });
      const [{ size } = { size: -1 }] = await store.list();
      expect(size).toBeGreaterThanOrEqual(told);
      expect(told).toBeGreaterThan(kept);
      expect((size - 1) % 7).toBe(0);
      expect(await store.head('p')).toEqual(log.batch(0, size).head);
      expect((await store.entries('p', 0, size)).map(({ position }) => position)).toEqual(Array.from({ length: size }, (_, index) => index));
      await store.close();
      kept = size;
    }
  });

  test.skipIf(process.platform === 'win32')('whose disk is full says so, writes no more, and leaves what it had kept', async () => {
    const path = folder(), { said, ended } = started(writer(path, 50), "trap '' XFSZ; ulimit -f 400"); // 400 blocks of 512 bytes or 1,024, as the shell has it.
    await ended;
    expect(said()).toMatch(/store\.failed unsafe\nthen store\.failed\n$/);
    const told = Number(/kept (\d+)\n(?!.*kept)/s.exec(said())?.[1]);
    const store: Store = await openStore({ folder: path, mode: 'write' });
    expect((await store.list())[0]?.size).toBe(told);
    await store.close();
  });
});
