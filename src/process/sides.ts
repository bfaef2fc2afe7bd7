import type { Actor, ActorId } from '#agreement';
import type { Participant } from './bodies.ts';

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

/** A delegate or adviser binds the delegation only with full powers (Vienna Convention on the Law of Treaties, article 7); a head, or a third party's own voice, needs none. */
export function bindsItsSide(participant: Participant): boolean {
  const needsPowers = participant.capacity === 'delegate' || participant.capacity === 'adviser';
  return !needsPowers || ('fullPowers' in participant && participant.fullPowers !== undefined);
}
