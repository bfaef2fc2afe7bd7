import { byCodeUnits, span } from '#base';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState } from '#process';
import { blurred } from '#process';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';

/** An entry that has a place on the map. */
export interface MapPoint {
  readonly id: string;
  readonly position: number;
  readonly kind: HeldItem['kind'];
  /** Of a report: what kind of. */
  readonly category?: string;
  readonly lon: number;
  readonly lat: number;
  /** Radius in metres within which it is meant; `null`: nobody said. */
  readonly precision: number | null;
  /** Days since 1 January 1970 on which it began, in the zone of the process. */
  readonly day: number;
}

const DAY = 86_400;

/**
 * Every entry with a place, by the day on which it began: at its own point, else at its place of the gazetteer. A point is shown as coarse as it says that it is known.
 * As known at the as-of times; without what was taken back.
 */
export function mapPoints(state: ProcessState, asOf: AsOf): readonly MapPoint[] {
  const points = itemsAsOf(state, asOf.known).flatMap((item) => {
    const when = span(item.value.date, state.charter.zone), at = withdrawalOf(item) === null ? whereOf(state, item) : null;
    if (at === null || !when.ok || when.value.from >= asOf.valid) return [];
    const day = Math.floor(Date.parse(`${item.value.date.slice(0, 7)}-${item.value.date.slice(8, 10) || '01'}T00:00Z`) / 1000 / DAY);
    return [{ id: item.value.id, position: item.source.position, kind: item.kind, ...(item.kind === 'report' ? { category: item.value.category } : {}), ...at, day }];
  });
  return points.toSorted((a, b) => a.day - b.day || byCodeUnits(a.id, b.id));
}

function whereOf({ places }: ProcessState, { kind, value }: HeldItem): Pick<MapPoint, 'lon' | 'lat' | 'precision'> | null {
  if (kind === 'report' && value.point !== undefined) return blurred(value.point);
  const place = places.get(value.place ?? '');
  return place?.lon === undefined || place.lat === undefined ? null : { lon: place.lon, lat: place.lat, precision: place.precision ?? null };
}
