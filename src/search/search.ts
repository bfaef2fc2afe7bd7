import MiniSearch from 'minisearch';
import type { Query } from 'minisearch';
import type { Instant } from '#base';
import { byCodeUnits } from '#base';
import type { ProcessState } from '#process';
import { PlaceNames, placeTerm, wantedIn } from './question.ts';
import type { Wanted } from './question.ts';
import { base, isSmall, tokensOf } from './stems.ts';
import type { Passage, Thing } from './things.ts';
import { heldIn } from './things.ts';

export interface Asked {
  readonly text: string;
  readonly known: Instant;
  readonly kind: string | null;
  readonly language: string | null;
  /** An actor whose words they are. */
  readonly by: string | null;
}

/** Words of a passage in their order; what was asked for is marked. */
export type Marked = readonly { readonly words: string; readonly marked: boolean }[];

export interface Hit {
  readonly thing: Thing;
  readonly passage: Passage;
  readonly marked: Marked;
}

export interface Found {
  readonly hits: readonly Hit[];
  readonly total: number;
  /** Every word that was asked for stands in each; where nothing has them all, what has some. */
  readonly all: boolean;
  /** Among all that has these words, before kind, language and author are chosen: what there is to choose from. */
  readonly kinds: readonly string[];
  readonly languages: readonly string[];
  readonly authors: readonly string[];
}

interface Row {
  readonly key: number;
  readonly title: string;
  readonly text: string;
}

interface Indexed {
  readonly thing: Thing;
  readonly language: string;
}

const NOTHING: Found = { hits: [], total: 0, all: true, kinds: [], languages: [], authors: [] };
/** Words of a question beyond these are passed over. */
const MOST_WORDS = 24;
/** Things taken in before others have their turn: some ten milliseconds. */
const STEP = 64;

/**
 * The words of one record, each under its stem in the language of its text. Made from the state alone, so that it can be made again at any time;
 * what has not changed since the last state is kept, and what is no longer there - its words were erased - is gone.
 */
export class Search {
  readonly #index = new MiniSearch<Row>({ idField: 'key', fields: ['title', 'text'], storeFields: [], tokenize: (text) => text.split(' '), processTerm: (term) => (term === '' ? null : term), searchOptions: { boost: { title: 2 } } });
  readonly #rows = new Map<number, Indexed>();
  readonly #held = new Map<string, { readonly value: object; readonly rows: readonly number[]; round: number }>();
  /** In how many rows a term was ever taken in: at least as many as have it. Says which word of a question is looked for first. */
  readonly #often = new Map<string, number>();
  /** How many rows are in each. */
  readonly #languages = new Map<string, number>();
  #state: ProcessState | null = null;
  #places = new PlaceNames({ places: new Map() });
  #next = 0;
  #round = 0;

  /** This, gone on to a state of the same record. */
  at(state: ProcessState): this {
    for (const _ of this.goOn(state));
    return this;
  }

  /** The same in small steps, for others who wait meanwhile: what is found before the last is of neither state. */
  *goOn(state: ProcessState): Generator<void> {
    if (this.#state === state) return;
    const round = ++this.#round;
    let taken = 0;
    for (const { key, value, make } of heldIn(state)) {
      const before = this.#held.get(key);
      if (before?.value === value) before.round = round;
      else {
        this.#drop(key);
        this.#held.set(key, { value, round, rows: make().flatMap((thing) => this.#take(thing)) });
        if (++taken % STEP === 0) yield;
      }
    }
    for (const [key, held] of this.#held) if (held.round !== round) this.#drop(key);
    this.#places = new PlaceNames(state);
    this.#state = state;
  }

  /** How many texts it holds, each language of each wording apart. */
  get size(): number {
    return this.#rows.size;
  }

  #drop(key: string): void {
    for (const row of this.#held.get(key)?.rows ?? []) {
      this.#count(this.#rows.get(row)?.language ?? '', -1);
      this.#index.discard(row);
      this.#rows.delete(row);
    }
    this.#held.delete(key);
  }

  #count(language: string, by: number): void {
    const left = (this.#languages.get(language) ?? 0) + by;
    if (left === 0) this.#languages.delete(language);
    else this.#languages.set(language, left);
  }

  #take(thing: Thing): readonly number[] {
    return [...Map.groupBy(thing.passages, ({ language }) => base(language))].map(([language, passages]) => {
      const key = this.#next++, title = Object.entries(thing.title ?? {}).filter(([tag]) => base(tag) === language).map(([, words]) => words);
      const stems = (texts: readonly string[]): readonly string[] => texts.flatMap((text) => tokensOf(text, language).map(({ stem }) => stem));
      const entitled = stems(title), told = [...stems(passages.map(({ words }) => words)), ...thing.places.map(placeTerm)];
      this.#index.add({ key, title: entitled.join(' '), text: told.join(' ') });
      for (const term of new Set([...entitled, ...told])) this.#often.set(term, (this.#often.get(term) ?? 0) + 1);
      this.#rows.set(key, { thing, language });
      this.#count(language, 1);
      return key;
    });
  }

