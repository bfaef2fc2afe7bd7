import type { Interval } from '#base';
import { byCodeUnits } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { Passage, ProcessState, Report } from '#process';
import type { HeldReport } from '../corridor-outages.ts';
import type { RegisterRow } from './registers.ts';
import type { MatterOf } from './upon.ts';
import { mattersOf, upon } from './upon.ts';

/** The last that an account says of a thing in a place: for how many days there is of it, what it costs. */
export interface StockLine {
  readonly what: string;
  readonly place: string | null;
  readonly by: ActorId;
  readonly stock: NonNullable<Report['stocks']>[number];
  readonly report: HeldReport;
  readonly at: Interval;
}

const reported = ({ held, standing }: RegisterRow): readonly HeldReport[] => (held.kind === 'report' && standing === 'counted' ? [held] : []);

/** Stocks and prices by thing, place and account, the last of each; rows of a register in order of time. */
export function stocksOf(rows: readonly RegisterRow[]): readonly StockLine[] {
  const lines = rows.flatMap((row) => reported(row).flatMap((report) => (report.value.stocks ?? []).flatMap((stock) => row.sources.map((by): StockLine => ({ what: stock.what, place: row.place, by, stock, report, at: row.at })))));
  const last = new Map(lines.map((line) => [JSON.stringify([line.what, line.place, line.by]), line]));
  return [...last].toSorted(([a], [b]) => byCodeUnits(a, b)).map(([, line]) => line);
}

/** Early warning as it stands: who raised it and on what, and who ended it. */
export interface WarningView {
  readonly warning: MatterOf<'warning'>;
  readonly ended: MatterOf<'warning'> | null;
}

/** Warnings that stand first, the newest first in each. */
export function warningsOf(state: ProcessState, { known }: AsOf): readonly WarningView[] {
  const all = mattersOf(state, 'warning', known).filter(({ value }) => value.level !== 'ended').toReversed();
  return all.map((warning) => ({ warning, ended: upon(state, warning.value.id, 'warning', known).find(({ value }) => value.level === 'ended') ?? null })).toSorted((a, b) => Number(a.ended !== null) - Number(b.ended !== null));
}

/** What passed or was to pass, added up from the numbers that reports give: by account, direction, thing and outcome. `without`: reports that name it and give no number. */
export interface Carried {
  readonly by: ActorId;
  readonly direction: string | null;
  readonly what: string;
  readonly outcome: Passage['outcome'];
  readonly count: number;
  readonly without: number;
}

export function carriedOf(rows: readonly RegisterRow[]): readonly Carried[] {
  const lines = rows.flatMap((row) => reported(row).flatMap(({ value: { passage } }) => (passage === undefined ? [] : [...passage.vehicles ?? [], ...passage.persons ?? []].flatMap(({ what, count }) => row.sources.map((by) => ({ by, direction: passage.direction ?? null, what, outcome: passage.outcome, count }))))));
  const groups = Map.groupBy(lines, ({ by, direction, what, outcome }) => JSON.stringify([by, what, direction, outcome]));
  return [...groups].toSorted(([a], [b]) => byCodeUnits(a, b)).flatMap(([, own]) => own.slice(0, 1).map(({ by, direction, what, outcome }) => ({ by, direction, what, outcome, count: own.reduce((sum, { count = 0 }) => sum + count, 0), without: own.filter(({ count }) => count === undefined).length })));
}

/** What a passage is for, by the answer of the form or, where there is none, by whom it carries: patients are moved for medical care. */
export type Purpose = 'convoy' | 'medical';
const PATIENTS = ['patient', 'patients'];

export function purposeOf({ value: { passage, answers, persons } }: HeldReport): Purpose | null {
  const said = answers?.['purpose'];
  if (said === 'convoy' || said === 'medical') return said;
  return said === undefined && [...(passage?.persons ?? []).map(({ what }) => what), ...(persons ?? []).map(({ group }) => group)].some((one) => PATIENTS.includes(one)) ? 'medical' : null;
}

/** A quantity that reports count in one unit under one name, by account, the last first: the length of a queue. */
export interface Counted {
  readonly row: RegisterRow;
  readonly quantity: NonNullable<Report['quantities']>[number];
}

export const quantitiesOf = (rows: readonly RegisterRow[], what: string): readonly Counted[] =>
  rows.toReversed().flatMap((row) => reported(row).flatMap(({ value }) => (value.quantities ?? []).filter((quantity) => quantity.what === what).map((quantity) => ({ row, quantity }))));
