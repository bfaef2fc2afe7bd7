import { describe, expect, it } from 'vitest';
import type { LonLat, Point } from './map-geometry.ts';
import { clipLine, clipRing, frameAround, path, projection, scaleBar, simplify } from './map-geometry.ts';
import { placeLabels } from './map-labels.ts';
import { drawMap } from './map-drawing.ts';
import { namesOf } from './map-names.ts';
import { mapView } from './map.ts';
import { dayStart, heldItem, testRecord } from '../../tests/samples/record.ts';

const SQUARE = { west: 0, east: 10, south: 0, north: 10 };

describe('geometry', () => {
  it('draws a degree of longitude shorter by the cosine of the middle latitude', () => {
    const { of, height, perKilometre } = projection({ west: 0, east: 2, south: 59, north: 61 }, 100);
    expect(of([1, 60])[0]).toBeCloseTo(50);
    expect(height).toBeCloseTo(200);
    expect(of([2, 59])).toEqual([expect.closeTo(100), expect.closeTo(200)]);
    expect(perKilometre * 111.195).toBeCloseTo(100);
  });
  it('cuts lines at the frame and draws none along it', () => {
    expect(clipLine([[-5, 5], [5, 5], [5, 15], [8, 15], [8, 5]], SQUARE)).toEqual([[[0, 5], [5, 5], [5, 10]], [[8, 10], [8, 5]]]);
    expect(clipLine([[-5, 5], [15, 5]], SQUARE)).toEqual([[[0, 5], [10, 5]]]);
    expect(clipLine([[-5, -5], [-1, 20]], SQUARE)).toEqual([]);
  });
  it('cuts areas along the frame', () => {
    expect(clipRing([[5, 5], [15, 5], [15, 8], [5, 8]], SQUARE)).toEqual([[5, 5], [10, 5], [10, 8], [5, 8]]);
    expect(clipRing([[20, 20], [30, 20], [30, 30]], SQUARE)).toEqual([]);
  });
  it('leaves out points that change nothing', () => {
    const line: readonly Point[] = [[0, 0], [5, 0.01], [10, 0], [10, 5], [10, 10]];
    expect(simplify(line, 0.1)).toEqual([[0, 0], [10, 0], [10, 10]]);
    expect(path(simplify(line, 0.1))).toBe('M0 0l10 0 0 10');
    expect(path([[1.26, 2], [0, 1]], true)).toBe('M1.3 2l-1.3-1z');
  });
  it('frames points with a margin, one point with the least size, nothing with nothing', () => {
    expect(frameAround([[0, 0], [10, 20]], 0.1, 1)).toEqual({ west: -1, east: 11, south: -2, north: 22 });
    expect(frameAround([[5, 5]], 0.1, 1)).toEqual({ west: 4.5, east: 5.5, south: 4.5, north: 5.5 });
    expect(frameAround([], 0.1, 1)).toBeNull();
  });
  it('takes a round length for the scale', () => {
    expect(scaleBar(2, 90)).toEqual({ kilometres: 20, units: 40 });
    expect(scaleBar(100, 90)).toEqual({ kilometres: 0.5, units: 50 });
  });
});

describe('labels', () => {
  const wish = (id: string, x: number, y: number, weight = 0) => ({ id, at: [x, y] as const, radius: 3, lines: ['A rather long name', 'Another'], short: id, weight });
  it('never cover one another; the heavier keeps its names, the other its number', () => {
    const found = placeLabels([wish('1', 60, 12), wish('2', 62, 20, 9)], 180, 40, 10);
    expect(found.find((label) => label.id === '2')?.lines).toHaveLength(2);
    expect(found.find((label) => label.id === '1')?.lines).toEqual(['1']);
  });
  it('stay on the drawing', () => {
    const [label] = placeLabels([wish('1', 195, 50)], 200, 100, 10);
    expect(label?.anchor).toBe('end');
  });
});

