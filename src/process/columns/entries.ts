import { Column } from '#base';
import type { Sheets } from '#base';
import type { Origin, Voice } from '../state.ts';
import type { Ids } from './ids.ts';

/** What is known of an entry: it is the source of something; its words can be erased. */
const SOURCE = 1, VOICE = 2;

/** By position, in columns: whose each entry is and of when, as the source of what it brought and as words that can be erased. */
export class Entries {
  readonly #ids: Ids;
  readonly #known: Column<Uint8Array>;
  readonly #entry: Column<Uint32Array>;
  readonly #author: Column<Uint32Array>;
  readonly #recorded: Column<Float64Array>;
  readonly #capacity: Column<Uint32Array>;
  readonly #madeAt: Column<Float64Array>;
  /** So much later than it was recorded is what it brought known: nothing in a live record. */
  readonly #since: Column<Float64Array>;
  readonly #kind: Column<Uint32Array>;
  /** Numbers and one; 0 for `null`. */
  readonly #id: Column<Uint32Array>;
  readonly #item: Column<Uint32Array>;

  constructor(ids: Ids, sheets: Sheets) {
    this.#ids = ids;
    this.#known = new Column(Uint8Array, sheets);
    this.#entry = new Column(Uint32Array, sheets);
    this.#author = new Column(Uint32Array, sheets);
    this.#recorded = new Column(Float64Array, sheets);
    this.#capacity = new Column(Uint32Array, sheets);
    this.#madeAt = new Column(Float64Array, sheets);
    this.#since = new Column(Float64Array, sheets);
    this.#kind = new Column(Uint32Array, sheets);
    this.#id = new Column(Uint32Array, sheets);
    this.#item = new Column(Uint32Array, sheets);
  }

  /** Keeps an origin at its position; false where what is known there is not the same. */
  keepOrigin(origin: Origin): boolean {
    const { position, entry, author, recorded, capacity, madeAt, known } = origin;
    if (!this.#fits(position, entry, author, recorded)) return false;
    if (this.#is(position, SOURCE)) return this.#capacity.get(position) === this.#ids.find(capacity) && this.#madeAt.get(position) === madeAt && this.#since.get(position) === known - recorded;
    this.#begin(position, SOURCE, entry, author, recorded);
    this.#capacity.set(position, this.#ids.number(capacity));
    this.#madeAt.set(position, madeAt);
    this.#since.set(position, known - recorded);
    return true;
  }

  /** Keeps whose words an entry is at its position; false as above. */
  keepVoice(entry: string, { author, position, kind, recorded, id, item }: Voice): boolean {
    if (!this.#fits(position, entry, author, recorded)) return false;
    this.#begin(position, VOICE, entry, author, recorded);
    this.#kind.set(position, this.#ids.number(kind));
    this.#id.set(position, id === null ? 0 : this.#ids.number(id) + 1);
    this.#item.set(position, item === null ? 0 : this.#ids.number(item) + 1);
    return true;
  }

  /** The origin at a position: what is asked of it is read when it is asked. */
  origin = (position: number): Origin => new OriginAt(this, position);

  entryAt = (position: number): string => this.#ids.name(this.#entry.get(position));
  authorAt = (position: number): string => this.#ids.name(this.#author.get(position));
  capacityAt = (position: number): Origin['capacity'] => this.#ids.name(this.#capacity.get(position)) as Origin['capacity'];
  madeAt = (position: number): number => this.#madeAt.get(position);
  recordedAt = (position: number): number => this.#recorded.get(position);
  knownAt = (position: number): number => this.#recorded.get(position) + this.#since.get(position);

  voice(position: number): Voice {
    const name = (number: number): string | null => (number === 0 ? null : this.#ids.name(number - 1));
    return { author: this.authorAt(position), position, kind: this.#ids.name(this.#kind.get(position)), recorded: this.#recorded.get(position), id: name(this.#id.get(position)), item: name(this.#item.get(position)) };
  }

  /** Whether the words of the entry of this number are kept at a position. */
  speaks = (position: number, entry: number): boolean => position >= 0 && this.#is(position, VOICE) && this.#entry.get(position) === entry;

  /** Forgets that the words of an entry can be erased. */
  silence = (position: number): void => this.#known.set(position, this.#known.get(position) & ~VOICE);

  #is = (position: number, what: number): boolean => (this.#known.get(position) & what) !== 0;

  /** Whether nothing is known of a position yet, or the same. */
  #fits(position: number, entry: string, author: string, recorded: number): boolean {
    return this.#known.get(position) === 0 || (this.#entry.get(position) === this.#ids.find(entry) && this.#author.get(position) === this.#ids.find(author) && this.#recorded.get(position) === recorded);
  }

  #begin(position: number, what: number, entry: string, author: string, recorded: number): void {
    this.#known.set(position, this.#known.get(position) | what);
    this.#entry.set(position, this.#ids.number(entry));
    this.#author.set(position, this.#ids.number(author));
    this.#recorded.set(position, recorded);
  }
}

/** Most rules that look at a thing ask nothing of its origin: no text is made of it for them. */
class OriginAt implements Origin {
  readonly #entries: Entries;
  readonly position: number;

  constructor(entries: Entries, position: number) {
    this.#entries = entries;
    this.position = position;
  }

  get entry(): string { return this.#entries.entryAt(this.position); }
  get author(): string { return this.#entries.authorAt(this.position); }
  get capacity(): Origin['capacity'] { return this.#entries.capacityAt(this.position); }
  get madeAt(): number { return this.#entries.madeAt(this.position); }
  get recorded(): number { return this.#entries.recordedAt(this.position); }
  get known(): number { return this.#entries.knownAt(this.position); }
}
