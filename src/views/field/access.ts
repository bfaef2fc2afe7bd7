import { endOf, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { isOf } from '#process';
import type { ProcessState, WindowStep } from '#process';
import { inOrder } from '../corridor-states.ts';
import type { MatterOf } from './upon.ts';
import { mattersOf, upon } from './upon.ts';

/** A window of safe access: who was told and what they said, who monitors it, and what became of it by whose word. Nobody permits anything here. */
export interface AccessView {
  readonly window: MatterOf<'access-window'>;
  /** Everybody notified, in the order of screens, with their last word; `null`: nothing is on record. */
  readonly notified: readonly { readonly by: ActorId; readonly step: MatterOf<'window-step'> | null }[];
  readonly monitored: MatterOf<'window-step'> | null;
  /** What became of it, the last word of each who said so. */
  readonly outcomes: readonly MatterOf<'window-step'>[];
  readonly time: 'ahead' | 'now' | 'over';
  /** The windows that take its place. */
  readonly replacedBy: readonly string[];
}

const ANSWERS: readonly WindowStep['step'][] = ['acknowledged', 'objected'];

/** Windows known then: those that are now or ahead first, by when they begin; then those that are over, the last first. */
export function accessViews(state: ProcessState, asOf: AsOf): readonly AccessView[] {
  const all = mattersOf(state, 'access-window', asOf.known).map((window) => viewOf(state, window, asOf));
  const from = ({ window: { value } }: AccessView): number => { const read = span(value.from, state.charter.zone); return read.ok ? read.value.from : 0; };
  return all.toSorted((a, b) => Number(a.time === 'over') - Number(b.time === 'over') || (a.time === 'over' ? from(b) - from(a) : from(a) - from(b)));
}

function viewOf(state: ProcessState, window: MatterOf<'access-window'>, { valid, known }: AsOf): AccessView {
  const { id, notify, from, to } = window.value, steps = upon(state, id, 'window-step', known);
  const notified = inOrder(state, notify).map((by) => ({ by, step: steps.findLast(({ value }) => ANSWERS.includes(value.step) && isOf(state.actors, by, value.by)) ?? null }));
  const outcomes = [...new Map(steps.filter(({ value: { step } }) => !ANSWERS.includes(step) && step !== 'monitored').map((step) => [step.value.by, step])).values()];
  const begin = span(from, state.charter.zone), end = span(to, state.charter.zone);
  const time = end.ok && endOf(end.value) <= valid ? 'over' : begin.ok && begin.value.from > valid ? 'ahead' : 'now';
  return { window, notified, outcomes, time, monitored: steps.findLast(({ value }) => value.step === 'monitored') ?? null, replacedBy: upon(state, id, 'access-window', known).filter(({ value }) => value.instead === id).map(({ value }) => value.id) };
}
