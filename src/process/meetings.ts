import type { ActorId } from '#agreement';
import { latest } from './people.ts';
import { actorKnown, placeKnown } from './named.ts';
import { partiesOf } from './parties.ts';
import { meets } from './proposals.ts';
import { isOf } from './sides.ts';
import type { ProcessState } from './state.ts';
import { each, no } from './submission.ts';
import type { Asked, Verdict } from './submission.ts';
import type { Agenda, AgendaItem, Present, Session, Spoke } from './table-bodies.ts';
import { notAhead } from './times.ts';

/** Whoever meets adds to the agenda; an item has a name of its own in its meeting. */
export function decideAgenda(asked: Asked, { meeting, items }: Agenda): Verdict {
  const { state } = asked;
  return meets(asked, meeting) ?? each(items, ({ id, by, entries }, index) =>
    (itemOf(state, meeting, id) === undefined ? null : no('process.agenda.taken', { id, meeting }))
      ?? actorKnown(state, by, `items[${index}].by`)
      ?? each(entries, (entry) => state.positions.has(entry) ? null : no('process.agenda.entry', { id, entry })));
}

/** The item of a meeting's agenda. */
export const itemOf = ({ agendas }: ProcessState, meeting: string, id: string): AgendaItem | undefined => (agendas.get(meeting) ?? []).flatMap(({ value }) => value.items).find((item) => item.id === id);

export const itemKnown = (state: ProcessState, meeting: string, id: string | undefined): Verdict =>
  id === undefined || itemOf(state, meeting, id) !== undefined ? null : no('process.agenda.unknown', { id, meeting });

/** What whoever enters it saw, of time that has passed. */
export function decideSession(asked: Asked, { meeting, opened, closed, chair, place, present, spoke }: Session): Verdict {
  const { state } = asked;
  return meets(asked, meeting) ?? notAhead(asked, opened, 'opened') ?? notAhead(asked, closed, 'closed') ?? actorKnown(state, chair, 'chair') ?? placeKnown(state, place, 'place')
    ?? each(present, (one, index) => personFits(state, one, `present[${index}]`))
    ?? each(spoke, (one, index) => personFits(state, one, `spoke[${index}]`) ?? itemKnown(state, meeting, one.item));
}

/** Nobody sits, or speaks, for another side than their own. */
function personFits(state: ProcessState, { actor, participant }: Present | Spoke, field: string): Verdict {
  const unknown = actorKnown(state, actor, `${field}.actor`);
  if (unknown !== null || participant === undefined) return unknown;
  const person = latest(state, participant);
  if (person === undefined) return no('process.participant.unknown', { participant });
  return isOf(state.actors, actor, person.actor) || isOf(state.actors, person.actor, actor) ? null : no('process.session.side', { participant, actor, side: person.actor ?? '' });
}

/** Whether somebody was there, by the account of any side. */
export const wasPresent = ({ sessions }: Pick<ProcessState, 'sessions'>, meeting: string, participant: string): boolean =>
  [...sessions.values()].some(({ value }) => value.meeting === meeting && value.present.some((one) => one.participant === participant));

/**
 * Whose turn it is to chair a meeting: who the charter names, or the parties that meet in the order of their ids, one meeting after another in the order in which they were held.
 * What a session says of its chair is an account, and may differ.
 */
export function chairInTurn(state: Pick<ProcessState, 'charter' | 'proposals' | 'actors' | 'sessions'>, meeting: string): ActorId | null {
  const chair = state.charter.procedure?.chair ?? 'alternating', parties = partiesOf(state, meeting);
  if (chair !== 'alternating') return chair.by;
  const held = [...new Set([...state.sessions.values()].map(({ value }) => value.meeting))], before = held.indexOf(meeting);
  return parties[(before === -1 ? held.length : before) % Math.max(1, parties.length)] ?? null;
}
