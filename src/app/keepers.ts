import { bodyOf } from '#audit';
import { Fault, assert, ok, refuse } from '#base';
import type { Instant, Json, Result, Text } from '#base';
import type { Chance, Clock, Findings, Head, Held, Post, Queue, Store } from '#ports';
import type { Charter, SignedCharter, Succession } from '#process';
import { base64, checkSignature, emptyRoot, fromBase64, hostVerifierKeys, keyOf, leafOf, openCheckpoint, readSubmissions, shownHead, signHead, signSuccession, utf8, writeBody, writeEntry, writeSubmission, writeVerifierKey } from '#record';
import type { Kept, Submitted } from '#record';
import { readBody } from '#wire';
import { confirm, policyOf } from './confirm.ts';
import type { Confirming } from './confirm.ts';
import { Copy } from './copy.ts';
import { Keeper } from './keeper.ts';
import type { Outcome, Stand } from './keeper.ts';

/** What the use cases need of the world to keep logs as their host. A reader needs none of it. */
export interface Hosting {
  readonly clock: Clock;
  readonly chance: Chance;
  /** The 32-byte seed of a host's key, if it is at hand. */
  readonly seedOf: (key: string) => Promise<Uint8Array | null>;
  /** Whether fictional records with published keys, in whose name anybody can sign, take entries: for trying out. */
  readonly demo: boolean;
  /** What was handed in on this machine and is not on record in its copy yet. */
  readonly queue?: Queue;
  /** What was found wrong with the hosts of logs that are followed. */
  readonly findings?: Findings;
  /** Told of each refusal that is recorded: whose key it was. */
  readonly refused?: (author: string) => void;
  /** Asks witnesses; without it nothing is confirmed here. */
  readonly post?: Post;
}

/** A log that is held, with its head. */
export interface HeldLog {
  readonly held: Held;
  readonly head: Head;
}

/** What heads sign to put another host in the place of the present one, with the signatures so far. */
export interface DraftedSuccession extends Succession {
  readonly process: string;
}

/** Somebody's key, and in whose name it signs. */
export interface Signing {
  readonly participant: string;
  readonly seed: Uint8Array;
}

type Pages = (held: Held) => AsyncIterable<readonly (Kept & { readonly position: number })[]>;

/** The logs that this machine keeps as their host: takes entries, shows heads to witnesses, freezes, succeeds. */
export class Keepers {
  readonly #store: Store;
  readonly #hosting: Hosting | null;
  readonly #pages: Pages;
  readonly #open = new Map<string, Promise<Keeper>>();
  /** Logs of which a witness, or a copy, has seen more than is here: how many entries. */
  #behind = new Map<string, number>();

  constructor(store: Store, hosting: Hosting | null, pages: Pages) {
    this.#store = store;
    this.#hosting = hosting;
    this.#pages = pages;
  }

  /** This machine's second; 0 where it has no clock. */
  now = (): Instant => this.#hosting?.clock.now() ?? 0;

