import type { Instant, Interval, Text } from '#base';
import { FOREVER, byCodeUnits, endOf, span, union } from '#base';
import type { Account, ActorId, Assertion, Fact, Keys } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState } from '#process';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';

/** One account's word that a state held, or did not, over some time. */
export interface StateClaim {
  readonly fact: Fact;
  readonly of: Keys;
  readonly holds: boolean;
  /** The day or instant of the change, in full. */
  readonly from: Interval;
  readonly to: Interval | null;
  /** The actor whose account it counts as; `account.by` may be one of its parts. */
  readonly by: ActorId;
  readonly account: Account;
  readonly item: HeldItem;
}

/** What one account says over a stretch of time. `part`: of some of what is told apart here and not of the rest, or both at once. */
export type Said = 'holds' | 'part' | 'not';
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant | null;
  readonly said: Said;
}

/** Every claim about states of one subject (`corridor`, `service`), as known at `asOf`; withdrawn ones left out. Events are no states and have no length. */
export function stateClaims(state: ProcessState, asOf: AsOf, key: string): readonly StateClaim[] {
  return itemsAsOf(state, asOf.known)
    .filter((item) => withdrawalOf(item) === null)
    .flatMap((item) => item.value.accounts.flatMap((account) => (account.facts ?? []).flatMap((said) => claim(state, item, account, said, key))))
    .filter((found) => found.from.from < asOf.valid)
    .sort((a, b) => a.from.from - b.from.from || byCodeUnits(a.item.value.id, b.item.value.id));
}

function claim(state: ProcessState, item: HeldItem, account: Account, said: Assertion, key: string): readonly StateClaim[] {
  const fact = state.vocabulary.get(said.fact);
  if (fact === undefined || fact.kind !== 'state' || said.of[key] === undefined) return [];
  const from = span(said.from ?? said.at ?? item.value.date, state.charter.zone);
  const to = said.to === undefined ? null : span(said.to, state.charter.zone);
  if (!from.ok || (to !== null && !to.ok)) return [];
  const by = state.actors.get(account.by)?.partOf ?? account.by;
  return [{ fact, of: said.of, holds: said.holds ?? true, from: from.value, to: to === null ? null : to.value, by, account, item }];
}

/** Claims of the same fact about the same instance speak of one thing; the key for that. */
export function instanceOf(claim: { readonly fact: { readonly id: string }; readonly of: Keys }): string {
  return [claim.fact.id, ...Object.keys(claim.of).sort(byCodeUnits).map((key) => `${key}=${claim.of[key]}`)].join(' ');
}

/**
 * What one account says over time, from its claims about one subject. A state without a stated end goes on until the account says otherwise;
 * the day of a change counts to what it changed to. After a stated end the account says nothing until it speaks again.
 */
export function stretches(claims: readonly StateClaim[], until: Instant): readonly Stretch[] {
  const instances = [...Map.groupBy(claims, instanceOf).values()].map(instanceTimes);
  const cuts = [...new Set(instances.flatMap(({ held, denied }) => [...held, ...denied].flatMap(({ from, to }) => [from, to ?? until])))]
    .filter((instant) => instant <= until).sort((a, b) => a - b);
  const pieces = cuts.flatMap((from, index): readonly Stretch[] => {
    const to = cuts[index + 1];
    const said = to === undefined ? null : saidAt(instances, from);
    return to === undefined || said === null ? [] : [{ from, to, said }];
  });
  return joined(pieces).map((piece) => (piece.to === until && goesOn(instances, until) ? { ...piece, to: null } : piece));
}

interface Times {
  readonly held: readonly Interval[];
  readonly denied: readonly Interval[];
}

function instanceTimes(claims: readonly StateClaim[]): Times {
  const reach = (claimed: StateClaim): Interval => {
    if (claimed.to !== null) return { from: claimed.from.from, to: Math.max(claimed.to.from, claimed.from.from + 1) };
    const turn = claims.find((other) => other.holds !== claimed.holds && other.from.from > claimed.from.from);
    return { from: claimed.from.from, to: turn?.from.from ?? null };
  };
  return { held: union(claims.filter((one) => one.holds).map(reach)), denied: union(claims.filter((one) => !one.holds).map(reach)) };
}

function saidAt(instances: readonly Times[], instant: Instant): Said | null {
  const held = instances.some((times) => covers(times.held, instant));
  const denied = instances.some((times) => covers(times.denied, instant));
  if (held && denied) return 'part';
  return held ? 'holds' : denied ? 'not' : null;
}

const covers = (intervals: readonly Interval[], instant: Instant): boolean => intervals.some((one) => one.from <= instant && instant < endOf(one));
const goesOn = (instances: readonly Times[], until: Instant): boolean => instances.some((times) => [...times.held, ...times.denied].some((one) => one.from < until && endOf(one) === FOREVER));

function joined(pieces: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last !== undefined && last.to === piece.from && last.said === piece.said) out[out.length - 1] = { ...last, to: piece.to };
    else out.push(piece);
  }
  return out;
}

/** Words of an account, or of its item where the account has none of its own. */
export const wordsOfClaim = (claimed: { readonly account: Account; readonly item: HeldItem }): Text => claimed.account.text ?? claimed.item.value.summary;
