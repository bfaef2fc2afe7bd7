import { describe, expect, test } from 'vitest';
import type { Evidence } from '#compliance';
import { checkExplanation, claimsOf, evaluator } from '#compliance';
import { readCase } from '#wire';
import { caseFiles } from '../../tests/support/case.ts';
import { caseLog } from './case-log.ts';
import { perspectivesOf, rangeOf } from './dossier.ts';

/** Every explanation of the cases, at several times, against the separate checker; then with one entry it rests on taken away or turned round. */
function stateOf(slug: string) {
  const read = readCase(caseFiles(slug));
  const log = read.ok ? caseLog(read.value) : read;
  if (!log.ok) throw new Error(JSON.stringify(log.refusal));
  return log.value.state;
}

type How = 'deleted' | 'denied' | 'a year later' | 'by another' | 'of another' | 'graded otherwise' | 'decided otherwise';
type Item = Evidence['items'] extends ReadonlyMap<string, infer One> ? One : never;
const later = (when: string): string => when.replace(/^(\d{4})/, (year) => String(Number(year) + 1));

/** What an entry says, edited: its facts, times, authors, grades, powers and determinations. */
function edited(value: Item['value'], how: How): Item['value'] {
  const accounts = value.accounts.map(({ grades, powers, ...account }) => ({
    ...account, ...(how === 'by another' ? { by: 'NOBODY' } : {}),
    ...(account.facts === undefined ? {} : { facts: account.facts.map((one) => ({
      ...one, ...(how === 'denied' ? { holds: !(one.holds ?? true) } : {}), ...(how === 'of another' ? { fact: `${one.fact}.other` } : {}),
      ...(how === 'a year later' ? { ...(one.at && { at: later(one.at) }), ...(one.from && { from: later(one.from) }), ...(one.to && { to: later(one.to) }) } : {}),
    })) }),
    ...(grades === undefined ? {} : { grades: grades.map((one) => ({ ...one, ...(how === 'graded otherwise' ? { level: ((one.level + 1) % 4) as 0 | 1 | 2 | 3 } : {}), ...(how === 'a year later' ? { at: later(one.at) } : {}) })) }),
    ...(powers === undefined ? {} : { powers: powers.map((one) => ({ ...one, ...(how === 'a year later' ? { at: later(one.at) } : {}), ...(how === 'of another' ? { commitment: 'OTHER' } : {}) })) }),
  }));
  const determines = value.determines?.map((one) => ({ ...one, ...(how === 'decided otherwise' ? { outcome: one.outcome === 'kept' ? 'breached' as const : 'kept' as const } : {}), ...(how === 'a year later' ? { from: later(one.from) } : {}) }));
  const powers = value.powers?.map((one) => ({ ...one, ...(how === 'a year later' ? { at: later(one.at) } : {}), ...(how === 'of another' ? { commitment: 'OTHER' } : {}) }));
  return { ...value, accounts, ...(determines && { determines }), ...(powers && { powers }), ...(how === 'by another' && value.body !== undefined ? { body: 'NOBODY' } : {}) };
}

/** The evidence without an entry, or with what it says edited. */
function tampered(evidence: Evidence, entry: string, how: How): Evidence {
  const isOf = (item: Item): boolean => item.source.entry === entry || item.history.some(({ source }) => source.entry === entry);
  const items = [...evidence.items].flatMap(([id, item]) => {
    if (!isOf(item)) return [[id, item] as const];
    return how === 'deleted' ? [] : [[id, { ...item, value: edited(item.value, how), history: item.history.map((change) => ({ ...change, before: edited(change.before, how) })) }] as const];
  });
  const coverage = [...evidence.coverage].flatMap(([id, held]) => {
    if (held.source.entry !== entry) return [[id, held] as const];
    return how === 'deleted' ? [] : [[id, { ...held, value: { ...held.value, ...(how === 'a year later' ? { from: later(held.value.from) } : {}), ...(how === 'by another' ? { by: 'NOBODY' } : {}) } }] as const];
  });
  return { ...evidence, items: new Map(items), coverage: new Map(coverage) };
}

/** The edits that change what a reason of this kind says. */
const EDITS: { readonly [role: string]: readonly How[] } = {
  support: ['deleted', 'denied', 'a year later', 'by another', 'of another'], trigger: ['deleted'], power: ['deleted', 'a year later', 'of another'],
  coverage: ['deleted', 'a year later', 'by another'], grade: ['deleted', 'a year later', 'by another', 'graded otherwise'], determination: ['deleted', 'a year later', 'decided otherwise'],
};

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

  test('and rejects each once an entry that it rests on is deleted or edited', () => {
    const rejected = new Map<string, number>(), accepted: unknown[] = [], edits = new Map<string, Evidence>();
    for (const { perspective, status } of all) {
      const cited = new Map(status.explanation.because.flatMap((reason) => ('entry' in reason && reason.entry !== '' ? [[`${reason.role} ${reason.entry}`, reason] as const] : [])));
      for (const reason of [...cited.values()].slice(0, 4)) {
    
        for (const how of EDITS[reason.role] ?? []) {
          const name = `${reason.entry} ${how}`, other = edits.get(name) ?? tampered(state, reason.entry, how);
          edits.set(name, other);
          if (checkExplanation(other, perspective, status).ok) accepted.push({ commitment: status.commitment, perspective: perspective.id, reason, how });
          else rejected.set(`${reason.role} ${how}`, (rejected.get(`${reason.role} ${how}`) ?? 0) + 1);
        }
      }
    }
    console.log(Object.fromEntries(rejected));
    expect(accepted).toEqual([]);
    expect([...rejected.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(500);
  });

  test('and rejects a conclusion that the reasons do not bear', () => {
    const rules = [...new Map(all.map(({ status }) => [status.explanation.rule, status.performance])).entries()];
    let rejected = 0;
    const accepted = new Map<string, number>();
    for (const { perspective, status } of all) {
      if (!status.explanation.because.some((reason) => 'entry' in reason)) continue;
      expect(checkExplanation(state, perspective, { ...status, performance: status.performance === 'kept' ? 'breached' : 'kept' }).ok).toBe(false);
      for (const [rule, performance] of rules) {
        if (rule === status.explanation.rule || rule.split('.')[0] !== status.explanation.rule.split('.')[0]) continue;
        const forged = { ...status, performance, explanation: { ...status.explanation, rule } };
        if (checkExplanation(state, perspective, forged).ok) accepted.set(`${status.explanation.rule} as ${rule}`, (accepted.get(`${status.explanation.rule} as ${rule}`) ?? 0) + 1);
        else rejected += 1;
      }
    }
    console.log(rejected, Object.fromEntries(accepted));
    expect(rejected).toBeGreaterThan(0);
  });
});
