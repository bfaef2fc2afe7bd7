import { afterEach, describe, expect, test } from 'vitest';
import type { Json } from '#base';
import { openingHost, plain } from '../../../tests/support/opening.ts';
import type { Visitor } from '../../../tests/support/opening.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

async function host(...of: Parameters<typeof openingHost>) {
  const made = await openingHost(...of);
  ends.push(made.end);
  return made;
}

/** A convener who has answered what is asked, with two parties and a mediator. */
async function drafted(convener: Visitor): Promise<string> {
  await convener.send('/new', { template: 'mediated' });
  const id = convener.at.split('/')[2] ?? '';
  await convener.send(`/new/${id}/subject`, { 'title.en': 'The pass', 'purpose.en': 'One record of the pass.', 'withoutPrejudice.en': 'Nothing here recognises anybody.' });
  await convener.send(`/new/${id}/parties`, { 'party.new-1.en': 'Upland', 'party.new-2.en': 'Lowland' });
  await convener.send(`/new/${id}/third`, { 'third.third-1.en': 'The Office', 'capacity.third-1': 'mediator', 'voices.third-1': '1' });
  return id;
}

const SEATS = ['head-side-1', 'head-side-2', 'voice-third-1-1'] as const;

async function links(convener: Visitor, id: string, seat = 'all'): Promise<readonly string[]> {
  const shown = await (await convener.send(`/new/${id}/seats`, { seat })).text();
  return [...shown.matchAll(/href="http:\/\/localhost(\/new\/[^"]+\/invited\/[0-9a-f]{64})"/g)].map(([, path]) => path ?? '');
}

/** All three seats taken, each in its own browser. */
async function seated(made: Awaited<ReturnType<typeof host>>) {
  const convener = made.browser(), id = await drafted(convener), people = SEATS.map(() => made.browser()), all = await links(convener, id);
  for (const [index, seat] of SEATS.entries()) await people[index]?.take(all[index] ?? '', seat, { name: `Person ${index}`, 'label.en': `Side ${index}` });
  const [first, second, mediator] = people as [Visitor, Visitor, Visitor];
  return { convener, id, first, second, mediator, at: (seat: number): string => `/new/${id}/seat/${SEATS[seat] ?? ''}`, links: all };
}

describe('who may begin', () => {
  test('nobody without the link that the operator is shown; with it once', async () => {
    const { browser, opening } = await host('operator'), visitor = browser(), token = opening.link();
    expect((await visitor.get('/new')).status).toBe(403);
    expect(await visitor.text('/new')).toContain('Only who runs this host begins a process here');
    expect((await visitor.send('/new', { template: 'mediated', permit: '0'.repeat(64) })).status).toBe(403);
    expect((await visitor.get(`/new?link=${token}`)).status).toBe(200);
    expect((await visitor.send('/new', { template: 'mediated', permit: token })).status).toBe(303);
    expect((await browser().send('/new', { template: 'mediated', permit: token })).status).toBe(403);
  });

  test('a page of another site begins nothing, and answers nothing', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener);
    expect((await convener.send('/new', { template: 'mediated' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await convener.send(`/new/${id}/subject`, { 'title.en': 'Other' }, { origin: 'null' })).status).toBe(403);
    expect(await convener.text(`/new/${id}/check`)).toContain('The pass');
  });

  test('a draft is its convener’s: nobody else reads or changes it, and it is kept in no cache', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener), other = browser();
    for (const path of ['check', 'seats', 'subject', '']) expect((await other.get(`/new/${id}${path === '' ? '' : `/${path}`}`)).status).toBe(403);
    expect((await other.send(`/new/${id}/subject`, { 'title.en': 'Mine' })).status).toBe(403);
    expect([(await other.get('/new/none/check')).status, (await convener.get(`/new/${id}/nothing`)).status]).toEqual([404, 404]);
    expect((await convener.get(`/new/${id}/check`)).headers.get('cache-control')).toBe('private, no-store');
    expect((await other.send('/new', { template: 'none' })).status).toBe(200);
  });
});

