import { describe, expect, test } from 'vitest';
import { workbook } from '../../../tests/samples/workbook.ts';
import { problemsOfAnswers } from './answers.ts';
import { holds, readExpression } from './expression.ts';
import type { Answer, Answers, Form } from './form.ts';
import { readOdkSheet, readOdkXml } from './odk.ts';
import { readXlsForm, xlsForm } from './xlsform.ts';

const TODAY = '2026-11-28';
const certain = <T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: object }): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};

const SURVEY = { rows: [
  ['type', 'name', 'label::English (en)', 'label::Русский (ru)', 'required', 'relevant', 'constraint', 'constraint_message::English (en)', 'counterpart'],
  ['start', 'start', '', '', '', '', '', '', ''],
  ['begin group', 'road', 'The road', 'Дорога', '', '', '', '', ''],
  ['date', 'day', 'Which day?', 'Какой день?', 'yes', '', '. <= today()', 'A day that has come', 'date'],
  ['select_one outcome', 'outcome', 'What became of it?', 'Чем кончилось?', 'yes', '', '', '', 'passage.outcome'],
  ['integer', 'minutes', 'Minutes lost', 'Потеряно минут', '', "${outcome} = 'delayed'", '. >= 0 and . < 10000', '', 'passage.delayMinutes'],
  ['end group', '', '', '', '', '', '', '', ''],
  ['select_multiple cargo', 'cargo', 'What was carried?', 'Что везли?', '', '', '', '', ''],
  ['text', 'reason', 'Reason given', 'Названная причина', '', "selected(${cargo}, 'people') or not(${outcome} = 'passed')", '', '', 'quotedReason'],
  ['geopoint', 'where', 'Where?', 'Где?', '', '', '', '', 'point'],
  ['image', 'photo', 'A photograph', 'Снимок', '', '', '', '', 'evidence'],
] };
const CHOICES = { rows: [
  ['list_name', 'name', 'label::English (en)', 'label::Русский (ru)'],
  ['outcome', 'passed', 'Passed', 'Пропущены'], ['outcome', 'delayed', 'Delayed', 'Задержаны'], ['outcome', 'denied', 'Denied', 'Не пропущены'],
  ['cargo', 'people', 'People', 'Люди'], ['cargo', 'medicine', 'Medicine', 'Лекарства'],
] };
const SETTINGS = { rows: [['form_id', 'form_title', 'version', 'default_language'], ['passages', 'Passages', '3', 'English (en)']] };
const read = certain(xlsForm(SURVEY, CHOICES, SETTINGS, 'passage')), form: Form = read.form;

/** The survey with one cell another. */
const changed = (row: number, column: number, cell: string) => xlsForm({ rows: SURVEY.rows.map((cells, at) => (at === row ? cells.with(column, cell) : cells)) }, CHOICES, SETTINGS, 'passage');

