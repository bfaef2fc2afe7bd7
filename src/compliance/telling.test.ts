import { expect, test } from 'vitest';
import type { Json } from '#base';
import { canonical, rfc3339 } from '#base';
import { chance as chanceOf } from '../../tests/support/chance.ts';
import type { Claim, Item } from './evidence.ts';
import { byTime } from './evidence.ts';
import type { Evidence, Perspective } from './index.ts';
import { Standing, claimsOf, evaluator, reasonsWritten } from './index.ts';
import { Telling } from './telling.ts';
import { evidenceOf } from './test-scene.ts';

interface Random {
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

function generator(seed: number): Random {
  const chance = chanceOf(seed), below = (limit: number): number => Math.floor(chance() * limit);
  return { below, pick: (from) => from[below(from.length)] as never };
}

function claim(random: Random, entry: string): Claim {
  const at = { from: 100 + random.below(5), to: 106 + random.below(3) }, value = random.pick([null, null, 1, 2]);
  return { entry, by: random.pick(['A', 'A', 'Ö']), known: 0, ended: null, fact: 'open', of: { at: '“ж"' }, holds: random.below(3) > 0, at, to: random.pick([null, null, { from: 110, to: 111 + random.below(2) }]), quantity: value === null ? null : { value, unit: 'u' }, grade: null };
}

/** What each of a telling's parts is, said plainly. */
function plainly(claims: readonly Claim[]): { readonly apart: readonly Claim[]; readonly written: string } {
  const apart = claims.filter((one, index) => claims.findIndex(({ by, holds, at, to, quantity }) => canonical([by, holds, { ...at }, to === null ? null : { ...to }, quantity?.value ?? null]) === canonical([one.by, one.holds, { ...one.at }, one.to === null ? null : { ...one.to }, one.quantity?.value ?? null])) === index);
  return { apart, written: claims.map(({ entry, by, fact, of, at, to, holds }) => canonical({ role: 'support', entry, by, fact, of, at, open: to === null, holds } as unknown as Json)).join(',') };
}

test('a telling that goes on is what the same claims told at once are, whatever was asked of it before', () => {
  console.log('seeds 40 to 59');
  for (let seed = 40; seed < 60; seed += 1) {
    const random = generator(seed), all: Claim[] = [];
    let telling = new Telling([]);
    for (let step = 0; step < 30; step += 1) {
      const more = Array.from({ length: random.below(5) }, () => claim(random, String(random.below(40)))).sort(byTime);
      all.push(...more);
      telling = telling.with(more);
      const claims = all.toSorted(byTime), end = 100 + random.below(7), shorter = telling.before(end);
      expect(telling.claims, `seed ${seed}, step ${step}`).toEqual(claims);
      for (const [one, its] of [[telling, claims], [shorter, claims.filter(({ at }) => at.from < end)]] as const) {
        const { apart, written } = plainly(its);
        if (random.below(3) > 0) expect(one.apart, `seed ${seed}, step ${step}`).toEqual(apart);
        if (random.below(3) > 0) expect(new TextDecoder().decode(one.written), `seed ${seed}, step ${step}`).toBe(written);
      }
      expect([...shorter.claims, ...telling.from(end)]).toEqual(claims);
    }
  }
});

const DAY = 86_400, START = 1_704_067_200;
const COMMITMENTS = [
  { id: 'road', duty: { shape: 'maintain' as const, state: { fact: 'open', of: { at: 'x' } }, tolerance: { single: 'P10D' } } },
  { id: 'roads', duty: { shape: 'maintain' as const, state: { fact: 'open', of: { at: '?bearer' } } }, bearers: { actors: ['x', 'y'] } },
  { id: 'quiet', duty: { shape: 'abstain' as const, act: { fact: 'attack', of: { at: 'x' } }, within: { fact: 'open', of: { at: 'y' } } } },
  { id: 'answer', duty: { shape: 'achieve' as const, goal: { fact: 'done', of: { at: '?at' } } }, trigger: { kind: 'each' as const, event: { fact: 'request', of: { at: '?at' } } }, window: { closes: { trigger: true as const, plus: 'P9D', endpoint: 'by' as const } } },
  { id: 'file', duty: { shape: 'achieve' as const, goal: { fact: 'filed', of: { at: 'y' } } }, window: { closes: { at: '2024-02-20', endpoint: 'by' as const } } },
  { id: 'repair', duty: { shape: 'achieve' as const, goal: { fact: 'done', of: { at: 'x' } } }, window: { closes: { trigger: true as const, plus: 'P5D', endpoint: 'by' as const } } },
];
const ALL = COMMITMENTS.map((one) => (one.id === 'road' ? { ...one, onBreach: ['repair'] } : one));
const PERSPECTIVES: readonly Perspective[] = [['A'], ['B'], ['A', 'B'], []].map((members) => ({ id: members.join('+'), kind: 'actor', members }));

/** An item that comes, or one that is corrected or withdrawn. */
function grow(items: Map<string, Item>, step: number, known: number, random: Random): string {
  const fact = random.pick(['open', 'open', 'done', 'filed', 'attack', 'request']), at = rfc3339(START + random.below(60) * DAY), holds = random.below(3) > 0;
  const accounts = [random.pick(['A', 'A', 'B'])].map((by) => ({ by, stance: 'asserts' as const, facts: [{ fact, of: { at: random.pick(['x', 'x', 'y']), ...(random.below(6) === 0 ? { more: 'z' } : {}) }, holds, ...(fact === 'open' ? { from: at } : { at }) }] }));
  const [earlier, item] = items.size === 0 ? [] : random.pick([...items]);
  if (earlier === undefined || item === undefined || random.below(5) > 0 || item.history.at(-1)?.kind === 'withdrawal') {
    items.set(`i${step}`, { kind: 'report', value: { accounts }, source: { entry: `e${random.below(1000)}-${step}`, known }, history: [] });
    return `i${step}`;
  }
  const kind = random.pick(['correction', 'withdrawal'] as const);
  items.set(earlier, { ...item, value: kind === 'correction' ? { accounts } : item.value, history: [...item.history, { kind, source: { entry: `e${random.below(1000)}-${step}`, known }, before: item.value }] });
  return earlier;
}

test('what one member alone says is judged as what is sifted claim by claim is, while a record grows, at every time', () => {
  const met = new Set<string>();
  console.log('seeds 900 to 911');
  for (let seed = 900; seed < 912; seed += 1) {
    const random = generator(seed), items = new Map<string, Item>(), evidence: Evidence = { ...evidenceOf({ commitments: ALL }), items }, standing = new Standing(evidence);
    for (let step = 0; step < 50; step += 1) {
      const known = START + step * DAY;
      standing.item(grow(items, step, known, random));
      const fresh = claimsOf(evidence);
      for (const perspective of PERSPECTIVES) {
        const asOf = { valid: START + random.pick([61, 61, random.below(60)]) * DAY, known: random.pick([known, known, known + 40 * DAY, known - random.below(9) * DAY]) }, { id = '' } = random.pick(ALL);
        const kept = standing.statuses(id, perspective, asOf), sifted = evaluator(fresh, perspective, asOf, new Set(['nobody’s'])).statuses(id); // An entry to do without has each claim looked at.
        expect(kept, `seed ${seed}, step ${step}, ${id}, ${perspective.id}`).toEqual(sifted);
        for (const { performance, explanation } of kept) {
          met.add(performance);
          for (const { why } of explanation.excluded) met.add(why);
          expect(reasonsWritten(explanation.because).map((piece) => (typeof piece === 'string' ? piece : new TextDecoder().decode(piece))).join('')).toBe(explanation.because.map((reason) => canonical(reason as unknown as Json)).join(','));
        }
      }
    }
  }
  for (const what of ['kept', 'breached', 'disputed', 'done-late', 'overdue', 'no-account', 'corrected', 'withdrawn', 'not-yet', 'recorded-after']) expect(met, what).toContain(what);
});
