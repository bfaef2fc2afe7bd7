import { z } from 'zod';
import { ok, refuse } from '#base';
import type { Result } from '#base';
import { parseJson } from '#record';

type Line = readonly (readonly [number, number])[];

/** Lines as `Geography` holds them. `closed`: all of them are rings. */
export interface Drawn {
  readonly lines: readonly Line[];
  readonly closed: boolean;
}

const FINE = 1e5;
const MOST_POINTS = 50_000;

const position = z.tuple([z.number(), z.number()]).rest(z.number());
const single = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point') }), z.object({ type: z.literal('MultiPoint') }),
  z.object({ type: z.literal('LineString'), coordinates: z.array(position) }),
  z.object({ type: z.literal('MultiLineString'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(position))) }),
]);
type Simple = z.output<typeof single>;
const geometry = z.union([single, z.object({ type: z.literal('GeometryCollection'), geometries: z.array(single) })]);
const feature = z.object({ type: z.literal('Feature'), geometry: z.union([geometry, z.null()]) });
const geojson = z.union([geometry, feature, z.object({ type: z.literal('FeatureCollection'), features: z.array(feature) })]);

/** The lines and rings of a GeoJSON text (RFC 7946), in its order, rounded to five decimals; points and heights are left out. Refuses `geojson` with the reason `json`, `form`, `noLines` or `tooLong`. */
export function readGeoJson(source: string): Result<Drawn> {
  const json = jsonOf(source);
  if (json === undefined) return refuse('geojson', { reason: 'json' });
  const read = geojson.safeParse(json);
  if (!read.success) return refuse('geojson', { reason: 'form' });
  const parts = simple(read.data);
  const lines = parts.flatMap(linesOf).map((line) => line.map(rounded));
  if (lines.length === 0) return refuse('geojson', { reason: 'noLines' });
  if (lines.reduce((sum, line) => sum + line.length, 0) > MOST_POINTS) return refuse('geojson', { reason: 'tooLong' });
  return ok({ lines, closed: !parts.some(({ type }) => type === 'LineString' || type === 'MultiLineString') });
}

function jsonOf(source: string): unknown {
  try {
    return parseJson(source);
  } catch {
    return undefined;
  }
}

function simple(data: z.output<typeof geojson>): readonly Simple[] {
  switch (data.type) {
    case 'FeatureCollection': return data.features.flatMap(simple);
    case 'Feature': return data.geometry === null ? [] : simple(data.geometry);
    case 'GeometryCollection': return data.geometries;
    default: return [data];
  }
}

type Positions = readonly (readonly number[])[];

function linesOf(part: Simple): readonly Positions[] {
  switch (part.type) {
    case 'LineString': return [part.coordinates];
    case 'MultiLineString': case 'Polygon': return part.coordinates;
    case 'MultiPolygon': return part.coordinates.flat();
    default: return [];
  }
}

const rounded = ([lon = 0, lat = 0]: readonly number[]): readonly [number, number] => [fine(lon), fine(lat)];
/** `+ 0` makes a plain zero of a negative one. */
const fine = (degrees: number): number => Math.round(degrees * FINE) / FINE + 0;
