import type { Instant } from '#base';
import { CAPACITIES, decide, speaking } from '#process';
import type { Body, Capacity, Participant, ProcessState } from '#process';
import type { Invitation } from './invitation.ts';

/** Whether the rules would let somebody enter this now: who may ask whom is theirs to say, here as everywhere. */
function may(state: ProcessState, author: Participant, now: Instant, body: Body): boolean {
  const recorded = Math.max(state.recorded ?? 0, now);
  return decide(state, { entry: 'asked', author: author.key, capacity: author.capacity, madeAt: recorded, recorded, about: [], body }).ok;
}

/** A key that nobody has: only whether its holder could be admitted is asked. */
const NOBODYS = 'nobody';

/** To be head is to take the place of the head who asks. */
const seat = (actor: string, capacity: Capacity, id: string, by: string): Body => ({ kind: 'accreditation', content: { id, name: id, actor, capacity, key: NOBODYS, proof: NOBODYS, ...(capacity === 'head' ? { replaces: by } : {}) } });

/** The capacities in which somebody may accredit others of their side, the seat that they would hand over last. */
export function capacitiesFor(state: ProcessState, author: Participant, now: Instant): readonly Capacity[] {
  const { actor } = author;
  return actor === undefined ? [] : [...CAPACITIES.filter((one) => one !== 'head'), 'head' as const].filter((capacity) => may(state, author, now, seat(actor, capacity, 'asked', author.id)));
}

/** An id for a new participant that says the side, the voice and a number, in letters of every keyboard; `null` where the author may not accredit anybody so. */
export function freeId(state: ProcessState, author: Participant, capacity: Capacity, now: Instant, open: readonly Invitation[]): string | null {
  const { actor } = author, taken = new Set([...state.participants.values()].map(({ id }) => id).concat(open.map(({ participant }) => participant)));
  if (actor === undefined || !capacitiesFor(state, author, now).includes(capacity)) return null;
  for (let number = 1; ; number++) {
    const id = `${actor.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}-${capacity}-${number}`;
    if (!taken.has(id) && may(state, author, now, seat(actor, capacity, id, author.id))) return id;
  }
}

/** Those who still speak and whose key somebody may replace: everybody their own, a head those of the side, in the order of their ids. */
export function replaceableBy(state: ProcessState, author: Participant, now: Instant): readonly Participant[] {
  return [...new Set([...state.participants.values()].map(({ id }) => id))].sort().flatMap((id) => {
    const person = speaking(state, id);
    return person !== undefined && may(state, author, now, { kind: 'key', content: { participant: id, key: NOBODYS, proof: NOBODYS, reason: 'lost' } }) ? [person] : [];
  });
}
