import { describe, expect, test } from 'vitest';
import type { PersonFile, Report } from '#process';
import { at, liveTable } from '../../process/test-table.ts';
import { likePersons, likenesses } from './likeness.ts';

const AS_OF = { valid: at('2030-01-01'), known: at('2030-01-01') };
const report = (id: string, more: Partial<Report> = {}): Report => ({ id, category: 'incident', date: '2023-05-20', summary: { en: id }, placeText: 'The ford', accounts: [{ by: 'MON', stance: 'asserts' }], ...more });
const table = () => liveTable().add('monitor', 'report', report('held', { persons: [{ group: 'injured', count: 20 }] }));
const like = (more: Partial<Report>) => likenesses(table().state, AS_OF, [report('new', more)]).get('new') ?? [];

describe('what may tell of the same matter', () => {
  test.each<[string, Partial<Report>, boolean]>([
    ['same place in other letters, same day', { placeText: 'the FORD' }, true], ['another place', { placeText: 'The mill' }, false], ['no place', { placeText: undefined as never }, false], ['another category', { category: 'observation' }, false],
    ['the day after', { date: '2023-05-21' }, false], ['the day after, give or take a day', { date: '2023-05-21', uncertainty: 'P1D' }, true], ['a month that holds the day', { date: '2023-05' }, true],
    ['a number close by', { persons: [{ group: 'injured', count: 21 }] }, true], ['a number far off', { persons: [{ group: 'injured', count: 30 }] }, false], ['a number of others', { persons: [{ group: 'killed', count: 1 }] }, true],
  ])('%s', (_, more, expected) => { expect(like(more)).toEqual(expected ? ['held'] : []); });

  test('points are one place as far as both are unsure of, also over the edge of a cell', () => {
    const point = (lat: number, precision: number) => ({ placeText: undefined as never, point: { lat, lon: 46.5, precision } });
    const { state } = liveTable().add('monitor', 'report', report('held', point(39.4999, 100)));
    const found = (lat: number, precision: number) => likenesses(state, AS_OF, [report('new', point(lat, precision))]).size;
    expect([found(39.5005, 100), found(39.51, 100), found(39.51, 10_000)]).toEqual([1, 0, 1]);
  });

  test('what was told alike, or withdrawn, is not suggested', () => {
    const told = table().add('monitor', 'report', report('twin')).add('monitor', 'likeness', { id: 'l', by: 'MON', date: '2023-05-21', keep: 'twin', same: ['held'], step: 'merged', reason: { en: 'One report.' } });
    expect(likenesses(told.state, AS_OF, [report('new')]).get('new')).toEqual(['twin']);
    expect(likenesses(table().add('monitor', 'withdrawal', { id: 'w', withdraws: 'held', reason: 'Wrong.', date: '2023-05-21' }).state, AS_OF, [report('new')]).size).toBe(0);
  });

  test('people: by name with birth or age, never by a name alone; or because a note links their files', () => {
    const file = (id: string, fields: PersonFile['fields']): PersonFile => ({ id, by: 'REL', date: '2023-05-20', status: 'missing', consent: [], fields });
    const { state } = liveTable().add('relief', 'person', file('p1', { person_record_id: 'x.example/1', full_name: 'Ann  Mill', age: '30' }), { audience: 'table' })
      .add('relief', 'person', file('p2', { full_name: 'A. Mill' }), { audience: 'table' })
      .add('relief', 'person-note', { id: 'n', by: 'REL', date: '2023-05-21', person: 'p2', fields: { linked_person_record_id: 'x.example/1' } }, { audience: 'table' });
    const as = (id: string) => { const reader = [...state.participants.values()].find((one) => one.id === id); if (reader === undefined) throw new Error(id); return reader; };
    const found = (fields: PersonFile['fields'], who = 'relief') => likePersons(state, AS_OF, [file('new', fields)], as(who)).get('new');
    expect([found({ given_name: 'ann', family_name: 'mill', age: '30' }), found({ full_name: 'Ann Mill' }), found({ full_name: 'Ann Mill', age: '31' })]).toEqual([['p1'], undefined, undefined]);
    expect(likePersons(state, AS_OF, [file('p2', {})], as('relief')).get('p2')).toEqual(['p1']);
    expect(found({ full_name: 'Ann Mill', age: '30' }, 'head-b')).toBeUndefined();
  });
});
