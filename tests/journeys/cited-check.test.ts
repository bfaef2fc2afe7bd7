import { gzipSync } from 'node:zlib';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';

const PROOFS = '**/sella/record/proofs.json?*', CHARTER = '**/sella/body/*', BUDGET = 5_000;
/** What else is tried where time is given. */
const SLOW = process.env['SLOW'] === '1';

/** Changes what the network brings, as somebody in between could. */
const changed = (change: (text: string) => string) => async (route: Route): Promise<void> => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, body: change(await answer.text()) });
};

/** What somebody in between changes, and what the page must say then. The first three always. */
const CHANGED: readonly (readonly [what: string, where: string, change: (text: string) => string, says: string])[] = [
  ['another author’s signature', PROOFS, (text) => text.replace(/("leaf":"[^\n]*?\\n)([A-Za-z0-9+/]{10})/, (_, before: string, start: string) => `${before}${[...start].reverse().join('')}`), '(signature)'],
  ['a page over another root', '**/sella/record', (text) => text.replace(/data-root="(.)/, (_, letter: string) => `data-root="${letter === 'A' ? 'B' : 'A'}`), '(page)'],
  ['a page that cites what is not there', '**/sella/record', (text) => text.replaceAll(/href="\/sella\/record\/\d+/g, 'href="/sella/record/99999'), '99999 (page)'],
  ['another signature', PROOFS, (text) => text.replaceAll(/\\n([A-Za-z0-9+/]{10})/g, (_, start: string) => `\\n${[...start].reverse().join('')}`), '(checkpoint)'],
  ['another head', PROOFS, (text) => text.replace(/("checkpoint":"[^"]*?\\n)\d+/, (_, start: string) => `${start}1`), '(checkpoint)'],
  ['an entry kept back', PROOFS, (text) => { const all = JSON.parse(text) as { readonly entries: readonly unknown[] }; return JSON.stringify({ ...all, entries: all.entries.slice(1) }); }, '(entry)'],
  ['an entry in the place of another', PROOFS, (text) => { const all = JSON.parse(text) as { readonly entries: readonly { readonly leaf: string }[] }; return JSON.stringify({ ...all, entries: all.entries.map((one) => ({ ...one, leaf: all.entries[0]?.leaf })) }); }, '(inclusion)'],
  ['no answer of this form', PROOFS, () => '[]', '(entry)'],
  ['another charter', CHARTER, (text) => text.replace('Sella', 'Salla'), '(host)'],
];

describe.skipIf(!haveChromium)('the check of what a page cites, in the browser', () => {
  let here: Journey;

  beforeAll(async () => { here = await journey(['sella']); }, 60_000);
  afterAll(() => here?.end());

  async function outcome(path: string, routes: Readonly<Record<string, (route: Route) => Promise<void>>> = {}, look: (page: Page) => void = () => undefined): Promise<{ readonly state: string | null; readonly role: string | null; readonly says: string }> {
    const context = await here.browser.newContext();
    try {
      const page = await context.newPage();
      look(page);
      for (const [pattern, handler] of Object.entries(routes)) await page.route(pattern, handler);
      await page.goto(`${here.url}/sella${path}`);
      const place = page.locator('#cited-check[data-state]');
      await place.waitFor();
      return { state: await place.getAttribute('data-state'), role: await place.getAttribute('role'), says: await place.innerText() };
    } finally {
      await context.close();
    }
  }

  test.each([['/timeline'], ['/registers/corridors'], ...(SLOW ? [['/record'], ['/people'], ['/commitments/SU-2'], ['/claims/c-2025-06-lake']] : [])])('%s: right, and quiet, once the page is there', async (path = '') => {
    expect(await outcome(path)).toEqual({ state: 'right', role: null, says: expect.stringMatching(/^Entries that this page cites: [\d,]+\. Checked here by your browser: \d+, each signed/) as string });
  });

  test('a page that cites no entry: the head that it names', async () => {
    expect(await outcome('')).toEqual({ state: 'right', role: null, says: expect.stringContaining('the head of the log, signed by its host') as string });
  });

  test('weighs little: the proofs of eight entries, taken by chance', async () => {
    const weights: number[] = [];
    const found = await outcome('/record', { [PROOFS]: async (route) => { const answer = await route.fetch(); weights.push(gzipSync(await answer.body()).length); await route.fulfill({ response: answer }); } });
    expect(found.says).toContain('Checked here by your browser: 8,');
    console.log(`proofs of 8 entries: ${weights[0]} bytes, compressed`);
    expect(weights[0]).toBeLessThan(BUDGET);
  });

  test.each(SLOW ? CHANGED : CHANGED.slice(0, 3))('%s: loud, and names the step', async (_, pattern, change, step) => {
    const found = await outcome('/record', { [pattern]: changed(change) });
    expect([found.state, found.role]).toEqual(['wrong', 'alert']);
    expect(found.says).toContain(step);
  });

  test('proofs that do not come: says that nothing was checked', async () => {
    expect(await outcome('/record', { [PROOFS]: (route) => route.abort() })).toEqual({ state: 'unreachable', role: null, says: expect.stringContaining('it has checked nothing') as string });
  });
});
