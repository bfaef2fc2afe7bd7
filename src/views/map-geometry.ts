/** Longitude and latitude in degrees (WGS 84). */
export type LonLat = readonly [number, number];
/** Units of the drawing, from its upper corner at the west. */
export type Point = readonly [number, number];

export interface Frame {
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

export interface Projection {
  readonly width: number;
  readonly height: number;
  /** Units of the drawing per kilometre at the middle latitude. */
  readonly perKilometre: number;
  readonly of: (at: LonLat) => Point;
}

/** Mean length of a degree of latitude on a sphere of 6,371 km. */
const KM_PER_DEGREE = 111.195;

/**
 * Equirectangular, true to scale at the frame's middle latitude: a degree of longitude is drawn shorter by the cosine of that latitude.
 * Good for a region of a few degrees; no use near a pole or for a continent.
 */
export function projection(frame: Frame, width: number): Projection {
  const shrink = Math.cos((((frame.south + frame.north) / 2) * Math.PI) / 180);
  const perDegree = width / ((frame.east - frame.west) * shrink);
  return {
    width, height: (frame.north - frame.south) * perDegree, perKilometre: perDegree / KM_PER_DEGREE,
    of: ([lon, lat]) => [(lon - frame.west) * shrink * perDegree, (frame.north - lat) * perDegree],
  };
}

/** The smallest frame around points, widened by a share of its size and to at least `least` degrees each way; `null` around nothing. */
export function frameAround(points: readonly LonLat[], margin: number, least: number): Frame | null {
  if (points.length === 0) return null;
  const [west, east] = widen(points, 0, margin, least), [south, north] = widen(points, 1, margin, least);
  return { west, east, south, north };
}

function widen(points: readonly LonLat[], axis: 0 | 1, margin: number, least: number): readonly [number, number] {
  const low = points.reduce((lowest, point) => Math.min(lowest, point[axis]), Infinity), high = points.reduce((highest, point) => Math.max(highest, point[axis]), -Infinity);
  const half = Math.max((high - low) * (1 + 2 * margin), least) / 2;
  const middle = (low + high) / 2;
  return [middle - half, middle + half];
}

export const isInside = (frame: Frame, [lon, lat]: LonLat): boolean => lon >= frame.west && lon <= frame.east && lat >= frame.south && lat <= frame.north;

/** The parts of a line inside a frame: Liang-Barsky on every segment, so that no line is drawn along an edge where nobody drew one. */
export function clipLine(line: readonly LonLat[], frame: Frame): readonly (readonly LonLat[])[] {
  const parts: LonLat[][] = [];
  let open: LonLat[] | null = null;
  for (let index = 1; index < line.length; index += 1) {
    const piece = clipSegment(line[index - 1] as LonLat, line[index] as LonLat, frame);
    if (piece === null) { open = null; continue; }
    if (open === null || !same(open.at(-1) as LonLat, piece[0])) parts.push((open = [piece[0]]));
    open.push(piece[1]);
    if (!same(piece[1], line[index] as LonLat)) open = null;
  }
  return parts;
}

const same = (a: LonLat, b: LonLat): boolean => a[0] === b[0] && a[1] === b[1];

function clipSegment(a: LonLat, b: LonLat, frame: Frame): readonly [LonLat, LonLat] | null {
  const dx = b[0] - a[0], dy = b[1] - a[1];
  let enter = 0, leave = 1;
  for (const [slope, room] of [[-dx, a[0] - frame.west], [dx, frame.east - a[0]], [-dy, a[1] - frame.south], [dy, frame.north - a[1]]] as const) {
    if (slope === 0) {
      if (room < 0) return null;
    } else if (slope < 0) enter = Math.max(enter, room / slope);
    else leave = Math.min(leave, room / slope);
  }
  if (enter > leave) return null;
  const at = (t: number): LonLat => (t === 0 ? a : t === 1 ? b : [a[0] + t * dx, a[1] + t * dy]);
  return [at(enter), at(leave)];
}

/** The part of an area inside a frame (Sutherland-Hodgman); for filling only, since its edge runs along the frame. */
export function clipRing(ring: readonly LonLat[], frame: Frame): readonly LonLat[] {
  const sides: readonly (readonly [axis: 0 | 1, limit: number, sign: 1 | -1])[] = [[0, frame.west, 1], [0, frame.east, -1], [1, frame.south, 1], [1, frame.north, -1]];
  return sides.reduce<readonly LonLat[]>((points, [axis, limit, sign]) => points.flatMap((point, index) => {
    const before = points.at(index - 1) as LonLat;
    const inNow = (point[axis] - limit) * sign >= 0, inBefore = (before[axis] - limit) * sign >= 0;
    if (inNow === inBefore) return inNow ? [point] : [];
    const t = (limit - before[axis]) / (point[axis] - before[axis]);
    const crossing: LonLat = [before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])];
    return inNow ? [crossing, point] : [crossing];
  }), ring);
}

/** Douglas-Peucker: leaves out points that lie within `tolerance` of the line without them. The ends stay. */
export function simplify(line: readonly Point[], tolerance: number): readonly Point[] {
  const first = line[0], last = line.at(-1);
  if (first === undefined || last === undefined || line.length < 3) return line;
  let far = 0, index = 0;
  for (let i = 1; i < line.length - 1; i += 1) {
    const distance = distanceFrom(line[i] as Point, first, last);
    if (distance > far) { far = distance; index = i; }
  }
  if (far <= tolerance) return [first, last];
  return [...simplify(line.slice(0, index + 1), tolerance).slice(0, -1), ...simplify(line.slice(index), tolerance)];
}

function distanceFrom([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const dx = x2 - x1, dy = y2 - y1;
  const size = dx * dx + dy * dy;
  const t = size === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / size));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

/** A path of SVG, to a tenth of a unit, relative steps: short, since pages go over slow lines. */
export function path(points: readonly Point[], closed = false): string {
  let x = 0, y = 0, out = '';
  for (const [index, [px, py]] of points.entries()) {
    const nx = Math.round(px * 10), ny = Math.round(py * 10);
    const dx = nx - x, dy = ny - y;
    if (index > 0 && dx === 0 && dy === 0) continue;
    out += `${index === 0 ? 'M' : index === 1 ? 'l' : ' '}${tenth(dx)}${dy < 0 ? '' : ' '}${tenth(dy)}`;
    x = nx; y = ny;
  }
  return closed ? `${out}z` : out;
}

const tenth = (tenths: number): string => String(tenths / 10);

/** A round length for a scale bar (1, 2 or 5 times a power of ten kilometres) that takes at most `room` units. */
export function scaleBar(perKilometre: number, room: number): { readonly kilometres: number; readonly units: number } {
  const most = room / perKilometre;
  const power = 10 ** Math.floor(Math.log10(most));
  const kilometres = ([5, 2, 1].find((digit) => digit * power <= most) ?? 1) * power;
  return { kilometres, units: kilometres * perKilometre };
}
