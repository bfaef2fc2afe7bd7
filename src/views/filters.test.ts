import { describe, expect, it } from 'vitest';
import { day, folded } from '../../tests/samples/pass-road.ts';
import { asOfOf, earlierOf, parseFilters, queryOf } from './filters.ts';

const read = (query: string) => parseFilters(new URLSearchParams(query), folded);
const problems = (query: string) => read(query).problems.map(({ field, refusal: { code, value } }) => `${field} ${code} ${value}`);

describe('choices of a page', () => {
  it.each([
    ['party=NOBODY', 'party filter.unknown-choice NOBODY'], ['instrument=X', 'instrument filter.unknown-choice X'], ['track=fun', 'track filter.unknown-choice fun'],
    ['status=bad', 'status filter.unknown-choice bad'], ['by=NOBODY', 'by filter.unknown-choice NOBODY'], ['on=2021-02-30', 'on filter.time 2021-02-30'],
    ['known=yesterday', 'known filter.time yesterday'], ['since=2022-05-01', 'since filter.times-reversed 2022-05-01'], ['since=2021-06-01&on=2021-06-01', 'since filter.times-reversed 2021-06-01'],
    [`on=${'9'.repeat(500)}`, `on filter.time ${'9'.repeat(60)}`],
  ])('leaves out and names what it cannot read: %s', (query, expected) => {
    expect(problems(query)).toEqual([expected]);
    const field = expected.split(' ')[0] as 'party';
    expect(read(query).filters[field] ?? []).toEqual([]);
  });

  it('takes empty fields, as a form sends them, for no choice', () => {
    expect(read('party=&instrument=&on=&since=&by=')).toEqual(read(''));
  });

  it('gives back the query it was read from, in one order', () => {
    const query = 'by=MON&on=2021-06-30&differ=1&party=TAV&status=not-kept&track=security&by=TAV&since=2021-01-20&known=2021-07-01&instrument=MEMO&junk=1';
    const { filters, problems: none } = read(query);
    expect(none).toEqual([]);
    expect(queryOf(filters)).toBe('?party=TAV&instrument=MEMO&track=security&status=not-kept&differ=1&since=2021-01-20&on=2021-06-30&known=2021-07-01&by=MON&by=TAV');
    expect(read(queryOf(filters)).filters).toEqual(filters);
    expect(queryOf(filters, { party: null, instrument: null, track: null, status: null, differ: false, since: null, on: null, known: null, by: [] })).toBe('');
  });
});

describe('times of a page', () => {
  it('are the end of the day chosen, and without a choice all that the record speaks of and knows', () => {
    expect(asOfOf(read('').filters, folded)).toEqual({ valid: folded.range.to, known: folded.range.known });
    expect(asOfOf(read('on=2021-06-30&known=2021-07-01').filters, folded)).toEqual({ valid: day('2021-06-30').to, known: day('2021-07-01').to });
    expect(asOfOf(read('known=2050-01-01').filters, folded).known).toBe(folded.range.known);
  });
  it('compare with what was the case and was known at the end of an earlier day', () => {
    expect(earlierOf(read('').filters, folded)).toBeNull();
    expect(earlierOf(read('since=2021-06-10').filters, folded)).toEqual({ valid: day('2021-06-10').to, known: day('2021-06-10').to });
  });
});
