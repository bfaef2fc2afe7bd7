import type { Instant, Json } from '#base';

/**
 * The papers of a host's desk: who is signed in, who is invited, charters that are still drafts. They lie beside the records and are no part of them:
 * nothing that was agreed depends on them. A paper is a JSON document with a version. Every call throws `Fault` where the disk fails; what is written is durable when the call returns.
 */
export interface Desk {
  /** `null` where there is none. */
  get(kind: string, id: string): Promise<Paper | null>;
  /** All of a kind that belong to one owner, in the order in which they came. */
  of(kind: string, owner: string): Promise<readonly Paper[]>;
  /** Writes the version after `was` (0: it is new). `false`, and nothing is written, where the paper has another version by now: somebody else wrote. */
  put(paper: Omit<Paper, 'version'>, was: number): Promise<boolean>;
  drop(kind: string, id: string): Promise<void>;
  /** Forgets what has expired by then. */
  sweep(now: Instant): Promise<void>;
  close(): Promise<void>;
}

export interface Paper {
  /** What it is: `session`, `invitation`, `charter-draft`, … */
  readonly kind: string;
  readonly id: string;
  /** What it belongs to: a process, a draft; the empty word where it belongs to nothing. */
  readonly owner: string;
  readonly content: Json;
  /** From this second on it is as if it were not there. */
  readonly expires?: Instant;
  readonly version: number;
}
