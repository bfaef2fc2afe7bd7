import { describe, expect, it } from 'vitest';
import type { Fact, Keys } from '#agreement';
import { stretches, stateClaims } from './corridor-claims.ts';
import { countDays } from './corridor-outages.ts';
import { corridors } from './corridor.ts';
import { asserts, dayStart, heldItem, origin, testRecord } from '../../tests/samples/record.ts';

const DAY = 86_400;
const open: Fact = { id: 'open', kind: 'state', keys: ['corridor', 'traffic'], label: { en: 'open' }, holds: { en: 'is open' }, holdsNot: { en: 'is not open' } };
const PASS: Keys = { corridor: 'pass' };
const actors = [
  { id: 'B', kind: 'party' as const, label: { en: 'B' } }, { id: 'A', kind: 'party' as const, label: { en: 'A' } },
  { id: 'A-army', kind: 'party' as const, label: { en: 'army of A' }, partOf: 'A' }, { id: 'Obs', kind: 'monitor' as const, label: { en: 'observers' } },
];
const until = (day: string) => ({ valid: dayStart(day), known: dayStart(day) });

function said(id: string, by: string, holds: boolean, from: string, to?: string, of: Keys = PASS) {
  return heldItem('statement', { id, date: from, type: 'statement', accounts: [asserts(by, { facts: [{ fact: 'open', of, holds, from, ...(to === undefined ? {} : { to }) }] })] });
}

/** Stretches as days since 1 January 2021, ends rounded up: a day of change lasts from its first second to its last but one. */
function account(items: ReturnType<typeof said>[], end: string) {
  const claims = stateClaims(testRecord({ actors, facts: [open], items }), until(end));
  const day = (at: number): number => Math.ceil((at - dayStart('2021-01-01')) / DAY);
  return stretches(claims, dayStart(end)).map(({ from, to, said: what }) => [day(from), day(to), what]);
}

describe('what one account says over time', () => {
  it('goes on until the account says otherwise; the day of a change is uncertain', () => {
    expect(account([said('1', 'A', false, '2021-01-02'), said('2', 'A', true, '2021-01-05')], '2021-01-11'))
      .toEqual([[1, 2, 'changing'], [2, 4, 'not'], [4, 5, 'changing'], [5, 10, 'holds']]);
  });

  it('is restored at the end of a failure, as the evaluator has it, and silent after the end of what held', () => {
    expect(account([said('1', 'A', false, '2021-01-02', '2021-01-04')], '2021-01-08')).toEqual([[1, 2, 'changing'], [2, 3, 'not'], [3, 4, 'changing'], [4, 7, 'holds']]);
    expect(account([said('1', 'A', true, '2021-01-02', '2021-01-04')], '2021-01-08')).toEqual([[1, 2, 'changing'], [2, 3, 'holds'], [3, 4, 'changing']]);
  });

  it('joins the same thing said twice', () => {
    expect(account([said('1', 'A', false, '2021-01-02'), said('2', 'A', false, '2021-01-05')], '2021-01-08')).toEqual([[1, 2, 'changing'], [2, 7, 'not']]);
  });

  it('is in part where it differs by kind of traffic, or contradicts itself', () => {
    const cars = { ...PASS, traffic: 'cars' }, aid = { ...PASS, traffic: 'aid' };
    const differs = account([said('1', 'A', false, '2021-01-02', undefined, cars), said('2', 'A', true, '2021-01-04', undefined, aid)], '2021-01-08');
    expect(differs).toEqual([[1, 2, 'changing'], [2, 3, 'not'], [3, 4, 'changing'], [4, 7, 'part']]);
    const both = account([said('1', 'A', false, '2021-01-02', undefined, cars), said('2', 'A', true, '2021-01-02', undefined, cars)], '2021-01-04');
    expect(both.at(-1)).toEqual([2, 3, 'part']);
  });

  it('is silent without claims', () => expect(account([], '2021-01-08')).toEqual([]));
});

