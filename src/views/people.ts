import type { Text } from '#base';
import type { ActorId } from '#agreement';
import type { Accreditation, EvidenceFile, GroundBody, Held, Participant, ProcessState } from '#process';
import { inOrder } from './corridor-states.ts';

/** A key of a participant, from one entry to another; `to` null: it speaks now. */
export interface KeyHeld {
  readonly key: string;
  readonly from: number;
  readonly to: number | null;
}

interface Gone {
  readonly why: 'left' | 'lost' | 'compromised' | 'handed-over';
  readonly position: number;
  readonly successor: string | null;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly capacity: Participant['capacity'];
  /** Position of the entry that seated them: 0 for those whom the charter names. */
  readonly seated: number;
  readonly keys: readonly KeyHeld[];
  /** Why the last key speaks no more, with the entry; `null` while it speaks. */
  readonly gone: null | Gone;
  readonly fullPowers: Text | null;
  readonly evidence: readonly EvidenceFile[];
  /** A root key replaces a lost one. */
  readonly root: boolean;
  readonly challenges: readonly ChallengeView[];
}

/** Credentials that a side put in question; `settled` null: they stand in question, and the person sits meanwhile. */
export interface ChallengeView {
  readonly by: ActorId;
  readonly reason: Text;
  readonly position: number;
  readonly settled: null | { readonly by: ActorId; readonly reason: Text; readonly position: number };
}

/** Whom one looks for: by name or id, side, capacity; empty: whoever it is. */
export interface PeopleQuery {
  readonly text: string;
  readonly side: string;
  readonly capacity: string;
}

export interface SidePeople {
  /** `null`: editors of a documentary record, who speak for nobody. */
  readonly actor: ActorId | null;
  /** How many of the side speak, and how many did. */
  readonly here: number;
  readonly gone: number;
  /** Those looked for: who speak first, then who did; each by the entry that seated them. */
  readonly found: readonly Participant[];
}

/** Who sits at the table and who did, by side, in the order of screens. Of a whole people it looks at each once; what is shown of one is `personView`. */
export function peopleAt(state: ProcessState, query: PeopleQuery = { text: '', side: '', capacity: '' }): readonly SidePeople[] {
  const wanted = query.text.trim().toLowerCase(), sides = new Map<ActorId | null, { here: number; gone: number; readonly now: Participant[]; readonly before: Participant[] }>();
  for (const person of rollOf(state).people.values()) {
    const actor = person.actor ?? null, side = sides.get(actor) ?? { here: 0, gone: 0, now: [], before: [] }, gone = state.revoked.has(person.key);
    sides.set(actor, side);
    side[gone ? 'gone' : 'here'] += 1;
    if (isWanted(person, query, wanted)) side[gone ? 'before' : 'now'].push(person);
  }
  return [...inOrder(state, [...sides.keys()].filter((actor) => actor !== null)), null].flatMap((actor) => { const side = sides.get(actor); return side === undefined ? [] : [{ actor, here: side.here, gone: side.gone, found: [...side.now, ...side.before] }]; });
}

const isWanted = ({ id, name, actor, capacity }: Participant, query: PeopleQuery, wanted: string): boolean =>
  (query.capacity === '' || capacity === query.capacity) && (query.side === '' || (actor ?? '') === query.side) && (wanted === '' || name.toLowerCase().includes(wanted) || id.toLowerCase().includes(wanted));

/** What the entries about people say of each, looked up by person, key and entry. */
interface Roll {
  /** With the latest key, in the order in which they were seated. */
  readonly people: Map<string, Participant>;
  readonly keys: Map<string, string[]>;
  readonly seated: Map<string, { readonly position: number; readonly content: Accreditation }>;
  /** Since which entry a key that was changed to speaks. */
  readonly since: Map<string, number>;
  /** Why keys were silenced, by the entry that did. */
  readonly gone: Map<number, { readonly why: Gone['why']; readonly successor: string | null }>;
  readonly participants: Iterator<Participant>;
  readonly ground: Iterator<Held<GroundBody>>;
  read: readonly [participants: number, ground: number];
}

/** Both maps only grow, so what was read of them once is not read again. */
const ROLLS = new WeakMap<ProcessState['ground'], Roll>();

function rollOf({ participants, ground }: ProcessState): Roll {
  const roll: Roll = ROLLS.get(ground) ?? { people: new Map(), keys: new Map(), seated: new Map(), since: new Map(), gone: new Map(), participants: participants.values(), ground: ground.values(), read: [0, 0] };
  ROLLS.set(ground, roll);
  for (let left = participants.size - roll.read[0]; left > 0; left -= 1) {
    const { value: person } = roll.participants.next() as IteratorYieldResult<Participant>, keys = roll.keys.get(person.id);
    roll.people.set(person.id, person);
    if (keys === undefined) roll.keys.set(person.id, [person.key]); else keys.push(person.key);
  }
  for (let left = ground.size - roll.read[1]; left > 0; left -= 1) take(roll, (roll.ground.next() as IteratorYieldResult<Held<GroundBody>>).value);
  roll.read = [participants.size, ground.size];
  return roll;
}

function take({ seated, since, gone }: Roll, { value, source: { position } }: Held<GroundBody>): void {
  if (value.kind === 'key') since.set(value.content.key, position);
  else if (value.kind === 'revocation') gone.set(position, { why: value.content.reason, successor: null });
  else if (value.kind === 'accreditation') {
    if (!seated.has(value.content.id)) seated.set(value.content.id, { position, content: value.content });
    gone.set(position, { why: 'handed-over', successor: value.content.id });
  }
}

/** What is shown of one person. */
export function personView(state: ProcessState, { id, name, capacity, root, key: last }: Participant): PersonView {
  const { keys, seated, since, gone } = rollOf(state), entered = seated.get(id), from = entered?.position ?? 0, silenced = state.revoked.get(last), why = silenced === undefined ? undefined : gone.get(silenced);
  return {
    id, name, capacity, seated: from, keys: (keys.get(id) ?? []).map((key) => ({ key, from: since.get(key) ?? from, to: state.revoked.get(key) ?? null })),
    gone: silenced === undefined || why === undefined ? null : { ...why, position: silenced },
    fullPowers: entered?.content.fullPowers ?? null, evidence: entered?.content.evidence ?? [], root: root !== undefined, challenges: challengesOf(state, id),
  };
}

/** Credentials that stand in question, with whose they are. */
export const openChallenges = (state: ProcessState): readonly { readonly person: Participant; readonly challenge: ChallengeView }[] => [...state.challenges.keys()].flatMap((id) => {
  const person = rollOf(state).people.get(id);
  return person === undefined ? [] : challengesOf(state, id).filter(({ settled }) => settled === null).map((challenge) => ({ person, challenge }));
});

/** Each challenge with what settled it: settled by whoever challenged, or by a mediator in their place. */
function challengesOf(state: ProcessState, id: string): readonly ChallengeView[] {
  const found: ChallengeView[] = [];
  for (const { value: { step, by, reason }, source: { position } } of state.challenges.get(id) ?? []) {
    if (step === 'challenged') found.push({ by, reason, position, settled: null });
    else {
      const own = found.findIndex((one) => one.by === by && one.settled === null), open = own >= 0 ? own : found.findIndex(({ settled }) => settled === null);
      if (open >= 0) found[open] = { ...found[open] as ChallengeView, settled: { by, reason, position } };
    }
  }
  return found;
}
