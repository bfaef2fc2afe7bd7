import { byCodeUnits } from '#base';
import type { Text, When } from '#base';
import type { ActorId, Commitment } from '#agreement';
import { answersTo, approvedBy, assertedOnly, correctionStanding, paragraphsOf, partiesOf, partyOf, phaseOf } from '#process';
import type { Answer, Approval, CorrectionStanding, Draft, Held, HeldMinutes, MinutesCorrection, MinutesPhase, Origin, Paragraph, ProcessState, Reservation, Signature } from '#process';
import type { LanguageChange } from './text-changes.ts';
import { textChanges } from './text-changes.ts';

/** Minutes, whole: how far they are, what they say now, how each paragraph came to say it, who has approved exactly that. */
export interface MinutesView {
  readonly id: string;
  readonly phase: MinutesPhase;
  readonly meeting: string;
  readonly title: Text | null;
  /** The parties whose approval it takes. */
  readonly parties: readonly ActorId[];
  readonly circulated: Origin | null;
  readonly correctionsUntil: When | null;
  readonly frozen: Origin | null;
  readonly paragraphs: readonly ParagraphView[];
  readonly corrections: readonly CorrectionView[];
  readonly approvals: readonly ApprovalView[];
  readonly signatures: readonly Held<Signature>[];
  readonly reservations: readonly Held<Reservation>[];
}

export interface ParagraphView {
  readonly id: string;
  /** As it stands; `null`: struck while it was drafted. */
  readonly paragraph: Omit<Paragraph, 'id'> | null;
  /** Drafts, what was circulated, corrections that every other party accepted: each against the step before. */
  readonly steps: readonly StepView[];
  readonly commitments: readonly Extracted[];
  /** The last draft, which the next one must name. */
  readonly last: string | null;
}

export interface StepView {
  readonly kind: 'draft' | 'circulated' | 'corrected';
  readonly id: string;
  readonly source: Origin;
  /** `null`: struck. */
  readonly changes: readonly LanguageChange[] | null;
}

/** `note`: kept as that side's, for it was declined, or still open when the minutes were frozen. */
export interface CorrectionView {
  readonly correction: Held<MinutesCorrection>;
  readonly standing: CorrectionStanding;
  readonly note: boolean;
  /** Against what was circulated, in the languages that it has. */
  readonly changes: readonly LanguageChange[];
  readonly answers: readonly { readonly party: ActorId; readonly answer: Held<Answer> | null }[];
}

/** `earlier`: its approval is of other words than stand now. */
export interface ApprovalView {
  readonly party: ActorId;
  readonly standing: 'now' | 'earlier' | 'not-yet';
  readonly approval: Held<Approval> | null;
}

/** A commitment under a paragraph: whose formalisation it is, and which owners have not stood by it. */
export interface Extracted {
  readonly commitment: Commitment;
  readonly source: Origin;
  readonly assertedBy: readonly ActorId[];
  readonly confirmedBy: readonly ActorId[];
  readonly unconfirmed: readonly ActorId[];
}

/** Minutes by the id that they are drafted and circulated under; `null` if there are none. */
export function minutesView(state: ProcessState, id: string): MinutesView | null {
  const phase = phaseOf(state, id), held = state.minutes.get(id) ?? null, drafts = state.drafts.get(id) ?? [];
  const meeting = held?.value.meeting ?? drafts[0]?.value.meeting;
  if (phase === null || meeting === undefined) return null;
  return {
    id, phase, meeting, title: held?.value.title ?? null, parties: partiesOf(state, meeting),
    circulated: held?.source ?? null, correctionsUntil: held?.value.correctionsUntil ?? null, frozen: held?.frozen ?? null,
    paragraphs: held === null ? draftsInOrder(drafts).map((paragraph) => drafted(drafts, paragraph)) : paragraphsOf(state, id).map((paragraph) => standing(state, held, drafts, paragraph)),
    corrections: held === null ? [] : held.corrections.flatMap((one) => correctionView(state, held, one)),
    approvals: held === null ? [] : approvalsOf(state, held),
    signatures: [...state.signatures.values()].filter(({ value }) => value.instrument === id), reservations: state.reservations.get(id) ?? [],
  };
}

