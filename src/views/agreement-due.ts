import type { Duration, Text, When } from '#base';
import type { Anchor, Commitment, Deadline, Duty, Fact, Trigger, Window } from '#agreement';

/** When something is owed, as its text says it. `reading` names whose reading sets this window; `null` the text itself. Sentences: `due.<kind>`. */
export interface Due {
  readonly reading: string | null;
  readonly opens: Term | null;
  readonly closes: Closing;
  readonly recurs: Recurrence | null;
}

export type Closing =
  | { readonly kind: 'throughout' }
  | { readonly kind: 'none' }
  | { readonly kind: 'vague'; readonly words: string }
  | { readonly kind: 'term'; readonly endpoint: Deadline['endpoint']; readonly term: Term };

/** A calendar time, or a time after something. */
export type Term =
  | { readonly kind: 'date'; readonly at: When }
  | { readonly kind: 'trigger'; readonly plus?: Duration }
  | { readonly kind: 'event'; readonly event: Text; readonly plus?: Duration }
  | { readonly kind: 'fulfilment'; readonly commitment: string; readonly plus?: Duration };

export type Recurrence =
  | { readonly kind: 'each'; readonly event: Text }
  | { readonly kind: 'schedule'; readonly every: Duration; readonly first: When; readonly last?: When };

type Vocabulary = ReadonlyMap<string, Fact>;

/** The window of a commitment, or of each of its readings where they set their own. */
export function duesOf(commitment: Commitment, vocabulary: Vocabulary): readonly Due[] {
  const readings = (commitment.readings ?? []).filter(({ window, duty }) => window !== undefined || duty !== undefined);
  if (!readings.some(({ window }) => window !== undefined)) return [due(null, commitment.duty, commitment.window, commitment.trigger, vocabulary)];
  return readings.map(({ id, duty, window }) => due(id, duty ?? commitment.duty, window ?? commitment.window, commitment.trigger, vocabulary));
}

function due(reading: string | null, duty: Duty | undefined, window: Window | undefined, trigger: Trigger | undefined, vocabulary: Vocabulary): Due {
  return {
    reading,
    opens: window?.opens === undefined ? null : termOf(window.opens, vocabulary),
    closes: closing(duty, window, vocabulary),
    recurs: recurrence(trigger, vocabulary),
  };
}

function closing(duty: Duty | undefined, window: Window | undefined, vocabulary: Vocabulary): Closing {
  if (window?.closes !== undefined) return { kind: 'term', endpoint: window.closes.endpoint, term: termOf(window.closes, vocabulary) };
  if (window?.vague !== undefined) return { kind: 'vague', words: window.vague };
  return duty?.shape === 'maintain' || duty?.shape === 'abstain' ? { kind: 'throughout' } : { kind: 'none' };
}

function termOf(anchor: Anchor, vocabulary: Vocabulary): Term {
  if ('at' in anchor) return { kind: 'date', at: anchor.at };
  const plus = anchor.plus === undefined ? {} : { plus: anchor.plus };
  if ('trigger' in anchor) return { kind: 'trigger', ...plus };
  if ('fulfilment' in anchor) return { kind: 'fulfilment', commitment: anchor.fulfilment, ...plus };
  return { kind: 'event', event: eventOf(anchor.event.fact, vocabulary), ...plus };
}

function recurrence(trigger: Trigger | undefined, vocabulary: Vocabulary): Recurrence | null {
  if (trigger === undefined || trigger.kind === 'once') return null;
  if (trigger.kind === 'each') return { kind: 'each', event: eventOf(trigger.event.fact, vocabulary) };
  return { kind: 'schedule', every: trigger.every, first: trigger.first, ...(trigger.last === undefined ? {} : { last: trigger.last }) };
}

const eventOf = (fact: string, vocabulary: Vocabulary): Text => vocabulary.get(fact)?.label ?? { und: fact };
