import { describe, expect, test } from 'vitest';
import sentences from '../../../locales/en/forms.json' with { type: 'json' };
import { problemsOfAnswers } from './answers.ts';
import { reportFrom } from './report.ts';
import type { Answer, Answers, Form, Question } from './form.ts';
import { STANDARD, localized } from './standard.ts';

const TODAY = '2026-11-28', said = new Set<string>();
const say = (key: string): string => {
  const sentence = (sentences as { readonly [key: string]: string })[key];
  if (sentence === undefined) throw new Error(`no sentence for ${key}`);
  said.add(key);
  return sentence;
};
const FORMS: readonly Form[] = STANDARD.map((sketch) => localized(sketch, 'en', say));
const FILE = { digest: 'a'.repeat(64), bytes: 12 };

/** Something that answers a question of this type. */
function anything({ type, choices }: Question): Answer {
  switch (type) {
    case 'integer': return 3;
    case 'decimal': return 2.5;
    case 'date': return '2026-11-27';
    case 'time': return '08:30';
    case 'datetime': return '2026-11-27T08:30+02:00';
    case 'one': return choices?.[0]?.name ?? '';
    case 'many': return [choices?.[0]?.name ?? ''];
    case 'point': return { lon: 46.7, lat: 39.8, precision: 100 };
    case 'yes': return true;
    default: return 'words';
  }
}
const all = ({ questions }: Form, drop: (question: Question) => boolean): Answers => Object.fromEntries(questions.filter((question) => question.type !== 'file' && !drop(question)).map((question) => [question.name, question.type === 'place' ? 'mill' : anything(question)]));

describe.each(FORMS.map((form) => [form.id, form] as const))('the form %s', (_, form) => {
  const by = { id: 'r1', by: 'MON', language: 'en', today: TODAY };

  test('with every question answered, and with only the needed ones, becomes a report of its category', () => {
    for (const drop of [(question: Question) => question.name === 'end' || question.name === 'to', (question: Question) => question.required !== true || question.relevant !== undefined]) {
      const answers = all(form, drop);
      expect(problemsOfAnswers(form, answers, TODAY)).toEqual([]);
      expect(reportFrom(form, answers, by)).toMatchObject({ ok: true, value: { id: 'r1', category: form.category, form: { id: form.id, version: form.version } } });
    }
  });

  test('a needed answer that is missing is asked for', () => {
    const needed = form.questions.filter(({ required, relevant }) => required === true && relevant === undefined).map(({ name }) => name);
    expect(problemsOfAnswers(form, {}, TODAY).map((problem) => problem['question'])).toEqual(needed);
  });
});

test('what was counted or measured goes with its amount and its unit; of nothing counted no amount is asked', () => {
  const observation = FORMS.find(({ id }) => id === 'observation') as Form, by = { id: 'o1', by: 'MON', language: 'en', today: TODAY }, seen = { date: '2026-11-27', summary: 'The sluice was open.' };
  expect(reportFrom(observation, { ...seen, counted: 'release', amount: 8.2, unit: 'm3/s' }, by)).toMatchObject({ ok: true, value: { quantities: [{ what: 'release', value: 8.2, unit: 'm3/s' }] } });
  expect(problemsOfAnswers(observation, { ...seen, counted: 'release' }, TODAY).map((problem) => problem['question'])).toEqual(['amount', 'unit']);
  const none = reportFrom(observation, { ...seen, amount: 8.2, unit: 'm3/s' }, by);
  expect([problemsOfAnswers(observation, seen, TODAY), none.ok && none.value.quantities]).toEqual([[], undefined]);
});

test('a restoration says since when the service was out, and since when it is back', () => {
  const restoration = FORMS.find(({ id }) => id === 'restoration') as Form, answers = { service: 'power', level: 'full', out: '2026-11-20', summary: 'The lamps are lit.' };
  expect(problemsOfAnswers(restoration, answers, TODAY).map((problem) => problem['question'])).toEqual(['back']);
  expect(reportFrom(restoration, { ...answers, back: '2026-11-24' }, { id: 'b1', by: 'MON', language: 'en', today: TODAY })).toMatchObject({ ok: true, value: { outage: { service: 'power', from: '2026-11-20', to: '2026-11-24' } } });
});

test('each answer finds its member of the report', () => {
  const passage = FORMS.find(({ id }) => id === 'passage') as Form;
  const report = reportFrom(passage, { date: '2026-11-27T08:30+02:00', corridor: 'the road', operator: 'a convoy', outcome: 'delayed', minutes: 43, reason: 'no list', women: 4, summary: 'A convoy waited.', point: { lon: 46.7, lat: 39.8, precision: 1000 } }, { id: 'p1', by: 'MON', language: 'en', today: TODAY, instance: 'uuid:1' });
  expect(report).toEqual({ ok: true, value: {
    id: 'p1', category: 'passage', date: '2026-11-27T08:30+02:00', summary: { en: 'A convoy waited.' }, accounts: [{ by: 'MON', stance: 'asserts' }], form: { id: 'passage', version: '1', instance: 'uuid:1' },
    point: { lon: 46.692469, lat: 39.801982, precision: 1000 }, persons: [{ group: 'women', count: 4 }], passage: { corridor: 'the road', operator: 'a convoy', outcome: 'delayed', delayMinutes: 43, quotedReason: 'no list' },
  } });
});

test('answers of an end before its start, a file that is none, and a form that names what reports have not, are refused', () => {
  const [observation] = FORMS as readonly [Form], answers = { date: '2026-11-27T08:30+02:00', summary: 'words' }, by = { id: 'r1', by: 'MON', language: 'en', today: TODAY };
  expect(reportFrom(observation, { ...answers, end: '2026-11-27T07:30+02:00' }, by)).toMatchObject({ ok: false, refusal: { code: 'body.invalid' } });
  expect(reportFrom(observation, { ...answers, photos: [FILE] as never }, by)).toMatchObject({ ok: true, value: { evidence: [FILE] } });
  expect(reportFrom({ ...observation, questions: [{ name: 'x', type: 'text', label: { en: 'x' }, fills: 'weather' }] }, { x: 'fog' }, by)).toEqual({ ok: false, refusal: { code: 'form.fills', question: 'x', member: 'weather', form: 'observation' } });
});

test('an end before its beginning is said of its question, of times as of days; a day may stand alone where the time is not known', () => {
  const [observation] = FORMS as readonly [Form], backwards = (date: string, end: string): readonly unknown[] => problemsOfAnswers(observation, { date, end, summary: 'words' }, TODAY).map(({ code, question }) => [code, question]);
  expect(backwards('2026-11-27T08:30+02:00', '2026-11-27T08:29+02:00')).toEqual([['form.order', 'end']]);
  expect(backwards('2026-11-27', '2026-11-26T23:00+02:00')).toEqual([['form.order', 'end']]);
  expect(backwards('2026-11-27T08:30+02:00', '2026-11-27T06:31Z')).toEqual([]);
  expect(backwards('2026-11-27T08:30+02:00', '2026-11-27')).toEqual([]);
});

test('no sentence is left over', () => { expect(Object.keys(sentences).filter((key) => !said.has(key))).toEqual([]); });
