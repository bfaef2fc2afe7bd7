import type { Duration, Text, When, Instant } from '#base';
import type { Account, Actor, ActorId, Commitment, Fact, Instrument, PowerAct, Source } from '#agreement';
import type { FieldBody, REPORT_CATEGORIES } from './field-bodies.ts';
import type { Agenda, Amendment, Answer, Approval, Challenge, ConfirmationOf, Draft, Minutes, MinutesCorrection, Procedure, Progress, Proposal, Reservation, Session } from './table-bodies.ts';

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
  | { readonly kind: 'withdrawal'; readonly content: Withdrawal }
  | { readonly kind: 'key'; readonly content: KeyChange }
  | { readonly kind: 'revocation'; readonly content: Revocation }
  | { readonly kind: 'refusal'; readonly content: Refused }
  | { readonly kind: 'freeze'; readonly content: Freeze }
  | { readonly kind: 'succession'; readonly content: Succession }
  | { readonly kind: 'sealed'; readonly content: SealedEntry }
  | { readonly kind: 'release'; readonly content: Release }
  | { readonly kind: 'erasure'; readonly content: Erasure }
  | { readonly kind: 'amendment'; readonly content: Amendment }
  | TableBody
  | FieldBody;

/** The work of the table: what is proposed, met about, minuted, decided. */
export type TableBody =
  | { readonly kind: 'proposal'; readonly content: Proposal }
  | { readonly kind: 'answer'; readonly content: Answer }
  | { readonly kind: 'agenda'; readonly content: Agenda }
  | { readonly kind: 'session'; readonly content: Session }
  | { readonly kind: 'draft'; readonly content: Draft }
  | { readonly kind: 'minutes'; readonly content: Minutes }
  | { readonly kind: 'minutes-correction'; readonly content: MinutesCorrection }
  | { readonly kind: 'approval'; readonly content: Approval }
  | { readonly kind: 'confirmation'; readonly content: ConfirmationOf }
  | { readonly kind: 'reservation'; readonly content: Reservation }
  | { readonly kind: 'challenge'; readonly content: Challenge }
  | { readonly kind: 'progress'; readonly content: Progress };
export type TableKind = TableBody['kind'];

export type Kind = Body['kind'];

export const CAPACITIES = ['editor', 'head', 'delegate', 'adviser', 'mediator', 'guarantor', 'monitor', 'humanitarian', 'court', 'observer', 'community'] as const;
/** Whose voice an act is in. The host has none. */
export type Capacity = (typeof CAPACITIES)[number];
/** In what the host enters about its own keeping of the log. No participant holds it. */
export const HOST = 'host';

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
  /** Who keeps the log: nobody's voice, only an order. */
  readonly host: Host;
  /** Who must have cosigned a head before what it holds counts as *confirmed*. Without it nothing does. */
  readonly confirmation?: Confirmation;
  /** How many parties must sign through their heads to put another host in the place of one that is lost or frozen: all, where this is left out. */
  readonly succession?: { readonly heads: number };
  readonly procedure?: Procedure;
  readonly actors: readonly Actor[];
  readonly participants: readonly Participant[];
  /** Seed from which a documentary or demonstration record derives its keys and salts, published so that everybody gets the same bytes. Such keys are refused anywhere else. */
  readonly seed?: string;
  /** For *about this case*: what it shows, what it does not, who wrote it, from where. */
  readonly about?: { readonly shows: Text; readonly doesNotShow: Text; readonly writtenBy: Text; readonly edition: When; readonly sources?: readonly Source[] };
}

export interface Host {
  /** Ed25519 public key, base64, that signs the log's checkpoints and what the host says of its keeping. */
  readonly key: string;
  /** ML-DSA-44 public key, base64, that signs them too: a head without either signature is none. */
  readonly mlDsa?: string;
  /** Within this time of its receipt a submission is recorded, or its refusal. */
  readonly delay: Duration;
}

/** A policy over witnesses, as C2SP `tlog-policy` has it: a group holds where `needs` of its members do. */
export interface Confirmation {
  /** `key`: verifier key of a cosignature (`name+keyid+key`); `actor`: whose witness it is; `url`: where it takes heads. */
  readonly witnesses: readonly { readonly id: string; readonly actor?: ActorId; readonly key: string; readonly url?: string }[];
  readonly groups?: readonly { readonly id: string; readonly needs: number; readonly of: readonly string[] }[];
  /** The witness or group that must hold. */
  readonly quorum: string;
}

export interface Participant {
  readonly id: string;
  readonly name: string;
  readonly actor?: ActorId;
  readonly capacity: Capacity;
  /** Ed25519 public key, base64. */
  readonly key: string;
  /** The key's signature that its holder has it (docs/formats/record.md). Who agreed to the charter with it has shown that already. */
  readonly proof?: string;
  /** A key kept off every machine, on paper or a stick: it replaces a lost key and takes part in a succession, and signs nothing else. */
  readonly root?: string;
  /** An age recipient (`age1…`): letters to this participant are sealed to it. */
  readonly reading?: string;
  /** Of a head: an age recipient kept off every machine, to which every letter for the head's side is sealed too, so that a lost device loses no letter. */
  readonly recovery?: string;
}

/** Another key for a participant, in the place of the present one, which speaks no more from this entry on. What it signed before stays. */
export interface KeyChange {
  readonly participant: string;
  readonly key: string;
  readonly proof: string;
  /** Another age recipient too, where the old one is lost. */
  readonly reading?: string;
  readonly reason: 'rotated' | 'lost';
}

/** A participant speaks no more from this entry on. What was signed before stays. */
export interface Revocation {
  readonly participant: string;
  readonly reason: 'left' | 'lost' | 'compromised';
  readonly note?: Text;
}

