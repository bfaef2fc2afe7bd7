import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKeySeed, writeKeyFile } from '#record';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { counterpart, freshFolder, holdCases, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';

/** Everything that a browser keeps for a host, in words. */
const keptIn = (page: Page): Promise<{ readonly stores: { readonly [store: string]: number }; readonly words: string; readonly caches: number; readonly storage: number }> => page.evaluate(async () => {
  const done = <T>(asked: IDBRequest<T>): Promise<T> => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); }), database = await done(indexedDB.open('counterpart')), stores: { [store: string]: number } = {};
  let words = '';
  for (const store of database.objectStoreNames) {
    const all = await done(database.transaction(store).objectStore(store).getAll() as IDBRequest<object[]>);
    if (all.length > 0) stores[store] = all.length;
    words += JSON.stringify(all, (_name, value: unknown) => (value instanceof Uint8Array ? new TextDecoder().decode(value) : value instanceof CryptoKey ? `a key ${value.type}` : value));
  }
  database.close();
  return { stores, words, caches: (await caches.keys()).length, storage: localStorage.length + sessionStorage.length };
});

describe.skipIf(!haveChromium)('a device that others use', () => {
  const data = freshFolder(), files = freshFolder(), key = join(files.path, 'lisbrit.key'), photo = randomBytes(3_000), digest = createHash('sha256').update(photo).digest('hex');
  let host: Host;

  beforeAll(async () => {
    holdCases(['sella'], data.path);
    writeFileSync(key, writeKeyFile(caseKeySeed('sella-1', 'lisbrit')));
    host = await serve(data.path, '--demo');
  }, 60_000);
  afterAll(async () => { await host?.stop(); data.remove(); files.remove(); });

  test('keeps nothing of who signs out; what was not sent is offered as a file before, photographs and all, and is handed in from it', async () => {
    const browser = await chromiumHere(), page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage(), dialog = page.locator('#before-going');
    await page.goto(`${host.url}/sella/outbox`);
    await page.setInputFiles('#key-file', key);
    await page.getByText('This device holds the key').waitFor();
    await page.goto(`${host.url}/sella/sign-in`);
    await page.locator('button[name=role][value=lisbrit]').click();
    await page.locator('form.seat').waitFor();
    await page.goto(`${host.url}/sella/report`);
    await page.locator('#shared').check();
    await page.getByText('This device holds the key').waitFor();
    await page.evaluate(() => localStorage.setItem('draft /sella/draft', 'half of a commitment'));

    // Nothing reaches the host: one report with a photograph is signed and waits, another is begun.
    await page.route('**/sella/entries', (route) => route.abort());
    await page.fill('[name=date]', '2026-05-01');
    await page.fill('[name=summary]', 'The gate was shut.');
    await page.setInputFiles('#f-photos', { name: 'gate.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.locator('#files-photos li').waitFor();
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing [data-step=kept]').waitFor();
    await page.fill('[name=summary]', 'Half of it.');
    await expect.poll(async () => (await keptIn(page)).stores).toMatchObject({ keys: 1, outbox: 1, drafts: 1, files: 1 });

    // They stay, and nothing is gone; then they go.
    const out = page.locator('form.seat button[type=submit]');
    await out.click();
    await dialog.getByRole('heading', { name: 'Before you go' }).waitFor();
    expect(await dialog.innerText()).toMatch(/not with its host yet: 1/);
    expect(await dialog.locator('[data-part=waiting] [data-drop]').isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Stay' }).click();
    expect((await keptIn(page)).stores).toMatchObject({ keys: 1, outbox: 1, drafts: 1, files: 1 });
    await out.click();
    const download = page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save what waits as a file' }).click();
    const saved = await download, path = join(files.path, saved.suggestedFilename());
    await saved.saveAs(path);
    await dialog.locator('[data-part=keys] [data-drop]').check();
    await dialog.getByRole('button', { name: 'Clear and go' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
    const left = await keptIn(page);
    expect([left.stores, left.storage, /lisbrit|Lisbrit|gate|Half|a key private|sella/i.test(left.words)]).toEqual([{ secrets: 1 }, 0, false]);
    expect(left.words).toContain('"shared"');
    for (const place of await page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat())) expect(place).toMatch(/^\/assets\//);

    // From the file the report is recorded, and its photograph with it.
    await host.stop();
    expect(counterpart('bag', 'open', path, '--data', data.path, '--demo')).toMatchObject({ code: 0, out: expect.stringMatching(/: recorded\.\n.*: taken in\.\n$/) });
    expect(counterpart('evidence', 'get', 'sella', digest, join(files.path, 'again.jpg'), '--key', key, '--as', 'lisbrit', '--data', data.path).code).toBe(0);
    expect(readFileSync(join(files.path, 'again.jpg')).equals(photo)).toBe(true);
    await leave(browser);
  }, 60_000);
});
