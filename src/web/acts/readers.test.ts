import { expect, test } from 'vitest';
import { mayRead, saidOf } from './readers.ts';

const seat = (id: string, sides: readonly string[], reading?: string) => ({ id, who: id, sides, ...(reading === undefined ? {} : { reading }) });
const PEOPLE = [seat('head', ['A'], 'age1a'), seat('envoy', ['A-mfa', 'A'], 'age1b'), seat('relief', ['REL'], 'age1c'), seat('helper', ['REL']), seat('other', ['B'], 'age1d')];
const ids = (values: Parameters<typeof mayRead>[0], author: string) => { const { readers, without } = mayRead(values, PEOPLE, author); return [readers.map(({ id }) => id), without.map(({ id }) => id)]; };

test('by consent, with its parts, and the side that makes it; who has no reading key is named', () => {
  expect(ids({ 'consent.0.to': 'A', 'consent.1.to': '' }, 'relief')).toEqual([['head', 'envoy', 'relief'], ['helper']]);
  expect(ids({ 'consent.0.to': 'A-mfa' }, 'other')).toEqual([['envoy', 'other'], []]); // Not the whole of which it is a part.
  expect(ids({}, '')).toEqual([[], []]);
  expect(ids({ 'consent.0.until': 'A', 'fields.full_name': 'B' }, 'relief')).toEqual([['relief'], ['helper']]);
});

test('a letter to nobody is said to be one', () => {
  expect(saidOf('sealed', mayRead({}, PEOPLE, ''), PEOPLE)).toBe('nobody');
  expect(saidOf('sealed', mayRead({ 'consent.0.to': 'REL' }, [seat('helper', ['REL'])], 'helper'), [seat('helper', ['REL'])])).toBe('no-key');
  expect(['sealed', 'table', 'public', ''].map((audience) => saidOf(audience, mayRead({}, PEOPLE, 'relief'), PEOPLE))).toEqual(['sealed', 'table', 'public', 'public']);
});
