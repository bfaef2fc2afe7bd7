import type { Actor } from '#agreement';
import { CAPACITIES } from './bodies.ts';
import type { Accreditation, Capacity, Charter, Participant } from './bodies.ts';
import { keyFree, speaking } from './keys.ts';
import { actorKnown } from './named.ts';
import { headOf, latest } from './people.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { listed, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';

/** Each side says who speaks for it: its head, or, for a third party without a head, those whom the charter names. */
export function decideAccreditation({ state, author, live }: Asked, person: Accreditation): Verdict {
  const strange = handedOver(state, author, person) ?? participantFits(state.charter.kind, state.actors, person, { holder: (key) => state.participants.get(key), named: (id) => latest(state, id), leading: () => leadingBeside(state, person) });
  if (strange !== null || !live) return strange;
  if (!isOf(state.actors, author.actor, person.actor)) return no('process.accreditation.not-yours', { actor: person.actor ?? '', yours: author.actor ?? '' });
  const who = accreditors(state, author);
  if (!who.includes(author.id)) return no('process.accreditation.not-head', { actor: author.actor ?? '', may: listed(who) });
  const may = person.replaces === undefined ? capacitiesFrom(state, author) : ['head' as const];
  if (!may.includes(person.capacity)) return no('process.accreditation.capacity', { capacity: person.capacity, may: listed(may) });
  return person.proof === undefined ? no('process.key.unproven', { participant: person.id }) : keyFree(state, person.key, person.id) ?? keyFree(state, person.root, person.id);
}

/** A head hands the delegation over to another: only oneself, only as a whole. */
function handedOver(state: ProcessState, author: Participant, { replaces, capacity, actor }: Accreditation): Verdict {
  if (replaces === undefined) return null;
  const own = replaces === author.id && author.capacity === 'head' && author.actor === actor;
  return own && capacity === 'head' && speaking(state, replaces) !== undefined ? null : no('process.accreditation.handover', { replaces });
}

/** Heads who lead on beside a newcomer: not the one who hands over to them, nor those who did so before. */
const leadingBeside = ({ participants, revoked }: ProcessState, { replaces }: Accreditation): readonly Participant[] =>
  [...participants.values()].filter(({ id, key, capacity }) => capacity === 'head' && (replaces === undefined || (id !== replaces && !revoked.has(key))));

function accreditors(state: ProcessState, { actor }: Participant): readonly string[] {
  const head = headOf(state, actor ?? '');
  return head === undefined ? state.charter.participants.flatMap((one) => one.actor === actor ? [one.id] : []) : [head.id];
}

/** A head makes delegates and advisers, and where the actor is itself a mediator, monitor and so on, more of its kind; a third party's voice makes others like itself, and advisers. */
function capacitiesFrom({ actors }: ProcessState, { capacity, actor }: Participant): readonly Capacity[] {
  if (capacity !== 'head') return [capacity, 'adviser'];
  const kind = actors.get(actor ?? '')?.kind;
  return ['delegate', 'adviser', ...CAPACITIES.filter((one) => one === kind)];
}

/** Those beside whom somebody comes to take part. */
interface Others {
  readonly holder: (key: string) => Participant | undefined;
  readonly named: (id: string) => Participant | undefined;
  readonly leading: () => readonly Participant[];
}

/** The first of a charter's people, as those beside whom the next comes. */
export const among = (people: readonly Participant[]): Others => ({ holder: (key) => people.find((one) => one.key === key), named: (id) => people.find((one) => one.id === id), leading: () => people });

/** What is asked of everybody who takes part, whether the charter names them or an accreditation: a key and an id of their own, an actor, a voice that this kind of record has; nobody is a second head. */
export function participantFits(record: Charter['kind'], actors: ReadonlyMap<string, Actor>, person: Participant, others: Others): Verdict {
  const { id, key, actor, capacity } = person;
  if ((capacity === 'editor') !== (record === 'documentary')) return no(record === 'live' ? 'process.editor.live' : 'process.editor.only', { participant: id, capacity });
  if (record === 'live' && actor === undefined) return no('process.participant.without-actor', { participant: id });
  const strange = actorKnown({ actors }, actor, 'actor'), other = others.holder(key);
  if (strange !== null) return strange;
  if (other !== undefined) return no('process.participant.key-used', { participant: id, other: other.id, key });
  if (others.named(id) !== undefined) return no('process.participant.id-taken', { participant: id });
  const first = capacity === 'head' ? others.leading().find((one) => one.capacity === 'head' && one.actor === actor) : undefined;
  return first === undefined ? null : no('process.head.twice', { actor: actor ?? '', first: first.id, second: id });
}
