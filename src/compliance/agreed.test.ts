import { describe, expect, test } from 'vitest';
import type { Actor, Commitment, Verification } from '#agreement';
import type { Told } from './test-scene.ts';
import { evidenceOf } from './test-scene.ts';
import { claimsOf, evaluator } from './index.ts';
import type { Perspective, Status } from './index.ts';

/** The agreed rule of verification as a perspective: who is heard, how many independent sources it takes, of which classes, how graded. */
const AGREED: Perspective = { id: 'agreed', kind: 'agreed', members: [] };
const actors = new Map<string, Pick<Actor, 'partOf'>>([['M1', {}], ['M2', {}], ['M1-north', { partOf: 'M1' }], ['N1', {}], ['N2', {}], ['A', {}]]);

function under(verification: Verification | undefined, told: readonly Told[], rest: Partial<Commitment> = { duty: { shape: 'abstain', act: { fact: 'attack' } } }): Status {
  const evidence = { ...evidenceOf({ commitments: [{ ...(verification === undefined ? {} : { verification }), ...rest }], told }), actors };
  const [status] = evaluator(claimsOf(evidence), AGREED, { valid: Date.UTC(2024, 5, 1) / 1000, known: Number.MAX_SAFE_INTEGER }).statuses('C');
  if (status === undefined) throw new Error('no status');
  return status;
}

const attack = (by: string, at = '2024-03-01T10:00Z'): Told => ({ by, facts: [{ fact: 'attack', of: {}, at }] });
const two: Verification = { attest: ['M1', 'M2', 'N1', 'N2'], quorum: 2 };
const whys = (status: Status): readonly string[] => status.explanation.excluded.map(({ why }) => why);

describe('an event under an agreed rule', () => {
  test('one source is not two: it does not count, and the explanation says so', () => {
    const status = under(two, [attack('M1')]);
    expect(status).toMatchObject({ performance: 'unknown', knowledge: 'neither', explanation: { rule: 'agreed.not-enough', excluded: [{ entry: 'e0', why: 'too-few-sources' }] } });
  });

  test('two independent sources are', () => expect(under(two, [attack('M1'), attack('M2')])).toMatchObject({ performance: 'breached', breaches: [{}] }));
  test('a part and its whole are one source', () => expect(under(two, [attack('M1'), attack('M1-north')]).performance).toBe('unknown'));
  test('a source group counts once', () => expect(under({ ...two, groups: [{ id: 'shared observers', actors: ['M1', 'M2'] }] }, [attack('M1'), attack('M2')]).performance).toBe('unknown'));
  test('two sources of two different times have not seen the same', () => expect(under(two, [attack('M1'), attack('M2', '2024-03-02T10:00Z')]).performance).toBe('unknown'));
  test('a day and an instant of it may be the same', () => expect(under(two, [attack('M1'), attack('M2', '2024-03-01')]).performance).toBe('breached'));
  test('who is not named is not heard', () => expect(under({ attest: ['M1'] }, [attack('A')]).performance).toBe('no-account'));

  test('what counted alone is left out of a status that others carry, with the reason', () => {
    expect(whys(under(two, [attack('M1'), attack('M2'), attack('N1', '2024-04-01T08:00Z')]))).toEqual(['too-few-sources']);
  });

  test('classes are counted apart', () => {
    const rule: Verification = { attest: ['M1', 'M2', 'N1', 'N2'], quorum: 3, classes: [{ of: ['M1', 'M2'], atLeast: 1 }, { of: ['N1', 'N2'], atLeast: 2 }] };
    expect(under(rule, [attack('M1'), attack('M2'), attack('N1')]).performance).toBe('unknown');
    expect(under(rule, [attack('M1'), attack('N1'), attack('N2')]).performance).toBe('breached');
  });

  test('a denial needs the same quorum as the report', () => {
    const denied = (by: string): Told => ({ by, facts: [{ fact: 'attack', of: {}, at: '2024-03-01', holds: false }] });
    expect(under(two, [attack('M1'), attack('M2'), denied('N1')]).performance).toBe('breached');
    expect(under(two, [attack('M1'), attack('M2'), denied('N1'), denied('N2')]).performance).toBe('disputed');
  });

  test('an act of this record needs nobody’s word', () => {
    const filed: Partial<Commitment> = { duty: { shape: 'achieve', goal: { fact: 'filed' } }, window: { closes: { at: '2024-04-01', endpoint: 'by' } } };
    expect(under(two, [{ by: 'A', facts: [{ fact: 'filed', of: {}, at: '2024-03-01' }] }, attack('M1')], filed)).toMatchObject({ performance: 'done-in-time' });
    expect(under(two, [], filed)).toMatchObject({ performance: 'overdue', explanation: { rule: 'achieve.overdue-on-record' } });
  });
});

describe('a state under an agreed rule', () => {
  const road: Partial<Commitment> = { duty: { shape: 'maintain', state: { fact: 'open' } } };
  const says = (by: string, holds: boolean, from: string, to?: string): Told => ({ by, facts: [{ fact: 'open', of: {}, holds, from, ...(to === undefined ? {} : { to }) }] });

  test('fails where enough sources say so at the same time', () => {
    const status = under(two, [says('M1', false, '2024-02-01', '2024-02-20'), says('M2', false, '2024-02-10', '2024-02-15')], road);
    expect(status.breaches.map(({ from, to }) => [new Date(from * 1000).toISOString().slice(0, 10), to === null ? null : new Date(to * 1000).toISOString().slice(0, 10)])).toEqual([['2024-02-10', '2024-02-15']]);
  });

  test('one against one is neither: no quorum for either', () => expect(under(two, [says('M1', true, '2024-02-01'), says('M2', false, '2024-02-01')], road)).toMatchObject({ performance: 'unknown', knowledge: 'neither' }));
  test('two against two is disputed', () => {
    expect(under(two, [says('M1', true, '2024-02-01'), says('M2', true, '2024-02-01'), says('N1', false, '2024-02-01'), says('N2', false, '2024-02-01')], road).performance).toBe('disputed');
  });
});

test('without an agreed rule nothing can be evaluated under it', () => {
  expect(under(undefined, [attack('M1')]).explanation.rule).toBe('agreed.no-rule');
});

test('a report must be graded as the rule asks: source and information apart', () => {
  const rule: Verification = { attest: ['M1'], grade: { source: 'C', information: 3 } };
  const graded = (source: 'A' | 'D', information: 1 | 4): Told => ({ ...attack('M1'), grade: { source, information } });
  expect(under(rule, [graded('A', 1)]).performance).toBe('breached');
  expect(under(rule, [graded('D', 1)]).performance).toBe('unknown');
  expect(under(rule, [graded('A', 4)]).performance).toBe('unknown');
  expect(under(rule, [attack('M1')]).performance).toBe('unknown');
});
