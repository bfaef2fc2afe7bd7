import type { Duration, Text, When, Instant } from '#base';
import type { Account, Actor, ActorId, Commitment, Fact, Instrument, PowerAct, Source } from '#agreement';

export type { Account, PowerAct } from '#agreement';

/** What an entry says, by kind. Names in here are signed: they are added, never renamed (docs/formats/entries.md). */
export type Body =
  | { readonly kind: 'charter'; readonly content: SignedCharter }
  | { readonly kind: 'accreditation'; readonly content: Accreditation }
  | { readonly kind: 'vocabulary'; readonly content: { readonly facts: readonly Fact[] } }
  | { readonly kind: 'gazetteer'; readonly content: { readonly places: readonly Place[] } }
  | { readonly kind: 'geography'; readonly content: Geography }
  | { readonly kind: 'instrument'; readonly content: Instrument }
  | { readonly kind: 'signature'; readonly content: Signature }
  | { readonly kind: 'commitment'; readonly content: Commitment }
  | { readonly kind: 'statement'; readonly content: Statement }
  | { readonly kind: 'report'; readonly content: Report }
  | { readonly kind: 'meeting'; readonly content: Meeting }
  | { readonly kind: 'finding'; readonly content: Finding }
  | { readonly kind: 'act'; readonly content: Act }
  | { readonly kind: 'coverage'; readonly content: Coverage }
  | { readonly kind: 'correction'; readonly content: Correction }
  | { readonly kind: 'withdrawal'; readonly content: Withdrawal };

export type Kind = Body['kind'];

export const CAPACITIES = ['editor', 'head', 'delegate', 'adviser', 'mediator', 'guarantor', 'monitor', 'humanitarian', 'court', 'observer', 'community'] as const;
/** Whose voice an act is in. The host has none. */
export type Capacity = (typeof CAPACITIES)[number];

export interface Charter {
  /** `documentary`: editors record what others said and did. `live`: the participants speak for themselves. */
  readonly kind: 'documentary' | 'live';
  readonly title: Text;
  readonly purpose: Text;
  /** "Without prejudice to status", in the words of this process. */
  readonly withoutPrejudice?: Text;
  readonly fictional?: boolean;
  readonly zone: string;
  readonly languages: readonly string[];
  readonly rules: 1;
  readonly evaluator: 1;
  readonly zoneTable: string;
  /** How long after a window's end late reports are awaited before a status counts as settled. */
  readonly evidenceWindow: Duration;
  readonly actors: readonly Actor[];
  readonly participants: readonly Participant[];
  /** Seed from which a documentary or demonstration record derives its keys and salts, published so that everybody gets the same bytes. Such keys are refused anywhere else. */
  readonly seed?: string;
  /** For *about this case*: what it shows, what it does not, who wrote it, from where. */
  readonly about?: { readonly shows: Text; readonly doesNotShow: Text; readonly writtenBy: Text; readonly edition: When; readonly sources?: readonly Source[] };
}

export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly actor?: ActorId;
  readonly capacity: Capacity;
  /** Ed25519 public key, base64. */
  readonly key: string;
}

/** The charter with the signature of every head of delegation over it (genesis: drafted before there is a log). */
export interface SignedCharter {
  readonly charter: Charter;
  readonly agreedBy: readonly { readonly participant: string; readonly signature: string }[];
}

export interface Accreditation extends Participant {
  readonly fullPowers?: Text;
}

export interface Place {
  readonly id: string;
  /** Names by language tag, and by side: `en-hy` is the Armenian side's name in Latin letters. No order of preference. */
  readonly names: Text;
  readonly lon?: number;
  readonly lat?: number;
  /** Radius in metres within which the point is meant. */
  readonly precision?: number;
}

/** Lines and areas as somebody drew them, at a date: never a finding on where a border is. */
export interface Geography {
  readonly id: string;
  readonly title: Text;
  readonly role: 'outline' | 'disputed-line' | 'road' | 'area';
  readonly by: string;
  readonly source: Source;
  readonly note?: Text;
  readonly asOf?: When;
  readonly lines: readonly (readonly (readonly [number, number])[])[];
  readonly closed?: boolean;
}

