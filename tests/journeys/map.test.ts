import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';

describe.skipIf(!haveChromium)('the map that moves, in Chromium', () => {
  let here: Journey;

  beforeAll(async () => { here = await journey(['lachin-2020', 'sella']); }, 60_000);
  afterAll(() => here?.end());

  /** Opens it and hands over what was asked of whom, and what the browser refused. */
  async function opened(path: string, width: number, look: (page: Page) => Promise<void>): Promise<{ readonly hosts: ReadonlySet<string>; readonly errors: readonly string[] }> {
    const context = await here.browser.newContext({ viewport: { width, height: 900 } }), page = await context.newPage(), hosts = new Set<string>(), errors: string[] = [];
    page.on('request', (request) => hosts.add(new URL(request.url()).origin));
    page.on('console', (message) => { if (message.type() === 'error') errors.push(message.text()); });
    page.on('pageerror', (error) => errors.push(error.message));
    try {
      await page.goto(`${here.url}${path}`);
      await page.getByRole('button', { name: 'Show a map that moves' }).click();
      await page.locator('#moving [role=status]', { hasText: 'Entries shown' }).waitFor();
      await look(page);
      return { hosts, errors };
    } finally {
      await context.close();
    }
  }

  test.each([['/lachin-2020/map', 1280], ['/sella/map', 320]])('%s at %i px: draws what the record holds, asks this host alone, and is refused nothing', async (path, width) => {
    const { hosts, errors } = await opened(path, width, async (page) => {
      const { x, y, width: wide, height } = await page.locator('.moving-canvas canvas').boundingBox() as { x: number; y: number; width: number; height: number };
      expect(wide).toBeGreaterThan(width * 0.8);
      expect(height).toBeGreaterThan(400);
      await page.mouse.move(x + wide / 2, y + height / 2);
      await page.mouse.wheel(0, -300);
      expect(await page.locator('.moving-names span').evaluateAll((names) => names.filter((name) => name.style.visibility === 'visible').length)).toBeGreaterThan(2);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    });
    expect([...hosts]).toEqual([here.url]);
    expect(errors).toEqual([]);
  });

  test('the time is moved by keyboard, and says how many entries began by then', async () => {
    await opened('/lachin-2020/map', 1280, async (page) => {
      const said = page.locator('#moving [role=status]'), [before] = (await said.innerText()).match(/\d+/g) ?? [];
      await page.locator('#moving input[type=range]').focus();
      await page.keyboard.press('Home');
      await page.waitForFunction((was) => !(document.querySelector('#moving [role=status]')?.textContent ?? '').includes(`shown: ${was} `), before);
      const [first, all] = (await said.innerText()).match(/\d+/g) ?? [];
      expect(Number(first)).toBeLessThan(Number(all));
      expect(await page.locator('#moving output').innerText()).toMatch(/^\d{1,2} \w+ 20\d\d$/);
      expect(await page.locator('#moving input[type=range]').getAttribute('aria-valuetext')).toBe(await page.locator('#moving output').innerText());
    });
  });

  test('names are in the choice of sides of the page', async () => {
    await opened('/lachin-2020/map?names=hy', 1280, async (page) => { expect(await page.locator('.moving-names').innerText()).toContain('Ստեփանակերտ'); });
  });

  test('goes with the hand as far as the hand goes, and is sharp when it rests', async () => {
    await opened('/sella/map', 1280, async (page) => {
      const name = page.locator('.moving-names span', { hasText: 'Mynhalt' }), left = async (): Promise<number> => (await name.boundingBox())?.x ?? NaN, before = await left();
      const { x, y } = await page.locator('.moving-canvas canvas').boundingBox() as { x: number; y: number };
      await page.mouse.move(x + 300, y + 300);
      await page.mouse.down();
      await page.mouse.move(x + 400, y + 300, { steps: 8 });
      await page.waitForFunction(([from]) => Math.abs(([...document.querySelectorAll('.moving-names span')].find((one) => (one.textContent ?? '').includes('Mynhalt'))?.getBoundingClientRect().x ?? 0) - (from ?? 0)) > 80, [before]);
      expect(await left()).toBeLessThan(before + 101);
      await page.mouse.up();
      await page.waitForFunction(() => { const canvas = document.querySelector<HTMLCanvasElement>('.moving-canvas canvas'); return canvas !== null && canvas.width === canvas.clientWidth; });
    });
  });

  test('without WebGL it says so, and the drawing stays', async () => {
    const context = await here.browser.newContext(), page = await context.newPage();
    await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
    await page.goto(`${here.url}/sella/map`);
    await page.getByRole('button', { name: 'Show a map that moves' }).click();
    await page.getByText('This browser cannot draw it.').waitFor();
    expect(await page.locator('svg.plan-wide').isVisible()).toBe(true);
    await context.close();
  });

  test('a circle chosen is listed with a way to each entry', async () => {
    await opened('/sella/map', 1280, async (page) => {
      const list = page.locator('#moving section li'), name = page.locator('.moving-names span', { hasText: 'Mynhalt' }), box = await name.boundingBox() as { x: number; y: number; width: number };
      await page.mouse.click(box.x + box.width / 2, box.y - 13);
      await list.first().waitFor();
      expect(await list.last().innerText()).toMatch(/^And \d+ more/);
      const target = await list.locator('a').first().getAttribute('href') ?? '';
      expect(target).toMatch(/^\/sella\/(record|reports)\/[\w.-]+/);
      expect((await fetch(`${here.url}${target}`)).status).toBe(200);
    });
  });
});
