import type { VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import type { ProcessState } from '#process';
import { createWords } from '#words';
import { dossier, messages, sampleApp } from '../../../tests/samples/visit.ts';
import { at, liveTable, report, said } from '../../process/test-table.ts';
import type { PageOf } from '../visit.ts';
import { reportPage } from './report-page.tsx';
import { registerPage } from './register-page.tsx';
import { workPage } from './work-page.tsx';

const words = (en: string) => ({ en }), DAY = '2024-01-02';

const table = () => liveTable()
  .add('monitor', 'report', report('shot', { category: 'incident', place: 'pass', accounts: [said('MON')], summary: words('One shot'), evidence: [{ digest: 'a'.repeat(64), bytes: 12, name: 'shot.png' }] }), { recorded: at('2024-01-02') })
  .add('mediator', 'verification', { id: 'v1', by: 'MED', date: DAY, report: 'shot', step: 'substantiated', reason: words('The hole is there') }, { recorded: at('2024-01-05') })
  .add('monitor', 'question', { id: 'q', by: 'MON', about: 'shot', to: 'A', until: '2024-02-01', text: words('Whose was it?') }, { recorded: at('2024-01-06') })
  .add('monitor', 'question', { id: 'q2', by: 'MON', about: 'shot', to: 'B', until: '2024-02-01' }, { recorded: at('2024-01-06') })
  .add('head-a', 'reply', { id: 'r', by: 'A', date: DAY, to: 'q', text: words('Nobody’s') }, { recorded: at('2024-01-07') });

async function page(made: PageOf, state: ProcessState, day: string, id = 'shot', query = '') {
  const found = await made({ app: sampleApp(), words: createWords({ locale: 'en', messages, zone: state.charter.zone }), url: new URL(`http://localhost/pass/reports/shot${query}`), dossier: { ...dossier, state }, asOf: { valid: at(day), known: at(day) } }, { id });
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

  it('lists very many allegations a page at a time, each once', async () => {
    const ids = Array.from({ length: 90 }, (_, index) => `in${String(index).padStart(2, '0')}`), { state } = ids.reduce((all, id) => all.add('monitor', 'report', report(id, { category: 'incident', accounts: [said('MON')], summary: words('A shot') }), { recorded: at('2024-01-02') }), liveTable());
    const shown = await Promise.all([1, 2, 3].map(async (number) => [...((await page(workPage, state, '2024-02-01', '', `?page=${number}`))?.text ?? '').matchAll(/(in\d\d) A shot/g)].map(([, id]) => id)));
    expect(shown.map((one) => one.length)).toEqual([40, 40, 10]);
    expect(shown.flat()).toEqual(ids);
    expect((await page(workPage, state, '2024-02-01'))?.text).toContain('90 allegations without a finding');
  });
});

/** Lengths, directions and a refusal as in spot reports 21/2021 and 39/2021 of the OSCE's mission; days and names invented. */
const passages = () => [['p1', 'up', 'delayed', 43], ['p2', 'down', 'delayed', 128], ['p3', 'up', 'denied', null], ['p4', 'down', 'passed', null]].reduce((all, [id, direction, outcome, minutes]) => all.add('monitor', 'report', report(String(id), {
  category: 'passage', date: '2023-12-01', accounts: [said('MON')], quantities: [{ what: 'queue', value: 9, unit: 'vehicles' }],
  passage: { corridor: 'pass', operator: 'patrol', direction: String(direction), outcome: outcome as 'denied', vehicles: [{ what: 'cars', count: 2 }], ...(minutes === null ? {} : { delayMinutes: Number(minutes), quotedReason: 'no <list>' }) },
})), liveTable());

describe('what may be the same', () => {
  it('is named on the page of a report until somebody says that it is', async () => {
    const twins = () => liveTable().add('monitor', 'report', report('one', { category: 'incident', placeText: 'The ford', accounts: [said('MON')] })).add('head-b', 'report', report('two', { category: 'incident', placeText: 'the ford', accounts: [said('B')] }));
    const seen = async (state: ReturnType<typeof twins>['state']): Promise<string> => (await page((visit) => reportPage(visit, { id: 'one' }), state, '2024-02-01'))?.text ?? '';
    expect(await seen(twins().state)).toMatch(/May tell of the same matter.*two/);
    expect(await seen(twins().add('mediator', 'likeness', { id: 'k', by: 'MED', date: DAY, keep: 'one', same: ['two'], step: 'merged', reason: words('One shot.') }).state)).not.toContain('May tell of the same matter');
  });
});

describe('the register of corridors', () => {
  it('keeps delays, refusals and directions apart, with the reason in quotes', async () => {
    const { text = '' } = await page((visit) => registerPage(visit, { name: 'corridors' }), passages().state, '2024-02-01') ?? {};
    expect(text).toContain('Monitors 4 A matter');
    for (const [direction, outcome] of [['down', 'delayed'], ['up', 'delayed'], ['up', 'denied'], ['down', 'passed']]) expect(text).toContain(`Monitors cars ${direction} ${outcome} 2`);
    expect(text).toContain('patrol; up; 2 cars; delayed; delay 43 minutes Reason given: no &lt;list>');
    expect(text).toContain('patrol; down; 2 cars; delayed; delay 128 minutes');
    expect(text).toContain('9 vehicles');
  });

  it('shows files on people only to whom they may be given, and windows without permission', async () => {
    const { state } = table().add('relief', 'person', { id: 'h', by: 'REL', date: DAY, status: 'missing', fields: { full_name: 'Somebody', home_city: 'Mill' }, consent: [{ to: 'A', until: '2025-01-01' }] }, { audience: 'table' })
      .add('relief', 'person-note', { id: 'n', by: 'REL', date: DAY, person: 'h', step: 'identified' }, { audience: 'table' }).add('head-a', 'person-note', { id: 'n2', by: 'A', date: DAY, person: 'h', step: 'identification-contested' }, { audience: 'table' })
      .add('relief', 'access-window', { id: 'w', by: 'REL', purpose: 'search', what: words('The slope'), place: 'pass', from: '2024-07-01', to: '2024-07-02', notify: ['A', 'B'] }).add('head-a', 'window-step', { id: 's', by: 'A', date: DAY, window: 'w', step: 'acknowledged' });
    const seen = async (who: string | null): Promise<string> => { const reader = [...state.participants.values()].find(({ id }) => id === who); return (await page((visit) => registerPage({ ...visit, ...(reader === undefined ? {} : { reader }) }, { name: 'people' }), state, '2024-02-01'))?.text ?? ''; };
    const [family, other] = [await seen('head-a'), await seen('head-b')];
    expect(family).toContain('Somebody missing identified, contested by the family: open');
    expect(family).toContain('May be given to Upland until 1 January 2025. Open the file. It is noted who opens it.');
    expect(other).toContain('It may not be given to your side.');
    expect(family).not.toContain('Mill');
    expect(other).not.toMatch(/Somebody|Mill|Open the file/);
    expect(family).toMatch(/Upland acknowledged: was told 2 January 2024 – entry \d+ Lowland nothing – – –/);
    expect(family).not.toMatch(/permitted|allowed/);
  });
});
