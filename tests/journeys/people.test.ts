import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Journey } from '../support/browser.ts';
import { haveChromium, journey } from '../support/browser.ts';
import { Person, seenIn } from '../support/table.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!haveChromium)('people in Chromium', () => {
  let here: Journey, base = '';
  const contexts: BrowserContext[] = [];

  beforeAll(async () => { here = await journey(['sella'], '--demo'); base = `${here.url.replace('127.0.0.1', 'localhost')}/sella`; }, 60_000);
  afterAll(() => here?.end());
  afterEach(async () => { for (const context of contexts.splice(0)) await context.close(); });

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
    await page.locator('#mine').waitFor();
    return page.locator('#mine .spoken-key li').allInnerTexts();
  }

  async function fits(page: Page): Promise<void> {
    await page.evaluate(axe);
    const violations = await page.evaluate(async () => (await (globalThis as unknown as { readonly axe: { run(): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }> } }).axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`));
    expect(violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  }

  /** What the head signs: entered as the device of the fictional head would, with the published key. */
  async function accredit(head: Page): Promise<string> {
    await head.goto(`${base}/invitations`);
    const asked = new URL(await head.locator('[data-enrolled] a.button').getAttribute('href') ?? '', base).searchParams;
    const checkpoint = await (await fetch(`${here.url}/sella/checkpoint`)).text(), process = /^counterpart\/([0-9a-f]{64})/.exec(checkpoint)?.[1] ?? '';
    const content = { id: asked.get('id') ?? '', name: asked.get('name') ?? '', actor: 'TOL', capacity: 'delegate', key: asked.get('key') ?? '', proof: asked.get('proof') ?? '', reading: asked.get('reading') ?? '' } as const;
    const bytes = Person.ofCase(process, 'sella-1', 'orsavie', 'head').write({ kind: 'accreditation', content }, seenIn(checkpoint), Math.floor(Date.now() / 1000));
    const answer = await fetch(`${here.url}/sella/entries`, { method: 'POST', body: bytes as never });
    expect(await answer.json()).toMatchObject({ results: [{ position: expect.any(Number) as number }] });
    return content.id;
  }

  test('an invitation, a key on a phone, the words compared, a seat; then a passkey opens it on any device', async () => {
    const head = await as('orsavie'), link = await invite(head, 'Ana Tarn');
    await fits(head);
    const invited = await somebody(320), words = await enrol(invited, link);
    await fits(invited);
    expect(words).toHaveLength(8);
    await head.goto(`${base}/invitations`);
    expect(await head.locator('[data-enrolled] .spoken-key li').allInnerTexts()).toEqual(words);
    await fits(head);
    const id = await accredit(head);
    await head.goto(`${base}/invitations`);
    expect([id, await head.locator('[data-enrolled]').count()]).toEqual(['tol-delegate-1', 0]);

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
    await invited.getByRole('button', { name: 'Sign out' }).click();
    await invited.goto(`${base}/sign-in`);
    await fits(invited);
    await invited.getByRole('button', { name: 'Use a passkey' }).click();
    await invited.getByText('Signed in: Ana Tarn').waitFor();
    await invited.goto(`${base}/keys`);
    await invited.getByRole('button', { name: 'Forget it' }).click();
    await invited.getByText('You have none here.').waitFor();
    await invited.getByRole('button', { name: 'Sign out' }).click();
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

  test('who is not signed in invites nobody, and is shown how to sign in', async () => {
    const page = await somebody(320), answer = await page.goto(`${base}/invitations`);
    expect([answer?.status(), await page.locator('h1').innerText()]).toEqual([403, 'Sign in']);
    await fits(page);
  });
});
