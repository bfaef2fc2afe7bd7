import type { Result } from '#base';
import { Fault, Sheets, assert } from '#base';
import type { Get, Held, Store } from '#ports';
import type { ProcessState } from '#process';
import { Frontier, HASH_SIZE, TILE_WIDTH, base64, checkSignatures, consistencyProof, fromUtf8, grownTiles, hostVerifierKeys, leafHash, openCheckpoint, readBodies, readBody as openBody, readBundle, readEntry, rootFrom, sameBytes, shownHead, tilePath, tileReader, writeForkProof } from '#record';
import type { Checkpoint, Entry, Hash, Kept, Wrong } from '#record';
import { readBody } from '#wire';
import { Copy } from './copy.ts';
import { inOrder } from './in-order.ts';
import { Served } from './served.ts';
import { byFormerHost, partedBySuccession } from './succeeded.ts';
import { Showing } from './showing.ts';
import type { Shown } from './showing.ts';

/** What following a host came to. `behind`: it shows an older head of the same log. `filled`: so many contents that were missing here came later; `unfilled`: so many bundles of them the host would not give. `wrong`: it is not to be followed any more; `fork` is the proof that anybody can check, `shown` what the host showed, up to an entry that is wrong; `proof` the file in which one of them is kept; `signed`: the host signed what is wrong. */
export type Followed =
  | { readonly came: 'same' | 'behind'; readonly size: number; readonly filled?: number; readonly unfilled?: number }
  | { readonly came: 'grown'; readonly from: number; readonly size: number; readonly withheld: number; readonly filled?: number; readonly unfilled?: number }
  | { readonly came: 'wrong'; readonly wrong: Wrong; readonly fork: string | null; readonly shown: Shown | null; readonly proof?: string; readonly signed?: boolean };

export interface Mirroring {
  readonly store: Store;
  readonly get: Get;
  /** What shows a host that a reader sits at the table, for a process. */
  readonly reading?: (process: string) => string;
  /** Reads a held log from its store. */
  readonly pages: (held: Held) => AsyncIterable<readonly { readonly position: number; readonly bytes: Uint8Array; readonly body: Uint8Array | null }[]>;
}

const PAGE = 16;
/** So many bundles, or tiles, are asked for ahead. */
const AHEAD = 4;

class Found extends Error {
  readonly wrong: Wrong;
  readonly fork: string | null;
  constructor(wrong: Wrong, fork: string | null) {
    super(wrong.step);
    this.wrong = wrong;
    this.fork = fork;
  }
}

const found = (step: string, code: string, facts: object = {}, position: number | null = null, fork: string | null = null): Found =>
  new Found({ step, position, entry: null, refusal: { code, ...facts } }, fork);

/**
 * Follows one log of a host once: takes in what came since, byte by byte, by nobody's word but the charter's.
 * Heads are verified with the key that the log itself names. What was taken in before an interruption is kept. Faults `network.*`, `record.damaged`.
 */
export async function follow(mirroring: Mirroring, url: string, slug: string): Promise<Followed> {
  const following = new Following(mirroring, url.replace(/\/$/, ''), slug);
  try {
    return await following.once();
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    const { wrong, fork } = error;
    return { came: 'wrong', wrong, fork, shown: fork === null && wrong.position !== null ? await following.shown(wrong.position) : null };
  }
}

/** One round: the head, then the hashes of every entry up to it, then the entries. */
class Following {
  readonly #with: Mirroring;
  readonly #url: string;
  readonly #slug: string;
  /** Known from the first head on. */
  #process = '';
  readonly #served: Served;
  readonly #showing: Showing;

  constructor(mirroring: Mirroring, url: string, slug: string) {
    this.#with = mirroring;
    this.#url = url;
    this.#slug = slug;
    this.#served = new Served(new Sheets(mirroring.store.shelf(), 4 * AHEAD));
    this.#showing = new Showing(AHEAD, this.#served);
  }

