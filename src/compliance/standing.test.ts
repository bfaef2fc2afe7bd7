import { expect, test } from 'vitest';
import { rfc3339 } from '#base';
import type { Assertion, Commitment } from '#agreement';
import { chance as chanceOf } from '../../tests/support/chance.ts';
import type { Evidence, Perspective } from './index.ts';
import { Standing, claimsOf, evaluator } from './index.ts';
import { evidenceOf } from './test-scene.ts';

/** Statuses of a record that grows are those of the same record from scratch, whatever comes late, is corrected or withdrawn, and only what is touched is derived again. */
const DAY = 86_400, START = Date.UTC(2024, 0, 1) / 1000, END = START + 200 * DAY;
const COMMITMENTS: readonly Partial<Commitment>[] = [
  { id: 'C', duty: { shape: 'achieve', goal: { fact: 'done', of: { case: '?case' } } }, trigger: { kind: 'each', event: { fact: 'request', of: { case: '?case' } } }, window: { closes: { trigger: true, plus: 'PT72H', endpoint: 'by' } } },
  { id: 'road', duty: { shape: 'maintain', state: { fact: 'open' }, tolerance: { single: 'P2D' } } },
  { id: 'quiet', duty: { shape: 'abstain', act: { fact: 'attack' }, unless: [{ prior: { fact: 'notice' }, atLeast: 'PT24H', atMost: 'P7D', why: { en: 'notice' } }] }, onBreach: ['repair'] },
  { id: 'repair', duty: { shape: 'achieve', goal: { fact: 'filed' } }, window: { closes: { trigger: true, plus: 'P10D', endpoint: 'by' } } },
  { id: 'then', duty: { shape: 'achieve', goal: { fact: 'done' } }, after: ['repair'], window: { closes: { fulfilment: 'repair', plus: 'P30D', endpoint: 'by' } } },
];
const PERSPECTIVES: readonly Perspective[] = [{ id: 'A', kind: 'actor', members: ['A'] }, { id: 'A+B', kind: 'selection', members: ['A', 'B'] }];

type Items = Map<string, ReturnType<Evidence['items']['get']> & object>;

function scene(): { readonly evidence: Evidence; readonly items: Items } {
  const base = evidenceOf({ commitments: COMMITMENTS });
  const items: Items = new Map();
  return { evidence: { ...base, items }, items };
}

function grow(items: Items, step: number, known: number, chance: (below: number) => number): string {
  const facts = (): Assertion => {
    const fact = ['done', 'filed', 'attack', 'notice', 'request', 'open'][chance(6)] as string, at = rfc3339(START + chance(180 * DAY));
    if (fact === 'open') return { fact, of: {}, holds: chance(2) === 0, from: at };
    return { fact, of: fact === 'request' || fact === 'done' ? { case: String(chance(5)) } : {}, at, ...(chance(6) === 0 ? { holds: false } : {}) };
  };
  const value = { accounts: [{ by: 'AB'[chance(2)] as string, stance: 'asserts' as const, facts: [facts()] }] };
  const earlier = [...items.keys()][chance(Math.max(1, items.size))], item = earlier === undefined ? undefined : items.get(earlier);
  if (earlier === undefined || item === undefined || chance(4) !== 0 || item.history.some(({ kind }) => kind === 'withdrawal')) {
    items.set(`i${step}`, { kind: 'report', value, source: { entry: `e${step}`, known }, history: [] });
    return `i${step}`;
  }
  const kind = chance(2) === 0 ? 'correction' as const : 'withdrawal' as const;
  items.set(earlier, { ...item, value: kind === 'correction' ? value : item.value, history: [...item.history, { kind, source: { entry: `e${step}`, known }, before: item.value }] });
  return earlier;
}

test('a record that grows gives what the same record gives from scratch', () => {
  let turned = 0;
  for (let seed = 600; seed < 612; seed += 1) {
    const chance = chanceOf(seed), below = (limit: number): number => Math.floor(chance() * limit);
    const { evidence, items } = scene(), standing = new Standing(evidence);
    for (let step = 0; step < 40; step += 1) {
      const known = START + step * 6 * DAY, touched = standing.item(grow(items, step, known, below));
      turned += touched.size;
      for (const perspective of PERSPECTIVES) for (const valid of [START + 100 * DAY, END]) {
        const asOf = { valid, known: known + below(2) * DAY }, fresh = evaluator(claimsOf(evidence), perspective, asOf);
        for (const { id = '' } of COMMITMENTS) expect(standing.statuses(id, perspective, asOf), `seed ${seed}, step ${step}, ${id}`).toEqual(fresh.statuses(id));
      }
    }
  }
  console.log(`seeds 600 to 611: 480 entries touched ${turned} commitments of ${480 * COMMITMENTS.length}`);
  expect(turned).toBeLessThan(480 * COMMITMENTS.length);
});

test('an entry derives again only what it touches', () => {
  const { evidence, items } = scene(), standing = new Standing(evidence), [own] = PERSPECTIVES as [Perspective];
  const known = START, asOf = { valid: END, known };
  const before = new Map(COMMITMENTS.map(({ id = '' }) => [id, standing.statuses(id, own, asOf)]));
  items.set('i', { kind: 'report', value: { accounts: [{ by: 'A', stance: 'asserts', facts: [{ fact: 'open', of: {}, holds: false, from: '2024-02-01' }] }] }, source: { entry: 'e', known }, history: [] });
  expect([...standing.item('i')]).toEqual(['road']);
  const kept = COMMITMENTS.filter(({ id = '' }) => standing.statuses(id, own, asOf) === before.get(id)).map(({ id }) => id);
  expect(kept).toEqual(['C', 'quiet', 'repair', 'then']);
});
