import type { z } from 'zod';
import type { Facts, Path, Rooted } from '../problems.ts';
import { fieldOf, flat, problemsOf, valueAt } from '../problems.ts';
import { RULE } from '../schemas/values.ts';
import type { Flaw, Plain, Tree } from './yaml.ts';
import { asWritten, nodeAt, plain } from './yaml.ts';

/** A part of a tree: the object that stands at `path`. */
export interface Part {
  readonly tree: Tree;
  readonly path: Path;
}

/** Collects flaws while everything is read that can be. */
export type Report = (part: Part, code: string, path?: Path, facts?: Facts) => void;

export const reporter = (flaws: Flaw[]): Report => (part, code, path = [], facts = {}) => {
  const whole = [...part.path, ...path];
  flaws.push({ ...facts, ...part.tree.spot(whole), code: `case.${code}`, field: fieldOf(whole) } as Flaw);
};

export const plainOf = (part: Part): Plain => plain(nodeAt(part.tree.root, part.path));

/**
 * What the shorthand of case files allows is written out where the schema asks for it: a plain string for a text is English,
 * a plain number or truth value for a string is the string as written. Each round can uncover more inside a union.
 */
const ROUNDS = 8;

/** Issues after which a value still has the shape of its type, so that what it says of other parts can be looked up. */
const SOFT: readonly string[] = ['custom', 'invalid_format', 'invalid_value', 'too_big', 'too_small', 'unrecognized_keys'];

/** Reads a part by a schema; `given` is its plain data where something of it was changed. Reports what is wrong, and then still gives the value if it has the shape of its type. */
export function read<T>(schema: z.ZodType<T>, part: Part, report: Report, given: Plain = plainOf(part)): T | undefined {
  const input = { root: given };
  for (let round = 0; ; round++) {
    const result = schema.safeParse(input.root);
    if (result.success) return result.data;
    const { issues } = result.error;
    const all = issues.flatMap((issue) => flat(issue, []));
    if (round < ROUNDS && all.filter((issue) => mend(input, issue, part)).length > 0) continue;
    for (const problem of problemsOf(issues, input.root)) report(part, problem.code, written(problem.path, input.root, part), problem.facts);
    return all.every(({ code }) => SOFT.includes(code)) ? input.root as T : undefined;
  }
}

function mend(input: { root: Plain }, issue: Rooted, part: Part): boolean {
  const value = valueAt(input.root, issue.path);
  const literal = typeof value === 'string' ? value : asWritten(nodeAt(part.tree.root, [...part.path, ...issue.path]));
  if (literal === undefined) return false;
  if (issue.message === `${RULE}text`) return replace(input, issue.path, { en: literal });
  return issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'string' && replace(input, issue.path, literal);
}

function replace(input: { root: Plain }, path: Path, value: Plain): boolean {
  const holder = valueAt(input, ['root', ...path.slice(0, -1)]) as { [key: string | number]: Plain };
  const last = path.at(-1);
  if (last === undefined) input.root = value;
  else holder[last] = value;
  return true;
}

/** The path as far as the author wrote it - `summary`, not the `summary.en` that the shorthand became - or with the member that is missing. */
function written(found: Path, input: Plain, part: Part): Path {
  if (valueAt(input, found) === undefined) return found;
  let path = found;
  while (path.length > 0 && nodeAt(part.tree.root, [...part.path, ...path]) === undefined) path = path.slice(0, -1);
  return path;
}
