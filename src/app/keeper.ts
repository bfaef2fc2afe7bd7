import type { Instant, Json, Result, Text } from '#base';
import { Fault, assert, canonical, ok, shift } from '#base';
import type { Clock, Held, Store } from '#ports';
import { HOST, decideSealing } from '#process';
import type { Body, HostsKind, ProcessState } from '#process';
import { base64, caseKeySeed, checkSignatures, keyOf, leafOf, sha256, signHead, utf8, writeBody, writeEntry, writePromise } from '#record';
import type { Audience, Checked, Entry, Kept, Submitted, Wrong } from '#record';
import { Copy } from './copy.ts';

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
/** So many are put in order, or answered, before whoever asks for something else has a turn. */
const A_TIME = 32;
/** Signatures of one request that are verified together. */
const AT_ONCE = 256;

/** What a keeper needs of the world. */
export interface Keeping {
  readonly store: Store;
  readonly clock: Clock;
  /** The 32-byte seed of a host's key, if it is at hand. */
  readonly seedOf: (key: string) => Promise<Uint8Array | null>;
  /** Told of each refusal that is recorded: whose key it was. */
  readonly refused?: (author: string) => void;
}

/** The charter of a log and who keeps it, as they are now. */
export type Stand = Pick<ProcessState, 'charter' | 'host'>;

/**
 * One log as its host keeps it: what comes is put in order, as much at a time as is waiting, and answered when it is durable under a signed head.
 * What was handed in twice is answered with its first place. A refusal of somebody who takes part is recorded too.
 */
export class Keeper {
  readonly #keeping: Keeping;
  readonly #held: Held;
  readonly #seed: Uint8Array;
  readonly #copy: Copy;
  #waiting: Waiting[] = [];
  #unverified: { readonly entry: Entry; readonly resolve: (signed: Result<null>) => void; readonly reject: (fault: unknown) => void }[] = [];
  #running = false;
  /** What became of those whose turn came, before it is durable. */
  #recorded: (readonly [Waiting, Outcome])[] = [];
  /** Requests of which more is being verified: they are kept in one piece. */
  #coming = 0;
  /** Set when it is not known what became of a batch: whoever goes on opens the log anew. */
  #broken = false;

  private constructor(keeping: Keeping, held: Held, seed: Uint8Array, copy: Copy) {
    this.#keeping = keeping;
    this.#held = held;
    this.#seed = seed;
    this.#copy = copy;
  }

  get broken(): boolean {
    return this.#broken;
  }

  get stand(): Stand {
    return this.#state;
  }

  get #state(): ProcessState {
    assert(this.#copy.state !== null, 'a log that is kept has a charter');
    return this.#copy.state;
  }

  /** Reads the log anew. Faults `record.damaged`, `host.not-here` where this machine has not the key of the host. */
  static async open(keeping: Keeping, held: Held, pages: AsyncIterable<readonly (Kept & { readonly position: number })[]>): Promise<Keeper> {
    const copy = await Copy.open(keeping.store, held, pages);
    assert(copy.state !== null, 'a log that is held has a charter');
    const whole = copy.whole();
    if (!whole.ok) throw new Fault('record.damaged', 'never', { slug: held.slug, position: whole.wrong.position ?? 0 });
    const { charter, host: { key } } = copy.state;
    const published = charter.seed === undefined ? null : caseKeySeed(charter.seed, 'host');
    const seed = published !== null && keyOf(published) === key ? published : await keeping.seedOf(key);
    if (seed === null) throw new Fault('host.not-here', 'never', { slug: held.slug, key });
    return new Keeper(keeping, held, seed, copy);
  }

