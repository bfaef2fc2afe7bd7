import { endOf, span } from '#base';
import type { AccessWindow, WindowStep } from './field-bodies.ts';
import { actorKnown, actorsKnown, placeKnown } from './named.ts';
import { isOf } from './sides.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { stillAhead } from './times.ts';

/** A window is asked for before it is over, and those who hold the ground are told. */
export function decideAccessWindow(asked: Asked, { by, place, notify, monitor, instead, from, to }: AccessWindow): Verdict {
  const { state, live } = asked, { zone } = state.charter;
  const [begin, end] = [span(from, zone), span(to, zone)];
  if (begin.ok && end.ok && endOf(end.value) <= begin.value.from) return no('process.window.reversed', { from, to });
  return placeKnown(state, place, 'place') ?? actorsKnown(state, notify, 'notify') ?? actorKnown(state, monitor, 'monitor')
    ?? (instead === undefined ? null : replaces(asked, instead, by))
    ?? (live ? stillAhead(asked, to, 'to', 'process.window.past') : null);
}

/** Whoever asked for a window puts another in its place: for everybody else it stands. */
function replaces({ state, live }: Asked, window: string, by: string): Verdict {
  const held = state.matters.get(window);
  if (held?.kind !== 'access-window') return no('process.window.unknown', { id: window });
  const theirs = isOf(state.actors, held.value.by, by) || isOf(state.actors, by, held.value.by);
  return live && !theirs ? no('process.window.not-yours', { window, step: 'replaced', by }) : null;
}

/** Those notified acknowledge or object; whoever asked for it, or monitors it, says what became of it. Acknowledging is not permission. */
export function decideWindowStep({ state, live }: Asked, { window, by, step }: WindowStep): Verdict {
  const held = state.matters.get(window);
  if (held?.kind !== 'access-window') return no('process.window.unknown', { id: window });
  const { by: asker, notify, monitor } = held.value, of = (whole: string | undefined): boolean => isOf(state.actors, whole, by);
  const may = step === 'acknowledged' || step === 'objected' ? notify.some(of) : step === 'monitored' ? of(monitor) : step === 'cancelled' ? of(asker) : of(asker) || of(monitor);
  if (live && !may) return no('process.window.not-yours', { window, step, by });
  const over = (state.upon.get(window) ?? []).some((one) => one.kind === 'window-step' && one.value.step === 'cancelled');
  return over ? no('process.window.cancelled', { window }) : null;
}
