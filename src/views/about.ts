import { byCodeUnits } from '#base';
import type { Source } from '#agreement';
import type { HeldItem, ProcessState } from '#process';
import { inOrder } from './corridor-states.ts';
import { Counts } from './counts.ts';
import type { Step } from './growth.ts';
import { foldOf } from './growth.ts';

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
  const { accounts, first, alone, unverified } = foldOf(Spoken, state);
  const row = (actor: string): Voice => ({ actor, accounts: accounts.of(actor), first: first.of(actor), alone: alone.of(actor) });
  return { rows: inOrder(state, [...new Set([...state.actors.keys(), ...accounts.all.keys()])]).map(row), items: state.items.size, unverified };
}

/** Who speaks in the items as they stand, and where they were read. */
class Spoken {
  readonly accounts = new Counts();
  readonly first = new Counts();
  readonly alone = new Counts();
  /** Items by the site of a page that they name; pages by site and address. A page of no site has an address like any. */
  readonly items = new Counts();
  readonly pages = new Counts();
  unverified = 0;

  take(steps: readonly Step[]): void {
    for (const { now, before } of steps) {
      if (before !== null) this.#count(before, -1);
      this.#count(now, 1);
    }
  }

  #count({ kind, value }: HeldItem, times: 1 | -1): void {
    const who = speakers(value);
    this.accounts.add(who, times);
    if (kind === 'report') this.first.add(value.accounts.slice(0, 1).map(({ by }) => by), times);
    if (who.length === 1) this.alone.add(who, times);
    if (value.basis === 'general-knowledge') this.unverified += times;
    if (value.sources !== undefined) countSites(this, value.sources, times);
  }
}

const speakers = ({ accounts }: HeldItem['value']): readonly string[] => [...new Set(accounts.map(({ by }) => by))];

/** A site whose pages the record rests on. `null`: something else than a page, such as general knowledge. */
export interface Site {
  readonly host: string | null;
  readonly pages: number;
  /** Items and texts of the record that name a page of it. */
  readonly items: number;
}

/** Where everything was read, by site: the most used first. */
export function sites(state: ProcessState): readonly Site[] {
  const told = foldOf(Spoken, state), all = { items: told.items.copy(), pages: told.pages.copy() }, distinct = new Counts();
  const named: readonly (readonly Source[])[] = [...[...state.instruments.values()].map(({ value }) => value.sources), ...[...state.geography.values()].map(({ value }) => [value.source]), state.charter.about?.sources ?? []];
  for (const sources of named) countSites(all, sources, 1);
  distinct.add(Array.from(all.pages.all.keys(), (page) => page.slice(0, page.indexOf(' '))));
  return [...distinct.all].map(([host, pages]) => ({ host: host === '' ? null : host, pages, items: all.items.of(host) })).sort((a, b) => b.items - a.items || byCodeUnits(a.host ?? '', b.host ?? ''));
}

/** Sites by host, empty where it is something else than a page; pages by host and address. */
function countSites({ items, pages }: { readonly items: Counts; readonly pages: Counts }, sources: readonly Source[], times: 1 | -1): void {
  pages.add(sources.map(({ url, title }) => `${hostOf(url)} ${url ?? title ?? ''}`), times);
  items.add(new Set(sources.map(({ url }) => hostOf(url))), times);
}

const hostOf = (url: string | undefined): string => /^https?:\/\/(?:www\.)?([^/:?#]+)/i.exec(url ?? '')?.[1]?.toLowerCase() ?? '';
