import type { z } from 'zod';
import type { Json } from '#base';
import { CODE, RULE } from './schemas/values.ts';

export type Path = readonly (string | number)[];
export type Facts = { readonly [fact: string]: Json | undefined };

/** One thing that is wrong with untrusted input. `code` without the prefix of the place it was read from (`body.`, `case.`). */
export interface Problem {
  readonly code: string;
  readonly path: Path;
  readonly facts: Facts;
}

/** `['accounts', 0, 'facts']` → `accounts[0].facts`. */
export function fieldOf(path: Path): string {
  return path.map((step, index) => typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`).join('');
}

/** What is found at a path, or `undefined`. */
export function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as { readonly [key: string | number]: unknown })[step];
  }
  return value;
}

type Issue = z.core.$ZodIssue;

/** The issues of a schema as problems. Of a union, those of the alternative that the input comes nearest to. */
export function problemsOf(issues: readonly Issue[], input: unknown): readonly Problem[] {
  return issues.flatMap((issue) => flat(issue, [])).flatMap((issue) => translate(issue, input));
}

/** An issue whose path begins at the root. */
export type Rooted = Issue & { readonly path: Path };

/** Issues of unions opened, their paths from the root. */
export function flat(issue: Issue, base: Path): readonly Rooted[] {
  const path = [...base, ...(issue.path as Path)];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return nearest(issue.errors).flatMap((inner) => flat(inner, path));
  return [{ ...issue, path } as Rooted];
}

const nearest = (branches: readonly (readonly Issue[])[]): readonly Issue[] =>
  branches.reduce((best, branch) => distance(branch) < distance(best) ? branch : best);

/** Members that do not belong, or are missing at the root, count for more than a wrong value inside a member that does. */
function distance(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : issue.path.length <= 1 && issue.code !== 'custom' ? 3 : 1), 0);
}

function translate(issue: Rooted, input: unknown): readonly Problem[] {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((member) => ({ code: 'member.unknown', path: [...path, member], facts: { member, found: kindOf(valueAt(input, [...path, member])) } }));
  if (message.startsWith(CODE)) return [{ code: message.slice(CODE.length), path, facts: (issue.code === 'custom' ? issue.params : undefined) ?? {} }];
  if (valueAt(input, path) === undefined && path.length > 0) return [{ code: 'member.missing', path, facts: { member: String(path.at(-1)) } }];
  return [{ code: 'value', path, facts: { ...ruleOf(issue), found: kindOf(valueAt(input, path)) } }];
}

function ruleOf(issue: Rooted): Facts {
  if (issue.code === 'invalid_key') return { rule: 'name' };
  if (issue.message.startsWith(RULE)) return { rule: issue.message.slice(RULE.length) };
  switch (issue.code) {
    case 'invalid_type': return { rule: 'type', expected: issue.expected };
    case 'invalid_value': return { rule: 'oneOf', options: issue.values.map(String).join(', ') };
    case 'invalid_union': return { rule: 'oneOf', options: (issue as { readonly options?: readonly unknown[] }).options?.map(String).join(', ') ?? '' };
    case 'too_big': return { rule: `long${measure(issue.origin)}`, limit: Number(issue.maximum) };
    case 'too_small': return { rule: `short${measure(issue.origin)}`, limit: Number(issue.minimum) };
    default: return { rule: 'form' };
  }
}

const measure = (origin: string): 'String' | 'List' | 'Number' => origin === 'string' ? 'String' : origin === 'array' ? 'List' : 'Number';

/** What a value is, in the words of the sentences: `nothing`, `list`, `object`, `string`, `number`, `boolean`. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'object' : typeof value;
}
