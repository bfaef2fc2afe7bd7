import type { Participant } from './bodies.ts';
import { Speakers } from './columns/speakers.ts';
import type { ProcessState } from './state.ts';

type Participants = ProcessState['participants'];

/** Everybody who ever spoke, as they are looked for: so that a process has room for a whole people. */
interface People {
  /** With the latest key, by id. */
  latest(id: string): Participant | undefined;
  rooted(root: string): Participant | undefined;
  /** The last head of a side. */
  headOf(actor: string): Participant | undefined;
}

/** Of a map of participants, which only grows: what was read of it once is not read again. */
class Read implements People {
  readonly #participants: Participants;
  readonly #byId = new Map<string, Participant>();
  readonly #byRoot = new Map<string, Participant>();
  readonly #heads = new Map<string, Participant>();
  readonly #rest: Iterator<Participant>;
  #read = 0;

  constructor(participants: Participants) {
    this.#participants = participants;
    this.#rest = participants.values();
  }

  latest = (id: string): Participant | undefined => this.#now().#byId.get(id);
  rooted = (root: string): Participant | undefined => this.#now().#byRoot.get(root);
  headOf = (actor: string): Participant | undefined => this.#now().#heads.get(actor);

  #now(): this {
    for (; this.#read < this.#participants.size; this.#read += 1) {
      const { value: person } = this.#rest.next() as IteratorYieldResult<Participant>;
      this.#byId.set(person.id, person);
      if (person.root !== undefined) this.#byRoot.set(person.root, person);
      if (person.capacity === 'head' && person.actor !== undefined) this.#heads.set(person.actor, person);
    }
    return this;
  }
}

const READ = new WeakMap<Participants, Read>();

function peopleOf(participants: Participants): People {
  if (participants instanceof Speakers) return participants;
  const read = READ.get(participants) ?? new Read(participants);
  READ.set(participants, read);
  return read;
}

/** The participant of an id with the latest key, whether it still speaks or not. */
export const latest = ({ participants }: Pick<ProcessState, 'participants'>, id: string): Participant | undefined => peopleOf(participants).latest(id);
/** Whose root key it is. */
export const rooted = ({ participants }: Pick<ProcessState, 'participants'>, root: string): Participant | undefined => peopleOf(participants).rooted(root);
/** Who was the last to lead a side. */
export const headOf = ({ participants }: Pick<ProcessState, 'participants'>, actor: string): Participant | undefined => peopleOf(participants).headOf(actor);
/** What somebody is called who takes part; an id that nobody has stands for itself. */
export const nameOf = (state: Pick<ProcessState, 'participants'>, id: string): string => latest(state, id)?.name ?? id;
