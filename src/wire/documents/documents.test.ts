import { describe, expect, it } from 'vitest';
import { readHtml } from './html.ts';
import { lexiconOf, mend } from './mend.ts';
import { piecesJoined, pointsOf, sentencesOf } from './sentences.ts';

describe('a text out of a page', () => {
  const whole = ['monitor monitor monitor monitor', 'ceasefire violations', 'long-range', 'government-controlled areas', ...Array<string>(25).fill('the violations in an area')], lexicon = lexiconOf(whole);
  const mended = (text: string): string => mend(text, lexicon).words;

  it('has its words put together where a line ended, with the hyphen where the word has one', () => {
    expect(mended('ceasefire vio-\nlations near long-\n range UAVs')).toBe('ceasefire violations near long-range UAVs');
    expect(mended('see www.osce.org/ukraine-\nsmm/1')).toBe('see www.osce.org/ukraine-smm/1');
    expect(mended('a viola-tions of it')).toBe('a violations of it');
    expect(mended('non -government')).toBe('non-government');
  });

  it('has its words put together where a space stands in them, if the whole word is known and its pieces are not', () => {
    expect(mend('to m onitor them', lexicon)).toEqual({ words: 'to monitor them', mended: ['monitor'] });
    expect(mended('the monitor in an area')).toBe('the monitor in an area');
    expect(mend('in side', lexiconOf(['inside '.repeat(9), 'in '.repeat(50), 'side '.repeat(9)])).words).toBe('in side');
  });

  it('keeps dashes, numbers and what is not known', () => {
    for (const text of ['one - two – three', '15-28 November', 'x y zzyx', '']) expect(mended(text)).toBe(text);
    expect(mended('15-\nkm-\nlong 𐐀𐐁-\nlong')).toBe('15- kmlong 𐐀𐐁long');
  });

  it.each([
    ['a word', 'a'.repeat(1_000_000)], ['a word with a number behind', `${'a'.repeat(1_000_000)}1 x`], ['lines of hyphens', '-\n'.repeat(300_000)], ['space after a hyphen', `a-${' '.repeat(500_000)}\n${'\n '.repeat(250_000)}X`],
    ['numbers broken at every line', '5-\na-\n'.repeat(120_000)], ['hyphens', 'a-'.repeat(500_000)],
  ])('is read in the time that its length takes, whatever is in it: %s', (_, text) => {
    expect(mended(text).length).toBeGreaterThan(0);
  });
});

describe('sentences', () => {
  it('end by the rules of the language, not after shortened words; lines are put together, points told apart', () => {
    expect(sentencesOf('St. Mary was shelled\nat noon. Approx. 3 km away\n\nnothing.', 'en')).toEqual(['St. Mary was shelled at noon.', 'Approx. 3 km away', 'nothing.']);
    expect(sentencesOf('Дорога закрыта с 5 г. до весны. Мост цел!', 'ru')).toEqual(['Дорога закрыта с 5 г. до весны.', 'Мост цел!']);
    expect(pointsOf('• One \u{F0B7} two\n- three - four')).toEqual([' One ', ' two\n', 'three - four']);
  });

  it('that were cut in pieces are whole again, unless a piece begins a point', () => {
    expect(piecesJoined([{ words: 'Its movement', fresh: true }, { words: 'was restricted.', fresh: false }, { words: 'it said', fresh: true }, { words: 'more', fresh: true }])).toEqual(['Its movement was restricted.', 'it said', 'more']);
  });
});

it('a page is read as browsers read it, without what is not its text, whatever is wrong with it', () => {
  expect(readHtml('<html lang=hy><title> A &amp;\n B </title><p>One<p>Two<script>no()</script><nav>no</nav>')).toMatchObject({ language: 'hy', date: null, text: expect.stringMatching(/One\s+Two\s*$/) });
  expect(readHtml('<html><head><title>A &amp;\n B</title></head><body>x</body></html>').title).toBe('A & B');
  expect(readHtml('<<<not <b>closed').text).toContain('closed');
});
