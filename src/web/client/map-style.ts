import type { GeoJSONSource, StyleSpecification } from 'maplibre-gl';
import type { MapData } from '../map-data.ts';
import type { Group } from './map-groups.ts';
import { latOf, lonOf } from './map-groups.ts';

type Layer = StyleSpecification['layers'][number];
/** Shapes as GeoJSON has them. */
type Collection = Extract<Parameters<GeoJSONSource['setData']>[0], { readonly type: 'FeatureCollection' }>;
type Shape = Collection['features'][number];
type Filter = NonNullable<Extract<Layer, { readonly type: 'line' }>['filter']>;

/** Colours of the page, as its style sheet has them now. */
export type Inks = { readonly [name in 'paper' | 'ink' | 'soft' | 'shade' | 'accent']: string };

/** Pixels to a metre at the equator and the scale 0, with tiles of 512 pixels; times two at each next scale. */
const PIXELS = 512 / 40_075_017;

/** How the map looks: lines as somebody drew them, each disputed one in its own dash, circles of entries that lie together, and how exactly a point is known. Its letters are the system's own: nothing is asked of anybody. */
export function styleOf({ lines }: MapData, { paper, ink, soft, shade, accent }: Inks): StyleSpecification {
  const role = (wanted: string): Filter => ['==', ['get', 'role'], wanted], several: Filter = ['>', ['get', 'count'], 1], apart: Filter = ['==', ['get', 'count'], 1];
  const dashed = lines.flatMap(({ dash }, index): readonly Layer[] => (dash === null ? [] : [{ id: `line-${index}`, type: 'line', source: 'lines', filter: ['==', ['get', 'index'], index], paint: { 'line-color': ink, 'line-width': 1.5, 'line-dasharray': [...dash] } }]));
  return {
    version: 8,
    sources: {
      lines: { type: 'geojson', data: { type: 'FeatureCollection', features: lines.map((line, index) => ({ type: 'Feature' as const, properties: { role: line.role, index }, geometry: geometryOf(line) })) } },
      points: { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, tolerance: 0, buffer: 64 },
    },
    layers: [
      { id: 'area', type: 'fill', source: 'lines', filter: role('area'), paint: { 'fill-color': shade, 'fill-outline-color': soft } },
      { id: 'outline', type: 'line', source: 'lines', filter: role('outline'), paint: { 'line-color': soft, 'line-width': 1 } },
      ...dashed,
      { id: 'road', type: 'line', source: 'lines', filter: role('road'), paint: { 'line-color': ink, 'line-width': 4 } },
      { id: 'road-middle', type: 'line', source: 'lines', filter: role('road'), paint: { 'line-color': paper, 'line-width': 2 } },
      { id: 'precision', type: 'circle', source: 'points', filter: ['all', apart, ['>', ['get', 'reach'], 0]], paint: { 'circle-radius': ['interpolate', ['exponential', 2], ['zoom'], 0, ['get', 'reach'], 22, ['*', ['get', 'reach'], 2 ** 22]], 'circle-color': soft, 'circle-opacity': 0.1, 'circle-stroke-color': soft, 'circle-stroke-width': 0.5 } },
      { id: 'point', type: 'circle', source: 'points', filter: apart, paint: { 'circle-radius': 5, 'circle-color': accent, 'circle-stroke-color': paper, 'circle-stroke-width': 1 } },
      { id: 'cluster', type: 'circle', source: 'points', filter: several, paint: { 'circle-radius': ['step', ['get', 'count'], 11, 10, 14, 100, 18, 1000, 22, 10_000, 27], 'circle-color': accent, 'circle-stroke-color': paper, 'circle-stroke-width': 1 } },
      { id: 'count', type: 'symbol', source: 'points', filter: several, layout: { 'text-field': ['to-string', ['get', 'count']], 'text-size': 12, 'text-allow-overlap': true }, paint: { 'text-color': paper } },
    ],
  };
}

function geometryOf({ role, lines }: MapData['lines'][number]): Shape['geometry'] {
  const copied = lines.map((line) => line.map(([lon, lat]) => [lon, lat]));
  return role === 'area' ? { type: 'MultiPolygon', coordinates: copied.map((ring) => [ring]) } : { type: 'MultiLineString', coordinates: copied };
}

/** Groups of entries for the source of points: one alone with its index and how exactly it is known, several with how many they are. `first` finds the group again. */
export function featuresOf({ points }: MapData, groups: readonly Group[]): Collection {
  return { type: 'FeatureCollection', features: groups.map(({ members, x, y }) => {
    const [first = 0] = members, lat = latOf(y), reach = members.length > 1 ? 0 : ((points.precision[first] as number) * PIXELS) / Math.cos((lat * Math.PI) / 180);
    return { type: 'Feature', properties: { first, count: members.length, reach }, geometry: { type: 'Point', coordinates: [lonOf(x), lat] } };
  }) };
}
