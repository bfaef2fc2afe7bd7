import type { Actor } from '#agreement';
import type { Charter } from './bodies.ts';
import { charterStands } from './charter.ts';
import type { Origin, ProcessState } from './state.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Amendment } from './table-bodies.ts';

/** The charter is changed by as many heads as it says, all where it does not, and must stand after that as a charter must. Whether they signed is for whoever verifies. */
export function decideAmendment({ state }: Asked, { changes, agreedBy }: Amendment): Verdict {
  const leading = [...state.participants.values()].filter(({ capacity, key }) => capacity === 'head' && !state.revoked.has(key)).map(({ id }) => id);
  const heads = new Set(agreedBy.map(({ participant }) => participant)), needs = state.charter.procedure?.amendment?.heads ?? leading.length;
  return each(heads, (participant) => leading.includes(participant) ? null : no('process.amendment.not-head', { participant }))
    ?? (heads.size >= needs ? null : no('process.amendment.too-few', { heads: heads.size, needs }))
    ?? (changes.actors === undefined ? null : actorsKept(state, changes.actors))
    ?? charterStands({ ...state.charter, ...changes });
}

/** Whoever was spoken of stays whom they were: nobody goes, and nobody becomes of another kind or another side. */
const actorsKept = ({ actors }: ProcessState, next: readonly Actor[]): Verdict => each(actors.values(), ({ id, kind, partOf }) => {
  const same = next.find((actor) => actor.id === id);
  return same?.kind === kind && same.partOf === partOf ? null : no('process.amendment.actor', { id });
});

/** The charter as it stands after an amendment. */
export function amended({ charter, charterHistory }: ProcessState, { changes }: Amendment, source: Origin): Pick<ProcessState, 'charter' | 'charterHistory'> {
  const next = { ...charter, ...changes };
  return { charter: next, charterHistory: [...charterHistory, { value: next, source }] };
}

/** The charter as it stood when an entry was made: what was begun under it goes on under it. */
export const charterThen = ({ charter, charterHistory }: Pick<ProcessState, 'charter' | 'charterHistory'>, position: number): Charter =>
  charterHistory.findLast(({ source }) => source.position <= position)?.value ?? charter;
