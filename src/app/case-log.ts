import type { Json, Result } from '#base';
import { assert, ok, refuse } from '#base';
import { admit } from '#audit';
import type { Batch, Held, Store, StoredBody, StoredEntry } from '#ports';
import type { Body, Charter, ProcessState } from '#process';
import { Frontier, base64, caseKeySeed, caseSalt, grownTiles, keyOf, leafHash, publicKeyOf, signCharter, signCheckpoint, signPossession, writeBody, writeEntry, writeVerifierKey } from '#record';
import { readBody, readCase } from '#wire';
import type { Case, CaseItem } from '#wire';

/** A case made into a log, ready to be kept. */
export interface CaseLog {
  readonly held: Omit<Held, 'size'>;
  readonly batch: Batch;
  readonly state: ProcessState;
}

/** Told now and then how far a long work has come. */
export type Progress = (done: number, of: number) => void;

/**
 * Makes the log of a case: canonical bodies, signed entries, tree, tiles, checkpoint. Every key and salt comes from the case's published seed,
 * so the same case gives the same bytes everywhere. Each entry passes the rules first; a refusal names the place in the files.
 */
export function caseLog(source: Case, progress: Progress = () => undefined): Result<CaseLog> {
  const writer = new CaseWriter(source);
  const opened = writer.charter();
  if (!opened.ok) return opened;
  for (const [index, item] of source.items.entries()) {
    const added = writer.item(item);
    if (!added.ok) return refuse('case.refused', { file: item.place.file, line: item.place.line, id: item.id, refusal: added.refusal as unknown as Json });
    if (index % 1000 === 0) progress(index, source.items.length);
  }
  return ok(writer.finish());
}

/** Loads a case from its files into a store: all of it or nothing. The same case again changes nothing; refuses another edition under the same slug. */
export async function caseLoaded(store: Store, files: ReadonlyMap<string, string>, progress: Progress): Promise<Result<{ readonly slug: string; readonly size: number; readonly added: boolean }>> {
  const read = readCase(files), log = read.ok ? caseLog(read.value, progress) : read;
  if (!log.ok) return log;
  const { held, batch } = log.value, before = (await store.list()).find(({ slug, process }) => slug === held.slug || process === held.process);
  if (before !== undefined) {
    const head = await store.head(before.process);
    return head?.root === batch.head.root ? ok({ slug: held.slug, size: batch.head.size, added: false }) : refuse('case.other-edition', { slug: held.slug });
  }
  await store.create(held, batch);
  return ok({ slug: held.slug, size: batch.head.size, added: true });
}

class CaseWriter {
  readonly #case: Case;
  readonly #frontier = new Frontier();
  readonly #entries: StoredEntry[] = [];
  readonly #bodies: StoredBody[] = [];
  readonly #leaves: Uint8Array[] = [];
  /** Entry of every case id, for `about`. */
  readonly #named = new Map<string, string>();
  readonly #people = new Map<string, { readonly capacity: string; readonly seed: Uint8Array }>();
  #process = '';
  #state: ProcessState | null = null;

  constructor(source: Case) {
    this.#case = source;
    for (const { id, capacity } of source.people) this.#enrol(id, capacity);
  }

