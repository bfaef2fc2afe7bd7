import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, test } from 'vitest';
import type { WitnessedHead } from '#record';
import { sha256, utf8 } from '#record';
import { openStore, openWitnessed } from './index.ts';

const base = mkdtempSync(join(tmpdir(), 'witness-'));
afterAll(() => rmSync(base, { recursive: true }));
let folders = 0;
const folder = (): string => {
  const path = join(base, `${folders += 1}`);
  mkdirSync(path);
  return path;
};
const head = (size: number, what = ''): WitnessedHead => ({ size, root: Uint8Array.from(sha256(utf8(`${size} ${what}`))), checkpoint: `${size} ${what}` });
const fault = (path: string, name: string | null = null): Promise<unknown> => openWitnessed(path, name).then(({ witnessed }) => witnessed.close().then(() => null), (error: unknown) => error);
/** A folder in which a witness cosigned one head. */
async function used(): Promise<string> {
  const path = folder(), { witnessed } = await openWitnessed(path, 'w.example');
  expect(await witnessed.advance('log', null, head(3))).toBe(true);
  await witnessed.close();
  return path;
}

test('a head takes the place of the one it was judged by, and of no other', async () => {
  const { witnessed } = await openWitnessed(folder(), 'w.example');
  expect([await witnessed.head('log'), await witnessed.origins()]).toEqual([null, []]);
  expect(await witnessed.advance('log', head(1), head(2))).toBe(false);
  expect(await witnessed.advance('log', null, head(3))).toBe(true);
  for (const last of [null, head(2), head(3, 'fork')]) expect(await witnessed.advance('log', last, head(4))).toBe(false);
  expect(await witnessed.head('log')).toEqual(head(3));
  expect(await witnessed.advance('log', head(3), { ...head(3), checkpoint: 'again' })).toBe(true);
  expect(await witnessed.advance('log', head(3), head(4))).toBe(true);
  expect([await witnessed.head('log'), await witnessed.origins()]).toEqual([head(4), ['log']]);
  await witnessed.close();
});

test('keys are made once, two of them, for the owner alone', async () => {
  const path = folder(), first = await openWitnessed(path, 'w.example');
  await first.witnessed.close();
  const again = await openWitnessed(path, null);
  await again.witnessed.close();
  expect(again.signers).toEqual(first.signers);
  expect(new Set(first.signers.map(({ seed }) => seed.join())).size).toBe(2);
  expect(statSync(join(path, 'witness.key')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(path, 'witness.key'), 'utf8')).toMatch(/^counterpart\/witness-key\/v1\nname w\.example\ncosignature [0-9a-f]{64}\nml-dsa-44 [0-9a-f]{64}\n$/);
});

test('one folder, one witness; and none in the folder of a host at work', async () => {
  const path = folder(), { witnessed } = await openWitnessed(path, 'w.example');
  expect(await fault(path)).toMatchObject({ code: 'store.in-use' });
  await witnessed.close();
  const shared = folder(), store = await openStore({ folder: shared, mode: 'write' });
  expect(await fault(shared, 'w.example')).toMatchObject({ code: 'store.in-use' });
  await store.close();
});

test.each([
  ['a key without a memory', (path: string) => rmSync(join(path, 'witness.sqlite')), null, 'witness.forgotten'], ['a memory without its key', (path: string) => rmSync(join(path, 'witness.key')), 'w.example', 'witness.key.missing'], ['neither key nor name', (path: string) => rmSync(join(path, 'witness.key')), null, 'witness.name.missing'],
  ['another name', () => undefined, 'v.example', 'witness.name.other'], ['a key that others may read', (path: string) => chmodSync(join(path, 'witness.key'), 0o644), null, 'witness.key.open'], ['a key cut short', (path: string) => writeFileSync(join(path, 'witness.key'), readFileSync(join(path, 'witness.key')).subarray(0, -2)), null, 'witness.key.form'],
  ['a memory that is no database', (path: string) => writeFileSync(join(path, 'witness.sqlite'), 'x'.repeat(200)), null, 'store.foreign'], ['an empty memory', (path: string) => writeFileSync(join(path, 'witness.sqlite'), ''), null, 'store.damaged'], ['a memory cut short', (path: string) => writeFileSync(join(path, 'witness.sqlite'), readFileSync(join(path, 'witness.sqlite')).subarray(0, 5000)), null, 'store.damaged'],
  ['a memory of a later edition', (path: string) => altered(path, 'PRAGMA user_version = 9'), null, 'store.newer'], ['the record of a host for a memory', (path: string) => altered(path, `PRAGMA application_id = ${0x43505254}`), null, 'store.foreign'],
] as const)('is refused, and left as it was: %s', async (_, change, name, code) => {
  const path = await used();
  change(path);
  const copy = folder();
  for (const file of ['witness.sqlite', 'witness.key']) if (existsSync(join(path, file))) copyFileSync(join(path, file), join(copy, file));
  expect(await fault(path, name)).toMatchObject({ code });
  for (const file of ['witness.sqlite', 'witness.key']) expect([file, existsSync(join(path, file))]).toEqual([file, existsSync(join(copy, file))]);
});

function altered(path: string, sql: string): void {
  const database = new DatabaseSync(join(path, 'witness.sqlite'));
  database.exec(sql);
  database.close();
}

test('a name that no key may have makes no key', async () => {
  const path = folder();
  expect(await fault(path, 'a b')).toMatchObject({ code: 'witness.name.form' });
  expect(await fault(path, 'w.example')).toBe(null);
});
