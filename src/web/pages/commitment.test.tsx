import { readdirSync, readFileSync } from 'node:fs';
import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { state, status, statuses, support } from '../../../tests/samples/pass-road.ts';
import { messages, sampleApp, visitTo } from '../../../tests/samples/visit.ts';
import { commitmentPage } from './commitment.tsx';

async function page(id: string, app = sampleApp(), query = '') {
  const made = await commitmentPage(visitTo(`/pass/commitments/${id}${query}`, app), { id });
  return made === null ? null : { ...made, html: render(made.main as VNode) };
}
const text = (html: string | undefined): string => (html ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const section = (html: string | undefined, id: string): string => text(new RegExp(`<section[^>]*(?:aria-labelledby|id)="${id}".*?</section>`, 's').exec(html ?? '')?.[0]);

describe('the page of a commitment', () => {
  it('is none where the process has none of that id', async () => expect(await page('M9')).toBeNull());

  it('says who comes to which result, and names the silent', async () => {
    const words = text((await page('M1'))?.html);
    expect(words).toMatch(/Accounts differ\. kept so far Tavria since 2 March 2021 · provisional not kept Velland since 10 June 2021 · settled/);
    expect(words).toContain('No account of it in this case by 1 more: Relief &lt;Society> &amp; Friends.');
  });

  it('gives the clause in each of its languages, each in its own direction', async () => {
    const html = (await page('M1'))?.html;
    expect(html).toContain('<blockquote lang="ar" dir="auto">تبقي');
    expect(html).toContain('<blockquote lang="en" dir="auto">Tavria keeps');
    expect(text(html)).toContain('Left open by the words: whether “open” covers goods');
  });

  it('sets published wordings side by side with who published them, and marks where they part', async () => {
    const html = (await page('M2'))?.html ?? '';
    expect(html).toContain('hands over the High Valley <mark>by</mark> 20 March 2021');
    expect(html).toContain('hands over the High Valley <mark>before</mark> 20 March 2021');
    expect(html).toContain('href="https://velland.example/gazette?a=1&amp;b=2"');
    expect(section(html, 'text')).toMatch(/“by” 20 March: that day is in time – by 20 March 2021 read so by Tavria/);
  });

  it('explains each account in sentences whose entries are linked', async () => {
    const html = (await page('M1'))?.html;
    expect(section(html, 'by-VEL')).toContain('By this account it does not hold at the time asked. According to Velland , from 10 June 2021 on: the road is not open . The account names no end. ( entry 21 ) What would change this (1)');
    expect(html).toContain('<a href="/pass/record/21">entry 21</a>');
  });

  it('explains each reading apart', async () => {
    expect(section((await page('M2'))?.html, 'by-VEL')).toMatch(/Under reading \(a\) By this account it was done, in its time\..*Under reading \(b\) By this account it was done, after its time\./);
  });

  it('shows each entry with everybody who speaks in it, their words, sources, grade and which way they speak', async () => {
    const words = section((await page('M1'))?.html, 'entries');
    for (const part of ['A protest &lt;by citizens>', 'A “siege” by Tavria.', 'foreign ministry', 'Monitors’ daily report', 'High Pass / Velpass', 'Published']) expect(words).toContain(part);
    expect(words).toMatch(/Speaks for its being kept: Tavria \. Speaks against its being kept: Velland , Pass Monitors \./);
  });

  it('divides entries that are very many, the last ones first, and names every one of them in the proof', async () => {
    const item = state.items.get('R1');
    if (item === undefined) throw new Error('no R1');
    const many = Array.from({ length: 95 }, (_, index) => ({ ...item, value: { ...item.value, id: `N${index}`, commitments: ['M1'], date: '2021-06-01' }, source: { ...item.source, entry: `n${index}`, position: 100 + index } }) as typeof item);
    const given = statuses.map((one) => (one.commitment === 'M1' && one.perspective === 'TAV' ? { ...one, explanation: { ...one.explanation, because: many.map(({ source: { entry } }) => support(entry, 'TAV', 'road.open', true, '2021-06-01')) } } : one));
    const visit = visitTo('/pass/commitments/M1', sampleApp(() => given)), held = { ...visit.dossier, state: { ...state, items: new Map([...state.items, ...many.map((one) => [one.value.id, one] as const)]) } };
    const at = async (query: string): Promise<string> => render((await commitmentPage({ ...visit, dossier: held, url: new URL(`http://localhost/pass/commitments/M1${query}`) }, { id: 'M1' }))?.main as VNode);
    const parts = await Promise.all(['', '?entries=2', '?entries=3'].map(at)), shown = parts.map((html) => [...html.matchAll(/class="evidence"/g)].length), [last = ''] = parts;
    expect(shown.slice(0, 2)).toEqual([40, 40]);
    expect([...last.slice(last.indexOf('id="proof"')).matchAll(/record\/1\d\d/g)]).toHaveLength(95);
    expect(last).toContain('entries=2#entries');
    expect(text(last)).toContain(`of ${shown.reduce((sum, count) => sum + count, 0)}, in order of time`);
  });

  it('marks what rests on general knowledge', async () => {
    expect(section((await page('M3'))?.html, 'entries').toLowerCase()).toMatch(/unverified|general knowledge/);
  });

  it('gives what is needed to compute it again', async () => {
    const words = section((await page('M1', sampleApp(), '?valid=2021-12-31&known=2021-12-31'))?.html, 'proof');
    expect(words).toContain('first 30 entries');
    expect(words).toContain('d1d1');
    expect(words).toContain('counterpart status pass M1 --valid 2021-12-31 --record 2021-12-31 --json');
  });

  it('never shows as kept or broken what no fact could decide', async () => {
    const words = text((await page('M4'))?.html);
    expect(words).toContain('No fact could decide it, so it is never shown as kept or broken. Why: no fact could decide it');
    expect(words).not.toMatch(/By the account of/);
  });

  it('has no inline style or script, which the policy would refuse', async () => {
    expect((await page('M1'))?.html).not.toMatch(/ style=|<script|onclick=/);
  });
});

describe('the sentences of explanations', () => {
  const rooms = new URL('../../compliance/', import.meta.url);
  const code = readdirSync(rooms).filter((name) => name.endsWith('.ts') && !name.includes('test')).map((name) => readFileSync(new URL(name, rooms), 'utf8')).join('\n');
  it('exist for every rule that the evaluator names', () => {
    const rules = new Set([...code.matchAll(/'((?:achieve|maintain|abstain|assessed|window|order|trigger|determined)\.[a-z-]+)'/g)].map(([, rule]) => rule));
    expect(rules.size).toBeGreaterThan(25);
    expect([...rules].filter((rule) => messages[`explain.rule.${rule}`] === undefined)).toEqual([]);
  });

  it('say every role', async () => {
    const at = { from: 1609459200, to: 1609545600 };
    const held = state.commitments.get('M1')?.value;
    const reasons = [
      { role: 'trigger', entry: 'e-closure', at }, { role: 'coverage', entry: 'e-closure', by: 'VEL', at }, { role: 'grade', entry: 'e-closure', by: 'MON', level: 2, at },
      ...(['activate', 'suspend', 'resume', 'extend', 'waive', 'amend', 'terminate', 'deny-renewal'] as const).map((power) => ({ role: 'power', entry: 'e-closure', by: 'VEL', power, at }) as const),
      { role: 'determination', entry: 'e-closure', by: 'MON', outcome: 'kept', at }, { role: 'determination', entry: 'e-closure', by: 'MON', outcome: 'breached', at },
      { role: 'absence', fact: 'list.sent', from: at.from, to: null }, { role: 'absence', fact: 'list.sent', from: at.from, to: at.to }, { role: 'fulfilment', commitment: 'M2', performance: 'done-late' },
      { role: 'window', from: at.from, to: null }, ...(['by', 'before', 'until'] as const).map((endpoint) => ({ role: 'window', from: at.from, to: at.to, endpoint }) as const),
      support('e-closure', 'VEL', 'shelling', true, '2021-06-10'),
    ] as const;
    const explanation = {
      ...status('M1', 'VEL').explanation, because: reasons, flips: [['e-closure'], ['e-closure', 'e-rumour']], next: { at: at.to, becomes: 'settled' as const },
      excluded: [{ entry: 'e-closure', why: 'recorded-after' as const }, { entry: 'e-closure', why: 'not-yet' as const }, { entry: 'e-closure', why: 'withdrawn' as const, by: 'e-rumour' }, { entry: 'e-closure', why: 'corrected' as const, by: 'e-rumour' }],
    };
    const html = (await page('M1', sampleApp(() => [status('M1', 'VEL', { performance: 'breached', explanation })])))?.html;
    const words = section(html, 'by-VEL');
    expect(held).toBeDefined();
    for (const part of ['is due by 1 January 2021: that day is in time', 'due before 2 January 2021: that day is too late', 'until 2 January 2021, that day excluded', 'No entry of this account speaks of “ list sent ” from 1 January 2021 to 1 January 2021',
      'It waits for High Valley handed over , which stands, by this account: fulfilled late', 'From 2 January 2021 this counts as settled', 'withdrawn by entry 22', 'Without these 2 entries together']) expect(words).toContain(part);
    expect(words).not.toMatch(/[\uE000\uE001]/);
  });
});
