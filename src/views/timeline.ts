import type { Interval } from '#base';
import { byCodeUnits, civilDay, endOf, span } from '#base';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState } from '#process';
import { Counts } from './counts.ts';
import type { Step } from './growth.ts';
import { foldOf } from './growth.ts';
import { Ordered, placeAfter } from './ordered.ts';
import { itemsAsOf } from './timeline-asof.ts';
import type { TimelineEntry, TimelineKind } from './timeline-entry.ts';
import { commitmentsOf, mentions, voicesOf, wordsOf } from './timeline-entry.ts';

/** An empty filter shows everything. Each member narrows; `text` is looked for in every language of the entry, letter case aside. */
export interface TimelineFilter {
  readonly kind?: TimelineKind;
  readonly actor?: string;
  readonly commitment?: string;
  readonly place?: string;
  readonly text?: string;
  /** Name of the part to show, `2022-12`; without it, or if there is none of that name, the first part. */
  readonly part?: string;
}

export interface TimelineRow {
  readonly entry: TimelineEntry;
  /** All that its date may mean, from the first second of `date` to the last of `dateEnd`. */
  readonly at: Interval;
  /** The month in which it begins, as `2022-12`. */
  readonly month: string;
}

/** `month` as `2022-12`, of the process's zone. */
export interface TimelineMonth {
  readonly month: string;
  readonly rows: readonly TimelineRow[];
}

/** What one page shows: whole months from `first` to `last`, or of a month of very many entries some of them, as they follow each other. */
export interface TimelinePart {
  /** The first month; of a further part of the same month with its number, `2022-12.2`. */
  readonly name: string;
  readonly first: string;
  readonly last: string;
  readonly count: number;
}

export interface Choice {
  readonly id: string;
  readonly count: number;
}

export interface Timeline {
  readonly asOf: AsOf;
  /** Entries known and past at the as-of times, before any filter. */
  readonly total: number;
  /** Entries that the filter admits, in all parts. */
  readonly matching: number;
  readonly parts: readonly TimelinePart[];
  /** The part shown; `null` where nothing matches. */
  readonly part: TimelinePart | null;
  readonly months: readonly TimelineMonth[];
  /** What the filters offer, each with how many entries it would show alone. */
  readonly choices: { readonly kinds: readonly Choice[]; readonly actors: readonly Choice[]; readonly commitments: readonly Choice[]; readonly places: readonly Choice[] };
}

/** How many entries a page shows at most, unless a single month has more: a page that a slow line can carry and a phone can scroll. A month of more than so many is divided, too. */
export const TIMELINE_PAGE = 36, MOST_IN_MONTH = 4 * TIMELINE_PAGE;

/** Everything of a process in order of the time it speaks of, as known at `asOf`, narrowed by a filter and divided into parts of whole months. */
export function timeline(state: ProcessState, asOf: AsOf, filter: TimelineFilter = {}): Timeline {
  const { rows: all, choices } = toldBy(state, asOf);
  const { part: _, ...narrowing } = filter;
  const matching = Object.keys(narrowing).length === 0 ? all : all.filter((row) => admits(state, row.entry, filter));
  const months = byMonth(matching);
  const parts = partsOf(months);
  const part = parts.find(({ name }) => name === filter.part) ?? parts[0] ?? null;
  return { asOf, total: all.length, matching: matching.length, parts, part, months: part === null ? [] : monthsIn(part, months), choices };
}

const inTime = (a: TimelineRow, b: TimelineRow): number => a.at.from - b.at.from || endOf(a.at) - endOf(b.at) || a.entry.source.position - b.entry.source.position || byCodeUnits(a.entry.value.id, b.entry.value.id);

/** What was said and seen, in order of time, and counted. */
class Told {
  readonly ordered = new Ordered<TimelineRow>(inTime);
  readonly offered: Offered;
  readonly #state: ProcessState;
  /** When the last of it became known. */
  known = 0;

  constructor(state: ProcessState) {
    this.#state = state;
    this.offered = new Offered(state);
  }

  take(steps: readonly Step[]): void {
    const { zone } = this.#state.charter, rows = (item: HeldItem | null): readonly TimelineRow[] => (item === null ? [] : place(item, zone));
    const coming = new Map<string, readonly TimelineRow[]>(), going = new Map<string, readonly TimelineRow[]>();
    for (const { now, before } of steps) {
      if (!coming.has(now.value.id)) going.set(now.value.id, rows(before));
      coming.set(now.value.id, rows(now));
      this.known = Math.max(this.known, now.source.known, ...now.history.map(({ source }) => source.known));
    }
    const gone = [...going.values()].flat(), came = [...coming.values()].flat();
    this.offered.count(gone, -1);
    this.offered.count(came);
    this.ordered.change(came, gone);
  }
}

/** What the filters offer, counted. */
class Offered {
  readonly #state: ProcessState;
  readonly #counts: { readonly [K in keyof Timeline['choices']]: Counts };

  constructor(state: ProcessState, counts: { readonly [K in keyof Timeline['choices']]: Counts } = { kinds: new Counts(), actors: new Counts(), commitments: new Counts(), places: new Counts() }) {
    this.#state = state;
    this.#counts = counts;
  }

