import { describe, expect, it } from 'vitest';
import type { Report } from '#process';
import { PEOPLE, at, liveTable, report, said } from '../../process/test-table.ts';
import { accessViews } from './access.ts';
import { NO_FILTER, REGISTERS, parseRegisterFilter, register, registerRows } from './registers.ts';
import { soughtViews } from './sought.ts';
import { carriedOf, purposeOf, quantitiesOf, stocksOf, warningsOf } from './supplies.ts';

const words = { en: 'words' }, DAY = '2023-12-02', NOW = { valid: at('2024-06-01'), known: at('2024-06-01') };
const CATEGORIES: readonly Report['category'][] = ['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count', 'detention', 'exchange', 'search', 'identification'];

describe('registers', () => {
  it('hold every report once, whatever its category', () => {
    const table = liveTable();
    for (const category of CATEGORIES) table.add('monitor', 'report', report(`r-${category}`, { category, accounts: [said('MON')] }));
    const held = REGISTERS.flatMap((name) => registerRows(table.state, NOW, name).map(({ held: { value } }) => value.id));
    expect(held.toSorted()).toEqual(CATEGORIES.map((category) => `r-${category}`).toSorted());
  });

  const shots = () => liveTable()
    .add('monitor', 'report', report('one', { category: 'incident', place: 'pass', date: '2023-12-01', accounts: [said('MON')] })).add('head-a', 'verification', { id: 'v', by: 'A', date: DAY, report: 'one', step: 'not-substantiated', reason: words })
    .add('head-b', 'report', report('two', { category: 'incident', date: '2023-12-03', accounts: [said('B')] }))
    .add('head-b', 'report', report('again', { category: 'incident', date: '2023-12-03', accounts: [said('B')] }))
    .add('monitor', 'report', report('gone', { category: 'incident', accounts: [said('MON')] })).add('monitor', 'withdrawal', { id: 'w', withdraws: 'gone', reason: words, date: DAY });

  it('count by source and category, never over sources, and neither what was withdrawn nor what is the same', () => {
    const table = shots().add('mediator', 'likeness', { id: 'k', by: 'MED', date: DAY, keep: 'two', same: ['again'], step: 'merged', reason: words });
    const { counts, rows } = register(table.state, NOW, 'incidents');
    expect(counts).toEqual([{ by: 'B', category: 'incident', count: 1, disputed: 0 }, { by: 'MON', category: 'incident', count: 1, disputed: 1 }]);
    expect(rows.map(({ held, standing }) => [held.value.id, standing])).toEqual([['gone', 'withdrawn'], ['one', 'counted'], ['again', 'merged'], ['two', 'counted']]);
    table.add('mediator', 'likeness', { id: 'k2', by: 'MED', date: DAY, keep: 'two', same: ['again'], step: 'unmerged', reason: words });
    expect(register(table.state, NOW, 'incidents').counts.find(({ by }) => by === 'B')?.count).toBe(2);
  });

  it('are narrowed by place, source and time, each alone and together', () => {
    const { state } = shots(), ids = (filter: Partial<typeof NO_FILTER>) => register(state, NOW, 'incidents', { ...NO_FILTER, ...filter }).rows.map(({ held }) => held.value.id);
    expect([ids({ place: 'pass' }), ids({ by: 'B' }), ids({ from: '2023-12-02' }), ids({ to: '2023-12-01' }), ids({ by: 'B', to: '2023-12-01' }), ids({ category: 'closure' })]).toEqual([['one'], ['again', 'two'], ['again', 'two'], ['gone', 'one'], [], []]);
  });

  it('show what was known then', () => expect(register(shots().state, { valid: NOW.valid, known: at('2024-01-01') }, 'incidents').total).toBe(0));

  it('say which choice of an address cannot be read, and leave it out', () => {
    const { state } = shots(), whole = register(state, NOW, 'incidents'), read = (query: string) => { const { filter, problems } = parseRegisterFilter(new URLSearchParams(query), state, whole); return [problems.map(({ field, refusal }) => `${field} ${refusal.code}`), filter]; };
    expect(read('place=moon&by=B&from=2023-12-03&to=2023-12-01')).toEqual([['to register.times-reversed', 'place filter.unknown-choice'], { ...NO_FILTER, by: 'B', from: '2023-12-03' }]);
    expect(read('from=yesterday&to=2023-02-30')).toEqual([['from filter.time', 'to filter.time'], NO_FILTER]);
    expect(read('from=2023-12-01&to=2023-12-01&place=')).toEqual([[], { ...NO_FILTER, from: '2023-12-01', to: '2023-12-01' }]);
  });
});

