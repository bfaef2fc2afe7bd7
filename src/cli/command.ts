import type { Shelf } from '#base';
import type { Counterpart } from '#app';
import type { VerifierKey } from '#record';
import type { Chance, Evidence, Forms, Get, Keys, Post, Put, Queue, Seal } from '#ports';
import type { Words } from '#words';

/** Exit codes of every command: done; refused or found wrong; used wrongly; a fault of the world. */
export const EXIT = { done: 0, refused: 1, usage: 2, fault: 3 } as const;

/** What a command may do to the world. `out` is standard output, `note` standard error; `progress` shows on a terminal only. */
export interface Io {
  out(text: string): void;
  note(text: string): void;
  progress(text: string): void;
}

/** What `main.ts` joins to the commands: a store at hand, the files of a folder, a server. */
export interface World {
  readonly io: Io;
  /** Words in English, or for a reader of another language. */
  words(zone: string, language?: string): Words;
  /** The use cases over the store of a data folder; closed when the work is done. */
  withApp<T>(folder: string, mode: 'read' | 'write' | 'mend', work: (app: Counterpart) => Promise<T>, demo?: boolean): Promise<T>;
  files(folder: string): ReadonlyMap<string, string>;
  file(path: string): string;
  bytes(path: string): Uint8Array;
  exists(path: string): boolean;
  /** Whether it is there, and a file. */
  isFile(path: string): boolean;
  /** Writes a file of that name into a folder; gives its path. */
  keep(folder: string, name: string, text: string): string;
  /** Whether a folder holds nothing, or is not there. */
  isEmpty(folder: string): boolean;
  /** Writes a file below a folder, making the folders between. */
  save(folder: string, path: string, bytes: Uint8Array): void;
  /** Writes a file that only its owner can read; false where there is one already. */
  keepSecret(path: string, text: string): boolean;
  /** A place for what is not in use while a large record is read. */
  shelf(): Shelf;
  /** The secret keys of a host, beside its data. */
  keys(folder: string): Keys;
  /** What was signed beside the data of a folder and is not on record in its copy yet. */
  queue(folder: string): Queue;
  /** The forms that a host of this folder gives to devices. */
  forms(folder: string): Forms;
  readonly chance: Chance;
  readonly get: Get;
  readonly post: Post;
  readonly put: Put;
  readonly seal: Seal;
  /** The evidence beside the store of a folder; a file as it streams, and to one that is not there yet. */
  evidence(folder: string): Evidence;
  stream(path: string): AsyncIterable<Uint8Array>;
  streamTo(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Seconds since 1970, by this machine. */
  readonly now: () => number;
  /** Takes a certificate of a file, DER or PEM, as that of an authority that this run trusts, too. Faults `file.unreadable`, `trust.form`. */
  trust(path: string): void;
  /** Waits so many seconds. */
  wait(seconds: number): Promise<void>;
  /** `table`: the pages show what is for the table too; `reader`: the seed of somebody at the table, who is given it by the hosts that are mirrored; `origin`: where browsers find this host behind another server; `tls`: with certificates of a local authority, for the machine's own names and these; `openProcesses`: whoever comes may begin a process here. */
  serve(options: { readonly folder: string; readonly port: number; readonly host: string; readonly demo: boolean; readonly counterpartOf: readonly string[]; readonly table: boolean; readonly reader: Uint8Array | undefined; readonly origin: string | undefined; readonly tls: boolean; readonly names: readonly string[]; readonly openProcesses: boolean }): Promise<number>;
  /** Serves a witness of the logs with these keys; `name` is needed at its first start. */
  witness(options: { readonly folder: string; readonly port: number; readonly host: string; readonly logs: readonly VerifierKey[]; readonly name: string | null }): Promise<number>;
}

export interface Options {
  readonly folder: string;
  readonly json: boolean;
  /** An audit of nothing but hashes. */
  readonly hashes: boolean;
  readonly valid: string | undefined;
  readonly record: string | undefined;
  readonly since: string | undefined;
  readonly perspective: string | undefined;
  readonly port: number;
  readonly host: string;
  readonly demo: boolean;
  readonly follow: boolean;
  /** What a person says of a file of others: where its columns go; the form it was filled in with; in whose name it is taken in. */
  readonly profile: string | undefined;
  /** Of documents that do not say so themselves: whose they are in words, their language, the day of publication, where they were found. */
  readonly author: string | undefined;
  readonly language: string | undefined;
  readonly date: string | undefined;
  readonly url: string | undefined;
  readonly form: string | undefined;
  /** What the reports of a form are about. */
  readonly category: string | undefined;
  readonly by: string | undefined;
  readonly reason: string | undefined;
  readonly hostKey: string | undefined;
  readonly delay: string;
  /** A key file, and in whose name it signs. */
  readonly key: string | undefined;
  readonly as: string | undefined;
  /** For whom a letter is, by commas; for the table only; where a submission is handed in; parts that are kept back. */
  readonly readers: string | undefined;
  /** Digest that names a process. */
  readonly process: string | undefined;
  readonly table: boolean;
  readonly to: string | undefined;
  readonly promise: boolean;
  /** Where browsers find a host. */
  readonly origin: string | undefined;
  readonly tls: boolean;
  /** Whoever reaches this host may begin a process on it; else only who has the operator's link. */
  readonly openProcesses: boolean;
  readonly sealed: boolean;
  readonly hide: readonly string[];
  /** Addresses of logs, as given. */
  readonly counterpartOf: readonly string[];
  /** Verifier keys, as given. */
  readonly logs: readonly string[];
  readonly name: string | undefined;
}

export interface Command {
  /** As typed: `case load`. */
  readonly name: string;
  readonly operands: readonly string[];
  readonly options: readonly string[];
  run(world: World, operands: readonly string[], options: Options): Promise<number>;
}
