import type { Instant, Interval } from '#base';
import { byCodeUnits, civil, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, ProcessState, Report } from '#process';
import type { StateClaim } from './corridor-claims.ts';
import { instanceOf, stateClaims } from './corridor-claims.ts';
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
  readonly accounts: readonly OwnOutages[];
  readonly counts: readonly OutageCount[];
}

/**
 * The outages of a service as one account has them. What it told more than once from the same beginning - a notice, then how it ended - is one outage, as it told it last.
 * One of which it stated no end is over (`to`) when it tells of the service, or of the same state, as restored.
 */
export interface OwnOutages {
  readonly by: ActorId;
  readonly outages: readonly Outage[];
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
  const services = [...Map.groupBy(found, (one) => one.outage.service)].sort(([a], [b]) => byCodeUnits(a, b)), claims = found.some(isOpen) ? stateClaims(state, asOf) : [];
  return services.map(([service, rows]) => {
    const outages = rows.sort((a, b) => a.from.from - b.from.from || byCodeUnits(a.item.value.id, b.item.value.id)), accounts = byAccount(state, outages, claims);
    return { service, outages, accounts, counts: accounts.map(({ by, outages: own }) => ({ by, ...countDays(own, days, zone) })).filter((count) => count.outages > 0) };
  });
}

const isOpen = ({ to, outage: { endUnknown } }: Outage): boolean => to === null && endUnknown !== true;

function outage(item: HeldReport, zone: string): readonly Outage[] {
  const said = item.value.outage;
  if (said === undefined) return [];
  const from = span(said.from, zone), to = said.to === undefined ? null : span(said.to, zone);
  if (!from.ok || (to !== null && !to.ok)) return [];
  const told = span(item.value.publishedAt ?? item.value.dateEnd ?? item.value.date, zone);
  return [{ item, outage: said, from: from.value, to: to === null ? null : to.value, told: told.ok ? told.value : from.value, withdrawn: withdrawalOf(item) !== null }];
}

function byAccount(state: ProcessState, outages: readonly Outage[], claims: readonly StateClaim[]): readonly OwnOutages[] {
  const asserting = ({ item }: Outage): readonly ActorId[] => item.value.accounts.filter(({ stance }) => stance === 'asserts').map((account) => wholeOf(state, account.by));
  const counted = outages.filter((one) => !one.withdrawn), actors = [...new Set(counted.flatMap(asserting))].sort(byCodeUnits);
  return actors.map((by) => {
    const told = counted.filter((one) => asserting(one).includes(by)), own = claims.filter((claim) => claim.by === by);
    const once = [...Map.groupBy(told, ({ from }) => `${from.from} ${from.to}`).values()].map((same) => same.toSorted((a, b) => a.item.source.position - b.item.source.position).at(-1) as Outage);
    return { by, outages: once.map((one) => (isOpen(one) ? { ...one, to: restored(one, told, own) } : one)) };
  });
}

/** When the account itself has the service, or a state that failed in this outage, again; `null`: it has not said so. */
function restored({ from, item }: Outage, told: readonly Outage[], own: readonly StateClaim[]): Interval | null {
  const failed = new Set(own.filter((claim) => claim.item === item && !claim.claim.holds).map(({ claim }) => instanceOf(claim)));
  const again = own.filter(({ claim }) => claim.holds && failed.has(instanceOf(claim))).map(({ claim }) => claim.at), ends = told.flatMap(({ to }) => (to === null ? [] : [to]));
  return [...again, ...ends].filter((at) => at.from > from.from).sort((a, b) => a.from - b.from)[0] ?? null;
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
