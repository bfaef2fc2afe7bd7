import type { Kind, Participant, Release, Released } from './bodies.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** What a letter may say that is released in whole: what was said, seen, found or met about. The rest is shown in part, and said anew where it is to count. */
const RELEASED: readonly Kind[] = ['statement', 'report', 'meeting', 'finding', 'coverage'];

/**
 * A letter is released by everybody whom it names, its author included, each for themselves or through the head of their side. Released in whole it counts from then on,
 * under the rules of its kind and of what everybody may read, in its author's name, who must have spoken when it was sealed. `inner` has these rules.
 */
export function decideRelease(asked: Asked, { sealed, consents }: Release, inner: (within: Asked) => Verdict): Verdict {
  const { state, submission: { released } } = asked, held = state.sealed.get(sealed);
  if (held === undefined || released === undefined) return no('process.sealed.unknown', { digest: sealed });
  if (held.whole) return no('process.release.repeated', { digest: sealed });
  if (state.erased.has(held.entry)) return no('process.erased', { entry: held.entry });
  const author = state.participants.get(released.author);
  if (author === undefined) return no('process.author.unknown', { author: released.author });
  if ((state.revoked.get(author.key) ?? held.position) < held.position) return no('process.key.revoked', { author: author.key });
  if (author.capacity !== released.capacity) return no('process.capacity.not-held', { participant: author.id, capacity: released.capacity, holds: author.capacity });
  return each(new Set([author.id, ...released.readers]), (reader) => consented(state, reader, consents)) ?? said(asked, author, released, inner);
}

function consented({ participants, actors }: ProcessState, reader: string, consents: Release['consents']): Verdict {
  const people = [...participants.values()], person = people.findLast(({ id }) => id === reader);
  const heads = people.flatMap(({ id, capacity, actor }) => capacity === 'head' && person !== undefined && isOf(actors, actor, person.actor) ? [id] : []);
  return consents.some(({ participant }) => participant === reader || heads.includes(participant)) ? null : no('process.release.consent', { participant: reader, may: listed([reader, ...heads]) });
}

function said(asked: Asked, author: Participant, { entry, capacity, madeAt, body }: Released, inner: (within: Asked) => Verdict): Verdict {
  if (body === null) return null;
  if (!RELEASED.includes(body.kind)) return no('process.release.kind', { kind: body.kind, may: listed(RELEASED) });
  return inner({ ...asked, author, submission: { entry, author: author.key, capacity, madeAt, recorded: asked.submission.recorded, about: [], audience: 'public', body } });
}
