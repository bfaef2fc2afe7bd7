import type { Instant } from '#base';

/** Time comes from outside, so that a test can hold it. */
export interface Clock {
  /** Seconds since 1970, by this machine. */
  now(): Instant;
  /** Lets what else has come be taken in first. */
  turn(): Promise<void>;
}

/** Chance comes from outside. */
export interface Chance {
  /** So many bytes that nobody can foretell. */
  bytes(count: number): Uint8Array;
}

/** The secret keys of a host, kept where no reader of the store comes. Seeds are 32 bytes, keys base64. */
export interface Keys {
  seedOf(key: string): Promise<Uint8Array | null>;
  /** Keeps a seed, durable when it returns, and gives its public key. */
  keep(seed: Uint8Array): Promise<string>;
}

/** Submissions that are not on record yet in the copy of this machine, with what their host said of each. */
export interface Queue {
  /** Durable when it returns; keeping one again changes nothing. */
  keep(id: string, bytes: Uint8Array): void;
  /** What a host answered already is held to its word: a receipt, or the promise of one. Not synced to the disk, for its author has the same answer. */
  hold(id: string, bytes: Uint8Array, answer: { readonly receipt: string } | { readonly promise: string }): void;
  all(): readonly { readonly id: string; readonly bytes: Uint8Array }[];
  receipts(): readonly string[];
  promises(): readonly string[];
  /** With what was said of it. */
  drop(id: string): void;
}

/** Sealing to people's keys (age, X25519), so that nobody on the way can read. Chance comes from within: the library takes it from the platform. */
export interface Seal {
  /** The recipient that a 32-byte seed opens for; the seed is another than the one that signs. */
  recipientOf(seed: Uint8Array): Promise<string>;
  seal(bytes: Uint8Array, recipients: readonly string[]): Promise<Uint8Array>;
  /** The same as it streams, for files. */
  sealStream(bytes: AsyncIterable<Uint8Array>, recipients: readonly string[]): Promise<AsyncIterable<Uint8Array>>;
  /** `null` where it is not for this seed; what is not whole breaks off with an error. */
  openStream(sealed: AsyncIterable<Uint8Array>, seed: Uint8Array): Promise<AsyncIterable<Uint8Array> | null>;
  /** `null` where it is not sealed to this seed, or is not whole. */
  open(sealed: Uint8Array, seed: Uint8Array): Promise<Uint8Array | null>;
}
