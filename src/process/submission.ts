import type { Instant, Json, Refusal } from '#base';
import { rfc3339 } from '#base';
import type { Body, Entered, Kind, Participant } from './bodies.ts';
import type { ProcessState } from './state.ts';

/** What somebody wants entered. Whose key signed it, and that the bytes are whole, is settled before it comes here. */
export interface Submission extends Omit<Entered, 'position'> {
  /** Entries (ids, hex) that it answers. */
  readonly about: readonly string[];
}

/** A submission that the rules common to all kinds let pass, as the rule of its kind sees it. */
export interface Asked {
  readonly state: ProcessState;
  readonly submission: Submission;
  readonly author: Participant;
  /** The participants speak for themselves; otherwise editors record what others said and did. */
  readonly live: boolean;
}

export type ContentOf<K extends Kind> = Extract<Body, { readonly kind: K }>['content'];

/** `null`: the rule has nothing against it. */
export type Verdict = Refusal | null;

export const no = (code: string, facts: { readonly [fact: string]: Json | undefined }): Refusal => ({ code, ...facts });

/** The first refusal among many, or `null`. */
export function each<T>(values: Iterable<T> | undefined, rule: (value: T, index: number) => Verdict): Verdict {
  let index = 0;
  for (const value of values ?? []) {
    const verdict = rule(value, index++);
    if (verdict !== null) return verdict;
  }
  return null;
}

/** The last second that JavaScript's calendar can write. */
const CALENDAR_END: Instant = 8_640_000_000_000;

/** An instant for a sentence. One outside the calendar is shown as the number it is. */
export const shown = (instant: Instant): string => Math.abs(instant) <= CALENDAR_END ? rfc3339(instant) : String(instant);

/** Ids for a sentence, in one order whoever wrote them; a dash, which every language has, where there are none. */
export const listed = (ids: Iterable<string>): string => [...new Set(ids)].sort().join(', ') || '—';
