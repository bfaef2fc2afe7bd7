import { describe, expect, test } from 'vitest';
import { matches, stepsOf } from './pattern.ts';

describe('a pattern of a form', () => {
  test.each<[string, string, boolean]>([
    ['[0-9]{4}-[0-9]{2}', '2026-11', true], ['[0-9]{4}-[0-9]{2}', '2026-1', false], ['(yes|no|perhaps)', 'perhaps', true], ['\\+?[0-9 ]{6,15}', '+374 10 123456', true], ['(?:[A-Z]{2}-)?[0-9]+', 'SU-14', true],
    ['[A-Za-zÀ-ÿ]+(?: [A-Za-zÀ-ÿ]+)?', 'Ana María', true], ['(?:[0-9]{3}-){2}[0-9]{4}', '374-010-1234', true], ['[^()|*+]+', 'plain words', true], ['.*', 'x'.repeat(4_000), true], ['[', 'x', false], ['a|b', 'ab', false],
  ])('%s', (pattern, text, expected) => { expect(matches(text, pattern)).toBe(expected); });

  test.each(['(a+)+', '(a|a)+', '(?:a*b?)*', '(a?){40}a{40}', 'a?'.repeat(40) + 'a'.repeat(40), '(.*)\\1', 'a*'.repeat(20), '(?<x>a+)\\k<x>', '((a|aa){1,9})+'])('that might take for ever is satisfied by nothing, at once: %s', (pattern) => {
    const before = process.cpuUsage().user;
    expect(matches(`${'a'.repeat(4_000)}!`, pattern)).toBe(false);
    expect(matches('aa', pattern) && stepsOf(pattern, 4_000) === Infinity).toBe(false);
    expect((process.cpuUsage().user - before) / 1_000).toBeLessThan(200);
  });
});