  #enrol(id: string, capacity: string): void {
    this.#people.set(id, { capacity, seed: caseKeySeed(this.#case.seed, id) });
  }

  charter(): Result<null> {
    const { charter: bare, people, signedBy, recordedAt, seed } = this.#case;
    const charter: Charter = {
      ...bare, host: { ...bare.host, key: keyOf(caseKeySeed(seed, 'host')) },
      participants: people.map((person) => ({ ...person, key: keyOf(caseKeySeed(seed, person.id)), ...(person.capacity === 'head' || person.capacity === 'editor' ? {} : { proof: signPossession(caseKeySeed(seed, person.id), null, person.id) }) })),
    };
    const leading = people.filter(({ capacity }) => capacity === (charter.kind === 'live' ? 'head' : 'editor'));
    const agreedBy = leading.map(({ id }) => ({ participant: id, signature: signCharter(charter as unknown as Json, caseKeySeed(seed, id)) }));
    return this.#add({ kind: 'charter', content: { charter, agreedBy } }, 'charter', signedBy, recordedAt, []);
  }

  item(item: CaseItem): Result<null> {
    if (item.kind !== 'accreditation') return this.#add({ kind: item.kind, content: item.content } as Body, item.id, item.signedBy, item.recordedAt, answers(item));
    const { id, capacity } = item.content;
    const seed = caseKeySeed(this.#case.seed, id), content = { ...item.content, key: keyOf(seed), proof: signPossession(seed, this.#process, id) };
    const added = this.#add({ kind: 'accreditation', content }, item.id, item.signedBy, item.recordedAt, []);
    if (added.ok) this.#enrol(id, capacity);
    return added;
  }

  #add(body: Body, name: string, signedBy: string, recorded: number, about: readonly string[]): Result<null> {
    const author = this.#people.get(signedBy);
    if (author === undefined) return refuse('case.person.unknown', { id: signedBy });
    const written = writeBody(body.content as unknown as Json, caseSalt(this.#case.seed, name));
    if (!written.ok) return written;
    if (this.#process === '') this.#process = written.value.digest;
    const seen = { size: this.#frontier.size, root: base64(this.#frontier.root()) };
    const header = {
      process: this.#process, kind: body.kind, capacity: author.capacity, madeAt: recorded, audience: 'public' as const, body: written.value.digest, seen,
      about: [...new Set(about.flatMap((id) => this.#named.get(id) ?? []))],
    };
    const entry = writeEntry(header, author.seed, recorded);
    if (!entry.ok) return entry;
    const position = this.#frontier.size;
    const admitted = admit(this.#state, entry.value.entry, body, position, readBody);
    if (!admitted.ok) return admitted;
    this.#state = admitted.value;
    this.#entries.push({ position, id: entry.value.id, kind: body.kind, bytes: entry.value.bytes, body: written.value.digest });
    this.#bodies.push({ ...written.value, audience: header.audience });
    const leaf = leafHash(entry.value.bytes);
    this.#leaves.push(leaf);
    this.#frontier.append(leaf);
    this.#named.set(name, entry.value.id);
    return ok(null);
  }

  finish(): CaseLog {
    assert(this.#state !== null, 'a case has a charter');
    const origin = `counterpart/${this.#process}`, hostSeed = caseKeySeed(this.#case.seed, 'host');
    const root = this.#frontier.root(), size = this.#frontier.size;
    return {
      held: { process: this.#process, slug: this.#case.slug, origin, hostKey: writeVerifierKey(origin, publicKeyOf(hostSeed)) },
      batch: {
        entries: this.#entries, bodies: this.#bodies, tiles: grownTiles(0, this.#leaves, () => null),
        head: { size, root: base64(root), checkpoint: signCheckpoint({ origin, size, root }, hostSeed) },
      },
      state: this.#state,
    };
  }
}

/** The case ids whose entries an item answers. */
function answers(item: Exclude<CaseItem, { readonly kind: 'accreditation' }>): readonly string[] {
  switch (item.kind) {
    case 'commitment': return [item.content.instrument];
    case 'signature': return [item.content.instrument];
    case 'correction': return [item.content.corrects];
    case 'withdrawal': return [item.content.withdraws];
    case 'statement': case 'report': case 'meeting': case 'finding': case 'act': return [...(item.content.commitments ?? []), ...(item.content.instruments ?? [])];
    default: return [];
  }
}

/** Reads a case from its files and lets the rules have their say, without keeping anything. */
export function checkCase(files: ReadonlyMap<string, string>): Result<{ readonly slug: string; readonly size: number }> {
  const read = readCase(files);
  if (!read.ok) return read;
  const log = caseLog(read.value);
  return log.ok ? ok({ slug: log.value.held.slug, size: log.value.batch.head.size }) : log;
}
