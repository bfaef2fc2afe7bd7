import type { ActorId } from '#agreement';
import { latest } from './people.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Challenge } from './table-bodies.ts';

/** The sides whose challenge of somebody's credentials stands. Until it is settled that person keeps their seat, with the same rights. */
export function challengedBy({ challenges }: Pick<ProcessState, 'challenges'>, participant: string): readonly ActorId[] {
  const standing = new Set<ActorId>();
  for (const { value: { step, by, of = by } } of challenges.get(participant) ?? []) {
    if (step === 'challenged') standing.add(by);
    else standing.delete(of);
  }
  return [...standing].sort();
}

/** By another side, once; settled by whoever challenged, or by a mediator in their place. */
export function decideChallenge({ state, author }: Asked, { participant, by, step, of = by }: Challenge): Verdict {
  const person = latest(state, participant), standing = challengedBy(state, participant);
  if (person === undefined) return no('process.participant.unknown', { participant });
  if (step === 'settled') {
    if (!standing.includes(of)) return no('process.challenge.none', { participant, by: of });
    return of === by || author.capacity === 'mediator' ? null : no('process.challenge.not-yours', { participant, by: of });
  }
  if (isOf(state.actors, by, person.actor) || isOf(state.actors, person.actor, by)) return no('process.challenge.own', { participant, by });
  return standing.includes(by) ? no('process.challenge.standing', { participant, by }) : null;
}