describe('windows of safe access', () => {
  const asked = () => liveTable().add('relief', 'access-window', { id: 'pump', by: 'REL', purpose: 'repair', what: words, place: 'pass', from: '2024-07-01', to: '2024-07-02', notify: ['B', 'A'], monitor: 'MON' });

  it('keep each side’s own word, in the order of screens; nothing on record is no answer', () => {
    const { state } = asked().add('envoy-mfa', 'window-step', { id: 's1', by: 'A-mfa', date: DAY, window: 'pump', step: 'acknowledged' });
    const [view] = accessViews(state, NOW);
    expect(view?.notified.map(({ by, step }) => [by, step?.value.step])).toEqual([['A', 'acknowledged'], ['B', undefined]]);
    expect([view?.time, view?.outcomes, view?.monitored]).toEqual(['ahead', [], null]);
    expect(accessViews(state, { ...NOW, valid: at('2024-07-02') })[0]?.time).toBe('now');
    expect(accessViews(state, { ...NOW, valid: at('2024-07-03') })[0]?.time).toBe('over');
  });

  it('take the last word of a side, and each side’s own word of what became of it', () => {
    const { state } = asked().add('head-a', 'window-step', { id: 's1', by: 'A', date: DAY, window: 'pump', step: 'acknowledged' }).add('head-a', 'window-step', { id: 's2', by: 'A', date: DAY, window: 'pump', step: 'objected' })
      .add('monitor', 'window-step', { id: 's3', by: 'MON', date: DAY, window: 'pump', step: 'prevented' }).add('relief', 'window-step', { id: 's4', by: 'REL', date: DAY, window: 'pump', step: 'broken-off' });
    const [view] = accessViews(state, NOW);
    expect(view?.notified[0]?.step?.value.step).toBe('objected');
    expect(view?.outcomes.map(({ value }) => [value.by, value.step])).toEqual([['MON', 'prevented'], ['REL', 'broken-off']]);
    expect(['windows', 'infrastructure', 'corridors'].map((name) => register(state, NOW, name as 'windows').rows.map(({ category, disputed }) => [category, disputed]))).toEqual([[['window-repair', true]], [['window-repair', true]], []]);
  });
});

describe('people who are sought', () => {
  const reader = (id: string) => PEOPLE.find((person) => person.id === id);
  const note = (id: string, step: 'searched' | 'identified' | 'identification-contested' | 'identification-accepted' | 'handed-over') => ({ id, by: 'REL', date: DAY, person: 'h', step });
  const file = () => liveTable().add('relief', 'person', { id: 'h', by: 'REL', date: DAY, status: 'remains', fields: { full_name: 'Somebody' }, consent: [{ to: 'A' }, { to: 'MON', until: '2024-05-01' }] }, { audience: 'table' });

  it('are shown to whom they may be given, as long as they may', () => {
    const { state } = file(), entitled = (id: string, day = '2024-06-01') => soughtViews(state, { valid: at(day), known: NOW.known }, ['remains'], reader(id))[0]?.entitled;
    expect([entitled('relief'), entitled('head-a'), entitled('envoy-mfa'), entitled('head-b'), entitled('monitor', '2024-05-01'), entitled('monitor', '2024-05-02')]).toEqual([true, true, true, false, true, false]);
    expect(soughtViews(state, NOW, ['remains'], undefined)[0]?.entitled).toBe(false);
    expect(soughtViews(state, NOW, ['missing'], reader('relief'))).toEqual([]);
  });

  it('an identification that the family contests stays open, whatever is said after, until they accept it', () => {
    const table = file(), fates: (string | undefined)[] = [];
    for (const [index, step] of (['searched', 'identified', 'identification-contested', 'identified', 'handed-over', 'identification-accepted', 'handed-over'] as const).entries()) {
      table.add('relief', 'person-note', note(`n${index}`, step), { audience: 'table' });
      fates.push(soughtViews(table.state, NOW, ['remains'], undefined)[0]?.fate);
    }
    expect(fates).toEqual(['open', 'identified', 'contested', 'contested', 'contested', 'accepted', 'handed-over']);
  });

  it('two files told to be about one person stand as one, with the notes of both', () => {
    const { state } = file().add('monitor', 'person', { id: 'h2', by: 'MON', date: DAY, status: 'remains', fields: {}, consent: [] }, { audience: 'table' }).add('relief', 'person-note', note('n', 'searched'), { audience: 'table' })
      .add('monitor', 'person-note', { id: 'm', by: 'MON', date: DAY, person: 'h2', step: 'searched' }, { audience: 'table' }).add('mediator', 'likeness', { id: 'k', by: 'MED', date: DAY, keep: 'h', same: ['h2'], step: 'merged', reason: words }, { audience: 'table' });
    expect(soughtViews(state, NOW, ['remains'], reader('relief'))).toMatchObject([{ same: ['h2'], searches: 2 }]);
  });
});

