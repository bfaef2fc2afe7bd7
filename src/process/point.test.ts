import { describe, expect, it } from 'vitest';
import { blurred } from './point.ts';

/** Great circle by the haversine formula, in metres. */
function distance(a: { readonly lon: number; readonly lat: number }, b: typeof a): number {
  const rad = Math.PI / 180, h = Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 + Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.sqrt(h));
}

describe('a point as coarse as it says', () => {
  it('is never farther from where it was than its precision, and blurring it again changes nothing', () => {
    let state = 7;
    const chance = (): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
    for (let n = 0; n < 3000; n += 1) {
      const point = { lon: chance() * 358 - 179, lat: chance() * 160 - 80, precision: [10, 100, 1000, 20_000][n % 4] as number }, shown = blurred(point);
      expect(distance(point, shown), JSON.stringify({ seed: 7, n, point })).toBeLessThanOrEqual(point.precision * 1.02 + 0.2);
      expect(blurred(shown)).toEqual(shown);
    }
  });

  it('tells two houses of one village apart only where it says that it does', () => {
    const one = { lon: 46.7512, lat: 39.8201 }, other = { lon: 46.7519, lat: 39.8206 };
    expect(blurred({ ...one, precision: 1000 })).toEqual(blurred({ ...other, precision: 1000 }));
    expect(blurred({ ...one, precision: 10 })).not.toEqual(blurred({ ...other, precision: 10 }));
  });

  it('stays on the globe', () => {
    expect(blurred({ lon: 180, lat: 90, precision: 1_000_000 })).toMatchObject({ lat: 90 });
    expect(Math.abs(blurred({ lon: -180, lat: -89.9, precision: 20_000_000 }).lon)).toBeLessThanOrEqual(180);
  });
});
