import type { Duration, Rounding, Text, When } from '#base';
import type { ActorId } from './actor.ts';
import type { Pattern, Quantity } from './fact.ts';

/**
 * Who owes what to whom by when. The smallest set of shapes that covers the instruments read (docs/reference/commitments.md):
 * three duties (achieve, maintain, abstain) and the assessed one, three triggers (once, each, schedule), a window with symbolic anchors.
 */
export interface Commitment {
  readonly id: string;
  readonly instrument: string;
  readonly clause: string;
  /** The words of the clause that it rests on. */
  readonly quote?: Text;
  readonly title: Text;
  /** `each` (also where nothing is said) and `several`: each owes it, and stands for itself. `joint`: they owe it as one: whichever does it does it for all, whichever breaks it breaks it for all. */
  readonly bearers: { readonly actors: readonly ActorId[]; readonly mode?: 'each' | 'joint' | 'several' };
  readonly beneficiaries?: readonly string[];
  readonly track: Track;
  readonly duty?: Duty;
  readonly trigger?: Trigger;
  readonly window?: Window;
  readonly verification?: Verification;
  /** The window's end moves on by itself, unless renewal is denied in time. */
  readonly renewal?: Renewal;
  /** Who may exercise which power over it, how; acts that do not fit change nothing. A power without a rule here needs only what the rules of the record ask. */
  readonly powers?: readonly PowerRule[];
  /** Ways to read it that lead to different windows or duties; each is evaluated, none is preferred. */
  readonly readings?: readonly Reading[];
  /** Commitments it waits for. A circle is shown as *blocked*. */
  readonly after?: readonly string[];
  /** What follows from a breach: ids of commitments that it triggers. */
  readonly onBreach?: readonly string[];
  /** Still owed after the window was missed; yes unless the text says no. */
  readonly persists?: boolean;
  /** Whose formalisation this is, where the owner's side has not confirmed it: "asserted by A, not confirmed by B". */
  readonly assertedBy?: readonly ActorId[];
  /** Why it has no duty that facts could decide. Then it is listed, with this reason, and never shown as kept or broken. */
  readonly notExpressed?: Text;
  readonly note?: Text;
  readonly basis?: string;
}

export const TRACKS = ['political', 'security', 'humanitarian', 'infrastructure', 'technical'] as const;
export type Track = (typeof TRACKS)[number];

export interface Reading {
  readonly id: string;
  readonly by: readonly string[];
  readonly text: Text;
  readonly duty?: Duty;
  readonly window?: Window;
}

export type Duty = Achieve | Maintain | Abstain | Assessed;

/** The goal becomes true inside the window. `orElse`: any of these discharges too. `start`: what shows that it has begun, for a window that says by when it must (`startBy`). */
export interface Achieve {
  readonly shape: 'achieve';
  readonly goal: Pattern;
  readonly orElse?: readonly Pattern[];
  readonly start?: Pattern;
  readonly quantity?: Quantity;
  /** So much of the quantity in all by then, one stage after another ("30, 60, then 100 per cent"). */
  readonly stages?: readonly Stage[];
}

export interface Stage {
  readonly amount: number;
  readonly closes: Deadline;
}

/** The state stays true throughout the window, interruptions within the tolerance aside. */
export interface Maintain {
  readonly shape: 'maintain';
  readonly state: Pattern;
  readonly tolerance?: Tolerance;
  readonly quantity?: Quantity;
}

/** The act does not happen in the window, exceptions aside. `within`: the act counts only while this state holds. */
export interface Abstain {
  readonly shape: 'abstain';
  readonly act: Pattern;
  readonly within?: Pattern;
  readonly unless?: readonly Exception[];
  readonly tolerance?: Pick<Tolerance, 'count'>;
}

/** No fact decides: a named assessor grades it, 0 not initiated, 1 minimum, 2 intermediate, 3 complete (Kroc PAM). */
export interface Assessed {
  readonly shape: 'assessed';
  readonly assessors: readonly ActorId[];
}

