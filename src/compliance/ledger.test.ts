import { expect, test } from 'vitest';
import { evidenceOf } from './test-scene.ts';
import { claimsOf } from './index.ts';

/** A patrol: what one entry brings of one time, under several ids. */
const brought = (count: number) => {
  const base = evidenceOf({ commitments: [], told: Array.from({ length: count }, () => ({ facts: [{ fact: 'passed', of: { road: 'r' }, at: '2024-01-02T10:00Z' }] })) });
  return { ...base, items: new Map([...base.items].map(([id, item]) => [id, { ...item, source: { ...item.source, entry: 'patrol' } }])) };
};

test('claims of one entry and time stand in one order, whichever of them is corrected later', () => {
  const given = brought(5), [, second = ''] = [...given.items.keys()], ledger = claimsOf(given), item = given.items.get(second);
  if (item === undefined) throw new Error('five');
  expect([ledger.byFact('passed').length, ledger.byKey('passed', 'road', 'r').length]).toEqual([5, 5]);
  given.items.set(second, { ...item, history: [{ kind: 'correction', before: item.value, source: { entry: 'later', known: 9_999_999_999 } } as never] });
  ledger.item(second);
  const anew = claimsOf(given);
  expect(ledger.byFact('passed')).toEqual(anew.byFact('passed'));
  expect(ledger.byKey('passed', 'road', 'r')).toEqual(anew.byKey('passed', 'road', 'r'));
});
