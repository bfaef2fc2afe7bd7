import type { Duration, Text, When } from '#base';
import type { ActorId, Track } from '#agreement';
import type { Capacity, Charter, EvidenceFile, SignedCharter } from './bodies.ts';

/**
 * The rules of procedure, in the charter. Where it has none: everybody at the table may propose, the chair alternates, decisions are by consensus of all parties, silence
 * decides nothing, minutes stay open to corrections for fourteen days, and the charter is amended by all heads.
 */
export interface Procedure {
  /** In which capacity one may propose. Heads always may. */
  readonly propose?: readonly Capacity[];
  /** `alternating`: the parties in the order of their ids, one meeting after the other. */
  readonly chair?: { readonly by: ActorId } | 'alternating';
  /** How many parties must be present for a meeting to decide. */
  readonly quorum?: number;
  /** What a decision by the rule of the charter takes. */
  readonly decision?: { readonly rule: 'consensus' } | { readonly rule: 'parties'; readonly atLeast: number };
  /** The shortest time for a decision by silence. `late`: an objection made before the expiry counts if it is recorded within this time after it; until then nothing is settled. */
  readonly silence?: { readonly atLeast: Duration; readonly late?: Duration };
  /** How long at least minutes stay open to corrections after they are circulated. */
  readonly corrections?: Duration;
  /** For whom the papers of the table are entered, unless their author says otherwise: what forms propose. */
  readonly publication?: 'public' | 'table';
  /** How coarse is what is published of reports: places to within so many metres, times to the day or the month. Left out: a kilometre, the day. Of persons always the month. */
  readonly blur?: { readonly metres: number; readonly time: 'day' | 'month' };
  readonly amendment?: { readonly heads: number };
}

export const AMENDABLE = ['title', 'purpose', 'withoutPrejudice', 'languages', 'evidenceWindow', 'confirmation', 'succession', 'procedure', 'actors'] as const;

/** The charter changed by the consent that it names: each member of `changes` takes the place of the charter's. Actors may be added and described otherwise. */
export interface Amendment {
  readonly id: string;
  readonly changes: Partial<Pick<Charter, (typeof AMENDABLE)[number]>>;
  readonly reason: Text;
  /** Each head over the process, the changes and the reason. */
  readonly agreedBy: SignedCharter['agreedBy'];
}

/** Another side answers it, proposes otherwise, or lets the date pass. */
export interface Proposal {
  readonly id: string;
  readonly what: 'meeting' | 'channel' | 'format' | 'decision';
  readonly by: ActorId;
  readonly to: readonly ActorId[];
  readonly title: Text;
  readonly text?: Text;
  /** Who has not answered by then has let it lapse. */
  readonly answerBy?: When;
  /** What is proposed, of a meeting. */
  readonly meeting?: Planned;
  /** How it is decided, of a decision. */
  readonly decision?: Deciding;
  /** The proposal that this one answers with another; on a decision by silence it breaks the silence. By the side that proposed: it takes the earlier one's place. */
  readonly instead?: string;
}

export interface Planned extends Setting {
  readonly from: When;
  readonly to?: When;
}

/** Where and how people meet: in one hall, in two rooms with a mediator between, or each where they are. */
export interface Setting {
  readonly place?: string;
  readonly placeText?: string;
  readonly host?: string;
  readonly mode: 'hall' | 'rooms' | 'online';
  /** Languages interpreted. */
  readonly interpretation?: readonly string[];
}

/** `silence`: adopted if nobody asked objects before it `expires`. `charter`: by the rule of the charter. `meeting`: the proposal of the meeting that takes it. */
export interface Deciding {
  readonly rule: 'consensus' | 'silence' | 'charter';
  readonly expires?: When;
  readonly meeting?: string;
}

/** Of a side to a proposal or to a correction of minutes: a later one takes the place of the earlier. To decline takes a reason. Who proposed answers by withdrawing. */
export interface Answer {
  readonly id: string;
  /** The proposal or minutes-correction. */
  readonly to: string;
  readonly by: ActorId;
  readonly answer: 'accept' | 'decline' | 'withdraw';
  readonly reason?: Text;
}

/** Items added to the agenda of a meeting. Entered for the table only it holds internal ones. */
export interface Agenda {
  readonly id: string;
  readonly meeting: string;
  readonly items: readonly AgendaItem[];
}

