import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ProcessState } from '#process';
import { createWords } from '#words';
import { dayStart, heldItem, testRecord } from '../../../tests/samples/record.ts';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { mapPage } from './map.tsx';

const record = testRecord({
  places: [{ id: 'a', names: { 'en-y': 'Yan', 'en-x': 'Xan', hy: 'Ան' }, lon: 46, lat: 39, precision: 3000 }, { id: 'b', names: { en: 'Bee' }, lon: 46.5, lat: 39.4, precision: 200 }, { id: 'c', names: { en: 'Nowhere' } }],
  geography: [
    { id: 'front', title: { en: 'Line of contact' }, role: 'disputed-line', by: 'a mapmaker', asOf: '1994-05', source: { url: 'https://example.org/', title: 'Atlas' }, lines: [[[45.8, 39.2], [46.8, 39.2]]] },
    { id: 'old', title: { en: 'Old line' }, role: 'disputed-line', by: 'another', source: {}, lines: [[[45.8, 39.1], [46.8, 39.1]]] },
    { id: 'road', title: { en: 'The road' }, role: 'road', by: 'editors', source: {}, lines: [[[46, 39], [46.5, 39.4]]] },
  ],
  items: [heldItem('report', { id: '1', date: '2021-01-01', category: 'count', place: 'a' })],
});

async function html(state: ProcessState, query = '') {
  const asOf = { valid: dayStart('2022-01-01'), known: dayStart('2022-01-01') };
  const page = await mapPage({ app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL(`http://localhost/pass/map${query}`), dossier: { ...dossier, state }, asOf }, {});
  return render(page?.main as VNode);
}
const text = (found: string): string => found.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the map', () => {
  it('is a picture with a title and a description, and every place stands in the table', async () => {
    const found = await html(record);
    expect(found).toMatch(/<svg class="plan plan-wide"[^>]*role="img" aria-labelledby="plan-wide-title" aria-describedby="plan-wide-desc"/);
    expect(found).toContain('2 places and 3 lines of the record, north at the top.');
    expect(text(found)).toMatch(/1 Xan ?\/ ?Yan 39, 46; within about 3 km 1 2 Bee 39\.4, 46\.5; within about 200 m – 3 Nowhere no coordinates –/);
  });

  it('asks nothing of anybody outside', async () => {
    expect(await html(record)).not.toMatch(/<img|<image|<script|<iframe| style=|xlink:href/);
  });

  it('draws disputed lines as disputed, each with its own dash, and says who drew them and as of when', async () => {
    const found = await html(record);
    const dashes = [...found.matchAll(/class="plan-disputed-line" d="[^"]+" stroke-dasharray="([^"]+)"/g)].map(([, dash]) => dash);
    expect(new Set(dashes).size).toBe(2);
    expect(text(found)).toMatch(/Line of contact \( ?disputed line ?\), drawn by a mapmaker, as of May 1994\. Atlas entry 0/);
    expect(text(found)).toMatch(/Old line \( ?disputed line ?\), drawn by another, no date given\./);
  });

  it('draws how exactly a place is known', async () => {
    expect((await html(record)).match(/class="plan-precision"/g)?.length).toBeGreaterThanOrEqual(3);
  });

  it('writes names as the reader chose: all sides’ by code, or those of one tag', async () => {
    expect(await html(record)).toMatch(/<tspan[^>]*>Xan<\/tspan><tspan[^>]*>Yan<\/tspan>/);
    const one = await html(record, '?names=hy');
    expect(one).toContain('>Ան</text>');
    expect(one).toMatch(/<option value="hy" selected/);
  });

  it('looks closely at a line, and at everything when the address names none', async () => {
    expect(text(await html(record, '?extent=road'))).toContain('Map: The road');
    expect(text(await html(record, '?extent=<b>'))).toContain('Map: all places');
  });

  it('has only its table where no place has coordinates', async () => {
    const found = await html(testRecord({ places: [{ id: 'c', names: { en: 'Nowhere' } }] }));
    expect(found).not.toContain('class="plan plan-wide"');
    expect(text(found)).toContain('No place on this record has coordinates');
  });
});
