import type { Duration, Instant, Interval, Rounding } from '#base';
import { FOREVER, assert, shift } from '#base';
import type { Anchor, Commitment, Deadline, Window } from '#agreement';
import type { Claims } from './evidence.ts';
import { during, lastOf } from './evidence.ts';
import type { Bindings, Reader } from './reader.ts';
import type { Because, Performance } from './status.ts';

/** What brought an instance about, with the values of its variables. */
export interface Occasion {
  readonly key: string;
  readonly bindings: Bindings;
  readonly at: Interval | null;
  readonly entries: readonly string[];
  /** Only within this time is it owed by the bearer that it is bound to. */
  readonly tenure?: { readonly from: Instant | null; readonly to: Instant | null };
}

/** A bound that may be uncertain: in time if surely before `earliest`, late if surely not before `latest`. Both excluded. */
export interface Bound {
  readonly earliest: Instant;
  readonly latest: Instant;
}

const NEVER: Bound = { earliest: FOREVER, latest: FOREVER };

export interface Opened {
  readonly opens: Interval;
  readonly closes: Bound;
  readonly startBy: Bound | null;
  /** When each stage of a duty closes, in their order. */
  readonly stages: readonly Bound[];
  readonly because: readonly Because[];
  readonly entries: readonly string[];
}

/** Why there is no window: what it hangs on has not happened, by this perspective; or it hangs on itself, ends before it begins, or on a day that its month has not. */
export interface Waiting {
  readonly waitsFor: 'event' | 'fulfilment' | 'blocked' | 'window-reversed' | 'rounding';
  readonly on: string;
}

export interface Timing {
  readonly record: Claims;
  readonly reader: Reader;
  readonly commitment: Commitment;
  /** When another commitment was fulfilled, by the same perspective. */
  readonly fulfilled: (commitment: string) => { readonly at: Interval | null; readonly performance: Performance };
}

interface Anchored {
  readonly at: Interval;
  readonly entries: readonly string[];
  readonly name: string;
  /** An instant that is only known to lie in `at`, not a day or month that is meant as a whole. */
  readonly unsure?: boolean;
}

/** The window of one instance. Without `opens` it begins when the instrument took effect, or with its trigger; without `closes` it has no end. */
export function openWindow(timing: Timing, window: Window, occasion: Occasion): Opened | Waiting {
  const { instruments, charter } = timing.record.evidence;
  const instrument = instruments.get(timing.commitment.instrument);
  assert(instrument !== undefined, 'a commitment names an instrument on record');
  const opens = window.opens === undefined
    ? { at: occasion.at ?? during(instrument.value.inForce ?? instrument.value.date, charter.zone), entries: occasion.entries, name: occasion.at === null ? 'instrument' : 'trigger' }
    : anchor(timing, window.opens, occasion);
  if ('waitsFor' in opens) return opens;
  const closes = window.closes === undefined ? null : anchor(timing, window.closes, occasion);
  if (closes !== null && 'waitsFor' in closes) return closes;
  const startBy = window.startBy === undefined ? null : anchor(timing, window.startBy, occasion);
  if (startBy !== null && 'waitsFor' in startBy) return startBy;
  const stages: Bound[] = [];
  const { duty } = timing.commitment;
  for (const stage of duty?.shape === 'achieve' ? duty.stages ?? [] : []) {
    const end = anchor(timing, stage.closes, occasion);
    if ('waitsFor' in end) return end;
    stages.push(deadline(end, stage.closes.endpoint));
  }
  const bound = closes === null || window.closes === undefined ? NEVER : deadline(closes, window.closes.endpoint);
  if (bound.latest <= opens.at.from && occasion.at?.from !== opens.at.from) return { waitsFor: 'window-reversed', on: timing.commitment.id };
  const endpoint = window.closes === undefined ? {} : { endpoint: window.closes.endpoint };
  return {
    opens: opens.at, closes: bound,
    stages, startBy: startBy === null || window.startBy === undefined ? null : deadline(startBy, window.startBy.endpoint),
    because: [{ role: 'window', from: opens.at.from, to: bound === NEVER ? null : bound.latest, ...endpoint, anchor: closes?.name ?? opens.name }],
    entries: [...new Set([...opens.entries, ...(closes?.entries ?? [])])],
  };
}

function anchor(timing: Timing, wanted: Anchor | Deadline, occasion: Occasion): Anchored | Waiting {
  const zone = ('zone' in wanted ? wanted.zone : undefined) ?? timing.record.evidence.charter.zone;
  if ('at' in wanted) return { at: during(wanted.at, zone), entries: [], name: 'instant' };
  const rounding = ('rounding' in wanted ? wanted.rounding : undefined) ?? 'down';
  const moved = (at: Interval, entries: readonly string[], name: string): Anchored | Waiting => {
    const landed = wanted.plus === undefined ? at : plus(at, wanted.plus, zone, rounding);
    return landed === null ? { waitsFor: 'rounding', on: timing.commitment.id } : { at: landed, entries, name, unsure: wanted.plus?.includes('T') === true };
  };
  if ('trigger' in wanted) {
    return occasion.at === null ? { waitsFor: 'event', on: timing.commitment.id } : moved(occasion.at, occasion.entries, 'trigger');
  }
  if ('event' in wanted) {
    const first = timing.reader.claims(wanted.event, occasion.bindings).filter((claim) => claim.holds).toSorted((a, b) => lastOf(a.at) - lastOf(b.at) || a.at.from - b.at.from)[0];
    return first === undefined ? { waitsFor: 'event', on: wanted.event.fact } : moved(first.at, [first.entry], 'event');
  }
  const other = timing.fulfilled(wanted.fulfilment);
  if (other.performance === 'blocked') return { waitsFor: 'blocked', on: wanted.fulfilment };
  return other.at === null ? { waitsFor: 'fulfilment', on: wanted.fulfilment } : moved(other.at, [], 'fulfilment');
}

const HALF_A_DAY = 43_200;

/**
 * A day plus months is a day, an instant plus hours an instant: the answer is as exact as the anchor. A day that lands past the end of a month is the
 * last day of that month, or rounded up the first of the next, and lasts to its end. `null` where the rounding refuses.
 */
function plus(at: Interval, duration: Duration, zone: string, rounding: Rounding): Interval | null {
  const from = shift(at.from, duration, zone, rounding);
  if (!from.ok) return null;
  if (at.to === null) return { from: from.value, to: null };
  if (at.to - at.from < HALF_A_DAY) return { from: from.value, to: from.value + at.to - at.from };
  const to = shift(at.to, duration, zone, rounding === 'error' ? 'down' : rounding), dayAfter = shift(from.value, 'P1D', zone);
  assert(to.ok && dayAfter.ok, `durations of admitted commitments can be added: ${duration}`);
  return { from: from.value, to: Math.max(to.value, dayAfter.value) };
}

/**
 * `by` a day: to its end. `by` an instant: at it is in time. `before` and `until` exclude the day or instant named (docs/formats/endpoints.md).
 * Hours counted from an event known only to the day end somewhere in 24 hours: then the bound itself is uncertain.
 */
function deadline({ at, unsure }: Anchored, endpoint: Deadline['endpoint']): Bound {
  const last = lastOf(at);
  if (unsure === true) return endpoint === 'by' ? { earliest: at.from + 1, latest: last + 1 } : { earliest: at.from, latest: last };
  return endpoint === 'by' ? { earliest: last + 1, latest: last + 1 } : { earliest: at.from, latest: at.from };
}
