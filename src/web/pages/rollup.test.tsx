import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Counterpart } from '#app';
import type { Dossier } from '#app';
import { openStore } from '#store';
import type { Tallied } from '#views';
import { agreementState, parseFilters, rollUp } from '#views';
import { createWords } from '#words';
import { messages, sampleApp, visitTo } from '../../../tests/samples/visit.ts';
import { rollUpPage } from './rollup.tsx';

const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the overview of the small process', () => {
  const page = async (query = '') => render((await rollUpPage(visitTo(`/pass/rollup${query}`, sampleApp()), {}))?.main as VNode);

  it('counts each account by itself, provisional apart, and what nobody could decide apart', async () => {
    const words = text(await page());
    expect(words).toContain('Memorandum of the Pass 4 commitments , 1 that no fact could decide Account by account Account What it comes to Nothing said Tavria 1 kept so far (1 provisional) 1 unknown 2 Velland 1 fulfilled 1 fulfilled late 1 not kept 1 disputed (1 provisional) 0');
  });

  it('leads from every number to the commitments it counts, at the same times', async () => {
    const html = await page('?valid=2021-12-31');
    expect(html).toContain('href="/pass?valid=2021-12-31&amp;instrument=MEMO&amp;status=fulfilled-late&amp;by=VEL"');
    expect(html).toContain('href="/pass?valid=2021-12-31&amp;party=TAV&amp;status=no-account&amp;by=REL"');
  });

  it('has no score, share or rank in it, and says so', async () => {
    const words = text(await page());
    expect(words).toContain('nothing here is a score of anybody');
    expect(words).not.toMatch(/%|per ?cent|rank|average|overall/i);
  });

  it('says where there is nothing', async () => expect(text(await page())).toMatch(/what follows from a breach .* None on this record\. Graded commitments/));
});

describe.each(['sella', 'lachin-2020'])('the overview of %s', (slug) => {
  const folder = mkdtempSync(join(tmpdir(), 'counterpart-rollup-'));
  let store: Awaited<ReturnType<typeof openStore>>, app: Counterpart, dossier: Dossier;
  beforeAll(async () => {
    store = await openStore({ folder, mode: 'write' });
    app = new Counterpart(store);
    const path = new URL(`../../../cases/${slug}`, import.meta.url).pathname;
    const names = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(ya?ml|json|geojson)$/.test(name));
    const loaded = await app.loadCase(new Map(names.map((name) => [name, readFileSync(join(path, name), 'utf8')])));
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal));
    dossier = await app.dossier(slug) as Dossier;
  });
  afterAll(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  const times = () => [0.3, 0.6, 1].map((part) => ({ valid: Math.round(dossier.range.from + (dossier.range.to - dossier.range.from) * part), known: dossier.range.known }));
  const tallied = (groups: readonly Tallied[]): number => groups.flatMap(({ tallies }) => tallies).reduce((sum, { statuses, words, silent, notExpressed }) => {
    expect(words.reduce((count, word) => count + word.count, silent + notExpressed)).toBe(statuses);
    for (const word of words) expect([0, word.count]).toContain(word.provisional + word.settled + word.determined);
    return sum + statuses;
  }, 0);

  it('counts every status once by instrument and by track, and once for each bearer', async () => {
    for (const asOf of times()) {
      const statuses = (await app.status(slug, asOf))?.statuses ?? [];
      const view = rollUp(dossier, statuses, asOf);
      expect(tallied(view.instruments)).toBe(statuses.length);
      expect(tallied(view.tracks)).toBe(statuses.length);
      expect(tallied(view.parties)).toBe(statuses.reduce((sum, { commitment }) => sum + new Set(dossier.state.commitments.get(commitment)?.value.bearers.actors).size, 0));
      expect((await app.rollUp(slug, asOf, dossier.head.size))?.rollUp).toEqual(view);
    }
  });

  it('leads from every number to as many commitments, fewer only where readings are counted apart', async () => {
    const asOf = { valid: dossier.range.to, known: dossier.range.known };
    const statuses = (await app.status(slug, asOf))?.statuses ?? [];
    const words = createWords({ locale: 'en', messages, zone: dossier.state.charter.zone });
    const html = render((await rollUpPage({ app, words, dossier, asOf, url: new URL(`http://localhost/${slug}/rollup`) }, {}))?.main as VNode);
    const links = [...html.matchAll(new RegExp(`<a href="/${slug}\\?([^"]+)">([\\d,]+)`, 'g'))];
    expect(links.length).toBeGreaterThan(30);
    for (const [, query = '', number = ''] of links) {
      const { filters, problems } = parseFilters(new URLSearchParams(query.replaceAll('&amp;', '&')), dossier, asOf);
      expect(problems).toEqual([]);
      const { groups, undecidable } = agreementState(dossier, statuses, filters, asOf);
      const rows = [...groups, ...undecidable].flatMap((group) => group.rows);
      const read = rows.some(({ readings }) => readings.length > 0);
      if (read) expect(rows.length, query).toBeLessThanOrEqual(Number(number));
      else expect(rows.length, query).toBe(Number(number));
      expect(rows.length, query).toBeGreaterThan(0);
    }
  });
});