describe('XLSForm', () => {
  test('a form in two languages, with choices, conditions and what each answer becomes', () => {
    expect(form).toMatchObject({ id: 'passages', version: '3', title: { en: 'Passages' }, category: 'passage' });
    expect(form.questions.map(({ name, type, group, fills }) => [name, type, group, fills])).toEqual([
      ['day', 'date', 'road', 'date'], ['outcome', 'one', 'road', 'passage.outcome'], ['minutes', 'integer', 'road', 'passage.delayMinutes'], ['cargo', 'many', undefined, undefined],
      ['reason', 'text', undefined, 'quotedReason'], ['where', 'point', undefined, 'point'], ['photo', 'file', undefined, 'evidence'],
    ]);
    expect(form.questions[1]?.choices?.[2]).toEqual({ name: 'denied', label: { en: 'Denied', ru: 'Не пропущены' } });
    expect(read.left).toEqual([{ code: 'form.left.device', sheet: 'survey', row: 2, type: 'start' }]);
  });

  test.each([
    ['a type that is not taken', changed(7, 0, 'xml-external x'), { code: 'form.type', sheet: 'survey', row: 8, type: 'xml-external' }],
    ['a list that is not there', changed(4, 0, 'select_one nowhere'), { code: 'form.list', sheet: 'survey', row: 5, list: 'nowhere' }],
    ['a name that is none', changed(3, 1, '1st'), { code: 'form.name', sheet: 'survey', row: 4, name: '1st' }],
    ['a name twice', changed(4, 1, 'day'), { code: 'form.name.twice', sheet: 'survey', row: 5, name: 'day' }],
    ['a group that does not end', changed(6, 0, 'note'), { code: 'form.name', row: 7 }],
    ['a group that ends twice', changed(2, 0, 'end group'), { code: 'form.groups', sheet: 'survey', row: 3, group: '' }],
    ['a condition that is none', changed(5, 5, "${outcome} = 'delayed"), { code: 'form.expression', sheet: 'survey', row: 6, column: 'relevant', at: 13 }],
    ['a condition on what is not asked', changed(5, 5, '${weather} = 1'), { code: 'form.answer.unknown', question: 'minutes', name: 'weather' }],
    ['no column of types', xlsForm({ rows: [['kind']] }, CHOICES, SETTINGS, 'passage'), { code: 'form.column', sheet: 'survey', row: 1, column: 'type' }],
  ])('refused: %s', (_, result, refusal) => { expect(result).toMatchObject({ ok: false, refusal }); });
});

test('a workbook, and one without a survey', async () => {
  expect(certain(await readXlsForm(workbook({ survey: SURVEY, choices: CHOICES, settings: SETTINGS }), 'passage'))).toEqual(read);
  expect(await readXlsForm(workbook({ choices: CHOICES }), 'passage')).toMatchObject({ ok: false, refusal: { code: 'form.sheet', sheet: 'survey' } });
  expect(await readXlsForm(new TextEncoder().encode('no workbook'), 'passage')).toMatchObject({ ok: false, refusal: { code: 'form.sheet' } });
});

describe('answers', () => {
  const good: Answers = { day: '2026-11-27', outcome: 'delayed', minutes: 128, cargo: ['people'], where: { lon: 46.7, lat: 39.8, precision: 12 } };

  test('are good', () => { expect(problemsOfAnswers(form, good, TODAY)).toEqual([]); });

  test.each<[string, string, Answer | undefined, object]>([
    ['one that is missing', 'day', undefined, { code: 'form.missing', question: 'day' }],
    ['a day to come', 'day', '2026-11-29', { code: 'form.constraint', question: 'day', otherwise: { en: 'A day that has come' } }],
    ['a day that is none', 'day', '2026-02-30', { code: 'form.value', question: 'day', type: 'date' }],
    ['half a person', 'minutes', 1.5, { code: 'form.value', question: 'minutes', type: 'integer' }],
    ['another choice', 'cargo', ['people', 'gold'], { code: 'form.choice', question: 'cargo', found: 'gold' }],
    ['a place off the earth', 'where', { lon: 46, lat: 390 }, { code: 'form.value', question: 'where', type: 'point' }],
    ['to another question', 'weather', 'fog', { code: 'form.question', question: 'weather', form: 'passages', version: '3' }],
  ])('%s', (_, name, answer, problem) => { expect(problemsOfAnswers(form, { ...good, [name]: answer }, TODAY)).toEqual([expect.objectContaining(problem)]); });

  test('what is not asked is not wrong', () => { expect(problemsOfAnswers(form, { ...good, outcome: 'passed', minutes: -5 }, TODAY)).toEqual([]); });
});

