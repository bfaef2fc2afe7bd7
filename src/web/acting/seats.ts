import type { Participant, ProcessState } from '#process';
import { isOf } from '#process';
import { whoIs } from '../components/person.ts';
import type { FileOf, Visit } from '../visit.ts';

/** A page names no more people than that one by one: where a whole people speaks it would be too heavy for the lines over which they report. */
const NAMED = 60;
/** So many are asked for at once. */
const ASKED = 20;

/** Somebody at the table, as a script of a page needs to know them. */
export interface Seated {
  readonly id: string;
  readonly actor: string;
  readonly capacity: string;
  readonly key: string;
  /** Age recipients of this person, and of the recovery of their side. */
  readonly reading?: string;
  readonly recovery?: readonly string[];
  readonly who: string;
}

/** Everybody who speaks now, by their present keys. */
export const speaking = ({ participants, revoked }: ProcessState): readonly Participant[] => [...participants.values()].filter(({ key }) => !revoked.has(key));

/** Of people all, or of very many those first seated, who reads, and whom the address or the answers name. A device that holds a key of another asks for their seat. */
export function few({ reader, url }: Pick<Visit, 'reader' | 'url'>, people: readonly Participant[], named: readonly string[] = [], most = NAMED): readonly Participant[] {
  if (people.length <= NAMED) return people;
  const wanted = new Set([reader?.id ?? '', ...url.searchParams.values(), ...named]);
  return people.filter(({ id }, index) => index < most || wanted.has(id));
}

export const isCrowd = (state: ProcessState): boolean => state.participants.size > NAMED;

/** Without what letters are sealed to. */
export const seatOf = (visit: Visit, person: Participant): Seated => ({ id: person.id, actor: person.actor ?? person.id, capacity: person.capacity, key: person.key, who: whoIs(visit, person) });

export function seatsOf(visit: Visit, people: readonly Participant[]): readonly Seated[] {
  const { state } = visit.dossier, heads = speaking(state).filter(({ capacity, recovery }) => capacity === 'head' && recovery !== undefined);
  return people.map((person) => ({
    ...seatOf(visit, person), ...(person.reading === undefined ? {} : { reading: person.reading }), recovery: heads.filter((head) => isOf(state.actors, head.actor, person.actor)).flatMap(({ recovery }) => recovery ?? []),
  }));
}

/** The seats of keys that an address names, for the devices that hold them. */
export const seatsFile: FileOf = async (visit) => {
  const { participants, revoked } = visit.dossier.state, asked = visit.url.searchParams.getAll('key').slice(0, ASKED);
  const found = asked.flatMap((key) => { const person = participants.get(key); return person === undefined || revoked.has(key) ? [] : [person]; });
  return { content: JSON.stringify(seatsOf(visit, found)), type: 'application/json; charset=utf-8', name: 'seats.json', save: false };
};
