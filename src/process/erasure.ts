import type { Erasure, ErasedEntry } from './bodies.ts';
import { broughtBy } from './matters.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Each side has its own words erased; what changed them, or was said of them, goes with them or went before, so that nothing on the record speaks of what is gone. A sealed letter goes by the word that only its author has: whether it fits is for whoever verifies. */
export function decideErasure({ state, author }: Asked, { entries }: Erasure): Verdict {
  const ids = new Set(entries.map(({ entry }) => entry));
  return each(entries, (erased) => {
    const { entry } = erased;
    if (state.erased.has(entry)) return no('process.erased', { entry });
    const voice = state.voices.get(entry);
    if (erased.sealed !== undefined) return [...state.sealed.values()].some((letter) => letter.entry === entry) ? null : no('process.erasure.nothing', { entry });
    if (voice === undefined) return no('process.erasure.nothing', { entry });
    const whose = state.participants.get(voice.author)?.actor;
    return isOf(state.actors, author.actor, whose) ? rests(state, erased, ids) : no('process.erasure.not-yours', { entry });
  });
}

/** Words go with all that corrects or withdraws them, and a correction with what it corrects: what is left must be what a copy says that never had them. */
function rests(state: ProcessState, { entry }: ErasedEntry, ids: ReadonlySet<string>): Verdict {
  const item = state.voices.get(entry)?.item, brought = item == null ? broughtBy(state, entry) : [item];
  const together = brought.flatMap((id) => {
    const held = state.items.get(id), upon = (state.upon.get(id) ?? []).map(({ source }) => source.entry);
    return held === undefined ? upon : [held.source.entry, ...held.history.map(({ source }) => source.entry), ...upon];
  });
  return each(together, (other) => ids.has(other) ? null : no('process.erasure.rests', { entry, other }));
}
