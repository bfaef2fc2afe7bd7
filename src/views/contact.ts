import type { Instant, Text, When } from '#base';
import { civilDay } from '#base';
import type { Account, ActorId } from '#agreement';

/**
 * What a side did with what was put to it. `came`: it was there, and no answer is on record. `lapsed`: the day came without an answer. `open`: it can still answer.
 * `spared`: another had declined, and there was nothing left to answer.
 */
export const REPLIES = ['accepted', 'declined', 'otherwise', 'came', 'lapsed', 'spared', 'open'] as const;
export type ReplyWord = (typeof REPLIES)[number];

/** One matter of the ledger: who put it to whom, and what each made of it. */
export interface Contact {
  readonly id: string;
  readonly what: 'meeting' | 'channel' | 'format';
  readonly title: Text;
  /** When it was to be, or was; `null` where it has no day of its own. */
  readonly date: When | null;
  /** `null`: the record does not say who proposed it. */
  readonly proposed: Step | null;
  /** Of each side that it was put to, in the order of screens. */
  readonly replies: readonly Reply[];
  /** Of a meeting with a page of its own: its id. */
  readonly meeting: string | null;
  /** That it took place, was called off or withdrawn, or gave way to another proposal of the same side. */
  readonly became: (Step & { readonly word: 'held' | 'cancelled' | 'withdrawn' | 'replaced' }) | null;
  /** What each side says of the meeting that was held, side by side. */
  readonly told: readonly { readonly by: ActorId; readonly stance: Account['stance']; readonly words: Text }[];
}

/** An act of the ledger: by whom, when, by which entry. `at`: of its recording, or of publication in a documentary record; `null` where the record does not say. */
export interface Step {
  readonly by: ActorId | null;
  readonly at: Instant | null;
  readonly position: number;
  readonly words: Text | null;
}

export interface Reply {
  readonly by: ActorId;
  readonly word: ReplyWord;
  /** `null` where nothing was answered. */
  readonly step: Step | null;
  /** Civil days of the process's zone from the proposal to the answer. */
  readonly days: number | null;
}

/** What one side's part in the contacts comes to, in the same form for each: counted, never weighed. */
export interface Initiative {
  readonly side: ActorId;
  readonly proposed: number;
  /** Matters that another is known to have put to it. */
  readonly asked: number;
  readonly replies: { readonly [W in ReplyWord]: number };
  /** Days to answer, fewest first. */
  readonly days: readonly number[];
}

/** Civil days from one instant to another, in the zone of the process. */
export function daysBetween(from: Instant, to: Instant, zone: string): number {
  const day = (at: Instant): number => Date.parse(`${civilDay(at, zone)}T00:00:00Z`) / 86_400_000;
  return day(to) - day(from);
}
