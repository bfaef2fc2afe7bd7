import type { Interval, Refusal, When } from '#base';
import { byCodeUnits, endOf, refuse, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState, Report } from '#process';
import type { HeldReport } from '../corridor-outages.ts';
import type { Step } from '../growth.ts';
import { foldOf } from '../growth.ts';
import { Ordered, placeAfter } from '../ordered.ts';
import { itemsAsOf, withdrawalOf } from '../timeline-asof.ts';
import { wholeOf } from '../timeline-entry.ts';
import { RegisterTally } from './register-tally.ts';
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
  /** Of these, the reports that tell of stocks. */
  readonly stocked: readonly RegisterRow[];
  readonly total: number;
  /** By source and category, in the order of screens. */
  readonly counts: readonly RegisterCount[];
  readonly choices: { readonly places: readonly string[]; readonly categories: readonly string[]; readonly sources: readonly ActorId[] };
}

export const NO_FILTER: RegisterFilter = { place: null, category: null, by: null, from: null, to: null };

/** What is in a register, as known then, narrowed by place, category, source and time. */
export function register(state: ProcessState, asOf: AsOf, name: RegisterName, filter: RegisterFilter = NO_FILTER): RegisterView {
  const { rows: all, stocked, tally } = rowsOf(state, asOf, name, otherRows(state, asOf)), time = timeOf(state, filter), chosen = isChosen(filter) ? { rows: all.filter((row) => admits(filter, time, row)), stocked: stocked.filter((row) => admits(filter, time, row)) } : { rows: all, stocked };
  const first = Math.min(chosen.rows[0]?.at.from ?? asOf.valid, asOf.valid), to = Math.min(time.to ?? asOf.valid, asOf.valid);
  return { name, asOf, ...chosen, total: all.length, window: { from: Math.min(time.from ?? first, to), to }, counts: (isChosen(filter) ? new RegisterTally(chosen.rows) : tally).counts(state), choices: tally.choices(state) };
}

const isChosen = (filter: RegisterFilter): boolean => Object.values(filter).some((choice) => choice !== null);

/** Everything in a register, in order of the time that it speaks of. */
export const registerRows = (state: ProcessState, asOf: AsOf, name: RegisterName): readonly RegisterRow[] => rowsOf(state, asOf, name, otherRows(state, asOf)).rows;

function rowsOf(state: ProcessState, asOf: AsOf, name: RegisterName, others: readonly Placed[]): RowsOfReports {
  const { rows, stocked, tally } = reportRows(state, asOf, name), own = others.flatMap(([one, row]) => (one === name ? [row] : []));
  if (own.length === 0) return { rows, stocked, tally };
  const ordered = new Ordered(inTime, rows);
  ordered.change(own);
  return { rows: ordered.rows, stocked, tally: tally.with(own) };
}

/** How much is in each register, and by whose account. */
export function registerTotals(state: ProcessState, asOf: AsOf): ReadonlyMap<RegisterName, { readonly total: number; readonly sources: readonly ActorId[] }> {
  const others = otherRows(state, asOf);
  return new Map(REGISTERS.map((name) => {
    const { rows, tally } = rowsOf(state, asOf, name, others);
    return [name, { total: rows.length, sources: tally.choices(state).sources }];
  }));
}

const inTime = (a: RegisterRow, b: RegisterRow): number => a.at.from - b.at.from || byCodeUnits(a.held.value.id, b.held.value.id);

/** Reports as they stand, by register, in order of time. What is said of them is not in these rows. */
class Reported {
  readonly #registers = new Map<RegisterName, { readonly all: Ordered<RegisterRow>; readonly stocked: Ordered<RegisterRow>; readonly tally: RegisterTally }>();
  readonly #state: ProcessState;
  /** When the last of anything said or seen became known. */
  known = 0;

  constructor(state: ProcessState) {
    this.#state = state;
  }

  of(name: RegisterName): RowsOfReports {
    const kept = this.#registers.get(name);
    return { rows: kept?.all.rows ?? [], stocked: kept?.stocked.rows ?? [], tally: kept?.tally ?? new RegisterTally() };
  }

