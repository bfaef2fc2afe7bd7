import { describe, expect, it } from 'vitest';
import { blurred } from '#process';
import { dayStart, heldItem, testRecord } from '../../tests/samples/record.ts';
import { mapPoints } from './map-points.ts';

const point = { lon: 46.75123, lat: 39.82017, precision: 1000 };
const record = testRecord({
  places: [{ id: 'a', names: { en: 'A' }, lon: 46, lat: 39, precision: 3000 }, { id: 'b', names: { en: 'B' }, lon: 46.5, lat: 39.4 }, { id: 'c', names: { en: 'C' } }],
  items: [
    heldItem('report', { id: 'own-point', date: '2021-03-02T23:30+04:00', category: 'incident', place: 'a', point }), heldItem('report', { id: 'at-place', date: '2021-01-01', category: 'count', place: 'a' }),
    heldItem('statement', { id: 'said', date: '2021-02', place: 'b' }), heldItem('report', { id: 'nowhere', date: '2021-01-01', category: 'count', place: 'c' }), heldItem('report', { id: 'later', date: '2023-01-01', category: 'count', place: 'a' }),
  ],
});
const asOf = { valid: dayStart('2022-01-01'), known: dayStart('2024-01-01') };

describe('what is placed on the map', () => {
  const found = mapPoints(record, asOf);

  it('is every entry with coordinates that began by then, in the order of the days', () => {
    expect(found.map(({ id, day }) => [id, new Date(day * 86_400_000).toISOString().slice(0, 10)])).toEqual([['at-place', '2021-01-01'], ['said', '2021-02-01'], ['own-point', '2021-03-02']]);
  });

  it('is at its own point before that of its place, and no more exact than it says', () => {
    const [, , own] = found;
    expect(own).toMatchObject(blurred(point));
    expect(own?.lon).not.toBe(point.lon);
    expect(found[0]).toMatchObject({ lon: 46, lat: 39, precision: 3000, category: 'count' });
    expect(found[1]).toMatchObject({ lon: 46.5, precision: null, kind: 'statement' });
  });

  it('is none that was not known yet', () => { expect(mapPoints(record, { ...asOf, known: dayStart('1990-01-01') })).toEqual([]); });
});
