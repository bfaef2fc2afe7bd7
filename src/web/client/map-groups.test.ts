import { describe, expect, test } from 'vitest';
import { countUntil, groupsOf, latOf, lonOf, planeOf, x, y } from './map-groups.ts';
import type { Box } from './map-groups.ts';

const SEED = 20_261_128, WHOLE: Box = { west: 0, north: 0, east: 1, south: 1 };
function seeded(count: number) {
  let state = SEED;
  const chance = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return planeOf({ lon: Array.from({ length: count }, () => 45 + chance() * chance()), lat: Array.from({ length: count }, () => 39 + chance()) });
}

describe('entries that lie together', () => {
  test('are where Web Mercator has them, and come back', () => {
    // EPSG:3857 of 46.75° E, 39.82° N by its formula, R = 6,378,137 m: 5204186.20, 4838471.40 m.
    const side = 2 * Math.PI * 6_378_137;
    expect([(x(46.75) - 0.5) * side, (0.5 - y(39.82)) * side].map((metres) => Math.round(metres))).toEqual([5_204_186, Math.round(6_378_137 * Math.log(Math.tan(Math.PI / 4 + (39.82 * Math.PI) / 360)))]);
    expect([lonOf(x(46.75)), latOf(y(39.82))].map((degrees) => degrees.toFixed(9))).toEqual(['46.750000000', '39.820000000']);
  });

  test('are each in one group, its middle theirs, none farther from another than the sides of three squares', () => {
    const plane = seeded(4000);
    for (const reach of [1 / 256, 1 / 4096, 1 / 65_536, 1 / 1_048_576]) {
      const groups = groupsOf(plane, 0, 4000, WHOLE, reach), all = groups.flatMap(({ members }) => members).toSorted((a, b) => a - b);
      expect(all, `seed ${SEED}, reach ${reach}`).toEqual(Array.from({ length: 4000 }, (_, index) => index));
      for (const { members, x: middle, y: height } of groups) {
        const xs = members.map((index) => plane.x[index] as number), ys = members.map((index) => plane.y[index] as number);
        expect(middle).toBeCloseTo(xs.reduce((sum, one) => sum + one, 0) / xs.length, 12);
        expect(height).toBeCloseTo(ys.reduce((sum, one) => sum + one, 0) / ys.length, 12);
        expect(Math.max(...xs) - Math.min(...xs)).toBeLessThanOrEqual(3 * reach);
        expect(Math.max(...ys) - Math.min(...ys)).toBeLessThanOrEqual(3 * reach);
      }
    }
  });

  test('stand still when the map is moved, come apart when it is closer, and those in one point never do', () => {
    const plane = seeded(500), reach = 1 / 4096, box = { west: 0.62, north: 0.3, east: 0.64, south: 0.4 }, moved = { west: 0.61, north: 0.29, east: 0.65, south: 0.41 };
    const told = (part: Box): readonly string[] => groupsOf(plane, 0, 500, part, reach).map(({ members }) => members.toSorted((a, b) => a - b).join(' ')).toSorted();
    expect(told(box)).toEqual(told(moved));
    expect(groupsOf(plane, 0, 500, WHOLE, reach / 16).length).toBeGreaterThan(groupsOf(plane, 0, 500, WHOLE, reach).length);
    expect(groupsOf(planeOf({ lon: [45, 45, 45], lat: [40, 40, 40] }), 0, 3, WHOLE, 1e-7).map(({ members }) => members)).toEqual([[0, 1, 2]]);
  });

  test('are only those asked for: from one to before another, in the box', () => {
    const plane = planeOf({ lon: [44, 45, 46, 47], lat: [40, 40, 40, 40] }), of = (from: number, to: number, west: number, east: number) => groupsOf(plane, from, to, { west: x(west), north: y(41), east: x(east), south: y(39) }, 1e-4).flatMap(({ members }) => members).toSorted();
    expect([of(0, 4, 43, 48), of(1, 3, 43, 48), of(0, 4, 44.5, 46.5), of(0, 0, 43, 48)]).toEqual([[0, 1, 2, 3], [1, 2], [1, 2], []]);
  });
});

test('the days until one are counted, whichever it is', () => {
  const days = [3, 3, 5, 9];
  for (const until of [0, 3, 4, 5, 8, 9, 10]) expect(countUntil(days, until)).toBe(days.filter((day) => day <= until).length);
});