/** The host's word that it did not record a submission of somebody who takes part, and by which rule. */
export interface Refused {
  /** Entry id and body digest of what was submitted. */
  readonly submission: string;
  readonly body: string;
  readonly author: string;
  readonly code: string;
  /** Second of its receipt. */
  readonly received: Instant;
}

/** The host's last word: it records nothing more. The parties may put another in its place. */
export interface Freeze {
  readonly reason: Text;
}

/** Another host, by the charter's quorum of heads: the log goes on from the head that they name, under the same origin. */
export interface Succession {
  readonly host: Host;
  /** The head of the log that this entry follows. */
  readonly from: { readonly size: number; readonly root: string };
  readonly reason: Text;
  readonly agreedBy: SignedCharter['agreedBy'];
}

/** The host's entry for a letter that is not for the table: a commitment, in the header's digest, and nothing else. It has no body of words; this is what the rules see of it. */
export interface SealedEntry {
  readonly digest: string;
}

/** A letter shown to all, in whole or in part, with the consent of everybody whom it names; the proof that it is the one that was sealed comes with it. */
export interface Release {
  /** Digest that the entry of the sealed letter names. */
  readonly sealed: string;
  readonly letter: { readonly blinding: string; readonly line: string; readonly signature: string };
  /** The other two parts of that digest: of the erasing word, and of the sealed bytes. */
  readonly erase: string;
  readonly cipher: string;
  /** The letter's body, as it was signed; or what is shown of it, the rest kept back under its digest. */
  readonly body?: string;
  readonly disclosed?: unknown;
  readonly consents: SignedCharter['agreedBy'];
}

/** What an entry said is erased from every copy; that it was made, by whom and when, stays with its proof. */
export interface Erasure {
  readonly entries: readonly ErasedEntry[];
  readonly reason: Text;
}

export interface ErasedEntry {
  readonly entry: string;
  /** Of a sealed letter: the word that only its author has, with the other parts of the digest, so that the author need not be shown. */
  readonly sealed?: { readonly letter: string; readonly word: string; readonly cipher: string };
}

/** The charter with the signature of every head of delegation over it (genesis: drafted before there is a log). */
export interface SignedCharter {
  readonly charter: Charter;
  readonly agreedBy: readonly { readonly participant: string; readonly signature: string }[];
}

export interface Accreditation extends Participant {
  readonly fullPowers?: Text;
  /** The full powers as they were issued, scanned. */
  readonly evidence?: readonly EvidenceFile[];
  /** Of a head, entered by the head who hands over to it: that participant, who speaks no more from this entry on. */
  readonly replaces?: string;
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
  /** Photographs, scans, recordings: files that are kept apart, named by what they are. */
  readonly evidence?: readonly EvidenceFile[];
  readonly note?: Text;
}

export interface EvidenceFile {
  /** SHA-256 of the file, hex; of its sealed bytes where it is sealed. */
  readonly digest: string;
  readonly bytes: number;
  readonly name?: string;
  readonly type?: string; // A media type.
  readonly sealed?: boolean; // An age file, for those to whom it is sealed.
  /** SHA-256 of the file that this one was made of by taking out what it told beside its picture: whoever has that can show it. */
  readonly original?: string;
  readonly columns?: readonly string[]; // Of a table that rows were taken in from, in the first of them: its columns in their order.
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
  readonly category: (typeof REPORT_CATEGORIES)[number];
  readonly passage?: Passage;
  readonly outage?: { readonly service: string; readonly level: string; readonly from: When; readonly to?: When; readonly endUnknown?: boolean };
  readonly quantities?: readonly { readonly what: string; readonly value?: number; readonly unit: string; readonly bound?: 'exactly' | 'at-least' | 'at-most' | 'about' }[];
  /** Where it was, to within so many metres; an area is a place of the gazetteer. */
  readonly point?: { readonly lon: number; readonly lat: number; readonly precision: number };
  /** How far either end of the time told may be off. */
  readonly uncertainty?: Duration;
  /** Who controls the place, as the reporter saw it. */
  readonly controlledBy?: { readonly actor?: ActorId; readonly text?: Text };
  readonly quotedReason?: string;
  /** Numbers by group, never names. */
  readonly persons?: readonly { readonly group: string; readonly count?: number; readonly bound?: 'exactly' | 'at-least' | 'at-most' | 'about' }[];
  /** What is left of a thing, and what it costs. */
  readonly stocks?: readonly { readonly what: string; readonly days?: number; readonly price?: number; readonly currency?: string; readonly available?: boolean }[];
  /** The form that it was filled in with - of one that a host gives, its digest too -, and the answers that have no member of their own. */
  readonly form?: { readonly id: string; readonly version: string; readonly digest?: string; readonly instance?: string };
  readonly answers?: { readonly [question: string]: string | number | boolean | readonly string[] };
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

/** Signing an instrument: the text signed is named by the digest of its entry's body; of frozen minutes by their id. */
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
  readonly capacity: Capacity | typeof HOST;
  readonly madeAt: Instant;
  readonly recorded: Instant;
  /** For whom it is: `public`, `table`, `sealed`. A test that leaves it out asks for nobody in particular. */
  readonly audience?: string;
  readonly body: Body;
  /** In a release: the letter that it shows, verified before it comes here. */
  readonly released?: Released;
}

/** A letter as the rules see it. `body`: what it says, where it is released in whole. */
export interface Released {
  readonly entry: string;
  readonly author: string;
  readonly capacity: Capacity | typeof HOST;
  readonly madeAt: Instant;
  readonly readers: readonly string[];
  readonly body: Body | null;
}
