import type { Interval } from '#base';
import { byCodeUnits } from '#base';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import { stateClaims } from './corridor-claims.ts';
import type { Days, HeldReport, Outage, ServiceOutages } from './corridor-outages.ts';
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
 * `corridor`, or a passage; a service is a state with the key `service`, or an outage. `window`: the time to show, else all that is spoken of.
 */
export function corridors(state: ProcessState, asOf: AsOf, window: Partial<Interval> = {}): CorridorView {
  const shown = shownTime(state, asOf, window);
  const days = { first: dayOf(shown.from, state.charter.zone), last: dayOf(shown.to - 1, state.charter.zone) };
  const outages = outagesByService(state, asOf, days);
  const services = ids([...outages.map((one) => one.service), ...subjects(state, asOf, 'service')]);
  return {
    asOf, window: shown, days,
    corridors: ids([...subjects(state, asOf, 'corridor'), ...passageCorridors(state, asOf)]).map((id) => corridor(state, asOf, id, shown)),
    services: services.map((service) => ({
      ...(outages.find((one) => one.service === service) ?? { service, outages: [], counts: [] }),
      states: stateSeries(state, asOf, 'service', service, shown),
    })),
    unplaced: unplaced(state, asOf),
  };
}

function corridor(state: ProcessState, asOf: AsOf, id: string, window: Interval): Corridor {
  const rows = passages(state, asOf, id);
  return { id, states: stateSeries(state, asOf, 'corridor', id, window), passages: rows, counts: passageCounts(rows) };
}

const ids = (found: readonly string[]): readonly string[] => [...new Set(found)].sort(byCodeUnits);

function subjects(state: ProcessState, asOf: AsOf, key: string): readonly string[] {
  return stateClaims(state, asOf, key).flatMap(({ claim }) => claim.of[key] ?? []);
}

function passageCorridors(state: ProcessState, asOf: AsOf): readonly string[] {
  return itemsAsOf(state, asOf.known).flatMap((item) => (item.kind === 'report' && item.value.passage !== undefined ? [item.value.passage.corridor] : []));
}

function shownTime(state: ProcessState, asOf: AsOf, window: Partial<Interval>): CorridorView['window'] {
  const to = Math.min(window.to ?? asOf.valid, asOf.valid);
  const starts = [...['corridor', 'service'].flatMap((key) => stateClaims(state, asOf, key).map(({ claim }) => claim.at.from)), ...allOutages(state, asOf).map((one) => one.from.from)];
  const first = starts.reduce((earliest, start) => Math.min(earliest, start), to);
  return { from: Math.min(window.from ?? first, to), to };
}

const allOutages = (state: ProcessState, asOf: AsOf): readonly Outage[] => outagesByService(state, asOf, { first: 0, last: 0 }).flatMap((one) => one.outages);

function unplaced(state: ProcessState, asOf: AsOf): readonly HeldReport[] {
  return itemsAsOf(state, asOf.known).flatMap((item): readonly HeldReport[] => {
    if (item.kind !== 'report' || (item.value.category !== 'closure' && item.value.category !== 'reopening')) return [];
    const facts = item.value.accounts.flatMap((account) => account.facts ?? []);
    return facts.some((said) => said.of['corridor'] !== undefined) ? [] : [item];
  });
}
