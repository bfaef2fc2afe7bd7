import { existsSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isDigest } from '#record';
import type { Naming, StoredBody } from '#ports';
import { syncFolder } from './durable.ts';
import { pathOf } from './evidence.ts';
import { FILES } from './schema.ts';

const NAMED = /"digest":"([0-9a-f]{64})"/g, SIGN = Buffer.from('"digest":"');

/** The files that words name; of a letter nobody here can read which. */
function namedBy({ audience, bytes }: Omit<StoredBody, 'digest'>): readonly string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return audience === 'sealed' || !text.includes(SIGN) ? [] : [...new Set([...text.toString('utf8').matchAll(NAMED)].flatMap(([, digest]) => digest ?? []))];
}

/** Notes, within the transactions of the store, which words name which files of evidence; and has those files go that only erased words named, once that is durable. */
export class NamedFiles {
  readonly #database: DatabaseSync;
  readonly #folder: string;
  #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, folder: string) {
    this.#database = database;
    this.#folder = folder;
  }

  /** Looks through what was kept before files were noted, and finishes what was broken off. */
  static open(database: DatabaseSync, folder: string): NamedFiles {
    const files = new NamedFiles(database, folder);
    if (!files.areNoted) {
      database.exec(`BEGIN IMMEDIATE; ${FILES}`);
      for (const row of database.prepare("SELECT log, digest, audience, bytes FROM body WHERE audience <> 'erased'").iterate()) files.note(Number(row['log']), row as unknown as StoredBody);
      database.exec('COMMIT');
    }
    files.forget();
    return files;
  }

  /** Whether this store has the table yet: one that was only read since has not. */
  get areNoted(): boolean {
    return this.#all("SELECT 1 FROM sqlite_master WHERE name = 'file'").length > 0;
  }

  #prepared(sql: string): StatementSync {
    const kept = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, kept);
    return kept;
  }

  #all = (sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] => this.#prepared(sql).all(...values);

  /** What words say that are being kept. */
  note(log: number | bigint, body: StoredBody): void {
    for (const digest of namedBy(body)) this.#prepared("INSERT INTO file (log, digest, body, audience) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET audience = 'public' WHERE excluded.audience = 'public'").run(log, digest, body.digest, body.audience);
  }

  /** That the words of an entry are being erased; before they are. */
  erase(log: number | bigint, entry: string): void {
    const [row] = this.#all('SELECT b.digest AS digest, b.audience AS audience, b.bytes AS bytes FROM entry e JOIN body b ON b.log = e.log AND b.digest = e.body WHERE e.log = ? AND e.id = ?', Number(log), entry);
    const body = row as unknown as StoredBody | undefined;
    for (const digest of body === undefined ? [] : namedBy(body)) this.#prepared("UPDATE file SET entry = ? WHERE log = ? AND digest = ? AND body = ? AND entry = ''").run(entry, log, digest, body?.digest ?? '');
  }

  /** Has the files go that only erased words named. What is broken off is done when the store is next opened. */
  forget(): void {
    const due = this.#all("SELECT DISTINCT f.log AS log, f.digest AS digest, p.process AS process FROM file f JOIN process p ON p.log = f.log WHERE f.entry <> '' AND f.held = 1 AND NOT EXISTS (SELECT 1 FROM file s WHERE s.log = f.log AND s.digest = f.digest AND s.entry = '')");
    for (const { log, digest, process } of due) {
      const path = pathOf(this.#folder, process as string, digest as string);
      if (path === null || isGone(path)) this.#prepared('UPDATE file SET held = 0 WHERE log = ? AND digest = ?').run(log as number, digest as string);
    }
  }

  /** Which words name a file. */
  naming(process: string, digest: string): Naming {
    const rows = isDigest(digest) && this.areNoted ? this.#all('SELECT entry, audience FROM file WHERE log = (SELECT log FROM process WHERE process = ?) AND digest = ?', process, digest) : [];
    return { standing: rows.some(({ entry }) => entry === ''), erased: rows.flatMap(({ entry, audience }) => (entry === '' ? [] : [{ entry: entry as string, open: audience === 'public' }])) };
  }
}

/** Removes a file, durably; what the disk does not let go of is tried again the next time, and given to nobody meanwhile. */
function isGone(path: string): boolean {
  try {
    rmSync(path, { force: true });
    if (existsSync(dirname(path))) syncFolder(dirname(path));
    return true;
  } catch {
    return false;
  }
}
