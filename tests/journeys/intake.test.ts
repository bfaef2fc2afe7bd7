import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseKeySeed, writeKeyFile } from '#record';
import { haveChromium, journey } from '../support/browser.ts';
import type { Journey } from '../support/browser.ts';
import { violations } from '../support/hearing.ts';
import { counterpart, done, freshFolder } from '../support/host.ts';

const WELLS = 'When,Spot,Said,Women\n#date,#loc,#description,#affected+f\n2026-05-02,Mill,Queue at the well,12\n31/02/2026,Mill,Impossible,3\n2026-05-02,Mill,Many waited for water,13\n2026-05-02,Mill,Queue at the well,12\n';

describe.skipIf(!haveChromium)('a file of others, from its rows to the record', () => {
  let here: Journey, page: Page;
  beforeAll(async () => {
    here = await journey(['sella'], '--demo');
    page = await (await here.browser.newContext({ viewport: { width: 320, height: 900 }, bypassCSP: true })).newPage();
  }, 60_000);
  afterAll(() => here?.end());

  const rows = () => page.locator('table.stacked tbody tr');
  const send = async (): Promise<void> => {
    await page.goto(`${here.url}/sella/intake`);
    await page.setInputFiles('#f-file', { name: 'wells.csv', mimeType: 'text/csv', buffer: Buffer.from(WELLS) });
    await page.selectOption('#f-as', 'sorrin');
    await page.getByRole('button', { name: 'Say what would become' }).click();
  };

  test('each row has its fate; a mapping is changed and the file looked at again without being chosen again; what is new is signed and recorded', async () => {
    await send();
    expect(await rows().evaluateAll((all) => all.map((row) => row.querySelector('.tag')?.textContent))).toEqual(['new, may be alike', 'refused', 'new, may be alike', 'twice in this file']);
    await page.getByText('Row 4, column 1: “31/02/2026” is no day or time').waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.fill('#to-4', 'quantities.waiting.women');
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('Keep this mapping as a profile').waitFor();
    expect(await page.locator('#intake-rows').evaluate((data) => (JSON.parse(data.textContent) as { readonly rows: readonly { readonly content: { readonly quantities: object } }[] }).rows.map(({ content }) => content.quantities))).toEqual([[{ what: 'waiting', unit: 'women', value: 12 }], [{ what: 'waiting', unit: 'women', value: 13 }]]);
    await page.getByRole('button', { name: 'Take the published key' }).click();
    await page.getByRole('button', { name: 'Sign 2 rows' }).click();
    await page.locator('#outgoing [data-step=recorded]').nth(1).waitFor();
    const digest = createHash('sha256').update(WELLS).digest('hex'); // The file is there as the evidence of its rows.
    await expect.poll(async () => (await fetch(`${here.url}/sella/evidence/${digest}`)).text()).toBe(WELLS);
    await send();
    await page.getByText('4 rows: none new, 3 known already, 1 refused.').waitFor();
  });

  test('a table that says nothing of itself is shown with its columns, for a person to say where they go', async () => {
    await page.goto(`${here.url}/sella/intake`);
    await page.setInputFiles('#f-file', { name: 'plain.csv', mimeType: 'text/csv', buffer: Buffer.from('Jour,Lieu,Quoi\n3/5/2026,Mill,Eau\n') });
    await page.selectOption('#f-as', 'sorrin');
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('there is no day here').waitFor();
    for (const [index, member] of ['date', 'placeText', 'summary.fr'].entries()) await page.fill(`#to-${index + 1}`, member);
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('may be two days').waitFor();
    await page.selectOption('#f-order', 'dmy');
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('1 row: 1 new, none known already, none refused.').waitFor();
    expect(await page.locator('#intake-rows').evaluate((data) => (JSON.parse(data.textContent) as { readonly rows: readonly { readonly content: object }[] }).rows[0]?.content)).toMatchObject({ date: '2026-05-03', placeText: 'Mill', summary: { fr: 'Eau' } });
  });

  test('a file too long for a page is looked at on one’s own copy, and handed in from there with the file', async () => {
    const folder = freshFolder(), at = (name: string): string => join(folder.path, name), wells = WELLS.replaceAll('Mill', 'Ford');
    writeFileSync(at('long.csv'), wells);
    writeFileSync(at('sorrin.key'), writeKeyFile(caseKeySeed('sella-1', 'sorrin')));
    done(counterpart('mirror', `${here.url}/sella`, '--data', at('copy')));
    const told = counterpart('intake', 'sella', at('long.csv'), '--as', 'sorrin', '--key', at('sorrin.key'), '--to', `${here.url}/sella`, '--data', at('copy'));
    expect([told.out, told.notes]).toEqual([expect.stringMatching(/Recorded as No\. \d+\.\nRecorded as No\. \d+\./), '']);
    expect(await (await fetch(`${here.url}/sella/evidence/${createHash('sha256').update(wells).digest('hex')}`)).text()).toBe(wells);
    folder.remove();
  }, 60_000);

  test('no file, a broken one, a profile with a mistake: said in words', async () => {
    await page.goto(`${here.url}/sella/intake`);
    await page.selectOption('#f-as', 'sorrin');
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('Choose a file.').waitFor();
    await page.setInputFiles('#f-file', { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,"2\n') });
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.getByText('Row 2, column 2: a quotation mark is opened and never closed').waitFor();
    await page.setInputFiles('#f-file', { name: 'long.csv', mimeType: 'text/csv', buffer: Buffer.from(`${WELLS}${'2026-05-02,Mill,Queue at the well,12\n'.repeat(90_000)}`) });
    await page.getByRole('button', { name: 'Say what would become' }).click();
    await page.locator('#problems', { hasText: `counterpart mirror ${here.url}/sella --data copy` }).waitFor();
  });
});
