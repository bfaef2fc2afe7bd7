import { expect, it } from 'vitest';
import type { Document } from '#process';
import { ORDERED, ROAD, liveTable } from '../process/test-table.ts';
import { suggestionsIn } from './suggest.ts';

const { state } = liveTable();
const document = (sentences: readonly string[], more: Partial<Document> = {}): Document => ({ id: 'd', title: { en: 'd' }, author: { en: 'A mission' }, language: 'en', sentences, ...more });
const of = (sentence: string, more: Partial<Document> = {}, known = Number.MAX_SAFE_INTEGER) => suggestionsIn(state, document([sentence], more), known)[0]?.map(({ commitment, words, places }) => [commitment, words.join(' '), places.join(' ')]);

it('a sentence may bear on what it shares words with in any form, or a word and a place', () => {
  expect(of('Both roads were opened at noon.')).toEqual([[ORDERED.id, 'roads opened', ''], [ROAD.id, 'roads opened', '']]);
  expect(of('A road leads over the Pass.')).toEqual([[ORDERED.id, 'road', 'pass'], [ROAD.id, 'road', 'pass']]);
});

it('one word alone, small words and numbers suggest nothing', () => {
  for (const sentence of ['A road.', 'It was of the and.', '12 12 12.', '…']) expect(of(sentence)).toEqual([]);
  expect(of('Both roads were opened.', { language: 'ru' })).toEqual([]);
});

it('what was not owed yet when it was published is left out, and what nobody had written down', () => {
  expect(of('The road is open.', { date: '2023-05-31' })).toEqual([]);
  expect(of('The road is open.', { period: { from: '2023-05-01', to: '2023-06-01' } })).toHaveLength(2);
  expect(of('The road is open.', {}, 0)).toEqual([]);
});
