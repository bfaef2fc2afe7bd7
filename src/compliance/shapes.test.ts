import { describe, expect, test } from 'vitest';
import type { Assertion, Commitment } from '#agreement';
import type { Scene, Told } from './test-scene.ts';
import { statusOf, statusesOf } from './test-scene.ts';

/** One test for each row of docs/reference/performance.md, and what must never happen: a conviction by silence. */
const achieve: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'done' } }, window: { closes: { at: '2024-06-30', endpoint: 'by' } } };
const file: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'filed' } }, window: { closes: { at: '2024-06-30', endpoint: 'by' } } };
const maintain: Partial<Commitment> = { duty: { shape: 'maintain', state: { fact: 'open' } } };
const abstain: Partial<Commitment> = { duty: { shape: 'abstain', act: { fact: 'attack' } } };
const done = (at: string, holds = true): Told => ({ facts: [{ fact: 'done', of: {}, at, holds }] });
const state = (holds: boolean, from: string, to?: string): Assertion => ({ fact: 'open', of: {}, holds, from, ...(to === undefined ? {} : { to }) });
const says = (...facts: readonly Assertion[]): Told => ({ facts });
const attack = (at: string, holds = true): Told => says({ fact: 'attack', of: {}, at, holds });
const rule = (scene: Scene, valid: string) => {
  const { explanation, performance } = statusOf(scene, valid);
  return [explanation.rule, performance];
};

describe('achieve', () => {
  test.each([
    ['reported in time', [done('2024-06-01')], '2024-12-31', ['achieve.in-time', 'done-in-time']],
    ['reported late', [done('2024-07-02')], '2024-12-31', ['achieve.late', 'done-late']],
    ['reported and denied later', [done('2024-06-01'), done('2024-06-10', false)], '2024-12-31', ['achieve.disputed', 'disputed']],
    ['denied first, done after', [done('2024-06-01', false), done('2024-06-10')], '2024-12-31', ['achieve.in-time', 'done-in-time']],
    ['not reported, window open', [done('2024-05-01', false)], '2024-06-01', ['achieve.open', 'open']],
    ['denied after the end', [done('2024-07-05', false)], '2024-12-31', ['achieve.overdue-denied', 'overdue']],
    ['not yet when asked', [done('2024-07-05', false)], '2024-06-15', ['no-account', 'no-account']],
  ] as const)('%s', (_, told, valid, expected) => {
    expect(rule({ commitments: [achieve], told }, valid)).toEqual(expected);
  });

  test('a month in which the deadline falls decides nothing', () => {
    const within = { ...achieve, window: { closes: { at: '2024-06-15', endpoint: 'by' } } } as const;
    expect(rule({ commitments: [within], told: [done('2024-06')] }, '2024-12-31')).toEqual(['achieve.uncertain-time', 'unknown']);
  });

  test('silence: unknown without a word of it, overdue only where it was watched throughout or is done on this record', () => {
    const other: Told = says({ fact: 'open', of: {}, from: '2024-01-01' });
    expect(rule({ commitments: [achieve], told: [other] }, '2024-12-31')).toEqual(['no-account', 'no-account']);
    expect(rule({ commitments: [achieve], told: [done('2024-02-01', false)] }, '2024-12-31')).toEqual(['achieve.no-report', 'unknown']);
    expect(rule({ commitments: [achieve], watched: [{ fact: 'done', from: '2024-01-01', to: '2024-05-31' }] }, '2024-12-31')).toEqual(['achieve.no-report', 'unknown']);
    expect(rule({ commitments: [achieve], watched: [{ fact: 'done', from: '2024-01-01', to: '2024-06-30' }] }, '2024-12-31')).toEqual(['achieve.overdue-watched', 'overdue']);
    expect(rule({ commitments: [file] }, '2024-12-31')).toEqual(['achieve.overdue-on-record', 'overdue']);
    expect(rule({ commitments: [file] }, '2024-06-01')[1]).not.toBe('overdue');
  });

  test('without a deadline it is never overdue', () => {
    const open = { duty: { shape: 'achieve', goal: { fact: 'filed' } }, window: {} } as const;
    expect(rule({ commitments: [open], told: [says({ fact: 'filed', of: {}, at: '2024-02-01', holds: false })] }, '2030-12-31')).toEqual(['achieve.open-without-deadline', 'open']);
  });

  test('amounts add up, and two who tell of one delivery do not double it', () => {
    const amount = (at: string, value: number): Assertion => ({ fact: 'done', of: {}, at, quantity: { value, unit: 'arms' } });
    const scene: Scene = { commitments: [{ ...achieve, duty: { shape: 'achieve', goal: { fact: 'done' }, quantity: { value: 100, unit: 'arms' } } }], told: [says(amount('2024-02-01', 60)), says(amount('2024-02-01', 60)), says(amount('2024-03-01', 40))] };
    expect(statusOf(scene, '2024-02-15')).toMatchObject({ performance: 'open', quantity: { value: 60, of: 100 } });
    expect(statusOf(scene, '2024-12-31')).toMatchObject({ performance: 'done-in-time' });
  });
});

