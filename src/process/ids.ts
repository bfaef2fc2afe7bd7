import type { ProcessState } from './state.ts';
import { no } from './submission.ts';
import type { Verdict } from './submission.ts';

/** Entry ids are digests; case ids are words. Neither can be taken for the other. */
export const DIGEST = /^[0-9a-f]{64}$/;
/** Names of entries that have no id of their own. */
const RESERVED: readonly string[] = ['charter', 'vocabulary', 'gazetteer'];

/** Whether something new can have this id: an entry, an observation of a patrol, a claim of a split. */
export function idFree({ positions }: Pick<ProcessState, 'positions'>, id: string): Verdict {
  const position = positions.get(id);
  if (RESERVED.includes(id) || DIGEST.test(id)) return no('process.id.reserved', { id });
  return position === undefined ? null : no('process.id.taken', { id, position });
}