  async #get(path: string): Promise<Uint8Array> {
    const { status, bytes } = await this.#with.get(`${this.#url}/${path}`, this.#process === '' ? undefined : this.#with.reading?.(this.#process));
    if (status === 200) {
      this.#showing.note(path, bytes);
      return bytes;
    }
    throw new Fault('network.answer', 'safe', { url: `${this.#url}/${path}`, status });
  }

  async once(): Promise<Followed> {
    const note = fromUtf8(await this.#get('checkpoint')), head = note.ok ? shownHead(note.value) : note;
    if (!note.ok || !head.ok) throw found('checkpoint', 'record.checkpoint.form');
    const { store } = this.#with, process = head.value.origin.replace(/^counterpart\//, '');
    this.#process = process;
    const charter = await this.#charter(process);
    const held = (await store.list()).find((one) => one.process === process) ?? null;
    const copy = held === null ? Copy.begin(store, { process, slug: this.#slug, origin: head.value.origin, hostKey: charter.keys[0] }) : await Copy.open(store, held, this.#with.pages(held));
    const keys = copy.state === null ? charter.keys : hostVerifierKeys(head.value.origin, copy.state.host);
    const seen = new Seen(this.#with, held, charter.text, keys, note.value, head.value);
    const own = copy.size;
    if (held !== null && copy.state !== null && !openCheckpoint(note.value, keys, head.value.origin).ok) await this.#byAnotherHost(held, copy.state, head.value, note.value, seen);
    if (head.value.size <= own) return seen.older(copy);
    await this.#hashes(own, head.value, seen);
    const withheld = await this.#take(copy, own, head.value, note.value);
    return { came: 'grown', from: own, size: head.value.size, withheld };
  }

  /** A head that the host of our copy did not sign: whether one before it did, or one that the heads put in its place while this copy followed it. */
  async #byAnotherHost(held: Held, state: ProcessState, head: Checkpoint, note: string, seen: Seen): Promise<void> {
    const former = byFormerHost({ head, note }, state);
    if (former !== null) throw new Found(former, null);
    const mine = await seen.own(held.size);
    await this.#tiles(0, head.size);
    const entryAt = async (position: number): Promise<Kept> => {
      const index = Math.floor(position / TILE_WIDTH), bundle = await this.#bundle(index, Math.min(TILE_WIDTH, head.size - index * TILE_WIDTH), position);
      assert(bundle[0] !== undefined, 'a bundle has what was asked for');
      return bundle[0];
    };
    const wrong = await partedBySuccession({ head, note }, { held, pages: this.#with.pages(held), mine, served: this.#served.first(head.size), entryAt });
    if (wrong !== null) throw new Found(wrong, null);
  }

  /** What the host showed, up to an entry: for whoever judges it. */
  shown = (position: number): Promise<Shown | null> => this.#showing.upTo(position, this.#process, (path) => this.#get(path));

  /** The charter's bytes prove themselves: their digest is the name of the process. */
  async #charter(process: string): Promise<{ readonly text: string; readonly keys: readonly [string, ...string[]] }> {
    const bytes = await this.#get(`body/${process}`), opened = openBody(bytes), body = opened.ok ? readBody('charter', opened.value) : opened;
    if (!body.ok || body.value.kind !== 'charter') throw found('charter', body.ok ? 'process.charter.missing' : body.refusal.code, {}, 0);
    const text = fromUtf8(bytes);
    assert(text.ok, 'what was read as JSON is text');
    return { text: text.value, keys: hostVerifierKeys(`counterpart/${process}`, body.value.content.charter.host) };
  }

  /** The hash of every entry that is new, in a tree that is ours so far and ends in the head that was signed. */
  async #hashes(own: number, head: Checkpoint, seen: Seen): Promise<void> {
    const first = Math.floor(own / TILE_WIDTH);
    await this.#tiles(first, head.size);
    const known = await seen.ownEdge(own), served = this.#served.tile(first)?.subarray(0, known.length) ?? new Uint8Array();
    const frontier = await seen.frontier(own);
    for (let position = own; position < head.size; position += 1) frontier.append(this.#served.hash(position));
    if (sameBytes(known, served) && sameBytes(frontier.root(), head.root)) return;
    await this.#tiles(0, head.size);
    throw await seen.another(own, this.#served.first(head.size));
  }

  async #tiles(first: number, size: number): Promise<void> {
    for await (const tile of inOrder(bundlesOf(first, size, (index, width) => this.#tile(index, width)), AHEAD)) this.#served.put(...tile);
  }

  async #tile(index: number, width: number): Promise<readonly [number, Uint8Array]> {
    const bytes = await this.#get(tilePath(0, index, width));
    if (bytes.length !== width * HASH_SIZE) throw found('tile', 'record.tile', { level: 0, index });
    return [index, bytes];
  }

  /** Entries and bodies, bundle by bundle, each against its hash, its signature, the rules; kept as they come. */
  async #take(copy: Copy, own: number, head: Checkpoint, note: string): Promise<number> {
    let withheld = 0;
    const bundles = bundlesOf(Math.floor(own / TILE_WIDTH), head.size, (index, width) => this.#bundle(index, width, own));
    for await (const bundle of inOrder(bundles, AHEAD)) {
      for (const kept of bundle) {
        const taken = copy.take(kept);
        if (!taken.ok) throw new Found(taken.wrong, null);
        if (kept.body === null) withheld += 1;
      }
      if (copy.size === head.size) await this.#ends(copy, head, note);
      if (copy.size === head.size || copy.waiting >= PAGE * TILE_WIDTH) await copy.keep(copy.size === head.size ? note : '');
    }
    return withheld;
  }

  /** What is new of a bundle: fetched, read, against its hashes, its signatures verified on other threads; what came of them is told when the entry is taken. */
  async #bundle(index: number, width: number, own: number): Promise<readonly Kept[]> {
    const start = index * TILE_WIDTH, from = Math.max(own, start);
    const [leaves, contents] = await Promise.all([this.#get(tilePath('entries', index, width)), this.#get(tilePath('bodies', index, width))]);
    const entries = readBundle(leaves, width), bodies = readBodies(contents, width);
    if (!entries.ok) throw found('entry', entries.refusal.code, entries.refusal, from);
    if (!bodies.ok) throw found('body', bodies.refusal.code, bodies.refusal, from);
    const fresh = entries.value.slice(from - start), read = fresh.map((bytes, at) => this.#fits(bytes, this.#served.hash(from + at), from + at)), signed = await checkSignatures(read);
    return read.map((entry, at) => ({ bytes: fresh[at] as Uint8Array, body: bodies.value[from - start + at] ?? null, read: { entry, signature: signed[at] as Result<null>, leaf: this.#served.hash(from + at) } }));
  }

  /** An entry in its form, that is the one in the tree. */
  #fits(bytes: Uint8Array, leaf: Hash, position: number): Entry {
    if (!sameBytes(leafHash(bytes), leaf)) throw found('entry', 'mirror.entry', { position }, position);
    const entry = readEntry(bytes);
    if (!entry.ok) throw new Found({ step: 'entry', position, entry: null, refusal: entry.refusal }, null);
    return entry.value;
  }

  /** The head is signed by the host that the log names, at its end; and what everybody may read was there, unless it was erased meanwhile. Fault `mirror.moved`. */
  async #ends(copy: Copy, head: Checkpoint, note: string): Promise<void> {
    const whole = copy.whole();
    if (!whole.ok) {
      const now = shownHead(await this.#get('checkpoint'));
      if (now.ok && now.value.size > head.size) throw new Fault('mirror.moved', 'safe', { size: head.size, now: now.value.size });
      throw new Found(whole.wrong, null);
    }
    assert(copy.state !== null, 'a log has a charter');
    const opened = openCheckpoint(note, hostVerifierKeys(head.origin, copy.state.host), head.origin);
    if (!opened.ok) throw new Found({ step: 'checkpoint', position: null, entry: null, refusal: opened.refusal }, null);
  }
}

/** A job for each bundle from number `first` on of a log of a size, or for the tile of its hashes. */
function* bundlesOf<T>(first: number, size: number, job: (index: number, width: number) => Promise<T>): Generator<() => Promise<T>> {
  for (let index = first; index * TILE_WIDTH < size; index += 1) yield () => job(index, Math.min(TILE_WIDTH, size - index * TILE_WIDTH));
}

/** The hashes of a tile. */
const hashesOf = (tile: Uint8Array): readonly Hash[] => Array.from({ length: tile.length / HASH_SIZE }, (_, index) => tile.subarray(index * HASH_SIZE, (index + 1) * HASH_SIZE));

/** What this machine holds, against a head that was shown. */
class Seen {
  readonly #with: Mirroring;
  readonly #held: Held | null;
  readonly #charter: string;
  readonly #keys: readonly string[];
  readonly #note: string;
  readonly #head: Checkpoint;

  constructor(mirroring: Mirroring, held: Held | null, charter: string, keys: readonly string[], note: string, head: Checkpoint) {
    this.#with = mirroring;
    this.#held = held;
    this.#charter = charter;
    this.#keys = keys;
    this.#note = note;
    this.#head = head;
  }

  async #tile(level: number, index: number): Promise<Uint8Array> {
    const tile = this.#held === null ? null : await this.#with.store.tile(this.#held.process, level, index);
    if (tile === null) throw new Fault('record.damaged', 'never', { slug: this.#held?.slug ?? '', position: index * TILE_WIDTH });
    return tile;
  }

  /** The hashes of our own last, partial tile. */
  ownEdge = async (own: number): Promise<Uint8Array> => (own % TILE_WIDTH === 0 ? new Uint8Array() : this.#tile(0, Math.floor(own / TILE_WIDTH)));

  /** The hashes of our own entries. */
  async own(own: number): Promise<readonly Hash[]> {
    const hashes: Hash[] = [];
    for (let index = 0; index * TILE_WIDTH < own; index += 1) hashes.push(...hashesOf(await this.#tile(0, index)));
    return hashes.slice(0, own);
  }

  async frontier(own: number): Promise<Frontier> {
    const frontier = new Frontier();
    for (let index = 0; index * TILE_WIDTH < own; index += 1) {
      for (const leaf of hashesOf(await this.#tile(0, index)).slice(0, own - index * TILE_WIDTH)) frontier.append(leaf); // One tile after another: all hashes of a long log, each by itself, are very many.
    }
    return frontier;
  }

  /** A head that is not beyond ours: the same, an earlier one of the same log, or of another. */
  async older(copy: Copy): Promise<Followed> {
    const opened = openCheckpoint(this.#note, this.#keys, this.#head.origin);
    if (!opened.ok) throw new Found({ step: 'checkpoint', position: null, entry: null, refusal: opened.refusal }, null);
    const { size, root } = this.#head, own = copy.size;
    if (sameBytes(copy.rootAt(size), root)) return { came: size === own ? 'same' : 'behind', size };
    const leaves = await this.own(own), kept = await this.#kept();
    throw found('fork', 'mirror.fork', { first: size, second: own }, null, kept === null ? null : this.#proof(this.#note, size, kept, own, leaves));
  }

  /** Why a larger head does not go on from ours: another history, of which the host's own tiles give the proof; or tiles that do not make its head. */
  async another(own: number, leaves: readonly Hash[]): Promise<Found> {
    const opened = openCheckpoint(this.#note, this.#keys, this.#head.origin);
    if (!opened.ok) return new Found({ step: 'checkpoint', position: null, entry: null, refusal: opened.refusal }, null);
    if (!sameBytes(rootOfFirst(leaves, this.#head.size), this.#head.root)) return found('tile', 'mirror.tiles', { size: this.#head.size });
    const mine = await this.own(own), position = mine.findIndex((leaf, index) => !sameBytes(leaf, leaves[index] ?? new Uint8Array())), kept = await this.#kept();
    return found('fork', 'mirror.fork', { first: own, second: this.#head.size }, position, kept === null ? null : this.#proof(kept, own, this.#note, this.#head.size, leaves));
  }

  async #kept(): Promise<string | null> {
    const head = this.#held === null ? null : await this.#with.store.head(this.#held.process);
    return head === null || head.checkpoint === '' ? null : head.checkpoint;
  }

  /** `leaves` are those of the larger tree. */
  #proof(first: string, small: number, second: string, large: number, leaves: readonly Hash[]): string {
    const read = readerOf(leaves);
    const grown = small === large ? null : { root: base64(rootOfFirst(leaves, small)), proof: consistencyProof(small, large, read).map(base64) };
    return writeForkProof({ charter: this.#charter, first, second, grown });
  }
}

const rootOfFirst = (leaves: readonly Hash[], size: number): Hash => rootFrom(size, readerOf(leaves));

/** Reads subtrees from all leaves; for telling what is wrong, not for every day. */
function readerOf(leaves: readonly Hash[]): ReturnType<typeof tileReader> {
  const tiles = new Map(grownTiles(0, leaves, () => null).map(({ level, index, hashes }) => [`${level}/${index}`, hashes]));
  return tileReader((level, index) => tiles.get(`${level}/${index}`) ?? null);
}
