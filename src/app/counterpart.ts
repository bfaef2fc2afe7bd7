import type { Result, Text } from '#base';
import { assert, ok, refuse } from '#base';
import type { AsOf, Perspective } from '#compliance';
import { claimsOf, explained } from '#compliance';
import type { Get, Held, Store } from '#ports';
import type { Charter, Host, ProcessState, SignedCharter } from '#process';
import { checkReading, signReading } from '#record';
import type { Kept, Submitted } from '#record';
import type { Asked, Found } from '#search';
import { explain, rollUp, statusChanges } from '#views';
import { audited } from './audited.ts';
import type { App, AuditReport, CountedTogether, Dossier, EntryWithProof, Explained, ProcessCard, Receipts, Served, StatusTable } from './app.ts';
import type { Progress } from './case-log.ts';
import { caseLoaded } from './case-log.ts';
import type { Changes, Times } from './changes.ts';
import type { Confirming } from './confirm.ts';
import { Keepers } from './keepers.ts';
import type { DraftedSuccession, HeldLog, Hosting, Signing } from './keepers.ts';
import type { Outcome, Stand } from './keeper.ts';
import { namingOf } from './file-naming.ts';
import type { FileNaming } from './file-naming.ts';
import { lettersOf } from './letters.ts';
import type { SealedAt } from './letters.ts';
import { logFile, pathsOf, proverAt } from './log-files.ts';
import type { LogFile, Prover } from './log-files.ts';
import { contentOf, fold, whole } from './fold.ts';
import { completed } from './fill.ts';
import { follow } from './mirror.ts';
import type { Followed } from './mirror.ts';
import { perspectiveOf } from './dossier.ts';
import { begin, dossierOf, goOn, hostKeyOf } from './opened.ts';
import type { Folded, Opened } from './opened.ts';
import type { Rebuilt } from './rebuild.ts';
import { rebuilt } from './rebuild.ts';
import { whereabouts } from './submitted.ts';
import type { Whereabouts } from './submitted.ts';
import { statusTable, tableBeside, tableOf } from './table.ts';
import { Owed } from './ungiven.ts';
import { Warnings } from './warnings.ts';
import { withProof } from './with-proof.ts';
import type { Supposed, WhatIf, WhatIfTimes } from './what-if.ts';
import { compared, suppose } from './what-if.ts';

const PAGE = 64; // Few enough that those under way are gone before the collector of garbage takes them for lasting: a third less memory than with 256.
/** A record of so many entries is large: it is held no more often than it must be. */
export const MANY_ENTRIES = 20_000;

interface StoredWithBody extends Kept {
  readonly position: number;
}

/** The use cases over a store. What is folded from the record is kept, and goes on with the log. */
export class Counterpart implements App {
  readonly #store: Store;
  readonly #opened = new Map<string, Promise<Opened>>();
  #warnings: Warnings;
  #owed = new Owed();
  /** Addresses of the hosts of logs that are mirrored, by slug. */
  #followed = new Map<string, string>();
  readonly #keepers: Keepers;
  /** Charters that were read: the digest of one is the name of its process. */
  readonly #charters = new Map<string, Charter>();
  #prover: Prover | null = null;
  /** The last record that was read in part. A log only grows, so what its first entries amount to stays. */
  #early: { readonly process: string; readonly size: number; readonly folded: Folded } | null = null;
  readonly #hosting: Hosting | null;
  /** Reads only what everybody may. */
  readonly #open: boolean;
  /** Of large records this one makes the pages and keeps the logs, or does one of the two, and somebody else the other: whoever keeps a log verifies what it says of keys. */
  part: 'both' | 'keeps' | 'reads' = 'both';
  #tablesMade = 0;
  #stand: { readonly root: string; readonly read: Promise<Stand> } | null = null;

  constructor(store: Store, hosting: Hosting | null = null, open = false) {
    this.#store = store;
    this.#hosting = hosting;
    this.#warnings = new Warnings(hosting?.findings);
    this.#open = open;
    this.#keepers = new Keepers(store, hosting, (held) => this.#pages(held));
  }

