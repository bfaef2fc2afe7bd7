import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import type { Batch, Store } from '#ports';
import { openStore } from './index.ts';

/** What every store promises. A second implementation joins by a row of `STORES`. */
const STORES: readonly (readonly [string, (folder: string, mode?: 'read' | 'write') => Promise<Store>])[] = [['SQLite', (folder, mode = 'write') => openStore({ folder, mode })]];

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const batch = (from: number, to: number): Batch => ({
  entries: Array.from({ length: to - from }, (_, index) => ({ position: from + index, id: `id-${from + index}`, kind: 'report', bytes: bytes(`entry ${from + index}`), body: `body-${from + index}` })),
  bodies: Array.from({ length: to - from }, (_, index) => ({ digest: `body-${from + index}`, bytes: bytes(`body ${from + index}`) })),
  tiles: [{ level: 0, index: 0, hashes: bytes(`tile of ${to}`) }],
  head: { size: to, root: `root ${to}`, checkpoint: `checkpoint ${to}` },
});
const held = { process: 'p', slug: 's', origin: 'counterpart/p', hostKey: 'k' };

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
    expect(await store.head('p')).toEqual({ size: 5, root: 'root 5', checkpoint: 'checkpoint 5' });
    expect((await store.entries('p', 2, 4)).map(({ position, id }) => [position, id])).toEqual([[2, 'id-2'], [3, 'id-3']]);
    expect(await store.positionOf('p', 'id-4')).toBe(4);
    expect(await store.positionOf('p', 'id-9')).toBeNull();
    expect(new TextDecoder().decode((await store.bodies('p', ['body-4', 'none'])).get('body-4'))).toBe('body 4');
    expect(new TextDecoder().decode(await store.tile('p', 0, 0) ?? undefined)).toBe('tile of 5');
    expect(await store.tile('p', 1, 0)).toBeNull();
  });

  test('all of a batch or nothing', async () => {
    const store = await opened(folder());
    await store.create(held, batch(0, 2));
    const twice = { ...batch(2, 4), entries: [...batch(2, 4).entries, ...batch(0, 1).entries] };
    await expect(store.append('p', 2, twice)).rejects.toThrow();
    expect((await store.head('p'))?.size).toBe(2);
    expect(await store.entries('p', 0, 10)).toHaveLength(2);
    expect((await store.bodies('p', ['body-3'])).size).toBe(0);
  });

  test('refuses a second log of one name, and a batch on a head that has moved', async () => {
    const store = await opened(folder());
    await store.create(held, batch(0, 2));
    await expect(store.create({ ...held, process: 'q' }, batch(0, 1))).rejects.toMatchObject({ code: 'store.exists' });
    await expect(store.append('p', 1, batch(1, 2))).rejects.toMatchObject({ code: 'store.moved', retry: 'safe' });
    await expect(store.append('none', 0, batch(0, 1))).rejects.toMatchObject({ code: 'store.moved' });
    expect(await store.head('none')).toBeNull();
  });

  test('one writer; readers beside it', async () => {
    const path = folder(), writer = await opened(path);
    await writer.create(held, batch(0, 2));
    await expect(open(path)).rejects.toMatchObject({ code: 'store.in-use' });
    const reader = await opened(path, 'read');
    expect((await reader.list())[0]?.size).toBe(2);
    await expect(reader.append('p', 2, batch(2, 3))).rejects.toThrow();
  });
});
