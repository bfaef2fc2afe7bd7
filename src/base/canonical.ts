import type { Json } from './result.ts';
import { assert } from './result.ts';

const MAX_DEPTH = 32;

/**
 * Canonical JSON (RFC 8785): members sorted by UTF-16 code units, no white space, numbers as ECMAScript prints them.
 * Members whose value is `undefined` are left out. Values that have no canonical form - NaN, infinities, lone surrogates,
 * nesting deeper than 32 - are bugs of the caller: untrusted input is parsed in `wire` before it comes here.
 */
export function canonical(value: Json): string {
  return print(value, 0);
}

function print(value: Json, depth: number): string {
  assert(depth <= MAX_DEPTH, 'canonical JSON is at most 32 levels deep');
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') {
    assert(value.isWellFormed(), 'canonical JSON holds well-formed Unicode');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    assert(Number.isFinite(value), 'canonical JSON holds finite numbers');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: Json) => print(item, depth + 1)).join(',')}]`;
  const object = value as { readonly [key: string]: Json | undefined };
  let members = '';
  for (const key of Object.keys(object).sort()) { // Without a rule of its own, `sort` goes by code units.
    const member = object[key];
    if (member !== undefined) members += `${members === '' ? '' : ','}${print(key, depth)}:${print(member, depth + 1)}`;
  }
  return `{${members}}`;
}

/** The one order of strings in the house where no reader's locale is concerned: UTF-16 code units, as RFC 8785 has it. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
