import { mkdirSync, openSync, closeSync, readSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '#base';
import type { Batch, Head, Held, Store, StoredEntry } from '#ports';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';

const FILE = 'counterpart.sqlite';

/** Opens the store in a folder: `write` makes it if it is missing and lets nobody else write; `read` for audits and reports beside a running host. Faults `store.*`. */
export async function openStore(options: { readonly folder: string; readonly mode: 'write' | 'read' }): Promise<Store> {
  const path = join(options.folder, FILE);
  const database = options.mode === 'write' ? openToWrite(options.folder, path) : openToRead(path);
  return new SqliteStore(database, options.mode === 'write' ? lock(options.folder) : null);
}

function openToWrite(folder: string, path: string): DatabaseSync {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Fault('store.unwritable', 'never', { folder }, cause);
  }
  const fresh = !existsSync(path);
  if (!fresh) refuseForeign(path);
  return guarded(path, () => {
    const database = new DatabaseSync(path, { timeout: 5000 });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    if (fresh || tables(database) === 0) database.exec(SCHEMA);
    checkSchema(database, path);
    checkHeads(database, path);
    return database;
  });
}

function openToRead(path: string): DatabaseSync {
  if (!existsSync(path)) throw new Fault('store.missing', 'never', { path });
  refuseForeign(path);
  return guarded(path, () => {
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
    checkSchema(database, path);
    checkHeads(database, path);
    return database;
  });
}

/** SQLite would take an empty or foreign file for its own; the first bytes say what it is. */
function refuseForeign(path: string): void {
  const first = Buffer.alloc(16);
  const file = openSync(path, 'r');
  const read = readSync(file, first, 0, 16, 0);
  closeSync(file);
  if (read > 0 && first.toString('latin1') !== 'SQLite format 3\0') throw new Fault('store.foreign', 'never', { path });
}

const tables = (database: DatabaseSync): number => Number(database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.['n']);
const pragma = (database: DatabaseSync, name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);

function checkSchema(database: DatabaseSync, path: string): void {
  if (pragma(database, 'application_id') !== APPLICATION_ID) throw new Fault('store.foreign', 'never', { path });
  const found = pragma(database, 'user_version');
  if (found > SCHEMA_VERSION) throw new Fault('store.newer', 'never', { path, found, known: SCHEMA_VERSION });
}

/** A head that names more or fewer entries than there are: restored from a part, or cut off. What the entries say is for the audit. */
function checkHeads(database: DatabaseSync, path: string): void {
  const rows = database.prepare('SELECT p.slug AS slug, p.size AS size, count(e.position) AS entries, max(e.position) AS last FROM process p LEFT JOIN entry e ON e.process = p.process GROUP BY p.process').all();
  for (const row of rows) {
    const size = Number(row['size']);
    if (size !== Number(row['entries']) || size !== Number(row['last']) + 1) throw new Fault('store.damaged', 'never', { path, process: String(row['slug']), size, entries: Number(row['entries']) });
  }
}

/** Whatever SQLite throws becomes a fault with a code. */
function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (/malformed|not a database|corrupt|disk image|no such (table|column)/i.test(message)) throw new Fault('store.damaged', 'never', { path }, cause);
    if (/readonly|unable to open|permission/i.test(message)) throw new Fault('store.unwritable', 'never', { path }, cause);
    if (/locked|busy/i.test(message)) throw new Fault('store.in-use', 'safe', { path }, cause);
    throw new Fault('store.failed', 'unsafe', { path, message }, cause);
  }
}

/** A lock that the system gives back when the program ends, however it ends: an exclusive transaction on a file of its own. */
function lock(folder: string): DatabaseSync {
  const path = join(folder, 'counterpart.lock');
  return guarded(path, () => {
    const held = new DatabaseSync(path, { timeout: 0 });
    held.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return held;
  });
}

