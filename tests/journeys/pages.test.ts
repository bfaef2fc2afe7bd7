import { gzipSync } from 'node:zlib';
import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';
import { axe, violations } from '../support/hearing.ts';
import { freshFolder, holdCases, serve } from '../support/host.ts';

const SLUGS = ['lachin-2020', 'sella'];
/** Pages of which the one case shows more than the other, and those of which it is the other way round. */
const FULLER: { readonly [slug: string]: readonly string[] } = {
  'lachin-2020': ['', '/timeline', '/corridors', '/map', '/registers', '/registers/corridors', '/claims', '/record', '/record/0', '/about', '/rollup', '/changes'],
  sella: ['/registers/windows', '/work', '/record/60', '/charter', '/draft', '/what-if', '/contacts', '/preconditions', '/people', '/keeping', '/meetings', '/papers'],
};
const under = (slug: string, paths: readonly string[]): readonly string[] => paths.map((path) => `/${slug}${path}`);
/** The same pages where they show less: they are listened to where time is given. */
const SPARSER = process.env['SLOW'] === '1' ? [] : SLUGS.flatMap((slug) => under(slug, FULLER[SLUGS.find((other) => other !== slug) ?? ''] ?? []));
const ALL = ['/', ...SLUGS.flatMap((slug) => under(slug, Object.values(FULLER).flat())), '/lachin-2020/commitments/TS6d', '/lachin-2020/commitments/TS2?valid=2021-01-01', '/lachin-2020?valid=2023-03-01&differ=on', '/lachin-2020?valid=2023-02-31', '/lachin-2020/changes?since=2022-12-01&valid=2023-03-01', '/lachin-2020/registers/infrastructure?from=2022-12-12&to=2023-05-12', '/lachin-2020/reports/G3', '/lachin-2020/claims/S5', '/sella/summary?day=2025-08-27', '/sella/follow?about=place:high-line', '/lachin-2020/statements/MFA2023', '/sella/documents', '/sella/documents/d-2025-07-sheet', '/sella/search?q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B3%D0%B0', '/lachin-2020/search?q=Shushi+corridor&kind=report', '/sella/registers/people', '/sella/registers/living?below=5', '/sella/reports/r-2024-09-pickers-commons', '/sella/act', '/sella/act/statement', '/sella/act/ask-access', '/sella/act/claim', '/sella/act/propose-meeting', '/sella/act/circulate', '/sella/act/accredit?id=new&name=Somebody', '/sella/report', '/sella/intake', '/sella/outbox', '/sella/letters', '/sella/sign-in', '/nowhere'];

/** To print: as long as the record is, so without a budget. */
const PRINTED = ['/sella/archive'];
/** There every entry is a section of the same form: each fifth is heard. */
const ALIKE = ['main section:not(:nth-of-type(5n))'];
const NARROW = 320;