describe('conditions', () => {
  test.each<[string, boolean]>([
    ["${a} = 'x' and not(${b} > 3)", true], ['${a} = 1 or ${b} = 2', true], ['1 + 2 * 3 = 7', true], ['(1 + 2) * 3 = 9', true], ['7 mod 4 = 3 and 7 div 2 = 3.5', true], ["${none} = ''", true], ["${day} < '2026-12-01'", true], ["${day} < today()", true],
    ["selected(${c}, 'two')", true], ["selected(${c}, 'tw')", false], ['count-selected(${c}) = 2', true], ["regex(${a}, '[xyz]')", true], ["regex(${a}, '[')", false], ["if(${b} = 2, 'yes', '') != ''", true], ["coalesce(${none}, 'z') = 'z'", true], ['string-length(${a}) = 1', true], ['-1 < 0', true], ['. = 5', true],
  ])('%s is %s', (text, expected) => {
    expect(holds(certain(readExpression(text)), { a: 'x', b: 2, c: ['one', 'two'], day: '2026-11-27' }, 5, TODAY)).toBe(expected);
  });

  test.each(['', '1 +', '(1', "'a", 'foo(1)', '1 2', '${a} === 1', 'selected(${a} 1)', '['.repeat(3), '('.repeat(500)])('refused, with its place: %s', (text) => {
    expect(readExpression(text)).toMatchObject({ ok: false, refusal: { code: 'form.expression', at: expect.any(Number) as number } });
  });
});

describe('submissions', () => {
  const xml = (more: string, version = '3'): string => `<?xml version="1.0"?><data id="passages" version="${version}" xmlns:orx="http://openrosa.org/xforms">\n<start>2026-11-27T08:00:00Z</start>\n<road><day>2026-11-27</day>\n<outcome>delayed</outcome><minutes>43</minutes></road>\n<cargo>people medicine</cargo>\n<where>39.8 46.7 900 12.5</where>\n${more}<orx:meta><orx:instanceID>uuid:1</orx:instanceID></orx:meta></data>`;

  test('an instance of OpenRosa', () => {
    expect(certain(readOdkXml(xml(''), form, TODAY))).toEqual({ instance: 'uuid:1', row: 1, answers: { day: '2026-11-27', outcome: 'delayed', minutes: 43, cargo: ['people', 'medicine'], where: { lon: 46.7, lat: 39.8, precision: 12.5 } } });
  });

  test('a form that changed while offline is told, and so is a bad answer with its row', () => {
    expect(readOdkXml(xml('', '2'), form, TODAY)).toMatchObject({ ok: false, refusal: { code: 'form.version', version: '2', wantedVersion: '3' } });
    expect(readOdkXml(xml('').replace('>43<', '>soon<'), form, TODAY)).toMatchObject({ ok: false, refusal: { code: 'form.value', question: 'minutes', row: 4, found: 'soon' } });
  });

  test('500 rows of which 30 are bad: 470 are read, each of the others is named with row and column', () => {
    const head = ['start', 'road/day', 'road/outcome', 'minutes', 'where-Latitude', 'where-Longitude', 'where-Accuracy', 'KEY'];
    const rows = Array.from({ length: 500 }, (_, index) => ['', index % 17 === 3 && index < 510 ? '27.11.2026' : '2026-11-27', 'delayed', '5', '39.8', '46.7', '10', `uuid:${index}`]);
    const { good, problems } = certain(readOdkSheet({ rows: [head, ...rows] }, form, TODAY));
    expect([good.length, problems.length]).toEqual([470, 30]);
    expect(problems[0]).toMatchObject({ code: 'form.value', row: 5, column: 2, question: 'day', found: '27.11.2026' });
    expect(good[0]).toEqual({ instance: 'uuid:0', row: 2, answers: { day: '2026-11-27', outcome: 'delayed', minutes: 5, where: { lon: 46.7, lat: 39.8, precision: 10 } } });
  });

  test('a table of something else', () => { expect(readOdkSheet({ rows: [['a', 'b'], ['1', '2']] }, form, TODAY)).toMatchObject({ ok: false, refusal: { code: 'form.columns', form: 'passages' } }); });
});
