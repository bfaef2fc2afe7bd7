import type { Text, When } from '#base';

/** `corridor.open`, `district.handed-over`: a word of the process's vocabulary. */
export type FactId = string;

/**
 * What can be said of the world in this process, in words that no side owns.
 * `event`: happens (a handover, an attack). `state`: holds over time (a road is passable), and goes on in an account until that account says otherwise.
 * `onRecord`: done by an entry of this record (a notice, a reply), so that its absence can be found; everything else is unknown until somebody reports it.
 */
export interface Fact {
  readonly id: FactId;
  readonly kind: 'event' | 'state';
  /** Names of what distinguishes one instance from another: `corridor`, `district`, `agent`. */
  readonly keys: readonly string[];
  readonly label: Text;
  /** Sentence for a state or event that holds / that does not: "the road is open to …". */
  readonly holds: Text;
  readonly holdsNot: Text;
  readonly onRecord?: boolean;
}

/** Which instance: key name → value (`{ corridor: 'lachin' }`). In a commitment a value may be a variable (`?request`), bound by its trigger, or be left out: any. */
export type Keys = { readonly [key: string]: string };

/** A fact as a commitment refers to it. */
export interface Pattern {
  readonly fact: FactId;
  readonly of?: Keys;
}

export interface Quantity {
  readonly value: number;
  readonly unit: string;
  readonly bound?: 'exactly' | 'at-least' | 'at-most' | 'about';
}

/**
 * One thing that an account says: that a fact held (or, `holds: false`, did not) at or over some time.
 * An event has `at`. A state has `from`, and `to` where the account gives an end; without `to` it goes on in this account until the account says otherwise.
 * `from`/`to` with a day or month say that the change came some time in that day or month.
 */
export interface Assertion {
  readonly fact: FactId;
  readonly of: Keys;
  readonly holds?: boolean;
  readonly at?: When;
  readonly from?: When;
  readonly to?: When;
  readonly quantity?: Quantity;
}
