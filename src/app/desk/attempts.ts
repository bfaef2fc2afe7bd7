import type { Instant, Result } from '#base';
import { ok, refuse } from '#base';

const MOST = 30, WITHIN = 600, ADDRESSES = 10_000;

/** How often somebody at an address has tried to sign in or to use an invitation lately. Not kept over a restart, and of no more addresses than a host can bear: then those heard of longest ago are forgotten. */
export class Attempts {
  readonly #tried = new Map<string, { count: number; readonly until: Instant }>();

  /** Counts one more. Refuses `desk.often` from the 31st within ten minutes on; `seconds` until the next is looked at. */
  count(address: string, now: Instant): Result<null> {
    const before = this.#tried.get(address), one = before === undefined || before.until <= now ? { count: 0, until: now + WITHIN } : before;
    this.#tried.delete(address);
    this.#tried.set(address, one);
    const [oldest] = this.#tried.keys();
    if (this.#tried.size > ADDRESSES && oldest !== undefined) this.#tried.delete(oldest);
    return ++one.count > MOST ? refuse('desk.often', { seconds: one.until - now }) : ok(null);
  }
}
