import type { Instant, Text, When } from '#base';
import { endOf, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { outcomeOf, partyOf } from '#process';
import type { Participant, ProcessState, ProposalEnd } from '#process';
import { actionPoints } from './actions.ts';
import { proposalContacts } from './contacts-proposals.ts';
import { decisions } from './decisions.ts';
import type { FieldAskedKind } from './field/asked.ts';
import { fieldAskedOf } from './field/asked.ts';
import { confirmationOf, minutesView } from './minutes-view.ts';
import { openChallenges } from './people.ts';
import { wholeOf } from './timeline-entry.ts';

/** What waits for a side, by what follows if it stays silent. */
export type AskedKind = 'answer' | 'object' | 'decide' | 'correct' | 'approve' | 'answer-correction' | 'confirm' | 'settle' | 'act' | FieldAskedKind;

/** One thing that is asked of somebody's side: by whom, about what, by when. `null`: without a date. */
export interface AskedOf {
  readonly kind: AskedKind;
  /** Of the proposal, minutes, correction, commitment, participant, or of what the field asks. */
  readonly id: string;
  readonly title: Text;
  readonly by: ActorId | null;
  readonly due: When | null;
  readonly passed: boolean;
  /** Minutes and paragraph that it is in. */
  readonly minutes?: string;
  readonly paragraph?: string;
  /** Of a request for comment: what it is about. */
  readonly about?: string;
}

/** What the table and the field wait for from a person's side, at the head of the record: what is due first stands first. Nothing where a person speaks for nobody. */
export function askedOf(state: ProcessState, person: Participant, asOf: AsOf): readonly AskedOf[] {
  const { actor } = person;
  if (actor === undefined) return [];
  const side = wholeOf(state, actor), dated = withTime(state, asOf);
  const all = [...answers(state, side, asOf), ...toDecide(state, side, asOf), ...ofMinutes(state, actor), ...toConfirm(state, side), ...toSettle(state, side), ...toDo(state, side, asOf), ...fieldAskedOf(state, person, asOf)];
  return all.map((one) => ({ ...one, ...dated(one.due) })).filter(({ kind, passed }) => kind !== 'correct' || !passed).toSorted((a, b) => a.at - b.at).map(({ at: _at, ...one }) => one);
}

type Undated = Omit<AskedOf, 'passed'>;
const ENDED: readonly ProposalEnd[] = ['declined', 'withdrawn', 'replaced', 'lapsed'];

function withTime({ charter: { zone } }: ProcessState, { valid }: AsOf): (due: When | null) => { readonly at: Instant; readonly passed: boolean } {
  return (due) => {
    const read = due === null ? null : span(due, zone), at = read?.ok === true ? endOf(read.value) : Number.MAX_SAFE_INTEGER;
    return { at, passed: at <= valid };
  };
}

/** What others have declined, or answered with another proposal, waits for nobody: it is that other one which is asked. */
const answers = (state: ProcessState, side: ActorId, asOf: AsOf): readonly Undated[] => proposalContacts(state, asOf)
  .filter(({ id, replies }) => !ENDED.includes(outcomeOf(state, id, asOf.valid).outcome) && replies.some(({ by, word }) => by === side && word === 'open'))
  .map(({ id, title, proposed }) => ({ kind: 'answer', id, title, by: proposed?.by ?? null, due: state.proposals.get(id)?.value.answerBy ?? state.proposals.get(id)?.value.meeting?.from ?? null }));

const toDecide = (state: ProcessState, side: ActorId, asOf: AsOf): readonly Undated[] => decisions(state, asOf)
  .filter(({ outcome, replies }) => outcome === 'open' && replies.some(({ by, word }) => by === side && word === 'open'))
  .map(({ proposal: { value }, expires }) => ({ kind: value.decision?.rule === 'silence' ? 'object' : 'decide', id: value.id, title: value.title, by: value.by, due: expires ?? value.answerBy ?? null }));

/** Of circulated minutes: corrections while they are open, answers to those of others, the approval of a party of the meeting. */
function ofMinutes(state: ProcessState, actor: ActorId): readonly Undated[] {
  const party = partyOf(state.actors, actor);
  return [...state.minutes.keys()].flatMap((id) => {
    const view = minutesView(state, id);
    if (view === null || view.phase !== 'circulated' || party === null || !view.parties.includes(party)) return [];
    const title = view.title ?? {}, asked: Undated[] = [{ kind: 'correct', id, title, by: null, due: view.correctionsUntil }];
    for (const { correction, answers: given, standing } of view.corrections) {
      if (standing === 'open' && given.some((one) => one.party === party && one.answer === null)) asked.push({ kind: 'answer-correction', id: correction.value.id, title, by: correction.value.by, due: null, minutes: id, paragraph: correction.value.paragraph });
    }
    if (view.approvals.some((one) => one.party === party && one.standing !== 'now')) asked.push({ kind: 'approve', id, title, by: null, due: null });
    return asked;
  });
}

const toConfirm = (state: ProcessState, side: ActorId): readonly Undated[] => [...state.commitments.values()].flatMap(({ value }) => {
  const { assertedBy, unconfirmed } = confirmationOf(state, value);
  return unconfirmed.includes(side) ? [{ kind: 'confirm' as const, id: value.id, title: value.title, by: assertedBy[0] ?? null, due: null }] : [];
});

/** Credentials of the side's own people that another has put in question, and those that it has itself: either can settle. */
const toSettle = (state: ProcessState, side: ActorId): readonly Undated[] => openChallenges(state)
  .filter(({ person: { actor }, challenge: { by } }) => (actor !== undefined && wholeOf(state, actor) === side) || wholeOf(state, by) === side)
  .map(({ person: { id, name }, challenge: { by } }) => ({ kind: 'settle', id, title: { und: name }, by, due: null }));

const toDo = (state: ProcessState, side: ActorId, asOf: AsOf): readonly Undated[] => actionPoints(state, asOf)
  .filter(({ owner, done }) => owner !== null && wholeOf(state, owner) === side && !done)
  .map(({ minutes, paragraph }) => ({ kind: 'act', id: `${minutes}-${paragraph.id}`, title: paragraph.text, by: null, due: paragraph.due ?? null, minutes, paragraph: paragraph.id }));
