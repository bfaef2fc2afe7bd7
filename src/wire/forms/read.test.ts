import { describe, expect, test } from 'vitest';
import { workbook } from '../../../tests/samples/workbook.ts';
import { askedOf } from './answers.ts';
import { strangeFill } from './fills.ts';
import { readForm } from './read.ts';
import { readXlsForm } from './xlsform.ts';

const FORM = {
  id: 'bridge', version: '1', title: { en: 'Bridge count', ru: 'Счёт на мосту' }, category: 'count',
  questions: [
    { name: 'seen', type: 'text', label: { en: 'What crossed?' }, required: true, fills: 'summary' }, { name: 'way', type: 'one', label: { en: 'Which way?' }, choices: [{ name: 'north', label: { en: 'North' } }, { name: 'south', label: { en: 'South' } }] },
    { name: 'carts', type: 'integer', label: { en: 'Carts' }, relevant: "${way} = 'north'", constraint: { holds: '. >= 0', otherwise: { en: 'Not less than none.' } }, fills: 'quantities.carts.vehicles' },
  ],
};
const withQuestion = (more: object): string => JSON.stringify({ ...FORM, questions: [...FORM.questions, { name: 'more', type: 'text', label: { en: 'More' }, ...more }] });
const refused = (text: string): unknown => { const read = readForm(text); return read.ok ? 'taken' : [read.refusal.code, read.refusal['field'], read.refusal['found']]; };

describe('a form of our own', () => {
  test('is read with its conditions', () => {
    const read = readForm(JSON.stringify(FORM));
    expect(read.ok && askedOf(read.value, { way: 'south' }, '2026-01-01').map(({ name }) => name)).toEqual(['seen', 'way']);
    expect(read.ok && askedOf(read.value, { way: 'north' }, '2026-01-01').map(({ name }) => name)).toEqual(['seen', 'way', 'carts']);
    expect(read.ok && strangeFill(read.value)).toBe(null);
  });

  test('is refused by the field that is not right', () => {
    expect(refused('{')).toEqual(['form.file', '', 'JSON']);
    expect(refused(JSON.stringify({ ...FORM, version: undefined }))).toEqual(['form.file', 'version', 'member.missing']);
    expect(refused(JSON.stringify({ ...FORM, category: 'weather' }))).toEqual(['form.file', 'category', 'value']);
    expect(refused(withQuestion({ relevant: '${way} =' }))).toEqual(['form.file', 'questions[3].relevant', 'expression']);
    expect(refused(withQuestion({ relevant: "${shoes} = 'x'" }))).toEqual(['form.file', 'questions[3]', 'stranger']);
    expect(refused(withQuestion({ name: 'seen' }))).toEqual(['form.file', 'questions[3].name', 'repeated']);
    expect(refused(withQuestion({ type: 'one' }))).toEqual(['form.file', 'questions[3].choices', 'choices']);
    expect(refused(withQuestion({ colour: 'red' }))).toEqual(['form.file', 'questions[3].colour', 'member.unknown']);
    const read = readForm(withQuestion({ fills: 'shoes' }));
    expect(read.ok && strangeFill(read.value)).toMatchObject({ code: 'form.fills', question: 'more', member: 'shoes' });
  });

  test('a workbook is of reports that there are', async () => {
    const read = await readXlsForm(workbook({ survey: { rows: [['type', 'name', 'label']] }, choices: { rows: [] }, settings: { rows: [] } }), 'weather');
    expect(read.ok ? null : read.refusal).toMatchObject({ code: 'form.category', category: 'weather' });
  });
});
