import { describe, expect, it } from 'vitest';
import { timeline } from './timeline.ts';
import { itemAsOf } from './timeline-asof.ts';
import { asserts, dayStart, heldItem, origin, testRecord } from '../../tests/samples/record.ts';

const asOf = (valid: string, known = valid) => ({ valid: dayStart(valid), known: dayStart(known) });
const shown = (found: ReturnType<typeof timeline>) => found.months.flatMap((month) => month.rows.map((row) => row.entry.value.id));

const record = testRecord({
  actors: [{ id: 'A', kind: 'party', label: { en: 'Upland' } }, { id: 'A-mfa', kind: 'party', label: { en: 'Ministry' }, partOf: 'A' }, { id: 'B', kind: 'party', label: { en: 'Lowland' } }],
  places: [{ id: 'pass', names: { 'en-a': 'High Gate', 'en-b': 'Stone Door' } }],
  instruments: [{ id: 'T', kind: 'agreement', title: { en: 'Treaty' }, date: '2020-03-01', parties: ['A', 'B'], clauses: [], sources: [] }],
  signatures: [{ id: 'S', instrument: 'T', actor: 'A', date: '2020-03-02', mode: 'signed' }],
  items: [
    heldItem('report', { id: 'month', date: '2021-05', category: 'observation' }),
    heldItem('report', { id: 'seen', date: '2021-05-01', category: 'observation', place: 'pass', accounts: [asserts('A-mfa', { text: { en: 'Snow on the ROAD' } })] }),
    heldItem('statement', { id: 'said', date: '2020-12-31', type: 'demand', commitments: ['c1'], accounts: [asserts('B')] }),
    heldItem('meeting', { id: 'met', date: '2021-06-10', status: 'held', title: { en: 'Talks' }, participants: ['A', 'B'] }, { known: '2021-07-01' }),
  ],
});

