import type { Wrong } from '#record';

/** What was found wrong with the host of a log that is followed. */
export interface Finding {
  /** The key of who kept the log, as far as the copy goes: it is said of that host, and of no other. */
  readonly host: string;
  readonly wrong: Wrong;
}

/** A file that shows others what was found. */
export interface Proof {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What was found wrong, kept beside the copies so that it outlives the program. Fault `store.unwritable`. */
export interface Findings {
  /** Durable when it returns, the proof before the finding. No proof that is there is written over: another takes another name. Gives its path. */
  prove(proof: Proof): string;
  keep(slug: string, finding: Finding): void;
  /** The last that was kept of a log. Fault `file.unreadable`. */
  of(slug: string): Finding | null;
}
