import type { Refusal, Result } from '#base';
import type { AsOf, Claims, Perspective, Status } from '#compliance';
import type { ProcessState } from '#process';
import type { RollUp, Sentence } from '#views';
import type { Finding } from '#ports';
import type { Hash, Submitted } from '#record';
import type { Asked, Found } from '#search';
import type { Changes, Times } from './changes.ts';
import type { FileNaming } from './file-naming.ts';
import type { Outcome } from './keeper.ts';
import type { LogFile } from './log-files.ts';
import type { Whereabouts } from './submitted.ts';
import type { Ungiven } from './ungiven.ts';
import type { Supposed, WhatIf, WhatIfTimes } from './what-if.ts';

/** What pages, commands and the API may ask. Every answer is a pure function of the record and of stated times. */
export interface App {
  list(): Promise<readonly ProcessCard[]>;
  /** The fold of a process's record with its head; `null` if no process of that slug or id is held. */
  dossier(slug: string): Promise<Dossier | null>;
  /** Every commitment under every reading and perspective, at the times given; digest over the whole. `size`: only the first so many entries are read. */
  status(slug: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null>;
  /** The same of one commitment: the digest is over its statuses alone. `null` if there is no such process or commitment. */
  statusOf(slug: string, commitment: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null>;
  /** The statuses of one commitment by one perspective or selection (`ARM+ICRC`), with what would change them. `null` if there is no such process, commitment or perspective. */
  explain(slug: string, commitment: string, perspective: string, asOf: AsOf, size?: number): Promise<Explained | null>;
  /** What of a record has the words of a question; only what this app may read. `null` if there is no such process. */
  search(slug: string, asked: Asked, from?: number, count?: number): Promise<Found | null>;
  /** Every status that is another at one pair of times than at the other, with the entries and times that came between. By one perspective or by all. */
  changes(slug: string, times: Times, perspective?: Perspective, size?: number): Promise<Changes | null>;
  /** What would stand otherwise if the items of a file were entered; nothing is. `null` if there is no such process. Refuses what the file or the rules do not allow, by file and line. */
  whatIf(slug: string, supposed: Supposed, times: WhatIfTimes, perspective?: Perspective, size?: number): Promise<Result<WhatIf> | null>;
  /** A file of the log as it is published: `checkpoint`, `host.vkey`, `tile/…`, `tile/entries/…`, `body/…`. `null` if there is none, or not yet. */
  file(slug: string, path: string, all?: boolean): Promise<LogFile | null>;
  /** Every file of the log as it is published, one after the other, the checkpoint last. `all`: with what is for the table. */
  published(slug: string, all?: boolean): Promise<{ readonly size: number; files(): AsyncGenerator<{ readonly path: string; readonly bytes: Uint8Array }> } | null>;
  /** Whether words on record name a file of evidence, and by what the words went that named it. `null` if there is no such process. */
  naming(slug: string, digest: string): Promise<FileNaming | null>;
  /** Who asks for what is not for everybody. Refuses `record.reading.*`, `process.author.unknown`, `process.key.revoked`. */
  reader(slug: string, asked: string): Promise<Result<string>>;
  /** Hands in submissions; each is answered, in their order, when what is recorded of them is durable. Faults `host.not-here` where this machine does not keep the log. */
  submit(slug: string, submissions: readonly Submitted[]): Promise<readonly Outcome[] | null>;
  /** The host's signed word that each of these or its refusal will be on record in time; null for what it does not take. */
  promise(slug: string, submissions: readonly Submitted[]): Promise<readonly (string | null)[] | null>;
  /** A head that somebody holds, for this machine where it keeps the log. Refuses what its host has not signed. `null` if there is no such process. Fault `host.behind`: it was set back, and records nothing more. */
  shown(slug: string, note: string): Promise<Result<null> | null>;
  /** The signed head of now, and for each position the proof that the entry there is in it; of some positions the leaf too. */
  receipts(slug: string, positions: readonly number[], leavesOf?: readonly number[]): Promise<Receipts | null>;
  /** What this machine keeps of what was handed in here, against its copy of the log. `null` if there is no such process. */
  submitted(slug: string): Promise<readonly Whereabouts[] | null>;
  /** One entry with everything that is needed to check it. */
  entry(slug: string, position: number): Promise<EntryWithProof | null>;
  /** Verifies the whole held record: bytes, signatures, tree, checkpoint, then the rules. */
  audit(slug: string): Promise<AuditReport | null>;
}

export interface Receipts {
  readonly checkpoint: string;
  readonly proofs: readonly (readonly Hash[])[];
  readonly leaves: ReadonlyMap<number, Uint8Array>;
}

export interface Explained {
  readonly statuses: readonly Status[];
  /** The explanation of each status, sentence by sentence. */
  readonly sentences: readonly (readonly Sentence[])[];
}

export interface ProcessCard {
  readonly slug: string;
  readonly process: string;
  readonly title: ProcessState['charter']['title'];
  readonly purpose: ProcessState['charter']['purpose'];
  readonly kind: 'documentary' | 'live';
  readonly fictional: boolean;
  readonly size: number;
}

export interface Dossier {
  readonly slug: string;
  readonly state: ProcessState;
  readonly head: { readonly size: number; readonly root: string; readonly checkpoint: string; readonly hostKey: string; readonly origin: string };
  /** So many entries are confirmed: under a head that those have cosigned whom the charter names. */
  readonly confirmed?: number;
  /** Whether this machine keeps the log as its host, or shows a copy that it verified; of the host at an address, where it follows one. */
  readonly served?: Served;
  /** What this mirror found wrong with its host: what that signed ends the following. */
  readonly warning?: Finding;
  /** What was wrong with what its host showed, and is set right. */
  readonly ended?: readonly Finding[];
  /** What its host did not give, though it should have. */
  readonly ungiven?: Ungiven;
  /** Entries of which this host has signed a head that it has not: it was set back, and records nothing more. */
  readonly signedUpTo?: number;
  /** Its evidence taken apart, where that is kept from one entry to the next. */
  readonly claims?: Claims;
  /** All perspectives of the process, in the order of screens. */
  readonly perspectives: readonly Perspective[];
  /** Start of the earliest and end of the latest time that the record speaks of, and the head of what is known. Defaults of as-of times come from here, never from a clock. */
  readonly range: { readonly from: number; readonly to: number; readonly known: number };
}

export interface Served {
  readonly by: 'host' | 'copy';
  readonly of: string | null;
}

export interface StatusTable {
  readonly asOf: AsOf;
  readonly statuses: readonly Status[];
  /** Hex digest of the statuses as canonical JSON; names entries, not positions. */
  readonly digest: string;
  /** Entries that the perspectives together could read. */
  readonly readers: readonly string[];
  readonly proof: { readonly size: number; readonly root: string };
}

/** A table of statuses counted together, with its digest. */
export interface CountedTogether extends Pick<StatusTable, 'digest' | 'proof'> {
  readonly rollUp: RollUp;
}

export interface EntryWithProof {
  readonly position: number;
  readonly id: string;
  readonly kind: string;
  /** The leaf as text (three lines). */
  readonly leaf: string;
  /** The body as text. Empty where it is not for everybody, or erased: then the page says so, and there is nothing to check. */
  readonly body: string;
  /** Base64 hashes of the inclusion proof, from the leaf up. */
  readonly proof: readonly string[];
  readonly checkpoint: string;
  /** The body of entry 0: its digest is the process, and it names the host. */
  readonly charter: string;
  /** The entry that put another host in its place, where one did. */
  readonly succession: null | { readonly leaf: string; readonly body: string };
}

/** `checked` in order; the first thing that is wrong ends it. */
export interface AuditReport {
  readonly process: string;
  readonly size: number;
  readonly ok: boolean;
  readonly steps: readonly { readonly step: string; readonly count: number }[];
  readonly wrong: null | { readonly step: string; readonly position: number | null; readonly entry: string | null; readonly refusal: Refusal };
  /** Of a published log: the host signed what is wrong, so that the copy is a proof against it. */
  readonly signed?: boolean;
}
