import { describe, expect, it } from 'vitest';
import { readGeoJson } from './geojson.ts';

const ring = [[0, 0], [1, 0], [1, 1], [0, 0]];
const of = (type: string, coordinates: unknown) => ({ type, coordinates });
const read = (json: unknown) => readGeoJson(JSON.stringify(json));

describe('readGeoJson refuses', () => {
  it.each([
    ['what is not JSON', '{', 'json'],
    ['another type', '{"type":"Topology"}', 'form'],
    ['coordinates that are none', '{"type":"LineString","coordinates":["a"]}', 'form'],
    ['a feature without geometry', '{"type":"Feature","properties":{}}', 'form'],
    ['points only', '{"type":"Point","coordinates":[1,2]}', 'noLines'],
    ['nothing at all', '{"type":"FeatureCollection","features":[]}', 'noLines'],
    ['more than can be drawn', JSON.stringify(of('LineString', Array.from({ length: 50_001 }, () => [1, 2]))), 'tooLong'],
  ])('%s', (_, source, reason) => {
    expect(readGeoJson(source)).toEqual({ ok: false, refusal: { code: 'geojson', reason } });
  });
});

describe('readGeoJson gives', () => {
  it.each([
    ['a line', of('LineString', ring), [ring], false],
    ['lines', of('MultiLineString', [ring, ring]), [ring, ring], false],
    ['the rings of a polygon', of('Polygon', [ring, ring]), [ring, ring], true],
    ['the rings of polygons', of('MultiPolygon', [[ring], [ring, ring]]), [ring, ring, ring], true],
    ['what a collection holds', { type: 'GeometryCollection', geometries: [of('Polygon', [ring]), of('Point', [1, 1])] }, [ring], true],
  ])('%s', (_, geometry, lines, closed) => {
    expect(read(geometry)).toEqual({ ok: true, value: { lines, closed } });
    expect(read({ type: 'Feature', properties: { any: 1 }, geometry, bbox: [] })).toEqual({ ok: true, value: { lines, closed } });
  });
  it('all features in their order, those without geometry passed over; closed only if all are rings', () => {
    const features = [of('Polygon', [ring]), null, of('LineString', [[5, 5], [6, 6]])].map((geometry) => ({ type: 'Feature', properties: null, geometry }));
    expect(read({ type: 'FeatureCollection', features })).toEqual({ ok: true, value: { lines: [ring, [[5, 5], [6, 6]]], closed: false } });
  });
  it('five decimals, no height, no negative zero', () => {
    const line = read(of('LineString', [[46.123456789, -39.000004], [-0.000001, 1, 2000]]));
    expect(line).toEqual({ ok: true, value: { lines: [[[46.12346, -39], [0, 1]]], closed: false } });
  });
});
