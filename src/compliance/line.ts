import type { Instant, Interval } from '#base';
import { FOREVER, intersection, without } from '#base';
import type { Quantity } from '#agreement';
import type { Claim } from './evidence.ts';
import { lastOf } from './evidence.ts';
import type { Quorum } from './quorum.ts';
import { together } from './quorum.ts';

/**
 * A state over time as a perspective has it: two separate sets of support, never merged into one truth.
 * `holds`, `fails`: certain, whatever second a day or a month stands for. `mayHold`, `mayFail`: possible.
 */
export interface Line {
  readonly holds: readonly Interval[];
  readonly fails: readonly Interval[];
  readonly mayHold: readonly Interval[];
  readonly mayFail: readonly Interval[];
  /** Both at once: disputed inside this perspective. */
  readonly both: readonly Interval[];
}

interface Stretch {
  readonly by: string;
  readonly sure: Interval | null;
  readonly possible: Interval;
}

/**
 * The line of a state from the claims about it, up to `horizon` (excluded).
 * A claim without an end goes on until its own account says the contrary from a later time; the end of a failure is a restoration that goes on likewise;
 * the end of a state said to hold says nothing of what came after. (Inertia of fluents per source, as in the event calculus; silence adds nothing.)
 * With a quorum, a stretch counts where enough source groups say the same.
 */
export function lineOf(claims: readonly Claim[], horizon: Instant, wanted: Quantity | null = null, quorum: Quorum | null = null): Line {
  const said = distinct(claims, wanted).flatMap(([claim, holds]) => restorations(claim, holds));
  const accounts = Map.groupBy(said, (item) => item.by);
  const stretches = { true: [] as Stretch[], false: [] as Stretch[] };
  for (const own of accounts.values()) {
    const turns = { true: turnsOf(own, true), false: turnsOf(own, false) };
    for (const item of own) stretches[`${item.holds}`].push(...stretch(item, turns[`${!item.holds}`], horizon));
  }
  const sure = (polarity: 'true' | 'false'): readonly Interval[] => together(stretches[polarity].flatMap(({ by, sure: known }) => (known === null ? [] : [{ by, during: known }])), quorum);
  const possible = (polarity: 'true' | 'false'): readonly Interval[] => together(stretches[polarity].map(({ by, possible: during }) => ({ by, during })), quorum);
  const holds = sure('true'), fails = sure('false');
  const both = intersection(holds, fails);
  return { holds: without(holds, both), fails: without(fails, both), mayHold: possible('true'), mayFail: possible('false'), both };
}

/** What many say alike is said once: a line is where it is said, not how often. Each with whether it says that the state holds. */
function distinct(claims: readonly Claim[], wanted: Quantity | null): readonly (readonly [Claim, boolean])[] {
  const found = new Map<string, readonly [Claim, boolean]>();
  for (const claim of claims) {
    const { by, at, to } = claim, holds = agrees(claim, wanted), name = `${holds} ${at.from} ${at.to} ${to === null ? '' : `${to.from} ${to.to}`} ${by}`;
    if (!found.has(name)) found.set(name, [claim, holds]);
  }
  return [...found.values()];
}

interface Said {
  readonly by: string;
  /** Concluded from the end of a failure: it yields to a failure that the account lets begin at the same time. */
  readonly concluded: boolean;
  readonly holds: boolean;
  readonly at: Interval;
  readonly to: Interval | null;
}

function agrees(claim: Claim, wanted: Quantity | null): boolean {
  if (wanted === null || claim.quantity === null) return claim.holds;
  return claim.holds && satisfies(claim.quantity.value, wanted);
}

/** Whether a measured value meets what was promised: `at-least` where the text gives no bound. */
export function satisfies(value: number, wanted: Quantity): boolean {
  if (wanted.bound === 'at-most') return value <= wanted.value;
  if (wanted.bound === 'exactly') return value === wanted.value;
  return value >= wanted.value;
}

function restorations(claim: Claim, holds: boolean): readonly Said[] {
  const said = { by: claim.by, concluded: false, holds, at: claim.at, to: claim.to };
  return holds || claim.to === null ? [said] : [said, { by: claim.by, concluded: true, holds: true, at: claim.to, to: null }];
}

/** When an account says one thing of a state: the earliest each may begin, in order, and by when one of it or of the later ones has surely begun. */
interface Turns {
  readonly from: readonly Instant[];
  readonly sure: readonly Instant[];
}

function turnsOf(own: readonly Said[], holds: boolean): Turns {
  const sorted = own.filter((item) => item.holds === holds).sort((a, b) => a.at.from - b.at.from);
  const sure = sorted.map((item) => lastOf(item.at));
  for (let index = sure.length - 2; index >= 0; index -= 1) sure[index] = Math.min(sure[index] as Instant, sure[index + 1] as Instant);
  return { from: sorted.map((item) => item.at.from), sure };
}

/** Index of the first instant that is not before `least`; the length if there is none. */
function firstFrom(sorted: readonly Instant[], least: Instant): number {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Instant) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One claim as an interval, ended - if it names no end - where its own account later says the contrary. It does not come back after that: silence adds nothing. */
function stretch(item: Said, contrary: Turns, horizon: Instant): readonly Stretch[] {
  const end = item.to ?? { from: FOREVER, to: null };
  const sure = clip(lastOf(item.at), end.from, horizon);
  const possible = clip(item.at.from, lastOf(end), horizon);
  if (possible === null) return [];
  if (item.to !== null) return [{ by: item.by, sure, possible }];
  const after = firstFrom(contrary.from, item.concluded ? item.at.from : item.at.from + 1);
  const surely = Math.min(contrary.sure[after] ?? FOREVER, horizon), perhaps = Math.min(contrary.from[after] ?? FOREVER, horizon);
  const left = clip(possible.from, surely, horizon);
  return left === null ? [] : [{ by: item.by, possible: left, sure: sure === null ? null : clip(sure.from, perhaps, horizon) }];
}

function clip(from: Instant, to: Instant, horizon: Instant): Interval | null {
  const end = Math.min(to, horizon);
  return from < end ? { from, to: end } : null;
}
