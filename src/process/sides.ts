import type { Actor, ActorId } from '#agreement';
import type { Participant } from './bodies.ts';
import type { ProcessState } from './state.ts';

type Actors = ReadonlyMap<string, Actor>;

/** Whether `part` is `whole` or a ministry, contingent or office of it: then its account counts as the whole's. */
export function isOf(actors: Actors, whole: ActorId | undefined, part: ActorId | undefined): boolean {
  let at = part;
  for (let steps = 0; at !== undefined && steps <= actors.size; steps++) { // a circle, which a charter cannot have, must still end
    if (at === whole) return true;
    at = actors.get(at)?.partOf;
  }
  return false;
}

/** Whether somebody may change or take back what another of their side said. One of a community speaks for themselves alone, where the charter does not name them for it: among many neighbours one could else undo what all the others saw. */
export function ownWords({ actors, charter }: Pick<ProcessState, 'actors' | 'charter'>, author: Participant, whose: Participant | undefined): boolean {
  const alone = author.capacity === 'community' && !charter.participants.some(({ id }) => id === author.id);
  return isOf(actors, author.actor, whose?.actor) && (!alone || author.id === whose?.id);
}

/** A delegate or adviser binds the delegation only with full powers (Vienna Convention on the Law of Treaties, article 7); a head, or a third party's own voice, needs none. */
export function bindsItsSide(participant: Participant): boolean {
  const needsPowers = participant.capacity === 'delegate' || participant.capacity === 'adviser';
  return !needsPowers || ('fullPowers' in participant && participant.fullPowers !== undefined);
}