describe('maintain', () => {
  test.each([
    ['holds', [says(state(true, '2024-02-01'))], ['maintain.kept', 'kept']],
    ['fails', [says(state(true, '2024-02-01')), says(state(false, '2024-05-01'))], ['maintain.breached', 'breached']],
    ['failed and holds again', [says(state(false, '2024-05-01', '2024-05-10'))], ['maintain.restored', 'restored']],
    ['failed to a day, and again from that day', [says(state(false, '2024-03-01', '2024-03-10'), state(false, '2024-03-10', '2024-03-20'))], ['maintain.restored', 'restored']],
    ['held for a time: nothing is known of now', [says(state(true, '2024-02-01', '2024-05-01'))], ['maintain.no-report', 'unknown']],
    ['holds and fails at once', [says(state(true, '2024-02-01')), says(state(false, '2024-02-01'))], ['maintain.disputed', 'disputed']],
  ] as const)('%s', (_, told, expected) => {
    expect(rule({ commitments: [maintain], told }, '2024-06-15')).toEqual(expected);
  });

  test('two failures that touch on one day are one stretch, not a dispute', () => {
    const told = [says(state(false, '2024-03-01', '2024-03-10'), state(false, '2024-03-10', '2024-03-20'))];
    expect(rule({ commitments: [maintain], told }, '2024-03-10')[1]).not.toBe('disputed');
    expect(rule({ commitments: [maintain], told }, '2024-03-12')).toEqual(['maintain.breached', 'breached']);
  });

  test('the account of another actor is never read', () => {
    expect(rule({ commitments: [maintain], told: [{ by: 'B', facts: [state(false, '2024-02-01')] }] }, '2024-06-15')).toEqual(['no-account', 'no-account']);
  });

  test('watched without a report of failure: kept', () => {
    expect(rule({ commitments: [maintain], watched: [{ fact: 'open', from: '2024-06-01', to: '2024-06-30' }] }, '2024-06-15')).toEqual(['maintain.kept-watched', 'kept']);
  });

  test('tolerance: a single interruption, a total, a count', () => {
    const hours = (from: number, to: number): Told => says(state(false, `2024-05-01T${String(from).padStart(2, '0')}:00:00Z`, `2024-05-01T${String(to).padStart(2, '0')}:00:00Z`));
    const tolerant = (tolerance: object): Partial<Commitment> => ({ duty: { shape: 'maintain', state: { fact: 'open' }, tolerance } });
    const breaches = (tolerance: object, ...told: readonly Told[]) => statusOf({ commitments: [tolerant(tolerance)], told: [says(state(true, '2024-02-01')), ...told] }, '2024-06-15').breaches.length;
    expect(breaches({ single: 'PT6H' }, hours(1, 7))).toBe(0);
    expect(breaches({ single: 'PT6H' }, hours(1, 8))).toBe(1);
    expect(breaches({ total: { max: 'PT4H', in: 'P30D' } }, hours(1, 3), hours(5, 7))).toBe(0);
    expect(breaches({ total: { max: 'PT4H', in: 'P30D' } }, hours(1, 3), hours(5, 8))).toBe(1);
    expect(breaches({ count: { max: 2, in: 'P30D' } }, hours(1, 2), hours(3, 4))).toBe(0);
    expect(breaches({ count: { max: 2, in: 'P30D' } }, hours(1, 2), hours(3, 4), hours(5, 6))).toBe(1);
  });

  test('a measured value below what was promised is a failure', () => {
    const band: Partial<Commitment> = { duty: { shape: 'maintain', state: { fact: 'open' }, quantity: { value: 8, unit: 'm3/s', bound: 'at-least' } } };
    const measured = (value: number): Told => says({ fact: 'open', of: {}, from: '2024-05-01', quantity: { value, unit: 'm3/s' } });
    expect(rule({ commitments: [band], told: [measured(8)] }, '2024-06-15')[1]).toBe('kept');
    expect(rule({ commitments: [band], told: [measured(7)] }, '2024-06-15')[1]).toBe('breached');
  });

  test('a window that is over', () => {
    const ended: Partial<Commitment> = { ...maintain, window: { closes: { at: '2024-04-01', endpoint: 'until' } } };
    expect(rule({ commitments: [ended], told: [says(state(false, '2024-02-01', '2024-02-05'))] }, '2024-06-15')).toEqual(['maintain.missed', 'missed']);
    expect(rule({ commitments: [ended], told: [says(state(true, '2023-12-01'))] }, '2024-06-15')).toEqual(['maintain.kept-throughout', 'kept']);
    expect(rule({ commitments: [ended], told: [says(state(true, '2024-03-01'))] }, '2024-06-15')).toEqual(['maintain.gaps', 'unknown']);
  });

  test('a suspension excuses what happens in it', () => {
    const power = (name: 'suspend' | 'resume', at: string): Told => ({ powers: [{ power: name, commitment: 'C', at }] });
    const scene: Scene = { commitments: [maintain], told: [says(state(true, '2024-01-01')), says(state(false, '2024-03-05', '2024-03-10')), power('suspend', '2024-03-01'), power('resume', '2024-04-01')] };
    expect(statusOf(scene, '2024-03-07')).toMatchObject({ position: 'suspended' });
    expect(statusOf(scene, '2024-06-15')).toMatchObject({ performance: 'kept', position: 'in-force', breaches: [] });
  });
});

