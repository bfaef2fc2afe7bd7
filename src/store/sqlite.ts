import type { StatementSync } from 'node:sqlite';
import { DatabaseSync } from 'node:sqlite';
import type { Shelf } from '#base';
import { Fault, assert } from '#base';
import type { Batch, Confirmed, Head, Held, Naming, Store, StoredBody, StoredEntry, StoredTile, StoredWhole } from '#ports';
import { NamedFiles } from './named-files.ts';
import { FILE, asFault, guarded, lock, openToRead, openToWrite } from './open.ts';
import { FileShelf } from './shelf.ts';

/**
 * Opens the store in a folder. `write` makes it if it is missing, lets nobody else write, and refuses to go on from a head that its tree does not bear out;
 * `mend` opens it also where tiles are damaged, for `retile`; `read` is for reports and audits beside a running host: what an entry, a body or a tile says is theirs to check. Faults `store.*`.
 */
export async function openStore(options: { readonly folder: string; readonly mode: 'write' | 'read' | 'mend' }): Promise<Store> {
  if (options.mode === 'read') return new SqliteStore(openToRead(options.folder), null, options.folder);
  const held = lock(options.folder);
  try {
    return new SqliteStore(openToWrite(options.folder, { mend: options.mode === 'mend' }), held, options.folder);
  } catch (fault) {
    held.close();
    throw fault;
  }
}

const LOG = '(SELECT log FROM process WHERE process = ?)';

const withBody = (open: boolean): string => `LEFT JOIN body b ON b.log = e.log AND b.digest = e.body AND b.audience ${open ? "= 'public'" : "<> 'erased'"}`;

class SqliteStore implements Store {
  readonly #folder: string;
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync | null;
  readonly #statements = new Map<string, StatementSync>();
  /** Set once a write has failed in a way that leaves open what reached the disk: nothing more is written or read back. */
  #stopped: Fault | null = null;
  /** Logs and heads as they were last read: nobody else writes while the lock is held. */
  readonly #known = new Map<string, readonly Record<string, unknown>[]>();

  readonly #files: NamedFiles;

  constructor(database: DatabaseSync, held: DatabaseSync | null, folder: string) {
    this.#folder = folder;
    this.#database = database;
    this.#lock = held;
    this.#files = held === null ? new NamedFiles(database, folder) : guarded(FILE, () => NamedFiles.open(database, folder));
  }

