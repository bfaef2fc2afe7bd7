import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, chromiumIn, haveChromium, leave, takeKey } from '../support/browser.ts';
import { freshFolder, holdCases, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';

describe.skipIf(!haveChromium)('a person signs in a browser', () => {
  const data = freshFolder();
  let host: Host, shared: Browser, size = 0;

  beforeAll(async () => {
    holdCases(['sella'], data.path);
    [host, shared] = await Promise.all([serve(data.path, '--demo'), chromiumHere()]);
    size = await sizeNow();
  }, 60_000);
  afterAll(async () => { await leave(shared); await host?.stop(); data.remove(); });

  const sizeNow = async (): Promise<number> => Number((await (await fetch(`${host.url}/sella/checkpoint`)).text()).split('\n')[1]);

  /** A browser with a profile of its own, which can be closed and opened again. */
  async function profile(): Promise<{ open(): Promise<BrowserContext>; remove(): void }> {
    const folder = mkdtempSync(join(tmpdir(), 'counterpart-browser-'));
    return { open: () => chromiumIn(folder), remove: () => rmSync(folder, { recursive: true, force: true }) };
  }

  async function take(page: Page, role: string): Promise<void> {
    await page.goto(`${host.url}/sella/act/statement`);
    await takeKey(page, role);
  }

  async function say(page: Page, words: string): Promise<void> {
    await page.fill('[name="summary.en"]', words);
    await page.selectOption('#f-type', 'statement');
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.getByRole('heading', { name: 'What you are about to sign' }).waitFor();
  }

  test('a full device says so, names no file that it does not keep, and takes the file once there is room', async () => {
    const context = await shared.newContext(), page = await context.newPage();
    const photo = { name: 'gate.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(400_000, 7) }, named = page.locator('input[type=hidden][name=evidence]');
    await page.goto(`${host.url}/sella/act/check`);
    await page.getByRole('button', { name: 'Look it through' }).waitFor();
    await page.waitForLoadState('networkidle');
    const noRoom = await page.evaluateHandle(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
      return { end: () => { IDBObjectStore.prototype.put = put; } };
    });
    await page.setInputFiles('input[type=file]', photo);
    await page.locator('#problems').getByText('This device is full').waitFor();
    expect(await named.count()).toBe(0);
    expect(await page.inputValue('input[type=file]')).toBe('');
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.locator('#problems').getByText('This device is full').waitFor();
    await noRoom.evaluate(({ end }) => end());
    await page.setInputFiles('input[type=file]', photo);
    await named.waitFor({ state: 'attached' });
    expect(await named.inputValue()).toContain(' 400000 image/jpeg gate.jpg');
    await context.close();
  });

  test('a slow line: what is written and sent before the script is here is not written over by an older draft, and is looked through once it is', async () => {
    const context = await shared.newContext({ serviceWorkers: 'block' }), page = await context.newPage();
    await take(page, 'maerith');
    await page.fill('[name="summary.en"]', 'An older draft.');
    await say(page, 'An older draft.');
    let arrive = (): void => undefined;
    const line = new Promise<void>((resolve) => { arrive = resolve; });
    await page.route('**/assets/act*.js', async (route) => { await line; await route.continue(); });
    const written = async (): Promise<void> => {
      await page.fill('[name="summary.en"]', 'Written before the script.');
      await page.selectOption('#f-as', 'maerith');
    };
    await page.goto(`${host.url}/sella/act/statement`, { waitUntil: 'commit' });
    await written();
    arrive();
    await page.getByText('This device holds the key').waitFor();
    expect(await page.inputValue('[name="summary.en"]')).toBe('Written before the script.');

    await page.unroute('**/assets/act*.js');
    const later = new Promise<void>((resolve) => { arrive = resolve; });
    await page.route('**/assets/act*.js', async (route) => { await later; await route.continue(); });
    await page.goto(`${host.url}/sella/act/statement`, { waitUntil: 'commit' });
    await written();
    await page.selectOption('#f-type', 'statement');
    await page.fill('[data-today]', '2026-11-01');
    await page.getByRole('button', { name: 'Look it through' }).click({ noWaitAfter: true });
    await page.getByRole('heading', { name: 'What would be signed' }).waitFor();
    arrive();
    await page.getByRole('button', { name: 'Sign and hand in' }).waitFor();
    expect(await page.locator('#signing').innerText()).toContain('Written before the script.');
    await context.close();
  });

  test('offline; the browser is closed and opened again; the line is back: recorded once, with a receipt that the device verified', async () => {
    const browser = await profile();
    let context = await browser.open(), [page = await context.newPage()] = context.pages();
    await take(page, 'maerith');
    await page.goto(`${host.url}/sella/outbox`);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await page.goto(`${host.url}/sella/act/statement`);
    await page.getByText('This device holds the key').waitFor();
    await page.waitForFunction(async () => { for (const name of await caches.keys()) if (await (await caches.open(name)).match('/sella/act/statement') !== undefined) return true; return false; });
    const kept = (): Promise<readonly string[]> => page.evaluate(async () => (await Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).flat().filter((path) => /\/act\/|report$/.test(path)).sort());
    await page.evaluate(async () => { const pages = await caches.open((await caches.keys()).find((name) => name.startsWith('pages')) ?? ''), old = { headers: { date: new Date(Date.now() - 8 * 86_400_000).toUTCString() } }; for (const path of ['/sella/act/act', '/sella/report']) await pages.put(path, new Response('For the table, a week ago.', old)); });
    await context.setOffline(true);
    await page.reload();
    expect(await kept()).toEqual(['/sella/act/act', '/sella/act/statement', '/sella/report']); // Without a line nothing goes.
    await context.setOffline(false);
    await page.reload();
    await expect.poll(kept).toEqual(['/sella/act/statement', '/sella/report']);
    await context.setOffline(true);
    await page.reload();
    await page.getByText('This device holds the key').waitFor();
    await say(page, 'Said where there is no network.');
    expect(await page.locator('#signing').innerText()).toContain('Said where there is no network.');
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing [data-step=kept]').waitFor();
    await context.close();
    expect(await sizeNow()).toBe(size);

    context = await browser.open();
    [page = await context.newPage()] = context.pages();
    await context.setOffline(true);
    await page.goto(`${host.url}/sella/outbox`);
    expect(await page.locator('#outgoing [data-step=kept]').innerText()).toContain('Make a statement');
    await page.getByText('There is no line').waitFor();
    await context.setOffline(false);
    await page.locator('#outgoing [data-step=recorded]').waitFor();
    expect(await sizeNow()).toBe(size + 1);
    const other = await context.newPage();
    await other.goto(`${host.url}/sella/outbox`);
    await other.locator('#outgoing [data-step=recorded]').waitFor();
    await other.getByRole('button', { name: 'Hand in now' }).click();
    expect(await sizeNow()).toBe(size + 1);
    const saved = other.waitForEvent('download');
    await other.getByRole('button', { name: 'Save the receipts' }).click();
    const [{ position, receipt }] = JSON.parse(await textOf(await saved)) as readonly [{ readonly position: number; readonly receipt: string }];
    expect(position).toBe(size);
    expect(receipt).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex \d+\n/);
    expect(await (await fetch(`${host.url}/sella/record/${size}.json`)).json()).toMatchObject({ kind: 'statement', body: expect.stringContaining('Said where there is no network.') as string });
    await context.close();
    browser.remove();
    size += 1;
  }, 60_000);

  test('what is refused is shown with its rule, and the words are kept', async () => {
    const context = await shared.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage();
    await take(page, 'orsavie');
    await say(page, 'Said at last.');
    // Between looking through and handing in somebody enters that this key speaks no more: only the host can say so.
    await page.route('**/sella/entries', (route) => route.fulfill({ status: 422, json: { results: [{ entry: '0'.repeat(64), refused: { code: 'process.key.revoked', author: 'k' } }] } }));
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    const line = page.locator('#outgoing [data-step=refused]');
    await line.getByText('process.key.revoked').waitFor();
    expect(await line.innerText()).toContain('Your words are kept.');
    await line.getByRole('button', { name: 'Change them and try again' }).click();
    await page.waitForURL('**/act/statement');
    await expect.poll(() => page.inputValue('[name="summary.en"]')).toBe('Said at last.');
    await context.close();
  }, 60_000);

  test('the key of a device cannot be read out, and there is one for each place', async () => {
    const context = await shared.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage();
    await take(page, 'maerith');
    const found = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('counterpart'); asked.onsuccess = () => resolve(asked.result); });
      const keys = await new Promise<{ signing: CryptoKey; opening: CryptoKey; erasing: CryptoKey }[]>((resolve) => { const asked = database.transaction('keys').objectStore('keys').getAll(); asked.onsuccess = () => resolve(asked.result as never); });
      const refused = async (key: CryptoKey): Promise<boolean> => { for (const form of ['raw', 'pkcs8', 'jwk'] as const) if (await crypto.subtle.exportKey(form, key).then(() => true, () => false)) return false; return true; };
      return Promise.all(keys.flatMap(({ signing, opening, erasing }) => [signing, opening, erasing]).map(async (key) => [key.algorithm.name, key.extractable, await refused(key)]));
    });
    expect(found).toEqual([['Ed25519', false, true], ['X25519', false, true], ['HMAC', false, true]]);
    await context.close();
  }, 60_000);

  test('who is signed in is told when the record has grown, and what waits is handed in from any page', async () => {
    const context = await shared.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage();
    await take(page, 'maerith');
    await page.goto(`${host.url}/sella/sign-in`);
    await page.getByRole('button', { name: 'Sign in: Maerith Ondravar' }).click();
    await page.getByText('Signed in: Maerith').waitFor();
    await page.goto(`${host.url}/sella/act/statement`);
    await page.getByText('This device holds the key').waitFor();
    await say(page, 'Kept while the host does not answer.');
    await page.route('**/sella/entries', (route) => route.abort());
    const tried = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/sella/entries'));
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing [data-step=kept]').waitFor();
    await tried; // It is shown as kept before it is handed in.
    await page.unroute('**/sella/entries');
    const before = await sizeNow();
    await page.goto(`${host.url}/sella/about`);
    await expect.poll(sizeNow).toBe(before + 1);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('The record has grown').waitFor();
    await page.getByRole('link', { name: 'Show what is new' }).click();
    await page.getByText(`${before + 1} entries on record`).waitFor();
    expect(await page.getByText('The record has grown').isVisible()).toBe(false);
    await context.close();
    size = before + 1;
  }, 60_000);

  test('a receipt that does not prove what the host says is not believed', async () => {
    const context = await shared.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage();
    await take(page, 'hedra');
    await say(page, 'Is this on record?');
    await page.route('**/sella/entries', async (route) => {
      const answer = await route.fetch(), told = await answer.json() as { results: { receipt: string }[] };
      await route.fulfill({ response: answer, json: { results: told.results.map((one) => ({ ...one, receipt: one.receipt.replace(/\n([A-Za-z0-9+/])/, (_, first: string) => `\n${first === 'A' ? 'B' : 'A'}`) })) } });
    });
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing [data-step=sent]').getByText('does not prove').waitFor();
    await page.unroute('**/sella/entries');
    await page.goto(`${host.url}/sella/outbox`);
    await page.locator('#outgoing [data-step=recorded]').waitFor();
    await context.close();
  }, 60_000);

  test('the script of an act is small: what a letter, a commitment as text or a second signature of the host take comes only when it is needed', async () => {
    const html = await (await fetch(`${host.url}/sella/act/statement`)).text(), seen = new Map<string, number>();
    const load = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      const text = await (await fetch(host.url + path)).text();
      seen.set(path, gzipSync(text).length);
      for (const [, other] of text.matchAll(/(?:from|import)"\.\/([^"]+)"/g)) await load(`/assets/${other}`);
    };
    for (const [, script] of html.matchAll(/<script type="module" src="([^"]+)"/g)) await load(script as string);
    const total = [...seen.values()].reduce((sum, one) => sum + one, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThanOrEqual(45_000);
  });
});

async function textOf(download: { createReadStream(): Promise<AsyncIterable<unknown>> }): Promise<string> {
  let text = '';
  for await (const part of await download.createReadStream()) text += String(part);
  return text;
}
