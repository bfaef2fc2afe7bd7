import { ok, refuse } from '#base';
import type { Refusal, Result } from '#base';
import type { Assertion } from '#agreement';
import type { Report } from '#process';
import { blurred } from '#process';
import { answersAsked } from './answers.ts';
import type { Answer, Answers, Form, Question } from './form.ts';

/** In whose name, under which id and in which language a form was filled in; and what it shows in the words of the vocabulary, where somebody said so. */
export interface FilledBy {
  readonly id: string;
  readonly by: string;
  readonly language: string;
  readonly today: string;
  readonly instance?: string;
  readonly facts?: readonly Assertion[];
  /** Files that go with it; what answers a question for files are their digests. */
  readonly files?: NonNullable<Report['evidence']>;
}

type Filling = { [member: string]: unknown };

/**
 * The report that the answers of a form amount to, not looked through yet. A question's `fills` names the member that its answer becomes: `date`, `place`, `passage.outcome`, `persons.children`, `quantities.water.litre`, `stocks.bread.days`, `outage.service`; `quantity.what`, `.value` and `.unit` make one quantity of three answers.
 * What fills nothing stays among `answers`. Refuses `form.fills` where the form names a member that reports have not.
 */
export function filledIn(form: Form, answers: Answers, { id, by, language, today, instance, facts, files = [] }: FilledBy): Result<Filling> {
  const report: Filling = { id, category: form.category, accounts: [{ by, stance: 'asserts', ...(facts === undefined || facts.length === 0 ? {} : { facts }) }], form: { id: form.id, version: form.version, ...(form.digest === undefined ? {} : { digest: form.digest }), ...(instance === undefined ? {} : { instance }) } };
  const rest: { [question: string]: unknown } = {};
  for (const [question, answer] of answersAsked(form, answers, today)) {
    if (question.fills === undefined) rest[question.name] = plain(answer);
    else if (!fill(report, question, answer, language)) return refuse('form.fills', { question: question.name, member: question.fills, form: form.id });
  }
  if (Object.keys(rest).length > 0) report['answers'] = rest;
  report['date'] ??= today;
  report['summary'] ??= { [language]: form.title[language] ?? Object.values(form.title)[0] ?? form.id };
  if (files.length > 0) report['evidence'] = files;
  return ok(report);
}

const plain = (answer: Answer): unknown => (typeof answer === 'object' && !Array.isArray(answer) ? `${(answer as { readonly lat: number }).lat} ${(answer as { readonly lon: number }).lon}` : answer);

/** How exactly a place is given where the form does not ask: what a telephone knows at its best. Digits beyond the precision are never signed. */
const PRECISION = 10;

/** Members that take the answer as it is; the words of one language; lists by name. */
const SCALARS = ['date', 'dateEnd', 'place', 'placeText', 'quotedReason', 'uncertainty'];
const INSIDE: { readonly [member: string]: readonly string[] } = {
  passage: ['corridor', 'operator', 'direction', 'outcome', 'delayMinutes', 'quotedReason', 'cargo'], outage: ['service', 'level', 'from', 'to'], grade: ['source', 'information'],
};

/** What is wrong with where the answers of a form go: `form.fills` with the question. */
export function strangeFill({ id, questions }: Form): Refusal | null {
  const stranger = questions.find(({ fills, type }) => fills !== undefined && !fill({}, { fills, type }, type === 'point' ? { lon: 0, lat: 0 } : type === 'file' ? [] : '0', 'en'));
  return stranger === undefined ? null : { code: 'form.fills', question: stranger.name, member: stranger.fills ?? '', form: id };
}

/** Puts an answer into the member that it fills; false where reports have no such member. */
export function fill(report: Filling, { fills = '', type }: Pick<Question, 'fills' | 'type'>, answer: Answer, language: string): boolean {
  const [member = '', part = '', unit = ''] = fills.split('.');
  if (SCALARS.includes(fills)) report[fills] = answer;
  else if (fills === 'summary') report['summary'] = { [language]: answer };
  else if (fills === 'note') report['note'] = { [language]: answer };
  else if (fills === 'controlledBy') report['controlledBy'] = { text: { [language]: answer } };
  else if (fills === 'controlledBy.actor') report['controlledBy'] = { actor: answer };
  else if (fills === 'point' && type === 'point') report['point'] = blurred({ precision: PRECISION, ...(answer as { readonly lon: number; readonly lat: number }) });
  else if (fills === 'evidence') { if (Array.isArray(answer)) report['evidence'] = answer; }
  else if (INSIDE[member]?.includes(part)) report[member] = { ...report[member] as Filling | undefined, [part]: part === 'information' ? Number(answer) : answer };
  else if (member === 'persons' && part !== '') report['persons'] = [...report['persons'] as readonly unknown[] | undefined ?? [], { group: part, count: answer }];
  else if (member === 'quantities' && unit !== '') report['quantities'] = [...report['quantities'] as readonly unknown[] | undefined ?? [], { what: part, value: answer, unit }];
  else if (member === 'quantity' && ['what', 'value', 'unit'].includes(part)) measured(report, part, answer);
  else if (member === 'stocks' && unit !== '') stock(report, part, unit, answer);
  else return false;
  return true;
}

function measured(report: Filling, part: string, answer: Answer): void {
  const all = (report['quantities'] ??= [] as Filling[]) as Filling[], begun = all.find((one) => one[part] === undefined);
  if (begun === undefined) all.push({ [part]: answer });
  else begun[part] = answer;
}

function stock(report: Filling, what: string, part: string, answer: Answer): void {
  const stocks = (report['stocks'] ??= [] as Filling[]) as Filling[], there = stocks.find((one) => one['what'] === what);
  if (there === undefined) stocks.push({ what, [part]: answer });
  else there[part] = answer;
}
