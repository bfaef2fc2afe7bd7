import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hono } from 'hono';
import { webApp } from '../index.ts';
import { heldCase } from '../../../tests/support/case.ts';
import { messages } from '../../../tests/samples/visit.ts';

describe.each(['lachin-2020', 'sella'])('what if, and what changed, in %s', (slug) => {
  let site: Hono, end: () => Promise<void>;
  beforeAll(async () => {
    const held = await heldCase(slug);
    ({ end } = held);
    site = webApp({ app: held.app, messages: { en: messages }, assets: {}, build: '' });
  });
  afterAll(() => end());
  const get = async (path: string) => (await site.request(`/${slug}/${path}`)).text();
  const post = async (text: string) => (await site.request(`/${slug}/what-if`, { method: 'POST', body: new URLSearchParams({ text }) })).text();
  const example = async () => (/<textarea[^>]*>([^]*?)<\/textarea>/.exec(await get('what-if'))?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

  test('the example taken from the record changes a status, and nothing is recorded', async () => {
    const before = await get('record'), page = await post(await example());
    expect(page).toMatch(/One item supposed\. (One status|[0-9]+ statuses) would be/);
    expect(page).toContain('Rests on: supposed-1');
    expect(await get('record')).toBe(before);
  });

  test('what cannot be read keeps its words and names its place', async () => {
    const page = await post('reports:\n  - id: "x y"\n');
    expect(page).toContain('id: &quot;x y&quot;');
    expect(page).toMatch(/class="problems"[^]*line 2/i);
    expect(await post('reports: []')).toContain('class="problems"');
  });

  test('what the rules refuse is said with the rule', async () => {
    expect(await post((await example()).replace(/fact: [a-z.]+/, 'fact: no.such'))).toMatch(/class="problems"[^]*no\.such/);
  });

  test('changes since a day, and a day that cannot be', async () => {
    const day = slug === 'sella' ? '2025-01-01' : '2022-12-01';
    expect(await get(`changes?since=${day}`)).toMatch(/[0-9]+ statuses stand otherwise/);
    const bad = await site.request(`/${slug}/changes?since=2030-01-01`);
    expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('Choose an earlier time')]);
    expect((await site.request(`/${slug}/changes?since=nonsense`)).status).toBe(400);
  });
});
