import type { Instant, Json } from '#base';
import { Fault, assert } from '#base';
import { Audit } from '#audit';
import type { Clock, Head, Held, Store, StoredBody, StoredEntry } from '#ports';
import { HOST } from '#process';
import type { ProcessState, Refused } from '#process';
import { TILE_WIDTH, base64, caseKeySeed, checkSignature, grownTiles, keyOf, leafHash, leafOf, partialWidth, sha256, signCheckpoint, utf8, writeBody, writeEntry } from '#record';
import type { Hash, Kept, Submitted, Tile, Wrong } from '#record';
import { readBody } from '#wire';

/** What became of a submission: its place in the log, or what is wrong with it. */
export type Outcome =
  | { readonly entry: string; readonly position: number; readonly recorded: Instant }
  | { readonly entry: string; readonly wrong: Wrong };

interface Waiting {
  readonly submitted: Submitted;
  readonly received: Instant;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (fault: unknown) => void;
}

const MOST = 1024;

/** What a keeper needs of the world. */
export interface Keeping {
  readonly store: Store;
  readonly clock: Clock;
  /** The 32-byte seed of a host's key, if it is at hand. */
  readonly seedOf: (key: string) => Promise<Uint8Array | null>;
}

/**
 * One log as its host keeps it: what comes is put in order, as much at a time as is waiting, and answered when it is durable under a signed head.
 * What was handed in twice is answered with its first place. A refusal of somebody who takes part is recorded too.
 */
export class Keeper {
  readonly #keeping: Keeping;
  readonly #held: Held;
  readonly #seed: Uint8Array;
  readonly #audit: Audit;
  readonly #edge = new Map<number, Tile>();
  #waiting: Waiting[] = [];
  #running = false;
  /** Set when it is not known what became of a batch: whoever goes on opens the log anew. */
  #broken = false;

  private constructor(keeping: Keeping, held: Held, seed: Uint8Array, audit: Audit) {
    this.#keeping = keeping;
    this.#held = held;
    this.#seed = seed;
    this.#audit = audit;
  }

  get broken(): boolean {
    return this.#broken;
  }

  get #state(): ProcessState {
    assert(this.#audit.state !== null, 'a log that is kept has a charter');
    return this.#audit.state;
  }

  /** Reads the log anew; its signatures were verified when it was written. Faults `record.damaged`, `host.not-here` where this machine has not the key of the host. */
  static async open(keeping: Keeping, held: Held, pages: AsyncIterable<readonly (Kept & { readonly position: number })[]>): Promise<Keeper> {
    const audit = new Audit(held.process, readBody, { signed: false });
    for await (const page of pages) {
      for (const kept of page) if (!audit.entry(kept).ok) throw new Fault('record.damaged', 'never', { slug: held.slug, position: kept.position });
    }
    assert(audit.state !== null, 'a log that is held has a charter');
    const { charter, host: { key } } = audit.state;
    const published = charter.seed === undefined ? null : caseKeySeed(charter.seed, 'host');
    const seed = published !== null && keyOf(published) === key ? published : await keeping.seedOf(key);
    if (seed === null) throw new Fault('host.not-here', 'never', { slug: held.slug, key });
    const keeper = new Keeper(keeping, held, seed, audit);
    await keeper.#readEdge();
    return keeper;
  }

