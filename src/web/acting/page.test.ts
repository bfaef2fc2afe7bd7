import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Body } from '#process';
import { certain, readSubmissions } from '#record';
import { deskOf } from '../../../tests/support/desk.ts';
import { Person, seenIn } from '../../../tests/support/table.ts';

describe('the form of an act, without a script', () => {
  let held: Awaited<ReturnType<typeof deskOf>>;

  beforeAll(async () => { held = await deskOf('sella', { demo: true }); });
  afterAll(() => held.end());

  const post = (act: string, fields: readonly (readonly [string, string])[]): Promise<Response> => held.request(`/sella/act/${act}`, { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])), headers: { origin: 'http://localhost' } });
  const get = async (path: string): Promise<string> => (await held.request(path)).text();
  const STATEMENT = [['summary.en', 'We are ready.'], ['type', 'note'], ['date', '2026-05-01'], ['as', 'maerith']] as const;

  async function enter(id: string, capacity: string, body: Body): Promise<void> {
    const dossier = await held.app.dossier('sella'), person = Person.ofCase(dossier?.state.process ?? '', 'sella-1', id, capacity);
    const [outcome] = await held.app.submit('sella', certain(readSubmissions(person.write(body, seenIn(dossier?.head.checkpoint ?? ''), held.clock.now())))) ?? [];
    expect(outcome).toHaveProperty('position');
  }

  test('begins with what the address gives', async () => {
    const page = await get('/sella/act/statement?summary.en=Begun+elsewhere&type=reply&as=maerith&audience=table');
    expect(page).toMatch(/<textarea id="f-summary-en"[^>]*>Begun elsewhere<\/textarea>/);
    expect(page).toMatch(/<option value="reply" selected>/);
    expect(page).toMatch(/<option value="maerith" selected>/);
    expect(page).toMatch(/<option value="table" selected>/);
  });

  test('links the sentence of a document with what it may bear on', async () => {
    const page = await get('/sella/act/link?item=d-2025-07-sheet&at=5&commitments=SU-3a-south&as=sorrin');
    expect(page).toMatch(/name="at"[^>]* value="5"/);
    expect(page).toMatch(/<option value="d-2025-07-sheet" selected>/);
    expect(page).toMatch(/value="SU-3a-south" checked/);
  });

  test('splits a statement by its own sentences, to be put right by who splits it', async () => {
    const page = await get('/sella/act/split?from=s-2025-06-anniversary-orr&as=sorrin'), words = (row: number, tag: string): string | undefined => new RegExp(`<textarea[^>]* name="claims\\.${row}\\.words\\.${tag}"[^>]*>([^<]*)</textarea>`).exec(page)?.[1];
    expect([0, 1, 2].map((row) => words(row, 'en'))).toEqual(['In the year before there were four funerals on the line.', 'This year there was none.', 'We have complaints, and we write them down here instead of there.']);
    expect(words(2, 'ru')).toBe('У нас есть жалобы, и мы пишем их здесь, а не там.');
    expect(words(3, 'en')).toBeUndefined();
    expect([/<option value="ORR" selected>/.test(page), /<option value="named" selected>/.test(page), /name="first.at" value="2025-06-10"/.test(page)]).toEqual([true, true, true]);
  });

  test('leads to each field that is not right, and keeps every word', async () => {
    const answer = await post('statement', [['summary.en', 'Half of it'], ['date', '2026-02-30'], ['as', 'maerith']]), page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page).toMatch(/id="problems"[^>]*role="alert"/);
    for (const field of ['f-type', 'f-date']) expect(page).toContain(`<a href="#${field}">`);
    expect(page).toContain('2026-02-30 is not a day of the calendar');
    expect(page).toMatch(/<textarea id="f-summary-en"[^>]*>Half of it<\/textarea>/);
    expect(page).toMatch(/<select id="f-type"[^>]*aria-invalid="true"/);
    expect(await (await post('statement', STATEMENT.slice(0, 3))).text()).toContain('<a href="#f-as">');
  });

  test('names the rule that refuses', async () => {
    const page = await (await post('withdraw', [['withdraws', 'no-such-item'], ['reason.en', 'x'], ['date', '2026-05-01'], ['as', 'maerith']])).text();
    expect(page).toMatch(/\(rule process\.[a-z.-]+\)/);
  });

  test('shows what would be signed, in words and as a file for the command line', async () => {
    const answer = await post('statement', STATEMENT), page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('By Maerith Ondravar, head of delegation, Orrumar.');
    expect(page).toMatch(/<dt>Summary<\/dt><dd>.*We are ready\./);
    expect(page).toContain('counterpart sign sella entry.json --key KEY --as maerith');
    expect(page).toMatch(/<pre>\{&quot;content&quot;:\{&quot;accounts&quot;/);
  });

  test('gives one more row where it is asked to', async () => {
    const rows = (page: string): number => [...page.matchAll(/data-row="\d+"/g)].length;
    const before = await get('/sella/act/agenda'), after = await (await post('agenda', [['items.0.title.en', 'Pumps'], ['items.1.title.en', 'Roads'], ['more', 'items']])).text();
    expect(rows(after)).toBe(rows(before) + 1);
    expect(after).toMatch(/name="items\.1\.title\.en"[^>]*>Roads</);
    expect(after).not.toContain('id="problems"');
  });

  test('has data for the script that no word of a reader can end', async () => {
    const page = await get('/sella/act/statement?summary.en=%3C/script%3E%3Cscript%3Ealert(1)%3C/script%3E'), block = /<script type="application\/json" id="page-data">([^<]*)<\/script>/.exec(page)?.[1] ?? '';
    expect(page).not.toContain('<script>alert');
    expect(JSON.parse(block)).toMatchObject({ slug: 'sella', act: 'statement', seed: 'sella-1' });
  });

  test('says a refusal of the host in words, and one that it does not know by its code', async () => {
    const said = async (refusal: object): Promise<unknown> => (await held.request('/sella/said', { method: 'POST', body: JSON.stringify(refusal), headers: { origin: 'http://localhost' } })).json();
    expect(await said({ code: 'process.author.unknown', author: 'k' })).toEqual({ sentence: expect.stringContaining('k') as string });
    expect(await said({ code: 'from.another.version' })).toEqual({ sentence: 'from.another.version' });
    for (const text of ['nonsense', 'null', '[]']) expect(await (await held.request('/sella/said', { method: 'POST', body: text, headers: { origin: 'http://localhost' } })).json()).toEqual({ sentence: '' });
  });

  test('there is none for a record that others keep, nor for what nobody enters', async () => {
    expect((await held.request('/sella/act/charter')).status).toBe(404);
    const documentary = await deskOf('lachin-2020');
    for (const path of ['act', 'act/statement', 'outbox', 'letters']) expect((await documentary.request(`/lachin-2020/${path}`)).status).toBe(404);
    await documentary.end();
  });

  test('of minutes begins with the paragraphs that were drafted, of a session with the meeting as planned, of a commitment with the clause that it rests on', async () => {
    await enter('hedra', 'head', { kind: 'proposal', content: { id: 'm1', what: 'meeting', by: 'MED', to: ['ORR', 'TOL'], title: { en: 'On the bridge' }, meeting: { from: '2026-08-01', mode: 'hall' } } });
    await enter('hedra', 'head', { kind: 'draft', content: { id: 'd1', minutes: 'minutes-m1', meeting: 'm1', paragraph: 'first', says: { type: 'record', text: { en: 'They met.', ru: 'Они встретились.' } } } });
    await enter('hedra', 'head', { kind: 'draft', content: { id: 'd2', minutes: 'minutes-m1', meeting: 'm1', paragraph: 'second', says: { type: 'action', text: { en: 'ORR mends the pump.' }, owner: 'ORR', due: '2026-09-01' } } });
    await enter('hedra', 'head', { kind: 'draft', content: { id: 'd3', minutes: 'minutes-m1', meeting: 'm1', paragraph: 'first', was: 'd1' } });
    const page = await get('/sella/act/circulate?id=minutes-m1');
    expect(page).toMatch(/name="paragraphs\.0\.id" value="second"/);
    expect(page).toMatch(/name="paragraphs\.0\.text\.en"[^>]*>ORR mends the pump\.</);
    expect(page).toMatch(/name="paragraphs\.0\.due" value="2026-09-01"/);
    expect(page).not.toContain('They met.');
    expect(page).toMatch(/name="correctionsUntil" value="20\d\d-\d\d-\d\d"/);
    expect(await get('/sella/act/draft-paragraph?meeting=m1&minutes=minutes-m1')).toMatch(/name="paragraph"[^>]*value="p1"/);
    expect(await get('/sella/act/session?meeting=m1')).toMatch(/name="opened" value="2026-08-01"[^]*<option value="hall" selected/);
    const [instrument] = (await held.app.dossier('sella'))?.state.instruments.values() ?? [], { id = '', clauses = [] } = instrument?.value ?? {};
    expect(await get(`/sella/act/commitment?instrument=${id}&clause=${clauses[1]?.id}`)).toMatch(new RegExp(`<textarea id="f-commitment"[^>]*>commitment ${id}-1 of ${id} clause ${clauses[1]?.id}`));
  });
});
