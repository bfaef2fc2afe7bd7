import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { Json } from '#base';
import { canonical } from '#base';
import { chance } from '../../tests/support/chance.ts';
import { parseCanonical, parseJson } from './index.ts';

/** What the form says, without a short way: not deeper than 32 brackets, and printed again the same. */
function isCanonical(text: string): boolean {
  const brackets = text.replaceAll(/"(?:[^"\\]|\\[\s\S])*"?/g, '').replaceAll(/[^[\]{}]/g, '');
  let depth = 0;
  for (const one of brackets) if ((depth += one === '[' || one === '{' ? 1 : -1) > 32) return false;
  try {
    JSON.parse(text);
    return canonical(runInThisContext(`(${text.replaceAll('"__proto__"', '["__proto__"]')})`) as Json) === text; // Not by `JSON.parse`: it may misread names.
  } catch {
    return false;
  }
}

describe('parseCanonical', () => {
  test.each([
    ['{"a":1,"b":[true,false,null,"x"]}', true], ['{"b":1,"a":2}', false], ['{"a":1,"a":1}', false], ['{"a": 1}', false], ['[1.0]', false], ['[1e21]', false], ['[1e+21]', true], ['[-0]', false], ['[0.1]', true], ['[01]', false],
    ['{"10":1,"9":2}', true], ['{"9":2,"10":1}', false], ['{"\\n":1}', true], ['{"\\u000a":1}', false], ['{"a\\\\":1,"b":2}', true], ['["\\/"]', false], ['["\\u0001\\n\\"\\\\"]', true], ['["\\u0041"]', false], ['["\\ud800"]', false],
    ['["\\\\ud800"]', true], ['["\\ud83d\\ude00"]', false], ['["😀\u2028"]', true], ['["\ud800"]', false], ['"a":1', false], ['{"__proto__":1}', true], ['[undefined]', false], ['', false], ['[]]', false], ['[[]', false], ['"\\"', false], ['[1e999]', false],
    ['['.repeat(32) + ']'.repeat(32), true], ['['.repeat(33) + ']'.repeat(33), false], ['{"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[":0}', true], [`[${'"\\\\",'.repeat(50)}0]`, true],
  ])('%s: %s', (text, canonical) => {
    expect(isCanonical(text)).toBe(canonical);
    expect(parseCanonical(text).ok).toBe(canonical);
  });

  test('a name that is one escaped letter is read as it is, whatever was read before', () => {
    for (const [other, name] of ['\\\\', '\\"', '\\n', '\\u0001'].flatMap((other, _, all) => all.map((name) => [other, name] as const))) {
      const text = `{"":[{}],"${name}":{"":-1.5,"${name}":"\\\\\\"[{,"}}`, expected = JSON.parse(`"${name}"`) as string;
      for (let times = 0; times < 20; times += 1) parseCanonical(`{"":{"":1,"${other}":1},"${other}":1}`);
      const read = parseCanonical(text);
      expect(read.ok && Object.keys(read.value as object)).toEqual(['', expected]);
      expect(read.ok && canonical(read.value)).toBe(text);
    }
  });

  test('in whatever form it is written, too', () => {
    for (const [other, name] of ['\\\\', '\\"', '\\n', '\\u0001', '\\u0041'].flatMap((other, _, all) => all.map((name) => [other, name] as const))) {
      for (let times = 0; times < 20; times += 1) parseJson(`{"":{"":1,"${other}":1},"${other}":1}`);
      const read = parseJson(` {\n "": [ { }, [ ], -1.5e3 ] ,\t"${name}" : { "" : null, "${name}":"\\\\\\"[{," } } `), expected = JSON.parse(`"${name}"`) as string;
      expect(Object.entries(read as object)).toEqual([['', [{}, [], -1500]], [expected, { '': null, [expected]: '\\"[{,' }]]);
    }
    expect(JSON.stringify(parseJson('{"\\u005f_proto__":1,"a":2,"a":3,"2":4}'))).toBe('{"2":4,"__proto__":1,"a":3}');
    for (const text of ['', '{', '["\\x"]', '[1,]', '{"\\n":}', `${'['.repeat(100_000)}"\\n"`]) expect(() => parseJson(text)).toThrow();
  });

  const SEED = 20_261_128, ROUNDS = 6_000;
  test(`says what printing again says, of texts that were changed here and there (seed ${SEED})`, () => {
    const next = chance(SEED), pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
    const words = ['', 'a', 'b', 'aa', '10', '9', 'é', '😀', 'x\n', 'x\\', 'x"', '\\ud', '\u0001', 'long enough to be held as a part of the whole', '\u2028', ':', ',"b":'];
    const value = (deep: number): Json => {
      const kind = deep > 4 ? 0 : next();
      if (kind < 0.3) return pick<Json>([null, true, false, 0, -1, 1.5, 1e21, 1e-7, 2 ** 53, ...words]);
      return kind < 0.6 ? Array.from({ length: Math.floor(next() * 4) }, () => value(deep + 1)) : Object.fromEntries(Array.from({ length: Math.floor(next() * 4) }, () => [pick(words), value(deep + 1)]));
    };
    const parts = ['"', '\\', ',', ':', '[', ']', '{', '}', ' ', '0', '-', '.', 'e', 'E', '+', 't', '\\u0041', '\\ud800', '\\n', '\ud800', '"a":1,', 'null'];
    let right = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      let text = canonical(value(0));
      for (let change = Math.floor(next() * 3); change > 0; change -= 1) {
        const at = Math.floor(next() * (text.length + 1)), gone = Math.floor(next() * 3);
        text = text.slice(0, at) + pick(['', ...parts]) + text.slice(at + gone);
      }
      const expected = isCanonical(text);
      if (expected) right += 1;
      const read = parseCanonical(text);
      if (read.ok) expect(canonical(read.value)).toBe(text);
      expect(read, `seed ${SEED}, round ${round}: ${text}`).toMatchObject(expected ? { ok: true } : { ok: false, refusal: { code: 'record.json.form' } });
    }
    expect(right).toBeGreaterThan(ROUNDS / 10);
    expect(right).toBeLessThan(ROUNDS * 0.9);
  });
});
