import { describe, expect, test } from 'vitest';
import type { Report } from '#process';
import type { Form } from '../forms/form.ts';
import { dateFrom, orderOf } from './dates.ts';
import type { IntakeHow } from './intake.ts';
import { readIntake } from './intake.ts';
import { readProfile } from './profile.ts';

const FORM: Form = { id: 'wells', version: '2', title: { en: 'Wells' }, category: 'observation', questions: [{ name: 'depth', type: 'integer', label: { en: 'Depth' } }] };
const HOW: IntakeHow = { by: 'MON', language: 'en', profile: {}, today: '2024-05-20', domain: 'p.example', placeOf: (words) => (words.toLowerCase() === 'mill' ? 'mill' : null) };
const read = (text: string, how: Partial<IntakeHow> = {}) => readIntake({ name: 'f.csv', bytes: new TextEncoder().encode(text) }, { ...HOW, ...how });
const only = async (text: string, how: Partial<IntakeHow> = {}): Promise<{ readonly report: Report | null; readonly refusal: object | null }> => {
  const found = await read(text, how);
  if (!found.ok) return { report: null, refusal: found.refusal };
  const made = found.value.drafts[0]?.made;
  return made?.ok === true ? { report: made.value.content as Report, refusal: null } : { report: null, refusal: made?.refusal ?? null };
};

describe('a row becomes a report', () => {
  test('hashtags map by themselves; what is written stays beside what it is read as', async () => {
    const { report } = await only('When,Where,Lat,Lon,Women\n#date+start,#loc,#geo+lat,#geo+lon,#affected+f\n17 May 2024,Mill,39.75,46.75,"1,204"\n');
    expect(report).toMatchObject({ date: '2024-05-17', place: 'mill', persons: [{ group: 'affected f', count: 1204 }], point: { precision: 1000 }, answers: { 'When#date+start': '17 May 2024', 'Women#affected+f': '1,204' }, sources: [{ title: 'f.csv:3' }] });
  });

  test('a year is all its months, nothing known is nothing said, places are told from near to far', async () => {
    expect((await only('#date,#date+end,#country,#adm1,#loc\n2014,n/a,Land,North,Ford\n')).report).toMatchObject({ date: '2014-01', dateEnd: '2014-12', placeText: 'Ford, North, Land' });
  });

  test('headings that name members map by themselves, with bounds and languages', async () => {
    expect((await only('date,summary.en,summary.fr,persons.children,quantities.water.litre,grade.source,grade.information\n2024-05,Ebb,Reflux,at-least 12,30.5,B,2\n')).report)
      .toMatchObject({ summary: { en: 'Ebb', fr: 'Reflux' }, persons: [{ group: 'children', count: 12, bound: 'at-least' }], quantities: [{ what: 'water', unit: 'litre', value: 30.5 }], grade: { source: 'B', information: 2 } });
  });

  test('the same words are the same report, whatever file they come in; the name of an instance counts before its words', async () => {
    const id = async (text: string) => (await only(text)).report?.id;
    expect(await id('#date,#org\n2024-05-01,Relief\n')).toBe(await id('#date,#org\n2024-05-01, Relief \n2024-05-03,More\n'));
    expect(await id('#date,#meta+id\n2024-05-01,7\n')).toBe(await id('#date,#meta+id,#org\n2024-05-02,7,Relief\n'));
  });

  test('submissions under the name of their instance', async () => {
    const xml = (id: string) => `<wells id="wells" version="2"><depth>7</depth><meta><instanceID>${id}</instanceID></meta></wells>`;
    expect((await only(xml('uuid:1'), { form: FORM })).report).toMatchObject({ form: { id: 'wells', version: '2', instance: 'uuid:1' }, answers: { depth: 7 } });
    expect((await only(xml('uuid:1'), { form: FORM })).report?.id).not.toBe((await only(xml('uuid:2'), { form: FORM })).report?.id);
    expect((await only('depth,instanceID\nseven,uuid:3\n', { form: FORM })).refusal).toMatchObject({ code: 'form.value', row: 2, column: 1 });
  });
});

