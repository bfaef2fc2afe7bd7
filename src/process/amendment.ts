import type { Amendment } from './table-bodies.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Origin, ProcessState } from './state.ts';

/** The charter is changed by as many heads as it says, all where it does not. Whether they signed is for whoever verifies. */
export function decideAmendment({ state }: Asked, { agreedBy }: Amendment): Verdict {
  const leading = [...state.participants.values()].filter(({ capacity, key }) => capacity === 'head' && !state.revoked.has(key)).map(({ id }) => id);
  const heads = new Set(agreedBy.map(({ participant }) => participant)), needs = state.charter.procedure?.amendment?.heads ?? leading.length;
  return each(heads, (participant) => leading.includes(participant) ? null : no('process.amendment.not-head', { participant }))
    ?? (heads.size >= needs ? null : no('process.amendment.too-few', { heads: heads.size, needs }));
}

/** The charter as it stands after an amendment. */
export function amended({ charter, charterHistory }: ProcessState, { changes }: Amendment, source: Origin): Pick<ProcessState, 'charter' | 'charterHistory'> {
  const next = { ...charter, ...changes };
  return { charter: next, charterHistory: [...charterHistory, { value: next, source }] };
}
