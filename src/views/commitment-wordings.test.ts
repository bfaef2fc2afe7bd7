import { describe, expect, it } from 'vitest';
import { wordings } from './commitment-wordings.ts';

const clause = (...texts: [string, string][]) => ({ id: 'c2', text: { en: 'x' }, variants: texts.map(([by, en]) => ({ by, text: { en } })) });
const marked = (...texts: [string, string][]) =>
  wordings(clause(...texts))[0]?.wordings.map(({ by, pieces }) => `${by}: ${pieces.map(({ words, differs }) => (differs ? `[${words}]` : words)).join('')}`);

describe('published wordings side by side', () => {
  it('marks in each what is not in all, and takes none for the measure', () => {
    expect(marked(['CS', 'returned until November 20'], ['AM', 'returned by 20 November'], ['AZ', 'returned before 20 November'])).toEqual([
      'AM: returned [by 20] November', 'AZ: returned [before 20] November', 'CS: returned [until] November [20]',
    ]);
  });
  it('leaves equal wordings and a single one unmarked', () => {
    expect(marked(['A', 'as agreed'], ['B', 'as agreed'])).toEqual(['A: as agreed', 'B: as agreed']);
    expect(marked(['A', 'alone'])).toEqual(['A: alone']);
  });
  it('gives every text back whole', () => {
    const text = 'Aghdam region…  by 20 November,\nand “Lachin” – Բերձոր';
    const found = wordings(clause(['A', text], ['B', 'nothing alike']))[0]?.wordings[0];
    expect(found?.pieces.map(({ words }) => words).join('')).toBe(text);
  });
  it('compares only within a language, and marks nothing in texts too long to compare', () => {
    const apart = wordings({ id: 'c', text: {}, variants: [{ by: 'A', text: { az: 'bir', ru: 'один' } }, { by: 'B', text: { ru: 'раз' } }] });
    expect(apart.map(({ language, wordings: { length } }) => [language, length])).toEqual([['az', 1], ['ru', 2]]);
    const long = 'word '.repeat(2500);
    expect(wordings(clause(['A', long], ['B', `${long} more`]))[0]?.wordings.every(({ pieces }) => pieces.length === 1)).toBe(true);
  });
});
