import { expect, test } from 'vitest';
import { rfc3339 } from '#base';
import type { Assertion, Commitment } from '#agreement';
import { chance as chanceOf } from '../../tests/support/chance.ts';
import type { AsOf, Evidence, Perspective } from './index.ts';
import { Standing, claimsOf, evaluator, explained } from './index.ts';
import { evidenceOf } from './test-scene.ts';

/** What would change a status, where many say the same: beside leaving out each entry in turn. */
const DAY = 86_400, START = Date.UTC(2024, 0, 1) / 1000, END = START + 40 * DAY;
const COMMITMENTS: readonly Partial<Commitment>[] = [
  { id: 'road', duty: { shape: 'maintain', state: { fact: 'open' }, tolerance: { single: 'P2D' } }, verification: { attest: ['A', 'B', 'C'], quorum: 2 } },
  { id: 'goods', duty: { shape: 'achieve', goal: { fact: 'delivered' }, quantity: { value: 10, unit: 't', bound: 'at-least' } }, window: { closes: { at: '2024-01-20', endpoint: 'by' } } },
  { id: 'quiet', duty: { shape: 'abstain', act: { fact: 'attack' }, unless: [{ prior: { fact: 'notice' }, atLeast: 'PT24H', atMost: 'P7D', why: { en: 'notice' } }] } },
  { id: 'then', duty: { shape: 'achieve', goal: { fact: 'done' } }, after: ['goods'], trigger: { kind: 'each', event: { fact: 'notice' } }, window: { closes: { trigger: true, plus: 'P3D', endpoint: 'by' } } },
];
const PERSPECTIVES: readonly Perspective[] = [{ id: 'A', kind: 'actor', members: ['A'] }, { id: 'A+B', kind: 'selection', members: ['A', 'B'] }, { id: 'agreed', kind: 'agreed', members: [] }];

function said(below: (limit: number) => number): Assertion {
  const fact = ['open', 'open', 'delivered', 'attack', 'notice', 'done'][below(6)] as string, at = rfc3339(START + below(4) * 9 * DAY), day = { holds: below(3) !== 0 };
  return fact === 'open' ? { fact, of: {}, ...day, from: at } : { fact, of: {}, at, ...(fact === 'delivered' ? { quantity: { value: [3, 4][below(2)] as number, unit: 't' } } : {}), ...(below(5) === 0 ? { holds: false } : {}) };
}

/** Each entry left out in turn, then all of them together. */
function oneByOne(evidence: Evidence, perspective: Perspective, asOf: AsOf, commitment: string): readonly (readonly (readonly string[])[])[] {
  const claims = claimsOf(evidence);
  return evaluator(claims, perspective, asOf).statuses(commitment).map((status, index) => {
    const changes = (absent: readonly string[]): boolean => {
      const other = evaluator(claims, perspective, asOf, new Set(absent)).statuses(commitment)[index];
      return other?.performance !== status.performance || other.position !== status.position;
    };
    const entries = [...new Set(status.explanation.because.flatMap((reason) => ('entry' in reason ? [reason.entry] : [])))].sort(), single = entries.filter((entry) => changes([entry])).map((entry) => [entry]);
    return single.length > 0 || entries.length < 2 ? single : changes(entries) ? [entries] : [];
  });
}

test('entries that say the same are missed alike', () => {
  let alike = 0, flips = 0;
  for (let seed = 900; seed < 912; seed += 1) {
    const chance = chanceOf(seed), below = (limit: number): number => Math.floor(chance() * limit), items = new Map<string, ReturnType<Evidence['items']['get']> & object>(), evidence: Evidence = { ...evidenceOf({ commitments: COMMITMENTS }), items }, standing = new Standing(evidence);
    for (let step = 0; step < 30; step += 1) {
      const facts = Array.from({ length: 1 + below(2) }, () => said(below));
      items.set(`i${step}`, { kind: 'report', value: { accounts: [{ by: 'AABC'[below(4)] as string, stance: 'asserts', facts }] }, source: { entry: `e${chance()}`, known: START + step }, history: [] });
      standing.item(`i${step}`);
      if (step % 5 !== 4) continue;
      for (const perspective of PERSPECTIVES) for (const { id = '' } of COMMITMENTS) {
        const asOf = { valid: END, known: END }, found = explained(standing.ledger, perspective, asOf, id);
        expect(found.map((status) => status.explanation.flips), `seed ${seed}, step ${step}, ${id} by ${perspective.id}`).toEqual(oneByOne(evidence, perspective, asOf, id));
        flips += found.reduce((sum, status) => sum + status.explanation.flips.length, 0);
        alike += found.reduce((sum, { explanation: { because } }) => sum + because.length - new Set(because.map((reason) => JSON.stringify({ ...reason, entry: '' }))).size, 0);
      }
    }
  }
  console.log(`seeds 900 to 911: ${flips} flips, ${alike} reasons like others`);
  expect(Math.min(flips, alike)).toBeGreaterThan(50);
});
