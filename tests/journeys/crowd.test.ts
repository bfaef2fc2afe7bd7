import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKeySeed, writeKeyFile } from '#record';
import { openStore } from '#store';
import { caseLog } from '../../src/app/case-log.ts';
import { SEED, valley } from '../../bench/field/valley.ts';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { freshFolder, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';

/** More people than a page names one by one; the last of them is on none. */
const PEOPLE = 100, LAST = `person-${PEOPLE - 1}`;

describe('a whole people', () => {
  const data = freshFolder();
  let host: Host;

  beforeAll(async () => {
    const log = caseLog(valley(PEOPLE)), store = await openStore({ folder: data.path, mode: 'write' });
    if (!log.ok) throw new Error(JSON.stringify(log.refusal));
    await store.create(log.value.held, log.value.batch);
    await store.close();
    host = await serve(data.path, '--demo');
  }, 60_000);
  afterAll(async () => { await host?.stop(); data.remove(); });

  const get = async (path: string): Promise<string> => (await fetch(`${host.url}/valley/${path}`)).text();

  test('loads no page heavier than a delegation does, and each of it is there by name or key', async () => {
    for (const path of ['report', 'act/report', 'act/statement', 'outbox', 'letters', 'sign-in', 'intake', 'people']) {
      const page = await get(path);
      expect(page, path).not.toContain(`"${LAST}"`);
      expect(gzipSync(page).length, path).toBeLessThan(18_000);
    }
    expect(await get(`act/report?as=${LAST}`)).toContain(`<option value="${LAST}" selected>`);
    expect(await get(`people?q=${LAST}`)).toContain(`id="person-${LAST}"`);
    expect(JSON.parse(await get('seats.json?key=nobody'))).toEqual([]);
  });

  test.skipIf(!haveChromium)('has a device that knows whose key it holds, without a line too, and reports', async () => {
    const browser = await chromiumHere(), context = await browser.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage();
    await page.goto(`${host.url}/valley/outbox`);
    await page.setInputFiles('#key-file', { name: 'own.key', mimeType: 'text/plain', buffer: Buffer.from(writeKeyFile(caseKeySeed(SEED, LAST))) });
    await page.locator('#key-said', { hasText: LAST }).waitFor();
    await page.goto(`${host.url}/valley/report`);
    await page.locator('#device-key', { hasText: 'This device holds the key' }).waitFor();
    expect(await page.inputValue('#f-as')).toBe(LAST);
    await page.waitForFunction(async () => (await caches.keys()).length > 0 && (await navigator.serviceWorker.ready).active?.state === 'activated');

    await context.setOffline(true);
    await page.reload();
    await page.locator('#device-key', { hasText: 'This device holds the key' }).waitFor();
    expect(await page.inputValue('#f-as')).toBe(LAST);
    await context.setOffline(false);

    await page.goto(`${host.url}/valley/sign-in`);
    await page.getByRole('button', { name: LAST }).click();
    await page.getByText('Signed in:').waitFor();
    expect(await page.locator('.seat').innerText()).toContain(LAST);
    await leave(browser);
  });
});