describe('corridors', () => {
  const record = testRecord({
    actors, facts: [open],
    coverage: [{ id: 'cov', by: 'Obs', fact: 'open', of: PASS, from: '2021-01-01', to: '2021-01-03' }],
    items: [
      said('1', 'A-army', true, '2021-01-01'), said('2', 'A', false, '2021-01-06'), said('3', 'B', true, '2021-01-01'),
      heldItem('statement', { id: '4', date: '2021-01-03', type: 'statement', accounts: [asserts('Obs', { facts: [{ fact: 'open', of: PASS, holds: false, from: '2021-01-03' }] })] },
        { history: [{ kind: 'withdrawal', source: origin('2021-01-04'), reason: 'mistaken', before: said('4', 'Obs', false, '2021-01-03').value }] }),
      heldItem('report', { id: '5', date: '2021-01-02', category: 'closure' }),
      heldItem('report', { id: 'p2', date: '2021-01-05', category: 'passage', passage: { corridor: 'pass', operator: 'aid', direction: 'up', outcome: 'denied' } }),
      heldItem('report', { id: 'p1', date: '2021-01-04', category: 'passage', passage: { corridor: 'pass', operator: 'aid', direction: 'up', outcome: 'passed', delayMinutes: 0 } }),
      heldItem('report', { id: 'p3', date: '2021-01-05', category: 'passage', passage: { corridor: 'tunnel', operator: 'aid', outcome: 'passed' } }),
    ],
  });
  const view = corridors(record, until('2021-01-11'));
  const pass = view.corridors.find((one) => one.id === 'pass');

  it('finds them in the vocabulary and in passages', () => expect(view.corridors.map((one) => one.id)).toEqual(['pass', 'tunnel']));
  it('orders accounts by kind and id, and counts a part with its whole', () => expect(pass?.states[0]?.accounts.map((one) => one.by)).toEqual(['A', 'B']));
  it('counts time in seconds of the window', () => {
    expect(pass?.states[0]?.accounts[0]?.share).toEqual({ holds: 4 * DAY + 1, part: 0, not: 4 * DAY + 1, changing: 2 * DAY - 2, window: 10 * DAY });
    const later = corridors(record, until('2021-01-11'), { from: dayStart('2021-01-05'), to: dayStart('2021-01-09') }).corridors[0]?.states[0]?.accounts[0]?.share;
    expect(later).toEqual({ holds: DAY, part: 0, not: 2 * DAY + 1, changing: DAY - 1, window: 4 * DAY });
  });
  it('tells apart what is laid together, each account of each', () => {
    const apart = [said('1', 'A', true, '2021-01-01', undefined, { ...PASS, traffic: 'cars' }), said('2', 'B', false, '2021-01-01', undefined, { ...PASS, traffic: 'aid' })];
    const [series] = corridors(testRecord({ actors, facts: [open], items: apart }), until('2021-01-11')).corridors[0]?.states ?? [];
    expect(series?.instances.map(({ of, accounts }) => [of['traffic'], accounts.map((one) => one.by)])).toEqual([['aid', ['B']], ['cars', ['A']]]);
    expect(pass?.states[0]?.instances).toEqual([]);
  });
  it('names who is silent; a withdrawn word is no account', () => expect(pass?.states[0]?.silent).toEqual({ expected: [], others: ['Obs'] }));
  it('hears a withdrawn word until it was withdrawn', () => {
    expect(corridors(record, { valid: dayStart('2021-01-11'), known: dayStart('2021-01-03') }).corridors[0]?.states[0]?.accounts.map((one) => one.by)).toContain('Obs');
  });
  it('lists coverage, passages in order, and closures of no named corridor', () => {
    expect(pass?.states[0]?.coverage).toHaveLength(1);
    expect(pass?.passages.map((row) => row.item.value.id)).toEqual(['p1', 'p2']);
    expect(pass?.counts).toEqual([{ direction: 'up', outcome: 'denied', count: 1 }, { direction: 'up', outcome: 'passed', count: 1 }]);
    expect(view.unplaced.map((item) => item.value.id)).toEqual(['5']);
  });
});