describe('names', () => {
  const names = { az: 'Şuşa', 'en-hy': 'Shushi', 'en-az': 'Shusha', hy: 'Շուշի' };
  it('are both sides\' in code order unless one is asked for', () => {
    expect(namesOf(names, 'both', ['en']).map((name) => name.words)).toEqual(['Shusha', 'Shushi']);
    expect(namesOf(names, 'hy', ['en'])).toEqual([{ tag: 'hy', words: 'Շուշի' }]);
    expect(namesOf(names, 'ru', ['en']).map((name) => name.words)).toEqual(['Shusha', 'Shushi']);
    expect(namesOf(names, 'both', ['az']).map((name) => name.words)).toEqual(['Şuşa']);
    expect(namesOf({ 'en-a': 'Tegh', 'en-b': 'Tegh' }, 'both', ['en'])).toHaveLength(1);
    expect(namesOf({ fr: 'Goris', de: 'Goris' }, 'both', ['en'])).toHaveLength(1);
  });
});

describe('map', () => {
  const place = (id: string, lon: number, lat: number) => ({ id, names: { en: id }, lon, lat, precision: 3000 });
  const line = (id: string, role: 'road' | 'disputed-line' | 'outline' | 'area', at: readonly LonLat[]) => ({ id, title: { en: id }, role, by: 'somebody', source: {}, lines: [at] });
  const record = testRecord({
    places: [place('a', 46, 39), place('b', 46.5, 39.5), place('c', 46.7, 39.8), place('capital', 4.3, 50.8), { id: 'nowhere', names: { en: 'nowhere' } }],
    geography: [line('road', 'road', [[46, 39], [46.5, 39.5]]), line('front', 'disputed-line', [[40, 39.4], [50, 39.4]]), line('far', 'outline', [[0, 0], [1, 1]])],
    items: [
      heldItem('report', { id: '1', date: '2021-01-01', category: 'count', place: 'b' }), heldItem('report', { id: '2', date: '2021-01-02', category: 'count', place: 'b' }),
      heldItem('report', { id: '3', date: '2021-01-03', category: 'count' }), heldItem('report', { id: '4', date: '2021-01-03', category: 'count', place: 'capital' }),
    ],
  });
  const asOf = { valid: dayStart('2022-01-01'), known: dayStart('2022-01-01') };

  it('draws the places that lie together, counts entries, and lists the far and the unplaced', () => {
    const view = mapView(record, asOf);
    expect(view.places.map(({ place: { id }, drawn, items, number }) => [number, id, drawn, items])).toEqual([[1, 'a', true, 0], [2, 'b', true, 2], [3, 'c', true, 0], [4, 'capital', false, 1], [5, 'nowhere', false, 0]]);
    expect(view.itemsElsewhere).toBe(1);
    expect(view.extents).toEqual(['all', 'front', 'road']);
  });
  it('counts only what was known and past', () => {
    expect(mapView(record, { valid: dayStart('2021-01-02'), known: asOf.known }).places[1]?.items).toBe(1);
  });
  it('frames one line when asked, and everything when asked for something unknown', () => {
    expect(mapView(record, asOf, 'road').places.filter((one) => one.drawn).map((one) => one.place.id)).toEqual(['a', 'b']);
    expect(mapView(record, asOf, 'moon').extent).toBe('all');
  });
  it('draws what is in the frame and nothing else, no taller than asked', () => {
    const drawing = drawMap(mapView(record, asOf), { width: 600, fontSize: 13, maxHeight: 400 }, 'both', ['en']);
    expect(drawing?.shapes.map((shape) => shape.geography.id)).toEqual(['front', 'road']);
    expect(drawing?.height).toBeLessThanOrEqual(400.001);
    expect(drawing?.marks.map((mark) => mark.precision !== null)).toEqual([true, true, true]);
    expect(drawing?.labels).toHaveLength(3);
  });
  it('has no drawing without coordinates', () => {
    expect(drawMap(mapView(testRecord({}), asOf), { width: 600, fontSize: 13, maxHeight: 400 }, 'both', ['en'])).toBeNull();
  });
});
