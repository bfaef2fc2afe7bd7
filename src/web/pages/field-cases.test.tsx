import { gzipSync } from 'node:zlib';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counterpart } from '#app';
import { corridors, timeline } from '#views';
import { createWords } from '#words';
import { messages } from '../../../tests/samples/visit.ts';
import { heldCase } from '../../../tests/support/case.ts';
import { asOfTimes } from '../asof.ts';
import type { PageOf } from '../visit.ts';
import { corridorPage } from './corridor.tsx';
import { mapPage } from './map.tsx';
import { timelinePage } from './timeline.tsx';

let app: Counterpart, end: () => Promise<void>;

beforeAll(async () => {
  ({ app, end } = await heldCase('lachin-2020'));
});
afterAll(() => end?.());

async function visit(path: string) {
  const dossier = await app.dossier('lachin-2020');
  if (dossier === null) throw new Error('the case is not held');
  const url = new URL(`http://localhost/lachin-2020/${path}`);
  const asOf = asOfTimes(url, dossier);
  if (!asOf.ok) throw new Error(JSON.stringify(asOf.refusal));
  return { app, dossier, url, asOf: asOf.value, words: createWords({ locale: 'en', messages, zone: dossier.state.charter.zone }) };
}
async function html(page: PageOf, path: string): Promise<string> {
  return render((await page(await visit(path), {}))?.main as VNode);
}
const text = (found: string): string => found.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const weight = (found: string): number => gzipSync(found, { level: 9 }).length;

describe('the Lachin case', () => {
  it('loses nothing on its timeline: every item, text and signature stands in one of its parts', async () => {
    const { dossier: { state }, asOf } = await visit('timeline');
    const { parts, total } = timeline(state, asOf);
    const shown = parts.flatMap((part) => timeline(state, asOf, { part: part.first }).months.flatMap(({ rows }) => rows.map((row) => row.entry.value.id)));
    const held = [...state.items.values(), ...state.instruments.values(), ...state.signatures.values()].map(({ value }) => value.id);
    expect(shown.toSorted()).toEqual(held.toSorted());
    expect(total).toBeGreaterThan(130);
  });

  it('has light pages', async () => {
    const { dossier: { state }, asOf } = await visit('timeline');
    for (const part of timeline(state, asOf).parts) expect(weight(await html(timelinePage, `timeline?part=${part.first}`)), part.first).toBeLessThan(14_000);
    expect(weight(await html(corridorPage, 'corridors'))).toBeLessThan(12_000);
    expect(weight(await html(mapPage, 'map'))).toBeLessThan(12_000);
  });

  it('counts the gas outages to 12 May 2023 as 85 days by the one rule and 90 by the other', async () => {
    const { dossier: { state }, asOf } = await visit('corridors?from=2022-12-12&to=2023-05-12');
    const window = { from: Date.UTC(2022, 11, 11, 20) / 1000, to: Date.UTC(2023, 4, 12, 20) / 1000 };
    const gas = corridors(state, asOf, window).services.find(({ service }) => service === 'gas');
    expect(gas?.counts).toEqual([{ by: 'NK', outages: 7, sum: 85, union: 90, endUnknown: 1 }]);
    expect(text(await html(corridorPage, 'corridors?from=2022-12-12&to=2023-05-12'))).toMatch(/de facto authorities in Nagorno-Karabakh 7 at least 85 days at least 90 days 1/);
  });

  it('counts the same gas outages in a record that ends later: nobody said that they went on', async () => {
    const { dossier: { state }, asOf } = await visit('corridors');
    const window = { from: Date.UTC(2022, 11, 11, 20) / 1000, to: asOf.valid };
    expect(corridors(state, asOf, window).services.find(({ service }) => service === 'gas')?.counts).toMatchObject([{ sum: 85, union: 90 }]);
  });

  it('sets the accounts of the corridor side by side as they stood on 1 March 2023', async () => {
    const found = await html(corridorPage, 'corridors?valid=2023-03-01&known=2023-03-01');
    expect(found).toMatch(/aria-label="Armenia: [^"]*cannot move along the corridor[^"]* – 1 March 2023"/);
    expect(found).toMatch(/aria-label="Azerbaijan: [^"]*can move along the corridor[^"]* – 1 March 2023"/);
  });

  it('draws its road, both sides’ names and the disputed lines', async () => {
    const found = await html(mapPage, 'map');
    expect(found).toContain('class="plan-road"');
    expect(found).toMatch(/class="plan-disputed-line"/);
    expect(text(found)).toContain('Khankendi / Stepanakert');
  });
});
