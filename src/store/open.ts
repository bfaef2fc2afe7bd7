import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '#base';
import { HASH_SIZE, TILE_WIDTH, base64, rootFrom, tileReader } from '#record';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';

export const FILE = 'counterpart.sqlite';
const TIMEOUT = 5000;
/** SQLite's `synchronous` by number: every commit is on the disk before it returns. */
const FULL = 2;
/** Kibibytes of pages that are held, and pages of changes after which these go where they belong: what is new lies all over the indexes, and a batch would write and read the same pages many times. */
const CACHE = 16_384, CHANGES = 8_192;

/** A lock that the system gives back when the program ends, however it ends: an exclusive transaction on a file of its own. Faults `store.in-use`, `store.unwritable`. */
export function lock(folder: string): DatabaseSync {
  const path = join(folder, 'counterpart.lock');
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw new Fault('store.unwritable', 'never', { folder }, cause);
  }
  return connected(path, { timeout: 0 }, (database) => database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE'));
}

/** The database of a folder, made if there is none. Only for who holds the lock. `mend`: also where tiles are damaged, for who makes them anew. */
export function openToWrite(folder: string, { mend = false } = {}): DatabaseSync {
  const path = join(folder, FILE);
  if (!existsSync(path)) make(path, SCHEMA);
  return durable(path, OURS, (database) => {
    checkSizes(database, path);
    if (!mend) checkRoots(database, path);
  });
}