export interface AgendaItem {
  readonly id: string;
  readonly title: Text;
  readonly track: Track;
  /** Who brings it in. */
  readonly by?: ActorId;
  readonly minutes?: number;
  readonly papers?: readonly EvidenceFile[];
  /** Entries and case ids that it is about. */
  readonly entries?: readonly string[];
}

/** That a meeting was held, as `by` saw it: another side may enter its own. */
export interface Session extends Setting {
  readonly id: string;
  readonly meeting: string;
  readonly by: ActorId;
  readonly opened: When;
  readonly closed?: When;
  readonly chair: ActorId;
  readonly present: readonly Present[];
  readonly spoke?: readonly Spoke[];
}

/** Somebody at a meeting: a participant, or a person without a key, by name. What is said of gender and groups is given, never inferred. */
export interface Present {
  readonly participant?: string;
  readonly name?: string;
  readonly actor: ActorId;
  readonly role?: string;
  readonly fullPowers?: boolean;
  readonly gender?: 'woman' | 'man' | 'other';
  readonly groups?: readonly string[];
}

export interface Spoke {
  readonly actor: ActorId;
  readonly participant?: string;
  readonly item?: string;
  readonly from: When;
  readonly seconds: number;
  readonly as: 'statement' | 'reply' | 'point-of-order';
}

/** One paragraph of minutes while several hands draft them. `minutes`: the id that they will be circulated under. */
export interface Draft {
  readonly id: string;
  readonly minutes: string;
  readonly meeting: string;
  readonly paragraph: string;
  /** The paragraph that it follows. */
  readonly after?: string;
  /** What it says; left out, it is struck. */
  readonly says?: Omit<Paragraph, 'id'>;
  /** The draft that its author saw and replaces: another by then, and this one is refused. */
  readonly was?: string;
}

/** Minutes circulated: from here on they change by corrections alone. */
export interface Minutes {
  readonly id: string;
  readonly meeting: string;
  /** The account of who was there. */
  readonly session: string;
  readonly title: Text;
  /** Each paragraph has these, equally authentic. */
  readonly languages: readonly string[];
  /** Of the instrument that they become. */
  readonly date: When;
  readonly correctionsUntil: When;
  readonly paragraphs: readonly Paragraph[];
}

/** `said`: somebody's words. `action`: with an owner, who may be a body or person without a seat (`ownerText`). */
export interface Paragraph {
  readonly id: string;
  readonly type: 'record' | 'said' | 'decision' | 'action';
  readonly text: Text;
  readonly by?: ActorId;
  readonly item?: string;
  /** The proposal that was decided. */
  readonly decision?: string;
  readonly owner?: ActorId;
  readonly ownerText?: string;
  readonly due?: When;
}

/** Other words for a paragraph, in one language or more, by somebody who was present. Every other party accepts it, or it is kept as that side's note. */
export interface MinutesCorrection {
  readonly id: string;
  readonly minutes: string;
  readonly paragraph: string;
  readonly by: ActorId;
  readonly text: Text;
  readonly reason?: Text;
}

/** Of exactly the text that the minutes come to `with` these corrections. When every party of the meeting has approved the same they are frozen, and an instrument. */
export interface Approval {
  readonly id: string;
  readonly minutes: string;
  readonly with: readonly string[];
  readonly by: ActorId;
}

/** The owner's side stands by a commitment that another formalised. When every bearer has, it is no longer asserted. */
export interface ConfirmationOf {
  readonly id: string;
  readonly commitment: string;
  readonly by: ActorId;
}

/** Of a side, to a decision, minutes or instrument. */
export interface Reservation {
  readonly id: string;
  readonly to: string;
  readonly by: ActorId;
  readonly type: 'reservation' | 'interpretative-statement';
  readonly text: Text;
}

/** Credentials of a participant put in question by another side. They keep their seat until it is settled (Rules of procedure of the UN General Assembly, rule 29). */
export interface Challenge {
  readonly id: string;
  readonly participant: string;
  readonly by: ActorId;
  readonly step: 'challenged' | 'settled';
  /** Settled by a mediator: whose challenge. */
  readonly of?: ActorId;
  readonly reason: Text;
}

/** How far an action point is, as a side reports it. */
export interface Progress {
  readonly id: string;
  readonly minutes: string;
  readonly paragraph: string;
  readonly by: ActorId;
  readonly step: 'begun' | 'done';
  readonly date: When;
  readonly note?: Text;
}