describe('what is wrong is named with row and column', () => {
  const table = (row: string, columns: { readonly [column: string]: string }, more: object = {}) => only(`a,b\n${row}\n`, { profile: { columns, ...more } });
  test.each([
    ['no such day', '2024-02-30,x', { a: 'date' }, {}, { code: 'intake.date', row: 2, column: 1, found: '2024-02-30' }], ['two days it may be', '3/4/2024,x', { a: 'date' }, {}, { code: 'intake.date.order', row: 2, column: 1, order: 'none' }],
    ['no day', 'x,y', { b: 'summary' }, {}, { code: 'intake.date.none', row: 2 }], ['no number', 'x,twelve', { b: 'persons.women' }, { date: '2024-05' }, { code: 'intake.number', row: 2, column: 2, found: 'twelve' }],
    ['half a person', 'x,2.5', { b: 'persons.women' }, { date: '2024-05' }, { code: 'intake.number', column: 2 }], ['beyond the pole', '46,91', { a: 'point.lon', b: 'point.lat' }, { date: '2024-05' }, { code: 'intake.point', row: 2, column: 2, limit: 90 }],
    ['a category of its own', 'gossip,x', { a: 'category' }, { date: '2024-05' }, { code: 'intake.member', row: 2, column: 1, field: 'category' }], ['letters that hide', 'x\u202Ey,z', {}, { date: '2024-05', columns: { b: null } }, { code: 'intake.member', row: 2, column: 1 }],
    ['end before start', '2024-05-02,2024-05-01', { a: 'date', b: 'dateEnd' }, {}, { code: 'intake.member', row: 2, column: 2, field: 'dateEnd' }],
  ])('%s', async (_, row, columns, more, refusal) => { expect((await table(row, columns, more)).refusal).toMatchObject(refusal); });

  test('a column whose rows contradict each other asks for the order; the profile gives it', async () => {
    const text = '#date\n13/1/2024\n1/13/2024\n';
    expect((await only(text)).refusal).toMatchObject({ code: 'intake.date.order', order: 'both' });
    expect((await only(text, { profile: { order: 'dmy' } })).report?.date).toBe('2024-01-13');
  });

  test.each([['XML of a form', '<wells/>', { code: 'intake.form.missing', found: 'wells' }], ['a table that says nothing of itself', 'a,b\n1,2\n', { code: 'hxl.tags.none' }]])('%s', async (_, text, refusal) => { expect(await read(text)).toMatchObject({ ok: false, refusal }); });

  test.each([['{', ''], ['{"columns":{"a":"shoes"}}', 'columns.a'], ['{"colour":1}', 'colour']])('a profile: %s', (text, field) => { expect(readProfile(text)).toMatchObject({ ok: false, refusal: { code: 'intake.profile', field } }); });
});

test('what a hashtag alone promises stays as written where it does not fit', async () => {
  expect((await only('#date,#affected\n2024-05-01,many\n')).report).toMatchObject({ answers: { '#affected': 'many' } });
});

test.each([
  ['2024-05-17', '2024-05-17'], ['2024-05', '2024-05'], ['2024-05-17T08:30:00.000+04:00', '2024-05-17T08:30:00+04:00'], ['2024-05-17T08:30Z', '2024-05-17T08:30+00:00'], ['17 мая 2024', '2024-05-17'], ['May 17, 2024', '2024-05-17'], ['Septembre 2012', '2012-09'], ['29.2.2024', '2024-02-29'], ['29.2.2023', null], ['7 jui 2024', null], ['yesterday', null],
])('%s', (written, when) => { expect(dateFrom(written, 'dmy')).toBe(when); });

test('the order of a column', () => { expect([orderOf(['1/2/24', '13/2/24']), orderOf(['2/13/24']), orderOf(['1/2/24']), orderOf(['13/2/24', '2/13/24'])]).toEqual(['dmy', 'mdy', null, 'both']); });
