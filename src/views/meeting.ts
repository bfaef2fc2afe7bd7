import { byCodeUnits } from '#base';
import type { ActorId, Track } from '#agreement';
import { TRACKS } from '#agreement';
import type { AsOf } from '#compliance';
import { phaseOf } from '#process';
import type { AgendaItem, Held, HeldProposal, MinutesPhase, Origin, ProcessState, Session, Spoke } from '#process';
import type { Contact } from './contact.ts';
import { proposalContacts } from './contacts-proposals.ts';
import { inOrder } from './corridor-states.ts';
import { wholeOf } from './timeline-entry.ts';

/** A meeting of this record, whole: how it came about, its agenda, who says that it was held and how, its minutes, what it decides. */
export interface MeetingView {
  readonly proposal: HeldProposal;
  readonly contact: Contact;
  /** By track, in the order in which the items were entered. */
  readonly agenda: readonly { readonly track: Track; readonly items: readonly AgendaEntry[] }[];
  /** One for each account of it, in the order of the log. */
  readonly sessions: readonly SessionView[];
  readonly minutes: readonly { readonly id: string; readonly phase: MinutesPhase }[];
  readonly decisions: readonly HeldProposal[];
}

/** `internal`: entered for the table only. */
interface AgendaEntry {
  readonly item: AgendaItem;
  readonly source: Origin;
  readonly internal: boolean;
}

/** A meeting as one side enters it. */
export interface SessionView extends Held<Session> {
  /** In the order of screens, in the same form for each side. */
  readonly sides: readonly SideAt[];
  /** Seconds that all spoke. */
  readonly seconds: number;
}

/** One side at a meeting: its seats and its time. Women and groups are counted only where they are given. */
export interface SideAt {
  readonly side: ActorId;
  readonly present: number;
  readonly fullPowers: number;
  readonly women: number;
  /** Of whom nothing is said. */
  readonly notGiven: number;
  readonly groups: readonly string[];
  readonly seconds: number;
  readonly times: { readonly [A in Spoke['as']]: number };
}

/** A meeting by the id of its proposal; `null` if there is none. */
export function meetingView(state: ProcessState, id: string, asOf: AsOf): MeetingView | null {
  const proposal = state.proposals.get(id), contact = proposalContacts(state, asOf).find((one) => one.meeting === id);
  if (proposal?.value.what !== 'meeting' || contact === undefined) return null;
  const items = (state.agendas.get(id) ?? []).flatMap(({ value, source }) => value.items.map((item): AgendaEntry => ({ item, source, internal: state.forTable.has(value.id) })));
  return {
    proposal, contact,
    agenda: TRACKS.map((track) => ({ track, items: items.filter(({ item }) => item.track === track) })).filter((one) => one.items.length > 0),
    sessions: [...state.sessions.values()].filter(({ value }) => value.meeting === id).map((held) => ({ ...held, ...seatsAt(state, held.value.present, held.value.spoke ?? []) })),
    minutes: minutesOf(state, id), decisions: [...state.proposals.values()].filter(({ value }) => value.decision?.meeting === id),
  };
}

/** The ids under which minutes of a meeting are drafted or circulated. */
function minutesOf(state: ProcessState, meeting: string): MeetingView['minutes'] {
  const drafted = [...state.drafts].flatMap(([id, drafts]) => drafts.some(({ value }) => value.meeting === meeting) ? [id] : []);
  const circulated = [...state.minutes.values()].flatMap(({ value }) => value.meeting === meeting ? [value.id] : []);
  return [...new Set([...drafted, ...circulated])].sort(byCodeUnits).flatMap((id) => { const phase = phaseOf(state, id); return phase === null ? [] : [{ id, phase }]; });
}

/** Seats and speaking time by side. */
export function seatsAt(state: ProcessState, present: Session['present'], spoke: readonly Spoke[]): Pick<SessionView, 'sides' | 'seconds'> {
  const sides = inOrder(state, [...new Set([...present, ...spoke].map(({ actor }) => wholeOf(state, actor)))]);
  return { sides: sides.map((side) => sideAt(state, side, present, spoke)), seconds: spoke.reduce((sum, { seconds }) => sum + seconds, 0) };
}

function sideAt(state: ProcessState, side: ActorId, present: Session['present'], spoke: readonly Spoke[]): SideAt {
  const own = present.filter(({ actor }) => wholeOf(state, actor) === side), said = spoke.filter(({ actor }) => wholeOf(state, actor) === side);
  const times = (as: Spoke['as']): number => said.filter((one) => one.as === as).length;
  return {
    side, present: own.length, fullPowers: own.filter(({ fullPowers }) => fullPowers === true).length,
    women: own.filter(({ gender }) => gender === 'woman').length, notGiven: own.filter(({ gender }) => gender === undefined).length,
    groups: [...new Set(own.flatMap(({ groups = [] }) => groups))].sort(byCodeUnits),
    seconds: said.reduce((sum, { seconds }) => sum + seconds, 0), times: { statement: times('statement'), reply: times('reply'), 'point-of-order': times('point-of-order') },
  };
}