class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync | null;

  constructor(database: DatabaseSync, held: DatabaseSync | null) {
    this.#database = database;
    this.#lock = held;
  }

  #rows(sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] {
    return guarded(FILE, () => this.#database.prepare(sql).all(...values));
  }

  async list(): Promise<readonly Held[]> {
    return this.#rows('SELECT process, slug, origin, host_key AS hostKey, size FROM process ORDER BY slug').map((row) => ({ ...row }) as unknown as Held);
  }

  async create(held: Omit<Held, 'size'>, batch: Batch): Promise<void> {
    this.#transaction(() => {
      const taken = this.#rows('SELECT slug FROM process WHERE process = ? OR slug = ?', held.process, held.slug);
      if (taken.length > 0) throw new Fault('store.exists', 'never', { slug: held.slug });
      this.#database.prepare('INSERT INTO process (process, slug, origin, host_key, size, root, checkpoint) VALUES (?, ?, ?, ?, 0, \'\', \'\')').run(held.process, held.slug, held.origin, held.hostKey);
      this.#write(held.process, batch);
    });
  }

  async append(process: string, expected: number, batch: Batch): Promise<void> {
    this.#transaction(() => {
      const found = Number(this.#rows('SELECT size FROM process WHERE process = ?', process)[0]?.['size'] ?? -1);
      if (found !== expected) throw new Fault('store.moved', 'safe', { expected, found });
      this.#write(process, batch);
    });
  }

  #transaction(action: () => void): void {
    guarded(FILE, () => {
      this.#database.exec('BEGIN IMMEDIATE');
      try {
        action();
        this.#database.exec('COMMIT');
      } catch (error) {
        this.#database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #write(process: string, { entries, bodies, tiles, head }: Batch): void {
    const entry = this.#database.prepare('INSERT INTO entry (process, position, id, kind, bytes, body) VALUES (?, ?, ?, ?, ?, ?)');
    for (const { position, id, kind, bytes, body } of entries) entry.run(process, position, id, kind, bytes, body);
    const body = this.#database.prepare('INSERT OR IGNORE INTO body (process, digest, bytes) VALUES (?, ?, ?)');
    for (const { digest, bytes } of bodies) body.run(process, digest, bytes);
    const tile = this.#database.prepare('INSERT OR REPLACE INTO tile (process, level, number, hashes) VALUES (?, ?, ?, ?)');
    for (const { level, index, hashes } of tiles) tile.run(process, level, index, hashes);
    this.#database.prepare('UPDATE process SET size = ?, root = ?, checkpoint = ? WHERE process = ?').run(head.size, head.root, head.checkpoint, process);
  }

  async head(process: string): Promise<Head | null> {
    const row = this.#rows('SELECT size, root, checkpoint FROM process WHERE process = ?', process)[0];
    return row === undefined ? null : ({ ...row } as unknown as Head);
  }

  async entries(process: string, from: number, to: number): Promise<readonly StoredEntry[]> {
    return this.#rows('SELECT position, id, kind, bytes, body FROM entry WHERE process = ? AND position >= ? AND position < ? ORDER BY position', process, from, to).map((row) => ({ ...row }) as unknown as StoredEntry);
  }

  async positionOf(process: string, entry: string): Promise<number | null> {
    const row = this.#rows('SELECT position FROM entry WHERE process = ? AND id = ?', process, entry)[0];
    return row === undefined ? null : Number(row['position']);
  }

  async bodies(process: string, digests: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
    const found = new Map<string, Uint8Array>();
    const get = guarded(FILE, () => this.#database.prepare('SELECT bytes FROM body WHERE process = ? AND digest = ?'));
    for (const digest of digests) {
      const row = guarded(FILE, () => get.get(process, digest));
      if (row !== undefined) found.set(digest, row['bytes'] as Uint8Array);
    }
    return found;
  }

  async tile(process: string, level: number, index: number): Promise<Uint8Array | null> {
    return (this.#rows('SELECT hashes FROM tile WHERE process = ? AND level = ? AND number = ?', process, level, index)[0]?.['hashes'] as Uint8Array | undefined) ?? null;
  }

  async close(): Promise<void> {
    this.#database.close();
    this.#lock?.close();
  }
}
