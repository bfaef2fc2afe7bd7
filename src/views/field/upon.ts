import type { Instant } from '#base';
import { endOf, span } from '#base';
import type { HeldMatter, ProcessState } from '#process';

export type MatterOf<K extends HeldMatter['kind']> = Extract<HeldMatter, { readonly kind: K }>;

/** What was said of a thing by `known`, of one kind, in the order of the log. */
export function upon<K extends HeldMatter['kind']>(state: Pick<ProcessState, 'upon'>, id: string, kind: K, known: Instant): readonly MatterOf<K>[] {
  return (state.upon.get(id) ?? []).filter((one): one is MatterOf<K> => one.kind === kind && one.source.known <= known);
}

/** Every matter of one kind known by `known`, in the order of the log. */
export function mattersOf<K extends HeldMatter['kind']>(state: Pick<ProcessState, 'matters'>, kind: K, known: Instant): readonly MatterOf<K>[] {
  return [...state.matters.values()].filter((one): one is MatterOf<K> => one.kind === kind && one.source.known <= known);
}

/** Who was told alike by `known`: by id, the one that is kept in front. */
export function alikeBy(state: Pick<ProcessState, 'matters'>, known: Instant): ReadonlyMap<string, string> {
  const alike = new Map<string, string>();
  for (const { value: { keep, same, step } } of mattersOf(state, 'likeness', known)) for (const id of same) { if (step === 'merged') alike.set(id, keep); else alike.delete(id); }
  return alike;
}

/** The same, with the one at the end where that one is told alike with another in its turn. */
export function frontsBy(state: Pick<ProcessState, 'matters'>, known: Instant): ReadonlyMap<string, string> {
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
