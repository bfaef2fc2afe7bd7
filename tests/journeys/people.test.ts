import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';
import { violations } from '../support/hearing.ts';

describe.skipIf(!haveChromium)('people in Chromium', () => {
  let here: Journey, base = '';
  const contexts: BrowserContext[] = [];

  beforeAll(async () => { here = await journey(['sella'], '--demo'); base = `${here.url.replace('127.0.0.1', 'localhost')}/sella`; }, 60_000);
  afterAll(() => here?.end());
  afterEach(async () => { for (const context of contexts.splice(0)) await context.close(); });

  /** To the home of the process, where nobody is signed in. */
  const signOut = async (page: Page): Promise<void> => {
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/\/sella$/);
  };

  /** Somebody with a browser of their own: nothing of it is shared. */
  async function somebody(width = 1280): Promise<Page> {
    const context = await here.browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
    contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => { throw error; });
    return page;
  }

  async function as(role: string): Promise<Page> {
    const page = await somebody();
    await page.goto(`${base}/sign-in`);
    await page.locator(`button[name=role][value="${role}"]`).click();
    await page.getByText('Signed in:').waitFor();
    return page;
  }

  async function invite(head: Page, name: string, recovery = 'head'): Promise<string> {
    await head.goto(`${base}/invitations`);
    await head.locator('#name').fill(name);
    await head.locator(`input[name=recovery][value=${recovery}]`).check();
    await head.getByRole('button', { name: 'Make the link', exact: true }).click();
    return head.locator('.token').innerText();
  }

  async function enrol(page: Page, link: string): Promise<readonly string[]> {
    await page.goto(link);
    await page.getByRole('button', { name: /^Make my key/ }).click();
    await page.locator('#mine .spoken-key li').nth(7).waitFor();
    return page.locator('#mine .spoken-key li').allInnerTexts();
  }

  async function fits(page: Page): Promise<void> {
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  }

  /** What the head signs: shown as the bytes say it, with the words of the key; signed by the head's own browser. */
  async function enter(page: Page, words: readonly string[]): Promise<void> {
    const take = page.getByRole('button', { name: 'Take the published key' });
    await page.locator('#device-key').getByText(/holds/).waitFor();
    if (await take.count() > 0) await take.click();
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.getByText('What you are about to sign').waitFor();
    await page.locator('#signing .spoken-key li').first().waitFor();
    expect((await page.locator('#signing .spoken-key').first().locator('li').allInnerTexts())).toEqual(words);
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing').getByText(/[Rr]ecorded/).waitFor();
  }

  async function accept(head: Page, words: readonly string[]): Promise<void> {
    await head.goto(`${base}/invitations`);
    await head.locator('[data-enrolled] a.button').last().click();
    await enter(head, words);
  }

  async function signIn(page: Page, who: string): Promise<void> {
    await page.goto(`${base}/sign-in`);
    await page.getByRole('button', { name: `Sign in: ${who}` }).click();
    await page.getByText(`Signed in: ${who}`).waitFor();
  }

  test('an invitation, a key on a phone, the words compared, a seat; then a passkey opens it on any device', async () => {
    const head = await as('orsavie'), link = await invite(head, 'Ana Tarn');
    await fits(head);
    const invited = await somebody(320), words = await enrol(invited, link);
    await fits(invited);
    expect(words).toHaveLength(8);
    await head.goto(`${base}/asked`);
    await head.getByRole('link', { name: 'Somebody whom you invited brought a key' }).click();
    await head.locator('[data-enrolled] .spoken-key li').nth(7).waitFor();
    expect(await head.locator('[data-enrolled] .spoken-key li').allInnerTexts()).toEqual(words);
    await fits(head);
    await accept(head, words);
    await head.goto(`${base}/invitations`);
    expect(await head.locator('[data-enrolled]').count()).toBe(0);

    const session = await invited.context().newCDPSession(invited);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    await invited.goto(link);
    await invited.getByRole('link', { name: 'Sign in' }).last().click();
    await invited.getByRole('button', { name: 'Sign in: Ana Tarn, delegate, Tollaven' }).click();
    await invited.getByText('Signed in: Ana Tarn').waitFor();
    await invited.goto(`${base}/keys`);
    expect(await invited.locator('#here').isVisible()).toBe(true);
    await fits(invited);
    await invited.getByRole('button', { name: 'Make a passkey' }).click();
    await invited.getByText(/^Made /).waitFor();
    await signOut(invited);
    await invited.goto(`${base}/sign-in`);
    await fits(invited);
    await invited.getByRole('button', { name: 'Use a passkey' }).click();
    await invited.getByText('Signed in: Ana Tarn').waitFor();
    await invited.goto(`${base}/keys`);
    await invited.getByRole('button', { name: 'Forget it' }).click();
    await invited.getByText('You have none here.').waitFor();
    await signOut(invited);
    await invited.goto(`${base}/sign-in`);
    await invited.getByRole('button', { name: 'Use a passkey' }).click();
    await invited.getByText('This passkey is not known here.').waitFor();
  }, 60_000);

  test('a stolen link: the head sees that the words are others, takes it back, and who was invited is told', async () => {
    const head = await as('orsavie'), link = await invite(head, 'Bel Tarn'), thief = await somebody();
    await enrol(thief, link);
    const invited = await somebody(320);
    await invited.goto(link);
    await invited.getByText('and not on this device').waitFor();
    expect(await invited.locator('#mine').isVisible()).toBe(false);
    await fits(invited);
    await head.goto(`${base}/invitations`);
    await head.getByRole('button', { name: 'somebody else used the link' }).click();
    await head.getByText('Taken back. Nobody can use the link').waitFor();
    for (const page of [invited, thief]) {
      await page.goto(link);
      expect(await page.getByRole('alert').innerText()).toContain('Somebody else had used this link before you, and Orsavie Delmarenne noticed');
    }
    await fits(invited);
  }, 60_000);

  test('a root key is saved before the key is shown, and by keyboard alone', async () => {
    const head = await as('orsavie'), link = await invite(head, 'Cor Tarn', 'root'), invited = await somebody();
    await invited.goto(link);
    await invited.locator('#name').focus();
    await invited.keyboard.press('Tab');
    await invited.keyboard.press('Space');
    const saved = invited.waitForEvent('download');
    await invited.keyboard.press('Tab');
    await invited.keyboard.press('Enter');
    const file = await (await saved).createReadStream(), parts: Buffer[] = [];
    for await (const part of file) parts.push(part as Buffer);
    const root = /^public (.+)$/m.exec(Buffer.concat(parts).toString())?.[1];
    await invited.locator('#mine').waitFor();
    await head.goto(`${base}/invitations`);
    expect(root).toHaveLength(44);
    expect(new URL(await head.locator('[data-enrolled] a.button').last().getAttribute('href') ?? '', base).searchParams.get('root')).toBe(root);
  }, 60_000);

  test('a lost device: the head enters another key, the one before opens nothing; then the head hands over', async () => {
    const head = await as('orsavie'), before = await somebody();
    await accept(head, await enrol(before, await invite(head, 'Dun Tarn')));
    await signIn(before, 'Dun Tarn');
    await head.goto(`${base}/invitations`);
    await head.locator('#participant').selectOption({ label: 'Dun Tarn, delegate, Tollaven' });
    await head.getByRole('button', { name: 'Make the link for another key' }).click();
    const link = await head.locator('.token').innerText();
    await before.goto(link);
    await before.getByRole('button', { name: 'Make my key' }).click();
    await before.getByText('This device has a key of yours').waitFor();
    const after = await somebody(320);
    await accept(head, await enrol(after, link));
    await before.goto(base);
    expect(await before.getByText('Signed in:').count()).toBe(0);
    await signIn(after, 'Dun Tarn');

    await head.goto(`${base}/invitations`);
    await head.getByLabel('head of delegation, in your place').check();
    await head.locator('#name').fill('Esk Tarn');
    await head.getByRole('button', { name: 'Make the link', exact: true }).click();
    const successor = await somebody();
    await accept(head, await enrol(successor, await head.locator('.token').innerText()));
    await head.goto(base);
    expect(await head.getByText('Signed in:').count()).toBe(0);
    await signIn(successor, 'Esk Tarn, head of delegation');
    expect(await invite(successor, 'Fen Tarn')).toContain('/join/');
  }, 120_000);

  test('who is not signed in invites nobody, and is shown how to sign in', async () => {
    const page = await somebody(320), answer = await page.goto(`${base}/invitations`);
    expect([answer?.status(), await page.locator('h1').innerText()]).toEqual([403, 'Sign in']);
    await fits(page);
  });
});
