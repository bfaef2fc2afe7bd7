import type { Text, When } from '#base';
import type { ActorId } from './actor.ts';
import type { Deadline, PowerName, Window } from './commitment.ts';
import type { Assertion } from './fact.ts';

/** One actor's account of a matter: attributed, side by side with the others, never merged with them. */
export interface Account {
  readonly by: ActorId;
  /** The office, outlet or person through whom it was said. */
  readonly through?: string;
  readonly stance: 'asserts' | 'disputes' | 'comments';
  readonly text?: Text;
  readonly facts?: readonly Assertion[];
  /** Exercises of a power that this account speaks of, such as a deadline moved by word of mouth. */
  readonly powers?: readonly PowerAct[];
  /** Grade of an assessed commitment, 0 to 3 (Kroc PAM). */
  readonly grades?: readonly { readonly commitment: string; readonly level: 0 | 1 | 2 | 3; readonly at: When }[];
}

/** A power over a commitment, exercised: by an entry of this record, or as an account says. */
export interface PowerAct {
  readonly power: PowerName;
  readonly commitment: string;
  readonly at: When;
  readonly form?: 'written' | 'oral';
  readonly window?: Window;
  readonly closes?: Deadline;
  readonly consentOf?: readonly ActorId[];
  /** Of an assignment: who owes it from then on, and in whose place, where several owe it. */
  readonly to?: ActorId;
  readonly from?: ActorId;
}
