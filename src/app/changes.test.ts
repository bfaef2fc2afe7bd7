import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AsOf, Status } from '#compliance';
import { claimsOf, evaluator } from '#compliance';
import { statusChanges } from '#views';
import { readCase } from '#wire';
import type { Dossier } from './app.ts';
import { caseLog } from './case-log.ts';
import { timesSince } from './changes.ts';
import { perspectivesOf, rangeOf } from './dossier.ts';

function stateOf(slug: string) {
  const folder = join(import.meta.dirname, '../../cases', slug);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = readCase(new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')])));
  const log = read.ok ? caseLog(read.value) : read;
  if (!log.ok) throw new Error(JSON.stringify(log.refusal));
  return log.value.state;
}

describe.each(['lachin-2020', 'sella'])('what changed in %s', (slug) => {
  const state = stateOf(slug), range = rangeOf(state), claims = claimsOf(state);
  const at = (part: number): number => Math.round(range.from + (range.to - range.from) * part);
  const table = (asOf: AsOf): readonly Status[] => perspectivesOf(state).flatMap((perspective) => {
    const one = evaluator(claims, perspective, asOf);
    return [...state.commitments.keys()].flatMap((id) => one.statuses(id));
  });
  const parts = [0.1, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
  const pairs = parts.slice(1).flatMap((to, index) => {
    const [early, late] = [at(parts[index] ?? 0), at(to)];
    return [
      ['both', { valid: early, known: early }, { valid: late, known: late }], ['known', { valid: late, known: early }, { valid: late, known: late }],
      ['valid', { valid: early, known: late }, { valid: late, known: late }],
    ] as const;
  });

  test('every change has a reason, and one of what is known alone an entry or a wait that ended', () => {
    const bare: unknown[] = [];
    let count = 0;
    for (const [what, from, to] of pairs) {
      for (const { before, after, why } of statusChanges(table(from), table(to), state)) {
        count += 1;
        if (why.entries.length + why.passed.length === 0 && what !== 'valid') bare.push({ what, from, to, commitment: before.commitment, perspective: before.perspective });
        for (const { known } of why.entries) expect(known).toBeLessThanOrEqual(to.known);
      }
    }
    expect(bare).toEqual([]);
    expect(count).toBeGreaterThan(200);
  });
});

describe('since when', () => {
  const dossier = { state: { charter: { zone: 'UTC' } }, range: { from: 0, to: 1_700_000_000, known: 1_710_000_000 } } as unknown as Dossier;
  const to = { valid: 1_700_000_000, known: 1_710_000_000 };

  test.each([[null, 'changes.since.missing'], ['', 'changes.since.missing'], ['yesterday', 'time.malformed'], ['2024-06-01', 'changes.since.later']])('%j is refused: %s', (since, code) => {
    expect(timesSince(since, to, false, dossier)).toMatchObject({ ok: false, refusal: { code } });
  });

  test('both times move, or what is known alone; never backwards', () => {
    const day = Date.UTC(2023, 0, 2) / 1000;
    expect(timesSince('2023-01-01', to, false, dossier)).toEqual({ ok: true, value: { from: { valid: day, known: day }, to } });
    expect(timesSince('2023-01-01', to, true, dossier)).toEqual({ ok: true, value: { from: { valid: to.valid, known: day }, to } });
    expect(timesSince('2023-12-31', to, false, dossier)).toMatchObject({ value: { from: { valid: to.valid } } });
  });
});
