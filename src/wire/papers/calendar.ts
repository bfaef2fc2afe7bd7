import type { Instant } from '#base';
import { assert } from '#base';
import { utf8 } from '#record';

/** A calendar as other programs subscribe to it or open it: RFC 5545, names and refreshing by RFC 7986. */
export interface Calendar {
  readonly name: string;
  /** Language of names, titles and descriptions. */
  readonly language: string;
  readonly events: readonly CalendarEvent[];
}

export interface CalendarEvent {
  /** Stays the same for ever: by it a program knows the event again, however often it has changed. */
  readonly uid: string;
  /** How many times it has changed since it was first there. */
  readonly sequence: number;
  /** When what it says became known. */
  readonly stamp: Instant;
  /** Civil days, `2026-11-28`, `to` the first that is not in it any more; or seconds, `to` left out for a moment. */
  readonly at: { readonly day: string; readonly to?: string } | { readonly from: Instant; readonly to?: Instant };
  readonly title: string;
  readonly description?: string;
  readonly place?: string;
  readonly url?: string;
  readonly status: 'tentative' | 'confirmed' | 'cancelled';
  /** Whether the time is taken, as by a meeting; a deadline takes none. */
  readonly busy: boolean;
  /** So many seconds before, the device reminds by itself. */
  readonly remind?: number;
}

/** The same events make the same bytes. Times are UTC or civil days, so that no reader needs our zones. */
export function writeCalendar({ name, language, events }: Calendar): string {
  const title = `;LANGUAGE=${language}`;
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Counterpart//Counterpart 1//EN', 'CALSCALE:GREGORIAN',
    `NAME${title}:${escaped(name)}`, `X-WR-CALNAME:${escaped(name)}`, 'REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H',
    ...events.flatMap((event) => eventLines(event, title)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventLines({ uid, sequence, stamp, at, title, description, place, url, status, busy, remind }: CalendarEvent, language: string): readonly string[] {
  return [
    'BEGIN:VEVENT', `UID:${escaped(uid)}`, `SEQUENCE:${sequence}`, `DTSTAMP:${utc(stamp)}`, ...times(at),
    `SUMMARY${language}:${escaped(title)}`,
    ...(description === undefined ? [] : [`DESCRIPTION${language}:${escaped(description)}`]),
    ...(place === undefined ? [] : [`LOCATION${language}:${escaped(place)}`]),
    ...(url === undefined ? [] : [`URL:${url}`]),
    `STATUS:${status.toUpperCase()}`, `TRANSP:${busy ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(remind === undefined || status === 'cancelled' ? [] : ['BEGIN:VALARM', 'ACTION:DISPLAY', `TRIGGER:-PT${remind}S`, `DESCRIPTION${language}:${escaped(title)}`, 'END:VALARM']),
    'END:VEVENT',
  ];
}

function times(at: CalendarEvent['at']): readonly string[] {
  if ('day' in at) return [`DTSTART;VALUE=DATE:${plain(at.day)}`, ...(at.to === undefined ? [] : [`DTEND;VALUE=DATE:${plain(at.to)}`])];
  return [`DTSTART:${utc(at.from)}`, ...(at.to === undefined ? [] : [`DTEND:${utc(at.to)}`])];
}

const plain = (day: string): string => day.replaceAll('-', '');

function utc(instant: Instant): string {
  const text = new Date(instant * 1000).toISOString();
  assert(text.length === 24, 'a calendar holds years of four digits');
  return `${text.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** Control characters have no place in a calendar; a line break is written. */
const escaped = (words: string): string =>
  words.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n');

const MOST_BYTES = 75;

/** No line above 75 bytes, no letter divided: what is longer goes on after a line break and a space. */
function folded(line: string): string {
  let out = '', bytes = 0;
  for (const letter of line) {
    const size = utf8(letter).length;
    if (bytes + size > MOST_BYTES) {
      out += '\r\n ';
      bytes = 1;
    }
    out += letter;
    bytes += size;
  }
  return out;
}
