import type { Instant } from '#base';
import { byCodeUnits, endOf, span } from '#base';
import { ACTOR_KINDS } from '#agreement';
import type { Actor } from '#agreement';
import type { Perspective } from '#compliance';
import { tableEntries } from '#process';
import type { HeldItem, ProcessState } from '#process';
import type { Dossier } from './app.ts';

/** Every actor that is not part of another is a perspective, with its parts; by kind of actor, then by id: an order that favours nobody. Last, where rules of verification were agreed, what they make of it. */
export function perspectivesOf(state: ProcessState): readonly Perspective[] {
  const actors = [...state.actors.values()];
  const rank = (actor: Actor): number => ACTOR_KINDS.indexOf(actor.kind);
  const whole = actors.filter((actor) => actor.partOf === undefined).toSorted((a, b) => rank(a) - rank(b) || byCodeUnits(a.id, b.id));
  const own = whole.map(({ id }): Perspective => ({ id, kind: 'actor', members: [id, ...partsOf(actors, id)] }));
  const verified = [...state.commitments.values()].some(({ value }) => value.verification !== undefined);
  return verified ? [...own, { id: 'agreed', kind: 'agreed', members: [] }] : own;
}

function partsOf(actors: readonly Actor[], whole: string): readonly string[] {
  return actors.filter((actor) => actor.partOf === whole).flatMap(({ id }) => [id, ...partsOf(actors, id)]).toSorted(byCodeUnits);
}

/**
 * The perspective of an id. Ids joined by plus, as in `ARM+ICRC`, are a reader's own selection: the accounts of all of them, read together,
 * under one name in whatever order they were asked. `null` if one of them is no actor's perspective.
 */
export function perspectiveOf({ perspectives }: Pick<Dossier, 'perspectives'>, id: string): Perspective | null {
  const known = perspectives.find((one) => one.id === id);
  if (known !== undefined) return known;
  const ids = [...new Set(id.split('+'))].sort(byCodeUnits);
  const chosen = ids.map((one) => perspectives.find((perspective) => perspective.id === one && perspective.kind === 'actor'));
  if (!chosen.every((one) => one !== undefined)) return null;
  return chosen.length === 1 ? chosen[0] ?? null : { id: ids.join('+'), kind: 'selection', members: chosen.flatMap(({ members }) => members) };
}

/** From the first to the last second that a record speaks of, and when the last of it became known: as far as it was read. */
export interface Spread {
  readonly from: Instant;
  readonly to: Instant;
  readonly known: Instant;
}

/** The same with more items. */
export function spreadWith(spread: Spread, items: Iterable<HeldItem>, zone: string): Spread {
  let { from, to, known } = spread;
  for (const { value, source, history } of items) {
    for (const when of [value.date, value.dateEnd ?? value.date]) {
      const read = span(when, zone);
      if (read.ok) [from, to] = [Math.min(from, read.value.from, endOf(read.value)), Math.max(to, read.value.from, endOf(read.value))];
    }
    known = Math.max(known, source.known, ...history.map((change) => change.source.known));
  }
  return { from, to, known };
}

/** From the first to the last second that the record's items speak of, the table acted or something was said of what was seen - what is only planned aside - and the last at which one became known. */
export function spreadOf(state: ProcessState): Spread {
  let { from, to, known } = spreadWith({ from: Number.MAX_SAFE_INTEGER, to: 0, known: 0 }, state.items.values(), state.charter.zone);
  // What the table does is done when it is recorded; so is what is said of what was seen.
  for (const { source } of [...tableEntries(state), ...state.matters.values()]) [from, to, known] = [Math.min(from, source.known), Math.max(to, source.known), Math.max(known, source.known)];
  for (const { source } of [...state.commitments.values(), ...state.signatures.values(), ...state.coverage.values()]) known = Math.max(known, source.known);
  return { from, to, known };
}

/** The times that are asked for where a reader names none. */
export function rangeOf(state: ProcessState, { from, to, known } = spreadOf(state)): Dossier['range'] {
  const begun = state.recorded ?? 0; // A charter alone: nothing was said yet.
  if (known === 0) return { from: begun, to: begun, known: begun };
  return to === 0 ? { from: 0, to: known, known } : { from, to: Math.min(to, known), known };
}
