import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import { retentionMails } from '#app';
import type { Body, PersonFile } from '#process';
import { certain, readSubmissions } from '#record';
import { createWords } from '#words';
import { deskOf } from '../../../tests/support/desk.ts';
import { allMessages } from '../../../tests/support/site.ts';
import { Person, seenIn } from '../../../tests/support/table.ts';
import { SELLA_ENTRIES } from '../../../tests/support/host.ts';

const HOUR = 3_600, DAY = 86_400, messages = allMessages()['en'] ?? {};
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

/** A file of the Cairn Committee, to be given to Orrumar for a month; it is 28 May 2026. */
async function table(more: Partial<PersonFile> = {}) {
  const desk = await deskOf('sella', { demo: true }), process = desk.dossier.state.process;
  ends.push(desk.end);
  const enter = async (id: string, capacity: string, body: Body): Promise<void> => {
    const head = (await desk.app.dossier('sella'))?.head.checkpoint ?? '', [outcome] = await desk.app.submit('sella', certain(readSubmissions(Person.ofCase(process, 'sella-1', id, capacity).write(body, seenIn(head), desk.clock.now(), 'table')))) ?? [];
    expect(outcome).toHaveProperty('position');
  };
  await enter('yselda', 'humanitarian', { kind: 'person', content: { id: 'h1', by: 'CAIRN', date: '2026-05-20', status: 'missing', consent: [{ to: 'ORR', until: '2026-06-28' }], fields: { full_name: 'Nella Vaunt', home_city: 'Brackwater' }, ...more } });
  const as = async (role: string | null, path: string): Promise<{ readonly status: number; readonly text: string; readonly html: string }> => {
    desk.forget();
    if (role !== null) await desk.send('/sella/sign-in/role', { role });
    const answer = await desk.request(path), html = await answer.text();
    return { status: answer.status, html, text: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
  };
  return { ...desk, as, enter };
}

describe('a file on a person', () => {
  test('opens for those to whom it may be given now, and for nobody else is there at all', async () => {
    const { as, clock } = await table(), file = await as('maerith', '/sella/persons/h1');
    expect([file.status, file.text.includes('Brackwater'), file.html.includes('class="exit"')]).toEqual([200, true, true]);
    expect(/<title>([^<]*)/.exec(file.html)?.[1]).not.toContain('Nella');
    for (const [who, id] of [['orsavie', 'h1'], [null, 'h1'], ['maerith', 'h2']] as const) {
      const { status, text } = await as(who, `/sella/persons/${id}`);
      expect([status, /Nella|Brackwater/.test(text)], String(who)).toEqual([404, false]);
    }
    clock.time = Date.UTC(2026, 5, 29) / 1000; // Consent has ended, whatever the record's last time is.
    expect([(await as('maerith', '/sella/persons/h1')).status, (await as('yselda', '/sella/persons/h1')).status]).toEqual([404, 200]);
  });

  test('tells on itself who opened it, once an hour for each, the last first', async () => {
    const { as, clock, reception, dossier: { state } } = await table(), who = async () => (await reception.openings(state, 'h1')).map(({ who: reader, at }) => [reader, at]), first = clock.now();
    await as('maerith', '/sella/persons/h1');
    await as('maerith', '/sella/persons/h1');
    await as('orsavie', '/sella/persons/h1');
    expect(await who()).toEqual([['maerith', first]]);
    clock.time += HOUR;
    await as('maerith', '/sella/persons/h1');
    const { text } = await as('yselda', '/sella/persons/h1');
    expect(await who()).toEqual([['yselda', first + HOUR], ['maerith', first + HOUR], ['maerith', first]]);
    expect(text).toMatch(/Who opened this file here .* Yselda Morrantine.* Maerith Ondravar/);
    clock.time += 731 * DAY;
    expect(await who()).toEqual([]);
  });

  test('goes out as PFIF to whom it may be given, until the consent ends, and that is noted as an opening; files that may be of one person are named to those alone', async () => {
    const { as, clock, enter, reception, dossier: { state } } = await table(), given = await as('maerith', '/sella/registers/people.xml'), first = clock.now();
    expect(given.html).toContain('<pfif:full_name>Nella Vaunt</pfif:full_name>');
    expect(given.html).toContain('<pfif:expiry_date>2026-06-28T22:00:00Z</pfif:expiry_date>');
    expect([(await as('orsavie', '/sella/registers/people.xml')).html.includes('Nella'), (await as(null, '/sella/registers/people.xml')).status]).toEqual([false, 404]);
    expect((await reception.openings(state, 'h1')).map(({ who, at }) => [who, at])).toEqual([['maerith', first]]);
    await enter('yselda', 'humanitarian', { kind: 'person', content: { id: 'h2', by: 'CAIRN', date: '2026-05-21', status: 'missing', consent: [], fields: { full_name: 'nella vaunt', age: '30' } } });
    await enter('yselda', 'humanitarian', { kind: 'person', content: { id: 'h3', by: 'CAIRN', date: '2026-05-21', status: 'missing', consent: [{ to: 'ORR' }], fields: { full_name: 'Nella Vaunt', age: '30' } } });
    expect((await as('yselda', '/sella/persons/h3')).text).toMatch(/May be of the same person.* h2 /);
    expect((await as('maerith', '/sella/persons/h3')).text).not.toContain('May be of the same person');
    clock.time = Date.UTC(2026, 5, 29) / 1000;
    expect((await as('maerith', '/sella/registers/people.xml')).html).not.toContain('Brackwater');
  });

  test('is read on no page by a seat that it names not, nor is what is said of it, though their record holds both', async () => {
    const { as, app, enter } = await table(), size = (await app.dossier('sella'))?.head.size ?? 0;
    await enter('yselda', 'humanitarian', { kind: 'person-note', content: { id: 'n1', by: 'CAIRN', date: '2026-05-22', person: 'h1', text: { en: 'Nella was seen at the ferry.' } } });
    for (const path of [`record/${size - 1}`, `record/${size - 1}.json`, `record/${size}`, `record/${size}.json`, 'record', 'record?q=ferry', 'archive', 'registers', 'registers/people', 'registers/people.csv', 'registers/people.geojson', 'timeline', 'changes', 'changes.atom', 'follow', 'search?q=Nella', 'summary?day=2026-05-22', 'publication.zip', 'retention', 'map', 'work', 'asked']) {
      const { html } = await as('orsavie', `/sella/${path}`);
      expect(/Nella|Brackwater|at the ferry/.test(html.replaceAll('q=Nella', '').replaceAll('value="Nella"', '')), path).toBe(false);
    }
    expect((await as('orsavie', `/sella/record/${size}`)).text).toContain('a copy of the record holds the words');
    for (const position of [size - 1, size]) expect(/Nella/.test((await as('maerith', `/sella/record/${position}`)).html), String(position)).toBe(true);
    expect((JSON.parse((await as('maerith', `/sella/record/${size}.json`)).html) as { readonly body: string }).body).toContain('ferry');
  });

  test('says in its form who will read it', async () => {
    const { as } = await table(), form = await as('yselda', '/sella/act/person');
    expect(form.html).not.toContain('value="public"');
    expect(form.text).toContain('Nobody at this table has a reading key yet, so no letter can be written to anybody.'); // Not silently for the table: that is chosen.
    expect((await as('yselda', '/sella/act/person?audience=table')).text).toMatch(/Will be able to read it: everybody at the table, \d+ now, and whoever joins them later; the host; and whoever keeps a copy/);
  });

  test('stands in its register, and in forms, by no more than it may', async () => {
    const { as } = await table(), [given, other] = [await as('maerith', '/sella/registers/people'), await as('orsavie', '/sella/registers/people')];
    expect([given.text.includes('Nella Vaunt'), given.text.includes('Brackwater'), given.html.includes('href="/sella/persons/h1"')]).toEqual([true, false, true]);
    expect([/Nella|Brackwater/.test(other.text), other.html.includes('/sella/persons/h1')]).toEqual([false, false]);
    expect([(await as('maerith', '/sella/act/person-note')).html.includes('Nella'), (await as('orsavie', '/sella/act/person-note')).html.includes('Nella')]).toEqual([true, false]);
  });
});

describe('consent that has ended', () => {
  test('ends in the register and in forms too, whatever time an address asks for', async () => {
    const { as, clock } = await table();
    clock.time = Date.UTC(2026, 5, 29) / 1000;
    for (const path of ['/sella/registers/people', '/sella/registers/people?valid=2026-05-28', '/sella/act/person-note', '/sella/act/person-note?valid=2026-05-28', '/sella/registers/people.xml?valid=2026-05-28', '/sella/persons/h1?valid=2026-05-28']) {
      expect([path, (await as('maerith', path)).html.includes('Nella')]).toEqual([path, false]);
    }
  });
});

describe('how long files are kept', () => {
  const row = async (more: Partial<PersonFile>, day: string) => {
    const { as, clock } = await table(more);
    clock.time = Date.parse(`${day}T12:00:00Z`) / 1000;
    return /File h1 (.*?) entry \d+ Cairn Committee/.exec((await as('yselda', '/sella/retention')).text)?.[1];
  };

  test('ends with the last consent, or with the day that the file names, whichever comes first', async () => {
    expect(await row({}, '2026-05-28')).toBe('kept 28 June 2026 the last consent ends');
    expect(await row({}, '2026-05-30')).toBe('ends within thirty days 28 June 2026 the last consent ends');
    expect(await row({}, '2026-06-29')).toBe('should be gone 28 June 2026 the last consent ends');
    expect(await row({ fields: { expiry_date: '2026-06-01T00:00:00Z' } }, '2026-05-28')).toMatch(/^ends within thirty days 1 June 2026 the day that the file names$/);
    expect(await row({ consent: [{ to: 'ORR', until: '2026-06-28' }, { to: 'TOL' }] }, '2026-06-29')).toBe('nobody set an end –');
  });

  test('is over a year after its side says that the person was released, no other; what was said of a file is erased with it', async () => {
    const { as, enter, clock } = await table({ consent: [{ to: 'ORR' }] });
    await enter('yselda', 'humanitarian', { kind: 'person-note', content: { id: 'n1', by: 'CAIRN', date: '2026-05-27', person: 'h1', step: 'released' } });
    await enter('maerith', 'head', { kind: 'person-note', content: { id: 'n2', by: 'ORR', date: '2020-01-01', person: 'h1', step: 'released' } });
    clock.time = Date.UTC(2027, 4, 1) / 1000;
    const { text } = await as('yselda', '/sella/retention'), [, state, note, file] = /File h1 (ends within thirty days 27 May 2027 a year after it was closed) entry \d+ Orrumar entry (\d+) Cairn Committee entry (\d+) Cairn Committee/.exec(text) ?? [];
    expect(state).toBeDefined();
    expect(Number(note)).toBe(Number(file) + 1);
  });

  test('is for those who made them: others have none, and who is not signed in no page', async () => {
    const { as } = await table();
    expect((await as('maerith', '/sella/retention')).text).toContain('Your side made no file on a person.');
    expect((await as(null, '/sella/retention')).status).toBe(404);
  });

  test('reminds their own side by letter thirty days before, and names nobody in it', async () => {
    const { app } = await table(), dossier = await app.dossier('sella'), mails = (day: string) => (dossier === null ? [] : retentionMails(dossier, (locale, zone) => createWords({ locale: locale === 'en' ? locale : 'en', messages, zone }), Date.parse(`${day}T12:00:00Z`) / 1000));
    expect(mails('2026-05-28')).toEqual([]);
    const [only, ...more] = mails('2026-05-30'), mail = await PostalMime.parse(only?.mail ?? '');
    expect([more, mail.subject, mail.to]).toEqual([[], 'A file on a person is to be erased', [{ name: 'Yselda Morrantine', group: [] }]]);
    expect(mail.text).toContain(`- File h1: ends within thirty days, 28 June 2026 (the last consent ends)\n  counterpart erase sella ${SELLA_ENTRIES} --as yselda`);
    expect(only?.mail).not.toMatch(/Nella|Brackwater/);
    expect(mail.text).not.toMatch(/Nella|Brackwater/);
  });
});
