import type { Json, Refusal, Result } from '#base';
import { canonical, ok, refuse } from '#base';
import { hex, sha256, utf8 } from '#record';
import type { Form } from '#wire';
import { filledIn, problemsOfAnswers } from '#wire';
import { clockAhead } from './device.ts';
import { filesNamed } from './evidence.ts';
import type { Answers } from './form-values.ts';
import { answered, data } from './questions.ts';
import { factsIn } from './shown-facts.ts';

export type Content = { readonly [member: string]: Json | undefined };

const chance = (): string => [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => (byte % 36).toString(36)).join('');

/** An id of this device's own making. */
export const newId = (kind: string): string => `${kind}-${chance()}`;

/** The report that the answers amount to, under a new id. Refuses `act.form` with every problem, each with its field. */
export function reportOf(form: Form, given: Answers, today: string): Result<Content> {
  const answers = answered(form, given), problems = [...problemsOfAnswers(form, answers, today), ...form.questions.flatMap(({ name, type }) => (type === 'place' && answers[name] !== undefined && !data.places.some(({ id }) => id === answers[name]) ? [{ code: 'form.place', question: name, found: String(answers[name]) }] : []))];
  if (problems.length > 0) return refuse('act.form', { problems: problems.map(placed) });
  const person = data.people.find(({ id }) => id === given['as']?.[0]), lines = form.questions.flatMap(({ name, type }) => (type === 'file' ? given[name] ?? [] : []));
  if (person === undefined) return refuse('act.form', { problems: [{ code: 'act.nobody', field: 'as' }] });
  const dated = ['date', ...(form.category === 'restoration' ? ['outage.to'] : []), 'outage.from'], when = dated.flatMap((member) => form.questions.flatMap(({ name, fills }) => (fills === member ? [answers[name]] : []))).find((one) => typeof one === 'string') ?? today;
  const filled = filledIn(form, answers, { id: newId('report'), by: person.actor, language: given['language']?.[0] ?? data.languages[0] ?? 'en', today, facts: factsIn(given, String(when)), files: filesNamed(lines) });
  return filled.ok ? ok({ ...filled.value as Content, date: (filled.value['outage'] === undefined || answers['date'] !== undefined ? filled.value['date'] : when) as Json }) : refuse('act.form', { problems: [filled.refusal] });
}

const placed = (problem: Refusal): Refusal => ({ ...problem, field: String(problem['question'] ?? '') });

/** What goes with its signature: where the device's clock was seen to be wrong, by how many seconds it is ahead, and the answers as they were given. */
export async function sentOf(content: Content, given: Answers): Promise<{ readonly content: Content; readonly values: Answers }> {
  const ahead = await clockAhead(), told = ahead === 0 ? content : { ...content, answers: { ...content['answers'] as Content | undefined, 'clock.ahead': ahead } as Json };
  return { content: told, values: { ...given, same: [sameness(content)], reports: reportsIn(content) } };
}

const reportsIn = ({ id, reports }: Content): readonly string[] => (Array.isArray(reports) ? reports as readonly Content[] : [{ id }]).map((one) => String(one['id']));

/** By what a second signature under the same report is known. */
function sameness({ id: _id, ...content }: Content): string {
  return hex(sha256(utf8(canonical(content as Json))));
}
