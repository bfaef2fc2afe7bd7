import type { Instant, When } from '#base';
import { byCodeUnits, parseDuration, shift, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { partyOf } from '#process';
import type { Held, HeldProposal, Origin, ProcessState, Reservation } from '#process';
import type { Reply } from './contact.ts';
import { repliesTo } from './contacts-proposals.ts';
import { wholeOf } from './timeline-entry.ts';

/** `declined`: somebody whose word it takes said no, or proposed otherwise; of silence: it is broken. `unsettled`: the silence has lasted, and objections made before it ended may still come in. */
type DecisionOutcome = 'open' | 'unsettled' | 'accepted' | 'declined' | 'withdrawn';

/** A decision put to the table: by which rule, who has said what, what it came to, what is attached to it. */
export interface DecisionView {
  readonly proposal: HeldProposal;
  readonly outcome: DecisionOutcome;
  /** From when it is so; `null` while it is open. */
  readonly since: Instant | null;
  /** When silence adopts it. */
  readonly expires: When | null;
  readonly replies: readonly Reply[];
  readonly reservations: readonly Held<Reservation>[];
  readonly meeting: string | null;
  /** Paragraphs of minutes that say it was taken. */
  readonly minuted: readonly { readonly minutes: string; readonly paragraph: string; readonly frozen: boolean; readonly source: Origin }[];
}

/** Every decision as it stood: those still open first, then the latest. */
export function decisions(state: ProcessState, asOf: AsOf): readonly DecisionView[] {
  const put = [...state.proposals.values()].filter(({ value, source }) => value.what === 'decision' && source.known <= asOf.known && source.known <= asOf.valid);
  const views = put.map((held) => decisionView(state, asOf, held));
  const ahead = ({ outcome }: DecisionView): boolean => outcome === 'open' || outcome === 'unsettled';
  return views.toSorted((a, b) => Number(ahead(b)) - Number(ahead(a)) || b.proposal.source.position - a.proposal.source.position);
}

function decisionView(state: ProcessState, asOf: AsOf, proposal: HeldProposal): DecisionView {
  const { value } = proposal, own = wholeOf(state, value.by), sides = [...new Set(value.to.map((id) => wholeOf(state, id)))].filter((id) => id !== own).sort(byCodeUnits);
  const replies = repliesTo(state, asOf, proposal, sides), withdrawn = (state.answers.get(value.id) ?? []).some((one) => one.value.answer === 'withdraw' && one.source.known <= asOf.known);
  const outcome = withdrawn ? 'withdrawn' : outcomeOf(state, asOf, proposal, replies);
  return {
    proposal, replies, outcome, since: sinceOf(state, proposal, outcome, replies), expires: value.decision?.expires ?? null,
    reservations: state.reservations.get(value.id) ?? [], meeting: value.decision?.meeting ?? null,
    minuted: [...state.minutes.values()].flatMap((held) => held.value.paragraphs.filter((one) => one.decision === value.id).map((one) => ({ minutes: held.value.id, paragraph: one.id, frozen: held.frozen !== null, source: held.source }))),
  };
}

/** Under the rule of the charter so many parties, the proposing one among them; under consensus all that are asked. */
function needsOf({ charter, actors }: ProcessState, { value }: HeldProposal, sides: readonly ActorId[]): number {
  const rule = value.decision?.rule === 'charter' ? charter.procedure?.decision : undefined;
  return rule?.rule === 'parties' ? rule.atLeast : new Set([...sides, value.by].flatMap((id) => partyOf(actors, id) ?? [])).size;
}

function outcomeOf(state: ProcessState, { valid }: AsOf, proposal: HeldProposal, replies: readonly Reply[]): DecisionOutcome {
  const { value } = proposal, parties = replies.filter(({ by }) => partyOf(state.actors, by) !== null);
  const against = replies.filter(({ word }) => word === 'declined' || word === 'otherwise');
  if (value.decision?.rule === 'silence') {
    if (against.length > 0) return 'declined';
    const expires = instantOf(state, value.decision.expires);
    if (expires === null || valid < expires) return 'open';
    return valid < lateUntil(state, expires) ? 'unsettled' : 'accepted';
  }
  const needs = needsOf(state, proposal, replies.map(({ by }) => by)), counted = value.decision?.rule === 'charter' && state.charter.procedure?.decision?.rule === 'parties';
  const own = partyOf(state.actors, value.by) === null ? 0 : 1, accepted = parties.filter(({ word }) => word === 'accepted').length + own;
  if (!counted && against.some(({ by }) => partyOf(state.actors, by) !== null)) return 'declined';
  if (accepted >= needs) return 'accepted';
  return counted && parties.length + own - against.length < needs ? 'declined' : 'open';
}

/** Silence adopts when it ends; otherwise the answer that made it so. */
function sinceOf(state: ProcessState, { value }: HeldProposal, outcome: DecisionOutcome, replies: readonly Reply[]): Instant | null {
  if (outcome === 'open' || outcome === 'withdrawn') return null;
  if (value.decision?.rule === 'silence' && outcome !== 'declined') return instantOf(state, value.decision.expires);
  const times = replies.filter(({ word }) => (outcome === 'accepted' ? word === 'accepted' : word === 'declined' || word === 'otherwise')).flatMap(({ step }) => step?.at ?? []);
  return times.length === 0 ? null : outcome === 'accepted' ? Math.max(...times) : Math.min(...times);
}

function instantOf({ charter: { zone } }: ProcessState, when: When | undefined): Instant | null {
  const read = when === undefined ? null : span(when, zone);
  return read?.ok === true ? read.value.from : null;
}

/** Until when an objection made in time may still be recorded. */
function lateUntil({ charter: { zone, procedure } }: ProcessState, expires: Instant): Instant {
  const late = procedure?.silence?.late;
  if (late === undefined || !parseDuration(late).ok) return expires;
  const moved = shift(expires, late, zone);
  return moved.ok ? moved.value : expires;
}
