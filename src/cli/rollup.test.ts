import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CountedTogether } from '#app';
import { counterpart, freshFolder } from '../../tests/support/host.ts';

describe('rollup', () => {
  const data = freshFolder();
  const rollup = (...more: readonly string[]) => counterpart('rollup', ...more, '--data', data.path);
  beforeAll(() => { expect(counterpart('case', 'load', 'cases/sella', '--data', data.path)).toMatchObject({ code: 0 }); });
  afterAll(data.remove);

  test('prints each account by itself, the chains of remedies, the grades and the ages', () => {
    const { code, out, notes } = rollup('sella');
    expect([code, notes]).toEqual([0, '']);
    expect(out).toContain('SU-3a-north → SU-3c-north\n');
    expect(out).toMatch(/ {4}\S.*: 2 of 3, 18 December 2025, entry \d+/);
    expect(out).toMatch(/SU-8c: owed since 15 June 2024 \(637 days\); last spoken of 12 October 2025 \(153 days before\), entry \d+/);
    expect(out).not.toMatch(/%|score:|undefined|\{/);
  });

  test('is one canonical document, the same twice, over the statuses of `status`', () => {
    const first = rollup('sella', '--json'), found = JSON.parse(first.out) as CountedTogether;
    expect(rollup('sella', '--json').out).toBe(first.out);
    expect(found.digest).toBe((JSON.parse(counterpart('status', 'sella', '--json', '--data', data.path).out) as CountedTogether).digest);
  });

  test('counts what the first entries alone held', () => {
    const early = JSON.parse(rollup('sella', '--record', '60', '--json').out) as CountedTogether;
    for (const { last } of early.rollUp.undated) expect(last?.position ?? 0).toBeLessThan(60);
    expect(early.rollUp.graded.flatMap(({ assessors }) => assessors.flatMap(({ grades }) => grades))).toEqual([]);
  });

  test.each([[['nowhere'], 1], [['sella', '--valid', '2023-02-30'], 1], [['sella', '--record', '9999'], 1], [[], 2]])('%j: exit %i', (args, code) => {
    const ran = rollup(...args);
    expect([ran.code, ran.out]).toEqual([code, '']);
    expect(ran.notes).not.toBe('');
  });
});
