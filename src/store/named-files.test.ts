import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { Batch } from '#ports';
import { utf8 } from '#record';
import { freshFolder } from '../../tests/support/host.ts';
import { openEvidence } from './evidence.ts';
import { openStore } from './index.ts';
import { testLog } from './test-log.ts';

const PROCESS = 'a'.repeat(64), log = testLog(PROCESS);
const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const naming = (...texts: readonly string[]): Uint8Array => utf8(JSON.stringify({ evidence: texts.map((text) => ({ bytes: text.length, digest: digestOf(text) })), text: `no member: \\"digest\\":\\"${digestOf('c')}\\"` }));
/** The log of the tests, in which some bodies name files. */
const saying = (batch: Batch, words: { readonly [position: number]: Uint8Array }, erased: readonly number[] = []): Batch => ({
  ...batch, bodies: batch.bodies.map((body) => ({ ...body, bytes: words[Number(body.digest.slice(5))] ?? body.bytes })), erased: erased.map((position) => `id-${position}`),
});

async function held(...texts: readonly string[]) {
  const folder = freshFolder(), files = openEvidence(folder.path), open = (mode: 'read' | 'write' = 'write') => openStore({ folder: folder.path, mode });
  for (const text of texts) await files.put(PROCESS, digestOf(text), (async function* () { yield utf8(text); })());
  return { ...folder, open, pathTo: (text: string): string => join(folder.path, 'evidence', PROCESS, digestOf(text).slice(0, 2), digestOf(text)), there: (): readonly string[] => texts.filter((text) => files.get(PROCESS, digestOf(text)) !== null) };
}

describe('a file that erased words named', () => {
  test('goes with the last words that name it, once these are gone for good', async () => {
    const { open, there, remove } = await held('a', 'b', 'c'), store = await open();
    await store.create(log.held, saying(log.batch(0, 4), { 0: naming('a', 'b'), 1: naming('b') }));
    await store.append(PROCESS, 4, saying(log.batch(4, 5), {}, [0]));
    expect([there(), await store.naming(PROCESS, digestOf('a')), await store.naming(PROCESS, digestOf('b'))]).toEqual([['b', 'c'], { standing: false, erased: [{ entry: 'id-0', open: true }] }, { standing: true, erased: [{ entry: 'id-0', open: true }] }]);
    await store.append(PROCESS, 5, saying(log.batch(5, 6), {}, [1]));
    expect([there(), (await store.naming(PROCESS, digestOf('b'))).erased.map(({ open: forAll }) => forAll)]).toEqual([['c'], [true, false]]);
    await store.append(PROCESS, 6, saying(log.batch(6, 7), { 6: naming('a') }));
    expect([await store.naming(PROCESS, digestOf('a')), await store.naming(PROCESS, digestOf('c')), await store.naming(PROCESS, 'no digest')]).toEqual([{ standing: true, erased: [{ entry: 'id-0', open: true }] }, { standing: false, erased: [] }, { standing: false, erased: [] }]);
    await store.close();
    remove();
  });

  test('goes when the store is opened again, where it did not before; a record that is not written has its words and its file', async () => {
    const { open, pathTo, there, remove } = await held('a'), store = await open();
    await store.create(log.held, saying(log.batch(0, 4), { 0: naming('a') }));
    await expect(store.append(PROCESS, 4, { ...saying(log.batch(4, 5), {}, [0]), tiles: [{ level: 0, index: 0, hashes: null as never }] })).rejects.toMatchObject({ code: 'store.failed' });
    expect([there(), (await store.naming(PROCESS, digestOf('a'))).standing]).toEqual([['a'], true]);
    rmSync(pathTo('a'));
    mkdirSync(pathTo('a')); // The disk does not let go of it.
    writeFileSync(join(pathTo('a'), 'held'), '');
    await store.append(PROCESS, 4, saying(log.batch(4, 5), {}, [0]));
    await store.close();
    rmSync(pathTo('a'), { recursive: true });
    writeFileSync(pathTo('a'), 'a');
    await (await open('read')).close();
    expect(there()).toEqual(['a']);
    await (await open()).close();
    expect([there(), existsSync(dirname(pathTo('a')))]).toEqual([[], true]);
    remove();
  });

  test('goes from a folder that was kept before files were noted', async () => {
    const { path, open, there, remove } = await held('a', 'b'), store = await open();
    await store.create(log.held, saying(log.batch(0, 4), { 0: naming('a'), 1: naming('b') }));
    await store.close();
    const database = new DatabaseSync(join(path, 'counterpart.sqlite'));
    database.exec('DROP TABLE file');
    database.close();
    const reading = await open('read');
    expect(await reading.naming(PROCESS, digestOf('a'))).toEqual({ standing: false, erased: [] });
    await reading.close();
    const again = await open();
    expect(await again.naming(PROCESS, digestOf('a'))).toEqual({ standing: true, erased: [] });
    await again.append(PROCESS, 4, saying(log.batch(4, 5), {}, [0]));
    expect(there()).toEqual(['b']);
    await again.close();
    remove();
  });

  test('is named again by words that fill a gap, and by none that were erased', async () => {
    const { open, there, remove } = await held('a'), store = await open(), { bodies, ...rest } = log.batch(0, 4);
    await store.create(log.held, { ...rest, bodies: bodies.slice(1) });
    await store.fill(PROCESS, [{ digest: 'body-0', audience: 'public', bytes: naming('a') }]);
    await store.append(PROCESS, 4, saying(log.batch(4, 5), {}, [0]));
    await store.fill(PROCESS, [{ digest: 'body-0', audience: 'public', bytes: naming('a') }]);
    expect([there(), await store.naming(PROCESS, digestOf('a'))]).toEqual([[], { standing: false, erased: [{ entry: 'id-0', open: true }] }]);
    await store.close();
    remove();
  });
});
