import type { Instant } from '#base';
import { FOREVER, assert, shift } from '#base';
import type { Renewal } from '#agreement';
import type { PowerClaim } from './evidence.ts';
import { lastOf } from './evidence.ts';
import { nth } from './occasions.ts';
import type { Bound } from './window.ts';

/** More periods than any instrument has seen; the loop ends at the time asked for. */
const MOST = 10_000;

/**
 * Where a window that renews itself ends, as seen from `valid`: its end moves on by one period after another until somebody denies renewal in time.
 * Notice at the last instant is in time; later notice counts for the period after. Where the time of a notice is uncertain, so is the end.
 */
export function renewed(closes: Bound, { for: period, notice }: Renewal, acts: readonly PowerClaim[], valid: Instant, zone: string): Bound {
  if (closes.latest === FOREVER) return closes;
  const denials = acts.filter(({ act }) => act.power === 'deny-renewal').map(({ at }) => ({ from: at.from, last: lastOf(at) }));
  let earliest: Instant | null = null;
  for (let count = 0; count < MOST; count += 1) {
    const end = nth(closes.latest, period, count, zone), last = before(end, notice, zone);
    if (denials.some((denial) => denial.from <= last)) earliest ??= end;
    if (denials.some((denial) => denial.last <= last) || end >= valid) return { earliest: earliest ?? end, latest: end };
  }
  return closes;
}

/** The last instant at which notice is in time: so long before the end, that instant included. */
function before(end: Instant, notice: string, zone: string): Instant {
  const landed = shift(end, notice, zone, 'down', -1);
  assert(landed.ok, `the notice of a renewal can be taken off: ${notice}`);
  return landed.value;
}
