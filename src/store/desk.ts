import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Json } from '#base';
import { Fault } from '#base';
import type { Clock, Desk, Paper } from '#ports';
import type { Kind } from './open.ts';
import { asFault, durable, guarded, make } from './open.ts';

const FILE = 'desk.sqlite';
/** "CPDK": the papers of a desk are never taken for a record. */
const KIND: Kind = { application: 0x4350444b, version: 1 };
const SCHEMA = `
PRAGMA application_id = ${KIND.application};
PRAGMA user_version = ${KIND.version};
CREATE TABLE paper (
  number INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, content TEXT NOT NULL, expires INTEGER, version INTEGER NOT NULL, UNIQUE (kind, id)
) STRICT;
CREATE INDEX paper_owner ON paper (kind, owner);
CREATE INDEX paper_expires ON paper (expires) WHERE expires IS NOT NULL;
`;

/** The desk beside the store of a folder, made if there is none. Only for who holds the lock of that store. Faults `store.*`. */
export function openDesk(folder: string, clock: Pick<Clock, 'now'>): Desk {
  const path = join(folder, FILE);
  if (!existsSync(path)) guarded(path, () => make(path, SCHEMA));
  return new SqliteDesk(path, durable(path, KIND, () => undefined), clock);
}

const COLUMNS = 'kind, id, owner, content, expires, version';

class SqliteDesk implements Desk {
  readonly #path: string;
  readonly #database: DatabaseSync;
  readonly #clock: Pick<Clock, 'now'>;
  /** Set once a write has failed in a way that leaves open what reached the disk: nothing more is written or read back. */
  #stopped: Fault | null = null;

  constructor(path: string, database: DatabaseSync, clock: Pick<Clock, 'now'>) {
    this.#path = path;
    this.#database = database;
    this.#clock = clock;
  }

  #rows(sql: string, ...values: readonly (string | number)[]): readonly Paper[] {
    if (this.#stopped !== null) throw this.#stopped;
    return guarded(this.#path, () => this.#database.prepare(sql).all(...values)).map(paperOf);
  }

  #write(sql: string, ...values: readonly (string | number | null)[]): number {
    if (this.#stopped !== null) throw this.#stopped;
    try {
      return Number(this.#database.prepare(sql).run(...values).changes);
    } catch (cause) {
      const fault = asFault(this.#path, cause);
      if (fault instanceof Fault && fault.retry === 'unsafe') this.#stopped = fault;
      throw fault;
    }
  }

  async get(kind: string, id: string): Promise<Paper | null> {
    return this.#rows(`SELECT ${COLUMNS} FROM paper WHERE kind = ? AND id = ? AND (expires IS NULL OR expires > ?)`, kind, id, this.#clock.now())[0] ?? null;
  }

  async of(kind: string, owner: string): Promise<readonly Paper[]> {
    return this.#rows(`SELECT ${COLUMNS} FROM paper WHERE kind = ? AND owner = ? AND (expires IS NULL OR expires > ?) ORDER BY number`, kind, owner, this.#clock.now());
  }

  async put({ kind, id, owner, content, expires }: Omit<Paper, 'version'>, was: number): Promise<boolean> {
    const text = JSON.stringify(content);
    if (was > 0) return this.#write('UPDATE paper SET owner = ?, content = ?, expires = ?, version = version + 1 WHERE kind = ? AND id = ? AND version = ?', owner, text, expires ?? null, kind, id, was) === 1;
    return this.#write('INSERT INTO paper (kind, id, owner, content, expires, version) VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING', kind, id, owner, text, expires ?? null) === 1;
  }

  async drop(kind: string, id: string): Promise<void> {
    this.#write('DELETE FROM paper WHERE kind = ? AND id = ?', kind, id);
  }

  async sweep(now: number): Promise<void> {
    this.#write('DELETE FROM paper WHERE expires <= ?', now);
  }

  async close(): Promise<void> {
    this.#database.close();
  }
}

function paperOf(row: Record<string, unknown>): Paper {
  const { expires, content, ...rest } = row as { readonly kind: string; readonly id: string; readonly owner: string; readonly content: string; readonly expires: number | null; readonly version: number };
  return { ...rest, content: JSON.parse(content) as Json, ...(expires === null ? {} : { expires }) };
}
