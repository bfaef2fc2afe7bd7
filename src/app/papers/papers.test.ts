import ICAL from 'ical.js';
import mammoth from 'mammoth';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldCase } from '../../../tests/support/case.ts';
import { allMessages } from '../../../tests/support/site.ts';
import { createWords } from '#words';
import { calendarOf } from './calendar.ts';
import { feedOf } from './feed.ts';
import { remindersOf } from './reminders.ts';
import { alternated, paperOf } from './text.ts';

const messages = allMessages();
const speak = (locale: string, zone: string) => createWords({ locale, messages: messages[locale] ?? {}, fallback: messages['en'] ?? {}, zone });
let sella: Awaited<ReturnType<typeof heldCase>>;
beforeAll(async () => { sella = await heldCase('sella'); });
afterAll(() => sella.end());
const words = speak('en', 'Europe/Zurich');

describe('the calendar of Sella, read by ical.js', () => {
  const events = async (of = {}) => new ICAL.Component(ICAL.parse(await calendarOf(sella.app, 'sella', words, of) ?? '') as unknown as [string, object[], object[]]).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  const titled = (found: Awaited<ReturnType<typeof events>>, title: string) => found.filter(({ summary }) => summary === title);

  test('has the meeting that both sides accepted, in its place, and each thing once', async () => {
    const found = await events({ pages: 'https://host.example/sella' });
    expect(found.filter(({ startDate }) => startDate.toString() === '2026-04-02').map(({ component }) => component.getFirstPropertyValue('status'))).toContain('CONFIRMED');
    expect(new Set(found.map(({ uid }) => uid)).size).toBe(found.length);
    expect(found.every(({ component }) => String(component.getFirstPropertyValue('url')).startsWith('https://host.example/sella/'))).toBe(true);
  });

  test('a duty of every month ends on the last day of each', async () => {
    const sheets = titled(await events(), 'Due: The data sheets of the lake are exchanged every month');
    expect(sheets.map(({ startDate }) => startDate.toString())).toEqual(expect.arrayContaining(['2025-03-31', '2025-04-30', '2026-02-28']));
    expect(sheets.every(({ startDate }) => startDate.isDate)).toBe(true);
  });

  test('keeps the names of its events when the record grows', async () => {
    const all = [...(await sella.app.dossier('sella'))?.state.participants.values() ?? []], whole = new Set((await events()).map(({ uid }) => uid));
    for (const reader of all) for (const { uid } of await events({ reader })) expect(whole).toContain(uid);
  });

  test('of a person holds what its side owes and meets for, and nothing of the other side alone', async () => {
    const [reader] = [...(await sella.app.dossier('sella'))?.state.participants.values() ?? []].filter(({ actor, capacity }) => actor === 'TOL' && capacity === 'head');
    const own = await events(reader === undefined ? {} : { reader }), owed = own.flatMap(({ description }) => /Owed by: (.*)/.exec(description)?.[1] ?? []);
    expect(owed.length).toBeGreaterThan(0);
    expect(owed.every((who) => who.includes('Tollaven'))).toBe(true);
    expect(own.length).toBeLessThan((await events()).length);
  });

  test('there is none of a process that is not held', async () => expect([await calendarOf(sella.app, 'atlantis', words), await feedOf(sella.app, 'atlantis', words, ''), await paperOf(sella.app, 'atlantis', 'SU', null, words)]).toEqual([null, null, null]));
});

describe('the Understanding on paper, read by mammoth', () => {
  const text = async (copyOf: string | null): Promise<string> => (await mammoth.extractRawText({ buffer: Buffer.from(await paperOf(sella.app, 'sella', 'SU', copyOf, words) ?? []) })).value;

  test('each side’s copy names it first, in each language, and says otherwise the same', async () => {
    const [upper, lower] = [await text('ORR'), await text('TOL')];
    for (const names of ['Orrumar · Tollaven', 'Оррумар · Толлавен']) expect(upper).toContain(names);
    for (const names of ['Tollaven · Orrumar', 'Толлавен · Оррумар']) expect(lower).toContain(names);
    const letters = (found: string): string => [...found].sort().join('');
    expect(letters(upper)).toBe(letters(lower));
    expect(upper.indexOf('Maerith Ondravar')).toBeLessThan(upper.indexOf('Orsavie Delmarenne'));
    expect(lower.indexOf('Orsavie Delmarenne')).toBeLessThan(lower.indexOf('Maerith Ondravar'));
  });

  test('has every clause in every authentic language, whose head it is under and which entries prove it', async () => {
    const found = await text('ORR'), dossier = await sella.app.dossier('sella'), value = dossier?.state.instruments.get('SU');
    for (const { text: clause } of value?.value.clauses ?? []) for (const language of ['en', 'ru']) expect(found).toContain(clause[language] ?? 'none');
    for (const part of [dossier?.head.root, dossier?.head.hostKey, dossier?.state.process, value?.source.entry]) expect(found).toContain(part);
    expect(found).toContain('without prejudice');
    expect(found).toContain('a signature is no recognition');
    expect(found).toContain('People and beasts that have strayed');
  });

  test('the same record makes the same bytes; whoever is no party has no copy', async () => {
    expect(await paperOf(sella.app, 'sella', 'SU', 'ORR', words)).toEqual(await paperOf(sella.app, 'sella', 'SU', 'ORR', words));
    expect([await paperOf(sella.app, 'sella', 'SU', 'MED', words), await paperOf(sella.app, 'sella', 'none', null, words)]).toEqual([null, null]);
  });

  test('three sides: the owner, then the others by id', () => expect([alternated(['C', 'A', 'B'], 'B'), alternated(['C', 'A', 'B'], null)]).toEqual([['B', 'A', 'C'], ['A', 'B', 'C']]));
});

describe('letters that remind', () => {
  test('one to each head and delegate of the side, with the date for the calendar, in each language of the charter', async () => {
    const from = Date.UTC(2026, 2, 25) / 1000, letters = await remindersOf(sella.app, 'sella', speak, { from, to: from + 14 * 86_400 }) ?? [];
    expect(letters.map(({ name }) => name.slice(0, 10))).toContain('2026-04-02');
    const read = await Promise.all(letters.map(({ mail }) => PostalMime.parse(mail, { attachmentEncoding: 'utf8' })));
    for (const one of read) {
      expect(one.attachments.map(({ mimeType }) => mimeType)).toEqual(['text/calendar']);
      expect(one.html).toBeUndefined();
    }
    expect(read.some(({ text }) => text?.includes('Nothing is asked of you in the record but to be there'))).toBe(true);
    expect(new Set(read.map(({ messageId }) => messageId)).size).toBe(letters.length);
  });

  test('none where nothing comes', async () => expect(await remindersOf(sella.app, 'sella', speak, { from: 0, to: 1 })).toEqual([]));
});

test('the feed says what came last, first', async () => {
  const feed = await feedOf(sella.app, 'sella', words, 'https://host.example/sella') ?? '', size = (await sella.app.dossier('sella'))?.head.size ?? 0;
  expect([...feed.matchAll(/<entry>.*?record\/(\d+)/g)].map(([, position]) => Number(position))).toEqual(Array.from({ length: 50 }, (_, index) => size - 1 - index));
});
