import type { Instant, Interval } from '#base';
import type { PowerRule, Window } from '#agreement';
import type { PowerClaim } from './evidence.ts';
import { lastOf } from './evidence.ts';
import type { Because, Explanation, Position } from './status.ts';

/** What powers have made of a commitment, folded in order of valid time, as this perspective has it. */
export interface Empowered {
  readonly window: Window;
  readonly suspended: readonly Interval[];
  /** Suspended, released or terminated at the time asked for. */
  readonly position: Position | null;
  readonly from: Instant | null;
  readonly because: readonly Because[];
  /** The acts that have effect, in order. */
  readonly acts: readonly PowerClaim[];
  readonly excluded: Explanation['excluded'];
}

/** Folds the acts, given in order of time, that have effect under the commitment's own rules of powers; those that have none are listed with the reason. */
export function empowered(window: Window, given: readonly PowerClaim[], rules: readonly PowerRule[] = []): Empowered {
  const judged = given.map((claim) => ({ claim, why: against(claim, rules) }));
  const acts = judged.flatMap(({ claim, why }) => (why === null ? [claim] : []));
  let current = window, position: Position | null = null, from: Instant | null = null, since: Instant | null = null;
  const suspended: Interval[] = [];
  for (const { act, at } of acts) {
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
  const because = acts.map(({ entry, by, act, at }) => ({ role: 'power', entry, by, power: act.power, at }) as const);
  const excluded = judged.flatMap(({ claim, why }) => (why === null ? [] : [{ entry: claim.entry, why }]));
  return { window: current, suspended, position, from, because, acts, excluded };
}

/** Why an act has no effect under the rule for its power; `null` where it has. Silence on the form is not the form. */
function against({ act, by }: PowerClaim, rules: readonly PowerRule[]): 'power-barred' | 'power-form' | 'power-consent' | null {
  const rule = rules.find(({ power }) => power === act.power);
  if (rule === undefined) return null;
  if (rule.barred === true) return 'power-barred';
  if (rule.form !== undefined && act.form !== rule.form) return 'power-form';
  return (rule.consentOf ?? []).every((actor) => actor === by || act.consentOf?.includes(actor) === true) ? null : 'power-consent';
}
