import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { counterpart, freshFolder, serve } from '../support/host.ts';
import type { Host, Ran } from '../support/host.ts';

const PEOPLE = ['anna', 'boris', 'mira'] as const;
const SECRET = 'The stores hold flour for eleven days.';

function done(ran: Ran): string {
  expect(ran.code, ran.notes).toBe(0);
  return ran.out;
}

describe.skipIf(!haveChromium)('a process of real keys, at command lines and in browsers', () => {
  const place = freshFolder(), data = freshFolder(), file = (name: string): string => join(place.path, name);
  let host: Host, browser: Browser;

  beforeAll(async () => {
    const keys = JSON.parse(done(counterpart('keys', 'host', '--json', '--data', data.path))) as object;
    const card = (id: string): object => { done(counterpart('keys', 'new', file(`${id}.key`))); return JSON.parse(done(counterpart('keys', 'card', file(`${id}.key`), '--as', id))) as object; };
    const seat = (id: string, actor: string, capacity: string): object => ({ ...card(id), name: id, actor, capacity });
    writeFileSync(file('charter.json'), JSON.stringify({
      kind: 'live', title: { en: 'Valley talks' }, purpose: { en: 'Water.' }, zone: 'UTC', languages: ['en'], rules: 1, evaluator: 1, zoneTable: '2026c', evidenceWindow: 'P7D', host: { ...keys, delay: 'PT1H' },
      actors: [{ id: 'A', kind: 'party', label: { en: 'Upper side' } }, { id: 'B', kind: 'party', label: { en: 'Lower side' } }, { id: 'MED', kind: 'mediator', label: { en: 'The mediator' } }],
      participants: [seat('anna', 'A', 'head'), seat('boris', 'B', 'head'), seat('mira', 'MED', 'mediator')],
    }));
    for (const id of ['anna', 'boris']) done(counterpart('charter', 'sign', file('charter.json'), '--key', file(`${id}.key`), '--as', id));
    done(counterpart('charter', 'open', file('charter.json'), 'valley', '--key', file('anna.key'), '--as', 'anna', '--data', data.path));
    [host, browser] = await Promise.all([serve(data.path), chromiumHere()]);
  }, 60_000);
  afterAll(async () => { await leave(browser); await host?.stop(); data.remove(); place.remove(); });

  async function at(id: (typeof PEOPLE)[number]): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 320, height: 800 } })).newPage();
    await page.goto(`${host.url}/valley/outbox`);
    await page.setInputFiles('#key-file', file(`${id}.key`));
    await page.getByText(`This device holds the key of ${id}`).waitFor();
    return page;
  }

  /** The form of a statement, once its script is there: what a quick hand does before, the host reads, and asks who signs. */
  async function toStatement(page: Page, id: (typeof PEOPLE)[number]): Promise<void> {
    await page.goto(`${host.url}/valley/act/statement`);
    await page.getByText(`This device holds the key of ${id}`).waitFor();
  }

  test('a letter is sealed and signed in one browser, opened in another and at a command line, and by nobody else', async () => {
    const anna = await at('anna');
    await anna.goto(`${host.url}/valley/letters`);
    await anna.getByRole('link', { name: 'Write a letter' }).click();
    await anna.fill('[name="summary.en"]', SECRET);
    await anna.selectOption('#f-type', 'statement');
    await anna.getByLabel('boris').check();
    await anna.getByRole('button', { name: 'Look it through' }).click();
    await anna.getByRole('heading', { name: 'What you are about to sign' }).waitFor();
    expect(await anna.locator('#signing').innerText()).toMatch(/Readers\s+anna[^;]*; boris/);
    await anna.getByRole('button', { name: 'Sign and hand in' }).click();
    await anna.locator('#outgoing [data-step=recorded]').waitFor();
    expect(done(counterpart('letters', 'valley', '--key', file('boris.key'), '--as', 'boris', '--json', '--data', data.path))).toContain(SECRET);
    const opens = async (id: (typeof PEOPLE)[number]): Promise<string> => { const page = await at(id); await page.goto(`${host.url}/valley/letters`); await page.getByText('Opened with a key of this device').waitFor(); return page.locator('main').innerText(); };
    expect(await opens('boris')).toContain(SECRET);
    const mediator = await opens('mira');
    expect(mediator).toContain('Opened with a key of this device: 0');
    expect(mediator).not.toContain(SECRET);
    const { leaf, body } = await (await fetch(`${host.url}/valley/record/1.json`)).json() as { readonly leaf: string; readonly body: string };
    expect(body).toBe('');
    expect(JSON.parse(leaf.split('\n')[0] ?? '')).toMatchObject({ kind: 'sealed', capacity: 'host', audience: 'sealed' });
  }, 60_000);

  test('a file on a person is sealed to those whom its consents name, who are told before it is signed; a seat not named reads it nowhere', async () => {
    const anna = await at('anna'), told = anna.locator('#read-by');
    await anna.goto(`${host.url}/valley/act/person`);
    await anna.getByText('This device holds the key of anna').waitFor();
    await anna.selectOption('#f-status', 'missing');
    await anna.fill('[name="fields.full_name"]', 'Nella Vaunt');
    await anna.selectOption('[name="consent.0.to"]', 'B');
    await expect.poll(() => told.innerText()).toMatch(/^Will be able to read it: anna.* and boris.*Nobody else/);
    expect(await told.innerText()).not.toContain('mira');
    await anna.selectOption('#f-audience', 'table');
    await expect.poll(() => told.innerText()).toMatch(/everybody at the table, 3 now, and whoever joins them later; the host/);
    await anna.selectOption('#f-audience', 'sealed');
    await anna.getByRole('button', { name: 'Look it through' }).click();
    await anna.getByRole('heading', { name: 'What you are about to sign' }).waitFor();
    expect(await anna.locator('#signing').innerText()).toMatch(/Readers\s+anna[^;]*; boris/);
    await anna.getByRole('button', { name: 'Sign and hand in' }).click();
    await anna.locator('#outgoing [data-step=recorded]').waitFor();
    for (const [id, reads] of [['boris', true], ['mira', false]] as const) {
      const found = JSON.parse(done(counterpart('letters', 'valley', '--key', file(`${id}.key`), '--as', id, '--json', '--data', data.path))) as unknown;
      expect(JSON.stringify(found).includes('Nella Vaunt'), id).toBe(reads);
    }
    const mira = await at('mira'), last = Number((await (await fetch(`${host.url}/valley/checkpoint`)).text()).split('\n')[1]) - 1;
    for (const path of ['letters', 'record', `record/${last}`, 'registers/people', 'archive']) {
      await mira.goto(`${host.url}/valley/${path}`);
      if (path === 'letters') await mira.getByText('Opened with a key of this device').waitFor();
      expect(await mira.content(), path).not.toContain('Nella');
    }
    expect(await (await fetch(`${host.url}/valley/record/${last}.json`)).text()).toContain('sealed');
  }, 60_000);

  test('a letter of a command line opens in the browser', async () => {
    writeFileSync(file('report.json'), JSON.stringify({ kind: 'statement', content: { id: 's1', type: 'note', date: '2026-05-01', summary: { en: 'From a terminal.' }, accounts: [{ by: 'B', stance: 'asserts' }] } }));
    done(counterpart('sign', 'valley', file('report.json'), '--for', 'anna', '--key', file('boris.key'), '--as', 'boris', '--to', `${host.url}/valley`, '--data', data.path));
    const anna = await at('anna');
    await anna.goto(`${host.url}/valley/letters`);
    await anna.getByText('From a terminal.').waitFor();
    expect(await anna.locator('#letters').innerText()).toContain('From boris');
  }, 60_000);

  test('a file that an entry names is named here and follows the entry', async () => {
    const boris = await at('boris'), photograph = Buffer.from('a photograph'), digest = createHash('sha256').update(photograph).digest('hex');
    await toStatement(boris, 'boris');
    await boris.fill('[name="summary.en"]', 'See the photograph.');
    await boris.selectOption('#f-type', 'note');
    await boris.setInputFiles('#f-evidence', { name: 'dam.png', mimeType: 'image/png', buffer: photograph });
    await boris.locator('input[type=hidden][name=evidence]').waitFor({ state: 'attached' });
    await boris.getByRole('button', { name: 'Look it through' }).click();
    await boris.getByRole('heading', { name: 'What you are about to sign' }).waitFor();
    expect(await boris.locator('#signing').innerText()).toContain(digest);
    const sent = boris.waitForResponse((answer) => answer.url().endsWith(`/evidence/${digest}`));
    await boris.getByRole('button', { name: 'Sign and hand in' }).click();
    expect((await sent).status()).toBe(200);
    expect(Buffer.from(await (await fetch(`${host.url}/valley/evidence/${digest}`)).arrayBuffer())).toEqual(photograph);
  }, 60_000);

  test('what is nowhere else is not cleared from a browser before its owner says so, and can be saved to a file first', async () => {
    const anna = await at('anna'), text = async (name: string): Promise<string> => { const saved = anna.waitForEvent('download'); await anna.getByRole('button', { name }).click(); return readFileSync(await (await saved).path(), 'utf8'); };
    await anna.route('**/valley/entries', (route) => route.abort());
    await toStatement(anna, 'anna');
    await anna.fill('[name="summary.en"]', 'Waits for a stick.');
    await anna.selectOption('#f-type', 'note');
    await anna.getByRole('button', { name: 'Look it through' }).click();
    await anna.getByRole('button', { name: 'Sign and hand in' }).click();
    await anna.locator('#outgoing [data-step=kept]').waitFor();
    await anna.goto(`${host.url}/valley/outbox`);
    const saved = await text('Save what waits as a file');
    expect(saved).toContain('Waits for a stick.');
    await anna.getByRole('button', { name: 'Clear everything' }).click();
    await anna.getByText('Nowhere else: 1 keys and 1 signed entries').waitFor();
    await anna.reload();
    await anna.locator('#keys li').waitFor();
    await anna.locator('#outgoing [data-step=kept]').waitFor();
    await anna.check('#sure');
    await anna.getByRole('button', { name: 'Clear everything' }).click();
    await anna.getByText('Nothing was signed on this device').waitFor();
    await expect.poll(() => anna.locator('#keys li').count()).toBe(0);
    // The file alone is taken in, at any host of the process.
    const answer = await fetch(`${host.url}/valley/entries`, { method: 'POST', body: saved });
    expect(await answer.json()).toMatchObject({ results: [{ position: expect.any(Number) as number }] });
  }, 60_000);

  /** The head that this browser verified last, once it has one; and `sees` puts another in its place, or none. */
  const seen = async (page: Page): Promise<Seen> => (await (await page.waitForFunction(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('counterpart'); asked.onsuccess = () => resolve(asked.result); });
    const [head] = await new Promise<Seen[]>((resolve) => { const asked = database.transaction('heads').objectStore('heads').getAll(); asked.onsuccess = () => resolve(asked.result as Seen[]); });
    database.close();
    return head;
  })).jsonValue()) as Seen;
  const sees = (page: Page, head: Seen | null): Promise<void> => page.evaluate(async (head) => {
    const database = await new Promise<IDBDatabase>((resolve) => { const asked = indexedDB.open('counterpart'); asked.onsuccess = () => resolve(asked.result); });
    await navigator.locks.request('counterpart-heads', () => new Promise((resolve) => { const change = database.transaction('heads', 'readwrite'), heads = change.objectStore('heads'); if (head === null) heads.clear(); else heads.put(head); change.oncomplete = resolve; })); // As every page of the device does.
    database.close();
  }, head);
  /** As long as the other, and not the same. */
  const another = (head: Seen): Seen => ({ ...head, root: `${head.root.startsWith('A') ? 'B' : 'A'}${head.root.slice(1)}`, checkpoint: 'seen before' });

  async function isStopped(page: Page): Promise<void> {
    await page.fill('[name="summary.en"]', 'Over which history?');
    await page.selectOption('#f-type', 'statement');
    await page.getByRole('button', { name: 'Look it through' }).click();
    await page.locator('#problems').getByText('two histories').waitFor();
    expect(await page.inputValue('[name="summary.en"]')).toBe('Over which history?');
  }

  test('who signs sees the record go on from what they saw: another history is not signed over, and kept as proof', async () => {
    const boris = await at('boris');
    await toStatement(boris, 'boris');
    await sees(boris, another(await seen(boris)));
    await isStopped(boris);
    expect(await seen(boris)).toHaveProperty('fork');
  }, 60_000);

  test('what another page of the same device saw while the host was asked is not written over', async () => {
    const boris = await at('boris'), before = await seen(boris);
    await sees(boris, null);
    let answer = (): void => undefined;
    const slow = new Promise<void>((resolve) => { answer = resolve; }), asked = boris.waitForRequest('**/valley/checkpoint'), told = boris.waitForResponse('**/valley/checkpoint');
    await boris.route('**/valley/checkpoint', async (route) => { await slow; await route.continue(); });
    await toStatement(boris, 'boris');
    await asked;
    await sees(boris, another(before));
    answer();
    await told;
    await isStopped(boris);
  }, 60_000);
});

/** A head in the store of a browser. */
interface Seen {
  readonly root: string;
  readonly checkpoint: string;
}
