import { IntlMessageFormat } from 'intl-messageformat';
import type { Instant, Interval, Json, Text, When } from '#base';
import { assert, civil, inLanguage, span } from '#base';

/** Sentences of the screens and commands in one language. Every sentence has a stable key and lives in `locales/`; a missing one is a bug. */
export interface Words {
  /** Language of sentences, dates and numbers: goes into `lang` of the page. */
  readonly locale: string;
  /** Language that the reader asked for. Where its sentences are not complete, `locale` is English; texts of the record are still shown in it. */
  readonly reader: string;
  readonly direction: 'ltr' | 'rtl';
  /** The sentence of a key with its facts (ICU MessageFormat). */
  say(key: string, facts?: { readonly [fact: string]: Json | undefined }): string;
  has(key: string): boolean;
  /** A text of the record in the reader's language, or in one it has; `language` goes into `lang`. */
  text(text: Text): { readonly language: string; readonly words: string };
  /** "12 December 2022", from a written time or an instant in the process's zone. A written month stays a month. */
  day(when: When | Instant): string;
  /** Day and time with the zone's name: "12 December 2022, 10:30 (UTC+04:00)". */
  moment(instant: Instant): string;
  /** A written time in words, as exact as it was written. */
  when(when: When): string;
  /** From the day of the first to the day of the last second; one day where they are the same. One without an end is named by its first day. */
  interval(interval: Interval): string;
  number(value: number): string;
  list(items: readonly string[]): string;
  /** A length in its two largest units: "3 days and 4 hours". */
  duration(seconds: number): string;
  /** Words for a part of a page or a letter that says no other sentences than those whose keys have this form: in the reader's language where all of these are there, else these words. The part carries `lang` and `dir`. */
  part(form: RegExp): Words;
}

type Messages = { readonly [key: string]: string };

export interface Language {
  readonly locale: string;
  /** Flat: key → ICU message. */
  readonly messages: Messages;
  /** English. Used for everything unless `messages` has every key of it: a page in two languages could not say which words are in which. */
  readonly fallback?: Messages;
  /** Zone of the process whose times are shown. */
  readonly zone: string;
}

const RIGHT_TO_LEFT = new Set(['ar', 'fa', 'he', 'ur']);
const DAY = 86_400;
/** Day before month, as most readers of English write it. */
const regional = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);

/** Words for one reader: the locale and zone are given, never the machine's. */
export function createWords({ locale: reader, messages, fallback = {}, zone }: Language): Words {
  const complete = Object.keys(fallback).every((key) => Object.hasOwn(messages, key));
  const locale = complete ? reader : 'en';
  const { say, has } = sentences(locale, complete ? messages : fallback);
  const numbers = new Intl.NumberFormat(regional(locale));
  const lists = new Intl.ListFormat(regional(locale), { type: 'conjunction' }), parts = new Map<RegExp, Words>();
  const whole: Words = {
    locale, reader, direction: RIGHT_TO_LEFT.has(locale.split('-')[0] ?? '') ? 'rtl' : 'ltr', say, has,
    text: (text) => inLanguage(text, [reader, locale, 'en']),
    ...calendar(locale, zone),
    number: (value) => numbers.format(value),
    list: (items) => lists.format(items),
    duration: (seconds) => lists.format(units(seconds).map(([value, unit]) => new Intl.NumberFormat(regional(locale), { style: 'unit', unit, unitDisplay: 'long' }).format(value))),
    part: (form) => {
      const made = parts.get(form) ?? (complete ? whole : partOf({ locale: reader, messages, fallback, zone }, form)) ?? whole;
      parts.set(form, made);
      return made;
    },
  };
  return whole;
}

/** `null` where a sentence of the part is missing. */
function partOf({ locale, messages, fallback = {}, zone }: Language, form: RegExp): Words | null {
  const keys = Object.keys(fallback).filter((key) => form.test(key)), own = Object.fromEntries(keys.flatMap((key) => (Object.hasOwn(messages, key) ? [[key, messages[key] as string]] : [])));
  return Object.keys(own).length < keys.length ? null : createWords({ locale, messages: own, zone });
}

function sentences(locale: string, messages: Messages): Pick<Words, 'say' | 'has'> {
  const compiled = new Map<string, IntlMessageFormat>();
  const compile = (key: string): IntlMessageFormat => {
    assert(Object.hasOwn(messages, key), `the sentence ${key} is in locales/`);
    const made = new IntlMessageFormat(messages[key] as string, locale, undefined, { ignoreTag: true });
    compiled.set(key, made);
    return made;
  };
  return {
    say: (key, facts = {}) => String((compiled.get(key) ?? compile(key)).format(facts as Record<string, string | number | boolean>)),
    has: (key) => Object.hasOwn(messages, key),
  };
}

function calendar(locale: string, zone: string): Pick<Words, 'day' | 'moment' | 'when' | 'interval'> {
  const format = (form: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => new Intl.DateTimeFormat(regional(locale), { ...form, calendar: 'gregory', timeZone: 'UTC' });
  const dates = format({ dateStyle: 'long' }), months = format({ month: 'long', year: 'numeric' });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  /** A date whose UTC members are what clocks of the zone show. */
  const local = (instant: Instant): Date => {
    const { year, month, day, secondOfDay } = civil(instant, zone);
    return new Date(Date.UTC(year, month - 1, day) + secondOfDay * 1000);
  };
  const read = (when: When): Interval => {
    const found = span(when, zone);
    assert(found.ok, `times of the record are well formed: ${when}`);
    return found.value;
  };
  const day = (when: When | Instant): string =>
    typeof when === 'number' ? dates.format(local(when)) : (when.length === 7 ? months : dates).format(local(read(when).from));
  const moment = (instant: Instant): string => `${dates.format(local(instant))}, ${clock.format(local(instant))} (${zone})`;
  return {
    day, moment,
    when: (when) => (when.includes('T') ? moment(read(when).from) : day(when)),
    interval: ({ from, to }) => (to === null || day(from) === day(to - 1) ? day(from) : `${day(from)} – ${day(to - 1)}`),
  };
}

function units(seconds: number): readonly (readonly [number, string])[] {
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(seconds / DAY), 'day'], [Math.floor((seconds % DAY) / 3600), 'hour'], [Math.floor((seconds % 3600) / 60), 'minute'], [seconds % 60, 'second'],
  ];
  const found = parts.filter(([value]) => value > 0);
  return found.length === 0 ? [[0, 'second']] : found.slice(0, 2);
}
