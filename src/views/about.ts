import { byCodeUnits } from '#base';
import type { Source } from '#agreement';
import type { HeldItem, ProcessState } from '#process';
import { inOrder } from './corridor-states.ts';

/** How many-sided a record is: who speaks in it how often. Counted, so that one-sidedness is seen and not guessed. */
export interface Voices {
  /** In the order of screens, which favours nobody. Actors without any account are there, with zeros. */
  readonly rows: readonly Voice[];
  readonly items: number;
  /** Items that rest on no page that was read. */
  readonly unverified: number;
}

export interface Voice {
  readonly actor: string;
  /** Items in which it gives an account. */
  readonly accounts: number;
  /** Reports in which its account stands first. */
  readonly first: number;
  /** Items of which no other actor gives an account. */
  readonly alone: number;
}

/** Counts accounts in the items as they stand now, by the actor who gives them. */
export function voices(state: ProcessState): Voices {
  const items = [...state.items.values()];
  const accounts = tally(items.flatMap(speakers));
  const first = tally(items.flatMap(({ kind, value }) => (kind === 'report' ? value.accounts.slice(0, 1).map(({ by }) => by) : [])));
  const alone = tally(items.map(speakers).flatMap((who) => (who.length === 1 ? who : [])));
  const row = (actor: string): Voice => ({ actor, accounts: accounts.get(actor) ?? 0, first: first.get(actor) ?? 0, alone: alone.get(actor) ?? 0 });
  return {
    rows: inOrder(state, [...new Set([...state.actors.keys(), ...accounts.keys()])]).map(row), items: items.length,
    unverified: items.filter(({ value }) => value.basis === 'general-knowledge').length,
  };
}

const speakers = ({ value }: HeldItem): readonly string[] => [...new Set(value.accounts.map(({ by }) => by))];

/** A site whose pages the record rests on. `null`: something else than a page, such as general knowledge. */
export interface Site {
  readonly host: string | null;
  readonly pages: number;
  /** Items and texts of the record that name a page of it. */
  readonly items: number;
}

/** Where everything was read, by site: the most used first. */
export function sites(state: ProcessState): readonly Site[] {
  const pages = new Map<string | null, Set<string>>(), uses: (string | null)[] = [];
  const named: readonly (readonly Source[])[] = [
    ...[...state.items.values()].map(({ value }) => value.sources ?? []), ...[...state.instruments.values()].map(({ value }) => value.sources),
    ...[...state.geography.values()].map(({ value }) => [value.source]), state.charter.about?.sources ?? [],
  ];
  for (const sources of named) {
    for (const { url, title } of sources) pages.set(hostOf(url), (pages.get(hostOf(url)) ?? new Set()).add(url ?? title ?? ''));
    uses.push(...new Set(sources.map(({ url }) => hostOf(url))));
  }
  const items = tally(uses);
  const found = [...pages].map(([host, distinct]) => ({ host, pages: distinct.size, items: items.get(host) ?? 0 }));
  return found.sort((a, b) => b.items - a.items || byCodeUnits(a.host ?? '', b.host ?? ''));
}

const hostOf = (url: string | undefined): string | null => /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? null;

function tally<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
