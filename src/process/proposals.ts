import { endOf, shift, span } from '#base';
import type { When } from '#base';
import type { ActorId } from '#agreement';
import { partiesOf, partyOf } from './parties.ts';
import { actorsKnown, placeKnown } from './named.ts';
import { closedTo } from './outcome.ts';
import { bindsItsSide, isOf } from './sides.ts';
import type { HeldProposal, ProcessState } from './state.ts';
import { each, listed, no, shown } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Answer, Deciding, Proposal } from './table-bodies.ts';

/** Whoever the charter lets propose does so in their own name, to others, of a time to come. Whoever was asked may always propose otherwise. */
export function decideProposal(asked: Asked, proposal: Proposal): Verdict {
  const { state } = asked, { by, to, instead } = proposal;
  return actorsKnown(state, to, 'to')
    ?? (to.includes(by) ? no('process.proposal.to-self', { by }) : null)
    ?? (instead === undefined ? mayPropose(asked) : otherwise(asked, proposal, instead))
    ?? placeKnown(state, proposal.meeting?.place, 'meeting.place')
    ?? ahead(asked, proposal.meeting?.to ?? proposal.meeting?.from, 'meeting') ?? ahead(asked, proposal.answerBy, 'answerBy')
    ?? (proposal.decision === undefined ? null : decideDeciding(asked, proposal, proposal.decision));
}

function mayPropose({ state: { charter: { procedure } }, author: { capacity } }: Asked): Verdict {
  const may = procedure?.propose;
  return may === undefined || capacity === 'head' || may.includes(capacity) ? null : no('process.proposal.capacity', { capacity, may: listed(['head', ...may]) });
}

function otherwise(asked: Asked, { by }: Proposal, instead: string): Verdict {
  const held = asked.state.proposals.get(instead);
  if (held === undefined) return no('process.proposal.unknown', { id: instead });
  if (held.value.by === by) return mayPropose(asked) ?? closedTo(asked, held, 'withdraw');
  return held.value.to.includes(by) ? closedTo(asked, held, 'otherwise') : no('process.answer.not-asked', { id: instead, by, asked: listed(held.value.to) });
}

/** Nobody is asked to come to, or to answer by, a time that has passed. */
function ahead({ state, submission: { recorded } }: Asked, when: When | undefined, field: string): Verdict {
  if (when === undefined) return null;
  const read = span(when, state.charter.zone);
  if (!read.ok) return read.refusal;
  return endOf(read.value) > recorded ? null : no('process.proposal.past', { when, field, recorded: shown(recorded) });
}

/** A decision asks every party that it binds, but the one that proposes it: to propose is to agree, and a part speaks for no party. Where a meeting takes it, enough parties were there. */
function decideDeciding(asked: Asked, { by, to }: Proposal, decision: Deciding): Verdict {
  const { state } = asked, { meeting } = decision;
  if (meeting !== undefined && state.proposals.get(meeting)?.value.what !== 'meeting') return no('process.meeting.unknown', { id: meeting });
  const bound = meeting === undefined ? partiesAt(state) : partiesOf(state, meeting);
  if (partyOf(state.actors, by) === by && !bindsItsSide(asked.author)) return no('process.powers.full', { participant: asked.author.id, kind: 'proposal' });
  return each(bound, (party) => party === by || to.includes(party) ? null : no('process.decision.party-left-out', { party }))
    ?? (meeting === undefined ? null : quorate(state, meeting)) ?? silent(asked, decision);
}

const partiesAt = ({ actors }: ProcessState): readonly ActorId[] => [...actors.values()].flatMap(({ id, kind }) => (kind === 'party' && partyOf(actors, id) === id ? [id] : []));

/** By the account of whoever saw the most parties there. */
function quorate(state: ProcessState, meeting: string): Verdict {
  const needs = state.charter.procedure?.quorum ?? 0;
  const there = [...state.sessions.values()].filter(({ value }) => value.meeting === meeting).map(({ value }) => new Set(value.present.flatMap(({ actor }) => partyOf(state.actors, actor) ?? [])).size);
  const most = Math.max(0, ...there);
  return most >= needs ? null : no('process.decision.quorum', { meeting, needs, present: most });
}

function silent({ state: { charter: { procedure, zone } }, submission: { recorded } }: Asked, { rule, expires = '' }: Deciding): Verdict {
  if (rule !== 'silence') return null;
  if (procedure?.silence === undefined) return no('process.silence.none', {});
  const end = span(expires, zone), least = shift(recorded, procedure.silence.atLeast, zone);
  if (!end.ok || !least.ok) return end.ok ? no('process.silence.none', {}) : end.refusal;
  return end.value.from >= least.value ? null : no('process.silence.short', { expires, earliest: shown(least.value) });
}

/** Whoever was asked answers, and who proposed withdraws, while the matter is open. To agree to a decision binds the side. */
export function decideAnswer(asked: Asked, held: HeldProposal, { by, answer }: Answer): Verdict {
  const { id, to, what } = held.value;
  if (answer === 'withdraw') return by === held.value.by ? closedTo(asked, held, answer) : no('process.answer.not-proposer', { id, by: held.value.by });
  if (!to.includes(by)) return no('process.answer.not-asked', { id, by, asked: listed(to) });
  if (what === 'decision' && answer === 'accept' && !bindsItsSide(asked.author)) return no('process.powers.full', { participant: asked.author.id, kind: 'answer' });
  return closedTo(asked, held, answer);
}

/** Whether somebody's side takes part in a meeting: it proposed it, was asked to it, or is part of who did. */
export function meets(asked: Asked, meeting: string): Verdict {
  const { state, author } = asked, held = state.proposals.get(meeting)?.value;
  if (held?.what !== 'meeting') return no('process.meeting.unknown', { id: meeting });
  const sides = [held.by, ...held.to];
  return sides.some((side) => isOf(state.actors, author.actor, side) || isOf(state.actors, side, author.actor)) ? null : no('process.meeting.not-in', { meeting, yours: author.actor ?? '', sides: listed(sides) });
}

