import type { Instant, Interval } from '#base';
import type { ActorId, Commitment, PowerRule, Window } from '#agreement';
import type { PowerClaim } from './evidence.ts';
import { lastOf } from './evidence.ts';
import type { Because, Explanation, Position } from './status.ts';

/** A time over which somebody owed a duty. An assignment ends one and begins another. */
export interface Tenure {
  readonly actor: ActorId;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

/** What powers have made of a commitment, folded in order of valid time, as this perspective has it. */
export interface Empowered {
  readonly window: Window;
  readonly suspended: readonly Interval[];
  /** Suspended, released or terminated at the time asked for. */
  readonly position: Position | null;
  readonly from: Instant | null;
  readonly because: readonly Because[];
  /** Who owed it, from when to when; `null`: from its beginning, without an end. */
  readonly tenures: readonly Tenure[];
  /** The acts that have effect, in order. */
  readonly acts: readonly PowerClaim[];
  readonly excluded: Explanation['excluded'];
}

/** Folds the acts, given in order of time, that have effect under the commitment's own rules of powers; those that have none are listed with the reason. */
export function empowered({ window = {}, bearers, powers: rules = [] }: Pick<Commitment, 'window' | 'bearers' | 'powers'>, given: readonly PowerClaim[]): Empowered {
  const judged: { readonly claim: PowerClaim; readonly why: ReturnType<typeof against> | 'power-bearer' }[] = [];
  let tenures: readonly Tenure[] = bearers.actors.map((actor) => ({ actor, from: null, to: null }));
  for (const claim of given) {
    const why = against(claim, rules), after = why === null && claim.act.power === 'assign' ? assigned(tenures, claim) : tenures;
    judged.push({ claim, why: after === null ? 'power-bearer' : why });
    tenures = after ?? tenures;
  }
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
  const because = acts.map(({ entry, by, act, at }) => ({ role: 'power', entry, by, power: act.power, at, ...(act.to !== undefined && { to: act.to }) }) as const);
  const excluded = judged.flatMap(({ claim, why }) => (why === null ? [] : [{ entry: claim.entry, why }]));
  return { window: current, suspended, position, from, because, tenures, acts, excluded };
}

/** The tenures after an assignment; `null` where it names nobody who owes the duty then, or does not say which of several. */
function assigned(tenures: readonly Tenure[], { act: { from, to }, at }: PowerClaim): readonly Tenure[] | null {
  const owing = tenures.filter((one) => one.to === null), [leaving, ...others] = owing.filter(({ actor }) => from === undefined || actor === from);
  if (to === undefined || leaving === undefined || others.length > 0 || owing.some(({ actor }) => actor === to)) return null;
  return [...tenures.map((one) => (one === leaving ? { ...one, to: at.from } : one)), { actor: to, from: at.from, to: null }];
}

/** Why an act has no effect under the rule for its power; `null` where it has. Silence on the form is not the form. */
function against({ act, by }: PowerClaim, rules: readonly PowerRule[]): 'power-barred' | 'power-form' | 'power-consent' | null {
  const rule = rules.find(({ power }) => power === act.power);
  if (rule === undefined) return null;
  if (rule.barred === true) return 'power-barred';
  if (rule.form !== undefined && act.form !== rule.form) return 'power-form';
  return (rule.consentOf ?? []).every((actor) => actor === by || act.consentOf?.includes(actor) === true) ? null : 'power-consent';
}
