import type { MapData } from '../map-data.ts';

/** Places of entries on a square with sides of 1 (Web Mercator), from its north-west corner. */
export interface Plane {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A part of the square. */
export interface Box {
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly south: number;
}

/** Entries that lie together, by their indexes, and the middle of them. */
export interface Group {
  readonly members: readonly number[];
  readonly x: number;
  readonly y: number;
}

export const x = (lon: number): number => (lon + 180) / 360;
export const y = (lat: number): number => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;
export const lonOf = (east: number): number => east * 360 - 180;
export const latOf = (south: number): number => (Math.atan(Math.sinh((1 - 2 * south) * Math.PI)) * 180) / Math.PI;

export const planeOf = ({ lon, lat }: Pick<MapData['points'], 'lon' | 'lat'>): Plane => ({ x: Float64Array.from(lon, x), y: Float64Array.from(lat, y) });

interface Cell { members: number[]; x: number; y: number; column: number; row: number; gone: boolean }

/**
 * The entries from one index to before another that lie in a box, those nearer than `reach` together: by squares that stand still on the ground, so that a moved map shows the same groups,
 * each square with the fullest of its neighbours whose middle is that near. One pass over the entries, whatever their number: a step of time takes milliseconds. `reach` is of the square, 1e-7 (four metres) or more: squares are counted in whole numbers.
 */
export function groupsOf({ x, y }: Plane, from: number, to: number, box: Box, reach: number): readonly Group[] {
  const left = Math.floor(box.west / reach), top = Math.floor(box.north / reach), wide = Math.floor(box.east / reach) - left + 1, high = Math.floor(box.south / reach) - top + 1, cells = new Map<number, Cell>();
  for (let index = from; index < to; index += 1) {
    const px = x[index] as number, py = y[index] as number, column = Math.floor(px / reach) - left, row = Math.floor(py / reach) - top;
    if (column < 0 || row < 0 || column >= wide || row >= high) continue;
    const cell = cells.get(row * wide + column);
    if (cell === undefined) cells.set(row * wide + column, { members: [index], x: px, y: py, column, row, gone: false });
    else { cell.members.push(index); cell.x += px; cell.y += py; }
  }
  return joined(cells, wide, reach);
}

/** Until here `x` and `y` of a cell are sums. The fullest is first, so that what is small joins what is large. */
function joined(cells: ReadonlyMap<number, Cell>, wide: number, reach: number): readonly Group[] {
  const order = [...cells.values()].sort((a, b) => b.members.length - a.members.length || a.row - b.row || a.column - b.column);
  for (const one of order) {
    if (one.gone) continue;
    for (const [east, south] of AROUND) {
      const column = one.column + east, other = column < 0 || column >= wide ? undefined : cells.get((one.row + south) * wide + column);
      if (other !== undefined && !other.gone && apart(one, other) < reach) join(one, other);
    }
  }
  return order.filter(({ gone }) => !gone).map(({ members, x, y }) => ({ members, x: x / members.length, y: y / members.length }));
}

const AROUND = [[-1, -1], [0, -1], [1, -1], [-1, 0], [1, 0], [-1, 1], [0, 1], [1, 1]] as const;
const apart = (a: Cell, b: Cell): number => Math.hypot(a.x / a.members.length - b.x / b.members.length, a.y / a.members.length - b.y / b.members.length);

function join(one: Cell, other: Cell): void {
  for (const member of other.members) one.members.push(member);
  one.x += other.x;
  one.y += other.y;
  other.gone = true;
}

/** How many of `day`, which never falls, are not after a day. */
export function countUntil(day: readonly number[], until: number): number {
  let low = 0, high = day.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((day[middle] as number) <= until) low = middle + 1; else high = middle;
  }
  return low;
}
