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
  /** `null`: no end is stated. Then it goes on, unless `outage.endUnknown` says that it ended nobody knows when. */
  readonly to: Interval | null;
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
  /** Outages whose end nobody knows: in neither number. */
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
  return [{ item, outage: said, from: from.value, to: to === null ? null : to.value, withdrawn: withdrawalOf(item) !== null }];
}

function countsByAccount(state: ProcessState, outages: readonly Outage[], days: Days, zone: string): readonly OutageCount[] {
  const counted = outages.filter((one) => !one.withdrawn);
  const asserting = (one: Outage): readonly ActorId[] => one.item.value.accounts.filter((account) => account.stance === 'asserts').map((account) => wholeOf(state, account.by));
  const actors = [...new Set(counted.flatMap(asserting))].sort(byCodeUnits);
  return actors.map((by) => ({ by, ...countDays(counted.filter((one) => asserting(one).includes(by)), days, zone) })).filter((count) => count.outages + count.endUnknown > 0);
}

/** Both counts over the days `first` to `last`; an outage without end counts up to `last`. */
export function countDays(outages: readonly Outage[], days: Days, zone: string): Omit<OutageCount, 'by'> {
  const inside = outages.filter((one) => dayOf(one.from.from, zone) <= days.last && (one.to === null || dayOf(one.to.from, zone) >= days.first));
  const known = inside.filter((one) => one.to !== null || one.outage.endUnknown !== true);
  const touched = new Set<number>();
  let sum = 0;
  for (const one of known) {
    const first = Math.max(dayOf(one.from.from, zone), days.first);
    const last = Math.min(one.to === null ? days.last : dayOf(one.to.from, zone), days.last);
    sum += last - first;
    for (let day = first; day <= last; day += 1) touched.add(day);
  }
  return { outages: known.length, sum, union: touched.size, endUnknown: inside.length - known.length };
}

/** The civil day of an instant, as days since 1970-01-01. */
export function dayOf(instant: Instant, zone: string): number {
  const { year, month, day } = civil(instant, zone);
  return Date.UTC(year, month - 1, day) / 86_400_000;
}
