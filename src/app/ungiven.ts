import type { Instant } from '#base';
import { TILE_WIDTH } from '#record';

/** Bundles of contents that a copy should have, and that its host did not give though it has the entries. */
export interface Ungiven {
  readonly count: number;
  /** Their entries: from the first to before the second of each pair. */
  readonly entries: readonly (readonly [number, number])[];
  /** When it was first asked, by this machine's clock. */
  readonly since: Instant;
  /** When it is asked again. */
  readonly again: Instant;
}

/** Seconds until a host is asked again: at first, and at most. */
const FIRST = 30, LONGEST = 3600;

/** What hosts were asked for, by address: who has given all is asked no more; who has not, after a while, each time twice as long: to ask takes reading the whole copy. */
export class Owed {
  readonly #told = new Map<string, Ungiven | null>();

  isDue(url: string, now: Instant): boolean {
    const before = this.#told.get(url);
    return before === undefined || (before !== null && now >= before.again);
  }

  /** Keeps which bundles, by number, of a log of so many entries were not given. */
  told(url: string, bundles: readonly number[], size: number, now: Instant): void {
    const since = this.#told.get(url)?.since ?? now;
    this.#told.set(url, bundles.length === 0 ? null : { count: bundles.length, entries: entriesOf(bundles, size), since, again: now + Math.min(LONGEST, Math.max(FIRST, now - since)) });
  }

  of = (url: string): Ungiven | undefined => this.#told.get(url) ?? undefined;
}

/** Bundles beside each other as one. */
function entriesOf(bundles: readonly number[], size: number): readonly (readonly [number, number])[] {
  const all: [number, number][] = [];
  for (const index of bundles) {
    const last = all.at(-1), from = index * TILE_WIDTH, to = Math.min(from + TILE_WIDTH, size);
    if (last?.[1] === from) last[1] = to;
    else all.push([from, to]);
  }
  return all;
}