/** What every item about the world has. */
export interface Item {
  readonly id: string;
  readonly date: When;
  readonly dateEnd?: When;
  readonly place?: string;
  readonly placeText?: string;
  readonly summary: Text;
  readonly accounts: readonly Account[];
  readonly commitments?: readonly string[];
  readonly instruments?: readonly string[];
  readonly sources?: readonly Source[];
  /** When it was published: in a documentary record the time at which it counts as known. */
  readonly publishedAt?: When;
  readonly confidence?: 'high' | 'medium' | 'low';
  /** `pages`: read on public pages. `general-knowledge`: shown as unverified. */
  readonly basis?: 'pages' | 'general-knowledge';
  readonly note?: Text;
}

/** Something said in public or at the table. */
export interface Statement extends Item {
  readonly type: string;
  readonly anonymity?: 'named' | 'office' | 'unnamed' | 'unknown';
  /** Contested words, quoted as that party's own. */
  readonly ownWords?: readonly string[];
}

/** An observation: what somebody saw, counted or measured at a place and time. */
export interface Report extends Item {
  readonly category: 'observation' | 'incident' | 'passage' | 'closure' | 'reopening' | 'outage' | 'restoration' | 'works' | 'missing-person' | 'living-conditions' | 'count';
  readonly passage?: Passage;
  readonly outage?: { readonly service: string; readonly level: string; readonly from: When; readonly to?: When; readonly endUnknown?: boolean };
  readonly quantities?: readonly { readonly what: string; readonly value?: number; readonly unit: string; readonly bound?: 'exactly' | 'at-least' | 'at-most' | 'about' }[];
  /** Reliability of the source A-F and credibility of the information 1-6, judged apart (Admiralty). */
  readonly grade?: { readonly source: 'A' | 'B' | 'C' | 'D' | 'E' | 'F'; readonly information: 1 | 2 | 3 | 4 | 5 | 6 };
}

export interface Passage {
  readonly corridor: string;
  readonly operator: string;
  readonly direction?: string;
  readonly outcome: 'passed' | 'delayed' | 'denied' | 'waiting' | 'delivered' | 'unknown';
  readonly delayMinutes?: number;
  readonly quotedReason?: string;
  readonly vehicles?: readonly { readonly what: string; readonly count?: number }[];
  readonly persons?: readonly { readonly what: string; readonly count?: number }[];
  readonly cargo?: string;
  readonly claimAttached?: Text;
}

export interface Meeting extends Item {
  readonly status: 'proposed' | 'accepted' | 'declined' | 'held' | 'cancelled';
  readonly title: Text;
  readonly participants: readonly ActorId[];
  readonly participantsText?: string;
  readonly proposedBy?: ActorId;
  readonly host?: string;
  readonly agenda?: readonly Text[];
  readonly outcome?: Text;
}

/** What a body competent to find has found. An account too: of that body. */
export interface Finding extends Item {
  readonly body: ActorId;
  /** Determinations of a performance by the body that the instrument names for it. */
  readonly determines?: readonly { readonly commitment: string; readonly outcome: 'kept' | 'breached'; readonly from: When; readonly to?: When }[];
}

/** A power over a commitment or instrument, exercised on the record. */
export interface Act extends Item {
  readonly powers: readonly PowerAct[];
}

/** Signing an instrument: the text signed is named by the digest of its entry's body. */
export interface Signature {
  readonly id: string;
  readonly instrument: string;
  readonly actor: ActorId;
  readonly date: When;
  readonly mode: 'signed' | 'initialled' | 'ad-referendum';
  readonly reservation?: Text;
  readonly statement?: Text;
}

/** "I watched this place for this over this time, and reported what I saw": only then does nothing seen mean something. */
export interface Coverage {
  readonly id: string;
  readonly by: ActorId;
  readonly fact: string;
  readonly of: { readonly [key: string]: string };
  readonly from: When;
  readonly to: When;
  readonly note?: Text;
}

/** Replaces what an earlier entry says; that entry stays. Only its author's side may. */
export interface Correction {
  readonly id: string;
  readonly corrects: string;
  readonly reason: Text;
  readonly date: When;
  readonly replacement: Statement | Report | Meeting | Finding;
}

export interface Withdrawal {
  readonly id: string;
  readonly withdraws: string;
  readonly reason: Text;
  readonly date: When;
}

/** An entry as the rules and views see it: who signed it is settled before it comes here. */
export interface Entered {
  readonly entry: string;
  readonly position: number;
  readonly author: string;
  readonly capacity: Capacity;
  readonly madeAt: Instant;
  readonly recorded: Instant;
  readonly body: Body;
}
