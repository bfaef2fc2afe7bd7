import { describe, expect, it } from 'vitest';
import { day, folded, NOW } from '../../tests/samples/pass-road.ts';
import { earlierOf, NO_FILTERS, parseFilters, queryOf } from './filters.ts';

const read = (query: string, asOf = NOW) => parseFilters(new URLSearchParams(query), folded, asOf);
const problems = (query: string) => read(query).problems.map(({ field, refusal: { code, value } }) => `${field} ${code} ${value}`);

describe('choices of a page', () => {
  it.each([
    ['party=NOBODY', 'party filter.unknown-choice NOBODY'], ['instrument=X', 'instrument filter.unknown-choice X'], ['track=fun', 'track filter.unknown-choice fun'],
    ['status=bad', 'status filter.unknown-choice bad'], ['by=NOBODY', 'by filter.unknown-choice NOBODY'], ['since=2021-02-30', 'since filter.time 2021-02-30'],
    ['since=yesterday', 'since filter.time yesterday'], ['since=2022-05-01', 'since filter.times-reversed 2022-05-01'], [`since=${'9'.repeat(500)}`, `since filter.time ${'9'.repeat(60)}`],
  ])('leaves out and names what it cannot read: %s', (query, expected) => {
    expect(problems(query)).toEqual([expected]);
    expect(read(query).filters).toEqual(NO_FILTERS);
  });

  it('refuses to compare a day with itself', () => {
    const asOf = { ...NOW, valid: day('2021-06-01').to };
    expect(read('since=2021-06-01', asOf).problems.map(({ refusal }) => refusal.code)).toEqual(['filter.times-reversed']);
    expect(read('since=2021-05-31', asOf).problems).toEqual([]);
  });

  it('takes empty fields, as a form sends them, for no choice', () => {
    expect(read('party=&instrument=&since=&by=')).toEqual({ filters: NO_FILTERS, problems: [] });
  });

  it('gives back the query it was read from, in one order, without what is not its own', () => {
    const query = 'by=MON&valid=2021-06-30&differ=1&party=TAV&status=not-kept&track=security&by=TAV&since=2021-01-20&instrument=MEMO&junk=1';
    const { filters, problems: none } = read(query);
    expect(none).toEqual([]);
    const again = new URLSearchParams(queryOf(filters).map(([name, value]) => [name, value])).toString();
    expect(again).toBe('party=TAV&instrument=MEMO&track=security&status=not-kept&differ=1&since=2021-01-20&by=MON&by=TAV');
    expect(read(again).filters).toEqual(filters);
    expect(queryOf(filters, NO_FILTERS)).toEqual([]);
  });
});

it('compares with what was the case and was known at the end of an earlier day, never with more than is known now', () => {
  const end = day('2021-06-10').to;
  expect(earlierOf(NO_FILTERS, folded, NOW)).toBeNull();
  expect(earlierOf({ since: '2021-06-10' }, folded, NOW)).toEqual({ valid: end, known: end });
  expect(earlierOf({ since: '2021-06-10' }, folded, { ...NOW, known: end - 5 })).toEqual({ valid: end, known: end - 5 });
});
