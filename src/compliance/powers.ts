import type { Instant, Interval } from '#base';
import type { Window } from '#agreement';
import type { PowerClaim } from './evidence.ts';
import { lastOf } from './evidence.ts';
import type { Because, Position } from './status.ts';

/** What powers have made of a commitment, folded in order of valid time, as this perspective has it. */
export interface Empowered {
  readonly window: Window;
  readonly suspended: readonly Interval[];
  /** Suspended, released or terminated at the time asked for. */
  readonly position: Position | null;
  readonly from: Instant | null;
  readonly because: readonly Because[];
}

export function empowered(window: Window, acts: readonly PowerClaim[]): Empowered {
  const ordered = acts.toSorted((a, b) => a.at.from - b.at.from || lastOf(a.at) - lastOf(b.at) || (a.entry < b.entry ? -1 : 1));
  let current = window, position: Position | null = null, from: Instant | null = null, since: Instant | null = null;
  const suspended: Interval[] = [];
  for (const { act, at } of ordered) {
    if (act.power === 'amend' || act.power === 'extend') current = { ...current, ...act.window, ...(act.closes === undefined ? {} : { closes: act.closes }) };
    if (act.power === 'suspend') [position, from, since] = ['suspended', at.from, since ?? lastOf(at)];
    if (act.power === 'resume' || act.power === 'activate') {
      if (since !== null && since < at.from) suspended.push({ from: since, to: at.from });
      [position, from, since] = [null, null, null];
    }
    if (act.power === 'waive') [position, from] = ['released', at.from];
    if (act.power === 'terminate') [position, from] = ['terminated', at.from];
  }
  if (since !== null) suspended.push({ from: since, to: null });
  const because = ordered.map(({ entry, by, act, at }) => ({ role: 'power', entry, by, power: act.power, at }) as const);
  return { window: current, suspended, position, from, because };
}
