import type { Instant } from '#base';
import { Fault, assert } from '#base';
import { Audit } from '#audit';
import type { Held, Store, StoredBody, StoredEntry } from '#ports';
import type { ProcessState } from '#process';
import { base64 } from '#record';
import type { Checked, Entry, Hash, Kept } from '#record';
import { readBody } from '#wire';

/** A log that this machine holds, as it grows: each entry is checked in every way before it is taken, and kept many at a time. */
export class Copy {
  readonly #store: Store;
  readonly #held: Omit<Held, 'size'>;
  readonly #audit: Audit;
  #kept: number;
  #entries: StoredEntry[] = [];
  #bodies: StoredBody[] = [];
  #recorded: Instant[] = [];
  #erased: string[] = [];

  private constructor(store: Store, held: Omit<Held, 'size'>, audit: Audit) {
    this.#store = store;
    this.#held = held;
    this.#audit = audit;
    this.#kept = audit.log.counts.entries;
  }

  /** A log that is not held yet. */
  static begin(store: Store, held: Omit<Held, 'size'>): Copy {
    return new Copy(store, held, new Audit(held.process, readBody, { signed: false, shelf: store.shelf() }));
  }

  /** Reads a log anew; its signatures were verified when it was written, those within bodies when it was folded. Fault `record.damaged`. */
  static async open(store: Store, held: Held, pages: AsyncIterable<readonly (Kept & { readonly position: number })[]>): Promise<Copy> {
    const audit = new Audit(held.process, readBody, { signed: false, shelf: store.shelf() });
    for await (const page of pages) {
      for (const kept of page) if (!audit.entry(kept, true).ok) throw new Fault('record.damaged', 'never', { slug: held.slug, position: kept.position });
    }
    return new Copy(store, held, audit);
  }

  /** How many entries were taken, kept or not yet. */
  get size(): number {
    return this.#audit.log.counts.entries;
  }

  /** Their head: its root is made anew each time. */
  get head(): { readonly size: number; readonly root: Hash } {
    return this.#audit.log.head;
  }

  /** The root when there were so many. */
  rootAt = (size: number): Hash => this.#audit.log.rootAt(size);

  get state(): ProcessState | null {
    return this.#audit.state;
  }

  /** Taken and not kept yet. */
  get waiting(): number {
    return this.#entries.length;
  }

  /** Checks an entry as far as its bytes go, its signature apart, without taking it. */
  look = (kept: Kept): Checked<Entry> => this.#audit.log.look(kept);

  /** Whether everything that was taken is whole: asked at the end of a log. */
  whole = (): Checked<null> => this.#audit.finish();

  /** Checks the next entry, its signature apart, and takes it; one that is refused leaves everything as it was. */
  take(kept: Kept): Checked<Entry> {
    const position = this.size, checked = this.#audit.entry(kept);
    if (!checked.ok) return checked;
    const { id, header, recorded } = checked.value;
    this.#entries.push({ position, id, kind: header.kind, bytes: kept.bytes, body: header.body });
    if (kept.body !== null) this.#bodies.push({ digest: header.body, audience: header.audience, bytes: kept.body });
    this.#recorded.push(recorded);
    this.#erased.push(...erasedBy(this.#audit.state, id));
    return checked;
  }

  /** When an entry that is not kept yet was recorded. */
  recordedAt = (position: number): Instant | undefined => this.#recorded[position - this.#kept];

  /** Keeps what was taken under a head that somebody signed; durable when it returns. */
  async keep(checkpoint: string): Promise<void> {
    assert(this.#entries.length > 0, 'a batch has entries');
    const { size, root } = this.head, start = this.#kept;
    const batch = { entries: this.#entries, bodies: this.#bodies, tiles: this.#audit.log.tilesSince(start), head: { size, root: base64(root), checkpoint }, erased: this.#erased };
    await (start === 0 ? this.#store.create(this.#held, batch) : this.#store.append(this.#held.process, start, batch));
    [this.#entries, this.#bodies, this.#recorded] = [[], [], []];
    this.#erased = [];
    this.#kept = size;
  }
}

/** The entries whose words an entry erases. */
function erasedBy(state: ProcessState | null, entry: string): readonly string[] {
  const ground = state?.ground.get(entry)?.value;
  return ground?.kind === 'erasure' ? ground.content.entries.map((erased) => erased.entry) : [];
}
