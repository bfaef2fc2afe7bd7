import { byCodeUnits } from '#base';
import type { ProcessState } from '#process';

/** How many-sided a record is: who speaks in it how often. Counted, so that one-sidedness is seen and not guessed. */
export interface Voices {
  readonly accounts: readonly Count[];
  readonly reports: readonly Count[];
  /** Actors of the charter without any account. */
  readonly silent: readonly string[];
  readonly unverified: number;
  readonly items: number;
}

export interface Count {
  readonly actor: string;
  readonly count: number;
}

/** Accounts by actor, and reports by the actor whose account comes first in them. */
export function voices(state: ProcessState): Voices {
  const items = [...state.items.values()];
  const accounts = tally(items.flatMap(({ value }) => value.accounts.map(({ by }) => by)));
  const reports = tally(items.flatMap((held) => (held.kind === 'report' ? held.value.accounts.slice(0, 1).map(({ by }) => by) : [])));
  const heard = new Set(accounts.map(({ actor }) => actor));
  return {
    accounts, reports, items: items.length, silent: [...state.actors.keys()].filter((id) => !heard.has(id)).toSorted(byCodeUnits),
    unverified: items.filter(({ value }) => value.basis === 'general-knowledge').length,
  };
}

function tally(ids: readonly string[]): readonly Count[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([actor, count]) => ({ actor, count })).toSorted((a, b) => b.count - a.count || byCodeUnits(a.actor, b.actor));
}
