import type { Instant, Interval } from '#base';
import { byCodeUnits } from '#base';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import type { StateClaim } from './corridor-claims.ts';
import { stateClaims } from './corridor-claims.ts';
import type { Days, HeldReport, ServiceOutages } from './corridor-outages.ts';
import { dayOf, outagesByService } from './corridor-outages.ts';
import type { PassageCount, PassageRow } from './corridor-passages.ts';
import { passageCounts, passages } from './corridor-passages.ts';
import type { StateSeries } from './corridor-states.ts';
import { stateSeries } from './corridor-states.ts';
import { itemsAsOf } from './timeline-asof.ts';

export interface CorridorView {
  readonly asOf: AsOf;
  /** The time shown and counted over. */
  readonly window: Interval & { readonly to: number };
  readonly days: Days;
  readonly corridors: readonly Corridor[];
  readonly services: readonly (ServiceOutages & { readonly states: readonly StateSeries[] })[];
  /** Closures and reopenings that name no corridor in their facts: listed, for nothing vanishes, and in no bar. */
  readonly unplaced: readonly HeldReport[];
}

export interface Corridor {
  readonly id: string;
  readonly states: readonly StateSeries[];
  readonly passages: readonly PassageRow[];
  readonly counts: readonly PassageCount[];
}

/**
 * Every corridor and service that the record speaks of, account by account. What is a corridor is a matter of the vocabulary: a state with the key
 * `corridor`, or a passage. A service is what outages are reported of, with the states in which they are told, or a state with the key `service`.
 * `window`: the time to show, else all that is spoken of.
 */
export function corridors(state: ProcessState, asOf: AsOf, window: Partial<Interval> = {}): CorridorView {
  const claims = stateClaims(state, asOf);
  const told = outageFacts(state, asOf);
  const outages = outagesByService(state, asOf, { first: 0, last: 0 }).flatMap((service) => service.outages);
  const valuesOf = (key: string): readonly string[] => claims.flatMap(({ claim }) => claim.of[key] ?? []);
  const services = ids([...outages.map((one) => one.outage.service), ...valuesOf('service')]);
  const starts = [...claims.filter(({ claim }) => isSubject(claim, told)).map(({ claim }) => claim.at.from), ...outages.map((one) => one.from.from)];
  const shown = shownTime(asOf, window, starts);
  const days = { first: dayOf(shown.from, state.charter.zone), last: dayOf(shown.to - 1, state.charter.zone) };
  const counted = outagesByService(state, asOf, days);
  return {
    asOf, window: shown, days,
    corridors: ids([...valuesOf('corridor'), ...passageCorridors(state, asOf)]).map((id) => {
      const rows = passages(state, asOf, id);
      return { id, states: stateSeries(state, asOf, claims, (_, of) => of['corridor'] === id, shown), passages: rows, counts: passageCounts(rows) };
    }).sort((a, b) => weight(b) - weight(a)),
    services: services.map((service) => ({
      ...(counted.find((one) => one.service === service) ?? { service, outages: [], accounts: [], counts: [] }),
      states: stateSeries(state, asOf, claims, (fact, of) => of['service'] === service || told.get(fact) === service, shown),
    })),
    unplaced: unplaced(state, asOf),
  };
}

/** The corridor of which most is said comes first; among equals, in the order of ids. */
const weight = ({ states, passages: rows }: Corridor): number => rows.length + states.flatMap((series) => series.accounts.flatMap((account) => account.claims)).length;

const ids = (found: readonly string[]): readonly string[] => [...new Set(found)].sort(byCodeUnits);
const isSubject = ({ fact, of }: StateClaim['claim'], told: ReadonlyMap<string, string>): boolean => of['corridor'] !== undefined || of['service'] !== undefined || told.has(fact);

/** Which service a state is about: that of the outages in whose reports it is asserted (`gas.supplied` → `gas`), where it is about no corridor. */
function outageFacts(state: ProcessState, asOf: AsOf): ReadonlyMap<string, string> {
  const pairs = itemsAsOf(state, asOf.known).flatMap((item) => {
    const service = item.kind === 'report' ? item.value.outage?.service : undefined;
    return service === undefined ? [] : item.value.accounts.flatMap((account) => (account.facts ?? []).filter((said) => said.of['corridor'] === undefined).map((said) => [said.fact, service] as const));
  });
  return new Map(pairs);
}

function passageCorridors(state: ProcessState, asOf: AsOf): readonly string[] {
  return itemsAsOf(state, asOf.known).flatMap((item) => (item.kind === 'report' && item.value.passage !== undefined ? [item.value.passage.corridor] : []));
}

function shownTime(asOf: AsOf, window: Partial<Interval>, starts: readonly Instant[]): CorridorView['window'] {
  const to = Math.min(window.to ?? asOf.valid, asOf.valid);
  const first = starts.reduce((earliest, start) => Math.min(earliest, start), to);
  return { from: Math.min(window.from ?? first, to), to };
}

function unplaced(state: ProcessState, asOf: AsOf): readonly HeldReport[] {
  return itemsAsOf(state, asOf.known).flatMap((item): readonly HeldReport[] => {
    if (item.kind !== 'report' || (item.value.category !== 'closure' && item.value.category !== 'reopening')) return [];
    const facts = item.value.accounts.flatMap((account) => account.facts ?? []);
    return facts.some((said) => said.of['corridor'] !== undefined) ? [] : [item];
  });
}