  /** Answers each submission, in their order, when what is recorded of them is durable. Faults where the store fails. */
  async submit(all: readonly Submitted[]): Promise<readonly Outcome[]> {
    const received = this.#keeping.clock.now(), answers: Promise<Outcome>[] = [], comes = all.length > AT_ONCE ? 1 : 0;
    let next = this.#verified(all.slice(0, AT_ONCE));
    this.#coming += comes;
    try {
      for (let from = 0; from < all.length; from += AT_ONCE) { // While some are put in order here, the next are verified on other threads.
        const signed = await next;
        next = this.#verified(all.slice(from + AT_ONCE, from + 2 * AT_ONCE));
        for (const [index, submitted] of all.slice(from, from + AT_ONCE).entries()) answers.push(this.#queue(submitted, received, signed[index]));
        void this.#run();
      }
    } finally {
      this.#coming -= comes;
      void this.#run();
    }
    return Promise.all(answers);
  }

  /** The host's word, at once, that each of these or its refusal will be on record in time; they are put in order meanwhile. Null for what is not signed, or of nobody who takes part now, and for a letter that would not be taken: of that no refusal is recorded. */
  async promise(all: readonly Submitted[]): Promise<readonly (string | null)[]> {
    const received = this.#keeping.clock.now(), signed = await checkSignatures(all.map(({ entry }) => entry)), { host, charter } = this.#state;
    const due = shift(received, host.delay, charter.zone);
    assert(due.ok, 'the delay of a charter is a duration');
    this.submit(all).catch(() => undefined); // What becomes of it is on record, or the promise is broken: both are for its author to see.
    return all.map(({ entry: { id, header } }, index) => (signed[index]?.ok === true && this.#willSay(all[index] as Submitted, received) ? writePromise({ entry: id, body: header.body, received, due: due.value }, this.#held.origin, this.#seed) : null));
  }

  /** Whether this log will say what became of a submission: nothing more is said after a freeze, nor to a key that was silenced before. */
  #willSay({ entry: { header }, signed, body }: Submitted, received: Instant): boolean {
    const { frozen, participants, revoked } = this.#state, { author, audience, kind, capacity, seen } = header;
    if (frozen || seen.size > this.#copy.size || !participants.has(author) || revoked.has(author)) return false;
    return audience !== 'sealed' || (kind === 'sealed' && decideSealing(this.#state, author, capacity) === null && this.#copy.look({ bytes: leafOf({ signed }, received), body }).ok);
  }

  /** What many hand in singly, at one time, is verified together. */
  async #verified(all: readonly Submitted[]): Promise<readonly Result<null>[]> {
    if (all.length !== 1) return checkSignatures(all.map(({ entry }) => entry));
    if (this.#unverified.length === 0) void this.#keeping.clock.turn().then(() => this.#verify());
    return [await new Promise((resolve, reject) => this.#unverified.push({ entry: (all[0] as Submitted).entry, resolve, reject }))];
  }

  async #verify(): Promise<void> {
    const together = this.#unverified.splice(0);
    await checkSignatures(together.map(({ entry }) => entry)).then((signed) => together.forEach(({ resolve }, index) => resolve(signed[index] as Result<null>)), (fault: unknown) => together.forEach(({ reject }) => reject(fault)));
  }

  #queue(submitted: Submitted, received: Instant, signed: Result<null> | undefined): Promise<Outcome> {
    const { id } = submitted.entry;
    if (signed?.ok !== true) return Promise.resolve({ entry: id, wrong: { step: 'signature', position: null, entry: id, refusal: signed?.refusal ?? { code: 'record.entry.signature' } } });
    const { author } = submitted.entry.header;
    // Whoever was silenced before could else fill the log with refusals for ever.
    if (this.#state.revoked.has(author) && !this.#state.positions.has(id)) return Promise.resolve({ entry: id, wrong: { step: 'rules', position: null, entry: id, refusal: { code: 'process.key.revoked', author } } });
    return new Promise((resolve, reject) => this.#waiting.push({ submitted, received, resolve, reject }));
  }

  async #run(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    while (this.#waiting.length > 0 || this.#isDue) {
      await this.#keeping.clock.turn(); // So that all that came meanwhile goes with this batch.
      const batch = this.#waiting.splice(0, MOST - this.#recorded.length);
      try {
        await this.#record(batch);
        if (this.#isDue) await this.#keep();
      } catch (fault) {
        this.#broken = true;
        for (const { reject } of [...this.#recorded.splice(0).map(([one]) => one), ...batch, ...this.#waiting.splice(0)]) reject(fault);
      }
    }
    this.#running = false;
  }

  get #isDue(): boolean {
    return this.#recorded.length > 0 && (this.#coming === 0 || this.#recorded.length === MOST);
  }

  async #record(batch: readonly Waiting[]): Promise<void> {
    const recorded = Math.max(this.#state.recorded ?? 0, this.#keeping.clock.now());
    for (const [index, one] of batch.entries()) {
      if (index % A_TIME === A_TIME - 1) await this.#keeping.clock.turn();
      this.#recorded.push([one, await this.#admit(one, recorded)]);
    }
  }

  async #keep(): Promise<void> {
    if (this.#copy.waiting > 0) await this.#copy.keep(this.#signedHead());
    for (let kept = this.#recorded.splice(0); kept.length > 0; kept = kept.slice(A_TIME)) {
      for (const [{ resolve }, outcome] of kept.slice(0, A_TIME)) resolve(outcome); // Each makes its receipt at once.
      if (kept.length > A_TIME) await this.#keeping.clock.turn();
    }
  }

  async #admit({ submitted, received }: Waiting, recorded: Instant): Promise<Outcome> {
    const { entry: { id, header }, body } = submitted;
    if (header.audience === 'sealed') return this.#seal(submitted, recorded);
    const earlier = this.#state.positions.get(id);
    if (earlier !== undefined) return { entry: id, position: earlier, recorded: this.#copy.recordedAt(earlier) ?? await this.#recordedAt(earlier) };
    const position = this.#copy.size, taken = this.#copy.take({ bytes: leafOf(submitted, recorded), body, read: { entry: { ...submitted.entry, recorded }, signature: ok(null) } });
    if (taken.ok) return { entry: id, position, recorded };
    const { code } = taken.wrong.refusal, { author } = header;
    // Whoever has seen more may be right: then this host was set back, and a word of its own would be another history.
    const counts = code === 'record.seen.ahead' ? this.#state.participants.has(author) : this.#takeOwn({ kind: 'refusal', content: { submission: id, body: header.body, author, code, received: Math.min(received, recorded) } }, recorded).ok;
    if (counts) this.#keeping.refused?.(author);
    return { entry: id, wrong: { ...taken.wrong, position: null } };
  }

  /** A letter that somebody at the table handed in: the host enters it in its own name, so that the log does not say whose it is; nor is its refusal recorded. */
  #seal({ entry: { id, header }, signed, body }: Submitted, recorded: Instant): Outcome {
    const before = this.#state.sealed.get(header.body);
    if (before !== undefined) return { entry: id, position: before.position, recorded: before.recorded };
    const position = this.#copy.size, looked = this.#copy.look({ bytes: leafOf({ signed }, recorded), body });
    if (!looked.ok) return { entry: id, wrong: { ...looked.wrong, position: null } };
    const refusal = header.kind === 'sealed' ? decideSealing(this.#state, header.author, header.capacity) : { code: 'record.entry.audience', kind: header.kind, audience: header.audience };
    if (refusal !== null) return { entry: id, wrong: { step: 'rules', position: null, entry: id, refusal } };
    const taken = this.#take('sealed', 'sealed', header.body, body, recorded);
    return taken.ok ? { entry: id, position, recorded } : { entry: id, wrong: { ...taken.wrong, position: null } };
  }

  /** The host's own entry: that it did not record a submission, and why; or its last word. What the rules do not let it say, of a stranger or twice, it leaves. */
  #takeOwn(own: Exclude<Extract<Body, { readonly kind: HostsKind }>, { readonly kind: 'sealed' }>, recorded: Instant): Checked<Entry> {
    const content = own.content as unknown as Json;
    const body = writeBody(content, sha256(utf8(`counterpart/host-salt/v1\n${canonical(content)}\n`)).subarray(0, 16));
    assert(body.ok, 'what the host says is small');
    return this.#take(own.kind, 'public', body.value.digest, body.value.bytes, recorded);
  }

  #take(kind: HostsKind, audience: Audience, digest: string, body: Uint8Array, recorded: Instant): Checked<Entry> {
    const { size, root } = this.#copy.head;
    const entry = writeEntry({ process: this.#held.process, kind, capacity: HOST, madeAt: recorded, audience, about: [], body: digest, seen: { size, root: base64(root) } }, this.#seed, recorded);
    assert(entry.ok, 'the host writes entries in their form');
    return this.#copy.take({ bytes: entry.value.bytes, body });
  }

  /** The last word of this host; what is waiting is recorded before. */
  async freeze(reason: Text): Promise<Result<{ readonly size: number }>> {
    const taken = this.#takeOwn({ kind: 'freeze', content: { reason } }, Math.max(this.#state.recorded ?? 0, this.#keeping.clock.now()));
    if (!taken.ok) return { ok: false, refusal: taken.wrong.refusal };
    await this.#copy.keep(this.#signedHead());
    return ok({ size: this.#copy.size });
  }

  #signedHead(): string {
    return signHead({ origin: this.#held.origin, ...this.#copy.head }, this.#state.host, this.#seed, this.#state.recorded ?? 0);
  }

  async #recordedAt(position: number): Promise<Instant> {
    const [entry] = await this.#keeping.store.entries(this.#held.process, position, position + 1);
    assert(entry !== undefined, 'an entry of the log is in its store');
    return Number(new TextDecoder().decode(entry.bytes).split('\n')[2]);
  }
}
