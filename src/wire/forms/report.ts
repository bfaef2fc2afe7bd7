import { ok } from '#base';
import type { Json, Result } from '#base';
import type { Report } from '#process';
import { readBody } from '../body.ts';
import { filledIn } from './fills.ts';
import type { FilledBy } from './fills.ts';
import type { Answers, Form } from './form.ts';

/** The report that the answers of a form amount to, looked through: apart from `filledIn`, which goes to browsers without the schemas. Refuses what `filledIn` and `readBody` refuse. */
export function reportFrom(form: Form, answers: Answers, by: FilledBy): Result<Report> {
  const filled = filledIn(form, answers, by), read = filled.ok ? readBody('report', filled.value as unknown as Json) : filled;
  return read.ok ? ok(read.value.content as Report) : read;
}
