import { assert } from '#base';
import type { TableBody } from './bodies.ts';
import type { Open } from './columns/packed.ts';
import { approvedBy, instrumentOf } from './minutes.ts';
import { partiesOf } from './parties.ts';
import type { Held, HeldMinutes, Origin, ProcessState } from './state.ts';
import type { Approval, MinutesCorrection, Proposal } from './table-bodies.ts';

/** The state with its maps open: only where it grows. */
export type Growing = { readonly [K in keyof ProcessState]: ProcessState[K] extends ReadonlyMap<string, infer Value> ? Open<Value> : ProcessState[K] extends ReadonlySet<infer Value> ? Set<Value> : ProcessState[K] };

/** Nothing proposed, met about or minuted yet. */
export const untouchedTable = () => ({
  proposals: new Map(), answers: new Map(), agendas: new Map(), sessions: new Map(), drafts: new Map(), minutes: new Map(), minutesCorrections: new Map(),
  confirmations: new Map(), reservations: new Map(), challenges: new Map(), progress: new Map(),
}) satisfies Partial<ProcessState>;

/** Takes in what the table did. What was taken out of the maps before stays as it was. */
export function sit(state: Growing, body: TableBody, source: Origin): void {
  switch (body.kind) {
    case 'proposal': return propose(state, body.content, source);
    case 'answer': return append(state.answers, body.content.to, { value: body.content, source });
    case 'agenda': return append(state.agendas, body.content.meeting, { value: body.content, source });
    case 'session': return void state.sessions.set(body.content.id, { value: body.content, source });
    case 'draft': return append(state.drafts, body.content.minutes, { value: body.content, source });
    case 'minutes': return void state.minutes.set(body.content.id, { value: body.content, source, corrections: [], approvals: [], frozen: null });
    case 'minutes-correction': return correctMinutes(state, body.content, source);
    case 'approval': return approve(state, body.content, source);
    case 'confirmation': return append(state.confirmations, body.content.commitment, { value: body.content, source });
    case 'reservation': return append(state.reservations, body.content.to, { value: body.content, source });
    case 'challenge': return append(state.challenges, body.content.participant, { value: body.content, source });
    case 'progress': return append(state.progress, body.content.minutes, { value: body.content, source });
  }
}

function append<T>(map: Open<readonly Held<T>[]>, key: string, one: Held<T>): void {
  map.set(key, [...map.get(key) ?? [], one]);
}

function propose({ proposals }: Growing, proposal: Proposal, source: Origin): void {
  const earlier = proposals.get(proposal.instead ?? '');
  if (earlier !== undefined) proposals.set(earlier.value.id, { ...earlier, instead: [...earlier.instead, proposal.id] });
  proposals.set(proposal.id, { value: proposal, source, instead: [] });
}

function correctMinutes(state: Growing, correction: MinutesCorrection, source: Origin): void {
  const held = circulated(state, correction.minutes);
  state.minutesCorrections.set(correction.id, { value: correction, source });
  state.minutes.set(correction.minutes, { ...held, corrections: [...held.corrections, correction.id] });
}

/** Once every party of the meeting has approved the same text, it is frozen and an instrument. */
function approve(state: Growing, approval: Approval, source: Origin): void {
  const held = circulated(state, approval.minutes), minutes: HeldMinutes = { ...held, approvals: [...held.approvals, { value: approval, source }] };
  const by = approvedBy(state, minutes), frozen = partiesOf(state, held.value.meeting).every((party) => by.includes(party));
  state.minutes.set(approval.minutes, frozen ? { ...minutes, frozen: source } : minutes);
  if (frozen) state.instruments.set(approval.minutes, { value: instrumentOf(state, held.value), source });
}

function circulated({ minutes }: Growing, id: string): HeldMinutes {
  const held = minutes.get(id);
  assert(held !== undefined, `the minutes ${id} are circulated`);
  return held;
}
