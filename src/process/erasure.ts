import type { Erasure, ErasedEntry } from './bodies.ts';
import type { Likeness } from './field-bodies.ts';
import { broughtBy } from './matters.ts';
import { ownWords } from './sides.ts';
import type { HeldMatter, ProcessState, Voice } from './state.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Each side has its own words erased; what changed them, or was said of them, goes with them or went before, so that nothing on the record speaks of what is gone. A sealed letter goes by the word that only its author has: whether it fits is for whoever verifies. */
export function decideErasure({ state, author }: Asked, { entries }: Erasure): Verdict {
  const ids = new Set(entries.map(({ entry }) => entry)), letters = new Set([...state.sealed.values()].map((letter) => letter.entry));
  const own = (voice: Voice | undefined): boolean => voice !== undefined && ownWords(state, author, state.participants.get(voice.author));
  /** Its own, or said of what goes: a reply to a question goes with what was asked about. */
  const goes = (entry: string): boolean => {
    const voice = state.voices.get(entry), upon = voice === undefined ? [] : along(state, voice);
    return own(voice) || (upon === null ? [...ids].some((other) => own(state.voices.get(other))) : upon.some((other) => ids.has(other) && goes(other)));
  };
  return each(entries, (erased) => {
    const { entry } = erased, voice = state.voices.get(entry);
    if (state.erased.has(entry)) return no('process.erased', { entry });
    if (erased.sealed !== undefined) return letters.has(entry) ? null : no('process.erasure.nothing', { entry });
    if (voice === undefined) return no('process.erasure.nothing', { entry });
    return goes(entry) ? rests(state, erased, ids) : no('process.erasure.not-yours', { entry });
  });
}

const FOLLOWING: readonly string[] = ['person-note', 'likeness', 'reply', 'question', 'verification', 'link'];

/** The entries that take one of another side along: those whose words it is said of. Nobody keeps another's words on record by a word of their own. `null`: any, for a copy that has not the words. */
function along(state: ProcessState, { id, kind }: Voice): readonly string[] | null {
  if (id === null) return FOLLOWING.includes(kind) ? null : [];
  const held = state.matters.get(id), of = (target: string): readonly string[] => [state.matters.get(target) ?? state.items.get(target)].flatMap((found) => found?.source.entry ?? []);
  switch (held?.kind) {
    case 'person-note': return of(held.value.person);
    case 'likeness': return [held.value.keep, ...held.value.same].flatMap(of);
    case 'reply': return of(held.value.to);
    case 'question': return of(held.value.about);
    case 'verification': return of(held.value.report);
    case 'link': return of(held.value.item);
    default: return [];
  }
}

/** Words go with all that corrects or withdraws them, and a correction with what it corrects: what is left must be what a copy says that never had them. */
const rests = (state: ProcessState, { entry }: ErasedEntry, ids: ReadonlySet<string>): Verdict => each(restingOn(state, entry), (other) => ids.has(other) ? null : no('process.erasure.rests', { entry, other }));

function restingOn(state: ProcessState, entry: string): readonly string[] {
  const item = state.voices.get(entry)?.item, brought = item == null ? broughtBy(state, entry) : [item];
  return brought.flatMap((id) => {
    const held = state.items.get(id), matter = state.matters.get(id), upon = [...state.upon.get(id) ?? [], ...(matter?.kind === 'likeness' ? afterLikeness(state, matter) : [])].map(({ source }) => source.entry);
    return held === undefined ? upon : [held.source.entry, ...held.history.map(({ source }) => source.entry), ...upon];
  });
}

/** An entry with all that is erased together with it, by entry. */
export function erasedTogether(state: ProcessState, entry: string): readonly string[] {
  const together = new Set([entry]);
  for (const one of together) for (const other of restingOn(state, one)) together.add(other); // What is added is come to as well.
  return [...together];
}

/** What was told later of the same things: it was admitted by how they stood. */
function afterLikeness({ upon }: ProcessState, { value: { same }, source }: HeldMatter & { readonly value: Likeness }): readonly HeldMatter[] {
  return same.flatMap((id) => (upon.get(id) ?? []).filter((later) => later.kind === 'likeness' && later.value.same.includes(id) && later.source.position > source.position));
}