describe.skipIf(!haveChromium)('every page in Chromium', () => {
  let here: Journey;

  beforeAll(async () => { here = await journey(SLUGS); }, 60_000);
  afterAll(() => here?.end());

  /** Readers by the width of their window, with scripts or without: each has one page, and goes from address to address. */
  const readers = new Map<string, Promise<Page>>();
  async function reader(width: number, script: boolean): Promise<Page> {
    const context = await here.browser.newContext({ viewport: { width, height: 800 }, javaScriptEnabled: script, bypassCSP: true, serviceWorkers: 'block' });
    if (width === NARROW) await context.addInitScript(axe); // With the page, which takes less than to hand it over afterwards.
    return context.newPage();
  }

  async function visit<T>({ width, script }: { readonly width: number; readonly script: boolean }, look: (page: Page) => Promise<T>): Promise<T> {
    const name = `${width} ${script}`, page = readers.get(name) ?? reader(width, script);
    readers.set(name, page);
    return look(await page);
  }

  test.each([...ALL, ...PRINTED])('%s: no violation of accessibility, no error, no sideways scrolling at 320 px', async (path) => {
    await visit({ width: NARROW, script: true }, async (page) => {
      const errors: string[] = [];
      page.removeAllListeners('pageerror').on('pageerror', (error) => errors.push(error.message));
      await page.goto(here.url + path, { waitUntil: 'load' });
      if (!SPARSER.includes(path)) expect(await violations(page, PRINTED.includes(path) ? ALIKE : [])).toEqual([]);
      expect(errors).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(NARROW);
    });
  });

  test.each([...ALL, ...PRINTED])('%s: with scripts off it has its heading, its words and its links', async (path) => {
    await visit({ width: 1280, script: false }, async (page) => {
      await page.goto(here.url + path);
      const { h1, main, header, links } = await page.evaluate(() => {
        const [h1, main, header] = ['h1', 'main', 'header.top'].map((one) => [...document.querySelectorAll<HTMLElement>(one)].map(({ innerText }) => innerText));
        return { h1, main, header, links: document.querySelectorAll('header.top a').length };
      });
      expect([h1?.length, main?.length, header?.length]).toEqual([1, 1, 1]);
      expect(h1?.[0]?.length).toBeGreaterThan(2);
      expect(main?.[0]?.length).toBeGreaterThan(40);
      expect(links).toBeGreaterThan(3);
      if (path.startsWith('/lachin-2020') && !path.includes('02-31')) expect(header?.[0]).toContain('Documentary record');
      if (path.startsWith('/sella')) expect(header?.[0]).toContain('fictional');
    });
  });

  const sizes = new Map<string, Promise<number>>();
  const sizeOf = (asset: string): Promise<number> => {
    const size = sizes.get(asset) ?? fetch(here.url + asset).then(async (answer) => gzipSync(new Uint8Array(await answer.arrayBuffer())).length);
    sizes.set(asset, size);
    return size;
  };

  test.each(ALL)('%s: a first visit stays within its budget', async (path) => {
    const html = await (await fetch(here.url + path)).text();
    const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, asset]) => asset as string);
    const total = [gzipSync(html).length, ...await Promise.all(assets.map(sizeOf))].reduce((sum, one) => sum + one, 0);
    expect(total).toBeLessThanOrEqual(60_000);
  });

  test('a page with which nobody should be seen is left at once, by its link or by the shift key, and is not behind the page that one goes to', async () => {
    const context = await here.browser.newContext({ serviceWorkers: 'block' }), page = await context.newPage();
    await context.route('https://www.wikipedia.org/', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Elsewhere</title>' }));
    for (const leave of [() => page.locator('.exit a').click(), async () => { for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift'); }]) {
      await page.goto(`${here.url}/sella`);
      await page.goto(`${here.url}/sella/registers/people`, { waitUntil: 'load' });
      await leave();
      await page.waitForURL('https://www.wikipedia.org/');
      await page.goBack();
      expect(new URL(page.url()).pathname).toBe('/sella');
    }
    await page.goto(`${here.url}/sella/registers/corridors`);
    expect(await page.locator('.exit').count()).toBe(0);
    await context.close();
  });

  test('the browser checks an entry itself, and is loud about an altered one', async () => {
    const check = (url: string): Promise<{ readonly state: string | null; readonly text: string }> => visit({ width: 1280, script: true }, async (page) => {
      await page.goto(`${url}/lachin-2020/record/60`);
      await page.locator('#browser-check[data-state]').waitFor();
      return { state: await page.locator('#browser-check').getAttribute('data-state'), text: await page.locator('main').innerText() };
    });
    expect(await check(here.url)).toMatchObject({ state: 'right', text: expect.stringContaining('Checked here by your browser') as string });
    await visit({ width: 1280, script: true }, async (page) => {
      await page.route('**/record/60.json', async (route) => {
        const answer = await route.fetch();
        const entry = await answer.json() as { body: string };
        await route.fulfill({ response: answer, json: { ...entry, body: entry.body.replace('e', 'a') } });
      });
      await page.goto(`${here.url}/lachin-2020/record/60`);
      await page.locator('#browser-check[data-state=wrong]').waitFor();
      expect(await page.locator('#browser-check').innerText()).toContain('body');
      await page.unroute('**/record/60.json');
    });
  });

  test('the state of the agreement: a date by form, accounts that differ, one commitment with its reasons', async () => {
    await visit({ width: 1280, script: false }, async (page) => {
      await page.goto(`${here.url}/lachin-2020`);
      await page.locator('input[name=valid]').fill('2023-03-01');
      await page.locator('form button[type=submit]').first().click();
      await page.waitForURL(/valid=2023-03-01/);
      expect(await page.locator('main').innerText()).toContain('1 March 2023');
      await page.locator('a', { hasText: 'Safety of movement along the Lachin corridor' }).first().click();
      const text = await page.locator('main').innerText();
      expect(text).toContain('According to Armenia');
      expect(text).toContain('According to Azerbaijan');
    });
  });
});

test.skipIf(!haveChromium)('a host over an altered store says so on the page', async () => {
  const data = freshFolder();
  holdCases(['lachin-2020'], data.path);
  const host = await serve(data.path);
  const database = new DatabaseSync(join(data.path, 'counterpart.sqlite'));
  database.exec("UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'a', 'o') AS BLOB) WHERE digest = (SELECT body FROM entry WHERE position = 60)");
  database.close();
  const page = await (await fetch(`${host.url}/lachin-2020/record/60`)).text();
  expect(page).toContain('role="alert"');
  await host.stop();
  data.remove();
});