describe('counting days without a service', () => {
  const outage = (id: string, from: string, to?: string, endUnknown = false) => heldItem('report', {
    id, date: from, category: 'outage', accounts: [asserts('A')], outage: { service: 'gas', level: 'full', from, ...(to === undefined ? {} : { to }), ...(endUnknown ? { endUnknown } : {}) },
  });
  const count = (items: ReturnType<typeof outage>[], end: string) => corridors(testRecord({ actors, items }), until(end)).services[0]?.counts[0];

  it('differs by rule: last day less first, or every day touched', () => {
    expect(count([outage('1', '2021-01-02', '2021-01-05'), outage('2', '2021-01-05', '2021-01-07')], '2021-02-01')).toMatchObject({ sum: 5, union: 6, outages: 2 });
  });
  it('runs one without end to the last day shown', () => expect(count([outage('1', '2021-01-02')], '2021-01-06')).toMatchObject({ sum: 3, union: 4, endUnknown: 0 }));
  it('runs one whose end nobody knows to the day to which its report speaks', () => {
    const published = outage('1', '2021-01-02', undefined, true);
    const later = { ...published, value: { ...published.value, publishedAt: '2021-01-04' } } as typeof published;
    expect(count([later], '2021-02-01')).toMatchObject({ sum: 2, union: 3, outages: 1, endUnknown: 1 });
    expect(count([outage('2', '2021-01-03', undefined, true)], '2021-02-01')).toMatchObject({ sum: 0, union: 1, outages: 1, endUnknown: 1 });
  });
  it('counts an overlap twice in the sum and once in the union', () => {
    expect(count([outage('1', '2021-01-02', '2021-01-06'), outage('2', '2021-01-04', '2021-01-08')], '2021-02-01')).toMatchObject({ sum: 8, union: 7 });
  });
  it('counts once what one account tells twice from the same beginning, as it told it last', () => {
    const notice = outage('1', '2021-01-02'), ended = { ...outage('2', '2021-01-02', '2021-01-05'), source: { ...notice.source, position: notice.source.position + 1 } };
    expect(count([ended, notice], '2021-02-01')).toMatchObject({ sum: 3, union: 4, outages: 1 });
  });
  it('ends one without an end when its own account tells of the service, or of what failed in it, as restored, and not before nor by another', () => {
    const live: Fact = { ...open, id: 'live', keys: ['area'] }, at = (area: string, holds: boolean, from: string) => ({ fact: 'live', of: { area }, holds, from });
    const first = outage('1', '2021-01-02'), out = { ...first, value: { ...first.value, accounts: [asserts('A', { facts: [at('north', false, '2021-01-02')] })] } } as typeof first;
    const again = (by: string, area: string, from: string) => heldItem('statement', { id: `s-${by}-${area}-${from}`, date: from, type: 'statement', accounts: [asserts(by, { facts: [at(area, true, from)] })] });
    const days = (...items: Parameters<typeof testRecord>[0]['items'] & object) => corridors(testRecord({ actors, facts: [live], items: [out, ...items] }), until('2021-01-21')).services[0]?.counts[0];
    expect(days()).toMatchObject({ sum: 18, outages: 1 });
    expect(days(again('A', 'south', '2021-01-05'), again('B', 'north', '2021-01-05'), again('A', 'north', '2021-01-01'))).toMatchObject({ sum: 18 });
    expect(days(again('A', 'north', '2021-01-08'), again('A', 'north', '2021-01-06'))).toMatchObject({ sum: 4, union: 5, outages: 1 });
    expect(days(outage('2', '2021-01-03', '2021-01-06'))).toMatchObject({ sum: 4 + 3, union: 5, outages: 2 });
  });
  it('has nothing to count before the window or after it', () => expect(countDays([], { first: 0, last: 10 }, 'UTC')).toEqual({ outages: 0, sum: 0, union: 0, endUnknown: 0 }));
  it('finds the states of a service in the reports of its outages', () => {
    const supplied: Fact = { ...open, id: 'gas.supplied', keys: ['area'] };
    const item = outage('1', '2021-01-02', '2021-01-05');
    const told = { ...item, value: { ...item.value, accounts: [asserts('A', { facts: [{ fact: 'gas.supplied', of: { area: 'north' }, holds: false, from: '2021-01-02', to: '2021-01-05' }] })] } } as typeof item;
    const [service] = corridors(testRecord({ actors, facts: [supplied], items: [told] }), until('2021-02-01')).services;
    expect(service?.states.map((series) => [series.fact.id, series.accounts.map((one) => one.by)])).toEqual([['gas.supplied', ['A']]]);
  });
  it('counts no withdrawn outage', () => {
    const item = outage('1', '2021-01-02', '2021-01-05');
    const withdrawn = { ...item, history: [{ kind: 'withdrawal' as const, source: origin('2021-01-06'), reason: 'error', before: item.value }] };
    expect(count([withdrawn], '2021-02-01')).toBeUndefined();
  });
});
