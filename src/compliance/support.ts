import type { Interval, Json } from '#base';
import { canonical } from '#base';
import type { ActorId, Keys } from '#agreement';
import type { Claim } from './evidence.ts';
import type { Because } from './status.ts';

/** A claim on which statuses rest. Many do, again and again: it is written out once. */
export class Support {
  readonly role = 'support';
  readonly holds: boolean;
  readonly entry: string;
  readonly by: ActorId;
  readonly fact: string;
  readonly of: Keys;
  readonly at: Interval;
  readonly open: boolean;
  #text: string | null = null;

  constructor({ entry, by, fact, of, at, to }: Claim, holds: boolean) {
    this.holds = holds;
    this.entry = entry;
    this.by = by;
    this.fact = fact;
    this.of = of;
    this.at = at;
    this.open = to === null;
  }

  /** The members in their order. Put together at once: what is put together piece by piece is taken apart again by whoever reads it. */
  written(): string {
    const { at, by, entry, fact, holds, of, open, role } = this, members: readonly (readonly [string, Json])[] = [['at', { ...at }], ['by', by], ['entry', entry], ['fact', fact], ['holds', holds], ['of', { ...of }], ['open', open], ['role', role]];
    return ['{', ...members.flatMap(([name, value], index) => [index === 0 ? '"' : ',"', name, '":', canonical(value)]), '}'].join('');
  }

  static textOf(reason: Because): string {
    if (!(#text in reason)) return canonical(reason as unknown as Json);
    reason.#text ??= reason.written();
    return reason.#text;
  }
}

/** What a claim supports: the same for whoever rests on it as it stands. */
export function support(claim: Claim, holds = claim.holds): Support {
  if (claim.rested?.holds === holds) return claim.rested;
  claim.rested = new Support(claim, holds);
  return claim.rested;
}

/** A reason as canonical JSON. */
export const reasonText = (reason: Because): string => Support.textOf(reason);
