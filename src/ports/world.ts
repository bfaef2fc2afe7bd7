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

/** Submissions that wait for their host. `keep` is durable when it returns; keeping one again changes nothing. */
export interface Queue {
  keep(id: string, bytes: Uint8Array): void;
  all(): readonly { readonly id: string; readonly bytes: Uint8Array }[];
  drop(id: string): void;
}
