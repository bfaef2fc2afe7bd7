import type { Shelf } from '#base';

/**
 * Where entries, bodies and tiles are kept. Every call is asynchronous; each throws `Fault` where the world fails.
 * What an acknowledged write promises: when `create` or `append` returns, the batch and its head survive a crash of the
 * program and of the machine, whole or not at all.
 */
export interface Store {
  list(): Promise<readonly Held[]>;
  /** A new log with its first entries. All or nothing. Fault `store.exists` if the process or its slug is held. */
  create(held: Omit<Held, 'size'>, batch: Batch): Promise<void>;
  /** Adds to a log whose size is `expected`; Fault `store.moved` if it is not: somebody else wrote. */
  append(process: string, expected: number, batch: Batch): Promise<void>;
  head(process: string): Promise<Head | null>;
  /** Keeps a head with the cosignatures that the charter asks for; never in the place of a larger one. */
  confirm(process: string, confirmed: Confirmed): Promise<void>;
  /** The largest head that is confirmed. */
  confirmed(process: string): Promise<Confirmed | null>;
  /** Entries `from` to `to`, `to` excluded, in order of the log. */
  entries(process: string, from: number, to: number): Promise<readonly StoredEntry[]>;
  /** The same, each with its body where that is held; `open`: where everybody may have it. */
  whole(process: string, from: number, to: number, open?: boolean): Promise<readonly StoredWhole[]>;
  /** The bodies alone. */
  contents(process: string, from: number, to: number, open?: boolean): Promise<readonly (Uint8Array | null)[]>;
  positionOf(process: string, entry: string): Promise<number | null>;
  /** Those of the digests that are held; `open`: of these those that everybody may have. */
  bodies(process: string, digests: readonly string[], open?: boolean): Promise<ReadonlyMap<string, Uint8Array>>;
  /** The hashes of a tile as far as they go: 32 bytes each, at most 256. */
  tile(process: string, level: number, index: number): Promise<Uint8Array | null>;
  /** Keeps bodies of entries that are held without them; what is there, or was erased, stays as it is. */
  fill(process: string, bodies: readonly StoredBody[]): Promise<void>;
  /** Which entries with words that are held here, or were, name a file of evidence by its SHA-256. */
  naming(process: string, digest: string): Promise<Naming>;
  /** Puts these tiles in the place of all that a log has: what they say follows from its entries. */
  retile(process: string, tiles: readonly StoredTile[]): Promise<void>;
  /** A new place for what somebody makes of a log and has not in use; nothing of it outlives them. */
  shelf(): Shelf;
  close(): Promise<void>;
}

/** A log that is held. `slug` is its local name in addresses and commands. */
export interface Held {
  readonly process: string;
  readonly slug: string;
  readonly origin: string;
  /** Verifier key of the host (`name+keyid+key`), as in signed-note. */
  readonly hostKey: string;
  readonly size: number;
}

/** `standing`: words that are here name the file. `erased`: the entries that named it and whose words are erased; `open`: they were for everybody. */
export interface Naming {
  readonly standing: boolean;
  readonly erased: readonly { readonly entry: string; readonly open: boolean }[];
}

export interface StoredEntry {
  readonly position: number;
  /** Hex digest of the signed header. */
  readonly id: string;
  readonly kind: string;
  /** The leaf: header, signature and recorded time, as bytes. */
  readonly bytes: Uint8Array;
  /** Hex digest of the body. */
  readonly body: string;
}

export interface StoredWhole extends StoredEntry {
  readonly content: Uint8Array | null;
}

export interface StoredBody {
  readonly digest: string;
  /** Of its entry; once it is in an entry for everybody, it is for everybody. */
  readonly audience: string;
  readonly bytes: Uint8Array;
}

export interface StoredTile {
  readonly level: number;
  readonly index: number;
  readonly hashes: Uint8Array;
}

export interface Head {
  readonly size: number;
  /** Base64 root of the Merkle tree. */
  readonly root: string;
  /** The signed checkpoint, as a note. */
  readonly checkpoint: string;
}

/** A head that those have cosigned whom the charter names. */
export interface Confirmed {
  readonly size: number;
  /** The signed checkpoint with the cosignatures, as a note. */
  readonly checkpoint: string;
}

export interface Batch {
  readonly entries: readonly StoredEntry[];
  readonly bodies: readonly StoredBody[];
  readonly tiles: readonly StoredTile[];
  readonly head: Head;
  /** Ids of entries of which the words are to be gone from this store, for good, with this batch; the files that they named and no other words name go once it is durable, if need be when the store is next opened. */
  readonly erased?: readonly string[];
}
