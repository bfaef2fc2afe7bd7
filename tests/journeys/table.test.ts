import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { webApp } from '../../src/web/index.ts';
import { circulated, frozen, talksVisit } from '../samples/talks.ts';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { axe, violations } from '../support/hearing.ts';
import { root } from '../support/host.ts';
import { allMessages } from '../support/site.ts';

const PATHS = ['meetings', 'meetings/m1', 'meetings/m1?screen=1', 'minutes/min1', 'contacts', 'decisions', 'people', 'preconditions', 'commitments/K2'];

/** A host of the invented talks, at two points of their story. */
function hostOf(): Promise<{ readonly url: string; stop(): void }> {
  const chapters = new Map([['open', circulated()], ['done', frozen()]].map(([slug, table]) => [slug as string, { ...talksVisit(table as ReturnType<typeof frozen>, ''), slug: slug as string }]));
  const [first] = chapters.values();
  if (first === undefined) throw new Error('no chapter');
  const app = { ...first.app, list: async () => [], dossier: async (slug: string) => { const chapter = chapters.get(slug); return chapter === undefined ? null : { ...chapter.dossier, slug }; } };
  const assets = JSON.parse(readFileSync(join(root, 'dist/web/manifest.json'), 'utf8')) as { readonly [name: string]: string };
  const server = new Hono().use('/assets/*', serveStatic({ root: join(root, 'dist/web') })).route('/', webApp({ app, messages: allMessages(), assets, build: 'test' }));
  return new Promise((resolve) => {
    const running = serve({ fetch: server.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }: AddressInfo) => resolve({ url: `http://127.0.0.1:${port}`, stop: () => void running.close() }));
  });
}

describe.skipIf(!haveChromium)('the pages of the table in Chromium', () => {
  let browser: Browser, host: Awaited<ReturnType<typeof hostOf>>, narrow: Page;
  beforeAll(async () => {
    [browser, host] = await Promise.all([chromiumHere(), hostOf()]);
    const context = await browser.newContext({ viewport: { width: 320, height: 800 }, bypassCSP: true });
    await context.addInitScript(axe);
    narrow = await context.newPage();
  }, 60_000);
  afterAll(async () => { await leave(browser); host?.stop(); });

  test.each(['open', 'done'].flatMap((slug) => PATHS.filter((path) => slug === 'done' || !path.startsWith('commitments')).map((path) => `${slug}/${path}`)))('%s: no violation of accessibility, no error, no sideways scrolling at 320 px', async (path) => {
    const errors: string[] = [];
    narrow.removeAllListeners('pageerror').on('pageerror', (error) => errors.push(error.message));
    await narrow.goto(`${host.url}/${path}`, { waitUntil: 'load' });
    expect(await violations(narrow)).toEqual([]);
    expect(errors).toEqual([]);
    expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  });

  test('the clock of a hall gives each side the same time, does not count points of order, and survives a reload', async () => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.clock.install();
    await page.goto(`${host.url}/open/meetings/m1?screen=1`, { waitUntil: 'load' });
    const said = (): Promise<readonly string[]> => page.locator('#clock output').allInnerTexts();
    expect(await said()).toEqual(['0:00 · 10:00 left', '0:00 · 10:00 left', '0:00 · 10:00 left']);
    await page.clock.pauseAt(new Date(Date.now() + 60_000));
    await page.locator('#share').fill('1');
    await page.locator('#share').press('Tab');
    await page.keyboard.press('Enter');
    // The screen is brought up to date each second: what it shows may be one second behind.
    await page.clock.runFor(30_000);
    expect((await said()).join('; ')).toMatch(/^0:(29|30) · 0:3[01] left; 0:00 · 1:00 left; 0:00 · 1:00 left$/);
    await page.getByRole('button', { name: 'Lowland: Point of order' }).click();
    await page.clock.runFor(20_000);
    expect(await said()).toEqual(['0:30 · 0:30 left', '0:00 · 1:00 left', '0:00 · 1:00 left']);
    await page.getByRole('button', { name: 'Upland: Speaks' }).click();
    await page.clock.runFor(45_000);
    expect((await said())[0]).toMatch(/^1:1[45] · 0:1[45] over$/);
    await page.reload();
    expect((await said())[0]).toMatch(/^1:1\d · 0:1\d over$/);
    await page.close();
  });
});
