import { byCodeUnits, span } from '#base';
import type { AsOf } from '#compliance';
import type { Geography, Held, Place, ProcessState } from '#process';
import type { Frame, LonLat } from './map-geometry.ts';
import { frameAround, isInside } from './map-geometry.ts';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';

export interface MapPlace {
  readonly place: Place;
  /** Its number on the drawing and in the table. */
  readonly number: number;
  readonly at: LonLat | null;
  readonly drawn: boolean;
  /** Entries of the record placed here, as known at the as-of times; withdrawn ones not counted. */
  readonly items: number;
}

export interface MapView {
  readonly asOf: AsOf;
  /** `null` where the record has no coordinates: then there is only the table. */
  readonly frame: Frame | null;
  /** What the frame is around: `all`, or the id of a road, line or area. */
  readonly extent: string;
  readonly extents: readonly string[];
  readonly geography: readonly Held<Geography>[];
  /** Every place of the gazetteer, those drawn first, each part in the order of ids. */
  readonly places: readonly MapPlace[];
  /** Tags under which the gazetteer has names. */
  readonly tags: readonly string[];
  /** Entries that name no place of the gazetteer. */
  readonly itemsElsewhere: number;
}

/** Share of its size by which a frame is widened around places, and around one line that is looked at closely. */
const MARGIN = 0.06, CLOSE_MARGIN = 0.2;
const LEAST_DEGREES = 0.1;

/** Places, lines and areas as somebody gave them, with the entries counted by place. It finds nothing on where a border is. */
export function mapView(state: ProcessState, asOf: AsOf, extent = 'all'): MapView {
  const geography = [...state.geography.values()].filter((held) => held.source.known <= asOf.known).sort((a, b) => byCodeUnits(a.value.id, b.value.id));
  const frames = geography.map(({ value }) => value).filter((one) => one.role !== 'outline');
  const chosen = frames.find((one) => one.id === extent);
  const frame = chosen === undefined ? frameOfAll(state, geography) : frameAround(chosen.lines.flat(), CLOSE_MARGIN, LEAST_DEGREES);
  const counts = itemCounts(state, asOf);
  return {
    asOf, frame, geography,
    extent: chosen?.id ?? 'all',
    extents: ['all', ...frames.map((one) => one.id)],
    places: numbered(state, frame, counts),
    tags: [...new Set([...state.places.values()].flatMap((place) => Object.keys(place.names)))].sort(byCodeUnits),
    itemsElsewhere: counts.get('') ?? 0,
  };
}

function numbered(state: ProcessState, frame: Frame | null, counts: ReadonlyMap<string, number>): readonly MapPlace[] {
  const drawn = (place: Place): boolean => { const point = at(place); return frame !== null && point !== null && isInside(frame, point); };
  const places = [...state.places.values()].sort((a, b) => Number(drawn(b)) - Number(drawn(a)) || byCodeUnits(a.id, b.id));
  return places.map((place, index) => ({ place, number: index + 1, at: at(place), drawn: drawn(place), items: counts.get(place.id) ?? 0 }));
}

const at = ({ lon, lat }: Place): LonLat | null => (lon === undefined || lat === undefined ? null : [lon, lat]);

/** Around every place but those far from all others, such as a capital where a meeting was held, and around the roads. */
function frameOfAll(state: ProcessState, geography: readonly Held<Geography>[]): Frame | null {
  const places = [...state.places.values()].flatMap((place) => { const point = at(place); return point === null ? [] : [point]; });
  const roads = geography.filter(({ value }) => value.role === 'road').flatMap(({ value }) => value.lines.flat());
  return frameAround([...withoutFar(places), ...roads], MARGIN, LEAST_DEGREES);
}

/** Leaves out points more than five times as far from the middle as half of the points are. */
function withoutFar(points: readonly LonLat[]): readonly LonLat[] {
  const middle = [median(points.map(([lon]) => lon)), median(points.map(([, lat]) => lat))] as const;
  const distance = ([lon, lat]: LonLat): number => Math.max(Math.abs(lon - middle[0]), Math.abs(lat - middle[1]));
  const usual = median(points.map(distance));
  return points.filter((point) => distance(point) <= 5 * usual);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function itemCounts(state: ProcessState, asOf: AsOf): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of itemsAsOf(state, asOf.known)) {
    const when = span(item.value.date, state.charter.zone);
    if (withdrawalOf(item) !== null || !when.ok || when.value.from >= asOf.valid) continue;
    const place = item.value.place !== undefined && state.places.has(item.value.place) ? item.value.place : '';
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return counts;
}
