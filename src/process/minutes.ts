import { assert, byCodeUnits } from '#base';
import type { ActorId, Instrument } from '#agreement';
import type { Answer, Draft, Minutes, Paragraph } from './table-bodies.ts';
import { partiesOf, partyOf } from './parties.ts';
import type { Held, HeldMinutes, ProcessState } from './state.ts';

type Sitting = Pick<ProcessState, 'actors' | 'proposals' | 'answers' | 'drafts' | 'minutes' | 'minutesCorrections'>;

function there<T>(held: T | undefined): T {
  assert(held !== undefined, 'what an entry of the table names is on record');
  return held;
}

/** The last answer of each side to a proposal or minutes-correction, by actor. */
export function answersTo({ answers }: Pick<ProcessState, 'answers'>, matter: string): ReadonlyMap<ActorId, Answer> {
  return new Map((answers.get(matter) ?? []).map(({ value }) => [value.by, value]));
}

export type CorrectionStanding = 'open' | 'accepted' | 'declined' | 'withdrawn';

/** What the other parties of the meeting make of a correction: accepted once each has accepted it, declined by one. While minutes are not frozen a later answer may change it. */
export function correctionStanding(state: Sitting, correction: string): CorrectionStanding {
  const { minutes, by } = there(state.minutesCorrections.get(correction)).value;
  const meeting = there(state.minutes.get(minutes)).value.meeting;
  const answers = new Map([...answersTo(state, correction).values()].map((one) => [partyOf(state.actors, one.by) ?? one.by, one.answer]));
  const own = partyOf(state.actors, by) ?? by;
  if (answers.get(own) === 'withdraw') return 'withdrawn';
  const others = partiesOf(state, meeting).filter((party) => party !== own).map((party) => answers.get(party));
  if (others.includes('decline')) return 'declined';
  return others.every((answer) => answer === 'accept') ? 'accepted' : 'open';
}

/** The corrections that every other party has accepted, in the order of the log: what an approval names. */
export const acceptedCorrections = (state: Sitting, minutes: string): readonly string[] =>
  (state.minutes.get(minutes)?.corrections ?? []).filter((id) => correctionStanding(state, id) === 'accepted');

/** The paragraphs as they stand with the corrections that were accepted, or with those named. A correction puts other words in the languages that it has; the later one stands. */
export function paragraphsOf(state: Sitting, minutes: string, corrections: readonly string[] = acceptedCorrections(state, minutes)): readonly Paragraph[] {
  const made = corrections.map((id) => there(state.minutesCorrections.get(id)).value);
  return there(state.minutes.get(minutes)).value.paragraphs.map((paragraph) =>
    made.reduce((standing: Paragraph, { paragraph: id, text }) => (id === paragraph.id ? { ...standing, text: { ...standing.text, ...text } } : standing), paragraph));
}

export type MinutesPhase = 'draft' | 'circulated' | 'frozen';

/** How far minutes are, by the id that they are drafted and circulated under; `null` where there are none. */
export function phaseOf({ minutes, drafts }: Sitting, id: string): MinutesPhase | null {
  const held = minutes.get(id);
  if (held === undefined) return drafts.has(id) ? 'draft' : null;
  return held.frozen === null ? 'circulated' : 'frozen';
}

/** The parties whose last approval is of the text as it stands now. */
export function approvedBy(state: Sitting, { value: { id }, approvals }: HeldMinutes): readonly ActorId[] {
  const now = acceptedCorrections(state, id);
  const last = new Map(approvals.map(({ value }) => [partyOf(state.actors, value.by) ?? value.by, value.with]));
  return [...last].flatMap(([party, seen]) => (sameText(seen, now) ? [party] : [])).sort(byCodeUnits);
}

export const sameText = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

/** The instrument that frozen minutes are: a clause for each paragraph, in the words that the parties approved. */
export const instrumentOf = (state: Sitting, { id, meeting, title, date, languages }: Minutes): Instrument => ({
  id, kind: 'agreed-minutes', title, date, parties: partiesOf(state, meeting), languages, clauses: paragraphsOf(state, id).map((paragraph) => ({ id: paragraph.id, text: paragraph.text })), sources: [],
});

/** A paragraph as it is drafted, with the draft that whoever changes it names as seen. */
export interface DraftedParagraph {
  readonly draft: string;
  readonly paragraph: Paragraph;
}

/** The last draft of each paragraph, struck ones too, by paragraph. */
export const lastDrafts = ({ drafts }: Pick<ProcessState, 'drafts'>, minutes: string): ReadonlyMap<string, Held<Draft>> => new Map((drafts.get(minutes) ?? []).map((held) => [held.value.paragraph, held]));

/** Minutes as they are drafted: a new paragraph stands after the one that it names, else last; one whose neighbour is gone keeps its place. */
export function draftOf(state: Pick<ProcessState, 'drafts'>, minutes: string): readonly DraftedParagraph[] {
  const order: string[] = [];
  for (const { value: { paragraph, after } } of state.drafts.get(minutes) ?? []) {
    const at = order.indexOf(paragraph);
    if (at !== -1 && after === undefined) continue;
    if (at !== -1) order.splice(at, 1);
    order.splice(after === undefined ? order.length : order.indexOf(after) + 1, 0, paragraph);
  }
  const last = lastDrafts(state, minutes);
  return order.flatMap((id) => {
    const { value: { id: draft, says } } = there(last.get(id));
    return says === undefined ? [] : [{ draft, paragraph: { id, ...says } }];
  });
}
