import { ok, refuse } from '#base';
import type { Json, Result } from '#base';
import type { Body, Kind } from '#process';
import { fieldOf, problemsOf } from './problems.ts';
import { bodies } from './schemas/bodies.ts';
import { plainly } from './schemas/plainly.ts';

/** More than this many problems of one body are counted, not listed. */
const LISTED = 100;

/**
 * A body from a log or a submission, whose content is any JSON. Refuses `body.kind.unknown`; `body.invalid` with the field of the first
 * problem and a list of all, each `{ code, field, …facts }`. Sense across entries is the rules' business (`#process`).
 */
export function readBody(kind: string, content: unknown): Result<Body> {
  if (!isKind(kind)) return refuse('body.kind.unknown', { kind });
  if (plainly(bodies[kind])(content)) return ok({ kind, content } as Body);
  const read = bodies[kind].safeParse(content);
  if (read.success) return ok({ kind, content: read.data } as Body);
  const problems: readonly Json[] = problemsOf(read.error.issues, content).map(({ code, path, facts }) => ({ ...facts, code: `body.${code}`, field: fieldOf(path) }));
  const field = (problems[0] as { readonly field: string }).field;
  return refuse('body.invalid', { kind, field, count: problems.length, problems: problems.slice(0, LISTED) });
}

const isKind = (kind: string): kind is Kind => Object.hasOwn(bodies, kind);
