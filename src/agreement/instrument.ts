import type { Text, When } from '#base';
import type { ActorId } from './actor.ts';

/** Where something was read. `url` may be missing: then the words of `title` say why (`general knowledge; no page found`). */
export interface Source {
  readonly title?: string;
  readonly url?: string;
}

export const INSTRUMENT_KINDS = ['agreement', 'statement', 'court-order', 'resolution', 'principles', 'agreed-minutes', 'one-side-account', 'mediator-summary', 'unsigned-terms'] as const;
/** What the text is, so that nobody takes one side's account of an agenda for an agreement. */
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];

/** A text that commits, orders or asks: with its clauses, and the wordings that differ. */
export interface Instrument {
  readonly id: string;
  readonly kind: InstrumentKind;
  readonly title: Text;
  readonly date: When;
  /** Who signed, is addressed or is bound. */
  readonly parties: readonly ActorId[];
  /** The court, council or mediator that gave it. */
  readonly issuedBy?: ActorId;
  /** Whose account of it this is, where no agreed text exists. */
  readonly assertedBy?: readonly ActorId[];
  /** Languages of the authentic texts. What `clauses` quote may be an extract in our own words: `extract` says so. */
  readonly languages?: readonly string[];
  readonly extract?: boolean;
  readonly inForce?: When;
  readonly clauses: readonly Clause[];
  readonly findings?: readonly Text[];
  /** What was asked for and not ordered: as telling as what was. */
  readonly notGranted?: readonly Text[];
  /** How each side reads the whole. */
  readonly readings?: readonly { readonly by: ActorId; readonly text: Text }[];
  readonly sources: readonly Source[];
  readonly note?: Text;
  readonly basis?: string;
}

export interface Clause {
  readonly id: string;
  readonly text: Text;
  /** Published wordings that differ, each with who published it. */
  readonly variants?: readonly Variant[];
  readonly ambiguity?: Text;
  /** Why the clause carries no commitment, where it does not: a definition, a preamble, a finding. */
  readonly noCommitment?: Text;
  readonly basis?: string;
}

export interface Variant {
  /** Who published this wording: an actor, or an outlet in words. */
  readonly by: string;
  readonly text: Text;
  readonly source?: Source;
  readonly note?: Text;
}
