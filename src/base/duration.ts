import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';
import type { Instant } from './interval.ts';
import { civil, civilToInstant } from './zone.ts';
import { daysInMonth } from './time.ts';

/**
 * ISO 8601. Years, months, weeks and days are calendar units: `P1D` is the same clock time on the next civil day.
 * Hours, minutes and seconds are exact: `PT24H` is 86,400 seconds. A text that says "days" but means 24 hours each must be written `PT24H`.
 */
export type Duration = string;

/** What happens to 31 January + `P1M`: to the last day of February, to 1 March, or refused. The choice is the instrument's, not ours (see Catala on month arithmetic). */
export type Rounding = 'down' | 'up' | 'error';

interface Parts {
  readonly months: number;
  readonly days: number;
  readonly seconds: number;
}

const FORM = /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

export function parseDuration(duration: Duration): Result<Parts> {
  const found = FORM.exec(duration);
  if (found === null) return refuse('duration.malformed', { duration });
  const [years, months, weeks, days, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0)) as [number, number, number, number, number, number, number];
  return ok({ months: years * 12 + months, days: weeks * 7 + days, seconds: hours * 3600 + minutes * 60 + seconds });
}

/** An instant plus (or, with `sign` -1, minus) a duration, calendar units first, in a zone. Refuses `duration.malformed`, `date.rounds` where rounding is `error`. */
export function shift(instant: Instant, duration: Duration, zone: string, rounding: Rounding = 'down', sign: 1 | -1 = 1): Result<Instant> {
  const parsed = parseDuration(duration);
  if (!parsed.ok) return parsed;
  const { months, days, seconds } = parsed.value;
  if (months === 0 && days === 0) return ok(instant + sign * seconds);
  const { year, month, day, secondOfDay } = civil(instant, zone);
  const count = year * 12 + (month - 1) + sign * months;
  const targetYear = Math.floor(count / 12), targetMonth = (count % 12) + 1;
  const last = daysInMonth(targetYear, targetMonth);
  if (day > last && rounding === 'error') return refuse('date.rounds', { duration, day });
  const landed = rounding === 'up' && day > last ? last + 1 : Math.min(day, last);
  return ok(civilToInstant(targetYear, targetMonth, landed + sign * days, zone, secondOfDay) + sign * seconds);
}