describe('answers', () => {
  test('what is refused stands at the top with a way to its question, and what was written stays', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener);
    const answer = await convener.send(`/new/${id}/deciding`, { rule: 'consensus', quorum: 'both', silence: '3' }), html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('role="alert"');
    expect(html).toContain('href="#field-quorum"');
    expect(html).toMatch(/id="field-quorum" name="quorum" value="both"[^>]*aria-invalid="true"/);
  });

  test('a draft that changed under an open page is not written over; the words stay', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener), stale = /name="seen" value="([0-9a-f]+)"/.exec(await (await convener.get(`/new/${id}/subject`)).text())?.[1] ?? '';
    await convener.send(`/new/${id}/minutes`, { corrections: '21', evidenceWindow: '14' });
    const answer = await convener.send(`/new/${id}/subject`, { seen: stale, 'title.en': 'Another title', 'purpose.en': 'p' }), html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('The draft was changed while you had this page open');
    expect(html).toContain('value="Another title"');
    expect(await convener.text(`/new/${id}/check`)).toContain('The pass');
  });

  test('what no process could be held by is said before anybody is invited', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener);
    await convener.send(`/new/${id}/keeping`, { succession: '5', amendment: '2', delay: '1' });
    expect(await convener.text(`/new/${id}/check`)).toContain('The charter asks 5 heads of delegation to sign a succession, and names 2');
    expect(await convener.text(`/new/${id}/seats`)).not.toContain('Make the');
  });

  test('words in every language of the process: one more language asks for one more field', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener);
    await convener.get(`/new/${id}/languages`);
    await convener.send(`/new/${id}/languages`, { languages: 'en', others: 'ka', zone: 'Asia/Tbilisi' });
    expect(await (await convener.get(`/new/${id}/subject`)).text()).toContain('name="title.ka"');
    await convener.send(`/new/${id}/subject`, { 'title.en': 'The pass', 'title.ka': 'უღელტეხილი', 'purpose.en': 'p' });
    expect(await convener.text(`/new/${id}/check`)).toContain('უღელტეხილი');
  });
});

test('what is no form, and answers that no page asks for, change nothing and break nothing', async () => {
  const { browser } = await host(), convener = browser(), id = await drafted(convener), before = await convener.text(`/new/${id}/check`), [link = ''] = await links(convener, id);
  for (const path of [`/new/${id}/subject`, `/new/${id}/third`, `/new/${id}/seats`, link, '/new']) {
    const answer = await convener.get(path, { method: 'POST', body: '{"title":', headers: { origin: 'http://localhost', 'content-type': 'application/json' } });
    expect(answer.status, path).toBeLessThan(500);
  }
  for (const answers of [{ 'third.__proto__.en': 'x' }, { 'third.third-1.en': 'x', 'capacity.third-1': 'king' }, { 'third.constructor.en': 'x', 'capacity.constructor': 'head' }]) {
    expect((await convener.send(`/new/${id}/third`, answers)).status).toBe(422);
  }
  expect((await convener.send(`/new/${id}/languages`, { languages: 'en', others: 'en-a constructor', zone: 'UTC' })).status).toBe(422);
  expect(await convener.text(`/new/${id}/check`)).toBe(before);
  // A tag of the right form that names no language is shown as it is.
  await convener.send(`/new/${id}/languages`, { languages: 'en', others: 'en-a', zone: 'UTC' });
  expect(await convener.text(`/new/${id}/check`)).toContain('en-a');
});

