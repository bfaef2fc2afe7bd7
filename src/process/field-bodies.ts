import type { Text, When } from '#base';
import type { ActorId, Source } from '#agreement';
import type { EvidenceFile, Report } from './bodies.ts';

/** What comes from the field, and what is said of it, by kind. Names in here are signed: they are added, never renamed (docs/formats/entries.md). */
export type FieldBody =
  | { readonly kind: 'patrol'; readonly content: Patrol }
  | { readonly kind: 'verification'; readonly content: Verified }
  | { readonly kind: 'question'; readonly content: Question }
  | { readonly kind: 'reply'; readonly content: Reply }
  | { readonly kind: 'link'; readonly content: Link }
  | { readonly kind: 'likeness'; readonly content: Likeness }
  | { readonly kind: 'task'; readonly content: Task }
  | { readonly kind: 'task-step'; readonly content: TaskStep }
  | { readonly kind: 'claim'; readonly content: Claim }
  | { readonly kind: 'split'; readonly content: Split }
  | { readonly kind: 'appearance'; readonly content: AppearanceOf }
  | { readonly kind: 'outcome'; readonly content: Outcome }
  | { readonly kind: 'document'; readonly content: Document }
  | { readonly kind: 'access-window'; readonly content: AccessWindow }
  | { readonly kind: 'window-step'; readonly content: WindowStep }
  | { readonly kind: 'person'; readonly content: PersonFile }
  | { readonly kind: 'person-note'; readonly content: PersonNote }
  | { readonly kind: 'warning'; readonly content: Warning };

export type FieldKind = FieldBody['kind'];

const KINDS: readonly string[] = [
  'patrol', 'verification', 'question', 'reply', 'link', 'likeness', 'task', 'task-step', 'claim', 'split', 'appearance', 'outcome', 'document', 'access-window', 'window-step', 'person', 'person-note', 'warning',
] satisfies readonly FieldKind[];
export const isFieldKind = (kind: string): kind is FieldKind => KINDS.includes(kind);
export const isField = (body: { readonly kind: string }): body is FieldBody => isFieldKind(body.kind);

/** What somebody on one side says of another entry. */
interface Said {
  readonly id: string;
  /** In whose name. */
  readonly by: ActorId;
  readonly date: When;
  readonly sources?: readonly Source[];
}

/** A patrol's day: one signed entry, each observation an item of its own. */
export interface Patrol {
  readonly id: string;
  readonly by: ActorId;
  readonly date: When;
  readonly route?: Text;
  /** The patrol on the other side at the same time, where two go as a pair. */
  readonly pair?: string;
  readonly reports: readonly Report[];
}

/** What a check of a report came to (OSCE, CTSAMVM usage). By somebody else than the report's author. */
export interface Verified extends Said {
  readonly report: string;
  readonly step: 'being-checked' | 'substantiated' | 'not-substantiated' | 'undetermined';
  readonly reason: Text;
  readonly evidence?: readonly EvidenceFile[];
}

/** A request for comment; of a claim, the notice of the right of reply. */
export interface Question {
  readonly id: string;
  readonly by: ActorId;
  /** A report or claim. */
  readonly about: string;
  readonly to: ActorId;
  readonly until: When;
  readonly text?: Text;
}

/** Shown beside what it answers, with equal weight (Council of Europe, Rec(2004)16). */
export interface Reply extends Said {
  /** A report, claim or question. */
  readonly to: string;
  readonly text: Text;
  readonly through?: string;
}

/** Somebody's judgement that a report or claim bears on commitments, or does not. */
export interface Link extends Said {
  readonly item: string;
  readonly commitments: readonly string[];
  readonly bears: boolean;
  /** The words of the report that it rests on; of a document the number of its sentence. */
  readonly sentence?: Text;
  readonly at?: number;
  readonly reason?: Text;
}

/** Somebody's judgement that several reports, claims or persons are one and the same; or, later, that they are not. */
export interface Likeness extends Said {
  readonly keep: string;
  readonly same: readonly string[];
  readonly step: 'merged' | 'unmerged';
  readonly reason: Text;
}

export interface Task {
  readonly id: string;
  readonly by: ActorId;
  readonly to: ActorId;
  readonly participant?: string;
  readonly what: Text;
  readonly place?: string;
  readonly due?: When;
  readonly about?: readonly string[];
}

export interface TaskStep extends Said {
  readonly task: string;
  readonly step: 'taken' | 'done' | 'not-possible';
  readonly note?: Text;
}

/** Where and when a claim was made public. */
export interface Appearance {
  readonly outlet: string;
  /** Programme, author, channel. */
  readonly through?: string;
  readonly at: When;
  /** Where the day is not known: the last on which it can have been. */
  readonly atEnd?: When;
  readonly url?: string;
}

/** What a report is about. */
export const REPORT_CATEGORIES = ['observation', 'incident', 'passage', 'closure', 'reopening', 'outage', 'restoration', 'works', 'missing-person', 'living-conditions', 'count', 'detention', 'exchange', 'search', 'identification'] as const;

