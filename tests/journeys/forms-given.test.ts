import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, headKept, leave, takeKey } from '../support/browser.ts';
import { counterpart, freshFolder, holdCases, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';

/** A form of the host: what it asks beside what was seen. */
const form = (version: string, asked: readonly string[]): string => JSON.stringify({
  id: 'bridge', version, title: { en: 'Bridge count' }, category: 'count', questions: [{ name: 'seen', type: 'text', label: { en: 'What crossed?' }, required: true, fills: 'summary' }, ...asked.map((name) => ({ name, type: 'integer', label: { en: `How many ${name}?` } }))],
});

describe.skipIf(!haveChromium)('a form that a host gives', () => {
  const data = freshFolder(), files = freshFolder();
  let host: Host;

  beforeAll(async () => {
    holdCases(['sella'], data.path);
    gives('1', ['carts']);
    host = await serve(data.path, '--demo');
  }, 60_000);
  afterAll(async () => { await host?.stop(); data.remove(); files.remove(); });

  function gives(version: string, asked: readonly string[]): { readonly digest: string } {
    writeFileSync(join(files.path, 'bridge.json'), form(version, asked));
    const ran = counterpart('forms', 'add', 'sella', join(files.path, 'bridge.json'), '--data', data.path, '--json');
    expect(ran.code, ran.notes).toBe(0);
    return JSON.parse(ran.out) as { readonly digest: string };
  }

  test('changes while a device is away: what was signed goes and names its version, what was begun stays with every answer, and both are said', async () => {
    const { digest: first } = gives('1', ['carts']), browser = await chromiumHere(), context = await browser.newContext({ viewport: { width: 320, height: 800 } }), page = await context.newPage(), at = Number((await (await fetch(`${host.url}/sella/checkpoint`)).text()).split('\n')[1]);
    await page.goto(`${host.url}/sella/report?form=bridge`);
    await page.getByText(`Bridge count, version 1 (${first.slice(0, 8)})`).waitFor();
    await takeKey(page, 'lisbrit');
    await headKept(page);

    await context.setOffline(true);
    await page.fill('[name=seen]', 'A herd.');
    await page.fill('[name=carts]', '3');
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.getByRole('button', { name: 'Sign and hand in' }).click();
    await page.locator('#outgoing [data-step=kept]').waitFor();
    await page.fill('[name=seen]', 'A wedding.');
    await page.fill('[name=carts]', '12');
    const { digest: second } = gives('2', ['mules']);

    await context.setOffline(false);
    await page.locator('#outgoing [data-step=recorded]').waitFor();
    const { body } = await (await fetch(`${host.url}/sella/record/${at}.json`)).json() as { readonly body: string };
    expect(JSON.parse(body)).toMatchObject({ content: { form: { id: 'bridge', version: '1', digest: first }, answers: { carts: 3 } } });
    await page.locator('#forms-given', { hasText: 'While you were away the form has changed: Bridge count, 2.' }).waitFor();
    expect(await page.inputValue('[name=carts]')).toBe('12'); // Nothing is changed under one's hands.
    expect(await (await fetch(`${host.url}/sella/report/forms?digest=${first}`)).json()).toMatchObject({ id: 'bridge', version: '1', questions: [{ name: 'seen' }, { name: 'carts' }] });

    await page.getByRole('button', { name: 'Load what is asked now' }).click();
    await page.getByText(`Bridge count, version 2 (${second.slice(0, 8)})`).waitFor();
    const changed = page.locator('#questions .warning');
    await changed.getByText('This form has changed since you began').waitFor();
    expect(await changed.innerText()).toMatch(/carts\s+12/);
    expect(await page.inputValue('[name=seen]')).toBe('A wedding.');

    // Asked no longer at all: what is begun can still be gone on with.
    expect(counterpart('forms', 'drop', 'sella', 'bridge', '--data', data.path).code).toBe(0);
    await page.goto(`${host.url}/sella/report?form=bridge`);
    await expect.poll(() => page.inputValue('[name=seen]').catch(() => '')).toBe('A wedding.');
    await leave(browser);
  }, 60_000);
});
