import type { ActorId } from '#agreement';
import type { ProcessState } from '#process';
import { inOrder } from './corridor-states.ts';
import type { SideAt } from './meeting.ts';
import { seatsAt } from './meeting.ts';
import { wholeOf } from './timeline-entry.ts';

/** What one account says of one side's part in all meetings that it tells of. */
export interface Presence extends SideAt {
  readonly toldBy: ActorId;
  readonly meetings: number;
}

/** Accounts of meetings are not merged: each side's part is counted within the accounts of one and the same teller. */
export function presences(state: ProcessState): readonly Presence[] {
  const byTeller = Map.groupBy(state.sessions.values(), ({ value }) => wholeOf(state, value.by));
  return inOrder(state, [...byTeller.keys()]).flatMap((toldBy) => {
    const told = (byTeller.get(toldBy) ?? []).map(({ value }) => value);
    const { sides } = seatsAt(state, told.flatMap(({ present }) => present), told.flatMap(({ spoke = [] }) => spoke));
    return sides.map((side) => ({ ...side, toldBy, meetings: told.filter(({ present }) => present.some(({ actor }) => wholeOf(state, actor) === side.side)).length }));
  });
}
