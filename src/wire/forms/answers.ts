import type { Refusal } from '#base';
import { holds } from './expression.ts';
import type { Answer, Answers, Form, Question } from './form.ts';

/** Whether a question is asked, given the answers so far. */
const asked = (question: Question, answers: Answers, today: string): boolean => question.relevant === undefined || holds(question.relevant, answers, undefined, today);

/** The questions that are asked, in order; groups and notes included. An answer to a question that is not asked any more does not count. */
export function askedOf(form: Form, answers: Answers, today: string): readonly Question[] {
  const counted: { [question: string]: Answer | undefined } = {};
  return form.questions.filter((question) => {
    const is = asked(question, counted, today);
    if (is) counted[question.name] = answers[question.name];
    return is;
  });
}

/** The answers that count, each with its question, in the order of the form: those that were given to what is asked. */
export function answersAsked(form: Form, answers: Answers, today: string): readonly (readonly [Question, Answer])[] {
  return askedOf(form, answers, today).flatMap((question) => {
    const answer = answers[question.name];
    return answer === undefined || answer === '' || question.type === 'note' ? [] : [[question, answer] as const];
  });
}

/**
 * What is wrong with the answers, question by question: `form.missing`, `form.value` (with the question's type), `form.choice`, `form.constraint` (with the form's own sentence where it has one), `form.question` for an answer to what the form does not ask, `form.order` for an end before its beginning.
 * Facts: `question`, `label`.
 */
export function problemsOfAnswers(form: Form, answers: Answers, today: string): readonly Refusal[] {
  const strange = Object.keys(answers).filter((name) => answers[name] !== undefined && !form.questions.some((question) => question.name === name)).map((name) => ({ code: 'form.question', question: name, form: form.id, version: form.version }));
  const asked = askedOf(form, answers, today), wrong = asked.flatMap((question) => problemOf(question, answers, today) ?? []);
  return [...strange, ...wrong, ...(wrong.length > 0 ? [] : ENDS.flatMap((ends) => backwards(asked, answers, ends) ?? []))];
}

/** Members of a report of which one ends what the other begins. */
const ENDS = [['date', 'dateEnd'], ['outage.from', 'outage.to']] as const;

/** A day is as long as it is: only where both have a time are times compared. */
function backwards(asked: readonly Question[], answers: Answers, [from, to]: (typeof ENDS)[number]): Refusal | null {
  const begins = asked.find(({ fills }) => fills === from), ends = asked.find(({ fills }) => fills === to), one = answers[begins?.name ?? ''], other = answers[ends?.name ?? ''];
  if (ends === undefined || typeof one !== 'string' || typeof other !== 'string') return null;
  const timed = ZONED.test(one) && ZONED.test(other), before = timed ? Date.parse(other) < Date.parse(one) : other.slice(0, 10) < one.slice(0, 10);
  return before ? { code: 'form.order', question: ends.name, label: ends.label, found: other } : null;
}

function problemOf(question: Question, answers: Answers, today: string): Refusal | null {
  const { name, label, required, constraint } = question, answer = answers[name], facts = { question: name, label };
  if (question.type === 'note') return null;
  if (answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0)) return required === true ? { code: 'form.missing', ...facts } : null;
  if (!fits(question, answer)) return { code: 'form.value', ...facts, type: question.type, found: shown(answer) };
  const strange = (question.choices === undefined ? [] : Array.isArray(answer) ? answer as readonly string[] : [String(answer as string)]).find((one) => !question.choices?.some((choice) => choice.name === one));
  if (strange !== undefined) return { code: 'form.choice', ...facts, found: strange };
  return constraint === undefined || holds(constraint.holds, answers, answer, today) ? null : { code: 'form.constraint', ...facts, found: shown(answer), ...(constraint.otherwise === undefined ? {} : { otherwise: constraint.otherwise }) };
}

const shown = (answer: Answer): string => typeof answer === 'object' ? JSON.stringify(answer) : String(answer);
const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/, TIME = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/, ZONED = /^(.{10})T(.{5}(?::\d\d)?)(?:Z|[+-]\d\d:\d\d)$/;

function fits({ type }: Question, answer: Answer): boolean {
  switch (type) {
    case 'integer': return Number.isSafeInteger(answer);
    case 'decimal': return typeof answer === 'number' && Number.isFinite(answer);
    case 'date': return typeof answer === 'string' && DAY.test(answer) && isDay(answer);
    case 'time': return typeof answer === 'string' && TIME.test(answer);
    case 'datetime': { const parts = typeof answer === 'string' ? ZONED.exec(answer) : null; return typeof answer === 'string' && isDay(answer) || (parts !== null && isDay(parts[1] ?? '') && TIME.test(parts[2] ?? '')); } // A day, where the time is not known.
    case 'many': return Array.isArray(answer);
    case 'point': return isPoint(answer);
    case 'yes': return typeof answer === 'boolean';
    default: return typeof answer === 'string';
  }
}

const isDay = (day: string): boolean => DAY.test(day) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day);

function isPoint(answer: Answer): boolean {
  if (typeof answer !== 'object' || Array.isArray(answer)) return false;
  const { lon, lat, precision } = answer as { readonly lon: number; readonly lat: number; readonly precision?: number };
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (precision === undefined || precision > 0);
}

/** An answer from how a program writes it: a cell of a table, an element of a submission. What is not of its form stays the text that it is, so that it can be shown. */
export function answerFrom(question: Question, written: string): Answer {
  const text = written.trim();
  switch (question.type) {
    case 'integer': case 'decimal': return /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
    case 'many': return text.split(/\s+/).filter((one) => one !== '');
    case 'yes': return ['OK', 'ok', 'true', '1', 'yes'].includes(text) ? true : ['false', '0', 'no'].includes(text) ? false : text;
    case 'point': return pointFrom(text);
    case 'time': return text.replace(/(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/, '').slice(0, 8);
    case 'datetime': return text.replace(/\.\d+/, '');
    default: return text;
  }
}

/** ODK: latitude, longitude, altitude, accuracy in metres, by spaces. */
function pointFrom(text: string): Answer {
  const [lat = Number.NaN, lon = Number.NaN, , accuracy] = text.split(/[\s,;]+/).map(Number);
  return Number.isNaN(lat) || Number.isNaN(lon) ? text : { lon, lat, ...(accuracy === undefined || Number.isNaN(accuracy) || accuracy <= 0 ? {} : { precision: accuracy }) };
}
