import type { Instant, Interval } from '#base';
import { byCodeUnits, civil, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState, Report } from '#process';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';
import { wholeOf } from './timeline-entry.ts';

export type HeldReport = Extract<HeldItem, { kind: 'report' }>;

/** A service that failed for a time, as reported; who asserts and who disputes it stands in `item.value.accounts`. */
export interface Outage {
  readonly item: HeldReport;
  readonly outage: NonNullable<Report['outage']>;
  readonly from: Interval;
  /** `null`: no end is stated. Then it goes on, unless `outage.endUnknown` says that nobody knows when it ended. */
  readonly to: Interval | null;
  /** The time to which the report itself speaks of it: its own last day, or its publication. One whose end is unknown lasted at least to then. */
  readonly told: Interval;
  readonly withdrawn: boolean;
}

export interface ServiceOutages {
  readonly service: string;
  readonly outages: readonly Outage[];
  readonly counts: readonly OutageCount[];
}

/** First and last civil day of a count, both counted, as days since 1970-01-01 in the process's zone. */
export interface Days {
  readonly first: number;
  readonly last: number;
}

/**
 * Days without the service as one account has it, by two rules that both stand to reason and differ.
 * `sum`: for every outage the last day less the first, added up. `union`: every calendar day that an outage touched, first and last included, counted once.
 */
export interface OutageCount {
  readonly by: ActorId;
  readonly outages: number;
  readonly sum: number;
  readonly union: number;
  /** How many of them end nobody knows when: counted to the day to which their report speaks, so that the numbers are at least these. */
  readonly endUnknown: number;
}

/** Reports of outages known at `asOf`, by service, each service with its counts by account. Withdrawn ones are listed and not counted. */
export function outagesByService(state: ProcessState, asOf: AsOf, days: Days): readonly ServiceOutages[] {
  const zone = state.charter.zone;
  const found = itemsAsOf(state, asOf.known).flatMap((item) => (item.kind === 'report' ? outage(item, zone) : [])).filter((one) => one.from.from < asOf.valid);
  const services = [...Map.groupBy(found, (one) => one.outage.service)].sort(([a], [b]) => byCodeUnits(a, b));
  return services.map(([service, rows]) => {
    const outages = rows.sort((a, b) => a.from.from - b.from.from || byCodeUnits(a.item.value.id, b.item.value.id));
    return { service, outages, counts: countsByAccount(state, outages, days, zone) };
  });
}

function outage(item: HeldReport, zone: string): readonly Outage[] {
  const said = item.value.outage;
  if (said === undefined) return [];
  const from = span(said.from, zone), to = said.to === undefined ? null : span(said.to, zone);
  if (!from.ok || (to !== null && !to.ok)) return [];
  const told = span(item.value.publishedAt ?? item.value.dateEnd ?? item.value.date, zone);
  return [{ item, outage: said, from: from.value, to: to === null ? null : to.value, told: told.ok ? told.value : from.value, withdrawn: withdrawalOf(item) !== null }];
}

function countsByAccount(state: ProcessState, outages: readonly Outage[], days: Days, zone: string): readonly OutageCount[] {
  const counted = outages.filter((one) => !one.withdrawn);
  const asserting = (one: Outage): readonly ActorId[] => one.item.value.accounts.filter((account) => account.stance === 'asserts').map((account) => wholeOf(state, account.by));
  const actors = [...new Set(counted.flatMap(asserting))].sort(byCodeUnits);
  return actors.map((by) => ({ by, ...countDays(counted.filter((one) => asserting(one).includes(by)), days, zone) })).filter((count) => count.outages > 0);
}

/** Both counts over the days `first` to `last`; an outage without an end counts up to `last`, one whose end is unknown up to the day to which it is told. */
export function countDays(outages: readonly Outage[], days: Days, zone: string): Omit<OutageCount, 'by'> {
  const touched = new Set<number>();
  let sum = 0, count = 0, endUnknown = 0;
  for (const one of outages) {
    const end = lastTime(one);
    const first = Math.max(dayOf(one.from.from, zone), days.first);
    const last = Math.min(end === null ? days.last : dayOf(end.from, zone), days.last);
    if (last < first) continue;
    count += 1;
    sum += last - first;
    if (one.to === null && one.outage.endUnknown === true) endUnknown += 1;
    for (let day = first; day <= last; day += 1) touched.add(day);
  }
  return { outages: count, sum, union: touched.size, endUnknown };
}

/** When an outage ended, or until when it surely lasted; `null` where it goes on. */
export function lastTime({ to, told, from, outage: { endUnknown } }: Outage): Interval | null {
  if (to !== null || endUnknown !== true) return to;
  return told.from > from.from ? told : from;
}

/** The civil day of an instant, as days since 1970-01-01. */
export function dayOf(instant: Instant, zone: string): number {
  const { year, month, day } = civil(instant, zone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