export const CLAIM_SORTS = ['fact', 'allegation', 'position', 'precondition', 'demand'] as const;

/** One assertion made in public. Repeated by ten outlets it is one claim with ten appearances. */
export interface Claim {
  readonly id: string;
  readonly date: When;
  /** Who is said to assert it, in words; and the actor, where it is one of this record. */
  readonly asserter: Text;
  readonly by?: ActorId;
  readonly anonymity: 'named' | 'office' | 'unnamed' | 'unknown';
  readonly words: Text;
  /** What is asserted: of the world, of what somebody did, of what they hold, what must be before something else, what somebody is to do. Only the first two can be found to be so or not. */
  readonly sort?: (typeof CLAIM_SORTS)[number];
  /** Their own words, or our summary. */
  readonly quoted: boolean;
  /** The statement that it is split out of. */
  readonly from?: string;
  readonly concerns: readonly ActorId[];
  readonly first: Appearance;
  readonly appearances?: readonly Appearance[];
  readonly grade?: NonNullable<Report['grade']>;
  readonly commitments?: readonly string[];
  readonly reports?: readonly string[];
  /** Until when those concerned are asked to reply. */
  readonly replyUntil?: When;
}

/** A statement or report taken apart into its single claims: one signed entry, each claim an own one that can be answered. */
export interface Split {
  readonly id: string;
  readonly from: string;
  readonly claims: readonly Claim[];
}

export interface AppearanceOf {
  readonly id: string;
  readonly claim: string;
  readonly appearance: Appearance;
}

/** What became of a claim, as a side or a body says. That nobody replied follows from the record. */
export interface Outcome extends Said {
  readonly claim: string;
  readonly outcome: 'confirmed' | 'denied' | 'corrected' | 'withdrawn';
  readonly text: Text;
}

/** A text that somebody published: a mission's report, a press release. Its sentences are signed one by one and counted from 1, so that others can name one of them whatever program reads it. */
export interface Document {
  readonly id: string;
  readonly title: Text;
  /** Whose text it is, in words; and the actor, where it is one of this record. */
  readonly author: Text;
  readonly by?: ActorId;
  /** When it was published; left out where nobody knows. */
  readonly date?: When;
  /** What it tells of, from the first to the last day. */
  readonly period?: { readonly from: When; readonly to: When };
  /** Of its words. */
  readonly language: string;
  readonly sentences: readonly string[];
  /** The document that this one takes the place of. */
  readonly instead?: string;
  readonly sources?: readonly Source[];
  /** The file that the words were taken from. */
  readonly evidence?: readonly EvidenceFile[];
}

export const WINDOW_PURPOSES = ['harvest', 'repair', 'search', 'medical', 'convoy', 'works', 'other'] as const;

/** Safe access to a place for a while: a notification (OCHA, humanitarian notification). Acknowledging it is not permission, and needs none. */
export interface AccessWindow {
  readonly id: string;
  readonly by: ActorId;
  readonly purpose: (typeof WINDOW_PURPOSES)[number];
  readonly what: Text;
  readonly place: string;
  readonly area?: Text;
  readonly from: When;
  readonly to: When;
  readonly persons?: number;
  readonly vehicles?: number;
  readonly notify: readonly ActorId[];
  readonly monitor?: ActorId;
  /** The window that this one takes the place of. */
  readonly instead?: string;
}

export interface WindowStep extends Said {
  readonly window: string;
  readonly step: 'acknowledged' | 'objected' | 'monitored' | 'held' | 'broken-off' | 'prevented' | 'cancelled';
  readonly text?: Text;
}

/** A missing or detained person, or remains: fields of PFIF 1.4. Never for everybody. */
export interface PersonFile {
  readonly id: string;
  readonly by: ActorId;
  readonly date: When;
  readonly status: 'missing' | 'detained' | 'remains';
  /** To whom the family, or the person, lets it be given, each until when. */
  readonly consent: readonly { readonly to: string; readonly until?: When }[];
  readonly fields: { readonly [field: string]: string };
  readonly place?: string;
}

export const NOTE_STATUSES = ['information_sought', 'is_note_author', 'believed_alive', 'believed_missing', 'believed_dead'] as const;

export interface PersonNote extends Said {
  readonly person: string;
  readonly status?: (typeof NOTE_STATUSES)[number];
  /** An identification that a family contests stays open. */
  readonly step?: 'searched' | 'identified' | 'identification-contested' | 'identification-accepted' | 'released' | 'exchanged' | 'handed-over';
  readonly text?: Text;
  readonly fields?: { readonly [field: string]: string };
}

/** Somebody raises early warning, and says on what. */
export interface Warning extends Said {
  readonly level: 'watch' | 'warning' | 'alarm' | 'ended';
  readonly threshold: Text;
  /** Reports that it rests on; of one that is ended, the warning. */
  readonly about: readonly string[];
  readonly place?: string;
  readonly text: Text;
}
