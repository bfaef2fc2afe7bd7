import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { HeldItem, ProcessState } from '#process';
import { createWords } from '#words';
import { asserts, dayStart, heldItem, origin, testRecord } from '../../../tests/samples/record.ts';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { timelinePage } from './timeline.tsx';

const actors = [{ id: 'A', kind: 'party' as const, label: { en: 'Upland' } }, { id: 'B', kind: 'party' as const, label: { en: 'Lowland', hy: 'Դաշտ' } }];
const places = [{ id: 'pass', names: { 'en-b': 'Stone Door', 'en-a': 'High Gate', hy: 'Դուռ' } }];
const facts = [{ id: 'open', kind: 'state' as const, keys: ['corridor'], label: { en: 'open' }, holds: { en: 'is open' }, holdsNot: { en: 'is not open' } }];

function visit(state: ProcessState, query = '', locale = 'en') {
  const times = { valid: dayStart('2022-01-01'), known: dayStart('2022-01-01') };
  return { app: sampleApp(), words: createWords({ locale, messages, zone: state.charter.zone }), url: new URL(`http://localhost/pass/timeline${query}`), dossier: { ...dossier, state }, asOf: times };
}
async function html(items: readonly HeldItem[], query = '', locale = 'en') {
  const page = await timelinePage(visit(testRecord({ actors, places, facts, items }), query, locale), {});
  return render(page?.main as VNode);
}
const text = (found: string): string => found.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

const closure = heldItem('statement', {
  id: 'S1', date: '2021-03-05', type: 'protest', place: 'pass', ownWords: ['blockade'], confidence: 'low', basis: 'general-knowledge', publishedAt: '2021-03-09', sources: [{ url: 'https://example.org/a' }, { url: 'javascript:alert(1)', title: 'bad <b>' }],
  accounts: [asserts('A', { through: 'the ministry', text: { en: 'The road is <shut>.' }, facts: [{ fact: 'open', of: { corridor: 'pass' }, holds: false, from: '2021-03-05' }] }), { by: 'B', stance: 'disputes', text: { en: 'It is open.' } }],
});

describe('the timeline', () => {
  it('shows each account side by side in one form, with its own words and facts', async () => {
    const words = text(await html([closure]));
    expect(words).toContain('5 March 2021 Statement: protest');
    expect(words).toMatch(/Upland asserts through the ministry The road is &lt;shut>\. is not open \(corridor: High Gate \/ Stone Door\) , from 5 March 2021, no end stated Lowland disputes It is open\./);
    expect(words).toContain('In its own words: blockade');
  });

  it('marks what is unverified or uncertain, and names both sides’ names in the order of their code', async () => {
    const words = text(await html([closure]));
    expect(words).toContain('unverified: no page read');
    expect(words).toContain('confidence: low');
    expect(words).toMatch(/Place High Gate ?\/ ?Stone Door/);
    expect(text(await html([closure], '?names=hy'))).toContain('Place Դուռ');
  });

  it('links no source that is not a web page, and escapes what the record says', async () => {
    const found = await html([closure]);
    expect(found).toContain('<a href="https://example.org/a" rel="noreferrer nofollow">');
    expect(found).not.toContain('href="javascript');
    expect(found).not.toContain('<shut>');
    expect(found).not.toMatch(/ style=|<script/);
  });

  it('keeps what was corrected and withdrawn in its place, with what it said before', async () => {
    const first = heldItem('report', { id: 'R1', date: '2021-04-01', category: 'count', summary: { en: 'twelve lorries' } });
    const now = heldItem('report', { id: 'R1', date: '2021-04-01', category: 'count', summary: { en: 'eleven lorries' } }, {
      position: 7,
      history: [
        { kind: 'correction', source: origin('2021-04-03', 8), reason: 'counted twice.', before: first.value },
        { kind: 'withdrawal', source: origin('2021-04-05', 9), reason: 'not ours.', before: first.value },
      ],
    });
    const words = text(await html([now]));
    expect(words).toMatch(/withdrawn corrected eleven lorries/);
    expect(words).toMatch(/Corrected; known since 2 April 2021\. Reason: counted twice\. entry 8 What it said before 1 April 2021\. twelve lorries/);
    expect(words).toMatch(/Withdrawn; known since 4 April 2021\. Reason: not ours\./);
  });

  it('filters by address, says how many match, and keeps the choice in its form', async () => {
    const other = heldItem('report', { id: 'R2', date: '2021-05-01', category: 'passage' });
    const found = await html([closure, other], '?kind=report&valid=2021-12-31');
    expect(text(found)).toContain('1 entry of 2 matches what you chose.');
    expect(found).toMatch(/<option value="report" selected/);
    expect(found).toMatch(/name="valid" value="2021-12-31"/);
    expect(found).toContain('<details class="narrow" open');
    expect(text(await html([closure], '?actor=NOBODY&text=%3Cb%3E'))).toContain('No entry of 1 match what you chose.');
  });

  it('lists those who only stand behind the summary on one line for each stance', async () => {
    const words = text(await html([heldItem('report', { id: 'R3', date: '2021-05-01', category: 'count', accounts: [asserts('A'), asserts('B', { through: 'radio' }), { by: 'B', stance: 'disputes' }] })]));
    expect(words).toContain('Asserted by Upland and Lowland (through radio).');
    expect(words).toContain('Disputed by Lowland.');
  });

  it('divides a long record into parts, linked from both ends', async () => {
    const many = Array.from({ length: 60 }, (_, n) => heldItem('report', { id: `r${String(n).padStart(2, '0')}`, date: n < 30 ? '2020-02-01' : '2021-02-01', category: 'count' }));
    const found = await html(many, '?part=2021-02');
    expect(found.match(/<article/g)).toHaveLength(30);
    expect(found.match(/<nav class="parts"/g)).toHaveLength(2);
    expect(found).toMatch(/part=2021-02" aria-current="page"/);
  });

  it('marks the language of every text, in a right-to-left locale too', async () => {
    expect(await html([closure], '', 'hy')).toContain('<bdi lang="hy">Դաշտ</bdi>');
    expect(await html([closure], '', 'ar')).toContain('<bdi lang="en">It is open.</bdi>');
  });
});