describe('invitations', () => {
  test('serve once: whoever comes second hears what happened and whom to ask; the page of the seat is for who took it', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener), [link = ''] = await links(convener, id), head = browser(), thief = browser();
    expect((await head.take(link, SEATS[0], { name: 'Ane', 'label.en': 'Northern side' })).status).toBe(303);
    const second = await thief.take(link, SEATS[0], { name: 'Thief' });
    expect(second.status).toBe(410);
    expect(plain(await second.text())).toContain('An invitation works once');
    expect((await thief.get(link)).status).toBe(410);
    expect([(await thief.get(`/new/${id}/seat/${SEATS[0]}`)).status, (await head.get(`/new/${id}/seat/${SEATS[0]}`)).status]).toEqual([403, 200]);
    expect(await head.text(`/new/${id}/seat/${SEATS[0]}`)).toContain('Northern side');
  });

  test('stolen: the convener makes a new one, and whoever had taken the seat has it no more', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener), [link = ''] = await links(convener, id), thief = browser(), head = browser();
    await thief.take(link, SEATS[0], { name: 'Thief', 'label.en': 'Stolen' });
    const [fresh = ''] = await links(convener, id, SEATS[0]);
    expect([(await thief.get(`/new/${id}/seat/${SEATS[0]}`)).status, (await thief.get(link)).status]).toEqual([403, 404]);
    expect((await head.take(fresh, SEATS[0], { name: 'Ane', 'label.en': 'Northern side' })).status).toBe(303);
    expect(await convener.text(`/new/${id}/seats`)).toContain('Ane');
  });

  test('end after two weeks', async () => {
    const { browser, clock } = await host(), convener = browser(), id = await drafted(convener), [link = ''] = await links(convener, id);
    clock.time += 14 * 86_400;
    expect((await browser().get(link)).status).toBe(410);
    expect((await browser().take(link, SEATS[0], { name: 'Ane' })).status).toBe(410);
  });

  test('take a key that is shown to be there, and a name; otherwise nothing is taken and the words stay', async () => {
    const { browser } = await host(), convener = browser(), id = await drafted(convener), [link = ''] = await links(convener, id), head = browser();
    const unproven = await head.take(link, SEATS[0], { name: 'Ane', proof: `${'A'.repeat(86)}==` }), nameless = await head.take(link, SEATS[0], { name: '' });
    expect([unproven.status, nameless.status]).toEqual([422, 422]);
    expect(await unproven.text()).toContain('value="Ane"');
    expect(await convener.text(`/new/${id}/seats`)).toContain('invited');
    expect((await head.take(link, SEATS[0], { name: 'Ane' })).status).toBe(303);
  });

  test('the key of one seat is no key for another', async () => {
    const made = await host(), { convener, id } = await seated(made), [again = ''] = await links(convener, id, SEATS[1]);
    await made.browser().take(again, SEATS[1], { name: 'Two' });
    const [third = ''] = await links(convener, id, SEATS[2]), thief = made.browser();
    const { caseKeySeed } = await import('#record');
    expect((await thief.take(third, SEATS[2], { name: 'Three' }, caseKeySeed('device', SEATS[1]))).status).toBe(303);
    expect(await convener.text(`/new/${id}/check`)).toContain('Everybody signs with a key of their own');
  });
});