  async submit(log: HeldLog, charter: Charter | null, state: () => Promise<Stand>, submissions: readonly Submitted[]): Promise<readonly Outcome[]> {
    if (charter?.seed === undefined || (this.#hosting?.demo === true && charter.fictional === true)) return (await this.#keeper(log, state)).submit(submissions);
    const refusal = { code: 'host.published', process: log.held.slug };
    return submissions.map(({ entry: { id } }) => ({ entry: id, wrong: { step: 'host', position: null, entry: id, refusal } }));
  }

  /** The host's word that each submission or its refusal will be on record in time; null for what it does not take. */
  async promise(log: HeldLog, charter: Charter | null, state: () => Promise<Stand>, submissions: readonly Submitted[]): Promise<readonly (string | null)[]> {
    if (charter?.seed !== undefined && !(this.#hosting?.demo === true && charter.fictional === true)) return submissions.map(() => null);
    return (await this.#keeper(log, state)).promise(submissions);
  }

  /** The host's last word. Refuses what the rules refuse. */
  async freeze(log: HeldLog, state: () => Promise<Stand>, reason: Text): Promise<Result<{ readonly size: number }>> {
    return (await this.#keeper(log, state)).freeze(reason);
  }

  /** Shows the head of a log to the witnesses that its charter names; `null` where it names none, or nobody can be asked. Fault `host.behind`: then nothing is recorded here any more. */
  async confirm(log: HeldLog, state: () => Promise<Stand>): Promise<Confirming | null> {
    const keeper = await this.#open.get(log.held.process)?.catch(() => undefined);
    return this.#confirm(log, keeper?.stand ?? await state());
  }

  async #confirm(log: HeldLog, { charter, host }: Stand): Promise<Confirming | null> {
    const post = this.#hosting?.post, policy = policyOf(charter, log.held.origin, host.key);
    if (policy === null || post === undefined) return null;
    try {
      return await confirm(this.#store, log.held, log.head, policy, post);
    } catch (fault) {
      if (fault instanceof Fault && fault.code === 'host.behind') this.#behind.set(log.held.process, Number(fault.facts['last']));
      throw fault;
    }
  }

  /**
   * A head that somebody holds, shown to whoever keeps the log here. One of more entries than there are, signed with this host's own key: it was set back, and goes on no more; that outlives the program.
   * Refuses what the host of this log has not signed. Fault `host.behind`.
   */
  async shown({ held: { process, slug, origin } }: HeldLog, { host }: Stand, note: string): Promise<Result<null>> {
    const opened = openCheckpoint(note, hostVerifierKeys(origin, host), origin), head = await this.#store.head(process);
    if (!opened.ok) return opened;
    assert(head !== null, 'a log that is held has a head');
    if (opened.value.size <= head.size) return ok(null);
    this.#hosting?.findings?.prove({ name: aheadOf(slug), bytes: utf8(note) });
    this.#behind.set(process, opened.value.size);
    throw setBack(slug, head.size, opened.value.size);
  }

  /** Entries that were seen of a log, where that is more than this host knew of when it started; else 0. */
  lastSeen({ process, slug }: Pick<Held, 'process' | 'slug'>): number {
    const last = this.#behind.get(process) ?? sizeOf(this.#hosting?.findings?.proved(aheadOf(slug)) ?? null);
    this.#behind.set(process, last);
    return last;
  }

  /** What one of them is told, the other knows. */
  knowsWith(other: Keepers): void {
    this.#behind = other.#behind;
  }

  async #keeper(log: HeldLog, state: () => Promise<Stand>): Promise<Keeper> {
    const last = this.lastSeen(log.held);
    if (last > log.head.size) throw setBack(log.held.slug, log.head.size, last);
    const { process } = log.held, before = this.#open.get(process);
    const keeper = before === undefined ? this.#openKeeper(log, state) : before.then((kept) => kept.broken ? this.#openKeeper(log, state) : kept);
    this.#open.set(process, keeper);
    keeper.catch(() => this.#open.get(process) === keeper && this.#open.delete(process));
    return keeper;
  }

  async #openKeeper(log: HeldLog, state: () => Promise<Stand>): Promise<Keeper> {
    if (this.#hosting === null) throw new Fault('host.not-here', 'never', { slug: log.held.slug });
    const known = await state();
    if (known.charter.seed === undefined && await this.#hosting.seedOf(known.host.key) === null) throw new Fault('host.not-here', 'never', { slug: log.held.slug, key: known.host.key });
    await this.#confirm(log, known); // A host that was set back must not go on.
    const head = await this.#store.head(log.held.process);
    assert(head !== null, 'a log that was held is held');
    const held = { ...log.held, size: head.size };
    return Keeper.open({ store: this.#store, ...this.#hosting }, held, this.#pages(held));
  }

  /**
   * Opens a process with the charter that its heads have signed, on this machine as its host: entry 0, entered by one of them.
   * Refuses what the rules refuse, `record.charter.signature`, `sign.key`. Faults `host.not-here` where the key of the host is not here, `store.exists`.
   */
  async begin(slug: string, charter: SignedCharter, { participant, seed: bySeed }: Signing): Promise<Result<{ readonly process: string; readonly size: number }>> {
    const person = charter.charter.participants.find(({ id }) => id === participant);
    if (person?.key !== keyOf(bySeed)) return refuse('sign.key', { participant, key: keyOf(bySeed) });
    const body = writeBody(charter as unknown as Json, this.#hosting?.chance.bytes(16) ?? new Uint8Array(16));
    if (!body.ok) return body;
    const { digest } = body.value, seen = { size: 0, root: base64(emptyRoot()) };
    const entry = writeEntry({ process: digest, kind: 'charter', capacity: person.capacity, madeAt: this.now(), audience: 'public', about: [], body: digest, seen }, bySeed, 0);
    const handed = entry.ok ? readSubmissions(writeSubmission(entry.value.bytes, body.value.bytes)) : entry;
    return handed.ok ? this.open(slug, handed.value[0] as Submitted) : handed;
  }

  /** The same, with the entry as somebody's own device signed it. Refuses `record.*`, what the form of a charter and the rules refuse. */
  async open(slug: string, { entry, signed, body }: Submitted): Promise<Result<{ readonly process: string; readonly size: number }>> {
    const right = checkSignature(entry), content = right.ok ? bodyOf(entry, body, readBody) : right;
    if (!content.ok) return content;
    if (content.value.kind !== 'charter') return refuse('process.charter.missing', { kind: content.value.kind });
    const { host } = content.value.content.charter, seed = await this.#hosting?.seedOf(host.key) ?? null, key = fromBase64(host.key);
    if (seed === null || this.#hosting === null || !key.ok) throw new Fault('host.not-here', 'never', { slug, key: host.key });
    const process = entry.header.body, origin = `counterpart/${process}`, recorded = this.#hosting.clock.now();
    const copy = Copy.begin(this.#store, { process, slug, origin, hostKey: writeVerifierKey(origin, key.value) }), taken = copy.take({ bytes: leafOf({ signed }, recorded), body });
    if (!taken.ok) return { ok: false, refusal: taken.wrong.refusal };
    await copy.keep(signHead({ origin, ...copy.head }, host, seed, recorded));
    return ok({ process, size: copy.size });
  }

  /**
   * Puts another host in the place of the present one, on this copy: a head of delegation enters what the heads agreed, and the new host signs the head after it.
   * Refuses what the rules refuse, `record.succession.*`, `succession.unsigned`. Fault `host.not-here` where the new host's key is not on this machine.
   */
  async succeed({ held }: HeldLog, { process, ...content }: DraftedSuccession, by: Signing): Promise<Result<{ readonly size: number }>> {
    if (content.agreedBy.length === 0) return refuse('succession.unsigned');
    const seed = await this.#hosting?.seedOf(content.host.key) ?? null;
    if (seed === null || this.#hosting === null) throw new Fault('host.not-here', 'never', { slug: held.slug, key: content.host.key });
    const copy = await Copy.open(this.#store, held, this.#pages(held)), recorded: Instant = Math.max(copy.state?.recorded ?? 0, this.#hosting.clock.now());
    const body = writeBody(content as unknown as Json, this.#hosting.chance.bytes(16));
    if (!body.ok) return body;
    const { size, root } = copy.head, seen = { size, root: base64(root) };
    const entry = writeEntry({ process, kind: 'succession', capacity: 'head', madeAt: recorded, audience: 'public', about: [], body: body.value.digest, seen }, by.seed, recorded);
    if (!entry.ok) return entry;
    const taken = copy.take({ bytes: entry.value.bytes, body: body.value.bytes });
    if (!taken.ok) return { ok: false, refusal: taken.wrong.refusal };
    await copy.keep(signHead({ origin: held.origin, ...copy.head }, content.host, seed, recorded));
    this.#open.delete(process);
    return ok({ size: copy.size });
  }
}

/** The file with a head of a log that this host signed, and does not have. */
const aheadOf = (slug: string): string => `ahead-${slug}.checkpoint`;
const setBack = (slug: string, size: number, last: number): Fault => new Fault('host.behind', 'never', { slug, size, last });

function sizeOf(note: Uint8Array | null): number {
  const head = shownHead(note ?? '');
  return head.ok ? head.value.size : 0;
}

/** The words that every head signs: the process, the head of the log that is followed, the new host, the reason. */
const wordsOf = ({ process, host, from, reason }: DraftedSuccession): Json => ({ process, host: { ...host }, from: { ...from }, reason: { ...reason } });

/** Adds a head's signature. Refuses `succession.signed` where it is there already. */
export function signDraft(draft: DraftedSuccession, { participant, seed }: Signing): Result<DraftedSuccession> {
  if (draft.agreedBy.some((one) => one.participant === participant)) return refuse('succession.signed', { participant });
  const signature = signSuccession(wordsOf(draft), seed);
  return ok({ ...draft, agreedBy: [...draft.agreedBy, { participant, signature }] });
}
