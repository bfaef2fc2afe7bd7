import type { Text } from '#base';
import { tableEntries } from '#process';
import type { Body, GroundBody, HeldItem, HeldMatter, Origin, ProcessState } from '#process';
import { Counts } from './counts.ts';
import type { Step } from './growth.ts';
import { foldOf } from './growth.ts';
import { Ordered } from './ordered.ts';

/** One line of the record's list: an entry by what it brought. */
export interface RecordLine {
  readonly position: number;
  readonly entry: string;
  readonly kind: string;
  /** Case id of what it brought, where it has one; of a correction or withdrawal, that of what it changes. */
  readonly id: string | null;
  /** What it is in a line; `null` where its kind says it all. */
  readonly title: Text | null;
  /** Participant, by id. */
  readonly author: string;
  readonly recorded: number;
  /** 0: from the beginning of a documentary record. */
  readonly known: number;
  /** What was brought, for search. */
  readonly brought: unknown;
}

export interface RecordQuery {
  readonly kind: string | null;
  readonly author: string | null;
  readonly text: string;
}

/** The lines of a record, and how many of them there are of each kind and by each author. */
export interface RecordList {
  readonly lines: readonly RecordLine[];
  /** In the order of their names. */
  readonly kinds: readonly Numbered[];
  /** `null`: more than are told apart. */
  readonly authors: readonly Numbered[] | null;
}

type Numbered = readonly [name: string, count: number];

/** More authors than so many are not listed. */
const MOST_AUTHORS = 200;

const made = new WeakMap<ProcessState, RecordList>();

/** Every entry with what it brought: the line of position n stands at n. Made once for a state. */
export const recordLines = (state: ProcessState): readonly RecordLine[] => recordList(state).lines;

export function recordList(state: ProcessState): RecordList {
  const list = made.get(state) ?? listOf(state);
  made.set(state, list);
  return list;
}

function listOf(state: ProcessState): RecordList {
  const items = foldOf(ItemLines, state), others = items.others(state), { releases } = others, ordered = new Ordered(byPosition, others.lines);
  // A letter that is released in whole comes with its release: the line is that of the release, and says what it brought.
  const released = releases.size === 0 ? [] : items.lines.filter(({ position }) => releases.has(position)), told = ({ position, id, title, brought }: RecordLine): RecordLine => ({ ...releases.get(position) as RecordLine, id, title, brought });
  ordered.change(released.length === 0 ? items.lines : items.lines.map((line) => (releases.has(line.position) ? told(line) : line)), released);
  const counted = released.length === 0 ? items.counted.with(others.counted) : new Counted(ordered.rows);
  return { lines: ordered.rows, kinds: counted.kinds.sorted(), authors: counted.isCrowded ? null : counted.authors.sorted() };
}

const byPosition = (a: RecordLine, b: RecordLine): number => a.position - b.position;

/** What is counted of lines. */
class Counted {
  readonly kinds = new Counts();
  readonly authors = new Counts();
  /** More authors than are told apart. */
  #crowded = false;

  constructor(lines: readonly RecordLine[] = []) {
    this.add(lines);
  }

  add(lines: readonly RecordLine[], times: 1 | -1 = 1): void {
    this.kinds.add(lines.map(({ kind }) => kind), times);
    this.authors.add(lines.map(({ author }) => author), times);
  }

  /** Both together. Where there are very many authors on either side, nobody asks for all of them. */
  with({ kinds, authors }: Counted): Counted {
    const sum = new Counted();
    for (const one of [this.kinds, kinds]) sum.kinds.addAll(one);
    sum.#crowded = Math.max(this.authors.all.size, authors.all.size) > MOST_AUTHORS;
    if (!sum.#crowded) for (const one of [this.authors, authors]) sum.authors.addAll(one);
    return sum;
  }

  get isCrowded(): boolean {
    return this.#crowded || this.authors.all.size > MOST_AUTHORS;
  }
}

interface OtherLines {
  readonly lines: readonly RecordLine[];
  readonly releases: ReadonlyMap<number, RecordLine>;
  readonly counted: Counted;
}

/** The lines of items and of their changes. An observation of a patrol stands in the patrol's entry. */
class ItemLines {
  readonly counted = new Counted();
  readonly #state: ProcessState;
  readonly #ordered = new Ordered<RecordLine>(byPosition);
  #others: { readonly after: string; readonly found: OtherLines } | null = null;

  constructor(state: ProcessState) {
    this.#state = state;
  }

  get lines(): readonly RecordLine[] {
    return this.#ordered.rows;
  }