/** A connection of which every commit is on the disk before it returns, to a file of this kind. */
export function durable(path: string, kind: Kind, ready: (database: DatabaseSync) => void): DatabaseSync {
  refuseForeign(path);
  return connected(path, { timeout: TIMEOUT }, (database) => {
    checkSchema(database, path, kind);
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${FULL}; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA cache_size = -${CACHE}; PRAGMA wal_autocheckpoint = ${CHANGES};`);
    if (pragma(database, 'synchronous') !== FULL) throw new Fault('store.unwritable', 'never', { folder: path });
    ready(database);
  });
}

export function openToRead(folder: string): DatabaseSync {
  const path = join(folder, FILE);
  if (!existsSync(path)) throw new Fault('store.missing', 'never', { path });
  refuseForeign(path);
  return connected(path, { readOnly: true, timeout: TIMEOUT }, (database) => {
    checkSchema(database, path, OURS);
    database.exec(`PRAGMA cache_size = -${CACHE}`);
    checkSizes(database, path);
  });
}

/** Made aside and then named, so that a file of this name always was whole once: an empty or cut one is damage, never a new store. The first commit syncs the folder too. */
export function make(path: string, schema: string): void {
  const aside = `${path}.new`;
  for (const old of [aside, `${aside}-journal`]) rmSync(old, { force: true });
  connected(aside, { timeout: TIMEOUT }, (database) => database.exec(`PRAGMA synchronous = ${FULL}; BEGIN; ${schema} COMMIT;`)).close();
  renameSync(aside, path);
}

/** A connection that is ready, or none: what fails closes it and becomes a fault. */
function connected(path: string, options: { readonly readOnly?: boolean; readonly timeout: number }, ready: (database: DatabaseSync) => void): DatabaseSync {
  const database = guarded(path, () => new DatabaseSync(path, options));
  try {
    guarded(path, () => ready(database));
    return database;
  } catch (fault) {
    database.close();
    throw fault;
  }
}

const MAGIC = 'SQLite format 3\0';

/** What is no database, and what is cut off so that SQLite would not notice: within its header, or within its last page. */
function refuseForeign(path: string): void {
  const header = guarded(path, () => firstBytes(path, 100)), { size } = statSync(path);
  const same = Math.min(header.length, MAGIC.length);
  if (header.toString('latin1', 0, same) !== MAGIC.slice(0, same)) throw new Fault('store.foreign', 'never', { path });
  if (header.length < 100) throw new Fault('store.damaged', 'never', { path, what: 'file', expected: 100, found: size });
  const page = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const pending = existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0; // Then the end of the file may still be under way.
  if (!pending && size % page !== 0) throw new Fault('store.damaged', 'never', { path, what: 'file', expected: Math.ceil(size / page) * page, found: size });
}

function firstBytes(path: string, count: number): Buffer {
  const bytes = Buffer.alloc(count), file = openSync(path, 'r');
  try {
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

const pragma = (database: DatabaseSync, name: string): number => Number(database.prepare(`PRAGMA ${name}`).get()?.[name]);

/** Whose file it is and of which edition: what SQLite calls application id and user version. */
export interface Kind {
  readonly application: number;
  readonly version: number;
}

const OURS: Kind = { application: APPLICATION_ID, version: SCHEMA_VERSION };

function checkSchema(database: DatabaseSync, path: string, { application, version }: Kind): void {
  if (pragma(database, 'application_id') !== application) throw new Fault('store.foreign', 'never', { path });
  const found = pragma(database, 'user_version');
  if (found < version) throw new Fault('store.older', 'never', { path, found, known: version });
  if (found > version) throw new Fault('store.newer', 'never', { path, found, known: version });
}

/** A head that names more or fewer entries than there are: restored from a part, or cut off. What the entries say is for the audit. */
function checkSizes(database: DatabaseSync, path: string): void {
  const rows = database.prepare('SELECT p.slug AS slug, p.size AS size, (SELECT count(*) FROM entry e WHERE e.log = p.log) AS entries, (SELECT max(position) FROM entry e WHERE e.log = p.log) AS last FROM process p').all();
  for (const row of rows) {
    const size = Number(row['size']);
    if (size !== Number(row['entries']) || size !== Number(row['last'] ?? -1) + 1) throw new Fault('store.damaged', 'never', { path, process: String(row['slug']), what: 'size', expected: size, found: Number(row['entries']) });
  }
}

/** A root that the right edge of the tiles does not make: whoever appended to it would sign on top of damage. */
function checkRoots(database: DatabaseSync, path: string): void {
  const tile = database.prepare('SELECT hashes FROM tile WHERE log = ? AND level = ? AND number = ?');
  for (const row of database.prepare('SELECT log, slug, size, root FROM process').all()) {
    const [log, slug, size, root] = [Number(row['log']), String(row['slug']), Number(row['size']), String(row['root'])];
    const found = base64(rootFrom(size, tileReader((level, index) => {
      const hashes = tile.get(log, level, index)?.['hashes'] as Uint8Array | undefined;
      const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
      if (hashes?.length !== width * HASH_SIZE) throw new Fault('store.damaged', 'never', { path, process: slug, what: 'tile', expected: width * HASH_SIZE, found: hashes?.length ?? 0 });
      return hashes;
    })));
    if (found !== root) throw new Fault('store.damaged', 'never', { path, process: slug, what: 'root', expected: root, found });
  }
}

/** Whatever SQLite or the file system throws becomes a fault with a code. */
export function guarded<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw asFault(path, cause);
  }
}

/** Primary result codes of SQLite that say what to do; of the others only the text is known. */
const CODES: { readonly [primary: number]: readonly [string, Fault['retry']] } = {
  5: ['store.in-use', 'safe'], 6: ['store.in-use', 'safe'], 8: ['store.unwritable', 'never'], 11: ['store.damaged', 'never'], 14: ['store.unwritable', 'never'], 19: ['store.failed', 'never'], 26: ['store.damaged', 'never'],
};

/** Faults for what the disk and the database refuse; a bug stays what it is. */
export function asFault(path: string, cause: unknown): unknown {
  const { errcode, syscall, message } = cause as { readonly errcode?: number; readonly syscall?: string; readonly message?: string };
  if (cause instanceof Fault || errcode === undefined && syscall === undefined) return cause;
  const [code, retry] = CODES[(errcode ?? 0) & 0xff] ?? ['store.failed', 'unsafe'];
  return new Fault(code, retry, code === 'store.failed' ? { path, message: message ?? '' } : { path }, cause);
}
