import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { caseKeySeed, publicKeyOf, writeVerifierKey } from '#record';
import { chromiumHere, haveChromium, headKept, leave, takeKey } from '../support/browser.ts';
import { SELLA_ENTRIES, counterpart, root, serve, until, witness } from '../support/host.ts';
import { begun } from '../support/ends.ts';

const { ends, folder } = begun(afterAll);

const LOG = writeVerifierKey('counterpart/none', publicKeyOf(caseKeySeed('confirm', 'none')));

test.skipIf(!haveChromium)('an entry counts as confirmed on the device that signed it once the charter’s witness has cosigned a head that holds it; not before, and not by the host’s word', async () => {
  const place = folder(), data = folder(), files = folder();
  const first = await witness(place, '--name', 'witness.example/w', '--log', LOG), [key = ''] = first.out().trim().split('\n'), { port } = new URL(first.url);
  await first.stop();
  cpSync(join(root, 'cases/sella'), files, { recursive: true });
  const confirmation = { witnesses: [{ id: 'w', key, url: `http://127.0.0.1:${port}` }], quorum: 'w' };
  writeFileSync(join(files, 'case.yaml'), readFileSync(join(files, 'case.yaml'), 'utf8').replace('    host: {', `    confirmation: ${JSON.stringify(confirmation)}\n    host: {`));
  expect(counterpart('case', 'load', files, '--data', data)).toMatchObject({ code: 0 });
  const host = await serve(data, '--demo'), browser = await chromiumHere(), vkey = (await (await fetch(`${host.url}/sella/host.vkey`)).text()).trim();
  ends.push(() => host.kill(), () => leave(browser));
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${host.url}/sella/act/statement`);
  await takeKey(page, 'maerith');
  await page.fill('[name="summary.en"]', 'For all to see.');
  await page.selectOption('#f-type', 'note');
  await page.getByRole('button', { name: 'Look it through' }).click();
  await page.getByRole('button', { name: 'Sign and hand in' }).click();
  await page.locator('#outgoing [data-step=recorded]').waitFor();
  const reporting = await reported(await browser.newContext({ viewport: { width: 320, height: 800 } }), host.url);
  // The host says that everything is confirmed, and shows its own head for it.
  await page.route('**/sella/confirmed', async (route) => route.fulfill({ body: await (await fetch(`${host.url}/sella/checkpoint`)).text() }));
  const asked = page.waitForResponse('**/sella/confirmed');
  await page.goto(`${host.url}/sella/outbox`);
  await asked;
  await page.evaluate(() => navigator.locks.request('counterpart-outbox', () => undefined)); // What is asked there has been looked at.
  expect(await page.locator('#outgoing li').getAttribute('data-step')).toBe('recorded');
  await page.unroute('**/sella/confirmed');

  const again = await witness(place, '--log', vkey, '--port', port);
  ends.push(() => again.kill());
  await until(async () => (await (await fetch(`${host.url}/sella/confirmed`)).text()).split('\n')[1], (size) => size === String(SELLA_ENTRIES + 2));
  await page.goto(`${host.url}/sella/outbox`);
  await page.locator('#outgoing [data-step=confirmed]').waitFor();
  expect(await page.locator('#outgoing').innerText()).toContain('confirmed');
  await reporting.reload();
  await reporting.locator('#outgoing [data-step=confirmed]', { hasText: 'confirmed' }).waitFor();
  expect(await reporting.locator('#outgoing').innerText()).toContain(`entry ${SELLA_ENTRIES + 1}`);
}, 120_000);

/** A report from where there is no line: kept here; with a node that hands it on, as one answers that its host is away; recorded. */
async function reported(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage(), at = (step: string, words: string): Promise<void> => page.locator(`#outgoing [data-step=${step}]`, { hasText: words }).waitFor();
  await page.goto(`${url}/sella/report`);
  await takeKey(page, 'lisbrit');
  await headKept(page);
  await context.setOffline(true);
  await page.fill('[name=date]', '2026-05-01');
  await page.fill('[name=summary]', 'The gate was shut.');
  await page.getByRole('button', { name: 'Look it through' }).click();
  await page.getByRole('button', { name: 'Sign and hand in' }).click();
  await at('kept', 'kept here');
  await page.route('**/sella/entries', (route) => route.fulfill({ status: 202, json: {} }), { times: 1 });
  await context.setOffline(false);
  await at('sent', 'sent');
  await at('recorded', `entry ${SELLA_ENTRIES + 1}`);
  return page;
}
