import type { Instant, Interval } from '#base';
import { assert, endOf, intersection, length, overlap, parseDuration, union, without } from '#base';
import type { Maintain, Tolerance } from '#agreement';
import { lastOf } from './evidence.ts';
import type { Judgement } from './judgement.ts';
import { watched } from './judgement.ts';
import type { Line } from './line.ts';
import { lineOf } from './line.ts';
import type { Bindings, Reader } from './reader.ts';
import type { Because } from './status.ts';
import type { Telling } from './telling.ts';
import { reasons } from './telling.ts';
import type { Opened } from './window.ts';

/** Longest second counted from an exact duration; calendar units count 24 hours a day here, for a tolerance is a length, not a date. */
export function seconds(duration: string): number {
  const parts = parseDuration(duration);
  assert(parts.ok && parts.value.months === 0, `a tolerance is a length in days or less: ${duration}`);
  return parts.value.days * 86_400 + parts.value.seconds;
}

/** Broken beyond tolerance → not kept, per interval; holding or watched without a report of failure → kept so far; neither → unknown. */
export function judgeMaintain(duty: Maintain, opened: Opened, suspended: readonly Interval[], bindings: Bindings, reader: Reader): Judgement {
  const { valid } = reader.asOf;
  const end = Math.min(opened.closes.latest, valid);
  const from = lastOf(opened.opens);
  const whole = from < end ? without([{ from, to: end }], suspended) : [];
  const told = reader.told(duty.state, bindings, end);
  const line = lineOf(told.apart, end, duty.quantity ?? null, reader.quorum);
  const seen = watched(reader, duty.state, bindings);
  const breaches = without(beyond(intersection(line.fails, whole), duty.tolerance, end), line.both);
  const because = reasons(opened.because, told, seen.because);
  const context = { line, whole, now: end - 1, breaches, watchedTimes: seen.times, told, because, bindings, opens: opened.opens };
  return end < valid ? atEnd(context) : asOfNow(context);
}

interface Context {
  readonly line: Line;
  readonly whole: readonly Interval[];
  readonly now: Instant;
  readonly breaches: readonly Interval[];
  readonly watchedTimes: readonly Interval[];
  readonly told: Telling;
  readonly because: readonly Because[];
  readonly bindings: Bindings;
  readonly opens: Interval;
}

const at = (line: readonly Interval[], instant: Instant): Interval | undefined => line.find((item) => item.from <= instant && instant < endOf(item));

function asOfNow(context: Context): Judgement {
  const { line, now, breaches, watchedTimes } = context;
  const current = at(breaches, now);
  if (current !== undefined) return verdict(context, 'breached', 'refuted', began(context, current), current.from, 'maintain.breached');
  const contested = at(line.both, now);
  if (contested !== undefined) return verdict(context, 'disputed', 'both', contested, now, 'maintain.disputed');
  const holding = at(line.holds, now) ?? at(watchedTimes, now);
  if (holding !== undefined && breaches.length > 0) return verdict(context, 'restored', 'supported', began(context, holding), now, 'maintain.restored');
  if (holding !== undefined) return verdict(context, 'kept', 'supported', began(context, holding), now, at(line.holds, now) === undefined ? 'maintain.kept-watched' : 'maintain.kept');
  const tolerated = at(line.fails, now);
  if (tolerated !== undefined) return verdict(context, 'kept', 'refuted', tolerated, now, 'maintain.tolerated');
  return verdict(context, 'unknown', 'neither', null, now, at(line.mayFail, now) === undefined ? 'maintain.no-report' : 'maintain.uncertain-time');
}

/** The window is over: what counts is whether it was kept throughout. */
function atEnd(context: Context): Judgement {
  const { line, whole, breaches, watchedTimes, now } = context;
  const first = breaches[0];
  if (first !== undefined) return verdict(context, 'missed', 'refuted', began(context, first), now, 'maintain.missed');
  if (intersection(line.both, whole).length > 0) return verdict(context, 'disputed', 'both', null, now, 'maintain.disputed');
  const known = union([...line.holds, ...line.fails, ...watchedTimes]);
  if (without(whole, known).length === 0) return { ...verdict(context, 'kept', 'supported', null, now, 'maintain.kept-throughout'), fulfilledAt: { from: now, to: now + 1 } };
  return verdict(context, 'unknown', 'neither', null, now, 'maintain.gaps');
}

function verdict(context: Context, performance: Judgement['performance'], knowledge: Judgement['knowledge'], since: Interval | null, decisive: Instant, rule: string): Judgement {
  const breaches = context.breaches.map((breach) => ({
    at: breach, bindings: context.bindings,
    get entries() { return context.told.claims.filter((claim) => overlap({ from: claim.at.from, to: claim.to?.to ?? null }, breach) !== null).map((claim) => claim.entry); }, // Only a remedy asks for them.
  }));
  return { performance, knowledge, since, decisive, rule, because: context.because, breaches };
}

/** When a stretch of the line began, as uncertain as the claim that tells it. */
function began(context: Context, stretch: Interval): Interval {
  const times = context.told.apart.flatMap((claim) => [claim.at, ...(claim.to === null ? [] : [claim.to])]);
  const time = times.find((one) => lastOf(one) === stretch.from) ?? { from: stretch.from, to: stretch.from + 1 };
  return lastOf(time) < context.opens.from ? context.opens : time;
}

/** The parts of the interruptions that go beyond the tolerance. Without one, every interruption is a breach. */
export function beyond(interruptions: readonly Interval[], tolerance: Tolerance | undefined, horizon: Instant): readonly Interval[] {
  if (tolerance === undefined) return interruptions;
  const parts: Interval[] = [];
  if (tolerance.single !== undefined) {
    const longest = seconds(tolerance.single);
    parts.push(...interruptions.filter((item) => Math.min(endOf(item), horizon) - item.from > longest).map((item) => ({ from: item.from + longest, to: item.to })));
  }
  if (tolerance.total !== undefined) parts.push(...overTotal(interruptions, seconds(tolerance.total.max), seconds(tolerance.total.in), horizon));
  if (tolerance.count !== undefined) {
    const { max, in: within } = tolerance.count;
    parts.push(...interruptions.filter((_, index) => tooMany(interruptions, index, max, seconds(within))));
  }
  return union(parts);
}

/** Interruption `index` is one too many if more than `max` began in the rolling window that ends with its beginning, both ends counted. */
function tooMany(interruptions: readonly Interval[], index: number, max: number, within: number): boolean {
  const before = interruptions[index - max], own = interruptions[index];
  return before !== undefined && own !== undefined && own.from - before.from <= within;
}

/** Seconds of an interruption at which the interruptions of the rolling window before it add up to more than `max`. Within one interruption the total only rises or stays, so the first second decides. */
function overTotal(interruptions: readonly Interval[], max: number, within: number, horizon: Instant): readonly Interval[] {
  return interruptions.flatMap((item) => {
    const end = Math.min(endOf(item), horizon);
    const total = (second: Instant): number => length(intersection(interruptions, [{ from: second - within, to: second }]), horizon);
    if (total(end) <= max) return [];
    let low = item.from, high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (total(middle) > max) high = middle;
      else low = middle + 1;
    }
    return low < end || item.to === null || end === horizon ? [{ from: Math.min(low, end - 1), to: item.to }] : [];
  });
}

