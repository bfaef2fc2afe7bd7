import type { Participant } from './bodies.ts';
import type { ProcessState } from './state.ts';

type Participants = ProcessState['participants'];

/** Everybody who ever spoke, as they are looked for: so that a process has room for a whole people. */
interface People {
  /** With the latest key, by id. */
  readonly byId: Map<string, Participant>;
  readonly byRoot: Map<string, Participant>;
  /** The last head of each side. */
  readonly heads: Map<string, Participant>;
  readonly rest: Iterator<Participant>;
  read: number;
}

/** The map of participants only grows, so what was read of it once is not read again. */
const READ = new WeakMap<Participants, People>();

function peopleOf(participants: Participants): People {
  const people = READ.get(participants) ?? { byId: new Map(), byRoot: new Map(), heads: new Map(), rest: participants.values(), read: 0 };
  READ.set(participants, people);
  for (; people.read < participants.size; people.read += 1) {
    const { value: person } = people.rest.next() as IteratorYieldResult<Participant>;
    people.byId.set(person.id, person);
    if (person.root !== undefined) people.byRoot.set(person.root, person);
    if (person.capacity === 'head' && person.actor !== undefined) people.heads.set(person.actor, person);
  }
  return people;
}

/** The participant of an id with the latest key, whether it still speaks or not. */
export const latest = ({ participants }: Pick<ProcessState, 'participants'>, id: string): Participant | undefined => peopleOf(participants).byId.get(id);
/** Whose root key it is. */
export const rooted = ({ participants }: Pick<ProcessState, 'participants'>, root: string): Participant | undefined => peopleOf(participants).byRoot.get(root);
/** Who was the last to lead a side. */
export const headOf = ({ participants }: Pick<ProcessState, 'participants'>, actor: string): Participant | undefined => peopleOf(participants).heads.get(actor);
/** What somebody is called who takes part; an id that nobody has stands for itself. */
export const nameOf = (state: Pick<ProcessState, 'participants'>, id: string): string => latest(state, id)?.name ?? id;
