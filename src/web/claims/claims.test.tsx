import { gzipSync } from 'node:zlib';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ProcessState } from '#process';
import { siteWith } from '../../../tests/support/site.ts';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { createWords } from '#words';
import { at, liveTable } from '../../process/test-table.ts';
import { claimPage } from './claim-page.tsx';

const told = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the claims of the Lachin case', () => {
  let here: Awaited<ReturnType<typeof siteWith>>;
  beforeAll(async () => { here = await siteWith('lachin-2020'); });
  afterAll(() => here?.end());
  const page = async (path: string) => { const answer = await here.site.request(`http://host.test/lachin-2020/${path}`), html = await answer.text(); return { status: answer.status, html, text: told(html), weight: gzipSync(html, { level: 9 }).length, type: answer.headers.get('Content-Type') }; };

  it('are the thirteen of the file: one of diplomats who are not named, twelve of the statement that answers it', async () => {
    const { text, html, weight } = await page('claims');
    expect(text).toContain('13 claims.');
    expect([...html.matchAll(/claims\/(S\d+)"/g)].map(([, id]) => id)).toEqual(['S0', ...Array.from({ length: 12 }, (_, index) => `S${index + 1}`)]);
    expect(text).toContain('Diplomats who are not named, in several Russian media not named 15 June 2023 – 18 September 2023, several Russian media, not named one appearance');
    expect(text).toContain('Azerbaijan : not asked');
    expect(weight).toBeLessThan(13_000);
  });

  it('stand with the reply beside them, and say it where nobody asked and nobody replied', async () => {
    const [anonymous, allegation] = [await page('claims/S0'), await page('claims/S5')];
    expect(anonymous.text).toMatch(/Diplomats who are not named, in several Russian media say, without being named: .* What those concerned reply Azerbaijan It concerns them\. Nobody has asked them on this record, and no reply of theirs is on it\..*de facto authorities in Nagorno-Karabakh \(through Ministry of Foreign Affairs[^)]*\)\) replies, 18 September 2023\./);
    expect(allegation.text).toContain('An allegation: what somebody is said to have done.');
    expect(allegation.text).toContain('M1 ');
    expect(allegation.html).toContain('href="/lachin-2020/statements/MFA2023"');
    expect(anonymous.html).not.toMatch(/ style=|<script(?! type="module")/);
  });

  it('are narrowed by the address, and say what of it cannot be read', async () => {
    expect((await page('claims?concerns=AZE&anonymity=office')).text).toContain('2 claims of 13 match what you chose.');
    const wrong = await page('claims?by=moon');
    expect([wrong.status, wrong.html.includes('href="#claim-by"')]).toEqual([400, true]);
  });

  it('lead to the statement, from the timeline too, and stand apart from the evidence at a commitment', async () => {
    expect((await page('statements/MFA2023')).text).toContain('13 claims in it');
    expect((await page('timeline?text=MFA2023&kind=statement')).text).toContain('Split into 13 claims');
    expect((await page('commitments/TS6d')).text).toMatch(/Said of it in public .* no status rests on them\. .* S11 To the international community/);
    expect([(await page('statements/S5')).status, (await page('claims/MFA2023')).status]).toEqual([404, 404]);
  });

  it('come as JSON-LD of schema.org, with no rating where nobody has said anything', async () => {
    const { html, type } = await page('claims/S5/review.json'), graph = (JSON.parse(html) as { readonly '@graph': readonly { readonly '@type': string; readonly text?: string }[] })['@graph'];
    expect([type, graph.map((one) => one['@type']), graph[0]?.text]).toEqual(['application/ld+json; charset=utf-8', ['Claim'], 'The Azerbaijani side refused to carry out what was agreed at the meeting of 1 March 2023.']);
  });
});

describe('the page of a claim', () => {
  const words = (en: string) => ({ en });
  const shown = async (state: ProcessState, day: string) => {
    const made = await claimPage({ app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL('http://localhost/pass/claims/c'), dossier: { ...dossier, state }, asOf: { valid: at(day), known: at(day) } }, { id: 'c' });
    return { title: made?.title, text: told(render(made?.main as VNode)) };
  };
  const table = () => liveTable()
    .add('monitor', 'claim', { id: 'c', date: '2024-01-02', asserter: words('Two diplomats'), anonymity: 'unnamed', words: words('The lake is drawn down'), quoted: true, concerns: ['A', 'B'], first: { outlet: 'The Lantern', at: '2024-01-02' }, grade: { source: 'F', information: 4 }, replyUntil: '2024-01-10' }, { recorded: at('2024-01-03') })
    .add('head-a', 'reply', { id: 'r', by: 'A', date: '2024-01-11', to: 'c', text: words('It rains') }, { recorded: at('2024-01-11') })
    .add('head-b', 'outcome', { id: 'o', by: 'B', date: '2024-01-12', claim: 'c', outcome: 'denied', text: words('Not by us') }, { recorded: at('2024-01-12') });

  it('gives claim and reply the same form, says what came late, who was silent, and what became of it by whose word', async () => {
    const { title, text } = await shown(table().state, '2024-01-15');
    expect(title).toBe('Claim c');
    expect(text).toContain('Two diplomats say, without being named: entry 7 The lake is drawn down In their own words. source: F, cannot be judged; information: 4, doubtful');
    expect(text).toContain('Upland replies, 11 January 2024. entry 8 It rains After the time that was given, until 10 January 2024.');
    expect(text).toContain('Lowland has not replied by 10 January 2024. That means nothing by itself.');
    expect(text).toMatch(/What became of it denied By whose word .* Lowland 12 January 2024 denies it Not by us entry 9/);
  });

  it('says nothing of it in the title, and lets nobody reply who is not signed in', async () => {
    const { title, text } = await shown(table().state, '2024-01-05');
    expect(title).not.toContain('lake');
    expect(text).toContain('Lowland has not replied yet; there is time until 10 January 2024.');
    expect(text).not.toContain('Ask them for a reply');
  });
});
