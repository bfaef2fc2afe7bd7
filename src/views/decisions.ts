import type { Instant, When } from '#base';
import type { AsOf } from '#compliance';
import { outcomeOf } from '#process';
import type { Held, HeldProposal, Origin, ProposalEnd, ProcessState, Reservation } from '#process';
import type { Reply } from './contact.ts';
import { repliesTo } from './contacts-proposals.ts';
import { wholeOf } from './timeline-entry.ts';
import { inOrder } from './corridor-states.ts';

/** A decision put to the table: by which rule, who has said what, what it came to, what is attached to it. */
export interface DecisionView {
  readonly proposal: HeldProposal;
  readonly outcome: ProposalEnd;
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
  const { value } = proposal, own = wholeOf(state, value.by), sides = [...new Set(value.to.map((id) => wholeOf(state, id)))].filter((id) => id !== own);
  const { outcome, since } = outcomeOf(state, value.id, Math.min(asOf.known, asOf.valid));
  return {
    proposal, outcome, since, replies: repliesTo(state, asOf, proposal, inOrder(state, sides)), expires: value.decision?.expires ?? null,
    reservations: (state.reservations.get(value.id) ?? []).filter(({ source }) => source.known <= asOf.known), meeting: value.decision?.meeting ?? null,
    minuted: [...state.minutes.values()].flatMap((held) => held.value.paragraphs.filter((one) => one.decision === value.id).map((one) => ({ minutes: held.value.id, paragraph: one.id, frozen: held.frozen !== null, source: held.source }))),
  };
}