describe('signing', () => {
  test('waits until every seat is taken; with the last head’s signature the process begins, entered by that head', async () => {
    const made = await host(), { first, second, mediator, at } = await seated(made);
    const { charter } = await first.charter(at(0));
    expect((await first.sign(at(0), charter, SEATS[0])).status).toBe(200);
    expect(await second.text(at(1))).toContain('has signed');
    expect((await mediator.sign(at(2), charter, SEATS[2])).status).toBe(409);
    expect(await (await first.open(at(0), { charter, agreedBy: [] } as unknown as Json, SEATS[0], made.clock.time)).json()).toMatchObject({ code: 'charter.unsigned' });
    const signed = await (await second.sign(at(1), charter, SEATS[1])).json() as { readonly charter: Json; readonly agreedBy: Json; readonly open: readonly string[] };
    expect(signed.open).toEqual([]);
    const opened = await second.open(at(1), { charter: signed.charter, agreedBy: signed.agreedBy }, SEATS[1], made.clock.time);
    expect(await opened.json()).toMatchObject({ slug: 'the-pass' });
    const dossier = await made.app.dossier('the-pass');
    expect(dossier?.state.charter).toEqual(charter);
    expect([...dossier?.state.participants.values() ?? []].map(({ id, name }) => `${id} ${name}`)).toEqual(['head-side-1 Person 0', 'head-side-2 Person 1', 'voice-third-1-1 Person 2']);
    expect(await first.text(at(0))).toContain('the process has begun');
    // Whoever comes later gets the same process; nothing begins twice.
    expect(await (await first.open(at(0), { charter: signed.charter, agreedBy: signed.agreedBy }, SEATS[0], made.clock.time)).json()).toMatchObject({ slug: 'the-pass' });
    expect((await made.app.list()).length).toBe(1);
    expect((await made.app.audit('the-pass'))?.ok).toBe(true);
  });

  test('a change after a signature voids it: every page says so, the difference is shown, and the old signature opens nothing', async () => {
    const made = await host(), { convener, id, first, second, at } = await seated(made), { charter } = await first.charter(at(0));
    await first.sign(at(0), charter, SEATS[0]);
    expect(await convener.text(`/new/${id}/minutes`)).toContain('One head has signed the charter as it stands');
    await convener.send(`/new/${id}/minutes`, { corrections: '21', evidenceWindow: '14' });
    const page = await first.text(at(0));
    expect(page).toContain('Your signature counts no more');
    expect(page).toContain('One line has changed');
    expect(page).toMatch(/14 days\s+21 days/);
    expect(await second.text(at(1))).toContain('signed an earlier text');
    expect(await (await second.sign(at(1), charter, SEATS[1])).json()).toMatchObject({ code: 'record.charter.signature' });
    const { charter: now, agreedBy } = await second.charter(at(1));
    expect(agreedBy).toEqual([]);
    expect((await first.sign(at(0), now, SEATS[0])).status).toBe(200);
    expect(await first.text(at(0))).not.toContain('Your signature counts no more');
  });

  test('a head calls its side otherwise: signatures are void, and the other head reads what it was and is', async () => {
    const made = await host(), { first, second, at } = await seated(made), { charter } = await second.charter(at(1));
    await second.sign(at(1), charter, SEATS[1]);
    await first.send(`${at(0)}/name`, { 'label.en': 'The northern shore' }, { from: at(0) });
    expect(await second.text(at(1))).toMatch(/Side 0\s+The northern shore/);
    expect(await second.text(at(1))).toContain('Your signature counts no more');
    const { browser } = made;
    expect((await browser().send(`${at(0)}/name`, { 'label.en': 'Mine' }, { from: at(0) })).status).toBe(403);
  });

  test('the entry holds exactly the charter that was signed', async () => {
    const made = await host(), { first, second, at } = await seated(made), { charter } = await first.charter(at(0));
    await first.sign(at(0), charter, SEATS[0]);
    const signed = await (await second.sign(at(1), charter, SEATS[1])).json() as { readonly charter: { readonly [member: string]: Json }; readonly agreedBy: Json };
    const other = await second.open(at(1), { charter: { ...signed.charter, evidenceWindow: 'P99D' }, agreedBy: signed.agreedBy }, SEATS[1], made.clock.time);
    expect([other.status, await other.json()]).toMatchObject([409, { code: 'charter.moved' }]);
    expect(await made.app.list()).toEqual([]);
  });

  test('once begun, a draft changes no more', async () => {
    const made = await host(), { convener, id, first, second, at } = await seated(made), { charter } = await first.charter(at(0));
    await first.sign(at(0), charter, SEATS[0]);
    const signed = await (await second.sign(at(1), charter, SEATS[1])).json() as { readonly charter: Json; readonly agreedBy: Json };
    await second.open(at(1), { charter: signed.charter, agreedBy: signed.agreedBy }, SEATS[1], made.clock.time);
    expect(plain(await (await convener.send(`/new/${id}/minutes`, { corrections: '1', evidenceWindow: '1' })).text())).toContain('It changes only by the consent that it names');
    expect(await links(convener, id, SEATS[0])).toEqual([]);
  });
});