  take(steps: readonly Step[]): void {
    const patrols = new Set([...this.#state.matters.values()].flatMap(({ kind, source }) => (kind === 'patrol' ? [source.entry] : []))), coming = new Map<number, RecordLine>(), going: RecordLine[] = [];
    for (const { now, before } of steps) {
      for (const line of before === null ? [] : itemLines(this.#state, before, patrols)) if (!coming.has(line.position)) going.push(line);
      for (const line of itemLines(this.#state, now, patrols)) coming.set(line.position, line);
    }
    this.counted.add(going, -1);
    this.counted.add([...coming.values()]);
    this.#ordered.change([...coming.values()], going);
  }

  /** The lines of everything else: the same as long as only items come. */
  others(state: ProcessState): OtherLines {
    const after = `${state.size - this.#ordered.rows.length} ${state.ground.size} ${state.matters.size}`;
    if (this.#others?.after !== after) {
      const lines = otherLines(state), found = { lines, counted: new Counted(lines), releases: new Map(lines.flatMap((line) => (line.kind === 'release' ? [[line.position, line] as const] : []))) };
      if (lines.some(({ kind }) => kind === 'split')) return found; // It goes by what it splits, which may be corrected.
      this.#others = { after, found };
    }
    return this.#others.found;
  }
}

function itemLines(state: ProcessState, item: HeldItem, patrols: ReadonlySet<string>): readonly RecordLine[] {
  const lines: RecordLine[] = [];
  addItem((kind, id, title, source, brought) => lines.push(lineOf(state, kind, id, title, source, brought)), item, patrols);
  return lines;
}

type Sourced = Pick<Origin, 'entry' | 'position' | 'author' | 'recorded' | 'known'>;

const lineOf = (state: ProcessState, kind: string, id: string | null, title: Text | null, source: Sourced, brought: unknown): RecordLine =>
  ({ position: source.position, entry: source.entry, kind, id, title, author: authorOf(state, source), recorded: source.recorded, known: source.known, brought });

function otherLines(state: ProcessState): readonly RecordLine[] {
  const lines = new Map<number, RecordLine>();
  const add = (kind: string, id: string | null, title: Text | null, source: Sourced, brought: unknown): void => {
    const release = lines.get(source.position); // As for items, in `listOf`.
    lines.set(source.position, release === undefined ? lineOf(state, kind, id, title, source, brought) : { ...release, id, title, brought });
  };
  for (const [entry, { position, kind, author, recorded }] of state.withheld) add(kind, null, null, { entry, position, author, recorded, known: recorded }, null);
  for (const { value, source } of state.ground.values()) add(value.kind, value.kind === 'accreditation' ? value.content.id : null, groundTitle(value), source, value.content);
  for (const [id, { value, source }] of state.geography) add('geography', id, value.title, source, { ...value, lines: null });
  for (const { kind, content, source } of tableEntries(state)) add(kind, content.id, 'title' in content ? content.title : null, source, content);
  const splits = new Set([...state.matters.values()].flatMap(({ kind, source }) => (kind === 'split' ? [source.entry] : [])));
  for (const [id, { kind, value, source }] of state.matters) if (kind !== 'claim' || !splits.has(source.entry)) add(kind, id, kind === 'split' ? state.items.get(value.from)?.value.summary ?? null : isOnPerson(kind) ? null : matterTitle(value), source, isOnPerson(kind) ? null : value);
  for (const [id, { value, source }] of state.instruments) if (!state.minutes.has(id)) add('instrument', id, value.title, source, value);
  for (const [id, { value, source }] of state.commitments) add('commitment', id, value.title, source, value);
  for (const [id, { value, source }] of state.signatures) add('signature', id, state.instruments.get(value.instrument)?.value.title ?? null, source, value);
  for (const [id, { value, source }] of state.coverage) add('coverage', id, value.note ?? null, source, value);
  return [...lines.values()].sort(byPosition);
}

/** Participant who signed, by id; the key itself where no participant has it any more. */
export const authorOf = ({ participants }: ProcessState, { author }: Pick<Origin, 'author'>): string => participants.get(author)?.id ?? author;

/** What an item came to in its own entry, and each change since as the entry that it is. */
function addItem(add: (kind: Body['kind'], id: string, title: Text, source: Origin, brought: unknown) => void, { kind, value, source, history }: HeldItem, patrols: ReadonlySet<string>): void {
  const said = [...history.map(({ before }) => before), value];
  const title = (index: number): Text => said[index]?.summary ?? value.summary;
  if (!patrols.has(source.entry)) add(kind, value.id, title(0), source, said[0]);
  for (const [index, change] of history.entries()) add(change.kind, value.id, title(index + 1), change.source, { reason: change.reason, item: said[index + 1] });
}

/** Nobody is found in the list of a record by what files on people say. */
const isOnPerson = (kind: string): boolean => kind === 'person' || kind === 'person-note';

/** What an entry from the field is found by: its own words, as far as it has some. */
function matterTitle(value: HeldMatter['value']): Text | null {
  for (const member of ['title', 'words', 'what', 'text', 'reason', 'route'] as const) {
    const words = (value as unknown as { readonly [name: string]: unknown })[member];
    if (typeof words === 'object' && words !== null) return words as Text;
  }
  return null;
}

function groundTitle(body: GroundBody): Text | null {
  switch (body.kind) {
    case 'charter': return body.content.charter.title;
    case 'accreditation': return { und: body.content.name };
    case 'key': case 'revocation': return { und: body.content.participant };
    case 'refusal': return { und: body.content.code };
    case 'amendment': case 'freeze': case 'succession': case 'erasure': return body.content.reason;
    case 'sealed': case 'release': return null;
    case 'vocabulary': case 'gazetteer': return null;
  }
}

/**
 * The lines that a reader asked for: every word stands somewhere in what was brought, its id or its title. Letters are compared without case and without combining marks.
 * A text that is the id of an entry, or the beginning of one, finds that entry alone.
 */
export function search(lines: readonly RecordLine[], { kind, author, text }: RecordQuery): readonly RecordLine[] {
  const digest = /^[0-9a-f]{8,64}$/i.test(text.trim()) ? text.trim().toLowerCase() : null;
  const named = digest === null ? [] : lines.filter(({ entry }) => entry.startsWith(digest));
  const wanted = folded(text).split(/\s+/).filter((word) => word !== '');
  if (kind === null && author === null && wanted.length === 0) return lines;
  return (named.length > 0 ? named : lines).filter((line) => {
    if (kind !== null && line.kind !== kind) return false;
    if (author !== null && line.author !== author) return false;
    if (named.length > 0 || wanted.length === 0) return true;
    const own = folded(`${line.id ?? ''} ${line.author} ${JSON.stringify(line.title)} ${JSON.stringify(line.brought)}`);
    return wanted.every((word) => own.includes(word));
  });
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
