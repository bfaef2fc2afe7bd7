import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { caseKeySeed, publicKeyOf, writeVerifierKey } from '#record';
import { chromiumHere, haveChromium } from '../support/browser.ts';
import { SELLA_ENTRIES, counterpart, freshFolder, root, serve, until, witness } from '../support/host.ts';

const ends: (() => unknown)[] = [];
afterAll(async () => { for (const end of ends.splice(0).reverse()) await end(); });

const LOG = writeVerifierKey('counterpart/none', publicKeyOf(caseKeySeed('confirm', 'none')));

function folder(): string {
  const fresh = freshFolder();
  ends.push(fresh.remove);
  return fresh.path;
}

test.skipIf(!haveChromium)('an entry counts as confirmed on the device that signed it once the charter’s witness has cosigned a head that holds it; not before, and not by the host’s word', async () => {
  const place = folder(), data = folder(), files = folder();
  const first = await witness(place, '--name', 'witness.example/w', '--log', LOG), [key = ''] = first.out().trim().split('\n'), { port } = new URL(first.url);
  await first.stop();
  cpSync(join(root, 'cases/sella'), files, { recursive: true });
  const confirmation = { witnesses: [{ id: 'w', key, url: `http://127.0.0.1:${port}` }], quorum: 'w' };
  writeFileSync(join(files, 'case.yaml'), readFileSync(join(files, 'case.yaml'), 'utf8').replace('    host: {', `    confirmation: ${JSON.stringify(confirmation)}\n    host: {`));
  expect(counterpart('case', 'load', files, '--data', data)).toMatchObject({ code: 0 });
  const host = await serve(data, '--demo'), browser = await chromiumHere(), vkey = (await (await fetch(`${host.url}/sella/host.vkey`)).text()).trim();
  ends.push(() => host.kill(), () => browser.close());
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${host.url}/sella/act/statement`);
  await page.selectOption('#f-as', 'maerith');
  await page.getByRole('button', { name: 'Take the published key' }).click();
  await page.getByText('This device holds the key').waitFor();
  await page.fill('[name="summary.en"]', 'For all to see.');
  await page.selectOption('#f-type', 'note');
  await page.getByRole('button', { name: 'Look it through' }).click();
  await page.getByRole('button', { name: 'Sign and hand in' }).click();
  await page.locator('#outgoing [data-step=recorded]').waitFor();
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
  await until(async () => (await (await fetch(`${host.url}/sella/confirmed`)).text()).split('\n')[1], (size) => size === String(SELLA_ENTRIES + 1));
  await page.goto(`${host.url}/sella/outbox`);
  await page.locator('#outgoing [data-step=confirmed]').waitFor();
  expect(await page.locator('#outgoing').innerText()).toContain('confirmed');
}, 90_000);
