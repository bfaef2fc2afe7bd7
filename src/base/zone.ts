import type { Instant } from './interval.ts';
import { transitions, version } from './zone-table.ts';

/** The release of the time-zone database that the table was made from; a charter pins it. */
export const zoneTableVersion: string = version;

const FIXED = /^UTC(?:([+-])(\d{2}):(\d{2}))?$/;

/** A fixed offset (`UTC`, `UTC+04:00`) or a name of the table (`Europe/Brussels`). Never the machine's own zones. */
export const isZone = (zone: string): boolean => FIXED.test(zone) || Object.hasOwn(transitions, zone);

/** Seconds east of UTC in force at an instant. */
export function offsetAt(zone: string, instant: Instant): number {
  const fixed = FIXED.exec(zone);
  if (fixed !== null) return fixedOffset(fixed);
  let offset = 0;
  for (const [since, seconds] of transitions[zone] ?? []) {
    if (since > instant) break;
    offset = seconds;
  }
  return offset;
}

/** The offsets of a zone in force from an instant on, each with since when: for a device that does not hold the table. */
export function offsetsSince(zone: string, from: Instant): readonly (readonly [since: Instant, seconds: number])[] {
  return [[from, offsetAt(zone, from)], ...(transitions[zone] ?? []).filter(([since]) => since > from)];
}

function fixedOffset([, sign, hours, minutes]: RegExpExecArray): number {
  if (sign === undefined) return 0;
  const size = Number(hours) * 3600 + Number(minutes) * 60;
  return sign === '-' ? -size : size;
}

/** Midnight of a civil date (days and months may overflow, as in calendar arithmetic). A midnight that a clock change skips is the first instant after the gap. */
export function civilToInstant(year: number, month: number, day: number, zone: string, secondOfDay = 0): Instant {
  const local = Date.UTC(year, month - 1, day) / 1000 + secondOfDay;
  const early = local - offsetAt(zone, local - 86_400);
  const late = local - offsetAt(zone, local + 86_400);
  if (early + offsetAt(zone, early) === local) return early;
  return late + offsetAt(zone, late) === local ? late : Math.max(early, late);
}

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly secondOfDay: number;
}

/** The civil date and time that clocks of a zone show at an instant. */
export function civil(instant: Instant, zone: string): Civil {
  const local = new Date((instant + offsetAt(zone, instant)) * 1000);
  return {
    year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(),
    secondOfDay: local.getUTCHours() * 3600 + local.getUTCMinutes() * 60 + local.getUTCSeconds(),
  };
}

/** `2022-12-12`, the civil day of an instant in a zone. */
export function civilDay(instant: Instant, zone: string): string {
  const { year, month, day } = civil(instant, zone);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