  #prepared(sql: string): StatementSync {
    const kept = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, kept);
    return kept;
  }

  #rows(sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] {
    if (this.#stopped !== null) throw this.#stopped;
    return guarded(FILE, () => this.#prepared(sql).all(...values));
  }

  /** The same of what every request asks for. */
  #again(sql: string, ...values: readonly string[]): readonly Record<string, unknown>[] {
    if (this.#lock === null || this.#stopped !== null) return this.#rows(sql, ...values);
    const name = `${sql} ${values.join()}`, rows = this.#known.get(name) ?? this.#rows(sql, ...values);
    this.#known.set(name, rows);
    return rows;
  }

  async list(): Promise<readonly Held[]> {
    return this.#again('SELECT process, slug, origin, host_key AS hostKey, size FROM process ORDER BY slug').map((row) => ({ ...row }) as unknown as Held);
  }

  async create(held: Omit<Held, 'size'>, batch: Batch): Promise<void> {
    follows(0, batch);
    this.#transaction(() => {
      const taken = this.#rows('SELECT slug FROM process WHERE process = ? OR slug = ?', held.process, held.slug);
      if (taken.length > 0) throw new Fault('store.exists', 'never', { slug: held.slug });
      const { lastInsertRowid } = this.#prepared('INSERT INTO process (process, slug, origin, host_key, size, root, checkpoint) VALUES (?, ?, ?, ?, 0, \'\', \'\')').run(held.process, held.slug, held.origin, held.hostKey);
      this.#write(lastInsertRowid, batch);
    });
  }

  async append(process: string, expected: number, batch: Batch): Promise<void> {
    follows(expected, batch);
    this.#transaction(() => {
      const row = this.#rows('SELECT log, size FROM process WHERE process = ?', process)[0], found = Number(row?.['size'] ?? -1);
      if (found !== expected) throw new Fault('store.moved', 'safe', { expected, found });
      this.#write(Number(row?.['log']), batch);
    });
    if ((batch.erased ?? []).length === 0) return;
    guarded(FILE, () => {
      this.#files.forget();
      this.#database.exec('PRAGMA wal_checkpoint(TRUNCATE)'); // What was erased stays not in the log of changes either.
    });
  }

  /** All or nothing. A failure of the disk stops this store for good: what was written is seen by opening it anew. */
  #transaction(action: () => void): void {
    if (this.#stopped !== null) throw this.#stopped;
    this.#known.clear();
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      action();
      this.#database.exec('COMMIT');
    } catch (cause) {
      const fault = asFault(FILE, cause);
      if (fault instanceof Fault && fault.retry === 'unsafe') this.#stopped = fault;
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw fault;
    }
  }

  #write(log: number | bigint, { entries, bodies, tiles, head, erased = [] }: Batch): void {
    const entry = this.#prepared('INSERT INTO entry (log, position, id, kind, bytes, body) VALUES (?, ?, ?, ?, ?, ?)');
    for (const { position, id, kind, bytes, body } of entries) entry.run(log, position, id, kind, bytes, body);
    const body = this.#prepared('INSERT INTO body (log, digest, audience, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET audience = excluded.audience WHERE excluded.audience = \'public\' AND audience <> \'erased\'');
    for (const one of bodies) {
      body.run(log, one.digest, one.audience, one.bytes);
      this.#files.note(log, one);
    }
    const erase = this.#prepared('UPDATE body SET audience = \'erased\', bytes = x\'\' WHERE log = ? AND digest = (SELECT body FROM entry WHERE log = ? AND id = ?)');
    for (const entry of erased) {
      this.#files.erase(log, entry);
      erase.run(log, log, entry);
    }
    const tile = this.#prepared('INSERT OR REPLACE INTO tile (log, level, number, hashes) VALUES (?, ?, ?, ?)');
    for (const { level, index, hashes } of tiles) tile.run(log, level, index, hashes);
    this.#prepared('UPDATE process SET size = ?, root = ?, checkpoint = ? WHERE log = ?').run(head.size, head.root, head.checkpoint, log);
  }

  async head(process: string): Promise<Head | null> {
    const row = this.#again('SELECT size, root, checkpoint FROM process WHERE process = ?', process)[0];
    return row === undefined ? null : ({ ...row } as unknown as Head);
  }

  async confirm(process: string, { size, checkpoint }: Confirmed): Promise<void> {
    this.#transaction(() => void this.#prepared('UPDATE process SET confirmed = ?, cosigned = ? WHERE process = ? AND confirmed <= ? AND size >= ?').run(size, checkpoint, process, size, size));
  }

  async confirmed(process: string): Promise<Confirmed | null> {
    const row = this.#again('SELECT confirmed AS size, cosigned AS checkpoint FROM process WHERE process = ? AND confirmed > 0', process)[0];
    return row === undefined ? null : ({ ...row } as unknown as Confirmed);
  }

  async entries(process: string, from: number, to: number): Promise<readonly StoredEntry[]> {
    return this.#rows(`SELECT position, id, kind, bytes, body FROM entry WHERE log = ${LOG} AND position >= ? AND position < ? ORDER BY position`, process, from, to).map((row) => ({ ...row }) as unknown as StoredEntry);
  }

  async whole(process: string, from: number, to: number, open = false): Promise<readonly StoredWhole[]> {
    if (this.#stopped !== null) throw this.#stopped;
    const statement = this.#prepared(`SELECT e.position, e.id, e.kind, e.bytes, e.body, b.bytes FROM entry e ${withBody(open)} WHERE e.log = ${LOG} AND e.position >= ? AND e.position < ? ORDER BY e.position`);
    statement.setReturnArrays(true); // An object of each row, with its names, costs a sixth of reading it.
    const rows = guarded(FILE, () => statement.all(process, from, to)) as unknown as readonly (readonly [number, string, string, Uint8Array, string, Uint8Array | null])[];
    return rows.map(([position, id, kind, bytes, body, content]) => ({ position, id, kind, bytes, body, content }));
  }

  async contents(process: string, from: number, to: number, open = false): Promise<readonly (Uint8Array | null)[]> {
    return this.#rows(`SELECT b.bytes AS content FROM entry e ${withBody(open)} WHERE e.log = ${LOG} AND e.position >= ? AND e.position < ? ORDER BY e.position`, process, from, to).map(({ content }) => content as Uint8Array | null);
  }

  async positionOf(process: string, entry: string): Promise<number | null> {
    const row = this.#rows(`SELECT position FROM entry WHERE log = ${LOG} AND id = ?`, process, entry)[0];
    return row === undefined ? null : Number(row['position']);
  }

  async bodies(process: string, digests: readonly string[], open = false): Promise<ReadonlyMap<string, Uint8Array>> {
    const rows = this.#rows(`SELECT digest, bytes FROM body WHERE log = ${LOG} AND digest IN (SELECT value FROM json_each(?)) AND audience ${open ? "= 'public'" : "<> 'erased'"}`, process, JSON.stringify(digests));
    return new Map(rows.map(({ digest, bytes }) => [digest as string, bytes as Uint8Array]));
  }

  async tile(process: string, level: number, index: number): Promise<Uint8Array | null> {
    return (this.#rows(`SELECT hashes FROM tile WHERE log = ${LOG} AND level = ? AND number = ?`, process, level, index)[0]?.['hashes'] as Uint8Array | undefined) ?? null;
  }

  async fill(process: string, bodies: readonly StoredBody[]): Promise<void> {
    this.#transaction(() => {
      const log = this.#logOf(process), body = this.#prepared('INSERT INTO body (log, digest, audience, bytes) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
      for (const one of bodies) if (body.run(log, one.digest, one.audience, one.bytes).changes > 0) this.#files.note(log, one);
    });
  }

  #logOf = (process: string): number => Number(this.#rows('SELECT log FROM process WHERE process = ?', process)[0]?.['log']);

  async naming(process: string, digest: string): Promise<Naming> {
    if (this.#stopped !== null) throw this.#stopped;
    return guarded(FILE, () => this.#files.naming(process, digest));
  }

  async retile(process: string, tiles: readonly StoredTile[]): Promise<void> {
    this.#transaction(() => {
      const log = this.#logOf(process);
      this.#prepared('DELETE FROM tile WHERE log = ?').run(log);
      for (const { level, index, hashes } of tiles) this.#prepared('INSERT INTO tile (log, level, number, hashes) VALUES (?, ?, ?, ?)').run(log, level, index, hashes);
    });
  }

  shelf = (): Shelf => new FileShelf(this.#folder);

  async close(): Promise<void> {
    this.#statements.clear();
    this.#database.close();
    this.#lock?.close();
  }
}

/** A batch goes on where the log ends, without a gap, and its head counts what it brings. */
function follows(size: number, { entries, head }: Batch): void {
  assert(entries.every(({ position }, index) => position === size + index), 'the entries of a batch follow the log');
  assert(head.size === size + entries.length, 'the head of a batch counts its entries');
}
