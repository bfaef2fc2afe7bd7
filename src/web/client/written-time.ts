import type { ReportingData } from '../reporting/data.ts';
import { now } from './device.ts';
import { data as page } from './page-data.ts';

/** Days and times as the clocks of the process show them, by the offsets that the page brought along: the table of all zones is larger than the page. */
const { offsets } = page as ReportingData;

const offsetAt = (instant: number): number => (offsets.findLast(([since]) => since <= instant) ?? offsets[0])?.[1] ?? 0;

/** This day, by the device's own clock. */
export const today = (): string => new Date((now() + offsetAt(now())) * 1000).toISOString().slice(0, 10);

/** A day, or a minute of it written with its offset; of a minute that the clocks show twice, the first. What is no day and time stays the text that it is. */
export function written(day: string, time: string): string {
  if (time === '') return day;
  const local = Date.parse(`${day}T${time}Z`) / 1000;
  if (Number.isNaN(local)) return `${day} ${time}`.trim();
  const early = local - offsetAt(local - 86_400), late = local - offsetAt(local + 86_400), seconds = early + offsetAt(early) === local ? offsetAt(early) : offsetAt(late);
  return `${day}T${time}${shown(seconds)}`;
}

function shown(seconds: number): string {
  const minutes = Math.abs(Math.trunc(seconds / 60)), two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}
