import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chromiumHere, haveChromium, leave } from '../support/browser.ts';
import { counterpart, done, freshFolder, serve, until } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import type { Filled, Somebody } from '../support/somebody.ts';
import { Pointing, Typing } from '../support/somebody.ts';

const DAY = 86_400_000;
/** A day of the calendar, so many from today. */
const day = (from: number): string => new Date(Date.now() + from * DAY).toISOString().slice(0, 10);

describe.skipIf(!haveChromium)('four people at one table', () => {
  const data = freshFolder();
  let host: Host, browser: Browser, north: Somebody, south: Somebody, mediator: Somebody, observer: Somebody;
  const found = new Map<string, string>();
  /** Which shore is which side of the charter is drawn by lot. */
  let ids = { north: '', south: '', office: '' };
  const at = (path: string): string => `${host.url}/the-anlo-ferry${path}`;

  beforeAll(async () => {
    [host, browser] = await Promise.all([serve(data.path), chromiumHere()]);
    [north, south, mediator, observer] = await Promise.all([Pointing.at(browser, 1280), Pointing.at(browser, 320), Typing.at(browser, 1280), Pointing.at(browser, 1280)]);
  }, 60_000);
  afterAll(async () => { await leave(browser); await host?.stop(); data.remove(); });

  /** Fills in the form that is open, looks it through, signs it on this device; back is what the host made of it. */
  async function enter(who: Somebody, filled: Filled): Promise<void> {
    await who.page.locator('#device-key', { hasText: 'This device holds the key' }).waitFor();
    await who.fill(filled);
    await sign(who);
  }

  async function sign(who: Somebody, picture?: string): Promise<void> {
    await who.press('Look it through');
    await who.page.locator('h2', { hasText: 'What you are about to sign' }).or(who.page.locator('#problems')).waitFor();
    expect(await who.page.locator('#problems').allInnerTexts()).toEqual([]);
    if (picture !== undefined) await who.picture(picture);
    await who.press('Sign and hand in');
    await who.page.locator('#outgoing [data-step=recorded]').waitFor();
  }

  const see = async (who: Somebody, heading: string): Promise<void> => expect([heading, await who.look(heading)]).toEqual([heading, []]);
  const open = async (who: Somebody, path: string, heading: string): Promise<void> => {
    await who.page.goto(at(path));
    await see(who, heading);
  };

  /** Found by its links once, and at its address from then on. */
  async function find(who: Somebody, place: string, byLinks: () => Promise<void>): Promise<void> {
    const name = `${Object.values({ north, south, mediator, observer }).indexOf(who)} ${place}`, known = found.get(name);
    if (known === undefined) {
      await byLinks();
      found.set(name, who.page.url());
    } else {
      await who.page.goto(known);
      await see(who, place);
    }
  }

  const toMeeting = (who: Somebody): Promise<void> => find(who, 'The ferry in winter', async () => {
    await open(who, '/meetings', 'Meetings');
    await who.press('The ferry in winter');
    await see(who, 'The ferry in winter');
  });

  const toDraft = (who: Somebody): Promise<void> => find(who, 'Draft minutes-', async () => {
    await toMeeting(who);
    await who.press('Draft minutes-');
    await see(who, 'Draft minutes-');
  });

  const toMinutes = (who: Somebody): Promise<void> => find(who, 'Minutes of the ferry in winter', async () => {
    await toMeeting(who);
    await who.press('Minutes of the ferry in winter');
    await see(who, 'Minutes of the ferry in winter');
  });

  async function write(who: Somebody, filled: Filled): Promise<void> {
    await toDraft(who);
    await who.press('Draft a paragraph of minutes');
    await see(who, 'Write a paragraph of minutes');
    await enter(who, filled);
  }

  /** A commitment under a paragraph: what the form begins with, and in place of what cannot be known, the word that fulfils it. */
  async function promise(who: Somebody, paragraph: string, fact: string): Promise<void> {
    await toMinutes(who);
    await who.page.locator(`#p-${paragraph}`).getByRole('link', { name: 'under watch' }).click();
    await see(who, 'Enter a commitment');
    const begun = await who.page.locator('[name=commitment]').inputValue();
    await enter(who, { commitment: begun.replace(/^  not expressed .*$/m, `  achieve ${fact}\n  done by ${day(120)}`) });
  }

  test('from a first link to a charter that both heads have signed', async () => {
    const everybody = [north, south, mediator, observer];
    for (const who of everybody) who.listens = false; // Heard in the journey of an opening.
    const link = /(http:\S+\/new\?link=[0-9a-f]{64})/.exec(await until(async () => host.said(), (said) => said.includes('/new?link=')))?.[1] ?? '';
    await mediator.page.goto(link);
    await see(mediator, 'Begin a process');
    await mediator.press('Continue');
    await see(mediator, 'What it is about');
    await mediator.fill({ 'title.en': 'The Anlo ferry', 'purpose.en': 'Two shores keep one record of a ferry and of who may use it.' });
    await mediator.press('Continue');
    await see(mediator, 'The parties');
    await mediator.fill({ 'party.new-1.en': 'North shore', 'party.new-2.en': 'South shore' });
    await mediator.press('Continue');
    await see(mediator, 'Third parties');
    await mediator.fill({ 'third.third-1.en': 'The Harbour Office' });
    await mediator.press('Save, and add a third party');
    await mediator.page.locator('[name="third.new-1.en"]').waitFor();
    await mediator.fill({ 'third.new-1.en': 'The passengers of both shores' });
    await mediator.press('Continue');
    await see(mediator, 'Check the charter');
    await mediator.press('Go on to the invitations');
    await see(mediator, 'Invitations');
    await mediator.press('Make the 4 links');
    await mediator.page.locator('a.link').first().waitFor();
    const links = await mediator.page.locator('a.link').evaluateAll((all) => all.map((one) => ({ link: (one as HTMLAnchorElement).href, to: one.parentElement?.textContent ?? '' })));
    const take = async (who: Somebody, side: string, filled: Filled): Promise<void> => {
      await who.page.goto(links.find(({ to }) => to.includes(side))?.link ?? '');
      await see(who, 'You are invited');
      await who.fill(filled);
      await who.press('Take the seat');
      await see(who, 'The charter');
    };
    await Promise.all([
      take(north, 'North', { name: 'Ane Bruun' }), take(south, 'South', { name: 'Okko Saar' }),
      take(mediator, 'Harbour', { name: 'Ruta Lind' }), take(observer, 'passengers', { name: 'Ida Holm' }),
    ]);
    for (const head of [north, south]) {
      await head.press('Look again');
      await head.press('Sign exactly this charter');
      await head.page.getByText(/You have signed this charter|All heads have signed/).first().waitFor();
    }
    for (const who of everybody) {
      who.listens = true;
      await open(who, '/sign-in', 'Sign in');
      await who.press('Sign in: ');
      await see(who, 'What is asked of me');
    }
    const { body } = await (await fetch(at('/record/0.json'))).json() as { readonly body: string };
    const { content: { charter: { actors } } } = JSON.parse(body) as { readonly content: { readonly charter: { readonly actors: readonly { readonly id: string; readonly label: { readonly en: string } }[] } } };
    const idOf = (name: string): string => actors.find(({ label }) => label.en === name)?.id ?? '';
    ids = { north: idOf('North shore'), south: idOf('South shore'), office: idOf('The Harbour Office') };
  }, 120_000);

  test('from a first contact to minutes that several hands drafted', async () => {
    await open(north, '/act/propose-meeting', 'Propose a meeting');
    await enter(north, { to: [ids.south, ids.office], 'title.en': 'On the ferry in winter', 'meeting.from': day(1), 'meeting.mode': 'hall', 'meeting.placeText': 'The customs house' });
    await open(south, '/asked', 'What is asked of me');
    await south.picture('table-asked-320');
    await south.press('On the ferry in winter');
    await see(south, 'On the ferry in winter');
    await south.press('Propose otherwise');
    await see(south, 'Propose a meeting');
    await enter(south, { to: [ids.north, ids.office], 'title.en': 'The ferry in winter', 'meeting.from': day(2), 'meeting.mode': 'rooms', 'meeting.placeText': 'The customs house, in two rooms' });
    for (const who of [north, mediator]) {
      await open(who, '/asked', 'What is asked of me');
      await who.press('The ferry in winter');
      await see(who, 'The ferry in winter');
      await who.press('Accept');
      await see(who, 'Accept');
      await sign(who, who === north ? 'table-sign' : undefined);
    }
    await open(north, '/contacts', 'Contacts');
    expect(await north.page.locator('main').innerText()).toMatch(/Proposed otherwise/);

    await toMeeting(mediator);
    await mediator.press('Add to the agenda');
    await see(mediator, 'Add to an agenda');
    await enter(mediator, { 'items.0.title.en': 'The engine', 'items.0.track': 'infrastructure', 'items.0.minutes': '30', 'items.1.title.en': 'The landing', 'items.1.track': 'infrastructure', 'items.1.minutes': '30' });
    await toMeeting(mediator);
    await mediator.picture('table-meeting');
    await mediator.press('Enter how it was held');
    await see(mediator, 'Record that a meeting was held');
    await mediator.more('present');
    await enter(mediator, {
      opened: day(0), chair: ids.office, mode: 'rooms', 'present.0.actor': ids.north, 'present.0.participant': `head-${ids.north}`, 'present.0.fullPowers': true,
      'present.1.actor': ids.south, 'present.1.participant': `head-${ids.south}`, 'present.1.fullPowers': true, 'present.2.actor': ids.office, 'present.2.participant': `voice-${ids.office}-1`,
    });

    await toMeeting(mediator);
    await mediator.press('Draft a paragraph of minutes');
    await see(mediator, 'Write a paragraph of minutes');
    await enter(mediator, { 'says.type': 'record', 'says.text.en': 'They met on the ferry.' });
    await write(south, { 'says.type': 'action', 'says.text.en': 'The North shore mends the engine by March.', 'says.owner': ids.north });
    await write(north, { 'says.type': 'action', 'says.text.en': 'The South shore clears the ice at its landing.', 'says.owner': ids.south });
    // Two at one paragraph: who writes over words that they have not seen is told, and has their own still before them.
    for (const who of [south, north]) {
      await toDraft(who);
      await who.press('Write it otherwise');
      await see(who, 'Write a paragraph of minutes');
    }
    await enter(south, { 'says.text.en': 'They met in two rooms.' });
    await north.fill({ 'says.text.en': 'They met, and it was cold.' });
    await north.press('Look it through');
    await north.page.locator('#problems').waitFor();
    expect(await north.page.locator('#problems').innerText()).toContain('process.draft.overwrites');
    expect(await north.page.locator('[name="says.text.en"]').inputValue()).toBe('They met, and it was cold.');

    await toDraft(mediator);
    await mediator.press('Circulate as minutes');
    await see(mediator, 'Circulate minutes');
    await enter(mediator, { 'title.en': 'Minutes of the ferry in winter' });
  }, 120_000);

  test('from minutes that are circulated to promises under watch', async () => {
    await toMinutes(south);
    await south.page.locator('#p-p1').getByRole('link', { name: 'Correct it' }).click();
    await see(south, 'Correct minutes');
    await enter(south, { 'text.en': 'They met in two rooms, the Harbour Office between them.' });
    await toMinutes(north);
    await north.page.locator('#p-p3').getByRole('link', { name: 'Correct it' }).click();
    await see(north, 'Correct minutes');
    await enter(north, { 'text.en': 'The South shore clears the ice at both landings.', 'reason.en': 'So it was said.' });
    await toMinutes(observer);
    await observer.page.locator('#p-p2').getByRole('link', { name: 'Correct it' }).click();
    await see(observer, 'Correct minutes');
    await observer.fill({ 'text.en': 'The engine is mended by passengers.' });
    await observer.press('Look it through');
    await observer.page.locator('#problems').waitFor();
    expect(await observer.page.locator('#problems').innerText()).toContain('process.minutes.absent');
    expect(await observer.page.locator('[name="text.en"]').inputValue()).toBe('The engine is mended by passengers.');

    await open(north, '/asked', 'What is asked of me');
    await north.press('Accept');
    await see(north, 'Accept');
    await sign(north);
    await toMinutes(south);
    await south.picture('table-correction-320', '#p-p3');
    await open(south, '/asked', 'What is asked of me');
    await south.press('Decline');
    await see(south, 'Decline');
    await enter(south, { 'reason.en': 'Of one landing only.' });
    for (const who of [north, south]) {
      await toMinutes(who);
      await who.press('Approve this text');
      await see(who, 'Approve minutes');
      await sign(who);
    }
    await toMinutes(observer);
    expect(await observer.page.getByRole('link', { name: /Approve this text|under watch/ }).count()).toBe(0);
    expect(await observer.page.locator('main').innerText()).toMatch(/They met in two rooms, the Harbour Office between them\.[^]*clears the ice at its landing\.[^]*Notes of sides[^]*put in:\s*both landings/);

    await observer.picture('table-minutes');

    await open(mediator, '/act', 'What you can enter');
    await mediator.press('Add words for what can be observed');
    await see(mediator, 'Add words');
    await mediator.more('facts');
    await enter(mediator, {
      'facts.0.id': 'engine.mended', 'facts.0.kind': 'event', 'facts.0.label.en': 'the engine', 'facts.0.holds.en': 'the engine was mended', 'facts.0.holdsNot.en': 'the engine was not mended',
      'facts.1.id': 'ice.cleared', 'facts.1.kind': 'event', 'facts.1.label.en': 'the ice', 'facts.1.holds.en': 'the ice was cleared', 'facts.1.holdsNot.en': 'the ice was not cleared',
    });
    await promise(south, 'p2', 'engine.mended');
    await promise(north, 'p3', 'ice.cleared');
    await open(north, '/asked', 'What is asked of me');
    await north.press('Confirm');
    await see(north, 'Confirm a commitment');
    await sign(north);
    await toMinutes(observer);
    await open(south, '/act/statement', 'Make a statement');
    await enter(south, { 'summary.en': 'The engine runs again.', type: 'statement', 'facts.0.fact': 'engine.mended', 'facts.0.at': day(0) });
    await open(north, '/act/statement', 'Make a statement');
    await enter(north, { 'summary.en': 'The landing is under ice.', type: 'statement', 'facts.0.fact': 'ice.cleared', 'facts.0.at': day(0), 'facts.0.denied': true });
    await open(observer, '', 'State of the agreement');
    await observer.picture('table-state', '.matrix');
    const rows = await observer.page.locator('tbody tr').evaluateAll((all) => all.map((row) => [row.querySelector('th')?.textContent ?? '', ...[...row.querySelectorAll('td')].map((cell) => `${cell.dataset['by'] ?? ''}: ${cell.textContent ?? ''}`)]));
    const engine = rows.find(([head]) => head?.includes('engine')) ?? [], ice = rows.find(([head]) => head?.includes('ice')) ?? [];
    expect(engine.find((cell) => cell.startsWith('South shore'))).toMatch(/fulfilled/);
    expect(engine.find((cell) => cell.startsWith('North shore'))).toMatch(/no account/);
    expect(engine[0]).not.toContain('asserted');
    expect(ice.find((cell) => cell.startsWith('North shore'))).toMatch(/due, time left/);
    expect(ice.find((cell) => cell.startsWith('South shore'))).toMatch(/no account/);
    expect(ice[0]).toContain('asserted by North shore, not confirmed by South shore');

    // Whoever mirrors it replays every act, and comes to the same statuses.
    const copy = join(data.path, 'copy'), shown = /digest: ([0-9a-f]{64})/.exec(await observer.page.locator('main').innerText())?.[1];
    done(counterpart('mirror', at(''), '--data', copy));
    expect(JSON.parse(done(counterpart('audit', 'the-anlo-ferry', '--data', copy, '--json')))).toMatchObject({ ok: true, size: 24 });
    expect(JSON.parse(done(counterpart('status', 'the-anlo-ferry', '--data', copy, '--json')))).toMatchObject({ digest: shown });
    console.log(Object.entries({ north, south, mediator, observer }).map(([who, { pages, fields }]) => `${who}: ${pages} pages, ${fields} fields`).join('; '));
  }, 120_000);
});
