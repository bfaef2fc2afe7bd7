import { z } from 'zod';
import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import { REPORT_CATEGORIES } from '#process';
import { parseJson } from '#record';
import { fieldOf, problemsOf } from '../problems.ts';
import { CODE, complain, id, line, list, text } from '../schemas/values.ts';
import { readExpression } from './expression.ts';
import type { Expression, Form } from './form.ts';

const TYPES = ['text', 'integer', 'decimal', 'date', 'time', 'datetime', 'one', 'many', 'point', 'place', 'file', 'note', 'yes'] as const;

/** A condition as XLSForm writes it: `${outcome} = 'delayed'`. */
const expression = z.string().max(2_000).transform((written, context): Expression => {
  const read = readExpression(written);
  if (read.ok) return read.value;
  context.issues.push({ code: 'custom', message: `${CODE}expression`, input: written, params: { at: Number(read.refusal['at']), text: written } });
  return z.NEVER;
});

const NAME = z.string().regex(/^[A-Za-z_][A-Za-z0-9_-]{0,99}$/, 'rule:id');
const question = z.strictObject({
  name: NAME, type: z.enum(TYPES), label: text, hint: text.exactOptional(), required: z.boolean().exactOptional(), choices: list(z.strictObject({ name: line(100), label: text })).min(1).exactOptional(),
  relevant: expression.exactOptional(), constraint: z.strictObject({ holds: expression, otherwise: text.exactOptional() }).exactOptional(), fills: line(200).exactOptional(), accept: line(100).exactOptional(), group: line(100).exactOptional(),
}).check(({ value, issues }) => {
  const { type, choices } = value;
  if ((type === 'one' || type === 'many') !== (choices !== undefined)) issues.push({ code: 'custom', message: `${CODE}choices`, input: value, path: ['choices'] });
});

const form = z.strictObject({ id, version: line(100), title: text, category: z.enum(REPORT_CATEGORIES), questions: list(question, 300).min(1) }).check((payload) => {
  const names = payload.value.questions.map(({ name }) => name), first = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (first >= 0) complain(payload, `${CODE}repeated`, ['questions', first, 'name'], { value: names[first] ?? '' });
  const stranger = payload.value.questions.findIndex(({ relevant, constraint }) => [relevant, constraint?.holds].flatMap((one) => (one === undefined ? [] : answersIn(one))).some((name) => !names.includes(name)));
  if (stranger >= 0) complain(payload, `${CODE}stranger`, ['questions', stranger], {});
});

/** The questions that a condition asks about. */
const answersIn = (one: Expression): readonly string[] =>
  one.op === 'answer' ? [one.name] : one.op === 'call' ? one.of.flatMap(answersIn) : 'left' in one ? [...answersIn(one.left), ...answersIn(one.right)] : [];

/** A form of our own from its file (JSON; docs/formats/forms.md). Refuses `form.file` with the field and what is wrong there. */
export function readForm(written: string): Result<Form> {
  let parsed: Json;
  try {
    parsed = parseJson(written);
  } catch {
    return refuse('form.file', { field: '', found: 'JSON' });
  }
  const read = form.safeParse(parsed);
  if (read.success) return ok(read.data as Form);
  const [problem] = problemsOf(read.error.issues, parsed);
  return refuse('form.file', { field: fieldOf(problem?.path ?? []), found: problem?.code ?? '' });
}
