import type { Instant } from '#base';
import type { Actor, Commitment, Fact, Instrument } from '#agreement';
import type { Agenda, Answer, Approval, Challenge, ConfirmationOf, Draft, Minutes, MinutesCorrection, Progress, Proposal, Reservation, Session } from './table-bodies.ts';
import type { FieldBody, FieldKind } from './field-bodies.ts';
import type { Act, Body, Charter, Coverage, Entered, Erasure, Finding, Geography, Host, Meeting, Participant, Place, Report, Signature, Statement } from './bodies.ts';

/** What the entries so far amount to: the fold of the record. Values never change; the maps grow as entries come. */
export interface ProcessState {
  readonly process: string;
  /** As it stands after amendments. */
  readonly charter: Charter;
  /** The charter as it stood from each of these entries on, the first one at least. */
  readonly charterHistory: readonly Held<Charter>[];
  readonly size: number;
  /** Second of recording of the last entry: the next one is not earlier. A state made by hand may leave it out. */
  readonly recorded?: Instant;
  /** Who keeps the log now: the charter's host, or the one that took its place. */
  readonly host: Host;
  /** The host has said its last word; only a succession follows. */
  readonly frozen: boolean;
  readonly actors: ReadonlyMap<string, Actor>;
  /** By key, everybody who ever spoke; accreditations and changed keys included. */
  readonly participants: ReadonlyMap<string, Participant>;
  /** Keys that speak no more, each with the position of the entry that silenced it. */
  readonly revoked: ReadonlyMap<string, number>;
  /** Submissions whose refusal is on record. */
  readonly refused: ReadonlySet<string>;
  /** Letters that are not for the table, by the digest that their entry names. */
  readonly sealed: ReadonlyMap<string, SealedLetter>;
  /** Of what can be erased: whose words they are. */
  readonly voices: ReadonlyMap<string, Voice>;
  /** Entries of which this reader has not the words: for others, or erased. */
  readonly withheld: ReadonlyMap<string, Withheld>;
  /** What was erased, by entry. */
  readonly erased: ReadonlyMap<string, Held<Erasure>>;
  readonly vocabulary: ReadonlyMap<string, Fact>;
  readonly places: ReadonlyMap<string, Place>;
  /** The entries that bring no item of their own but the ground for others, by entry id, in the order of the log. */
  readonly ground: ReadonlyMap<string, Held<GroundBody>>;
  readonly geography: ReadonlyMap<string, Held<Geography>>;
  readonly instruments: ReadonlyMap<string, Held<Instrument>>;
  readonly commitments: ReadonlyMap<string, Held<Commitment>>;
  readonly signatures: ReadonlyMap<string, Held<Signature>>;
  readonly coverage: ReadonlyMap<string, Held<Coverage>>;
  /** Everything said or seen, as it stands after corrections; a withdrawn one stays, marked. */
  readonly items: ReadonlyMap<string, HeldItem>;
  readonly proposals: ReadonlyMap<string, HeldProposal>;
  /** By the proposal or minutes-correction that they answer, in the order of the log. The last of a side is its answer. */
  readonly answers: ReadonlyMap<string, readonly Held<Answer>[]>;
  /** By meeting, that is, the proposal of it. */
  readonly agendas: ReadonlyMap<string, readonly Held<Agenda>[]>;
  readonly sessions: ReadonlyMap<string, Held<Session>>;
  /** By the minutes that are drafted, in the order of the log. */
  readonly drafts: ReadonlyMap<string, readonly Held<Draft>[]>;
  readonly minutes: ReadonlyMap<string, HeldMinutes>;
  readonly minutesCorrections: ReadonlyMap<string, Held<MinutesCorrection>>;
  /** By commitment. */
  readonly confirmations: ReadonlyMap<string, readonly Held<ConfirmationOf>[]>;
  /** By the decision, minutes or instrument. */
  readonly reservations: ReadonlyMap<string, readonly Held<Reservation>[]>;
  /** By participant. */
  readonly challenges: ReadonlyMap<string, readonly Held<Challenge>[]>;
  /** By minutes. */
  readonly progress: ReadonlyMap<string, readonly Held<Progress>[]>;
  /** Ids of what is for the table only: nothing that everybody may read names them. */
  readonly forTable: ReadonlySet<string>;
  /** What came from the field besides reports, and what is said of it, by id. */
  readonly matters: ReadonlyMap<string, HeldMatter>;
  /** The same, by each thing that it is about, in the order of the log. */
  readonly upon: ReadonlyMap<string, readonly HeldMatter[]>;
  /** Which claim appeared where and when, beside what its own entry says: `appearedAs`. */
  readonly appeared: ReadonlySet<string>;
  /** What somebody said is the same as another, by id: the one it is the same as. */
  readonly alike: ReadonlyMap<string, string>;
  /** Position of every entry by id, and of every case id. */
  readonly positions: ReadonlyMap<string, number>;
}

/** A thing with the entry that brought it. */
export interface Held<T> {
  readonly value: T;
  readonly source: Origin;
}

/** `instead`: the proposals that answered it with another, by id, in the order of the log. */
export interface HeldProposal extends Held<Proposal> {
  readonly instead: readonly string[];
}

/** Minutes that were circulated. `corrections`: by id, in the order of the log. `frozen`: the approval with which every party had approved the same text. */
export interface HeldMinutes extends Held<Minutes> {
  readonly corrections: readonly string[];
  readonly approvals: readonly Held<Approval>[];
  readonly frozen: Origin | null;
}

export type HeldMatter = {
  readonly [K in FieldKind]: { readonly kind: K; readonly value: Extract<FieldBody, { readonly kind: K }>['content']; readonly source: Origin };
}[FieldKind];

export interface SealedLetter {
  readonly entry: string;
  readonly position: number;
  readonly recorded: Instant;
  /** It was released in whole; in part it can be released more than once. */
  readonly whole: boolean;
}

export interface Withheld {
  readonly position: number;
  readonly kind: string;
  readonly author: string;
  readonly recorded: Instant;
}

export interface Voice {
  readonly author: string;
  readonly position: number;
  readonly kind: string;
  readonly recorded: Instant;
  /** As far as this copy has read the entry: its own case id, and that of the item it brings or changes. */
  readonly id: string | null;
  readonly item: string | null;
}

export type GroundBody = Extract<Body, { readonly kind: 'charter' | 'accreditation' | 'vocabulary' | 'gazetteer' | KeepingKind }>;
/** Entries about the keeping of the record itself: its charter, keys, and the host. */
export type KeepingKind = 'amendment' | 'key' | 'revocation' | 'refusal' | 'freeze' | 'succession' | 'sealed' | 'release' | 'erasure';

export type HeldItem = {
  readonly [K in ItemKind]: { readonly kind: K; readonly value: ItemOf[K]; readonly source: Origin; readonly history: readonly Change[] };
}[ItemKind];

export interface ItemOf {
  readonly statement: Statement;
  readonly report: Report;
  readonly meeting: Meeting;
  readonly finding: Finding;
  readonly act: Act;
}
export type ItemKind = keyof ItemOf;

/** A correction or withdrawal that came after. `before` is what the item said until then. */
export interface Change {
  readonly kind: 'correction' | 'withdrawal';
  readonly source: Origin;
  readonly reason: string;
  readonly before: ItemOf[ItemKind];
}

/** Which entry, by whom, and since when it is known: publication in a documentary record, recording in a live one. */
export interface Origin {
  readonly entry: string;
  readonly position: number;
  readonly author: string;
  readonly capacity: Entered['capacity'];
  readonly madeAt: Instant;
  readonly recorded: Instant;
  readonly known: Instant;
}
