import type { Interval } from '#base';
import { byCodeUnits, civil, endOf, span } from '#base';
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
  readonly year?: number;
}

export interface TimelineRow {
  readonly entry: TimelineEntry;
  /** All that its date may mean, from the first second of `date` to the last of `dateEnd`. */
  readonly at: Interval;
  readonly year: number;
  readonly month: number;
}

export interface TimelineMonth {
  readonly year: number;
  readonly month: number;
  readonly rows: readonly TimelineRow[];
}

export interface Choice {
  readonly id: string;
  readonly count: number;
}

export interface Timeline {
  readonly asOf: AsOf;
  /** Entries known and past at the as-of times, before any filter. */
  readonly total: number;
  /** Entries that the filter admits, in all years. */
  readonly matching: number;
  readonly years: readonly { readonly year: number; readonly count: number }[];
  /** The year shown, or `null` where all years fit on one page. */
  readonly year: number | null;
  readonly months: readonly TimelineMonth[];
  /** What the filters offer, each with how many entries it would show alone. */
  readonly choices: { readonly kinds: readonly Choice[]; readonly actors: readonly Choice[]; readonly commitments: readonly Choice[]; readonly places: readonly Choice[] };
}

/** As many entries as one page shows; more are paged by year. */
export const TIMELINE_PAGE = 36;

/** Everything of a process in order of the time it speaks of, as known at `asOf`, narrowed by a filter and paged by year. */
export function timeline(state: ProcessState, asOf: AsOf, filter: TimelineFilter = {}): Timeline {
  const all = rows(state, asOf);
  const matching = all.filter((row) => admits(state, row.entry, filter));
  const years = countYears(matching);
  const year = pageYear(matching.length, years, filter.year);
  return {
    asOf, total: all.length, matching: matching.length, years, year,
    months: byMonth(year === null ? matching : matching.filter((row) => row.year === year)),
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
    .sort((a, b) => a.at.from - b.at.from || endOf(a.at) - endOf(b.at) || byCodeUnits(a.entry.value.id, b.entry.value.id));
}

/** A date that cannot be read has no place in time; the rules refuse such an entry, so none should come here. */
function place(entry: TimelineEntry, zone: string): readonly TimelineRow[] {
  const start = span(entry.value.date, zone);
  if (!start.ok) return [];
  const last = 'dateEnd' in entry.value && entry.value.dateEnd !== undefined ? span(entry.value.dateEnd, zone) : start;
  const { year, month } = civil(start.value.from, zone);
  return [{ entry, at: { from: start.value.from, to: last.ok ? last.value.to : start.value.to }, year, month }];
}

function admits(state: ProcessState, entry: TimelineEntry, filter: TimelineFilter): boolean {
  return (filter.kind === undefined || entry.kind === filter.kind)
    && (filter.actor === undefined || voicesOf(state, entry).includes(filter.actor))
    && (filter.commitment === undefined || commitmentsOf(state, entry).includes(filter.commitment))
    && (filter.place === undefined || placeOf(entry) === filter.place)
    && (filter.text === undefined || mentions(wordsOf(state, entry), filter.text));
}

const placeOf = (entry: TimelineEntry): string | undefined => ('place' in entry.value ? entry.value.place : undefined);

function countYears(matching: readonly TimelineRow[]): Timeline['years'] {
  return count(matching.map((row) => String(row.year))).map(({ id, count: n }) => ({ year: Number(id), count: n })).sort((a, b) => a.year - b.year);
}

function pageYear(matching: number, years: Timeline['years'], asked: number | undefined): number | null {
  if (matching <= TIMELINE_PAGE) return null;
  if (years.some(({ year }) => year === asked)) return asked as number;
  return years[0]?.year ?? null;
}

function byMonth(shown: readonly TimelineRow[]): readonly TimelineMonth[] {
  const months: { year: number; month: number; rows: TimelineRow[] }[] = [];
  for (const row of shown) {
    const last = months.at(-1);
    if (last !== undefined && last.year === row.year && last.month === row.month) last.rows.push(row);
    else months.push({ year: row.year, month: row.month, rows: [row] });
  }
  return months;
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
