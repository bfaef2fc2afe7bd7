import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { counterpart, freshFolder, serve, until } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import { Pointing } from '../support/somebody.ts';

/** Somebody who has never been here, and answers each question by its words. `PICTURES=1` takes the pictures of docs/guide/first-process.md anew. */
class Newcomer extends Pointing {
  static override at = async (browser: Browser, width: number): Promise<Newcomer> => new Newcomer((await Pointing.at(browser, width)).page);

  async sees(heading: string, picture?: string): Promise<void> {
    expect([heading, await this.look(heading)]).toEqual([heading, []]);
    if (picture !== undefined) await this.picture(picture);
  }

  async says(label: string, words: string): Promise<void> {
    this.fields += 1;
    await this.page.getByLabel(label, { exact: false }).fill(words);
  }
}

describe.skipIf(!haveChromium)('from npm start to a process', () => {
  const data = freshFolder();
  let host: Host, browser: Browser;

  beforeAll(async () => {
    const { code } = counterpart('case', 'load', 'cases/sella', '--data', data.path);
    expect(code).toBe(0);
    [host, browser] = await Promise.all([serve(data.path), chromiumHere()]);
  }, 60_000);
  afterAll(async () => { await leave(browser); await host?.stop(); data.remove(); });

  test('a mediator drafts a charter, two heads take their seats and sign it on their own devices: the process begins, and its charter changes by their consent', async () => {
    const link = /(http:\S+\/new\?link=[0-9a-f]{64})/.exec(await until(async () => host.said(), (said) => said.includes('/new?link=')))?.[1] ?? '';
    const mediator = await Newcomer.at(browser, 1280), first = await Newcomer.at(browser, 1280), second = await Newcomer.at(browser, 320);

    await mediator.page.goto(link);
    await mediator.sees('Begin a process', 'new-kind');
    mediator.fields += 1; // The kind of talks, chosen already.
    await mediator.press('Continue');
    await mediator.sees('What it is about');
    await mediator.says('Title', 'The Anlo ferry');
    await mediator.says('What it is about', 'Two shores keep one record of a ferry and of who may use it.');
    await mediator.press('Continue');
    await mediator.sees('The parties', 'new-parties');
    await mediator.says('Party 1', 'North shore');
    await mediator.says('Party 2', 'South shore');
    await mediator.press('Continue');
    await mediator.sees('Third parties');
    await mediator.says('Third party 1: name', 'The Harbour Office');
    await mediator.press('Continue');
    await mediator.sees('Check the charter', 'new-check');
    await mediator.page.getByRole('link', { name: 'Go on to the invitations' }).click();
    await mediator.sees('Invitations');
    await mediator.press('Make the 3 links');
    await mediator.sees('Invitations', 'new-invitations');
    const links = await mediator.page.locator('a.link').evaluateAll((all) => all.map((one) => ({ link: (one as HTMLAnchorElement).href, to: one.parentElement?.textContent ?? '' })));
    expect(links.length).toBe(3);

    const linkTo = (side: string): string => links.find(({ to }) => to.includes(side))?.link ?? '';
    for (const [head, to, name, side, picture] of [[first, linkTo('North'), 'Ane Bruun', 'Northern side', ''], [second, linkTo('South'), 'Okko Saar', 'Southern side', 'new-invited-320']] as const) {
      await head.page.goto(to);
      await head.sees('You are invited', ...picture === '' ? [] : [picture]);
      await head.says('Your name', name);
      await head.says('What your side is called at this table', side);
      const saved = head.page.waitForEvent('download');
      await head.press('Take the seat');
      expect(readFileSync(await (await saved).path(), 'utf8')).toContain('counterpart/key/v1');
      await head.sees('The charter');
      expect(await head.page.locator('main').innerText()).toContain('Key kept off line');
      expect(await head.page.locator('main').innerText()).toContain('It can be signed when every seat is taken');
    }
    await mediator.page.goto(linkTo('Harbour'));
    await mediator.sees('You are invited');
    await mediator.says('Your name', 'Ruta Lind');
    await mediator.press('Take the seat');
    await mediator.sees('The charter');

    await first.page.getByRole('link', { name: 'Look again' }).click();
    await first.sees('The charter', 'new-read');
    await first.press('Sign exactly this charter');
    await first.page.getByText('You have signed this charter.').waitFor();
    await second.page.getByRole('link', { name: 'Look again' }).click();
    await second.sees('The charter', 'new-read-320');
    await second.page.locator('#bytes', { hasText: '"Northern side"' }).waitFor({ state: 'attached' });
    // Both devices come to the same eight words by themselves.
    await expect.poll(() => second.page.locator('#spoken li').count()).toBe(8);
    await second.press('Sign exactly this charter');
    await second.page.getByText('All heads have signed').waitFor();
    await second.page.getByRole('link', { name: 'Go to the process' }).click();
    await second.page.locator('header', { hasText: 'The Anlo ferry' }).waitFor();
    expect(new URL(second.page.url()).pathname).toBe('/the-anlo-ferry');

    // Whoever mirrors it checks every signature of the charter, and of its entry.
    const copy = join(data.path, 'copy');
    expect(counterpart('mirror', `${host.url}/the-anlo-ferry`, '--data', copy).code).toBe(0);
    expect(JSON.parse(counterpart('audit', 'the-anlo-ferry', '--data', copy, '--json').out)).toMatchObject({ ok: true, size: 1 });
    const people = [['mediator', mediator], ['first head', first], ['second head', second]] as const;
    console.log(people.map(([who, { pages, fields }]) => `${who}: ${pages} pages, ${fields} fields`).join('; '));
    expect(mediator.pages + first.pages + second.pages).toBeLessThanOrEqual(18);

    // From here on the charter changes by the consent of both heads, on the same devices.
    for (const head of [second, first]) {
      await head.page.goto(`${host.url}/the-anlo-ferry/sign-in`);
      await head.page.locator('button[data-key]:visible').click();
      await head.page.getByText('Signed in:').waitFor();
      await head.page.goto(`${host.url}/the-anlo-ferry/charter`);
      await head.sees('The charter');
    }
    await second.press('Draft a change of the charter');
    await second.page.getByRole('link', { name: 'Minutes and reports' }).click();
    await second.says('Days for which late reports are awaited', '30');
    await second.press('Save');
    await second.says('Why the charter is to change', 'The ferry does not run in the ice.');
    await second.press('Save');
    await second.sees('A change of the charter');
    await second.press('Sign exactly this change');
    await second.page.getByText('You have signed this change.').waitFor();
    await first.page.reload();
    await first.page.getByRole('link', { name: 'Drafted by' }).click();
    await first.sees('A change of the charter', 'amend');
    await first.page.locator('#bytes', { hasText: '"evidenceWindow":"P30D"' }).waitFor({ state: 'attached' });
    await first.press('Sign exactly this change');
    await first.page.locator('#outgoing [data-step=recorded]').waitFor();
    await first.page.goto(`${host.url}/the-anlo-ferry/charter`);
    await first.sees('The charter');
    expect(await first.page.locator('main').innerText()).toMatch(/Changed on[^]*The ferry does not run in the ice\.[^]*14 days[^]*30 days/);
    expect(counterpart('mirror', `${host.url}/the-anlo-ferry`, '--data', copy).code).toBe(0);
    expect(JSON.parse(counterpart('audit', 'the-anlo-ferry', '--data', copy, '--json').out)).toMatchObject({ ok: true, size: 2 });
  }, 120_000);

  test('with scripts off and by keyboard alone, on a screen of 320 px, a charter is drafted to its invitations', async () => {
    const open = await serve(join(data.path, 'open'), '--open-processes'), context = await browser.newContext({ viewport: { width: 320, height: 900 }, javaScriptEnabled: false }), page = await context.newPage();
    /** On to a question, a button or a link as a reader of the screen hears it. */
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 60; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = page.locator(':focus'), id = await focused.getAttribute('id'), heard = (await focused.textContent()) || await page.locator(`label[for="${id ?? ''}"]`).first().textContent();
        if (heard?.includes(name) === true) return;
      }
      throw new Error(`${name} is not reached`);
    };
    const answer = async (question: string, words: string): Promise<void> => { await tabTo(question); await page.keyboard.press('Control+A'); await page.keyboard.type(words); };
    const on = async (name: string, heading: string): Promise<void> => {
      await tabTo(name);
      await page.keyboard.press('Enter');
      await page.locator('h1', { hasText: heading }).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    };
    await page.goto(`${open.url}/new`);
    await on('Continue', 'What it is about');
    await answer('Title', 'The Anlo ferry');
    await answer('What it is about', 'A ferry, and who may use it.');
    await on('Continue', 'The parties');
    await answer('Party 1', 'North shore');
    await answer('Party 2', 'South shore');
    await on('Continue', 'Third parties');
    await answer('Third party 1: name', 'The Harbour Office');
    await on('Continue', 'Check the charter');
    await on('Change: Deciding', 'Deciding');
    await answer('Parties that must be present', 'both');
    await tabTo('Save');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await on('Parties that must be present', 'Deciding');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('2');
    await on('Save', 'Check the charter');
    await on('Go on to the invitations', 'Invitations');
    await on('Make the 3 links', 'Invitations');
    expect(await page.locator('a.link').count()).toBe(3);
    await page.goto(await page.locator('a.link').first().getAttribute('href') ?? '');
    expect(await page.locator('main').innerText()).toContain('Scripts are off in this browser');
    await context.close();
    await open.stop();
  }, 120_000);
});
