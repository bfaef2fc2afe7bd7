import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { HeldItem } from '#process';
import { createWords } from '#words';
import { asserts, dayStart, heldItem, testRecord } from '../../../tests/samples/record.ts';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { corridorPage } from './corridor.tsx';

const actors = [{ id: 'A', kind: 'party' as const, label: { en: 'Upland' } }, { id: 'B', kind: 'party' as const, label: { en: 'Lowland' } }, { id: 'M', kind: 'monitor' as const, label: { en: 'Monitors' } }];
const facts = [{ id: 'open', kind: 'state' as const, keys: ['corridor'], label: { en: 'Road open' }, holds: { en: 'the road is open' }, holdsNot: { en: 'the road is not open' } }];
const closed = heldItem('statement', { id: 'S', date: '2021-01-05', type: 'statement', accounts: [asserts('A', { text: { en: 'Shut since Tuesday.' }, facts: [{ fact: 'open', of: { corridor: 'high-pass' }, holds: false, from: '2021-01-05' }] })] });
const passage = heldItem('report', {
  id: 'P', date: '2021-01-08', category: 'passage', accounts: [asserts('M'), { by: 'B', stance: 'disputes', text: { en: 'Nobody was stopped.' } }],
  passage: { corridor: 'high-pass', operator: 'relief', direction: 'up', outcome: 'denied', delayMinutes: 43, quotedReason: 'no <list>', vehicles: [{ what: 'lorries', count: 3 }, { what: 'cars' }], claimAttached: { en: 'the road is open' } },
});
const outage = heldItem('report', { id: 'O', date: '2021-01-06', category: 'outage', accounts: [asserts('A'), { by: 'B', stance: 'disputes', text: { en: 'A fault.' } }], outage: { service: 'water', level: 'full', from: '2021-01-06', to: '2021-01-09' } });

async function page(items: readonly HeldItem[], query = '') {
  const state = testRecord({ actors, facts, items });
  const asOf = { valid: dayStart('2021-01-15'), known: dayStart('2021-01-15') };
  const made = await corridorPage({ app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL(`http://localhost/pass/corridors${query}`), dossier: { ...dossier, state }, asOf }, {});
  return { html: render(made?.main as VNode), status: made?.status };
}
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the page of corridors and services', () => {
  it('says in words what each bar shows, gives the silent party a row of the same form, and the other silent in a list', async () => {
    const { html } = await page([closed]);
    expect(html).toContain('aria-label="Upland: the road is not open, 5 January 2021 – 14 January 2021"');
    expect(html).toContain('aria-label="Lowland: no account in this case"');
    expect(text(html)).toContain('1 other actor has no account of this in this case Monitors');
  });

  it('counts the share of time by account, and says how', async () => {
    const { html } = await page([closed]);
    expect(text(html)).toMatch(/Upland – 9 days \(90 %\) 1 day \(10 %\) –/);
    expect(html).toContain('href="#counting"');
    expect(html).toContain('id="counting"');
  });

  it('tells bars apart by pattern, not by colour alone', async () => {
    const { html } = await page([closed]);
    expect(html).toContain('fill="url(#bar-not)"');
    expect(html).toContain('<pattern id="bar-not"');
    expect(html).not.toMatch(/ style=|<script/);
  });

  it('shows a passage with all that the report has, whoever disputes it, and counts it by direction', async () => {
    const words = text((await page([passage])).html);
    expect(words).toContain('8 January 2021 relief up 3 lorries, cars (number not given) denied, delay 43 minutes Reason given: no &lt;list> Monitors disputes: Lowland: Nobody was stopped. With the claim: the road is open');
    expect(words).toMatch(/Direction denied up 1/);
  });

  it('counts days without a service by two rules, each named, with claim and counter-claim', async () => {
    const words = text((await page([outage])).html);
    expect(words).toMatch(/Upland 1 3 days 4 days/);
    expect(words).toContain('Rule 1: last day less first, added up');
    expect(words).toContain('Upland Lowland disputes: A fault.');
  });

  it('counts the days asked for, and refuses days that cannot be read', async () => {
    expect(text((await page([outage], '?from=2021-01-07&to=2021-01-08')).html)).toMatch(/Upland 1 1 day 2 days/);
    for (const query of ['?from=yesterday', '?from=2021-02-30', '?from=2021-01-09&to=2021-01-07', '?from=2030-01-01']) {
      const { html, status } = await page([outage], query);
      expect(status).toBe(400);
      expect(html).toContain('role="alert"');
      expect(text(html)).toMatch(/Upland 1 3 days 4 days/);
    }
  });

  it('says so when there is nothing to show', async () => expect(text((await page([])).html)).toContain('No corridor, passage or outage is on this record.'));
});
