import type { Instant } from '#base';
import type { Wrong } from '#record';

/** What was found wrong with the host of a log that is followed. */
export interface Finding {
  /** The key of who kept the log, as far as the copy goes: it is said of that host, and of no other. */
  readonly host: string;
  readonly wrong: Wrong;
  /** That host signed what is wrong: nothing ends it. Otherwise it may have been the line. */
  readonly signed: boolean;
  /** It was set right: later, by this machine's clock, the host showed a head of so many entries that was right, with what had been wrong. */
  readonly ended?: { readonly at: Instant; readonly size: number };
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
  /** What was first kept under a name; `null` where nothing was. */
  proved(name: string): Uint8Array | null;
  /** All that is to be kept of a log, in place of what was. */
  keep(slug: string, findings: readonly Finding[]): void;
  /** What was kept of a log, the last at the end. Fault `file.unreadable`. */
  of(slug: string): readonly Finding[];
}
