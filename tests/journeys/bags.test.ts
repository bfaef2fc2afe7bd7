import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { counterpart, done, freshFolder, serve } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import type { Filled, Somebody } from '../support/somebody.ts';
import { Pointing } from '../support/somebody.ts';
import { valley } from '../support/talks.ts';

const DAY = 86_400_000;
const day = (from: number): string => new Date(Date.now() + from * DAY).toISOString().slice(0, 10);

/** The host of the valley talks is beside side A; side B has a machine that no packet reaches. A stick goes to and fro. */
describe.skipIf(!haveChromium)('two machines and a stick', () => {
  const place = freshFolder(), near = freshFolder(), far = freshFolder();
  const file = (name: string): string => join(place.path, name), as = (id: string): readonly string[] => ['--key', file(`${id}.key`), '--as', id];
  /** Where each is served, kept over a restart: keys of a browser are kept by address. */
  const ports = new Map<string, string>();
  let browser: Browser, anna: Somebody, boris: Somebody, there = 'valley';

  beforeAll(async () => {
    valley(place.path, near.path);
    for (const head of ['anna', 'boris']) done(counterpart('charter', 'sign', file('charter.json'), ...as(head)));
    done(counterpart('charter', 'open', file('charter.json'), 'valley', ...as('anna'), '--data', near.path));
    browser = await chromiumHere();
    [anna, boris] = await Promise.all([Pointing.at(browser, 1280), Pointing.at(browser, 320)]);
  }, 60_000);
  afterAll(async () => { await leave(browser); for (const folder of [place, near, far]) folder.remove(); });

  async function served<T>(folder: string, work: (host: Host) => Promise<T>): Promise<T> {
    const port = ports.get(folder), host = await serve(folder, ...port === undefined ? [] : ['--port', port]);
    ports.set(folder, new URL(host.url).port);
    try {
      return await work(host);
    } finally {
      await host.stop();
    }
  }

  /** From the one to the other, as one file. */
  function carry(from: string, slug: string, to: string): string {
    done(counterpart('bag', 'pack', slug, file('stick.bag'), '--data', from));
    const said = done(counterpart('bag', 'open', file('stick.bag'), '--data', to));
    return said;
  }

  function sign(id: string, kind: string, content: object): void {
    writeFileSync(file('entry.json'), JSON.stringify({ kind, content }));
    done(counterpart('sign', 'valley', file('entry.json'), ...as(id), '--data', near.path));
  }

  /** A key made at a command line, taken into the browser; and signed in with it. */
  async function seated(who: Somebody, at: string, id: string): Promise<void> {
    await who.page.goto(`${at}/outbox`);
    await who.page.locator('#key-file').setInputFiles(file(`${id}.key`));
    await who.page.locator('#key-said', { hasText: id }).waitFor();
    await who.page.goto(`${at}/sign-in`);
    await who.press('Sign in: ');
    await who.look('What is asked of me');
  }

  /** Fills in an act, and signs it here; `step`: as far as it comes. */
  async function act(who: Somebody, step: string, filled: Filled = {}): Promise<void> {
    await who.page.locator('#device-key', { hasText: 'This device holds the key' }).waitFor();
    const title = await who.page.locator('h1').innerText();
    await who.fill(filled);
    await who.press('Look it through');
    await who.page.locator('h2', { hasText: 'What you are about to sign' }).or(who.page.locator('#problems')).waitFor();
    expect(await who.page.locator('#problems').allInnerTexts()).toEqual([]);
    await who.press('Sign and hand in');
    await who.page.locator(`#outgoing [data-step=${step}]`, { hasText: title }).waitFor();
  }

  test('come to the same record and the same digest, from a proposal to frozen minutes and a promise', async () => {
    const meeting = await served(near.path, async ({ url }) => {
      await seated(anna, `${url}/valley`, 'anna');
      await anna.page.goto(`${url}/valley/act/propose-meeting`);
      await act(anna, 'recorded', { to: ['B', 'MED'], 'title.en': 'On water', 'meeting.from': day(2), 'meeting.mode': 'rooms' });
      const { body } = await (await fetch(`${url}/valley/record/1.json`)).json() as { readonly body: string };
      return (JSON.parse(body) as { readonly content: { readonly id: string } }).content.id;
    });
    // The mediator works at a command line beside the host.
    sign('mira', 'session', { id: 'held', meeting, by: 'MED', opened: day(0), chair: 'MED', mode: 'rooms', present: [{ participant: 'anna', actor: 'A' }, { participant: 'boris', actor: 'B' }, { participant: 'mira', actor: 'MED' }] });
    sign('mira', 'minutes', { id: 'min-1', meeting, session: 'held', title: { en: 'Minutes on water' }, languages: ['en'], date: day(0), correctionsUntil: day(20), paragraphs: [{ id: 'p1', type: 'record', text: { en: 'They met.' } }, { id: 'p2', type: 'action', owner: 'B', text: { en: 'B opens the sluice.' } }] });
    carry(near.path, 'valley', far.path);
    there = (JSON.parse(done(counterpart('list', '--json', '--data', far.path))) as readonly { readonly slug: string }[])[0]?.slug ?? '';

    await served(far.path, async ({ url }) => {
      await seated(boris, `${url}/${there}`, 'boris');
      await boris.page.goto(`${url}/${there}/act/accept?to=${meeting}`);
      await act(boris, 'sent');
      await boris.page.goto(`${url}/${there}/minutes/min-1`);
      await boris.page.locator('#p-p1').getByRole('link', { name: 'Correct it' }).click();
      await act(boris, 'sent', { 'text.en': 'They met in two rooms.' });
    });
    expect(carry(far.path, there, near.path).match(/recorded/g)).toHaveLength(2);

    await served(near.path, async ({ url }) => {
      await anna.page.goto(`${url}/valley/asked`);
      await anna.press('Accept');
      await act(anna, 'recorded');
      await anna.page.goto(`${url}/valley/minutes/min-1`);
      await anna.press('Approve this text');
      await act(anna, 'recorded');
    });
    carry(near.path, 'valley', far.path);

    await served(far.path, async ({ url }) => {
      // What came back on record is answered from the copy, with a receipt that the device verifies.
      await boris.page.goto(`${url}/${there}/outbox`);
      await expect.poll(() => boris.page.locator('#outgoing [data-step=recorded]').count(), { timeout: 45_000 }).toBe(2);
      await boris.page.goto(`${url}/${there}/minutes/min-1`);
      await boris.press('Approve this text');
      await act(boris, 'sent');
    });
    carry(far.path, there, near.path);
    sign('anna', 'commitment', { id: 'sluice', instrument: 'min-1', clause: 'p2', quote: { en: 'opens the sluice' }, title: { en: 'The sluice' }, bearers: { actors: ['B'] }, track: 'infrastructure', duty: { shape: 'assessed', assessors: ['MED'] }, assertedBy: ['A'] });
    carry(near.path, 'valley', far.path);

    await served(far.path, async ({ url }) => {
      await boris.page.goto(`${url}/${there}/asked`);
      await boris.press('Confirm');
      await act(boris, 'sent');
    });
    carry(far.path, there, near.path);
    expect(carry(near.path, 'valley', far.path)).toContain('each verified');

    // Both heads change the charter, each at their own machine; the file with the signatures goes along with the stick.
    writeFileSync(file('change.json'), JSON.stringify({ kind: 'amendment', content: { id: 'sooner', changes: { evidenceWindow: 'P3D' }, reason: { en: 'The road is short.' } } }));
    done(counterpart('amendment', 'sign', 'valley', file('change.json'), ...as('anna'), '--data', near.path));
    expect(counterpart('sign', 'valley', file('change.json'), ...as('anna'), '--data', near.path)).toMatchObject({ code: 1, notes: expect.stringContaining('2') as string });
    done(counterpart('amendment', 'sign', there, file('change.json'), ...as('boris'), '--data', far.path));
    expect(counterpart('amendment', 'sign', there, file('change.json'), ...as('boris'), '--data', far.path)).toMatchObject({ code: 1, notes: 'boris has signed this already.\n' });
    expect(done(counterpart('sign', 'valley', file('change.json'), ...as('anna'), '--data', near.path))).toContain('Recorded as No. 12');
    carry(near.path, 'valley', far.path);

    const shown = await served(near.path, ({ url }) => served(far.path, (own) => Promise.all([`${url}/valley`, `${own.url}/${there}`].map(async (at) => {
      const [state, minutes] = await Promise.all([at, `${at}/minutes/min-1`].map(async (page) => (await fetch(page)).text()));
      return [/[0-9a-f]{64}/.exec(/digest: [^]*/.exec(state ?? '')?.[0] ?? '')?.[0], minutes?.includes('They met in two rooms.'), minutes?.includes('confirmed by B')];
    }))));
    expect(shown[0]).toEqual([expect.any(String), true, true]);
    expect(shown[1]).toEqual(shown[0]);
    for (const [folder, slug] of [[near.path, 'valley'], [far.path, there]] as const) expect(JSON.parse(done(counterpart('audit', slug, '--json', '--data', folder)))).toMatchObject({ ok: true, size: 13 });
    expect(JSON.parse(counterpart('submitted', there, '--json', '--data', far.path).out)).toEqual({ known: [], unreadable: [] });
  }, 120_000);
});
