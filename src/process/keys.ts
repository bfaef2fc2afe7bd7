import type { KeyChange, Kind, Participant, Revocation } from './bodies.ts';
import { latest, rooted } from './people.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import { voicesFor } from './table.ts';

/** What a root key may enter: it brings its owner's voice back, and helps to put another host in the place of a lost one. */
const BY_ROOT: readonly Kind[] = ['key', 'revocation', 'succession'];

/** Who speaks with a key now: its participant, unless it was revoked or changed; with a root key its owner, in what a root key may enter. */
export function speakerOf(state: ProcessState, key: string, kind: Kind): Participant | undefined {
  const holder = state.participants.get(key);
  if (holder !== undefined) return state.revoked.has(key) ? undefined : holder;
  return BY_ROOT.includes(kind) ? rooted(state, key) : undefined;
}

/** The participant of an id with the key that speaks now. */
export function speaking(state: Pick<ProcessState, 'participants' | 'revoked'>, id: string): Participant | undefined {
  const person = latest(state, id);
  return person === undefined || state.revoked.has(person.key) ? undefined : person;
}

/** The keys that speak for a participant now, the root among them. */
export const keysOf = ({ participants, revoked }: Pick<ProcessState, 'participants' | 'revoked'>, participant: string): readonly string[] =>
  [...participants.values()].filter(({ id, key }) => id === participant && !revoked.has(key)).flatMap(({ key, root }) => [key, ...(root === undefined ? [] : [root])]);

/** Whether somebody may hand in a letter for the host to enter without their name: who takes part, in the capacity that they hold. */
export function decideSealing(state: ProcessState, key: string, capacity: string): Verdict {
  const author = speakerOf(state, key, 'sealed');
  if (state.frozen) return no('process.frozen', {});
  if (author === undefined) return state.revoked.has(key) ? no('process.key.revoked', { author: key }) : no('process.author.unknown', { author: key });
  if (author.capacity !== capacity) return no('process.capacity.not-held', { participant: author.id, capacity, holds: author.capacity });
  return voicesFor('sealed', state.charter.kind).includes(author.capacity) ? null : no('process.kind.not-for-capacity', { kind: 'sealed', capacity, record: state.charter.kind, may: '—' });
}

/** A key is one person's, for ever, and never the host's. */
export function keyFree(state: ProcessState, key: string | undefined, participant: string): Verdict {
  if (key === state.host.key || key === state.charter.host.key) return no('process.key.hosts', { participant });
  const other = key === undefined ? undefined : state.participants.get(key) ?? rooted(state, key);
  return other === undefined ? null : no('process.participant.key-used', { participant, other: other.id, key: key ?? '' });
}

/** Everybody changes their own key; for somebody who lost theirs, the root key or the head of their side does. Who is gone comes back by their head alone. */
export function decideKey({ state, author }: Asked, { participant, key }: KeyChange): Verdict {
  const person = latest(state, participant);
  if (person === undefined) return no('process.key.nobody', { participant });
  return mayFor(state, author, person) ?? (author.id === participant && gone(state, person) ? no('process.key.gone', { participant }) : null) ?? keyFree(state, key, participant);
}

/** Whether somebody handed their seat over or left it, and lost no key: a root key brings them back no more. The entry that silenced them says so. */
function gone({ revoked, ground }: ProcessState, { key }: Participant): boolean {
  const at = revoked.get(key);
  if (at === undefined) return false;
  for (const { value, source: { position } } of ground.values()) if (position === at) return value.kind === 'accreditation' || (value.kind === 'revocation' && value.content.reason === 'left');
  return false;
}

export function decideRevocation({ state, author }: Asked, { participant }: Revocation): Verdict {
  const person = speaking(state, participant);
  return person === undefined ? no('process.key.nobody', { participant }) : mayFor(state, author, person);
}

function mayFor({ actors }: ProcessState, author: Participant, person: Participant): Verdict {
  const heads = author.capacity === 'head' && person.capacity !== 'head' && isOf(actors, author.actor, person.actor);
  return author.id === person.id || heads ? null : no('process.key.not-yours', { participant: person.id });
}
