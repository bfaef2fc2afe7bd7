import { parseDuration } from '#base';
import type { Perspective } from '#compliance';
import type { Due, Term, Verdict, VerdictWord } from '#views';
import type { Words } from '#words';
import type { Visit } from '../visit.ts';
import { actorLabel } from './names.tsx';

/** Whose account a column is: an actor's, that of the agreed rule, or of several together. */
export function perspectiveName(visit: Visit, { id, kind, members }: Perspective): string {
  if (kind === 'actor') return actorLabel(visit, id);
  return kind === 'agreed' ? visit.words.say('perspective.agreed') : visit.words.list(members.map((member) => actorLabel(visit, member)));
}

/** Readings are named by letter, so that none of them has a better name than another. */
export const letterOf = (readings: readonly { readonly id: string }[], reading: string): string =>
  String.fromCodePoint(97 + Math.max(0, readings.findIndex(({ id }) => id === reading)));

/** Results that happen on a day; all others hold since one. */
const HAPPENED: ReadonlySet<VerdictWord> = new Set(['fulfilled', 'fulfilled-late', 'incidents', 'missed', 'graded']);

/** "since 12 December 2022", "on 20 November 2020", or nothing where it has no time. */
function sinceOf(words: Words, { word, since, count }: Verdict): string | null {
  if (since === null || word === 'open' || word === 'kept-to-end') return null;
  const form = word === 'incidents' && count > 1 ? 'latest' : HAPPENED.has(word) ? 'on' : 'since';
  return words.say(`since.${form}`, { time: words.interval(since) });
}

/** What belongs to a verdict beside its word: its time, how many, how far, whether the duty ended since. */
export function detailsOf(words: Words, verdict: Verdict): readonly string[] {
  const { word, count, level, quantity, ended } = verdict;
  return [
    level === undefined ? null : words.say('level', { level }),
    quantity === undefined ? null : words.say('quantity', quantity),
    count > 1 && word === 'incidents' ? words.say('count.incidents', { count }) : null,
    count > 1 && (word === 'not-kept' || word === 'restored') ? words.say('count.breaches', { count }) : null,
    sinceOf(words, verdict),
    ended === null ? null : words.say(`ended.${ended}`),
  ].filter((part) => part !== null);
}

/** When it is owed, in words: "by 20 November 2020", "at all times from 10 November 2020". */
export function dueWords(visit: Visit, due: Due): string {
  const opens = due.opens === null ? null : termWords(visit, due.opens);
  const recurs = due.recurs === null ? null : recurrenceWords(visit.words, due.recurs);
  return [recurs, closingWords(visit, due, opens)].filter((part) => part !== null).join(', ');
}

function closingWords(visit: Visit, { closes }: Due, opens: string | null): string {
  switch (closes.kind) {
    case 'throughout': return opens === null ? visit.words.say('due.throughout') : visit.words.say('due.throughout.from', { from: opens });
    case 'none': return visit.words.say('due.none');
    case 'vague': return visit.words.say('due.vague', { words: closes.words });
    case 'term': return deadlineWords(visit, closes.endpoint, closes.term);
  }
}

/** "by 20 November 2020", "within 8 weeks after “the list was sent”". */
function deadlineWords(visit: Visit, endpoint: 'by' | 'before' | 'until', term: Term): string {
  if (term.kind === 'date' || term.plus === undefined) return visit.words.say(`due.${endpoint}`, { term: termWords(visit, term) });
  return visit.words.say(`due.${endpoint}.after`, { plus: durationWords(visit.words, term.plus), anchor: anchorWords(visit, term) });
}

function termWords(visit: Visit, term: Term): string {
  if (term.kind === 'date') return visit.words.when(term.at);
  const anchor = anchorWords(visit, term);
  return term.plus === undefined ? anchor : visit.words.say('due.from.after', { plus: durationWords(visit.words, term.plus), anchor });
}

function anchorWords({ words, dossier }: Visit, term: Exclude<Term, { readonly kind: 'date' }>): string {
  if (term.kind === 'trigger') return words.say('due.anchor.trigger');
  if (term.kind === 'event') return words.say('due.anchor.event', { event: words.text(term.event).words });
  const title = dossier.state.commitments.get(term.commitment)?.value.title ?? { und: term.commitment };
  return words.say('due.anchor.fulfilment', { commitment: words.text(title).words });
}

function recurrenceWords(words: Words, recurs: NonNullable<Due['recurs']>): string {
  if (recurs.kind === 'each') return words.say('due.each', { event: words.text(recurs.event).words });
  const facts = { every: durationWords(words, recurs.every), first: words.when(recurs.first) };
  return recurs.last === undefined ? words.say('due.schedule', facts) : words.say('due.schedule.last', { ...facts, last: words.when(recurs.last) });
}

/** "8 weeks", "1 month and 2 days": calendar units stay what the text counts in. */
function durationWords(words: Words, duration: string): string {
  if (!parseDuration(duration).ok) return duration;
  const [date = '', time = ''] = duration.slice(1).split('T');
  const units = (part: string, names: { readonly [letter: string]: string }): readonly string[] =>
    [...part.matchAll(/(\d+)([A-Z])/g)].map(([, count, letter]) => words.say(`duration.${names[letter ?? ''] ?? ''}`, { count: Number(count) }));
  return words.list([...units(date, { Y: 'years', M: 'months', W: 'weeks', D: 'days' }), ...units(time, { H: 'hours', M: 'minutes', S: 'seconds' })]);
}
