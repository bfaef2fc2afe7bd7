import type { Interval, Refusal, When } from '#base';
import { byCodeUnits, endOf, refuse, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { ProcessState, Report } from '#process';
import type { HeldReport } from '../corridor-outages.ts';
import { inOrder } from '../corridor-states.ts';
import { itemsAsOf, withdrawalOf } from '../timeline-asof.ts';
import { wholeOf } from '../timeline-entry.ts';
import { scrutinyOf } from './scrutiny.ts';
import type { MatterOf } from './upon.ts';
import { alikeBy, mattersOf, upon } from './upon.ts';

export const REGISTERS = ['corridors', 'infrastructure', 'people', 'windows', 'detainees', 'living', 'incidents', 'observations'] as const;
export type RegisterName = (typeof REGISTERS)[number];

/** Every category of reports is in one register: nothing reported vanishes. */
const OF_REPORT: { readonly [K in Report['category']]: RegisterName } = {
  passage: 'corridors', closure: 'corridors', reopening: 'corridors', outage: 'infrastructure', restoration: 'infrastructure', works: 'infrastructure', 'missing-person': 'people', search: 'people', identification: 'people',
  detention: 'detainees', exchange: 'detainees', 'living-conditions': 'living', incident: 'incidents', observation: 'observations', count: 'observations',
};
/** Windows of safe access are in the register of windows and, by their purpose, in one more. */
const OF_PURPOSE: { readonly [purpose: string]: RegisterName } = { repair: 'infrastructure', works: 'infrastructure', convoy: 'corridors', medical: 'corridors', search: 'people' };

export type Registered = HeldReport | MatterOf<'access-window'> | MatterOf<'person'> | MatterOf<'warning'>;

export interface RegisterRow {
  readonly held: Registered;
  readonly category: string;
  /** The time that it speaks of. */
  readonly at: Interval;
  readonly place: string | null;
  /** By whose account: who asserts it, each under the actor whose account theirs counts as. */
  readonly sources: readonly ActorId[];
  /** Somebody disputes it, objects to it, or checked it and came to another end. */
  readonly disputed: boolean;
  /** Withdrawn, or told the same as another, which is counted in its place: listed, and not counted. */
  readonly standing: 'counted' | 'withdrawn' | 'merged';
}

export interface RegisterFilter {
  readonly place: string | null;
  readonly category: string | null;
  readonly by: ActorId | null;
  readonly from: When | null;
  readonly to: When | null;
}

export interface RegisterCount {
  readonly by: ActorId;
  readonly category: string;
  readonly count: number;
  /** How many of these somebody disputes. */
  readonly disputed: number;
}

export interface RegisterView {
  readonly name: RegisterName;
  readonly asOf: AsOf;
  /** Of the time chosen, or of all that is spoken of. */
  readonly window: Interval & { readonly to: number };
  /** In order of time, those that the filter admits. */
  readonly rows: readonly RegisterRow[];
  readonly total: number;
  /** By source and category, in the order of screens. */
  readonly counts: readonly RegisterCount[];
  readonly choices: { readonly places: readonly string[]; readonly categories: readonly string[]; readonly sources: readonly ActorId[] };
}

export const NO_FILTER: RegisterFilter = { place: null, category: null, by: null, from: null, to: null };

/** What is in a register, as known then, narrowed by place, category, source and time. */
export function register(state: ProcessState, asOf: AsOf, name: RegisterName, filter: RegisterFilter = NO_FILTER): RegisterView {
  const all = registerRows(state, asOf, name), time = timeOf(state, filter), rows = all.filter((row) => admits(filter, time, row));
  const sources = inOrder(state, unique(all.flatMap((row) => row.sources)));
  const first = rows.reduce((earliest, { at }) => Math.min(earliest, at.from), asOf.valid), to = Math.min(time.to ?? asOf.valid, asOf.valid);
  return {
    name, asOf, rows, total: all.length, window: { from: Math.min(time.from ?? first, to), to }, counts: countsOf(state, rows),
    choices: { places: unique(all.flatMap(({ place }) => place ?? [])).toSorted(byCodeUnits), categories: unique(all.map(({ category }) => category)).toSorted(byCodeUnits), sources },
  };
}

/** Everything in a register, in order of the time that it speaks of. */
export const registerRows = (state: ProcessState, asOf: AsOf, name: RegisterName): readonly RegisterRow[] =>
  placed(state, asOf, (one) => one === name).map(([, row]) => row).toSorted((a, b) => a.at.from - b.at.from || byCodeUnits(a.held.value.id, b.held.value.id));

/** How much is in each register, and by whose account. */
export function registerTotals(state: ProcessState, asOf: AsOf): ReadonlyMap<RegisterName, { readonly total: number; readonly sources: readonly ActorId[] }> {
  const rows = Map.groupBy(placed(state, asOf, () => true), ([name]) => name);
  return new Map(REGISTERS.map((name) => [name, { total: rows.get(name)?.length ?? 0, sources: inOrder(state, unique((rows.get(name) ?? []).flatMap(([, { sources }]) => sources))) }]));
}

type Placed = readonly [RegisterName, RegisterRow];

/** Everything known then that one of the wanted registers holds, in the order of the log. */
function placed(state: ProcessState, asOf: AsOf, wanted: (name: RegisterName) => boolean): readonly Placed[] {
  const alike = alikeBy(state, asOf.known);
  const rowed = (name: RegisterName | undefined, held: Registered, parts: () => Parts): readonly Placed[] => {
    if (name === undefined || !wanted(name)) return [];
    const standing = held.kind === 'report' && withdrawalOf(held) !== null ? 'withdrawn' : alike.has(held.value.id) ? 'merged' : 'counted', { at, ...rest } = parts();
    return at === null || (at.from >= asOf.valid && held.kind !== 'access-window') ? [] : [[name, { ...rest, held, standing, at }]];
  };
  const single = ({ by, date, place }: { readonly by: ActorId; readonly date: When; readonly place?: string }, category: string): Parts => ({ category, at: between(state, date), place: place ?? null, sources: [wholeOf(state, by)], disputed: false });
  return [
    ...itemsAsOf(state, asOf.known).flatMap((item) => (item.kind === 'report' ? rowed(OF_REPORT[item.value.category], item, () => reportRow(state, item, asOf)) : [])),
    ...mattersOf(state, 'access-window', asOf.known).flatMap((held) => [undefined, 'windows' as const].flatMap((name) => rowed(name ?? OF_PURPOSE[held.value.purpose], held, () => windowRow(state, held, asOf)))),
    ...mattersOf(state, 'person', asOf.known).flatMap((held) => rowed(held.value.status === 'detained' ? 'detainees' : 'people', held, () => single(held.value, held.value.status))),
    ...mattersOf(state, 'warning', asOf.known).flatMap((held) => (held.value.level === 'ended' ? [] : rowed('living', held, () => single(held.value, 'warning')))),
  ];
}

type Parts = Omit<RegisterRow, 'held' | 'standing' | 'at'> & { readonly at: Interval | null };

/** A window lies ahead, as often as not: it is in its register from the day on which it was asked for. */
function windowRow(state: ProcessState, { value: { by, purpose, place, from, to, id } }: MatterOf<'access-window'>, { known }: AsOf): Parts {
  const disputed = upon(state, id, 'window-step', known).some(({ value }) => value.step === 'objected');
  return { category: `window-${purpose}`, at: between(state, from, to), place, sources: [wholeOf(state, by)], disputed };
}

function reportRow(state: ProcessState, held: HeldReport, asOf: AsOf): Parts {
  const { accounts, category, outage, date, dateEnd, place } = held.value, by = (stance: string): readonly ActorId[] => unique(accounts.filter((account) => account.stance === stance).map((account) => wholeOf(state, account.by)));
  return { category, at: outage === undefined ? between(state, date, dateEnd) : between(state, outage.from, outage.to), place: place ?? null, sources: by('asserts'), disputed: by('disputes').length > 0 || scrutinyOf(state, held, asOf).last.some(({ step }) => step === 'not-substantiated') };
}

function between({ charter: { zone } }: ProcessState, from: When, to?: When): Interval | null {
  const begin = span(from, zone), end = span(to ?? from, zone);
  return begin.ok && end.ok ? { from: begin.value.from, to: endOf(end.value) } : null;
}

function timeOf(state: ProcessState, { from, to }: RegisterFilter): { readonly from: number | null; readonly to: number | null } {
  const begin = from === null ? null : between(state, from), end = to === null ? null : between(state, to);
  return { from: begin?.from ?? null, to: end?.to ?? null };
}

const admits = ({ place, category, by }: RegisterFilter, time: ReturnType<typeof timeOf>, row: RegisterRow): boolean =>
  (place === null || row.place === place) && (category === null || row.category === category) && (by === null || row.sources.includes(by))
  && (time.from === null || endOf(row.at) > time.from) && (time.to === null || row.at.from < time.to);

function countsOf(state: ProcessState, rows: readonly RegisterRow[]): readonly RegisterCount[] {
  const counted = rows.filter(({ standing }) => standing === 'counted'), categories = unique(counted.map(({ category }) => category)).toSorted(byCodeUnits);
  return inOrder(state, unique(counted.flatMap(({ sources }) => sources))).flatMap((by) => categories.flatMap((category): readonly RegisterCount[] => {
    const own = counted.filter((row) => row.category === category && row.sources.includes(by));
    return own.length === 0 ? [] : [{ by, category, count: own.length, disputed: own.filter(({ disputed }) => disputed).length }];
  }));
}

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** A field of the address that could not be read; it is left out, and said so. */
export interface FilterProblem {
  readonly field: keyof RegisterFilter;
  readonly refusal: Refusal;
}

/** Reads the choices of an address. Nothing is refused as a whole: `filter.unknown-choice`, `filter.time`, `register.times-reversed`. */
export function parseRegisterFilter(query: Iterable<readonly [string, string]>, state: ProcessState, { choices }: Pick<RegisterView, 'choices'>): { readonly filter: RegisterFilter; readonly problems: readonly FilterProblem[] } {
  const problems: FilterProblem[] = [], given = new Map(query);
  const read = (field: keyof RegisterFilter, good: (value: string) => string | null): string | null => {
    const value = given.get(field) ?? '', code = value === '' ? null : good(value);
    if (code !== null) problems.push({ field, refusal: refuse(code, { field, value: value.slice(0, 60) }).refusal });
    return value === '' || code !== null ? null : value;
  };
  const among = (known: readonly string[]) => (value: string): string | null => (known.includes(value) ? null : 'filter.unknown-choice');
  const time = (value: string): string | null => (between(state, value) === null ? 'filter.time' : null);
  const from = read('from', time), to = read('to', (value) => time(value) ?? (from !== null && (between(state, value)?.to ?? 0) <= (between(state, from)?.from ?? 0) ? 'register.times-reversed' : null));
  return { filter: { place: read('place', among(choices.places)), category: read('category', among(choices.categories)), by: read('by', among(choices.sources)), from, to }, problems };
}
