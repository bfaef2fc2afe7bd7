import type { Instrument } from '#agreement';
import type { Held, HeldMinutes, Paragraph, ProcessState } from '#process';
import { acceptedCorrections, correctionStanding, paragraphsOf, partiesOf } from '#process';
import type { Block } from '#wire';
import { headed, nameOf, phrase, plain, quoted } from './printed.ts';
import type { Printed, Rest } from './printed.ts';

/** Minutes that are circulated, as a text: in the words that they have with the corrections accepted so far. Once frozen they are an instrument of their own. */
export function minutesText(state: ProcessState, { value: { id, meeting, title, date, languages }, source }: HeldMinutes): Held<Instrument> {
  const clauses = paragraphsOf(state, id).map((paragraph) => ({ id: paragraph.id, text: paragraph.text }));
  return { value: { id, kind: 'agreed-minutes', title, date, parties: partiesOf(state, meeting), languages, clauses, sources: [] }, source };
}

/** What a paper of minutes rests on: the text as it was circulated, the corrections that it has, who approved it. */
export function restsOf(state: ProcessState, { value: { id }, source, approvals }: HeldMinutes): readonly Rest[] {
  const corrections = acceptedCorrections(state, id).flatMap((correction) => state.minutesCorrections.get(correction)?.source ?? []);
  return [{ what: 'text', source }, ...corrections.map((one): Rest => ({ what: 'correction', source: one })), ...approvals.map((one): Rest => ({ what: 'approval', source: one.source }))];
}

/** Before the text, while not every party has approved it: that nobody takes a draft for what was agreed. */
export function notAgreed({ words }: Printed, { value: { correctionsUntil }, frozen }: HeldMinutes): readonly Block[] {
  return frozen !== null ? [] : [{ kind: 'paragraph', phrases: [{ ...plain(words, words.say('papers.minutes.circulated', { until: words.when(correctionsUntil) })), bold: true }] }];
}

/** After the text: what is to be done by whom, and the corrections that were not accepted, each as the note of the side that asked for it. */
export function annexes(printed: Printed, minutes: HeldMinutes): readonly Block[] {
  return [...actions(printed, minutes), ...notes(printed, minutes)];
}

function actions(printed: Printed, { value: { id } }: HeldMinutes): readonly Block[] {
  const { words, dossier: { state } } = printed, points = paragraphsOf(state, id).filter(({ type }) => type === 'action');
  if (points.length === 0) return [];
  const quiet = (said: string): readonly Block[] => [{ kind: 'quiet', phrases: [plain(words, said)] }];
  const owner = ({ owner: actor, ownerText }: Paragraph): readonly Block[] => [{ kind: 'paragraph', phrases: [actor === undefined ? { words: ownerText ?? '–', language: 'und' } : nameOf(printed, actor)] }];
  const rows = points.map((point) => [quiet(point.id), [{ kind: 'paragraph' as const, phrases: [phrase(point.text, words.locale, words)] }], owner(point), quiet(point.due === undefined ? words.say('papers.action.no-date') : words.when(point.due))]);
  const head = ['number', 'what', 'who', 'when'].map((column) => quiet(words.say(`papers.action.${column}`)));
  return [headed(words, 'papers.actions'), { kind: 'columns', direction: words.locale, widths: [1, 6, 2, 2], lined: true, rows: [head, ...rows] }];
}

function notes(printed: Printed, { corrections }: HeldMinutes): readonly Block[] {
  const { words, dossier: { state } } = printed;
  const kept = corrections.flatMap((id) => { const held = state.minutesCorrections.get(id), standing = correctionStanding(state, id); return held === undefined || standing === 'accepted' || standing === 'withdrawn' ? [] : [held.value]; });
  return kept.length === 0 ? [] : [headed(words, 'papers.notes'), ...kept.flatMap(({ by, paragraph, text }): readonly Block[] => [{ kind: 'paragraph', phrases: [plain(words, words.say('papers.note', { who: nameOf(printed, by).words, paragraph }))] }, ...quoted(text)])];
}