describe('abstain', () => {
  test.each([
    ['an act', [attack('2024-05-01')], ['abstain.breached', 'breached']],
    ['an act reported and denied', [attack('2024-05-01'), attack('2024-05-01', false)], ['abstain.disputed', 'disputed']],
    ['only a denial for a day', [attack('2024-05-01', false)], ['abstain.no-report', 'unknown']],
    ['an act some time in the month in which the duty began', [attack('2024-01')], ['abstain.uncertain-time', 'unknown']],
  ] as const)('%s', (_, told, expected) => {
    expect(rule({ commitments: [{ ...abstain, window: { opens: { at: '2024-01-15' } } }], told }, '2024-06-15')).toEqual(expected);
  });

  test('watched throughout and nothing seen: kept; watched in part: unknown', () => {
    expect(rule({ commitments: [abstain], watched: [{ fact: 'attack', from: '2024-01-01', to: '2024-06-15' }] }, '2024-06-15')).toEqual(['abstain.kept-watched', 'kept']);
    expect(rule({ commitments: [abstain], watched: [{ fact: 'attack', from: '2024-01-01', to: '2024-06-14' }] }, '2024-06-15')).toEqual(['abstain.no-report', 'unknown']);
  });
});

describe('over the shapes', () => {
  test('graded by a named assessor only; two grades of one day that differ are disputed', () => {
    const duty: Partial<Commitment> = { duty: { shape: 'assessed', assessors: ['A', 'B'] } };
    const grade = (by: string, level: 0 | 1 | 2 | 3, at: string): Told => ({ by, grades: [{ commitment: 'C', level, at }] });
    expect(statusOf({ commitments: [duty], told: [grade('A', 1, '2024-02-01'), grade('A', 2, '2024-05-01')] }, '2024-06-15')).toMatchObject({ performance: 'graded', level: 2 });
    expect(statusOf({ commitments: [duty], told: [grade('A', 1, '2024-05-01'), grade('B', 3, '2024-05-01')] }, '2024-06-15', undefined, ['A', 'B'])).toMatchObject({ performance: 'disputed' });
    expect(statusOf({ commitments: [duty], told: [grade('C', 3, '2024-05-01')] }, '2024-06-15', undefined, ['C'])).toMatchObject({ performance: 'unknown', explanation: { rule: 'assessed.no-grade' } });
  });

  test('an act done on this record is there for every reader, and makes no account of it for those who said nothing', () => {
    const requested: Scene = {
      commitments: [{ duty: { shape: 'achieve', goal: { fact: 'filed' } }, trigger: { kind: 'each', event: { fact: 'request' } }, window: { closes: { trigger: true, plus: 'PT72H', endpoint: 'by' } } }],
      told: [says({ fact: 'request', of: {}, at: '2024-03-01T10:00:00Z' }), { by: 'B', facts: [{ fact: 'filed', of: {}, at: '2024-03-02T10:00:00Z' }] }],
    };
    expect(statusOf(requested, '2024-06-15').performance).toBe('done-in-time');
    expect(statusOf(requested, '2024-06-15', undefined, ['C']).performance).toBe('no-account');
    expect(statusOf({ ...requested, told: requested.told?.slice(0, 1) ?? [] }, '2024-06-15').performance).toBe('overdue');
  });

  test('a denial bears on its own instance, not on one done before', () => {
    const twice: Scene = {
      commitments: [{ duty: { shape: 'achieve', goal: { fact: 'done' } }, trigger: { kind: 'each', event: { fact: 'request' } }, window: { closes: { trigger: true, plus: 'P7D', endpoint: 'by' } } }],
      told: [says({ fact: 'request', of: {}, at: '2024-03-01' }), done('2024-03-03'), says({ fact: 'request', of: {}, at: '2024-05-01' }), done('2024-05-20', false)],
    };
    expect(statusOf(twice, '2024-06-15').instances.map(({ performance }) => performance)).toEqual(['done-in-time', 'overdue']);
  });

  test('a failure without end is over once its own account says that it held, and does not come back by itself', () => {
    const told = [says(state(false, '2024-03-01')), says(state(true, '2024-04-01', '2024-04-10'))];
    expect(statusOf({ commitments: [maintain], told }, '2024-03-15').performance).toBe('breached');
    expect(statusOf({ commitments: [maintain], told }, '2024-06-15').performance).toBe('unknown');
  });

  test('two that wait for each other are blocked; one that waits for an open one is not due; done all the same is done', () => {
    const circle: Scene = { commitments: [{ ...achieve, after: ['D'] }, { ...file, id: 'D', after: ['C'] }], told: [done('2024-02-01', false)] };
    expect(statusOf(circle, '2024-12-31').performance).toBe('blocked');
    expect(statusOf({ ...circle, commitments: [{ ...achieve, after: ['D'] }, { ...file, id: 'D' }] }, '2024-12-31')).toMatchObject({ performance: 'not-due', explanation: { rule: 'order.waiting' } });
    expect(statusOf({ ...circle, told: [done('2024-02-01')] }, '2024-12-31').performance).toBe('done-in-time');
  });

  test('a remedy is owed from the breach, and only then', () => {
    const scene = (...told: readonly Told[]): Scene => ({ commitments: [{ id: 'C', duty: { shape: 'achieve', goal: { fact: 'done' } }, window: { closes: { trigger: true, plus: 'P7D', endpoint: 'by' } } }, { ...abstain, id: 'D', onBreach: ['C'] }], told });
    expect(statusOf(scene(attack('2024-05-01T00:00:00Z'), done('2024-05-05')), '2024-06-15').performance).toBe('done-in-time');
    expect(statusOf(scene(attack('2024-05-01T00:00:00Z'), done('2024-05-20')), '2024-06-15').performance).toBe('done-late');
    expect(statusOf(scene(done('2024-05-05')), '2024-06-15')).toMatchObject({ performance: 'not-due', explanation: { rule: 'trigger.none' } });
  });

  test('readings are evaluated side by side', () => {
    const by = { ...achieve, readings: [{ id: 'by', by: ['A'], text: { en: 'by' } }, { id: 'before', by: ['B'], text: { en: 'before' }, window: { closes: { at: '2024-06-30', endpoint: 'before' } } }] } as const;
    expect(statusesOf({ commitments: [by], told: [done('2024-06-30')] }, '2024-12-31').map(({ reading, performance }) => [reading, performance])).toEqual([['by', 'done-in-time'], ['before', 'done-late']]);
  });

  test('late reports: provisional until the evidence window closes, and what was not known is not used', () => {
    const late: Scene = { commitments: [achieve], told: [{ ...done('2024-06-29'), known: '2024-07-06' }, { ...done('2024-05-01', false), known: '2024-05-01' }] };
    expect(statusOf(late, '2024-07-01', '2024-07-01')).toMatchObject({ performance: 'unknown', settlement: 'provisional' });
    expect(statusOf(late, '2024-07-01', '2024-07-06')).toMatchObject({ performance: 'done-in-time', settlement: 'provisional' });
    expect(statusOf(late, '2024-07-01', '2024-07-20')).toMatchObject({ performance: 'done-in-time', settlement: 'settled' });
  });

  test('a withdrawn report counts until it is withdrawn, and is named after', () => {
    const scene: Scene = { commitments: [abstain], told: [{ ...attack('2024-05-01'), known: '2024-05-02', withdrawn: '2024-05-20' }] };
    expect(statusOf(scene, '2024-06-15', '2024-05-10').performance).toBe('breached');
    expect(statusOf(scene, '2024-06-15', '2024-06-15')).toMatchObject({ performance: 'no-account' });
  });

  test('a determination by the competent body settles it; by another it does not', () => {
    const judged = (by: string): Scene => ({ commitments: [{ ...maintain, verification: { attest: ['A'], determinedBy: ['A'] } }], told: [says(state(true, '2024-02-01')), { by, determines: [{ commitment: 'C', outcome: 'breached', from: '2024-05-01' }] }] });
    expect(statusOf(judged('A'), '2024-06-15')).toMatchObject({ performance: 'breached', settlement: 'determined' });
    expect(statusOf(judged('B'), '2024-06-15', undefined, ['A', 'B'])).toMatchObject({ performance: 'kept' });
  });

  test('a deadline moved by a power is the deadline', () => {
    const moved: Told = { powers: [{ power: 'extend', commitment: 'C', at: '2024-06-01', closes: { at: '2024-07-31', endpoint: 'by' } }] };
    expect(statusOf({ commitments: [achieve], told: [done('2024-07-15'), moved] }, '2024-12-31').performance).toBe('done-in-time');
  });

  test('each period of a schedule is its own instance', () => {
    const monthly: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'filed' } }, trigger: { kind: 'schedule', every: 'P1M', first: '2024-01-01' } };
    const filed = (at: string): Told => says({ fact: 'filed', of: {}, at });
    const status = statusOf({ commitments: [monthly], told: [filed('2024-01-10'), filed('2024-03-10')] }, '2024-04-15');
    expect(status.instances.map(({ performance }) => performance)).toEqual(['done-in-time', 'missed', 'done-in-time', 'open']);
    expect(status.performance).toBe('missed');
  });

  test('any order of arrival, the same status', () => {
    const told = [says(state(true, '2024-02-01')), says(state(false, '2024-03-01', '2024-03-09')), says(state(false, '2024-05-01')), says(state(true, '2024-05-20'))];
    const first = JSON.stringify({ ...statusOf({ commitments: [maintain], told }, '2024-06-15'), explanation: null });
    for (const order of [told.toReversed(), [...told.slice(2), ...told.slice(0, 2)]]) expect(JSON.stringify({ ...statusOf({ commitments: [maintain], told: order }, '2024-06-15'), explanation: null })).toBe(first);
  });
});