  /** The same logs as everybody may read them: for pages that anybody can ask for. */
  forEverybody(): Counterpart {
    const open = new Counterpart(this.#store, this.#hosting, true);
    open.#warnings = this.#warnings;
    open.#followed = this.#followed;
    open.#owed = this.#owed;
    open.#keepers.knowsWith(this.#keepers);
    return open;
  }

  #turn = async (): Promise<void> => this.#hosting?.clock.turn();

  async #held(slug: string): Promise<HeldLog | null> {
    const held = (await this.#store.list()).find((one) => one.slug === slug || one.process === slug);
    const head = held === undefined ? null : await this.#store.head(held.process);
    return held === undefined || head === null ? null : { held: { ...held, size: head.size }, head }; // The log may have grown between the two.
  }

  async #opens(slug: string): Promise<Opened | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    const { process } = log.held, before = this.#opened.get(process);
    if (before !== undefined && this.#tablesMade > 0) return before; // What a table is made of stays as it is until then.
    // One after the other: whoever comes meanwhile goes on from what this one makes, to where the log is by then.
    const opened = before === undefined ? begin(log, this.#entries(log.held, 0), this.part === 'reads') : before.then(async (kept) => { const now = await this.#held(process) ?? log; return goOn(kept, now, (from) => this.#entries(now.held, from)); });
    this.#opened.set(process, opened);
    return opened.catch((fault: unknown) => {
      if (this.#opened.get(process) === opened) this.#opened.delete(process);
      throw fault;
    });
  }

  /** The record as it is, or as it was when the log had `size` entries: what was known then. `null` if it is not held, or never had so many. */
  async #at(slug: string, size?: number): Promise<Folded | null> {
    if (size === undefined) return this.#opens(slug);
    const log = await this.#held(slug);
    if (log === null || size < 1 || size > log.held.size) return null;
    const { process } = log.held;
    if (this.#early?.process !== process || this.#early.size !== size) {
      const state = whole(await fold(this.#entries({ ...log.held, size }, 0), log.held), log.held, await this.#state(process));
      this.#early = { process, size, folded: { dossier: dossierOf(log, state), claims: claimsOf(state) } };
    }
    return this.#early.folded;
  }

  async *#entries(held: Held, from: number): AsyncGenerator<StoredWithBody> {
    for await (const page of this.#pages(held, from)) yield* page;
  }

  async *#pages(held: Held, start = 0): AsyncGenerator<readonly StoredWithBody[]> {
    for (let from = start; from < held.size; from += PAGE) {
      const entries = await this.#store.whole(held.process, from, Math.min(held.size, from + PAGE), this.#open);
      yield entries.map(({ position, bytes, id, kind, body, content }) => ({ position, bytes, body: content, filed: { id, kind, body } }));
    }
  }

  /** Entries of a log that is held. */
  sizeOf = async (slug: string): Promise<number | null> => (await this.#held(slug))?.head.size ?? null;

  async list(): Promise<readonly ProcessCard[]> {
    const cards: ProcessCard[] = [];
    for (const held of await this.#store.list()) {
      const charter = await this.#charter(held);
      if (charter !== null) cards.push({ slug: held.slug, process: held.process, title: charter.title, purpose: charter.purpose, kind: charter.kind, fictional: charter.fictional ?? false, size: held.size });
    }
    return cards;
  }

  /** `null` where it cannot be read: then the audit says why. */
  async #charter({ process }: Held): Promise<Charter | null> {
    const before = this.#charters.get(process);
    if (before !== undefined) return before;
    const body = (await this.#store.bodies(process, [process])).get(process);
    const read = body === undefined ? refuse('record.body.missing') : contentOf('charter', body);
    if (!read.ok || read.value.kind !== 'charter') return null;
    this.#charters.set(process, read.value.content.charter);
    return read.value.content.charter;
  }

  async dossier(slug: string): Promise<Dossier | null> {
    const open = await this.#opens(slug);
    if (open === null) return null;
    const { dossier, claims } = open;
    const warning = this.#warnings.of(dossier.slug, dossier.state.host.key), ended = this.#warnings.ended(dossier.slug), ungiven = this.#owed.of(this.#followed.get(dossier.slug) ?? ''), confirmed = await this.#store.confirmed(dossier.state.process), last = this.#keepers.lastSeen({ process: dossier.state.process, slug: dossier.slug });
    return { ...dossier, claims, confirmed: confirmed?.size ?? 0, served: await this.#served(dossier), ...(warning === undefined ? {} : { warning }), ...(ended.length === 0 ? {} : { ended }), ...(ungiven === undefined ? {} : { ungiven }), ...(last > dossier.head.size ? { signedUpTo: last } : {}) };
  }

  /** That a log is shown as a copy of the one at an address. */
  follows(slug: string, url: string): void {
    this.#followed.set(slug, url);
  }

  /** The host is who has its key; of a record with published keys everybody could be, who does not say that they follow another. */
  async #served({ slug, state: { charter, host } }: Dossier): Promise<Served> {
    const of = this.#followed.get(slug) ?? null;
    const hosts = of === null && (charter.seed !== undefined || this.#hosting === null || await this.#hosting.seedOf(host.key) !== null);
    return { by: hosts ? 'host' : 'copy', of };
  }

  async status(slug: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null> {
    if (size !== undefined || perspectives !== undefined) {
      const at = await this.#at(slug, size);
      return at === null ? null : statusTable(at.dossier, at.claims, asOf, perspectives ?? at.dossier.perspectives);
    }
    const opened = await this.#opens(slug);
    if (opened === null || this.part !== 'reads' || opened.dossier.head.size < MANY_ENTRIES) return opened === null ? null : tableOf(opened, asOf);
    this.#tablesMade += 1;
    return tableBeside(this.#opened.get(opened.dossier.state.process) ?? Promise.resolve(opened), asOf, () => this.#turn()).finally(() => { this.#tablesMade -= 1; });
  }

  async statusOf(slug: string, commitment: string, asOf: AsOf, perspectives?: readonly Perspective[], size?: number): Promise<StatusTable | null> {
    const at: (Folded & Partial<Opened>) | null = await this.#at(slug, size);
    return at?.dossier.state.commitments.has(commitment) === true ? statusTable(at.dossier, at.standing ?? at.claims, asOf, perspectives ?? at.dossier.perspectives, [commitment]) : null;
  }

  /** The whole table of statuses counted together, with the table's digest. `null` if the process is not held, or never had `size` entries. */
  async rollUp(slug: string, asOf: AsOf, size?: number): Promise<CountedTogether | null> {
    const at = await this.#at(slug, size);
    if (at === null) return null;
    const table = size === undefined ? await this.status(slug, asOf) : statusTable(at.dossier, at.claims, asOf, at.dossier.perspectives);
    return table === null ? null : { rollUp: rollUp(at.dossier, table.statuses, asOf), digest: table.digest, proof: table.proof };
  }

  async explain(slug: string, commitment: string, perspective: string, asOf: AsOf, size?: number): Promise<Explained | null> {
    const at = await this.#at(slug, size);
    const asked = at === null ? null : perspectiveOf(at.dossier, perspective);
    if (at === null || asked === null || !at.dossier.state.commitments.has(commitment)) return null;
    const statuses = explained(at.claims, asked, asOf, commitment);
    return { statuses, sentences: statuses.map((status) => explain(status, at.dossier)) };
  }

  async search(slug: string, asked: Asked, from?: number, count?: number): Promise<Found | null> {
    const opened = await this.#opens(slug);
    return opened === null ? null : opened.words.find(opened.dossier.state, () => this.#turn(), asked, from, count);
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
    const { state: fresh } = await fold(this.#entries({ ...log.held, size: at.dossier.state.size }, 0), log.held);
    return compared(at.dossier, suppose(fresh, supposed), times, perspective === undefined ? undefined : [perspective]);
  }

  async entry(slug: string, position: number): Promise<EntryWithProof | null> {
    const log = await this.#held(slug);
    if (log === null || !Number.isSafeInteger(position) || position < 0 || position >= log.head.size) return null;
    return withProof(this.#store, log, position, await this.#state(log.held.process), this.#open);
  }

  /** Who asks for what is not for everybody: a key that speaks at the table now. Refuses `record.reading.*`, `process.author.unknown`, `process.key.revoked`. */
  async reader(slug: string, asked: string): Promise<Result<string>> {
    const log = await this.#held(slug);
    if (log === null) return refuse('process.unknown');
    const state = await this.#state(log.held.process), read = checkReading(state.process, asked, this.#keepers.now());
    if (!read.ok) return read;
    if (state.revoked.has(read.value)) return refuse('process.key.revoked', { author: read.value });
    return state.participants.has(read.value) ? read : refuse('process.author.unknown', { author: read.value });
  }

  /** The sealed letters of a log as they are kept: `sealed` is null where this copy has not the bytes, or no more. `null` if there is no such process. */
  async sealed(slug: string): Promise<readonly SealedAt[] | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    return lettersOf(this.#store, await this.#state(log.held.process));
  }

  /** Whether words on record name a file of evidence, and by what the words went that named it. `null` if there is no such process. */
  async naming(slug: string, digest: string): Promise<FileNaming | null> {
    const log = await this.#held(slug);
    return log === null ? null : namingOf(this.#store, await this.#state(log.held.process), digest);
  }

  /** A file of the log as it is published: `checkpoint`, `tile/…`, `body/…`. `null` if there is none. */
  async file(slug: string, path: string, all = false): Promise<LogFile | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    const held = path === 'host.vkey' ? { ...log.held, hostKey: hostKeyOf(log.held.origin, await this.#state(log.held.process)) } : log.held;
    return logFile(this.#store, held, log.head, path, all);
  }

  /** Every file of the log as it is published, one after the other, the checkpoint last. `null` if there is no such process. */
  async published(slug: string, all = false): Promise<{ readonly size: number; files(): AsyncGenerator<{ readonly path: string; readonly bytes: Uint8Array }> } | null> {
    const log = await this.#held(slug), store = this.#store;
    if (log === null) return null;
    const { head } = log, held = { ...log.held, hostKey: hostKeyOf(log.held.origin, await this.#state(log.held.process)) };
    return {
      size: head.size,
      files: async function* () {
        for (const path of pathsOf(head.size, held.process)) {
          const file = await logFile(store, held, head, path, all);
          if (file !== null) yield { path, bytes: file.bytes };
        }
      },
    };
  }

  /** Hands submissions to the log; each is answered when what is recorded is durable. `null` if there is no such process. Faults `host.not-here` where this machine does not keep it. */
  async submit(slug: string, submissions: readonly Submitted[]): Promise<readonly Outcome[] | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    return this.#keepers.submit(log, await this.#charter(log.held), () => this.#once(log), submissions);
  }

  /** The host's word, at once, that each of these or its refusal will be on record within the charter's delay; null for what it does not take. `null` if there is no such process. */
  async promise(slug: string, submissions: readonly Submitted[]): Promise<readonly (string | null)[] | null> {
    const log = await this.#held(slug);
    return log === null ? null : this.#keepers.promise(log, await this.#charter(log.held), () => this.#once(log), submissions);
  }

  /** What whoever keeps a log needs of it before it is kept: read once for a head, where pages are made by somebody else. */
  async #once({ held, head }: HeldLog): Promise<Stand> {
    if (this.part !== 'keeps' || head.size < MANY_ENTRIES || this.#opened.has(held.process)) return this.#state(held.process);
    if (this.#stand?.root !== head.root) this.#stand = { root: head.root, read: fold(this.#entries(held, 0), held).then((folded) => whole(folded, held)).then(({ charter, host }) => ({ charter, host })) };
    const { read } = this.#stand;
    return read.catch((fault: unknown) => { this.#stand = null; throw fault; });
  }

  async #state(process: string): Promise<ProcessState> {
    const opened = await this.#opens(process);
    assert(opened !== null, 'a log that was held is held');
    return opened.dossier.state;
  }

  /** Shows the head of a log to the witnesses that its charter names. `null` where there is no such process, no rule of confirmation, or nobody to ask. Fault `host.behind`: then nothing is recorded here any more. */
  async confirm(slug: string): Promise<Confirming | null> {
    const log = await this.#held(slug);
    return log === null ? null : this.#keepers.confirm(log, () => this.#once(log));
  }

  async shown(slug: string, note: string): Promise<Result<null> | null> {
    const log = await this.#held(slug);
    return log === null ? null : this.#followed.has(log.held.slug) ? ok(null) : this.#keepers.shown(log, await this.#once(log), note);
  }

  /** The host's last word on a log. `null` if there is no such process. */
  async freeze(slug: string, reason: Text): Promise<Result<{ readonly size: number }> | null> {
    const log = await this.#held(slug);
    return log === null ? null : this.#keepers.freeze(log, () => this.#state(log.held.process), reason);
  }

  /** What heads have to sign to put another host in the place of the present one, at the head of this copy. `null` if there is no such process. */
  async draftSuccession(slug: string, host: Host, reason: Text): Promise<DraftedSuccession | null> {
    const log = await this.#held(slug);
    return log === null ? null : { process: log.held.process, host, from: { size: log.head.size, root: log.head.root }, reason, agreedBy: [] };
  }

  /** Puts another host in the place of the present one, on this copy. `null` if it is not held. */
  async succeed(draft: DraftedSuccession, by: Signing): Promise<Result<{ readonly size: number }> | null> {
    const log = await this.#held(draft.process);
    return log === null ? null : this.#keepers.succeed(log, draft, by);
  }

  /** Opens a process with a charter that its heads have signed, on this machine as its host. */
  begin(slug: string, charter: SignedCharter, by: Signing): Promise<Result<{ readonly process: string; readonly size: number }>> {
    return this.#keepers.begin(slug, charter, by);
  }

  /** The same, with the entry as a head's own device signed it. */
  open(slug: string, submitted: Submitted): Promise<Result<{ readonly process: string; readonly size: number }>> {
    return this.#keepers.open(slug, submitted);
  }

  /** Follows one log of a host once, into this store. Needs no hosting. `reader`: the seed of somebody at the table, who is given what is for the table too. */
  async mirror(get: Get, url: string, slug: string, reader?: Uint8Array): Promise<Followed> {
    const reading = reader === undefined ? undefined : (process: string): string => signReading(process, this.#keepers.now(), reader);
    const mirroring = { store: this.#store, get, ...(reading === undefined ? {} : { reading }), pages: (held: Held) => this.#pages(held) }, now = this.#keepers.now(), came = await completed(mirroring, url, slug, await follow(mirroring, url, slug), this.#owed, now);
    if ('filled' in came) this.#opened.clear();
    if ((came.came === 'same' || came.came === 'grown') && !url.startsWith('bag:')) this.#warnings.right(slug, came.size, now);
    if (came.came !== 'wrong' || (url.startsWith('bag:') && came.fork === null && came.wrong.step !== 'succession')) return came; // A bag is anybody's: only what the host or the heads signed is held against a host.
    return this.#warnings.take(slug, await this.#hostOf(slug), came);
  }

  async #hostOf(slug: string): Promise<string | null> {
    return (await this.#opens(slug))?.dossier.state.host.key ?? null;
  }

  /** Receipts of recorded entries: each proves, with the checkpoint and its leaf and without anything else, that the entry is in the log. */
  async receipts(slug: string, positions: readonly number[], leavesOf: readonly number[] = []): Promise<Receipts | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    const leaves = new Map<number, Uint8Array>();
    const prover = proverAt(this.#store, log.held.process, log.head.size, this.#prover);
    this.#prover = prover;
    for (const position of leavesOf) for (const { bytes } of await this.#store.entries(log.held.process, position, position + 1)) leaves.set(position, bytes);
    return { checkpoint: log.head.checkpoint, proofs: await prover.proofs(positions), leaves };
  }

  async submitted(slug: string): Promise<readonly Whereabouts[] | null> {
    const log = await this.#held(slug), queue = this.#hosting?.queue;
    if (log === null) return null;
    return queue === undefined ? [] : whereabouts(await this.#state(log.held.process), { submissions: queue.all().map(({ bytes }) => bytes), receipts: queue.receipts(), promises: queue.promises() }).known;
  }

  /** Makes the tiles of a log anew from its entries. `null` if there is no such process. */
  async rebuild(slug: string): Promise<Result<Rebuilt> | null> {
    const log = await this.#held(slug);
    return log === null ? null : rebuilt(this.#store, log.held, log.head, this.#pages(log.held));
  }

  async audit(slug: string, progress: Progress = () => undefined): Promise<AuditReport | null> {
    const log = await this.#held(slug);
    if (log === null) return null;
    return audited(this.#store, log.held, log.head, this.#pages(log.held), progress);
  }

  /** Loads a case from its files: all of it or nothing. Loading the same case again changes nothing; another edition under the same slug is refused. */
  loadCase = (files: ReadonlyMap<string, string>, progress: Progress = () => undefined): Promise<Result<{ readonly slug: string; readonly size: number; readonly added: boolean }>> => caseLoaded(this.#store, files, progress);
}
