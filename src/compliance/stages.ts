import type { Instant, Interval } from '#base';
import { FOREVER } from '#base';
import type { Achieve } from '#agreement';
import { lastOf } from './evidence.ts';
import type { Occurrence } from './judgement.ts';
import type { Bound } from './window.ts';

/** What an occurrence adds: of one told by several, the least is counted. */
export const amountOf = ({ claims }: Occurrence): number => {
  const amounts = claims.flatMap((claim) => claim.quantity?.value ?? []);
  return amounts.length === 0 ? 0 : Math.min(...amounts);
};

/**
 * The stages that were not reached in time, as far as that is known: from the end of the stage to when it was surely reached, or still not.
 * `known` says whether what is missing by then was found missing - an act of this record, watched for, or denied; silence says nothing.
 */
export function stagesMissed(duty: Achieve, closes: readonly Bound[], found: readonly Occurrence[], valid: Instant, known: (until: Instant) => boolean): readonly Interval[] {
  return (duty.stages ?? []).flatMap(({ amount }, index): readonly Interval[] => {
    const bound = closes[index];
    if (bound === undefined || valid <= bound.latest) return [];
    const inTime = reachedAt(found.filter((one) => one.at.from < bound.latest), amount);
    if (inTime !== FOREVER) return [];
    const reached = reachedAt(found, amount);
    return reached !== FOREVER || known(bound.latest) ? [{ from: bound.latest, to: reached === FOREVER ? null : Math.max(reached, bound.latest + 1) }] : [];
  });
}

/** The last second in which the amounts, in order of time, may first have added up to so much. */
function reachedAt(found: readonly Occurrence[], amount: number): Instant {
  let sum = 0;
  for (const occurrence of found) {
    sum += amountOf(occurrence);
    if (sum >= amount) return lastOf(occurrence.at);
  }
  return FOREVER;
}
