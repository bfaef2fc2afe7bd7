import type { Interval } from '#base';
import { byCodeUnits, civilDay, endOf, span } from '#base';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
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
  const all = rows(state, asOf);
  const matching = all.filter((row) => admits(state, row.entry, filter));
  const months = byMonth(matching, state.charter.zone);
  const parts = partsOf(months);
  const part = parts.find(({ name }) => name === filter.part) ?? parts[0] ?? null;
  return {
    asOf, total: all.length, matching: matching.length, parts, part,
    months: part === null ? [] : monthsIn(part, months),
    choices: choices(state, all),
  };
}

function rows(state: ProcessState, asOf: AsOf): readonly TimelineRow[] {
  const texts = [...state.instruments.values()].map((held) => ({ kind: 'instrument' as const, ...held, history: [] }));
  const signatures = [...state.signatures.values()].map((held) => ({ kind: 'signature' as const, ...held, history: [] }));
  const entries: readonly TimelineEntry[] = [...itemsAsOf(state, asOf.known), ...[...texts, ...signatures].filter((held) => held.source.known <= asOf.known)];
  return entries
    .flatMap((entry) => place(entry, state.charter.zone))
    .filter((row) => row.at.from < asOf.valid)
    .sort((a, b) => a.at.from - b.at.from || endOf(a.at) - endOf(b.at) || a.entry.source.position - b.entry.source.position || byCodeUnits(a.entry.value.id, b.entry.value.id));
}

/** What was said has its place in time once and for all. */
const PLACED = new WeakMap<TimelineEntry['value'], Interval>();

/** A date that cannot be read has no place in time; the rules refuse such an entry, so none should come here. */
function place(entry: TimelineEntry, zone: string): readonly TimelineRow[] {
  const before = PLACED.get(entry.value);
  if (before !== undefined) return [{ entry, at: before }];
  const start = span(entry.value.date, zone);
  if (!start.ok) return [];
  const last = 'dateEnd' in entry.value && entry.value.dateEnd !== undefined ? span(entry.value.dateEnd, zone) : start;
  const at = { from: start.value.from, to: last.ok ? last.value.to : start.value.to };
  PLACED.set(entry.value, at);
  return [{ entry, at }];
}

function admits(state: ProcessState, entry: TimelineEntry, filter: TimelineFilter): boolean {
  return (filter.kind === undefined || entry.kind === filter.kind)
    && (filter.actor === undefined || voicesOf(state, entry).includes(filter.actor))
    && (filter.commitment === undefined || commitmentsOf(state, entry).includes(filter.commitment))
    && (filter.place === undefined || placeOf(entry) === filter.place)
    && (filter.text === undefined || mentions(wordsOf(state, entry), filter.text));
}

const placeOf = (entry: TimelineEntry): string | undefined => ('place' in entry.value ? entry.value.place : undefined);

function byMonth(matching: readonly TimelineRow[], zone: string): readonly TimelineMonth[] {
  const months = Map.groupBy(matching, (row) => civilDay(row.at.from, zone).slice(0, 7));
  return [...months].map(([month, rows]) => ({ month, rows }));
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

function choices(state: ProcessState, all: readonly TimelineRow[]): Timeline['choices'] {
  return {
    kinds: count(all.map(({ entry }) => entry.kind)),
    actors: count(all.flatMap(({ entry }) => voicesOf(state, entry))),
    commitments: count(all.flatMap(({ entry }) => commitmentsOf(state, entry))),
    places: count(all.flatMap(({ entry }) => placeOf(entry) ?? [])),
  };
}

function count(ids: readonly string[]): readonly Choice[] {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].map(([id, n]) => ({ id, count: n })).sort((a, b) => byCodeUnits(a.id, b.id));
}
