import type { Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';

const PAGE = '**/sella/record/60', DATA = '**/sella/record/60.json';

/** Changes what the network brings, as somebody in between could. */
const changed = (change: (text: string) => string) => async (route: Route): Promise<void> => {
  const answer = await route.fetch();
  await route.fulfill({ response: answer, body: change(await answer.text()) });
};

describe.skipIf(!haveChromium)('the check of an entry in the browser', () => {
  let here: Journey;

  beforeAll(async () => { here = await journey(['sella']); }, 60_000);
  afterAll(() => here?.end());

  /** What the page says once the script is through, under the page's own policy of content. */
  async function outcome(routes: Readonly<Record<string, (route: Route) => Promise<void>>>): Promise<{ readonly state: string | null; readonly role: string | null; readonly says: string }> {
    const context = await here.browser.newContext();
    try {
      const page = await context.newPage();
      for (const [pattern, handler] of Object.entries(routes)) await page.route(pattern, handler);
      await page.goto(`${here.url}/sella/record/60`);
      const place = page.locator('#browser-check[data-state]');
      await place.waitFor();
      return { state: await place.getAttribute('data-state'), role: await place.getAttribute('role'), says: await place.innerText() };
    } finally {
      await context.close();
    }
  }

  test('right: quiet', async () => {
    expect(await outcome({})).toEqual({ state: 'right', role: 'status', says: expect.stringContaining('Checked here by your browser') as string });
  });

  test('a page that shows other bytes than were signed: loud', async () => {
    const found = await outcome({ [PAGE]: changed((html) => html.replace(/(<pre id="body">[^<]*?)e/, '$1a')) });
    expect(found).toEqual({ state: 'wrong', role: 'alert', says: expect.stringContaining('the page shows something else than what was checked') as string });
  });

  test.each<[string, (text: string) => string, string]>([
    ['another signature', (text) => text.replace(/\\n([A-Za-z0-9+/]{10})/, (_, start: string) => `\\n${[...start].reverse().join('')}`), 'signature'],
    ['another head', (text) => text.replace(/("checkpoint":"[^"]*?\\n)\d+/, (_, start: string) => `${start}1`), 'checkpoint'],
    ['no entry at all', () => '[]', 'entry'],
    ['an entry of another place', (text) => text.replace('"position":60', '"position":61'), 'inclusion'],
  ])('%s: loud, and names the step', async (_, change, step) => {
    const found = await outcome({ [DATA]: changed(change) });
    expect([found.state, found.role]).toEqual(['wrong', 'alert']);
    expect(found.says).toContain(`(${step})`);
  });

  test('bytes that do not come: says that nothing was checked', async () => {
    for (const cut of [(route: Route) => route.abort(), (route: Route) => route.fulfill({ status: 503, body: '' }), (route: Route) => route.fulfill({ body: 'not JSON' })]) {
      expect(await outcome({ [DATA]: cut })).toEqual({ state: 'unreachable', role: 'status', says: expect.stringContaining('it has checked nothing') as string });
    }
  });
});
