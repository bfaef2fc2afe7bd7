import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';
import type { Instant, Interval } from './interval.ts';
import { civilToInstant, isZone } from './zone.ts';

/**
 * A time as people write it, kept as written: a month (`2023-11`), a civil day (`2022-12-12`) of the process's zone,
 * or an instant with its offset (`2022-12-12T10:30+04:00`, `2022-12-12T06:30:00Z`). RFC 3339 but for the shorter forms.
 */
export type When = string;

const FORM = /^(\d{4})-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:\d{2}))?)?$/;

/** The days of a log come again and again: what the latest times mean is kept. */
const kept = new Map<string, Map<When, Result<Interval>>>();
const KEPT = 4096;
let count = 0;

/** The seconds that a written time may mean: a month or a day in full, an instant written to the minute the whole minute. Refuses `time.malformed`, `time.impossible`, `zone.unknown`. */
export function span(when: When, zone: string): Result<Interval> {
  const before = kept.get(zone)?.get(when);
  if (before !== undefined) return before;
  const read = readSpan(when, zone);
  if (read.ok) keep(when, zone, read);
  return read;
}

function keep(when: When, zone: string, read: Result<Interval>): void {
  if (count >= KEPT) {
    kept.clear();
    count = 0;
  }
  kept.set(zone, (kept.get(zone) ?? new Map<When, Result<Interval>>()).set(when, read));
  count += 1;
}

function readSpan(when: When, zone: string): Result<Interval> {
  const found = FORM.exec(when);
  if (found === null) return refuse('time.malformed', { when });
  if (!isZone(zone)) return refuse('zone.unknown', { zone });
  const [, y, m, d, hh, mm, ss, offset] = found;
  const year = Number(y), month = Number(m), day = d === undefined ? 1 : Number(d);
  if (!isDate(year, month, day)) return refuse('time.impossible', { when });
  if (d === undefined) return ok({ from: civilToInstant(year, month, 1, zone), to: civilToInstant(year + Math.trunc(month / 12), (month % 12) + 1, 1, zone) });
  if (offset === undefined) return ok({ from: civilToInstant(year, month, day, zone), to: civilToInstant(year, month, day + 1, zone) });
  const hour = Number(hh), minute = Number(mm), second = Number(ss ?? 0);
  if (hour > 23 || minute > 59 || second > 59 || !isOffset(offset)) return refuse('time.impossible', { when });
  const from = Date.UTC(year, month - 1, day, hour, minute, second) / 1000 - offsetSeconds(offset);
  return ok({ from, to: from + (ss === undefined ? 60 : 1) });
}

function isDate(year: number, month: number, day: number): boolean {
  if (year < 1583 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysInMonth(year, month);
}

/** Days of a Gregorian month, `month` from 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

const isOffset = (offset: string): boolean => offset === 'Z' || (Number(offset.slice(1, 3)) <= 14 && Number(offset.slice(4)) <= 59);

function offsetSeconds(offset: string): number {
  if (offset === 'Z') return 0;
  const size = Number(offset.slice(1, 3)) * 3600 + Number(offset.slice(4)) * 60;
  return offset.startsWith('-') ? -size : size;
}

/** How far beyond the head of a record one may ask what will be due. Recurring duties have no other end. */
const AHEAD_YEARS = 10;

/** The end of a written time, as a bound of what is asked of a record whose head is at `head`; without a time, the head. Refuses `time.*`, and `time.beyond` more than ten years after it. */
export function asOfBound(when: When | null, zone: string, head: Instant): Result<Instant> {
  if (when === null || when === '') return ok(head);
  const read = span(when, zone);
  if (!read.ok) return read;
  const end = read.value.to ?? head;
  return end > head + AHEAD_YEARS * 366 * 86_400 ? refuse('time.beyond', { when, years: AHEAD_YEARS }) : ok(end);
}

/** An instant in the one exact form of exports and APIs: `2022-12-12T06:30:00Z`. */
export function rfc3339(instant: Instant): string {
  return new Date(instant * 1000).toISOString().replace('.000Z', 'Z');
}
