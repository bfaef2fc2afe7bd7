import { expect, test } from 'vitest';
import { rfc3339 } from '#base';
import type { Told } from './test-scene.ts';
import { evidenceOf } from './test-scene.ts';
import { claimsOf, evaluator } from './index.ts';
import type { Evidence } from './index.ts';

/**
 * "Granted within 72 hours of the request", one report in five recorded up to seven days late: where systems that go by arrival accuse by the thousand.
 * The reference is a plain loop over what happened; it knows nothing of records.
 */
const HOUR = 3600, DAY = 86_400, EVENTS = process.env['SLOW'] === '1' ? 100_000 : 8_000;
/** Milliseconds that the hundred thousand may take. */
const SLOWLY = 600_000;

interface Happened {
  readonly fact: 'request' | 'filed';
  readonly case: number;
  readonly at: number;
  readonly known: number;
}

function world(seed: number): readonly Happened[] {
  let state = seed;
  const next = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const known = (at: number): number => at + (next(5) === 0 ? next(7 * DAY) : next(HOUR));
  return Array.from({ length: EVENTS / 2 }, (_, index): readonly Happened[] => {
    const asked = 1_700_000_000 + index * 600, granted = asked + (next(50) === 0 ? 72 * HOUR + 1 + next(10 * DAY) : next(72 * HOUR + 1));
    const never = next(100) === 0;
    return [{ fact: 'request', case: index, at: asked, known: known(asked) }, ...(never ? [] : [{ fact: 'filed', case: index, at: granted, known: known(granted) } as const])];
  }).flat();
}

/** Requests not granted in time, seen from `until`. */
function reference(happened: readonly Happened[], until: number): ReadonlySet<number> {
  const granted = new Map(happened.filter(({ fact }) => fact === 'filed').map((one) => [one.case, one.at]));
  return new Set(happened.filter(({ fact, at }) => fact === 'request' && at + 72 * HOUR < until).filter((one) => !((granted.get(one.case) ?? Infinity) <= one.at + 72 * HOUR)).map((one) => one.case));
}

function evidence(happened: readonly Happened[]): Evidence {
  const told = happened.map(({ fact, case: number, at }): Told => ({ facts: [{ fact, of: { case: String(number) }, at: rfc3339(at) }] }));
  const base = evidenceOf({ commitments: [{ duty: { shape: 'achieve', goal: { fact: 'filed', of: { case: '?case' } } }, trigger: { kind: 'each', event: { fact: 'request', of: { case: '?case' } } }, window: { closes: { trigger: true, plus: 'PT72H', endpoint: 'by' } } }], told });
  const items = [...base.items].map(([id, item], index) => [id, { ...item, source: { entry: `${happened[index]?.fact ?? ''} ${happened[index]?.case ?? ''}`, known: happened[index]?.known ?? 0 } }] as const);
  return { ...base, items: new Map(items) };
}

function accused(given: Evidence, valid: number, known: number): { readonly cases: ReadonlySet<number>; readonly provisional: ReadonlySet<number>; readonly digest: string } {
  const [status] = evaluator(claimsOf(given), { id: 'A', kind: 'actor', members: ['A'] }, { valid, known }).statuses('C');
  if (status === undefined) throw new Error('no status');
  const numberOf = (key: string): number => Number(/case=(\d+)/.exec(key)?.[1]);
  const missed = status.instances.filter(({ performance }) => performance === 'overdue' || performance === 'done-late');
  const provisional = new Set(missed.filter(({ settlement }) => settlement === 'provisional').map(({ key }) => numberOf(key)));
  if (provisional.size > 0 && status.performance === 'overdue') expect(status.settlement === 'provisional' || !missed.some(({ performance, settlement }) => performance === 'overdue' && settlement === 'provisional')).toBe(true);
  return { cases: new Set(missed.map(({ key }) => numberOf(key))), provisional, digest: JSON.stringify(status) };
}

test(`${EVENTS} events, one in five up to seven days late: nobody is accused falsely, nothing is missed, in any order of arrival`, () => {
  const seed = 72_003;
  console.log(`seed ${seed}`);
  const happened = world(seed), end = Math.max(...happened.map(({ at }) => at)) + 20 * DAY;
  const right = reference(happened, end), first = accused(evidence(happened), end, Number.MAX_SAFE_INTEGER);
  expect(right.size).toBeGreaterThan(50);
  expect({ falsely: [...first.cases].filter((one) => !right.has(one)), missed: [...right].filter((one) => !first.cases.has(one)) }).toEqual({ falsely: [], missed: [] });
  for (let order = 1; order <= 10; order += 1) {
    const shuffled = happened.toSorted((a, b) => ((a.case * 7919 + order * 104_729) % 10_007) - ((b.case * 7919 + order * 104_729) % 10_007) || a.known - b.known);
    expect(accused(evidence(shuffled), end, Number.MAX_SAFE_INTEGER).digest).toBe(first.digest);
  }
}, SLOWLY);

test('a verdict that a late report can still turn is provisional: seen at the time, never settled and wrong', () => {
  const happened = world(9_001), end = Math.max(...happened.map(({ at }) => at)) + 20 * DAY, given = evidence(happened), right = reference(happened, end);
  let provisional = 0;
  for (let now = 1_700_000_000 + 10 * DAY; now < end; now += 4 * DAY) {
    const { cases, provisional: open } = accused(given, now, now);
    const wrong = [...cases].filter((one) => !right.has(one));
    provisional += wrong.length;
    expect(wrong.filter((one) => !open.has(one))).toEqual([]);
  }
  console.log(`${provisional} provisional verdicts that later reports turned`);
  expect(provisional).toBeGreaterThan(0);
}, SLOWLY);
