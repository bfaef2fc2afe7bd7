import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { api } from '#api';
import { TILE_WIDTH, leafOf, readBodies, readBundle, readSubmissions, tilePath } from '#record';
import { chromiumHere, haveChromium, leave } from './support/browser.ts';
import { StillClock, heldCase } from './support/case.ts';
import { getFrom, showing } from './support/dishonest.ts';
import { freshFolder, root, running, serve, until } from './support/host.ts';
import { NOTHING_SEEN, Person } from './support/table.ts';

/** A host that admitted an entry against the rules, on a real line: what a party's programs keep of it, and who is convinced by that. */
const NOW = 1_780_000_000, ends: (() => unknown)[] = [];
let address = '', position = 0;
afterAll(async () => { for (const end of ends.splice(0).reverse()) await end(); });

function folder(): string {
  const fresh = freshFolder();
  ends.push(fresh.remove);
  return fresh.path;
}

beforeAll(async () => {
  const held = await heldCase('sella', new StillClock(NOW)), honest = getFrom(api(held.app)), dossier = await held.app.dossier('sella');
  ends.push(held.end);
  if (dossier === null) throw new Error('held');
  const { head: { size }, state: { process } } = dossier, get = async (path: string) => (await honest(`http://host/sella/${path}`)).bytes;
  const leaves = readBundle(await get(tilePath('entries', 0, size)), size), bodies = readBodies(await get(tilePath('bodies', 0, size)), size);
  const foreign = { kind: 'report', content: { id: 'theirs', category: 'observation', date: '2026-05-01', summary: { en: 'x' }, accounts: [{ by: 'ORR', stance: 'asserts' }] } } as const;
  const read = readSubmissions(Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(foreign, NOTHING_SEEN, NOW));
  if (!leaves.ok || !bodies.ok || size >= TILE_WIDTH || !read.ok || read.value[0] === undefined) throw new Error('one bundle');
  const forged = { leaf: leafOf(read.value[0], NOW), body: read.value[0].body };
  const host = showing(process, 'sella-1', [...leaves.value.map((leaf, index) => ({ leaf, body: bodies.value[index] ?? null })), forged], honest);
  const server = createServer((request, response) => void host(`http://host${request.url}`).then(({ status, bytes }) => { response.statusCode = status; response.setHeader('access-control-allow-origin', '*'); response.end(bytes); }));
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  ends.push(() => { server.closeAllConnections(); server.close(); });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sella`;
  position = size;
}, 60_000);

describe('what a party keeps of a host that admitted an entry against the rules', () => {
  const copy = folder(), bag = join(copy, 'found-sella.bag');

  test('a mirror says what is wrong, and keeps what it was shown', async () => {
    const said = await running('mirror', address, '--data', copy);
    expect(said).toMatchObject({ code: 1, out: expect.stringMatching(new RegExp(`WRONG at step rules, entry number ${position}, id [0-9a-f]{64}`)) });
    expect([said.out.includes(bag), existsSync(bag)]).toEqual([true, true]);
  });

  test('a party’s own node keeps it too, and says so on its pages', async () => {
    const own = folder(), node = await serve(own, '--counterpart-of', address);
    ends.push(() => node.kill());
    await until(async () => existsSync(join(own, 'found-sella.bag')), (there) => there);
    expect((await running('audit', join(own, 'found-sella.bag'))).code).toBe(1);
  }, 60_000);

  test('whoever audits it hears that the host signed it: the command, and the file that needs nothing else', async () => {
    expect(await running('audit', bag)).toMatchObject({ code: 1, out: expect.stringContaining('a proof against it') });
    expect(await running('audit', address)).toMatchObject({ code: 1, out: expect.stringContaining('a proof against it') });
    expect(JSON.parse((await running('audit', bag, '--json')).out)).toMatchObject({ ok: false, signed: true, wrong: { step: 'rules', position, refusal: { code: 'process.account.not-yours' } } });
    const alone = spawnSync(execPath, [join(root, 'dist/verify.mjs'), bag], { encoding: 'utf8', cwd: copy });
    expect(alone).toMatchObject({ status: 1, stdout: expect.stringContaining('So this copy is a proof against the host') });
    expect(await running('audit', join(root, 'package.json'))).toMatchObject({ code: 1, notes: expect.stringContaining('no bag') });
  }, 60_000);

  test.skipIf(!haveChromium)('verify.html asks that address, and no other', async () => {
    const browser = await chromiumHere(), page = await browser.newPage({ viewport: { width: 320, height: 800 } }), asked = new Set<string>();
    ends.push(() => leave(browser));
    page.on('request', (request) => { if (!request.url().startsWith('file:')) asked.add(new URL(request.url()).origin); });
    await page.goto(`file://${join(root, 'dist/verify.html')}`);
    await page.fill('#address', address);
    await page.press('#address', 'Enter');
    await page.waitForSelector('#out[data-state=wrong]', { timeout: 30_000 });
    expect([await page.innerText('#out h2'), await page.innerText('#out')]).toEqual([expect.stringContaining(`entry number ${position}`), expect.stringContaining('a proof against the host')]);
    expect([...asked]).toEqual([new URL(address).origin]);
    await page.fill('#address', 'http://127.0.0.1:1/sella');
    await page.press('#address', 'Enter');
    await page.waitForFunction(() => document.querySelector('#out')?.textContent?.includes('cannot be read') === true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }, 60_000);
});