describe('timeline', () => {
  it('puts everything in order of valid time: days before the month that holds them, texts and signatures included', () => {
    expect(shown(timeline(record, asOf('2022-01-01')))).toEqual(['T', 'S', 'said', 'seen', 'month', 'met']);
  });

  it('keeps the order of the record among entries of the same day', () => {
    const answered = heldItem('meeting', { id: 'a-declined', date: '2021-01-01', status: 'declined', participants: [] }, { position: 6 });
    const proposed = heldItem('meeting', { id: 'b-proposed', date: '2021-01-01', status: 'proposed', participants: [] }, { position: 5 });
    expect(shown(timeline(testRecord({ items: [answered, proposed] }), asOf('2022-01-01')))).toEqual(['b-proposed', 'a-declined']);
  });

  it('shows nothing that was not yet known, and nothing that had not yet come', () => {
    expect(shown(timeline(record, asOf('2022-01-01', '2021-06-11')))).not.toContain('met');
    expect(shown(timeline(record, asOf('2021-05-01', '2022-01-01')))).not.toContain('seen');
    expect(shown(timeline(record, asOf('2021-05-02', '2022-01-01')))).toContain('seen');
  });

  it('groups by month of the process zone', () => {
    expect(timeline(record, asOf('2022-01-01')).months.map(({ month }) => month)).toEqual(['2020-03', '2020-12', '2021-05', '2021-06']);
  });

  it('filters by kind, place, commitment and text in any case, and by actor with its parts', () => {
    const only = (filter: Parameters<typeof timeline>[2]) => shown(timeline(record, asOf('2022-01-01'), filter));
    expect(only({ kind: 'meeting' })).toEqual(['met']);
    expect(only({ place: 'pass' })).toEqual(['seen']);
    expect(only({ commitment: 'c1' })).toEqual(['said']);
    expect(only({ text: 'road snow' })).toEqual(['seen']);
    expect(only({ text: 'STONE' })).toEqual(['seen']);
    expect(only({ text: 'nowhere' })).toEqual([]);
    expect(only({ actor: 'A' })).toEqual(['T', 'S', 'seen', 'met']);
    expect(only({ actor: 'B', kind: 'meeting' })).toEqual(['met']);
  });

  it('offers each choice with the number it would show alone, whatever else is filtered', () => {
    const { choices, total, matching } = timeline(record, asOf('2022-01-01'), { kind: 'meeting' });
    expect(choices.actors).toEqual([{ id: 'A', count: 4 }, { id: 'A-mfa', count: 1 }, { id: 'B', count: 3 }]);
    expect([total, matching]).toEqual([6, 1]);
  });

  it('divides into parts of whole months when one page is not enough', () => {
    const dates = [...Array<string>(25).fill('2020-01-01'), ...Array<string>(10).fill('2020-02-01'), ...Array<string>(50).fill('2020-03-01'), '2021-01-01'];
    const many = testRecord({ items: dates.map((date, n) => heldItem('report', { id: `r${n}`, date, category: 'count' })) });
    const found = timeline(many, asOf('2022-01-01'));
    expect(found.parts).toEqual([{ name: '2020-01', first: '2020-01', last: '2020-02', count: 35 }, { name: '2020-03', first: '2020-03', last: '2020-03', count: 50 }, { name: '2021-01', first: '2021-01', last: '2021-01', count: 1 }]);
    expect(found.part).toBe(found.parts[0]);
    expect(timeline(many, asOf('2022-01-01'), { part: '2020-03' }).months.map(({ month }) => month)).toEqual(['2020-03']);
    expect(timeline(many, asOf('2022-01-01'), { part: '1999-01' }).part).toEqual(found.parts[0]);
    expect(timeline(many, asOf('2022-01-01'), { text: 'nowhere' })).toMatchObject({ parts: [], part: null, months: [] });
    expect(timeline(record, asOf('2022-01-01')).parts).toHaveLength(1);
  });

  it('divides a month that has very many, and shows each entry in one part', () => {
    const dates = ['2020-01-05', ...Array<string>(150).fill('2020-02-01'), '2020-03-01'], many = testRecord({ items: dates.map((date, n) => heldItem('report', { id: `r${n}`, date, category: 'count' }, { position: n + 1 })) });
    const { parts } = timeline(many, asOf('2022-01-01'));
    expect(parts.map(({ name, count }) => [name, count])).toEqual([['2020-01', 1], ['2020-02', 36], ['2020-02.2', 36], ['2020-02.3', 36], ['2020-02.4', 36], ['2020-02.5', 6], ['2020-03', 1]]);
    const shown = parts.flatMap(({ name }) => timeline(many, asOf('2022-01-01'), { part: name }).months.flatMap(({ rows }) => rows.map(({ entry }) => entry.value.id)));
    expect(shown).toEqual(dates.map((_, n) => `r${n}`));
  });
});

describe('an item as of a time of record', () => {
  const first = { id: 'x', date: '2021-01-01', category: 'count' as const };
  const before = heldItem('report', { ...first, summary: { en: 'twelve' } }).value;
  const item = heldItem('report', { ...first, summary: { en: 'eleven' } }, {
    history: [
      { kind: 'correction', source: origin('2021-02-01', 5), reason: 'miscounted', before },
      { kind: 'withdrawal', source: origin('2021-03-01', 6), reason: 'not ours', before: heldItem('report', { ...first, summary: { en: 'eleven' } }).value },
    ],
  });
  const at = (day: string) => itemAsOf(item, dayStart(day));

  it('says what it said then', () => {
    expect(at('2020-12-31')).toBeNull();
    expect(at('2021-01-01')).not.toBeNull();
    expect(at('2021-01-15')).toMatchObject({ value: { summary: { en: 'twelve' } }, history: [] });
    expect(at('2021-02-02')).toMatchObject({ value: { summary: { en: 'eleven' } }, history: [{ kind: 'correction' }] });
    expect(at('2021-04-01')?.history).toHaveLength(2);
  });
});
