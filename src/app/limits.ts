import type { Instant } from '#base';

/**
 * What of a host's work can be asked for at a time, and how much more each minute: by who is signed in, else by the address. All limits are here.
 * Signed entries are limited by nothing but their validity, however many come from one address: only who hands in what is refused, again and again, has to wait.
 */
export const LIMITS = {
  /** Replays a record: of a large one, one for each 10,000 entries. */
  'what-if': { most: 20, perMinute: 10 },
  /** Judges a file by a copy of the record's state: likewise. */
  intake: { most: 30, perMinute: 10 },
  /** Commitments written down to be looked at. */
  draft: { most: 60, perMinute: 30 },
  /** Charters begun, which stay on the host's disk. */
  begin: { most: 10, perMinute: 1 },
  /** Answers to the questions of a charter. */
  charter: { most: 300, perMinute: 60 },
  /** Entries that are signed and refused, by the key that signed them: of such the record keeps the refusal. */
  refused: { most: 1024, perMinute: 10 },
} as const;

export type Limited = keyof typeof LIMITS;

/** So many of those who asked are remembered; those heard of longest ago are forgotten first. */
const REMEMBERED = 20_000;
const MINUTE = 60, ENTRIES = 10_000;

/** What work on a record of a size takes. */
export const costOf = (size: number): number => 1 + Math.floor(size / ENTRIES);

/** Buckets that fill by the minute, kept until the program ends. */
export class Limits {
  readonly #now: () => Instant;
  readonly #left = new Map<string, { readonly left: number; readonly at: Instant }>();

  constructor(now: () => Instant) {
    this.#now = now;
  }

  /** Takes for a work, where there is enough; gives the seconds to wait until there is, or 0. What takes more than can ever be there waits until all is there. */
  take(what: Limited, who: string, cost = 1): number {
    const seconds = this.wait(what, who, cost);
    if (seconds === 0) this.spend(what, who, cost);
    return seconds;
  }

  /** Seconds until there is enough. */
  wait(what: Limited, who: string, cost = 1): number {
    const { most, perMinute } = LIMITS[what], missing = Math.min(cost, most) - this.#leftOf(what, who);
    return missing <= 0 ? 0 : Math.ceil((missing * MINUTE) / perMinute);
  }

  /** Takes what there is, for what is done already. */
  spend(what: Limited, who: string, cost: number): void {
    const name = `${what} ${who}`, left = Math.max(0, this.#leftOf(what, who) - cost);
    this.#left.delete(name);
    this.#left.set(name, { left, at: this.#now() });
    const [oldest] = this.#left.keys();
    if (this.#left.size > REMEMBERED && oldest !== undefined) this.#left.delete(oldest);
  }

  #leftOf(what: Limited, who: string): number {
    const { most, perMinute } = LIMITS[what], before = this.#left.get(`${what} ${who}`);
    return before === undefined ? most : Math.min(most, before.left + (Math.max(0, this.#now() - before.at) * perMinute) / MINUTE);
  }
}

/** The network that an address is counted as: of IPv6 its first 64 bits, for whoever has one of these has all. */
export function networkOf(address: string): string {
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (four !== undefined || !/^[0-9a-f:]+(?:%.*)?$/i.test(address)) return four ?? address;
  const [head = '', tail] = address.replace(/%.*$/, '').toLowerCase().split('::'), before = head.split(':').filter((group) => group !== ''), after = (tail ?? '').split(':').filter((group) => group !== '');
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after];
  return `${groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::`;
}
