import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ProcessState } from '#process';
import { createWords } from '#words';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { at, liveTable, report, said } from '../../process/test-table.ts';
import type { PageOf } from '../visit.ts';
import { reportPage } from './report-page.tsx';
import { workPage } from './work-page.tsx';

const words = (en: string) => ({ en }), DAY = '2024-01-02';

const table = () => liveTable()
  .add('monitor', 'report', report('shot', { category: 'incident', place: 'pass', accounts: [said('MON')], summary: words('One shot'), evidence: [{ digest: 'a'.repeat(64), bytes: 12, name: 'shot.png' }] }), { recorded: at('2024-01-02') })
  .add('mediator', 'verification', { id: 'v1', by: 'MED', date: DAY, report: 'shot', step: 'substantiated', reason: words('The hole is there') }, { recorded: at('2024-01-05') })
  .add('monitor', 'question', { id: 'q', by: 'MON', about: 'shot', to: 'A', until: '2024-02-01', text: words('Whose was it?') }, { recorded: at('2024-01-06') })
  .add('monitor', 'question', { id: 'q2', by: 'MON', about: 'shot', to: 'B', until: '2024-02-01' }, { recorded: at('2024-01-06') })
  .add('head-a', 'reply', { id: 'r', by: 'A', date: DAY, to: 'q', text: words('Nobody’s') }, { recorded: at('2024-01-07') });

async function page(made: PageOf, state: ProcessState, day: string, id = 'shot') {
  const found = await made({ app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL('http://localhost/pass/reports/shot'), dossier: { ...dossier, state }, asOf: { valid: at(day), known: at(day) } }, { id });
  return found === null ? null : { title: found.title, text: render(found.main as VNode).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

describe('the page of one report', () => {
  it('says whether it was checked, by whom and why, and how long the finding took', async () => {
    const { text = '' } = await page(reportPage, table().state, '2024-01-08') ?? {};
    expect(text).toContain('Whether it was checked substantiated From record to the first finding: 3 days');
    expect(text).toContain('Mediator 2 January 2024 substantiated The hole is there entry');
    expect(text).toContain('shot.png , 12 bytes');
  });

  it('sets questions and replies side by side; that nobody replied is said as such', async () => {
    const before = await page(reportPage, table().state, '2024-01-08'), after = await page(reportPage, table().state, '2024-03-01');
    expect(before?.text).toContain('Monitors asks Upland for comment by 1 February 2024. entry 9 Whose was it? Upland replies, 2 January 2024. entry 11 Nobody’s');
    expect(before?.text).toContain('Lowland has not replied yet; there is time until 1 February 2024.');
    expect(after?.text).toContain('Lowland has not replied by 1 February 2024. That means nothing by itself.');
  });

  it('suggests commitments with the reason, and has nothing of the report in its title', async () => {
    const found = await page(reportPage, table().state, '2024-01-08');
    expect(found?.text).toContain('T1 Road open : it is about the same place');
    expect(found?.title).toBe('Report shot');
  });

  it('is not there before the report was known, nor under another id', async () => {
    expect([await page(reportPage, table().state, '2024-01-01'), await page(reportPage, table().state, '2024-01-08', 'T1')]).toEqual([null, null]);
  });
});

describe('the page of work', () => {
  it('lists allegations by age, tasks and pairs', async () => {
    const { state } = table().add('mediator', 'task', { id: 't', by: 'MED', to: 'MON', participant: 'monitor', what: words('Look again'), due: '2024-01-10', about: ['shot'] });
    const { text = '' } = await page(workPage, state, '2024-02-01') ?? {};
    expect(text).toContain('0 allegations without a finding');
    expect(text).toMatch(/shot One shot 1 December 2023 Pass Monitors substantiated 3 days/);
    expect(text).toMatch(/Look again shot Mediator Monitors monitor 10 January 2024 given its time is over/);
  });
});
