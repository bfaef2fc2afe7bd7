import type { Instant } from '#base';
import { endOf, span } from '#base';
import type { HeldMatter, ProcessState } from '#process';
import { partyOf } from '#process';

export type MatterOf<K extends HeldMatter['kind']> = Extract<HeldMatter, { readonly kind: K }>;

/** What was said of a thing by `known`, of one kind, in the order of the log. */
export function upon<K extends HeldMatter['kind']>(state: Pick<ProcessState, 'upon'>, id: string, kind: K, known: Instant): readonly MatterOf<K>[] {
  return (state.upon.get(id) ?? []).filter((one): one is MatterOf<K> => one.kind === kind && one.source.known <= known);
}

/** Every matter of one kind known by `known`, in the order of the log. */
export function mattersOf<K extends HeldMatter['kind']>(state: Pick<ProcessState, 'matters'>, kind: K, known: Instant): readonly MatterOf<K>[] {
  return [...state.matters.values()].filter((one): one is MatterOf<K> => one.kind === kind && one.source.known <= known);
}

/** What a thing was told to be the same as. `agreed`: by somebody of no party, or by the party whose words it is: of another's, one party cannot have it stand behind its own. */
export interface Told {
  readonly id: string;
  readonly keep: string;
  readonly agreed: boolean;
}

/** What was told alike by `known`, by id. */
export function toldBy(state: ProcessState, known: Instant): ReadonlyMap<string, Told> {
  const told = new Map<string, Told>();
  for (const { value: { keep, same, step }, source: { author } } of mattersOf(state, 'likeness', known)) {
    for (const id of same) {
      const before = told.get(id);
      if (step === 'merged') told.set(id, { id, keep, agreed: (before?.keep === keep && before.agreed) || settles(state, author, id) });
      else told.delete(id);
    }
  }
  return told;
}

/** Files on people are for those whom they are for, whoever tells what of them (`sought.ts`). */
function settles({ actors, participants, items, matters }: ProcessState, by: string, id: string): boolean {
  const side = (key: string | undefined): string | null => partyOf(actors, participants.get(key ?? '')?.actor), theirs = side(by), held = items.get(id) ?? matters.get(id);
  return theirs === null || held?.kind === 'person' || theirs === side(held?.source.author);
}

/** Who was told alike by `known`, and agreed to be: by id, the one that is kept in front. */
export const alikeBy = (state: ProcessState, known: Instant): ReadonlyMap<string, string> => new Map([...toldBy(state, known).values()].flatMap(({ id, keep, agreed }) => (agreed ? [[id, keep] as const] : [])));

/** The same, with the one at the end where that one is told alike with another in its turn. */
export function frontsBy(state: ProcessState, known: Instant): ReadonlyMap<string, string> {
  const alike = alikeBy(state, known), fronts = new Map<string, string>();
  for (const id of alike.keys()) {
    const behind = new Set<string>();
    let front = id;
    for (let next = fronts.get(front) ?? alike.get(front); next !== undefined && !behind.has(front); next = fronts.get(front) ?? alike.get(front)) {
      behind.add(front); // Of what was known then two may stand behind each other: the first met is in front.
      front = next;
    }
    for (const one of behind) if (one !== front) fronts.set(one, front);
  }
  return fronts;
}

/** Whether a day or time has passed, its last second included. */
export function isOver(when: string, { charter: { zone } }: Pick<ProcessState, 'charter'>, at: Instant): boolean {
  const read = span(when, zone);
  return read.ok && endOf(read.value) <= at;
}
