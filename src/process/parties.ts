import { byCodeUnits } from '#base';
import type { ActorId } from '#agreement';
import type { ProcessState } from './state.ts';

/** The party that an actor is, or is part of. */
export function partyOf(actors: ProcessState['actors'], id: ActorId | undefined): ActorId | null {
  let actor = actors.get(id ?? '');
  for (let steps = 0; actor !== undefined && steps <= actors.size; steps++) {
    if (actor.kind === 'party') return actor.id;
    actor = actors.get(actor.partOf ?? '');
  }
  return null;
}

/** The parties that meet: who proposed the meeting and to whom, in the order of their ids. */
export function partiesOf({ actors, proposals }: Pick<ProcessState, 'actors' | 'proposals'>, meeting: string): readonly ActorId[] {
  const proposal = proposals.get(meeting)?.value;
  const parties = proposal === undefined ? [] : [proposal.by, ...proposal.to].flatMap((id) => partyOf(actors, id) ?? []);
  return [...new Set(parties)].sort(byCodeUnits);
}
