import type { Report } from './bodies.ts';

type Point = NonNullable<Report['point']>;

/** Mean length of a degree of latitude on a sphere of 6,371 km, in metres. */
const DEGREE = 111_195;
const MOST_EXACT = 1_000_000;

/**
 * A point moved to the middle of its cell in a grid as coarse as its precision, so that its digits tell no more than they say: no point of a cell is farther from the middle than the precision.
 * Every point of a cell gives the same; one that is blurred already stays.
 */
export function blurred({ lon, lat, precision }: Point): Point {
  const row = (precision * Math.SQRT2) / DEGREE, y = middle(lat, row, 90);
  return { lon: middle(lon, row / Math.max(Math.cos((y * Math.PI) / 180), 0.01), 180), lat: y, precision };
}

function middle(degrees: number, step: number, limit: number): number {
  const at = (Math.floor(degrees / step) + 0.5) * step;
  return Math.round(Math.min(limit, Math.max(-limit, at)) * MOST_EXACT) / MOST_EXACT;
}