/** The ids of paragraphs being drafted, each after the one that it says it follows. */
function draftsInOrder(drafts: readonly Held<Draft>[]): readonly string[] {
  const order: string[] = [];
  for (const { value: { paragraph, after } } of drafts) {
    if (order.includes(paragraph)) continue;
    order.splice(after !== undefined && order.includes(after) ? order.indexOf(after) + 1 : order.length, 0, paragraph);
  }
  return order;
}

function draftSteps(drafts: readonly Held<Draft>[], paragraph: string): readonly StepView[] {
  const own = drafts.filter(({ value }) => value.paragraph === paragraph);
  return own.map(({ value, source }, index) => ({ kind: 'draft', id: value.id, source, changes: value.says === undefined ? null : textChanges(own[index - 1]?.value.says?.text ?? {}, value.says.text) }));
}

function drafted(drafts: readonly Held<Draft>[], id: string): ParagraphView {
  const last = drafts.findLast(({ value }) => value.paragraph === id);
  return { id, paragraph: last?.value.says ?? null, steps: draftSteps(drafts, id), commitments: [], last: last?.value.id ?? null };
}

function standing(state: ProcessState, held: HeldMinutes, drafts: readonly Held<Draft>[], { id, ...paragraph }: Paragraph): ParagraphView {
  const earlier = draftSteps(drafts, id), before = drafts.findLast(({ value }) => value.paragraph === id)?.value.says?.text ?? {};
  const circulated = held.value.paragraphs.find((one) => one.id === id)?.text ?? {};
  const steps: StepView[] = [...earlier, { kind: 'circulated', id: held.value.id, source: held.source, changes: textChanges(before, circulated) }];
  let text = circulated;
  for (const name of held.corrections) {
    const correction = state.minutesCorrections.get(name);
    if (correction === undefined || correction.value.paragraph !== id || correctionStanding(state, name) !== 'accepted') continue;
    const next = { ...text, ...correction.value.text };
    steps.push({ kind: 'corrected', id: name, source: correction.source, changes: textChanges(text, next) });
    text = next;
  }
  return { id, paragraph, steps, commitments: extracted(state, held.value.id, id), last: null };
}

function correctionView(state: ProcessState, { value: { meeting, paragraphs }, frozen }: HeldMinutes, id: string): readonly CorrectionView[] {
  const correction = state.minutesCorrections.get(id);
  if (correction === undefined) return [];
  const { by, text, paragraph } = correction.value, own = partyOf(state.actors, by) ?? by, found = correctionStanding(state, id);
  const circulated = paragraphs.find((one) => one.id === paragraph)?.text ?? {};
  const before = Object.fromEntries(Object.keys(text).flatMap((language) => circulated[language] === undefined ? [] : [[language, circulated[language]]]));
  const last = answersTo(state, id), answers = state.answers.get(id) ?? [];
  return [{
    correction, standing: found, note: found === 'declined' || (found === 'open' && frozen !== null), changes: textChanges(before, text),
    answers: partiesOf(state, meeting).filter((party) => party !== own).map((party) => ({ party, answer: answers.findLast(({ value }) => [...last.values()].includes(value) && partyOf(state.actors, value.by) === party) ?? null })),
  }];
}

function approvalsOf(state: ProcessState, held: HeldMinutes): readonly ApprovalView[] {
  const now = approvedBy(state, held);
  return partiesOf(state, held.value.meeting).map((party) => {
    const approval = held.approvals.findLast(({ value }) => partyOf(state.actors, value.by) === party) ?? null;
    return { party, approval, standing: approval === null ? 'not-yet' : now.includes(party) ? 'now' : 'earlier' };
  });
}

function extracted(state: ProcessState, minutes: string, paragraph: string): readonly Extracted[] {
  return [...state.commitments.values()].filter(({ value }) => value.instrument === minutes && value.clause === paragraph).map(({ value, source }) => ({ source, ...confirmationOf(state, value) }))
    .toSorted((a, b) => byCodeUnits(a.commitment.id, b.commitment.id));
}

/** Who has stood by a commitment that another formalised, and which of its owners has not. */
export function confirmationOf(state: ProcessState, commitment: Commitment): Omit<Extracted, 'source'> {
  const confirmations = state.confirmations.get(commitment.id) ?? [];
  return {
    commitment, assertedBy: commitment.assertedBy ?? [], confirmedBy: [...new Set(confirmations.map(({ value }) => value.by))].sort(byCodeUnits),
    unconfirmed: assertedOnly(state, commitment.id, state.recorded ?? 0)?.unconfirmed ?? [],
  };
}
