import { describe, expect, test } from 'vitest';
import type { Commitment, PowerAct } from '#agreement';
import type { Told } from './test-scene.ts';
import { statusOf } from './test-scene.ts';

/** Parts of the kernel beside the shapes: renewal, rules of powers, deadlines to begin. */
const act = (power: PowerAct['power'], at: string, rest: Partial<PowerAct> = {}): Told => ({ powers: [{ power, commitment: 'C', at, ...rest }] });
const road: Told = { facts: [{ fact: 'open', of: {}, from: '2020-11-10' }] };

describe('a commitment that renews itself', () => {
  /** Five years from 10 November 2020, prolonged by five years unless denied six months before (the statement of 9/10 November 2020, point 4). */
  const commitment: Partial<Commitment> = { duty: { shape: 'maintain', state: { fact: 'open' } }, window: { opens: { at: '2020-11-10' }, closes: { at: '2025-11-10', endpoint: 'until' } }, renewal: { for: 'P5Y', notice: 'P6M' } };
  const endOf = (told: readonly Told[], valid: string): string => new Date((statusOf({ commitments: [commitment], told: [road, ...told] }, valid).instances[0]?.window.to ?? 0) * 1000).toISOString().slice(0, 10);

  test('goes on for another period, and another', () => {
    expect(endOf([], '2025-01-01')).toBe('2025-11-10');
    expect(endOf([], '2026-01-01')).toBe('2030-11-10');
    expect(endOf([], '2031-01-01')).toBe('2035-11-10');
  });

  test('ends where renewal was denied in time, at the last instant too', () => {
    expect(endOf([act('deny-renewal', '2025-05-09')], '2026-01-01')).toBe('2025-11-10');
    expect(endOf([act('deny-renewal', '2025-05-10T00:00:00Z')], '2026-01-01')).toBe('2025-11-10');
  });

  test('notice that comes too late counts for the period after', () => {
    expect(endOf([act('deny-renewal', '2025-05-10T00:00:01Z')], '2026-01-01')).toBe('2030-11-10');
    expect(endOf([act('deny-renewal', '2025-05-11')], '2031-01-01')).toBe('2030-11-10');
  });

  test('a notice whose day straddles the last instant leaves the end open: nobody is accused', () => {
    const late: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'done' } }, window: commitment.window ?? {}, renewal: { for: 'P5Y', notice: 'P6M' } };
    expect(statusOf({ commitments: [late], told: [act('deny-renewal', '2025-05-10'), { facts: [{ fact: 'done', of: {}, holds: false, at: '2026-01-01' }] }] }, '2026-06-01').performance).toBe('open');
  });
});

describe('an act over a commitment has effect only as its rule asks', () => {
  const due: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'filed' } }, window: { closes: { at: '2024-06-30', endpoint: 'by' } } };
  const extended = (rule: NonNullable<Commitment['powers']>[number], rest: Partial<PowerAct> = {}) =>
    statusOf({ commitments: [{ ...due, powers: [rule] }], told: [act('extend', '2024-06-01', { closes: { at: '2024-12-31', endpoint: 'by' }, ...rest })] }, '2024-09-01');

  test('without a rule it has', () => expect(extended({ power: 'waive' }).performance).toBe('open'));
  test('“shall not be extendable”', () => expect(extended({ power: 'extend', barred: true })).toMatchObject({ performance: 'overdue', explanation: { excluded: [{ entry: 'e0', why: 'power-barred' }] } }));

  test('in writing; where the account tells no form, it has none', () => {
    expect(extended({ power: 'extend', form: 'written' }, { form: 'written' }).performance).toBe('open');
    expect(extended({ power: 'extend', form: 'written' }, { form: 'oral' }).explanation.excluded).toMatchObject([{ why: 'power-form' }]);
    expect(extended({ power: 'extend', form: 'written' }).performance).toBe('overdue');
  });

  test('with the consent of those it takes; whoever exercises it has given theirs', () => {
    expect(extended({ power: 'extend', consentOf: ['A', 'B'] }, { consentOf: ['B'] }).performance).toBe('open');
    expect(extended({ power: 'extend', consentOf: ['A', 'B'] }).explanation.excluded).toMatchObject([{ why: 'power-consent' }]);
  });
});

describe('stages', () => {
  /** 30 by the end of January, 60 by the end of February, 100 by the end of March. */
  const commitment: Partial<Commitment> = {
    duty: { shape: 'achieve', goal: { fact: 'done' }, quantity: { value: 100, unit: '%' }, stages: [{ amount: 30, closes: { at: '2024-01-31', endpoint: 'by' } }, { amount: 60, closes: { at: '2024-02-29', endpoint: 'by' } }] },
    window: { closes: { at: '2024-03-31', endpoint: 'by' } },
  };
  const paid = (value: number, at: string): Told => ({ facts: [{ fact: 'done', of: {}, at, quantity: { value, unit: '%' } }] });
  const denied = (at: string): Told => ({ facts: [{ fact: 'done', of: {}, at, holds: false }] });
  const at = (told: readonly Told[], valid: string) => statusOf({ commitments: [commitment], told }, valid);

  test('reached in time, nothing is overdue', () => expect(at([paid(30, '2024-01-31'), paid(40, '2024-02-10')], '2024-03-15')).toMatchObject({ performance: 'open', breaches: [], quantity: { value: 70, of: 100 } }));
  test('silence on a stage is no accusation', () => expect(at([paid(20, '2024-01-20')], '2024-02-15')).toMatchObject({ performance: 'open', breaches: [] }));
  test('not reached, and said so: overdue before the whole is', () => {
    expect(at([paid(20, '2024-01-20'), denied('2024-02-05')], '2024-02-15')).toMatchObject({ performance: 'overdue', explanation: { rule: 'achieve.stage-missed' }, since: { from: Date.UTC(2024, 1, 1) / 1000 } });
  });
  test('reached late, the stage was missed and the rest is open', () => {
    expect(at([paid(20, '2024-01-20'), paid(30, '2024-02-05')], '2024-02-15')).toMatchObject({ performance: 'open' });
    expect(at([paid(20, '2024-01-20'), paid(80, '2024-02-05')], '2024-03-15')).toMatchObject({ performance: 'done-in-time', breaches: [{ from: Date.UTC(2024, 1, 1) / 1000 }] });
  });
  test('a day that may be in time is no breach', () => expect(at([paid(30, '2024-01')], '2024-02-15').breaches).toEqual([]));
});