export interface Tolerance {
  /** Longest single interruption. */
  readonly single?: Duration;
  /** Longest total of interruptions in a rolling window. */
  readonly total?: { readonly max: Duration; readonly in: Duration };
  /** Most incidents in a rolling window; `distinct` names the key that tells incidents apart. */
  readonly count?: { readonly max: number; readonly in: Duration; readonly distinct?: string };
}

/** The act is no breach if this was so before it: `of` happened between `atLeast` and `atMost` before, with `count` distinct values of the key `distinct`. */
export interface Exception {
  readonly prior: Pattern;
  readonly atLeast?: Duration;
  readonly atMost?: Duration;
  readonly distinct?: { readonly key: string; readonly count: number };
  readonly why: Text;
}

/** `each`: one instance for every occurrence of the event, its variables bound. `every`: one for every period of the calendar. */
export type Trigger =
  | { readonly kind: 'once' }
  | { readonly kind: 'each'; readonly event: Pattern }
  | { readonly kind: 'schedule'; readonly every: Duration; readonly first: When; readonly last?: When };

/** When it is owed. Without `opens`: from the date of the instrument in force. Without `closes`: a standing duty, or one without a deadline, which can never be overdue. */
export interface Window {
  readonly opens?: Anchor;
  readonly closes?: Deadline;
  readonly startBy?: Deadline;
  /** A vague word of the text ("rapidly") for which no reading is agreed: it sets no deadline. */
  readonly vague?: string;
}

/** `trigger`: the event that brought the instance about; `event`: the first occurrence; `fulfilment`: the day another commitment was fulfilled. */
export type Anchor =
  | { readonly at: When }
  | { readonly trigger: true; readonly plus?: Duration }
  | { readonly event: Pattern; readonly plus?: Duration }
  | { readonly fulfilment: string; readonly plus?: Duration };

/** `by`: the instant or day named is in time. `before`: it is not. `until`: the state must last to it, it excluded; as a deadline read like `before`. See docs/formats/endpoints.md. */
export type Deadline = Anchor & { readonly endpoint: 'by' | 'before' | 'until'; readonly rounding?: Rounding; readonly zone?: string };

/** "It shall be prolonged for further periods, unless a party gives notice before." */
export interface Renewal {
  readonly for: Duration;
  readonly notice: Duration;
}

/** What it takes for an act to have effect. `consentOf`: those without whose word it has none; whoever exercises it has given theirs. */
export interface PowerRule {
  readonly power: PowerName;
  readonly form?: 'written' | 'oral';
  readonly consentOf?: readonly ActorId[];
  /** "Shall not be extendable": nobody has this power. */
  readonly barred?: boolean;
}

export const POWERS = ['activate', 'suspend', 'resume', 'extend', 'waive', 'amend', 'terminate', 'deny-renewal', 'assign'] as const;
export type PowerName = (typeof POWERS)[number];

/** Who may attest, and how many independent source groups are needed before a fact counts under the agreed rule. An actor and its parts are one group. */
export interface Verification {
  readonly attest: readonly ActorId[];
  readonly quorum?: number;
  /** Actors whose reports count as one source: they share observers, or repeat each other. */
  readonly groups?: readonly { readonly id: string; readonly actors: readonly ActorId[] }[];
  /** Of these classes of attesters at least so many groups each ("29, of them 15 of one class"). */
  readonly classes?: readonly { readonly of: readonly ActorId[]; readonly atLeast: number }[];
  /** The lowest grade of a report that counts: source A to F, information 1 to 6 (Admiralty). */
  readonly grade?: { readonly source: 'A' | 'B' | 'C' | 'D' | 'E' | 'F'; readonly information: 1 | 2 | 3 | 4 | 5 | 6 };
  readonly determinedBy?: readonly ActorId[];
  readonly evidenceWindow?: Duration;
}
