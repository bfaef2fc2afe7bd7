import { describe, expect, test } from 'vitest';
import { createWords } from './words.ts';

const ENGLISH = { hello: 'Hello {name}', count: '{count, plural, =0 {None} one {# entry} other {# entries}}', tag: 'a < b <x>', quote: 'the editors’ own' };
const words = createWords({ locale: 'en', messages: ENGLISH, zone: 'UTC+04:00' });
const at = (iso: string): number => Date.parse(iso) / 1000;

describe('sentences', () => {
  test('take facts and plurals; angle brackets are only letters', () => {
    expect(words.say('hello', { name: 'Արցախ' })).toBe('Hello Արցախ');
    expect([0, 1, 1234].map((count) => words.say('count', { count }))).toEqual(['None', '1 entry', '1,234 entries']);
    expect(words.say('tag')).toBe('a < b <x>');
  });

  test('a missing key, and one that every object has, breaks an invariant', () => {
    expect(() => words.say('nowhere')).toThrow('the sentence nowhere is in locales/');
    expect(() => words.say('toString')).toThrow('broken invariant');
    expect(words.has('constructor')).toBe(false);
  });

  test('a fact that is not given stops the sentence instead of leaving a hole', () => {
    expect(() => words.say('hello')).toThrow();
  });

  test('the plurals of a language are its own', () => {
    const russian = createWords({ locale: 'ru', messages: { count: '{count, plural, one {# запись} few {# записи} many {# записей} other {# записи}}' }, zone: 'UTC' });
    expect([1, 3, 5, 21].map((count) => russian.say('count', { count }))).toEqual(['1 запись', '3 записи', '5 записей', '21 запись']);
  });
});

describe('a language without all sentences', () => {
  const partly = createWords({ locale: 'ar', messages: { hello: 'مرحبا {name}' }, fallback: ENGLISH, zone: 'UTC' });

  test('speaks English throughout, and says so: no page is in two languages unmarked', () => {
    expect(partly).toMatchObject({ locale: 'en', reader: 'ar', direction: 'ltr' });
    expect(partly.say('hello', { name: 'you' })).toBe('Hello you');
    expect(partly.day('2022-12-12')).toBe('12 December 2022');
  });

  test('still shows texts of the record in it', () => {
    expect(partly.text({ ar: 'بحيرة', en: 'lake' })).toEqual({ language: 'ar', words: 'بحيرة' });
  });

  test('once complete, it is used, from right to left', () => {
    const whole = createWords({ locale: 'ar', messages: Object.fromEntries(Object.keys(ENGLISH).map((key) => [key, 'كلمة'])), fallback: ENGLISH, zone: 'UTC' });
    expect(whole).toMatchObject({ locale: 'ar', reader: 'ar', direction: 'rtl' });
    expect(whole.say('hello', { name: 'x' })).toBe('كلمة');
  });
});

test('a text is shown in the reader’s language, else in English, else in the first that it has', () => {
  expect(words.text({ az: 'göl', en: 'lake', hy: 'լիճ' }).language).toBe('en');
  expect(words.text({ ru: 'озеро', hy: 'լիճ' })).toEqual({ language: 'hy', words: 'լիճ' });
  expect(words.text({})).toEqual({ language: 'und', words: '' });
});

describe('times, in the zone of the process and not of the machine', () => {
  test('a day is written out; a month stays a month; an instant keeps its minute and names the zone', () => {
    expect(words.day('2022-12-12')).toBe('12 December 2022');
    expect(words.day('2022-12')).toBe('December 2022');
    expect(words.when('2022-12-12T21:30Z')).toBe('13 December 2022, 01:30 (UTC+04:00)');
    expect(words.moment(at('2022-12-11T20:00:00Z'))).toBe('12 December 2022, 00:00 (UTC+04:00)');
    expect(words.day(at('2022-12-11T19:59:59Z'))).toBe('11 December 2022');
  });

  test('a named zone has its summer', () => {
    const brussels = createWords({ locale: 'en', messages: {}, zone: 'Europe/Brussels' });
    expect(brussels.moment(at('2024-06-30T22:00:00Z'))).toBe('1 July 2024, 00:00 (Europe/Brussels)');
    expect(brussels.moment(at('2024-01-31T22:30:00Z'))).toBe('31 January 2024, 23:30 (Europe/Brussels)');
  });

  test('an interval ends with its last second', () => {
    const from = at('2022-12-11T20:00:00Z');
    expect(words.interval({ from, to: from + 86_400 })).toBe('12 December 2022');
    expect(words.interval({ from, to: from + 86_401 })).toBe('12 December 2022 – 13 December 2022');
    expect(words.interval({ from, to: null })).toBe('12 December 2022');
  });

  test('every language counts years alike', () => {
    for (const locale of ['hy', 'az', 'ru', 'ar', 'fa', 'th']) expect(createWords({ locale, messages: {}, zone: 'UTC' }).day('2022-12-12')).toMatch(/2022|٢٠٢٢|۲۰۲۲/);
  });

  test('what is not a time breaks an invariant', () => {
    expect(() => words.when('12.12.2022')).toThrow('broken invariant');
  });
});

test('lengths, numbers, lists', () => {
  expect([0, 59, 3_600, 93_784, 30 * 86_400].map((seconds) => words.duration(seconds))).toEqual(['0 seconds', '59 seconds', '1 hour', '1 day and 2 hours', '30 days']);
  expect(words.number(1234.5)).toBe('1,234.5');
  expect(words.list(['a', 'b', 'c'])).toBe('a, b and c');
});
