import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isSmall, stemOf, tokensOf } from './stems.ts';

const words = (language: string): readonly (readonly [string, string])[] =>
  readFileSync(new URL(`../../tests/vectors/snowball/${language}.txt`, import.meta.url), 'utf8').split('\n').filter((line) => line !== '' && !line.startsWith('#')).map((line) => { const [word = '', stem = ''] = line.split(' '); return [word, stem]; });

describe('a stem', () => {
  it.each(['en', 'ru'])('in %s is that of the published vocabulary', (language) => {
    const all = words(language);
    expect(all.length).toBeGreaterThan(390);
    expect(all.filter(([word, stem]) => stemOf(word, language) !== stem)).toEqual([]);
  });

  it('is of the word in lower case, of whatever region of its language, with the apostrophe of any keyboard', () => {
    expect(stemOf('ДОРОГИ', 'ru-RU')).toBe(stemOf('дорога', 'ru'));
    expect(stemOf('Mission’s', 'en')).toBe(stemOf("mission's", 'en'));
    expect(stemOf('İrəvan', 'az')).toBe('az~irəvan');
    expect(stemOf('7,333', 'en')).toBe('7333');
  });

  it('is told apart by language where there is none, so that no other language is found by its beginning', () => {
    expect(stemOf('yol', 'az')).toBe('az~yol');
    expect(stemOf('yol', 'en')).toBe('yol');
  });
});

it('words are letters with their marks, numbers with their separators; everything else parts them', () => {
  const text = 'Non-government 7,333 (sus-\ntained) «Դա՞» Mission’s, 12.5 km';
  expect(tokensOf(text, 'en').map(({ from, to }) => text.slice(from, to))).toEqual(['Non', 'government', '7,333', 'sus', 'tained', 'Դա', 'Mission’s', '12.5', 'km']);
  expect(['The', 'и', 'дорога'].map(isSmall)).toEqual([true, true, false]);
});
