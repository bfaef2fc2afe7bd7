import type { When } from '#base';
import { span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import type { Days, HeldReport, Outage, OwnOutages } from '../corridor-outages.ts';
import { countDays, dayOf, outagesByService } from '../corridor-outages.ts';
import { itemsAsOf, withdrawalOf } from '../timeline-asof.ts';
import { wholeOf } from '../timeline-entry.ts';

/** One outage in a count of days, by two rules: last day less first, and the calendar days that no earlier outage of the count had touched. */
export interface DaysOfOutage {
  readonly outage: Outage;
  readonly first: number;
  readonly last: number;
  readonly sum: number;
  readonly union: number;
}

/**
 * A number of days without a service that an account gives itself, with how many days it looked at, set against what the outages on this record come to by each rule.
 * It is the record's own check: it says which rule leads to their number, and nothing about who is right.
 */
export interface ToldTotal {
  readonly report: HeldReport;
  readonly by: ActorId;
  readonly service: string;
  readonly told: number;
  readonly days: Days;
  readonly lines: readonly DaysOfOutage[];
  readonly sum: number;
  readonly union: number;
}

const DAY_UNITS = ['day', 'days'];

/** Totals told in days of a service that this record has outages of. A report gives two numbers of days: those without, and, the larger, those looked at to its own date. */
export function toldTotals(state: ProcessState, asOf: AsOf): readonly ToldTotal[] {
  const services = outagesByService(state, asOf, { first: 0, last: 0 });
  return itemsAsOf(state, asOf.known).flatMap((item): readonly ToldTotal[] => {
    if (item.kind !== 'report' || withdrawalOf(item) !== null) return [];
    const given = (item.value.quantities ?? []).filter(({ unit, value }) => DAY_UNITS.includes(unit) && value !== undefined).toSorted((a, b) => (a.value ?? 0) - (b.value ?? 0));
    const [without, looked] = given, service = services.find((one) => without !== undefined && without.what.toLowerCase().split(/[^\p{L}]+/u).includes(one.service.toLowerCase()));
    const to = lastDay(state, item.value.dateEnd ?? item.value.date);
    if (given.length !== 2 || without?.value === undefined || looked?.value === undefined || service === undefined || to === null) return [];
    const days = { first: to - looked.value, last: to }, told = without.value;
    const by = [...new Set(item.value.accounts.filter(({ stance }) => stance === 'asserts').map((account) => wholeOf(state, account.by)))];
    return by.map((one) => ({ report: item, by: one, service: service.service, told, days, ...countedFor(state, service.accounts, one, days) }));
  });
}

function lastDay({ charter: { zone } }: ProcessState, when: When): number | null {
  const read = span(when, zone);
  return read.ok && read.value.to !== null ? dayOf(read.value.to - 1, zone) : null;
}

function countedFor(state: ProcessState, accounts: readonly OwnOutages[], by: ActorId, days: Days): Pick<ToldTotal, 'lines' | 'sum' | 'union'> {
  const { zone } = state.charter, own = accounts.find((one) => one.by === by)?.outages ?? [];
  const lines = daysOfOutages(own, days, zone), { sum, union } = countDays(own, days, zone);
  return { lines, sum, union };
}

/** Outage by outage what each rule counts; the columns add up to the counts of `countDays`. */
function daysOfOutages(outages: readonly Outage[], days: Days, zone: string): readonly DaysOfOutage[] {
  let before = 0;
  return outages.flatMap((outage, index): readonly DaysOfOutage[] => {
    const alone = countDays([outage], days, zone), { union } = countDays(outages.slice(0, index + 1), days, zone), added = union - before;
    before = union;
    const first = Math.max(dayOf(outage.from.from, zone), days.first);
    return alone.outages === 0 ? [] : [{ outage, first, last: first + alone.union - 1, sum: alone.sum, union: added }];
  });
}
