import type { Text } from '#base';
import type { ActorId } from '#agreement';
import type { EvidenceFile, Participant, ProcessState } from '#process';
import { inOrder } from './corridor-states.ts';

/** A key of a participant, from one entry to another; `to` null: it speaks now. */
export interface KeyHeld {
  readonly key: string;
  readonly from: number;
  readonly to: number | null;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly capacity: Participant['capacity'];
  /** Position of the entry that seated them: 0 for those whom the charter names. */
  readonly seated: number;
  readonly keys: readonly KeyHeld[];
  /** Why the last key speaks no more, with the entry; `null` while it speaks. */
  readonly gone: null | { readonly why: 'left' | 'lost' | 'compromised' | 'handed-over'; readonly position: number; readonly successor: string | null };
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

export interface SidePeople {
  /** `null`: editors of a documentary record, who speak for nobody. */
  readonly actor: ActorId | null;
  readonly people: readonly PersonView[];
}

/** Who sits at the table and who did, by side, in the order of screens; in each side by the entry that seated them. */
export function peopleAt(state: ProcessState): readonly SidePeople[] {
  const latest = new Map([...state.participants.values()].map((person) => [person.id, person])), views = [...latest.values()].map((person) => ({ actor: person.actor ?? null, view: personView(state, person) }));
  const actors = inOrder(state, [...new Set(views.flatMap(({ actor }) => actor ?? []))]);
  return [...actors, null].map((actor) => ({ actor, people: views.filter((one) => one.actor === actor).map(({ view }) => view) })).filter(({ people }) => people.length > 0);
}

function personView(state: ProcessState, { id, name, capacity, root }: Participant): PersonView {
  const events = [...state.ground.values()], entered = events.find(({ value }) => value.kind === 'accreditation' && value.content.id === id);
  const accreditation = entered?.value.kind === 'accreditation' ? entered.value.content : null, seated = entered?.source.position ?? 0;
  return { id, name, capacity, seated, keys: keysHeld(state, id, seated), gone: goneOf(state, id), fullPowers: accreditation?.fullPowers ?? null, evidence: accreditation?.evidence ?? [], root: root !== undefined, challenges: challengesOf(state, id) };
}

function keysHeld(state: ProcessState, id: string, seated: number): readonly KeyHeld[] {
  const changes = new Map([...state.ground.values()].flatMap(({ value, source }) => (value.kind === 'key' && value.content.participant === id ? [[value.content.key, source.position] as const] : [])));
  return [...state.participants.values()].filter((person) => person.id === id).map(({ key }) => ({ key, from: changes.get(key) ?? seated, to: state.revoked.get(key) ?? null }));
}

function goneOf(state: ProcessState, id: string): PersonView['gone'] {
  const last = [...state.participants.values()].findLast((person) => person.id === id), position = last === undefined ? undefined : state.revoked.get(last.key);
  if (position === undefined) return null;
  for (const { value, source } of state.ground.values()) {
    if (source.position !== position) continue;
    if (value.kind === 'revocation') return { why: value.content.reason, position, successor: null };
    if (value.kind === 'accreditation') return { why: 'handed-over', position, successor: value.content.id };
  }
  return null;
}

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
