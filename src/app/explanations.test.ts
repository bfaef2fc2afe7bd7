import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '#compliance';
import { checkExplanation, claimsOf, evaluator } from '#compliance';
import { readCase } from '#wire';
import { caseLog } from './case-log.ts';
import { perspectivesOf, rangeOf } from './dossier.ts';

/** Every explanation of the cases, at several times, against the separate checker; then with one entry it rests on taken away or turned round. */
function stateOf(slug: string) {
  const folder = join(import.meta.dirname, '../../cases', slug);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = readCase(new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')])));
  const log = read.ok ? caseLog(read.value) : read;
  if (!log.ok) throw new Error(JSON.stringify(log.refusal));
  return log.value.state;
}

/** The evidence without an entry, or with all that it asserts denied. */
function tampered(evidence: Evidence, entry: string, how: 'deleted' | 'denied'): Evidence {
  const items = [...evidence.items].flatMap(([id, item]) => {
    if (item.source.entry !== entry && !item.history.some(({ source }) => source.entry === entry)) return [[id, item] as const];
    if (how === 'deleted') return [];
    const turned = (value: typeof item.value): typeof item.value => ({ ...value, accounts: value.accounts.map((account) => ({ ...account, facts: (account.facts ?? []).map((one) => ({ ...one, holds: !(one.holds ?? true) })) })) });
    return [[id, { ...item, value: turned(item.value), history: item.history.map((change) => ({ ...change, before: turned(change.before) })) }] as const];
  });
  return { ...evidence, items: new Map(items), coverage: new Map([...evidence.coverage].filter(([, { source }]) => source.entry !== entry)) };
}

describe.each(['lachin-2020', 'sella'])('explanations of %s', (slug) => {
  const state = stateOf(slug), range = rangeOf(state), record = claimsOf(state);
  const times = [0.25, 0.5, 0.75, 1].map((part) => Math.round(range.from + (range.to - range.from) * part));
  const all = times.flatMap((valid) => perspectivesOf(state).flatMap((perspective) => {
    const one = evaluator(record, perspective, { valid, known: range.known });
    return [...state.commitments.keys()].flatMap((id) => one.statuses(id).map((status) => ({ perspective, status })));
  }));

  test('the checker accepts every one', () => {
    const wrong = all.flatMap(({ perspective, status }) => {
      const checked = checkExplanation(state, perspective, status);
      return checked.ok ? [] : [{ ...checked.refusal, commitment: status.commitment, perspective: status.perspective, rule: status.explanation.rule }];
    });
    expect(wrong).toEqual([]);
    expect(all.length).toBeGreaterThan(500);
  });

  test('and rejects each once an entry that it rests on is deleted, or says the contrary', () => {
    let rejected = 0;
    const accepted: unknown[] = [];
    for (const { perspective, status } of all) {
      const cited = status.explanation.because.filter((reason) => reason.role === 'support');
      for (const { entry } of cited.slice(0, 3)) {
        for (const how of ['deleted', 'denied'] as const) {
          if (checkExplanation(tampered(state, entry, how), perspective, status).ok) accepted.push({ commitment: status.commitment, perspective: perspective.id, entry, how });
          else rejected += 1;
        }
      }
    }
    expect(accepted).toEqual([]);
    expect(rejected).toBeGreaterThan(100);
  });
});
