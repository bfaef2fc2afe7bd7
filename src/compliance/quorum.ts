import type { Instant, Interval } from '#base';
import { FOREVER, union } from '#base';
import type { Actor, ActorId, Commitment, Verification } from '#agreement';
import type { Claim } from './evidence.ts';
import { lastOf } from './evidence.ts';

type Actors = ReadonlyMap<string, Pick<Actor, 'partOf'>>;

/** When reports count under a verification rule: the source group of an actor, and whether these groups together are enough. */
export interface Quorum {
  groupOf(by: ActorId): string;
  enough(groups: ReadonlySet<string>): boolean;
}

/** What the parties agreed on how facts are found (COMPLIANCE model, verification profile): who is heard, and how many independent groups must say the same. */
export interface Agreed {
  readonly members: ReadonlySet<ActorId>;
  readonly quorum: Quorum;
  readonly grade: Verification['grade'];
}

/** The verification rule of a commitment; `null` if none was agreed. The assessors of an assessed duty, and who may determine, are heard too. */
export function agreedRule(commitment: Commitment, actors: Actors): Agreed | null {
  const { verification, duty } = commitment;
  const assessors = duty?.shape === 'assessed' ? duty.assessors : [];
  if (verification === undefined && assessors.length === 0) return null;
  const named = [...(verification?.attest ?? []), ...(verification?.determinedBy ?? []), ...assessors];
  const members = new Set(named.concat([...actors.keys()].filter((actor) => wholes(actors, actor).some((whole) => named.includes(whole)))));
  return { members, quorum: quorumOf(verification, actors), grade: verification?.grade };
}

function quorumOf(verification: Verification | undefined, actors: Actors): Quorum {
  const { quorum = 1, groups = [], classes = [] } = verification ?? {};
  const groupOf = (by: ActorId): string => {
    const line = wholes(actors, by);
    return groups.find((group) => group.actors.some((actor) => line.includes(actor)))?.id ?? line.at(-1) ?? by;
  };
  const counted = classes.map(({ of, atLeast }) => ({ groups: new Set(of.map(groupOf)), atLeast }));
  return {
    groupOf,
    enough: (given) => given.size >= quorum && counted.every((one) => [...given].filter((group) => one.groups.has(group)).length >= one.atLeast),
  };
}

/** An actor and what it is part of, from the part up. */
function wholes(actors: Actors, actor: ActorId): readonly ActorId[] {
  const line: ActorId[] = [];
  for (let at: ActorId | undefined = actor; at !== undefined && !line.includes(at); at = actors.get(at)?.partOf) line.push(at);
  return line;
}

/** Whether a report is graded at least as the rule asks: source A to F, information 1 to 6 (Admiralty), each judged apart. No grade, no count. */
export const gradedEnough = ({ grade }: Claim, wanted: Verification['grade']): boolean =>
  wanted === undefined || (grade !== null && grade.source <= wanted.source && grade.information <= wanted.information);

/** The stretches of time in which enough groups say the same. Without a quorum, wherever anybody does. */
export function together(said: readonly { readonly by: ActorId; readonly during: Interval }[], quorum: Quorum | null): readonly Interval[] {
  if (quorum === null) return union(said.map((one) => one.during));
  const groups = [...Map.groupBy(said, ({ by }) => quorum.groupOf(by))].map(([group, own]) => ({ group, times: union(own.map((one) => one.during)) }));
  const bounds = [...new Set(groups.flatMap(({ times }) => times.flatMap(({ from, to }) => [from, to ?? FOREVER])))].sort((a, b) => a - b);
  const parts = bounds.slice(0, -1).flatMap((from, index): readonly Interval[] => {
    const speaking = new Set(groups.filter(({ times }) => covers(times, from)).map(({ group }) => group));
    const to = bounds[index + 1] as Instant;
    return quorum.enough(speaking) ? [{ from, to: to === FOREVER ? null : to }] : [];
  });
  return union(parts);
}

const covers = (times: readonly Interval[], second: Instant): boolean => times.some((time) => time.from <= second && second <= lastOf(time));
