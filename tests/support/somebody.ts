import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { violations } from './hearing.ts';
import { root } from './host.ts';

/** Answers of a form, by the name of the field: words, what is chosen, days as `2026-03-01`, `true` for what is ticked, `[…]` for boxes that are ticked among several. */
export type Filled = { readonly [field: string]: string | true | readonly string[] };

/** Which pages were heard in a browser, by host and heading. */
const heardPages = new WeakMap<Browser, Set<string>>();

function heardIn(page: Page): Set<string> {
  const browser = page.context().browser(), heard = (browser === null ? undefined : heardPages.get(browser)) ?? new Set();
  if (browser !== null) heardPages.set(browser, heard);
  return heard;
}

/** Somebody at a browser of their own, who counts the pages that they have looked at and the fields that they have filled in. */
export abstract class Somebody {
  readonly page: Page;
  pages = 0;
  fields = 0;
  /** Whether what somebody looks at is listened to, too: not where another journey does so on the same pages. */
  listens = true;

  constructor(page: Page) {
    this.page = page;
  }

  /** Ticks, chooses or writes one answer. */
  protected abstract answer(field: string, value: string | true | readonly string[]): Promise<void>;
  /** A button or link, by what it says. */
  abstract press(name: string): Promise<void>;
  /** One more row of a list. */
  abstract more(list: string): Promise<void>;

  async fill(filled: Filled): Promise<void> {
    for (const [field, value] of Object.entries(filled)) {
      this.fields += 1;
      await this.answer(field, value);
    }
  }

  /** A page is looked at: what is wrong with it for those who hear it, the first time that anybody comes upon one of its heading; and whether it needs sideways scrolling. */
  async look(heading: string): Promise<readonly string[]> {
    await this.page.locator('h1', { hasText: heading }).waitFor();
    this.pages += 1;
    const wide = await this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), tooWide = wide > 0 ? [`${wide} pixels too wide`] : [];
    const heard = heardIn(this.page), at = `${new URL(this.page.url()).host} ${heading}`;
    if (!this.listens || heard.has(at)) return tooWide;
    heard.add(at);
    return [...await violations(this.page), ...tooWide];
  }

  /** A picture for the guides, where `PICTURES=1` asks for them anew. */
  async picture(name: string, from = 'h1'): Promise<void> {
    if (process.env['PICTURES'] !== '1') return;
    await this.page.locator(from).first().evaluate((element) => element.scrollIntoView());
    await this.page.screenshot({ path: join(root, `docs/start/${name}.png`) });
  }
}

const fresh = async (browser: Browser, width: number, touch = false): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({ viewport: { width, height: touch ? 640 : 900 }, bypassCSP: true, hasTouch: touch, locale: 'en-US' }), page = await context.newPage();
  context.setDefaultTimeout(45_000);
  page.on('pageerror', (error) => { throw error; });
  return page;
};

/** With a mouse, or a finger on a small screen. */
export class Pointing extends Somebody {
  static at = async (browser: Browser, width: number): Promise<Pointing> => new Pointing(await fresh(browser, width, width <= 320));

  protected async answer(field: string, value: string | true | readonly string[]): Promise<void> {
    const all = this.page.locator(`[name="${field}"]`);
    if (typeof value !== 'string' && value !== true) for (const one of value) await this.page.locator(`[name="${field}"][value="${one}"]`).check();
    else if (value === true) await all.check();
    else if (await all.evaluate((element) => element.tagName) === 'SELECT') await all.selectOption(value);
    else await all.fill(value);
  }

  async press(name: string): Promise<void> {
    await this.page.locator('button:visible, a:visible', { hasText: name }).first().click();
  }

  more = (list: string): Promise<void> => this.page.locator(`button[name=more][value="${list}"]`).click();
}

/** With a keyboard and nothing else: what cannot be reached by Tab is not reached. What stands before the content is skipped, as its first link offers. */
export class Typing extends Somebody {
  static at = async (browser: Browser, width: number): Promise<Typing> => new Typing(await fresh(browser, width));

  /** On to the next element of which this is true; round the page at most once and a half. */
  async #tabTo(sought: string, there: (found: Focused) => boolean): Promise<Focused> {
    const most = 40 + 2 * await this.page.locator('a, button, input, select, textarea, summary').count();
    for (let presses = 0; presses < most; presses += 1) {
      const found = await this.page.evaluate(focused);
      if (found !== null && there(found)) return found;
      await this.page.keyboard.press(found?.says === 'Skip to the content' ? 'Enter' : 'Tab');
      if (found?.says === 'Skip to the content') await this.page.keyboard.press('Tab');
    }
    throw new Error(`${sought} is not reached`);
  }

  protected async answer(field: string, value: string | true | readonly string[]): Promise<void> {
    if (typeof value !== 'string' && value !== true) {
      for (const one of value) await this.#tick(field, one);
      return;
    }
    if (value === true) return this.#tick(field, null);
    const { kind } = await this.#tabTo(field, ({ name }) => name === field);
    if (kind === 'select') return this.#choose(field, value);
    const [year = '', month = '', day = ''] = value.split('-');
    if (kind === 'date') return this.page.keyboard.type(`${month}${day}${year}`);
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.type(value);
  }

  async #tick(field: string, value: string | null): Promise<void> {
    const { checked } = await this.#tabTo(field, (found) => found.name === field && (value === null || found.value === value));
    if (!checked) await this.page.keyboard.press('Space');
  }

  async #choose(field: string, value: string): Promise<void> {
    await this.page.keyboard.press('Home');
    for (let presses = 0; presses < 200; presses += 1) {
      if ((await this.page.evaluate(focused))?.value === value) return;
      await this.page.keyboard.press('ArrowDown');
    }
    throw new Error(`${value} is no choice of ${field}`);
  }

  async press(name: string): Promise<void> {
    await this.#tabTo(name, ({ kind, says }) => (kind === 'a' || kind === 'button') && says.includes(name));
    await this.page.keyboard.press('Enter');
  }

  async more(list: string): Promise<void> {
    await this.#tabTo(`one more of ${list}`, ({ kind, value }) => kind === 'button' && value === list);
    await this.page.keyboard.press('Enter');
  }
}

interface Focused {
  readonly kind: string;
  readonly name: string;
  readonly value: string;
  readonly says: string;
  readonly checked: boolean;
}

/** Runs in the page. */
function focused(): Focused | null {
  const at = document.activeElement;
  if (at === null || at === document.body) return null;
  const { name = '', value = '', type = '', checked = false } = at as Partial<HTMLInputElement>;
  return { kind: type === 'date' || type === 'time' ? type : at.tagName.toLowerCase(), name, value, says: at.textContent ?? '', checked };
}
