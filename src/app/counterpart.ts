import type { Result } from '#base';
import { Fault, assert, ok, refuse } from '#base';
import { Audit, admit } from '#audit';
import type { AsOf, Claims, Perspective } from '#compliance';
import { claimsOf, explained } from '#compliance';
import type { Head, Held, Store } from '#ports';
import type { Body, ProcessState } from '#process';
import { TILE_WIDTH, base64, bodyDigest, inclusionProof, readBody as openBody, readEntry, sameBytes, tileReader } from '#record';
import type { Kept } from '#record';
import { explain, rollUp, statusChanges } from '#views';
import { readBody, readCase } from '#wire';
import type { App, AuditReport, CountedTogether, Dossier, EntryWithProof, Explained, ProcessCard, StatusTable } from './app.ts';
import type { Progress } from './case-log.ts';
import { caseLog } from './case-log.ts';
import type { Changes, Times } from './changes.ts';
import { perspectiveOf, perspectivesOf, rangeOf } from './dossier.ts';
import { statusTable } from './table.ts';
import type { Supposed, WhatIf, WhatIfTimes } from './what-if.ts';
import { compared, suppose } from './what-if.ts';

const PAGE = 1024;
const TABLES_KEPT = 24;

interface StoredWithBody extends Kept {
  readonly position: number;
}

/** A record folded, and its evidence taken apart. */
interface Folded {
  readonly dossier: Dossier;
  readonly claims: Claims;
}

interface Opened extends Folded {
  readonly tables: Map<string, StatusTable>;
}

/** A log that is held, with its head. */
interface HeldLog {
  readonly held: Held;
  readonly head: Head;
}

/** The use cases over a store. What is folded from the record is kept for as long as the head of the log stays the same. */
export class Counterpart implements App {
  readonly #store: Store;
  readonly #opened = new Map<string, Opened>();
  /** The last record that was read in part. A log only grows, so what its first entries amount to stays. */
  #early: { readonly process: string; readonly size: number; readonly folded: Folded } | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  async #held(slug: string): Promise<HeldLog | null> {
    const held = (await this.#store.list()).find((one) => one.slug === slug || one.process === slug);
    const head = held === undefined ? null : await this.#store.head(held.process);
    return held === undefined || head === null ? null : { held, head };
  }

  async #open(slug: string): Promise<Opened | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    const kept = this.#opened.get(log.held.process);
    if (kept !== undefined && kept.dossier.head.root === log.head.root) return kept;
    const opened = { ...folded(log, await this.#fold(log.held)), tables: new Map() };
    this.#opened.set(log.held.process, opened);
    return opened;
  }

  /** The record as it is, or as it was when the log had `size` entries: what was known then. `null` if it is not held, or never had so many. */
  async #at(slug: string, size?: number): Promise<Folded | null> {
    if (size === undefined) return this.#open(slug);
    const log = await this.#held(slug);
    if (log === null || size < 1 || size > log.held.size) return null;
    const { process } = log.held;
    if (this.#early?.process !== process || this.#early.size !== size) this.#early = { process, size, folded: folded(log, await this.#fold({ ...log.held, size })) };
    return this.#early.folded;
  }

  /** The state that the entries amount to. A record that cannot be folded is damaged: the audit says where. */
  async #fold(held: Held): Promise<ProcessState> {
    let state: ProcessState | null = null;
    for await (const { position, bytes, body } of this.#entries(held)) {
      const entry = readEntry(bytes);
      const read = body === null || !entry.ok || bodyDigest(body) !== entry.value.header.body ? refuse('record.damaged') : bodyOf(entry.value.header.kind, body);
      const next: Result<ProcessState> = entry.ok && read.ok ? admit(state, entry.value, read.value, position) : refuse('record.damaged');
      if (!next.ok) throw new Fault('record.damaged', 'never', { slug: held.slug, position });
      state = next.value;
    }
    assert(state !== null, 'a log that is held has a charter');
    return state;
  }

  async *#entries(held: Held): AsyncGenerator<StoredWithBody> {
    for await (const page of this.#pages(held)) yield* page;
  }

