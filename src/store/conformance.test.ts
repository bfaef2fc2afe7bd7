import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { SHEET } from '#base';
import type { Batch, Store } from '#ports';
import { openStore } from './index.ts';
import { testLog } from './test-log.ts';

/** What every store promises. A second implementation joins by a row of `STORES`. */
const STORES: readonly (readonly [string, (folder: string, mode?: 'read' | 'write') => Promise<Store>])[] = [['SQLite', (folder, mode = 'write') => openStore({ folder, mode })]];

/** Entries that say little, in a tree that is right. */
const log = testLog('p');
const batch = (from: number, to: number): Batch => log.batch(from, to);
const { held } = log;

describe.each(STORES)('%s', (_, open) => {
  const folders: string[] = [];
  const stores: Store[] = [];
  const folder = (): string => {
    const path = mkdtempSync(join(tmpdir(), 'store-'));
    folders.push(path);
    return path;
  };
  const opened = async (...args: Parameters<typeof open>): Promise<Store> => {
    const store = await open(...args);
    stores.push(store);
    return store;
  };
  afterEach(async () => {
    for (const store of stores.splice(0)) await store.close();
    for (const path of folders.splice(0)) rmSync(path, { recursive: true });
  });

  test('gives back what was kept, after it was opened again', async () => {
    const path = folder(), first = await opened(path);
    await first.create(held, batch(0, 3));
    await first.append('p', 3, batch(3, 5));
    await stores.splice(0)[0]?.close();
    const store = await opened(path);
    expect(await store.list()).toEqual([{ ...held, size: 5 }]);
    expect(await store.head('p')).toEqual(batch(3, 5).head);
    expect((await store.entries('p', 2, 4)).map(({ position, id }) => [position, id])).toEqual([[2, 'id-2'], [3, 'id-3']]);
    expect((await store.whole('p', 2, 9)).map(({ position, id, kind, body, content }) => [position, id, kind, body, new TextDecoder().decode(content ?? undefined)])).toEqual([2, 3, 4].map((at) => [at, `id-${at}`, batch(0, 5).entries[at]?.kind, `body-${at}`, `body ${at}`]));
    for (const contents of [(await store.whole('p', 3, 5, true)).map(({ content }) => content), await store.contents('p', 3, 5, true)]) expect(contents.map((content) => content === null)).toEqual([true, false]);
    expect((await store.contents('p', 2, 9)).map((content) => new TextDecoder().decode(content ?? undefined))).toEqual(['body 2', 'body 3', 'body 4']);
    expect(await store.positionOf('p', 'id-4')).toBe(4);
    expect(await store.positionOf('p', 'id-9')).toBeNull();
    expect(new TextDecoder().decode((await store.bodies('p', ['body-4', 'none'])).get('body-4'))).toBe('body 4');
    expect([...(await store.bodies('p', ['body-3', 'body-4'], true)).keys()]).toEqual(['body-4']);
    expect(Uint8Array.from(await store.tile('p', 0, 0) ?? [])).toEqual(Uint8Array.from(batch(3, 5).tiles[0]?.hashes ?? []));
    expect(await store.tile('p', 1, 0)).toBeNull();
  });

  test('a shelf gives back each sheet as it was put there last, beside others, with nothing left in the folder', async () => {
    const path = folder(), store = await opened(path), before = readdirSync(path), shelves = [store.shelf(), store.shelf()];
    const sheet = (of: number): Uint8Array => new Uint8Array(SHEET).map((_, at) => at * of);
    for (const [which, shelf] of shelves.entries()) for (let number = 0; number < 5; number += 1) shelf.put(number, sheet(number + 7 * which));
    shelves[0]?.put(2, sheet(99));
    const taken = (which: number, number: number): Uint8Array => {
      const into = new Uint8Array(SHEET);
      shelves[which]?.take(number, into);
      return into;
    };
    expect([taken(0, 1), taken(0, 2), taken(0, 4), taken(1, 2)].map((one, at) => Buffer.compare(one, sheet([1, 99, 4, 9][at] as number)))).toEqual([0, 0, 0, 0]);
    expect(readdirSync(path)).toEqual(before);
    expect(() => taken(0, 5)).toThrow('store.failed');
  });

  test('all of a batch or nothing', async () => {
    const store = await opened(folder());
    await store.create(held, batch(0, 2));
    const repeated = { ...batch(2, 4), entries: batch(2, 4).entries.map((entry) => ({ ...entry, id: entry.position === 3 ? 'id-0' : entry.id })) };
    await expect(store.append('p', 2, repeated)).rejects.toMatchObject({ code: 'store.failed', retry: 'never' });
    expect((await store.head('p'))?.size).toBe(2);
    expect(await store.entries('p', 0, 10)).toHaveLength(2);
    expect((await store.bodies('p', ['body-2', 'body-3'])).size).toBe(0);
    await store.append('p', 2, batch(2, 4));
    expect((await store.head('p'))?.size).toBe(4);
  });

  test('takes no batch with a gap, and none whose head miscounts it', async () => {
    const store = await opened(folder());
    await store.create(held, batch(0, 2));
    for (const wrong of [batch(3, 4), batch(1, 3), { ...batch(2, 4), head: batch(4, 5).head }, { ...batch(2, 4), entries: batch(2, 4).entries.toReversed() }]) {
      await expect(store.append('p', 2, wrong)).rejects.toThrow('broken invariant');
    }
    expect((await store.head('p'))?.size).toBe(2);
  });

  test('keeps logs apart', async () => {
    const store = await opened(folder()), other = testLog('q');
    await store.create(held, batch(0, 3));
    await store.create(other.held, other.batch(0, 300));
    await store.append('p', 3, batch(3, 4));
    expect((await store.list()).map(({ slug, size }) => [slug, size])).toEqual([['slug-p', 4], ['slug-q', 300]]);
    expect(await store.entries('q', 299, 400)).toHaveLength(1);
    expect(await store.positionOf('p', 'id-200')).toBeNull();
    expect((await store.tile('q', 1, 0))?.length).toBe(32);
    expect(await store.entries('none', 0, 10)).toEqual([]);
  });

  test('refuses a second log of one name, and a batch on a head that has moved', async () => {
    const store = await opened(folder());
    await store.create(held, batch(0, 2));
    await expect(store.create({ ...held, process: 'q' }, batch(0, 1))).rejects.toMatchObject({ code: 'store.exists' });
    await expect(store.append('p', 1, batch(1, 2))).rejects.toMatchObject({ code: 'store.moved', retry: 'safe' });
    const together = await Promise.allSettled([store.append('p', 2, batch(2, 3)), store.append('p', 2, batch(2, 4))]);
    expect(together.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await expect(store.append('none', 0, batch(0, 1))).rejects.toMatchObject({ code: 'store.moved' });
    expect(await store.head('none')).toBeNull();
  });

  test('one writer; readers beside it', async () => {
    const path = folder(), writer = await opened(path);
    await writer.create(held, batch(0, 2));
    await expect(open(path)).rejects.toMatchObject({ code: 'store.in-use' });
    const reader = await opened(path, 'read');
    expect((await reader.list())[0]?.size).toBe(2);
    await expect(reader.append('p', 2, batch(2, 3))).rejects.toMatchObject({ code: 'store.unwritable' });
    await writer.append('p', 2, batch(2, 5));
    expect(await reader.entries('p', 0, 9)).toHaveLength(5);
    await stores.splice(0, 1)[0]?.close();
    expect((await (await opened(path)).head('p'))?.size).toBe(5);
  });
});
