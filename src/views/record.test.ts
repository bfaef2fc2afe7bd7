import { describe, expect, test } from 'vitest';
import type { HeldItem, ProcessState } from '#process';
import { state as pass } from '../../tests/samples/pass-road.ts';
import { sites, voices } from './about.ts';
import { recordLines, search } from './record.ts';

const origin = (entry: string, position: number) => ({ entry: entry.padEnd(64, '0'), position, author: 'key-1', capacity: 'editor' as const, madeAt: 0, recorded: 100 + position, known: position });
const charter = { charter: pass.charter, agreedBy: [] };
const first: HeldItem = {
  kind: 'report', source: origin('bb', 40), history: [
    { kind: 'correction', source: origin('cc', 41), reason: 'miscounted', before: { id: 'R9', date: '2021-04-01', category: 'count', summary: { en: 'Twelve lorries passed Ögel' }, accounts: [{ by: 'MON', stance: 'asserts' }] } },
    { kind: 'withdrawal', source: origin('dd', 42), reason: 'not seen', before: { id: 'R9', date: '2021-04-01', category: 'count', summary: { en: 'Eleven lorries' }, accounts: [{ by: 'MON', stance: 'asserts' }] } },
  ],
  value: { id: 'R9', date: '2021-04-01', category: 'count', summary: { en: 'Eleven lorries' }, accounts: [{ by: 'MON', stance: 'asserts' }], sources: [{ url: 'https://www.example.org/a' }, { url: 'https://EXAMPLE.org/b' }, { title: 'general knowledge; no page found' }] },
};
const state: ProcessState = {
  ...pass, participants: new Map([['key-1', { id: 'ed', name: 'The editors', capacity: 'editor', key: 'key-1' }]]),
  ground: new Map([['aa'.padEnd(64, '0'), { value: { kind: 'charter', content: charter }, source: origin('aa', 0) }]]),
  items: new Map([...pass.items, ['R9', first]]), withheld: new Map(),
};
const lines = recordLines(state);

describe('the lines of the record', () => {
  test('are in the order of the log, charter first, each change an entry of its own', () => {
    expect(lines.map(({ position }) => position)).toEqual(lines.map(({ position }) => position).toSorted((a, b) => a - b));
    expect(lines[0]).toMatchObject({ position: 0, kind: 'charter', id: null, author: 'ed', title: pass.charter.title });
    expect(lines.filter(({ id }) => id === 'R9').map(({ kind, position, title }) => [kind, position, title?.['en']])).toEqual([
      ['report', 40, 'Twelve lorries passed Ögel'], ['correction', 41, 'Eleven lorries'], ['withdrawal', 42, 'Eleven lorries'],
    ]);
  });

  test('an author whose key nobody holds is named by the key', () => {
    expect(recordLines({ ...state, participants: new Map() })[0]?.author).toBe('key-1');
  });
});

describe('search', () => {
  const found = (query: Partial<Parameters<typeof search>[1]>): readonly number[] => search(lines, { kind: null, author: null, text: '', ...query }).map(({ position }) => position);

  test('finds nothing where one word is missing', () => {
    expect(found({ text: 'lorries aeroplane' })).toEqual([]);
  });

  test('passes over case and combining marks, in any order of words', () => {
    expect(found({ text: 'ogel TWELVE' })).toEqual([40]);
  });

  test('finds what a correction replaced, and its reason, each in its own entry', () => {
    expect(found({ text: 'miscounted' })).toEqual([41]);
  });

  test('an id of an entry, or eight letters of it, finds that entry alone', () => {
    expect(found({ text: 'bb000000' })).toEqual([40]);
    expect(found({ text: ` ${'CC'.padEnd(64, '0')} ` })).toEqual([41]);
  });

  test('narrows by kind and author together with words', () => {
    expect(found({ kind: 'withdrawal' })).toEqual([42]);
    expect(found({ kind: 'report', author: 'ed', text: 'lorries' })).toEqual([40]);
    expect(found({ author: 'nobody' })).toEqual([]);
  });
});

describe('about a record', () => {
  test('voices: every actor in the order of screens, silent ones with zeros', () => {
    const counted = voices(state);
    expect(counted.rows.map(({ actor }) => actor).toSorted()).toEqual([...pass.actors.keys()].toSorted());
    expect(counted.rows.find(({ actor }) => actor === 'MON')).toMatchObject({ first: expect.any(Number) as number });
    expect(counted.items).toBe(3);
  });

  test('an actor who speaks twice in one item speaks in one item; alone only where nobody else does', () => {
    const twice = { ...first, value: { ...first.value, accounts: [{ by: 'MON', stance: 'asserts' }, { by: 'MON', stance: 'comments' }] } } as HeldItem;
    const both = { ...first, value: { ...first.value, accounts: [{ by: 'MON', stance: 'asserts' }, { by: 'VEL', stance: 'disputes' }] } } as HeldItem;
    const counted = (item: HeldItem) => voices({ ...state, items: new Map([['R9', item]]) }).rows.filter(({ accounts }) => accounts > 0);
    expect(counted(twice)).toEqual([{ actor: 'MON', accounts: 1, first: 1, alone: 1 }]);
    expect(counted(both).map(({ accounts, alone }) => [accounts, alone])).toEqual([[1, 0], [1, 0]]);
  });

  test('sites: one for all pages of a host, and one line for what is no page', () => {
    const found = sites({ ...state, items: new Map([['R9', first]]), instruments: new Map(), geography: new Map() });
    expect(found).toEqual([{ host: null, pages: 1, items: 1 }, { host: 'example.org', pages: 2, items: 1 }]);
  });
});
