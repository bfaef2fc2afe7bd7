import { describe, expect, it } from 'vitest';
import { generator } from '../process/random-names.ts';
import { Column, SHEET, Sheets } from './sheets.ts';
import { TestShelf } from './test-shelf.ts';

const SEED = 20_261_130;
const KINDS = [Uint8Array, Uint32Array, Float64Array] as const;
const LIMITS = [2 ** 8, 2 ** 32, 2 ** 52];

describe.each([1, 2, 5, 1024])('of which %i are at hand', (most) => {
  it(`columns hold what plain maps do, wherever their sheets are, with chance of seed ${SEED}`, () => {
    const random = generator(SEED), shelf = new TestShelf(), sheets = new Sheets(shelf, most), columns = KINDS.map((kind) => new Column<Uint8Array | Uint32Array | Float64Array>(kind, sheets)), maps = KINDS.map(() => new Map<number, number>());
    for (let turn = 0; turn < 20_000; turn += 1) {
      const which = random.below(3), at = random.below(random.pick([10, 3_000, 60_000])), column = columns[which] as Column<Uint8Array>, map = maps[which] as Map<number, number>;
      if (random.below(2) === 0) {
        const value = random.below(4) === 0 ? 0 : random.below(LIMITS[which] as number);
        column.set(at, value);
        map.set(at, value);
      }
      if (column.get(at) !== (map.get(at) ?? 0)) expect.fail(`${at} of ${which} at turn ${turn}`);
    }
    for (const [which, map] of maps.entries()) expect([...map].filter(([at, value]) => columns[which]?.get(at) !== value)).toEqual([]);
    expect([shelf.puts > 0, shelf.takes > 0]).toEqual(most === 1024 ? [false, false] : [true, true]);
  });
});

it('without a shelf all are at hand', () => {
  const column = new Column(Uint32Array, new Sheets(null, 1));
  for (let at = 0; at < 50_000; at += 1) column.set(at, at);
  expect(Array.from({ length: 50_000 }, (_, at) => column.get(at)).every((value, at) => value === at)).toBe(true);
});

it('what is only read goes to the shelf once, and a sheet that is begun has nothing of the one before it in its place', () => {
  const shelf = new TestShelf(), sheets = new Sheets(shelf, 1), one = new Column(Uint8Array, sheets), other = new Column(Uint8Array, sheets);
  one.open(0).fill(7);
  other.set(0, 1);
  expect([other.get(1), shelf.puts]).toEqual([0, 1]);
  for (let turn = 0; turn < 5; turn += 1) expect([one.get(SHEET - 1), other.get(0), other.get(SHEET - 1)]).toEqual([7, 1, 0]);
  expect(shelf.puts).toBe(2);
});

it('where all is 0 nothing is kept', () => {
  const shelf = new TestShelf(), column = new Column(Uint8Array, new Sheets(shelf, 1));
  for (let at = 0; at < 100; at += 1) column.set(at * SHEET, 0);
  expect([column.get(5), column.sheet(3), shelf.puts]).toEqual([0, undefined, 0]);
});