  /** What has the words of a question, the best first; `from` and `count` of them with the passage that has most. */
  find({ text, known, kind, language, by }: Asked, from = 0, count = 20): Found {
    const wanted = wantedIn(text.slice(0, 1_000), [...this.#languages.keys()], this.#places).slice(0, MOST_WORDS);
    if (wanted.length === 0) return NOTHING;
    const every = this.#look(wanted, 'AND', known), all = every.length > 0, rows = all || wanted.length === 1 ? every : this.#look(wanted, 'OR', known);
    const chosen = rows.filter((row) => (kind === null || row.thing.kind === kind) && (language === null || row.language === language) && (by === null || row.thing.by.includes(by)));
    const things = [...new Map(chosen.toReversed().map((row) => [row.thing, row])).values()].toReversed();
    const listed = (of: readonly string[]): readonly string[] => [...new Set(of)].sort(byCodeUnits);
    return {
      total: things.length, all: all || wanted.length === 1, hits: things.slice(from, from + count).map((row) => shown(row, wanted)),
      kinds: listed(rows.map(({ thing }) => thing.kind)), languages: listed(rows.map((row) => row.language)), authors: listed(rows.flatMap(({ thing }) => thing.by)),
    };
  }

  #look(wanted: readonly Wanted[], combineWith: 'AND' | 'OR', known: Instant): readonly Indexed[] {
    const query: Query = { combineWith, queries: wanted.map((one) => one.query) }, rarest = combineWith === 'AND' && wanted.length > 1 ? wanted.map((one) => one.query).reduce((a, b) => (this.#most(a) <= this.#most(b) ? a : b)) : null;
    const among = rarest === null ? null : new Set<unknown>(this.#index.search(rarest).map(({ id }) => id));
    return this.#index.search(query, among === null ? {} : { boostDocument: (id) => (among.has(id) ? 1 : 0) }).flatMap(({ id }) => {
      const row = this.#rows.get(id as number);
      return row === undefined || row.thing.from > known || (row.thing.until !== null && row.thing.until <= known) ? [] : [row];
    });
  }

  /** How many rows a question can find at the most, as far as terms were counted. What has every word has the rarest: in all other rows nothing else is looked at. */
  #most(query: Query): number {
    if (typeof query === 'string') return this.#often.get(query) ?? 0;
    if (typeof query === 'symbol' || query.prefix === true) return Infinity;
    const each = query.queries.map((one) => this.#most(one));
    return query.combineWith === 'AND' ? Math.min(...each) : each.reduce((sum, one) => sum + one, 0);
  }
}

/** With the passage that has most of what was asked for; the first of them where several have as much. */
function shown({ thing, language }: Indexed, wanted: readonly Wanted[]): Hit {
  const passages = thing.passages.filter((passage) => base(passage.language) === language).flatMap(sentencesOf).map((passage) => ({ passage, has: matched(passage, wanted) }));
  const [first] = passages.toSorted((a, b) => b.has.words - a.has.words);
  const { passage, has } = first as (typeof passages)[number];
  return { thing, passage, marked: has.marked };
}

/** A text of several sentences is shown by one of them; those of a document are told apart in it. */
function sentencesOf(passage: Passage): readonly Passage[] {
  if (passage.at !== undefined) return [passage];
  return [...new Intl.Segmenter(base(passage.language), { granularity: 'sentence' }).segment(passage.words)].map(({ segment }) => ({ ...passage, words: segment.trim() }));
}

function matched({ words, language }: Passage, wanted: readonly Wanted[]): { readonly words: number; readonly marked: Marked } {
  const has = new Set<Wanted>(), marked: { words: string; marked: boolean }[] = [];
  let end = 0;
  for (const { from, to, stem } of tokensOf(words, language)) {
    const by = wanted.filter(({ stems, beginnings }) => (stems.has(stem) && !isSmall(words.slice(from, to))) || beginnings.some((beginning) => stem.startsWith(beginning)));
    if (by.length === 0) continue;
    for (const one of by) has.add(one);
    marked.push({ words: words.slice(end, from), marked: false }, { words: words.slice(from, to), marked: true });
    end = to;
  }
  return { words: has.size, marked: [...marked, { words: words.slice(end), marked: false }].filter((part) => part.words !== '') };
}