describe('living conditions and what passed', () => {
  it('the last that each account says of a thing and place stands', () => {
    const stock = (id: string, by: string, date: string, days: number) => ['report', report(id, { category: 'living-conditions', place: 'pass', date, accounts: [said(by)], stocks: [{ what: 'bread', days, price: 2, currency: 'TAV' }] })] as const;
    const { state } = liveTable().add('monitor', ...stock('a', 'MON', '2023-12-05', 3)).add('monitor', ...stock('b', 'MON', '2023-12-01', 9)).add('head-b', ...stock('c', 'B', '2023-12-02', 20));
    expect(stocksOf(registerRows(state, NOW, 'living')).map(({ by, stock: { days } }) => [by, days])).toEqual([['B', 20], ['MON', 3]]);
  });

  it('warnings stand until somebody ends them', () => {
    const warning = { by: 'MON', date: DAY, threshold: words, text: words };
    const { state } = liveTable().add('monitor', 'report', report('r', { category: 'living-conditions', accounts: [said('MON')] })).add('monitor', 'warning', { ...warning, id: 'w1', level: 'alarm', about: ['r'] }).add('monitor', 'warning', { ...warning, id: 'w2', level: 'watch', about: ['r'] }).add('monitor', 'warning', { ...warning, id: 'w3', level: 'ended', about: ['w2'] });
    expect(warningsOf(state, NOW).map(({ warning: { value }, ended }) => [value.id, ended?.value.id])).toEqual([['w1', undefined], ['w2', 'w3']]);
  });

  it('numbers that reports give are added up by account, direction and outcome; missing ones are counted as missing', () => {
    const passage = (id: string, vehicles: NonNullable<Report['passage']>['vehicles'] & object, outcome: 'passed' | 'denied' = 'passed') => ['report', report(id, { category: 'passage', accounts: [said('MON')], passage: { corridor: 'pass', operator: 'relief', direction: 'up', outcome, vehicles } })] as const;
    const { state } = liveTable().add('monitor', ...passage('a', [{ what: 'lorries', count: 3 }])).add('monitor', ...passage('b', [{ what: 'lorries', count: 4 }, { what: 'cars' }])).add('monitor', ...passage('c', [{ what: 'lorries', count: 5 }], 'denied'));
    expect(carriedOf(registerRows(state, NOW, 'corridors')).map(({ by: _by, direction: _direction, ...rest }) => rest)).toEqual([{ what: 'cars', outcome: 'passed', count: 0, without: 1 }, { what: 'lorries', outcome: 'denied', count: 5, without: 0 }, { what: 'lorries', outcome: 'passed', count: 7, without: 0 }]);
  });

  it('what a passage is for is the answer of its form, or follows from the patients it carries; queues are counted in their unit', () => {
    const { state } = liveTable().add('monitor', 'report', report('a', { category: 'passage', accounts: [said('MON')], persons: [{ group: 'patients', count: 2 }], quantities: [{ what: 'queue', value: 12, unit: 'vehicles' }] })).add('monitor', 'report', report('b', { category: 'passage', accounts: [said('MON')], persons: [{ group: 'patients' }], answers: { purpose: 'private' } }));
    const rows = registerRows(state, NOW, 'corridors');
    expect(rows.map(({ held }) => (held.kind === 'report' ? purposeOf(held) : null))).toEqual(['medical', null]);
    expect(quantitiesOf(rows, 'queue').map(({ quantity }) => quantity.value)).toEqual([12]);
  });
});
