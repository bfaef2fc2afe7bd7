import type { Result } from '#base';
import { Fault, assert, ok, refuse } from '#base';
import { Audit, admit } from '#audit';
import type { AsOf, Claims, Perspective } from '#compliance';
import { claimsOf, explained } from '#compliance';
import type { Held, Store } from '#ports';
import type { ProcessState } from '#process';
import { TILE_WIDTH, base64, bodyDigest, inclusionProof, readBody as openBody, readEntry, sameBytes, tileReader } from '#record';
import type { Kept } from '#record';
import { explain } from '#views';
import { readBody, readCase } from '#wire';
import type { App, AuditReport, Dossier, EntryWithProof, Explained, ProcessCard, StatusTable } from './app.ts';
import type { Progress } from './case-log.ts';
import { caseLog } from './case-log.ts';
import { perspectivesOf, rangeOf } from './dossier.ts';
import { statusTable } from './table.ts';

const PAGE = 1024;
const TABLES_KEPT = 24;

interface StoredWithBody extends Kept {
  readonly position: number;
}

interface Opened {
  readonly dossier: Dossier;
  readonly claims: Claims;
  readonly tables: Map<string, StatusTable>;
}

/** The use cases over a store. What is folded from the record is kept for as long as the head of the log stays the same. */
export class Counterpart implements App {
  readonly #store: Store;
  readonly #opened = new Map<string, Opened>();

  constructor(store: Store) {
    this.#store = store;
  }

  async #held(slug: string): Promise<Held | null> {
    return (await this.#store.list()).find((held) => held.slug === slug || held.process === slug) ?? null;
  }

  async #open(slug: string): Promise<Opened | null> {
    const held = await this.#held(slug);
    const head = held === null ? null : await this.#store.head(held.process);
    if (held === null || head === null) return null;
    const kept = this.#opened.get(held.process);
    if (kept !== undefined && kept.dossier.head.root === head.root) return kept;
    const state = await this.#fold(held);
    const dossier: Dossier = {
      slug: held.slug, state, head: { ...head, hostKey: held.hostKey, origin: held.origin }, perspectives: perspectivesOf(state), range: rangeOf(state),
    };
    const opened = { dossier, claims: claimsOf(state), tables: new Map() };
    this.#opened.set(held.process, opened);
    return opened;
  }

  /** The state as it was when the log had this many entries, for what was known then. `null` if it never had. */
  async #prefix(slug: string, size: number): Promise<{ readonly dossier: Dossier; readonly claims: Claims } | null> {
    const opened = await this.#open(slug), held = await this.#held(slug);
    if (opened === null || held === null || size < 1 || size > held.size) return null;
    const state = await this.#fold({ ...held, size });
    return { dossier: { ...opened.dossier, state, range: rangeOf(state) }, claims: claimsOf(state) };
  }

  /** The state that the entries amount to. A record that cannot be folded is damaged: the audit says where. */
  async #fold(held: Held): Promise<ProcessState> {
    let state: ProcessState | null = null;
    for await (const { position, bytes, body } of this.#entries(held)) {
      const entry = readEntry(bytes);
      const content = body === null || !entry.ok || bodyDigest(body) !== entry.value.header.body ? refuse('record.damaged') : openBody(body);
      const read = entry.ok && content.ok ? readBody(entry.value.header.kind, content.value) : content;
      const next: Result<ProcessState> = entry.ok && read.ok ? admit(state, entry.value, read.value as Parameters<typeof admit>[2], position) : refuse('record.damaged');
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
      const content = body === undefined ? refuse('record.body.missing') : openBody(body);
      const charter = content.ok ? readBody('charter', content.value) : content;
      if (!charter.ok || charter.value === null || (charter.value as { kind: string }).kind !== 'charter') continue;
      const { charter: own } = (charter.value as { readonly content: { readonly charter: ProcessState['charter'] } }).content;
      cards.push({ slug: held.slug, process: held.process, title: own.title, purpose: own.purpose, kind: own.kind, fictional: own.fictional ?? false, size: held.size });
    }
    return cards;
  }

  async dossier(slug: string): Promise<Dossier | null> {
    return (await this.#open(slug))?.dossier ?? null;
  }

  async status(slug: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null> {
    if (size !== undefined) {
      const early = await this.#prefix(slug, size);
      return early === null ? null : statusTable(early.dossier, early.claims, asOf, perspectives ?? early.dossier.perspectives);
    }
    const opened = await this.#open(slug);
    if (opened === null) return null;
    if (perspectives !== undefined) return statusTable(opened.dossier, opened.claims, asOf, perspectives);
    const key = `${asOf.valid} ${asOf.known}`;
    const kept = opened.tables.get(key);
    if (kept !== undefined) return kept;
    const table = statusTable(opened.dossier, opened.claims, asOf, opened.dossier.perspectives);
    if (opened.tables.size >= TABLES_KEPT) opened.tables.delete(opened.tables.keys().next().value ?? '');
    opened.tables.set(key, table);
    return table;
  }

  async explain(slug: string, commitment: string, perspective: string, asOf: AsOf): Promise<Explained | null> {
    const opened = await this.#open(slug);
    const asked = opened?.dossier.perspectives.find(({ id }) => id === perspective);
    if (opened === null || asked === undefined || !opened.dossier.state.commitments.has(commitment)) return null;
    const statuses = explained(opened.claims, asked, asOf, commitment);
    return { statuses, sentences: statuses.map((status) => explain(status, opened.dossier)) };
  }

  async entry(slug: string, position: number): Promise<EntryWithProof | null> {
    const held = await this.#held(slug);
    const head = held === null ? null : await this.#store.head(held.process);
    if (held === null || head === null || !Number.isSafeInteger(position) || position < 0 || position >= head.size) return null;
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
    const held = await this.#held(slug);
    const head = held === null ? null : await this.#store.head(held.process);
    if (held === null || head === null) return null;
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

/** Reads a case from its files and lets the rules have their say, without keeping anything. */
export function checkCase(files: ReadonlyMap<string, string>): Result<{ readonly slug: string; readonly size: number }> {
  const read = readCase(files);
  if (!read.ok) return read;
  const log = caseLog(read.value);
  return log.ok ? ok({ slug: log.value.held.slug, size: log.value.batch.head.size }) : log;
}
