import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { day, status, statuses } from '../../../tests/samples/pass-road.ts';
import { messages, sampleApp, visitTo } from '../../../tests/samples/visit.ts';
import { statePage } from './state.tsx';

async function page(query = '', app = sampleApp(), locale = 'en') {
  const made = await statePage(visitTo(`/pass${query}`, app, locale), {});
  if (made === null) throw new Error('no page');
  return { ...made, html: render(made.main as VNode) };
}
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

describe('the page of the state of the agreement', () => {
  it('shows each commitment with who owes it to whom by when, and each account’s word, finality and time', async () => {
    const { html } = await page();
    const row = text(/<tr role="row" class="differs">.*?<\/tr>/s.exec(html)?.[0] ?? '');
    expect(row).toContain('Pass road open clause m1');
    expect(row).toMatch(/Tavria\s*→\s*to\s*users of the road at all times from 2 March 2021 accounts differ/);
    expect(row).toContain('kept so far since 2 March 2021 · provisional');
    expect(row).toContain('not kept since 10 June 2021 · settled');
  });

  it('has the same form for each side: the columns are the accounts, in the order of the record', async () => {
    const { html } = await page('?instrument=MEMO');
    expect([...html.matchAll(/scope="col">([^<]+)</g)].map(([, name]) => name)).toEqual(['Commitment', 'Tavria', 'Velland', 'Pass Monitors', 'the agreed rule of verification']);
  });

  it('shows each reading’s word where readings part', async () => {
    expect(text((await page()).html)).toMatch(/\(a\)\s+fulfilled on 20 March 2021 · settled \(b\)\s+fulfilled late on 20 March 2021 · settled/);
  });

  it('names the silent, and what no fact could decide with its reason', async () => {
    const words = text((await page()).html);
    expect(words).toContain('No account in this case on anything shown here by 1 more: Relief &lt;Society> &amp; Friends.');
    expect(words).toMatch(/1 commitment that no fact could decide.*Work in good spirit clause m3.*no fact could decide it/);
  });

  it('escapes what the record says, and marks its language', async () => {
    const { html } = await page('', sampleApp(), 'hy');
    expect(html).not.toContain('<Society>');
    expect(html).toContain('<bdi lang="hy">Տավրիա</bdi>');
    expect(html).toContain('<bdi lang="en">Velland</bdi>');
  });

  it('has no inline style or script, which the policy would refuse', async () => {
    expect((await page()).html).not.toMatch(/ style=|<script|onclick=/);
  });

  it('says first what could not be read, with a link to the field, and shows the rest', async () => {
    const { html, status: number } = await page('?since=tomorrow&party=<b>&differ=1');
    expect(number).toBe(400);
    expect(html.startsWith('<div class="warning" role="alert"')).toBe(true);
    expect(text(html)).toContain('“tomorrow” is no day of the calendar');
    expect(html).toContain('<a href="#since">');
    expect(html).not.toContain('<b>”');
    expect(text(html)).toContain('Pass road open');
  });

  it('keeps choices in links and in the form, the language and names with them', async () => {
    const { html } = await page('?lang=en&names=both&valid=2021-12-31&by=TAV&by=MON');
    expect(html).toContain('href="/pass?valid=2021-12-31&amp;lang=en&amp;names=both&amp;differ=1&amp;by=TAV&amp;by=MON"');
    expect(html).toContain('<input type="hidden" name="names" value="both"/>');
    expect(html.match(/name="by" value="(TAV|MON)" checked/g)).toHaveLength(2);
    expect(text(html)).toContain('2 more have an account and are not shown, as you chose: Velland and the agreed rule of verification.');
  });

  it('compares with an earlier day and says what was shown then', async () => {
    const earlier = statuses.map((one) => (one.commitment === 'M1' && one.perspective === 'VEL' ? status('M1', 'VEL', { performance: 'kept' }) : one));
    const { html } = await page('?since=2021-06-09', sampleApp(({ valid }) => (valid === day('2021-06-09').to ? earlier : statuses)));
    expect(text(html)).toMatch(/not kept since 10 June 2021 · settled before: kept so far/);
    expect(html).not.toContain('No shelling');
  });

  it('says so where nothing answers to the choices', async () => {
    expect(text((await page('?status=overdue')).html)).toContain('No commitment answers to these choices.');
  });
});

describe('the sentences of verdicts', () => {
  it('exist for every word, with what it means', async () => {
    const { VERDICTS } = await import('#views');
    expect(VERDICTS.flatMap((word) => [`verdict.${word}`, `verdict.means.${word}`]).filter((key) => messages[key] === undefined)).toEqual([]);
  });
});
