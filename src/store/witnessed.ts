import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Fault } from '#base';
import type { Witnessed } from '#ports';
import type { Signer, WitnessedHead } from '#record';
import { sameBytes } from '#record';
import type { Kind } from './open.ts';
import { asFault, durable, guarded, lock, make } from './open.ts';
import { KEY_FILE, makeKey, readKey } from './witness-key.ts';

const FILE = 'witness.sqlite';
/** "CPWT": a witness's memory is never taken for a host's record. */
const KIND: Kind = { application: 0x43505754, version: 1 };
const SCHEMA = `
PRAGMA application_id = ${KIND.application};
PRAGMA user_version = ${KIND.version};
CREATE TABLE witnessed (origin TEXT PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, checkpoint TEXT NOT NULL) STRICT;
`;

/**
 * Opens the folder of a witness: its memory and its keys, both made at the first start (`name` is needed then). Nobody else may have it open.
 * A key without its memory, or a memory without its key, is refused: a witness that forgot could cosign another history.
 * Faults `store.*`, `witness.*`.
 */
export async function openWitnessed(folder: string, name: string | null): Promise<{ readonly witnessed: Witnessed; readonly signers: readonly Signer[] }> {
  const held = lock(folder), path = join(folder, FILE), keyPath = join(folder, KEY_FILE);
  let database: DatabaseSync | null = null;
  try {
    const hasKey = existsSync(keyPath);
    if (hasKey && !existsSync(path)) throw new Fault('witness.forgotten', 'never', { path, key: keyPath });
    if (!hasKey && name === null) throw new Fault('witness.name.missing', 'never');
    if (!existsSync(path)) make(path, SCHEMA);
    database = durable(path, KIND, () => undefined);
    const witnessed = new SqliteWitnessed(path, database, held);
    if (!hasKey && (await witnessed.origins()).length > 0) throw new Fault('witness.key.missing', 'never', { path: keyPath });
    if (!hasKey) makeKey(keyPath, name ?? '');
    return { witnessed, signers: readKey(keyPath, name) };
  } catch (fault) {
    database?.close();
    held.close();
    throw asFault(path, fault);
  }
}

class SqliteWitnessed implements Witnessed {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #lock: DatabaseSync;
  /** Set once a write has failed in a way that leaves open what reached the disk: nothing more is written or read back. */
  #stopped: Fault | null = null;

  constructor(path: string, database: DatabaseSync, held: DatabaseSync) {
    this.#path = path;
    this.#database = database;
    this.#lock = held;
  }

  #rows(sql: string, ...values: readonly string[]): readonly Record<string, unknown>[] {
    if (this.#stopped !== null) throw this.#stopped;
    return guarded(this.#path, () => this.#database.prepare(sql).all(...values));
  }

  async origins(): Promise<readonly string[]> {
    return this.#rows('SELECT origin FROM witnessed ORDER BY origin').map((row) => String(row['origin']));
  }

  async head(origin: string): Promise<WitnessedHead | null> {
    return this.#head(origin);
  }

  #head(origin: string): WitnessedHead | null {
    const row = this.#rows('SELECT size, root, checkpoint FROM witnessed WHERE origin = ?', origin)[0];
    return row === undefined ? null : ({ ...row } as unknown as WitnessedHead);
  }

  async advance(origin: string, last: WitnessedHead | null, next: WitnessedHead): Promise<boolean> {
    if (this.#stopped !== null) throw this.#stopped;
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      const found = this.#head(origin);
      const same = found === null || last === null ? found === last : found.size === last.size && sameBytes(found.root, last.root);
      if (same) this.#database.prepare('INSERT OR REPLACE INTO witnessed (origin, size, root, checkpoint) VALUES (?, ?, ?, ?)').run(origin, next.size, next.root, next.checkpoint);
      this.#database.exec('COMMIT');
      return same;
    } catch (cause) {
      const fault = asFault(this.#path, cause);
      if (fault instanceof Fault && fault.retry === 'unsafe') this.#stopped = fault;
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw fault;
    }
  }

  async close(): Promise<void> {
    this.#database.close();
    this.#lock.close();
  }
}