  async *#pages(held: Held): AsyncGenerator<readonly StoredWithBody[]> {
    for (let from = 0; from < held.size; from += PAGE) {
      const entries = await this.#store.entries(held.process, from, Math.min(held.size, from + PAGE));
      const bodies = await this.#store.bodies(held.process, entries.map(({ body }) => body));
      yield entries.map(({ position, bytes, id, kind, body }) => ({ position, bytes, body: bodies.get(body) ?? null, filed: { id, kind, body } }));
    }
  }

  async list(): Promise<readonly ProcessCard[]> {
    const cards: ProcessCard[] = [];
    for (const held of await this.#store.list()) {
      const first = await this.#store.entries(held.process, 0, 1);
      const body = first[0] === undefined ? undefined : (await this.#store.bodies(held.process, [first[0].body])).get(first[0].body);
      const charter = body === undefined ? refuse('record.body.missing') : bodyOf('charter', body);
      if (!charter.ok || charter.value.kind !== 'charter') continue;
      const { charter: own } = charter.value.content;
      cards.push({ slug: held.slug, process: held.process, title: own.title, purpose: own.purpose, kind: own.kind, fictional: own.fictional ?? false, size: held.size });
    }
    return cards;
  }

  async dossier(slug: string): Promise<Dossier | null> {
    return (await this.#open(slug))?.dossier ?? null;
  }

  async status(slug: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null> {
    if (size !== undefined || perspectives !== undefined) {
      const at = await this.#at(slug, size);
      return at === null ? null : statusTable(at.dossier, at.claims, asOf, perspectives ?? at.dossier.perspectives);
    }
    const opened = await this.#open(slug);
    if (opened === null) return null;
    const key = `${asOf.valid} ${asOf.known}`;
    const kept = opened.tables.get(key);
    if (kept !== undefined) return kept;
    const table = statusTable(opened.dossier, opened.claims, asOf, opened.dossier.perspectives);
    if (opened.tables.size >= TABLES_KEPT) opened.tables.delete(opened.tables.keys().next().value ?? '');
    opened.tables.set(key, table);
    return table;
  }

  /** The whole table of statuses counted together, with the table's digest. `null` if the process is not held, or never had `size` entries. */
  async rollUp(slug: string, asOf: AsOf, size?: number): Promise<CountedTogether | null> {
    const at = await this.#at(slug, size);
    if (at === null) return null;
    const { statuses, digest, proof } = statusTable(at.dossier, at.claims, asOf, at.dossier.perspectives);
    return { rollUp: rollUp(at.dossier, statuses, asOf), digest, proof };
  }

  async explain(slug: string, commitment: string, perspective: string, asOf: AsOf, size?: number): Promise<Explained | null> {
    const at = await this.#at(slug, size);
    const asked = at === null ? null : perspectiveOf(at.dossier, perspective);
    if (at === null || asked === null || !at.dossier.state.commitments.has(commitment)) return null;
    const statuses = explained(at.claims, asked, asOf, commitment);
    return { statuses, sentences: statuses.map((status) => explain(status, at.dossier)) };
  }

  async changes(slug: string, { from, to }: Times, perspective?: Perspective, size?: number): Promise<Changes | null> {
    const at = await this.#at(slug, size);
    const asked = perspective === undefined ? undefined : [perspective];
    const before = await this.status(slug, from, asked, size), after = await this.status(slug, to, asked, size);
    return at === null || before === null || after === null ? null : { from, to, changes: statusChanges(before.statuses, after.statuses, at.dossier.state) };
  }

  /** What would stand otherwise if the items of a file were entered; nothing is. `null` if there is no such process. Refuses what the file or the rules do not allow, by file and line. */
  async whatIf(slug: string, supposed: Supposed, times: WhatIfTimes, perspective?: Perspective, size?: number): Promise<Result<WhatIf> | null> {
    const at = await this.#at(slug, size), log = await this.#held(slug);
    if (at === null || log === null) return null;
    const fresh = await this.#fold({ ...log.held, size: at.dossier.state.size });
    return compared(at.dossier, suppose(fresh, supposed), times, perspective === undefined ? undefined : [perspective]);
  }

  async entry(slug: string, position: number): Promise<EntryWithProof | null> {
    const log = await this.#held(slug);
    if (log === null || !Number.isSafeInteger(position) || position < 0 || position >= log.head.size) return null;
    const { held, head } = log;
    const [entry] = await this.#store.entries(held.process, position, position + 1);
    if (entry === undefined) return null;
    const body = (await this.#store.bodies(held.process, [entry.body])).get(entry.body);
    const proof = await this.#proof(held.process, position, head.size);
    const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
    return { position, id: entry.id, kind: entry.kind, leaf: text(entry.bytes), body: body === undefined ? '' : text(body), proof, checkpoint: head.checkpoint, hostKey: held.hostKey };
  }

  async #proof(process: string, position: number, size: number): Promise<readonly string[]> {
    const tiles = new Map<string, Uint8Array | null>();
    for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / 256)) {
      for (let index = 0; index * 256 < count; index += 1) tiles.set(`${level}/${index}`, await this.#store.tile(process, level, index));
    }
    return inclusionProof(position, size, tileReader((level, index) => tiles.get(`${level}/${index}`) ?? null)).map(base64);
  }

  async audit(slug: string, progress: Progress = () => undefined): Promise<AuditReport | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    const { held, head } = log;
    const audit = new Audit(held.process, readBody);
    const report = (wrong: AuditReport['wrong']): AuditReport => ({ process: held.process, size: head.size, ok: wrong === null, steps: audit.steps, wrong });
    for await (const page of this.#pages(held)) {
      for (const stored of page) {
        const { position } = stored;
        if (stored.body === null) return report({ step: 'body', position, entry: null, refusal: { code: 'record.body.missing', position } });
        const checked = audit.entry(stored);
        if (!checked.ok) return report(checked.wrong);
      }
      const tile = await this.#wrongTile(held.process, audit, page, head.size);
      if (tile !== null) return report(tile);
      progress(audit.log.counts.entries, head.size);
    }
    const finished = audit.log.finish(head, held.hostKey, held.origin);
    return report(finished.ok ? null : finished.wrong);
  }

  /** The first stored tile that is not what the entries of a page make it. */
  async #wrongTile(process: string, audit: Audit, page: readonly StoredWithBody[], size: number): Promise<AuditReport['wrong']> {
    const start = page[0]?.position ?? 0;
    for (const { level, index, hashes } of audit.log.tiles(start, page.map(({ bytes }) => bytes))) {
      const kept = await this.#store.tile(process, level, index);
      const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH);
      if (kept === null || kept.length !== width * 32 || !sameBytes(kept.subarray(0, hashes.length), hashes)) return { step: 'tile', position: null, entry: null, refusal: { code: 'record.tile', level, index } };
    }
    return null;
  }

  /** Loads a case from its files: all of it or nothing. Loading the same case again changes nothing; another edition under the same slug is refused. */
  async loadCase(files: ReadonlyMap<string, string>, progress: Progress = () => undefined): Promise<Result<{ readonly slug: string; readonly size: number; readonly added: boolean }>> {
    const read = readCase(files);
    if (!read.ok) return read;
    const log = caseLog(read.value, progress);
    if (!log.ok) return log;
    const { held, batch } = log.value;
    const before = (await this.#store.list()).find(({ slug, process }) => slug === held.slug || process === held.process);
    if (before !== undefined) {
      const head = await this.#store.head(before.process);
      return head?.root === batch.head.root ? ok({ slug: held.slug, size: batch.head.size, added: false }) : refuse('case.other-edition', { slug: held.slug });
    }
    await this.#store.create(held, batch);
    return ok({ slug: held.slug, size: batch.head.size, added: true });
  }
}

function folded({ held, head }: HeldLog, state: ProcessState): Folded {
  const dossier: Dossier = {
    slug: held.slug, state, head: { ...head, hostKey: held.hostKey, origin: held.origin }, perspectives: perspectivesOf(state), range: rangeOf(state),
  };
  return { dossier, claims: claimsOf(state) };
}

/** What the bytes of a body say, read by the schema of its kind. */
function bodyOf(kind: string, bytes: Uint8Array): Result<Body> {
  const content = openBody(bytes);
  return content.ok ? readBody(kind, content.value) : content;
}

/** Reads a case from its files and lets the rules have their say, without keeping anything. */
export function checkCase(files: ReadonlyMap<string, string>): Result<{ readonly slug: string; readonly size: number }> {
  const read = readCase(files);
  if (!read.ok) return read;
  const log = caseLog(read.value);
  return log.ok ? ok({ slug: log.value.held.slug, size: log.value.batch.head.size }) : log;
}
