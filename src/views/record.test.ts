import { describe, expect, test } from 'vitest';
import { state } from '../../tests/samples/pass-road.ts';
import { voices } from './about.ts';
import { recordLines, search } from './record.ts';

const lines = recordLines(state);
const ids = (query: Partial<Parameters<typeof search>[1]>): readonly (string | null)[] => search(lines, { kind: null, author: null, text: '', ...query }).map(({ id }) => id);

describe('the entries of a record', () => {
  test('stand in the order of the log, each thing once', () => {
    expect(lines.map(({ position }) => position)).toEqual(lines.map(({ position }) => position).toSorted((a, b) => a - b));
    for (const id of [...state.commitments.keys(), ...state.instruments.keys(), ...state.items.keys()]) expect(lines.some((line) => line.id === id)).toBe(true);
  });

  test('are found by kind, by words without case or marks, and by several words at once', () => {
    expect(ids({ kind: 'instrument' })).toEqual([...state.instruments.keys()]);
    expect(ids({ text: 'HÌGH valley' }).length).toBeGreaterThan(0);
    expect(ids({ text: 'high zeppelin' })).toEqual([]);
    expect(ids({ kind: 'none' })).toEqual([]);
  });
});

test('voices are counted per actor, and the silent are named', () => {
  const found = voices(state);
  const accounts = [...state.items.values()].flatMap(({ value }) => value.accounts);
  expect(found.accounts.reduce((sum, { count }) => sum + count, 0)).toBe(accounts.length);
  for (const id of found.silent) expect(accounts.some(({ by }) => by === id)).toBe(false);
});