  async #readEdge(): Promise<void> {
    const { size } = this.#audit.log.head;
    for (let level = 0, count = size; count > 0; level += 1, count = Math.floor(count / TILE_WIDTH)) {
      if (partialWidth(level, size) === 0) continue;
      const index = Math.floor(count / TILE_WIDTH), hashes = await this.#keeping.store.tile(this.#held.process, level, index);
      if (hashes === null) throw new Fault('record.damaged', 'never', { slug: this.#held.slug, position: index * TILE_WIDTH });
      this.#edge.set(level, { level, index, hashes });
    }
  }

  /** Answers each submission, in their order, when what is recorded of them is durable. Faults where the store fails. */
  submit(all: readonly Submitted[]): Promise<readonly Outcome[]> {
    const received = this.#keeping.clock.now();
    const answers = all.map((submitted): Promise<Outcome> => {
      const signed = checkSignature(submitted.entry);
      if (!signed.ok) return Promise.resolve({ entry: submitted.entry.id, wrong: { step: 'signature', position: null, entry: submitted.entry.id, refusal: signed.refusal } });
      return new Promise((resolve, reject) => this.#waiting.push({ submitted, received, resolve, reject }));
    });
    void this.#run();
    return Promise.all(answers);
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#waiting.length > 0) {
      await this.#keeping.clock.turn(); // So that all that came meanwhile goes with this batch.
      const batch = this.#waiting.splice(0, MOST);
      try {
        const outcomes = await this.#record(batch);
        batch.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
      } catch (fault) {
        this.#broken = true;
        for (const { reject } of [...batch, ...this.#waiting.splice(0)]) reject(fault);
      }
    }
    this.#running = false;
  }

  async #record(waiting: readonly Waiting[]): Promise<readonly Outcome[]> {
    const batch = new Growing(this.#audit.log.head.size), before = this.#state.recorded ?? 0;
    const recorded = Math.max(before, this.#keeping.clock.now());
    const outcomes: Outcome[] = [];
    for (const one of waiting) outcomes.push(await this.#admit(one, recorded, batch));
    if (batch.leaves.length > 0) await this.#commit(batch);
    return outcomes;
  }

  async #admit({ submitted, received }: Waiting, recorded: Instant, batch: Growing): Promise<Outcome> {
    const { entry: { id, header }, body } = submitted;
    const earlier = this.#state.positions.get(id);
    if (earlier !== undefined) return { entry: id, position: earlier, recorded: batch.recordedAt(earlier) ?? await this.#recordedAt(earlier) };
    const bytes = leafOf(submitted, recorded), position = batch.next;
    const checked = this.#audit.entry({ bytes, body });
    if (checked.ok) {
      batch.add({ position, id, kind: header.kind, bytes, body: header.body }, body, recorded);
      return { entry: id, position, recorded };
    }
    this.#recordRefusal({ submission: id, body: header.body, author: header.author, code: checked.wrong.refusal.code, received: Math.min(received, recorded) }, recorded, batch);
    return { entry: id, wrong: { ...checked.wrong, position: null } };
  }

  /** The host's own entry: that it did not record a submission, and why. What the rules do not let it say, of a stranger or twice, it leaves. */
  #recordRefusal(content: Refused, recorded: Instant, batch: Growing): void {
    const { size, root } = this.#audit.log.head;
    const salt = sha256(utf8(`counterpart/refusal-salt/v1\n${content.submission}\n`)).subarray(0, 16);
    const body = writeBody(content as unknown as Json, salt);
    assert(body.ok, 'a refusal is small');
    const entry = writeEntry({ process: this.#held.process, kind: 'refusal', capacity: HOST, madeAt: recorded, audience: 'public', about: [], body: body.value.digest, seen: { size, root: base64(root) } }, this.#seed, recorded);
    assert(entry.ok, 'the host writes entries in their form');
    const { id, bytes } = entry.value;
    if (this.#audit.entry({ bytes, body: body.value.bytes }).ok) batch.add({ position: batch.next, id, kind: 'refusal', bytes, body: body.value.digest }, body.value.bytes, recorded);
  }

  async #recordedAt(position: number): Promise<Instant> {
    const [entry] = await this.#keeping.store.entries(this.#held.process, position, position + 1);
    assert(entry !== undefined, 'an entry of the log is in its store');
    return Number(new TextDecoder().decode(entry.bytes).split('\n')[2]);
  }

  async #commit(batch: Growing): Promise<void> {
    const { process, origin } = this.#held, { size, root } = this.#audit.log.head;
    const tiles = grownTiles(batch.start, batch.leaves, (level) => this.#edge.get(level)?.hashes ?? null);
    const head: Head = { size, root: base64(root), checkpoint: signCheckpoint({ origin, size, root }, this.#seed) };
    await this.#keeping.store.append(process, batch.start, { entries: batch.entries, bodies: batch.bodies, tiles, head });
    for (const tile of tiles) this.#edge.set(tile.level, tile);
  }
}

/** A batch under way. */
class Growing {
  readonly start: number;
  readonly entries: StoredEntry[] = [];
  readonly bodies: StoredBody[] = [];
  readonly leaves: Hash[] = [];
  readonly #recorded: Instant[] = [];

  constructor(start: number) {
    this.start = start;
  }

  get next(): number {
    return this.start + this.entries.length;
  }

  recordedAt = (position: number): Instant | undefined => this.#recorded[position - this.start];

  add(entry: StoredEntry, body: Uint8Array, recorded: Instant): void {
    this.entries.push(entry);
    this.bodies.push({ digest: entry.body, bytes: body });
    this.leaves.push(leafHash(entry.bytes));
    this.#recorded.push(recorded);
  }
}
