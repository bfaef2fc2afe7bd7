/** Seconds since 1970-01-01T00:00:00Z. The unit of time of the whole house is the second. */
export type Instant = number;

/** Half-open: `from` belongs to it, `to` does not. `to: null` has no end. Never empty. */
export interface Interval {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Later than every instant that can be written. */
export const FOREVER: Instant = Number.MAX_SAFE_INTEGER;

export const endOf = (interval: Interval): Instant => interval.to ?? FOREVER;

/** The common part of two intervals, or `null`. */
export function overlap(a: Interval, b: Interval): Interval | null {
  const from = Math.max(a.from, b.from);
  const to = Math.min(endOf(a), endOf(b));
  return from < to ? { from, to: to === FOREVER ? null : to } : null;
}

/** Maximal intervals: sorted, disjoint, adjacent ones joined. */
export function union(intervals: readonly Interval[]): readonly Interval[] {
  const sorted = intervals.toSorted((a, b) => a.from - b.from || endOf(a) - endOf(b));
  const joined: Interval[] = [];
  for (const next of sorted) {
    const last = joined.at(-1);
    if (last !== undefined && next.from <= endOf(last)) {
      if (endOf(next) > endOf(last)) joined[joined.length - 1] = { from: last.from, to: next.to };
    } else joined.push(next);
  }
  return joined;
}

/** What of `a` lies outside every interval of `b`. */
export function without(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  let rest = union(a);
  for (const hole of union(b)) {
    rest = rest.flatMap((piece) => cut(piece, hole));
  }
  return rest;
}

function cut(piece: Interval, hole: Interval): readonly Interval[] {
  if (overlap(piece, hole) === null) return [piece];
  const parts: Interval[] = [];
  if (piece.from < hole.from) parts.push({ from: piece.from, to: hole.from });
  if (endOf(hole) < endOf(piece)) parts.push({ from: endOf(hole), to: piece.to });
  return parts;
}

/** Every overlap of an interval of `a` with one of `b`. */
export function intersection(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return union(a.flatMap((x) => b.flatMap((y) => overlap(x, y) ?? [])));
}

/** Total length in seconds; intervals without end count up to `horizon`. */
export function length(intervals: readonly Interval[], horizon: Instant): number {
  return union(intervals).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to ?? horizon, horizon) - from), 0);
}