  take(steps: readonly Step[]): void {
    const coming = new Map<string, RowOfReport>(), going = new Map<string, RowOfReport>();
    for (const { now, before } of steps) {
      if (!coming.has(now.value.id)) going.set(now.value.id, this.#rowOf(before));
      coming.set(now.value.id, this.#rowOf(now));
      this.known = Math.max(this.known, now.source.known, ...now.history.map(({ source }) => source.known));
    }
    const came = Map.groupBy(coming.values(), (one) => one?.[0]), gone = Map.groupBy(going.values(), (one) => one?.[0]);
    for (const name of REGISTERS) {
      const rows = (all: readonly RowOfReport[] = []): readonly RegisterRow[] => all.flatMap((one) => (one === null ? [] : [one[1]])), coming = rows(came.get(name)), going = rows(gone.get(name)), own = this.#registers.get(name) ?? { all: new Ordered(inTime), stocked: new Ordered(inTime), tally: new RegisterTally() };
      own.all.change(coming, going);
      own.stocked.change(coming.filter(hasStocks), going.filter(hasStocks));
      own.tally.add(coming).add(going, -1);
      this.#registers.set(name, own);
    }
  }

  #rowOf(item: HeldItem | null): RowOfReport {
    const row = item?.kind === 'report' ? reportRow(this.#state, item) : null;
    return item?.kind !== 'report' || row === null ? null : [OF_REPORT[item.value.category], row];
  }
}

/** Rows of a register, those that tell of stocks, and how many there are of what. */
interface RowsOfReports {
  readonly rows: readonly RegisterRow[];
  readonly stocked: readonly RegisterRow[];
  readonly tally: RegisterTally;
}
const hasStocks = ({ held }: RegisterRow): boolean => held.kind === 'report' && held.value.stocks !== undefined;

type Placed = readonly [RegisterName, RegisterRow];
type RowOfReport = Placed | null;

/** The reports in a register as known then, with what was made of them by others. */
function reportRows(state: ProcessState, asOf: AsOf, name: RegisterName): RowsOfReports {
  const reported = foldOf(Reported, state), kept = asOf.known >= reported.known ? reported.of(name) : null, rows = kept?.rows
    ?? itemsAsOf(state, asOf.known).flatMap((item) => (item.kind === 'report' && OF_REPORT[item.value.category] === name ? reportRow(state, item) ?? [] : [])).sort(inTime);
  const past = placeAfter(rows, asOf.valid, ({ at }, valid) => (at.from < valid ? -1 : 1)), alike = alikeBy(state, asOf.known), checked = new Set(mattersOf(state, 'verification', asOf.known).map(({ value }) => value.report));
  if (kept !== null && past === rows.length && alike.size + checked.size === 0) return kept;
  const shown = rows.slice(0, past).map((row) => (row.held.kind !== 'report' || !(alike.has(row.held.value.id) || checked.has(row.held.value.id)) ? row : {
    ...row, standing: row.standing === 'counted' && alike.has(row.held.value.id) ? 'merged' : row.standing, disputed: row.disputed || scrutinyOf(state, row.held, asOf).last.some(({ step }) => step === 'not-substantiated'),
  }));
  return { rows: shown, stocked: shown.filter(hasStocks), tally: new RegisterTally(shown) };
}

/** What else was known then, with the register that holds it, in the order of the log. */
function otherRows(state: ProcessState, asOf: AsOf): readonly Placed[] {
  const alike = alikeBy(state, asOf.known);
  const rowed = (name: RegisterName | undefined, held: Exclude<Registered, HeldReport>, { at, ...rest }: Parts): readonly Placed[] =>
    (name === undefined || at === null || (at.from >= asOf.valid && held.kind !== 'access-window') ? [] : [[name, { ...rest, held, standing: alike.has(held.value.id) ? 'merged' : 'counted', at }]]);
  const single = ({ by, date, place }: { readonly by: ActorId; readonly date: When; readonly place?: string }, category: string): Parts => ({ category, at: between(state, date), place: place ?? null, sources: [wholeOf(state, by)], disputed: false });
  return [
    ...mattersOf(state, 'access-window', asOf.known).flatMap((held) => [undefined, 'windows' as const].flatMap((name) => rowed(name ?? OF_PURPOSE[held.value.purpose], held, windowRow(state, held, asOf)))),
    ...mattersOf(state, 'person', asOf.known).flatMap((held) => rowed(held.value.status === 'detained' ? 'detainees' : 'people', held, single(held.value, held.value.status))),
    ...mattersOf(state, 'warning', asOf.known).flatMap((held) => (held.value.level === 'ended' ? [] : rowed('living', held, single(held.value, 'warning')))),
  ];
}

type Parts = Omit<RegisterRow, 'held' | 'standing' | 'at'> & { readonly at: Interval | null };

/** A window lies ahead, as often as not: it is in its register from the day on which it was asked for. */
function windowRow(state: ProcessState, { value: { by, purpose, place, from, to, id } }: MatterOf<'access-window'>, { known }: AsOf): Parts {
  const disputed = upon(state, id, 'window-step', known).some(({ value }) => value.step === 'objected');
  return { category: `window-${purpose}`, at: between(state, from, to), place, sources: [wholeOf(state, by)], disputed };
}

/** A report by itself; `null` where its time cannot be read. */
function reportRow(state: ProcessState, held: HeldReport): RegisterRow | null {
  const { accounts, category, outage, date, dateEnd, place } = held.value, at = outage === undefined ? between(state, date, dateEnd) : between(state, outage.from, outage.to);
  const sources = unique(accounts.flatMap(({ stance, by }) => (stance === 'asserts' ? [wholeOf(state, by)] : [])));
  return at === null ? null : { held, at, category, place: place ?? null, sources, disputed: accounts.some(({ stance }) => stance === 'disputes'), standing: withdrawalOf(held) === null ? 'counted' : 'withdrawn' };
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