  count(rows: readonly TimelineRow[], times: 1 | -1 = 1): void {
    const { kinds, actors, commitments, places } = this.#counts;
    for (const { entry } of rows) {
      kinds.add([entry.kind], times);
      actors.add(voicesOf(this.#state, entry), times);
      commitments.add(commitmentsOf(this.#state, entry), times);
      places.add(placesOf(entry), times);
    }
  }

  copy(): Offered {
    const { kinds, actors, commitments, places } = this.#counts;
    return new Offered(this.#state, { kinds: kinds.copy(), actors: actors.copy(), commitments: commitments.copy(), places: places.copy() });
  }

  get choices(): Timeline['choices'] {
    const { kinds, actors, commitments, places } = this.#counts;
    return { kinds: choicesOf(kinds), actors: choicesOf(actors), commitments: choicesOf(commitments), places: choicesOf(places) };
  }
}

const choicesOf = (counts: Counts): readonly Choice[] => counts.sorted().map(([id, count]) => ({ id, count }));

/** Everything that was known and past. As it stands now, it is taken from what is kept. */
function toldBy(state: ProcessState, asOf: AsOf): { readonly rows: readonly TimelineRow[]; readonly choices: Timeline['choices'] } {
  const { zone } = state.charter, told = foldOf(Told, state);
  const texts = [...state.instruments.values()].map((held) => ({ kind: 'instrument' as const, ...held, history: [] }));
  const signatures = [...state.signatures.values()].map((held) => ({ kind: 'signature' as const, ...held, history: [] }));
  const others = [...texts, ...signatures].filter((held) => held.source.known <= asOf.known).flatMap((held) => place(held, zone));
  const latest = told.known <= asOf.known, ordered = new Ordered(inTime, latest ? told.ordered.rows : itemsAsOf(state, asOf.known).flatMap((item) => place(item, zone)).sort(inTime));
  ordered.change(others);
  const past = placeAfter(ordered.rows, asOf.valid, ({ at }, valid) => (at.from < valid ? -1 : 1)), rows = ordered.rows.slice(0, past);
  const offered = latest ? told.offered.copy() : new Offered(state);
  offered.count(latest ? others : rows);
  if (latest) offered.count(ordered.rows.slice(past), -1);
  return { rows, choices: offered.choices };
}

interface Placed {
  readonly at: Interval;
  readonly month: string;
}

/** What was said has its place in time once and for all. */
const PLACED = new WeakMap<TimelineEntry['value'], Placed>();

/** A date that cannot be read has no place in time; the rules refuse such an entry, so none should come here. */
function place(entry: TimelineEntry, zone: string): readonly TimelineRow[] {
  const before = PLACED.get(entry.value);
  if (before !== undefined) return [{ entry, ...before }];
  const start = span(entry.value.date, zone);
  if (!start.ok) return [];
  const last = 'dateEnd' in entry.value && entry.value.dateEnd !== undefined ? span(entry.value.dateEnd, zone) : start;
  const placed = { at: { from: start.value.from, to: last.ok ? last.value.to : start.value.to }, month: civilDay(start.value.from, zone).slice(0, 7) };
  PLACED.set(entry.value, placed);
  return [{ entry, ...placed }];
}

function admits(state: ProcessState, entry: TimelineEntry, filter: TimelineFilter): boolean {
  return (filter.kind === undefined || entry.kind === filter.kind)
    && (filter.actor === undefined || voicesOf(state, entry).includes(filter.actor))
    && (filter.commitment === undefined || commitmentsOf(state, entry).includes(filter.commitment))
    && (filter.place === undefined || placeOf(entry) === filter.place)
    && (filter.text === undefined || mentions(wordsOf(state, entry), filter.text));
}

const placeOf = (entry: TimelineEntry): string | undefined => ('place' in entry.value ? entry.value.place : undefined);
const placesOf = (entry: TimelineEntry): readonly string[] => [placeOf(entry) ?? []].flat();

/** Rows in order of time are in order of months. */
function byMonth(rows: readonly TimelineRow[]): readonly TimelineMonth[] {
  const months: TimelineMonth[] = [];
  for (let from = 0; from < rows.length;) {
    const month = rows[from]?.month ?? '', to = placeAfter(rows, month, (row, one) => byCodeUnits(row.month, one));
    months.push({ month, rows: rows.slice(from, to) });
    from = to;
  }
  return months;
}

function partsOf(months: readonly TimelineMonth[]): readonly TimelinePart[] {
  const parts: TimelinePart[] = [];
  for (const { month, rows } of months) {
    const open = parts.at(-1);
    if (rows.length > MOST_IN_MONTH) parts.push(...pagesOf(month, rows.length));
    else if (open !== undefined && !open.name.includes('.') && open.count + rows.length <= TIMELINE_PAGE) parts[parts.length - 1] = { ...open, last: month, count: open.count + rows.length };
    else parts.push({ name: month, first: month, last: month, count: rows.length });
  }
  return parts;
}

const pagesOf = (month: string, count: number): readonly TimelinePart[] => Array.from({ length: Math.ceil(count / TIMELINE_PAGE) }, (_, index) =>
  ({ name: index === 0 ? month : `${month}.${index + 1}`, first: month, last: month, count: Math.min(TIMELINE_PAGE, count - index * TIMELINE_PAGE) }));

function monthsIn({ name, first, last }: TimelinePart, months: readonly TimelineMonth[]): readonly TimelineMonth[] {
  const from = (Number(name.split('.')[1] ?? 1) - 1) * TIMELINE_PAGE;
  return months.filter(({ month }) => month >= first && month <= last)
    .map(({ month, rows }) => ({ month, rows: rows.length > MOST_IN_MONTH ? rows.slice(from, from + TIMELINE_PAGE) : rows }));
}
