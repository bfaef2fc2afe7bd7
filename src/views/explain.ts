import { civil } from '#base';
import type { Instant, Interval, Text } from '#base';
import type { ActorId } from '#agreement';
import type { Because, Status } from '#compliance';
import type { Folded } from './filters.ts';

/** One sentence to be said in the reader's language: a key of `locales/` and what it speaks of. */
export interface Sentence {
  readonly key: string;
  readonly facts: { readonly [name: string]: SentenceFact };
}

/** What a sentence speaks of, not yet put in words: the screen links it, the command line prints it, each in the reader's language and calendar. */
export type SentenceFact =
  | string
  | number
  | { readonly actor: ActorId }
  | { readonly commitment: string }
  | { readonly entry: string }
  | { readonly entries: readonly string[] }
  | { readonly text: Text }
  | { readonly keys: { readonly [key: string]: string } }
  | { readonly instant: Instant }
  | { readonly time: Interval };

/** The explanation of a status in its parts; each part may be empty. */
export interface Explained {
  readonly rule: Sentence;
  readonly because: readonly Sentence[];
  readonly excluded: readonly Sentence[];
  readonly next: readonly Sentence[];
  readonly flips: readonly Sentence[];
}

/** The explanation of a status as sentences, in order: the rule, its reasons, what was left out and why, what comes next, what would change it. */
export function explain(status: Status, folded: Folded): readonly Sentence[] {
  const { rule, because, excluded, next, flips } = explained(status, folded);
  return [rule, ...because, ...excluded, ...next, ...flips];
}

/** The same, part by part. */
export function explained({ explanation, perspective }: Status, folded: Folded): Explained {
  const { rule, because, excluded, next, flips } = explanation;
  return {
    rule: { key: `explain.rule.${rule}`, facts: { perspective } },
    because: together(because).map((reasons) => sentence(reasons, folded)),
    excluded: excluded.map(({ entry, why, by }) => ({ key: `explain.excluded.${why}`, facts: { entry: { entry }, ...(by === undefined ? {} : { by: { entry: by } }) } })),
    next: next === null ? [] : [{ key: `explain.next.${next.becomes}`, facts: { at: { instant: next.at } } }],
    flips: flips.map((entries) => ({ key: 'explain.flip', facts: { count: entries.length, entries: { entries } } })),
  };
}

/** Reasons, each with those that say the same in other entries: what many report alike is one sentence with all its entries. */
function together(because: readonly Because[]): readonly (readonly [Because, ...Because[]])[] {
  const groups = new Map<string | Because, [Because, ...Because[]]>();
  for (const reason of because) {
    const name = reason.role === 'support' ? `${reason.fact} ${reason.by} ${reason.holds} ${reason.open} ${reason.at.from} ${reason.at.to} ${JSON.stringify(reason.of)}` : reason, group = groups.get(name);
    if (group === undefined) groups.set(name, [reason]);
    else group.push(reason);
  }
  return [...groups.values()];
}

type Said<R extends Because['role']> = Extract<Because, { readonly role: R }>;

function sentence([reason, ...alike]: readonly [Because, ...Because[]], folded: Folded): Sentence {
  switch (reason.role) {
    case 'window': return windowSentence(reason, folded.state.charter.zone);
    case 'support': return supportSentence(reason, alike.flatMap((one) => ('entry' in one ? [one.entry] : [])), folded);
    case 'trigger': return { key: 'explain.trigger', facts: { entry: { entry: reason.entry }, at: { time: reason.at } } };
    case 'power': return { key: `explain.power.${reason.power}`, facts: { by: { actor: reason.by }, entry: { entry: reason.entry }, at: { time: reason.at }, ...(reason.to !== undefined && { to: { actor: reason.to } }) } };
    case 'coverage': return { key: 'explain.coverage', facts: { by: { actor: reason.by }, entry: { entry: reason.entry }, at: { time: reason.at } } };
    case 'grade': return { key: 'explain.grade', facts: { by: { actor: reason.by }, entry: { entry: reason.entry }, level: reason.level, at: { time: reason.at } } };
    case 'determination': return { key: `explain.determination.${reason.outcome}`, facts: { by: { actor: reason.by }, entry: { entry: reason.entry }, at: { time: reason.at } } };
    case 'absence': return absenceSentence(reason, folded);
    case 'fulfilment': return { key: `explain.fulfilment.${reason.performance}`, facts: { commitment: { commitment: reason.commitment } } };
  }
}

/** A window's end is excluded: "by" a day names the last day inside it, "before" and "until" the first outside. */
/** A bound at midnight is a day; any other is an hour of a day, and said so. */
function windowSentence({ from, to, endpoint }: Said<'window'>, zone: string): Sentence {
  if (to === null) return { key: 'explain.window.open', facts: { from: { instant: from } } };
  const end = endpoint === 'before' || endpoint === 'until' ? to : to - 1;
  const exact = endpoint !== undefined && civil(to, zone).secondOfDay !== 0 ? '-exactly' : '';
  return { key: `explain.window.${endpoint ?? 'closed'}${exact}`, facts: { from: { instant: from }, to: { instant: end } } };
}

function supportSentence({ holds, by, entry, fact, of, at, open }: Said<'support'>, others: readonly string[], { state }: Folded): Sentence {
  const known = state.vocabulary.get(fact);
  const words = known === undefined ? { und: fact } : holds ? known.holds : known.holdsNot;
  const form = known?.kind === 'event' ? 'event' : open ? 'going-on' : 'state';
  return { key: `explain.support.${form}`, facts: { by: { actor: by }, entry: others.length === 0 ? { entry } : { entries: [entry, ...others] }, words: { text: words }, of: { keys: of }, at: { time: at } } };
}

function absenceSentence({ fact, from, to }: Said<'absence'>, { state }: Folded): Sentence {
  const what: SentenceFact = { text: state.vocabulary.get(fact)?.label ?? { und: fact } };
  if (to === null) return { key: 'explain.absence.open', facts: { what, from: { instant: from } } };
  return { key: 'explain.absence.closed', facts: { what, from: { instant: from }, to: { instant: to - 1 } } };
}
