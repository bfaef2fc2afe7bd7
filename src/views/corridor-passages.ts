import type { Interval } from '#base';
import { byCodeUnits, span } from '#base';
import type { AsOf } from '#compliance';
import type { Passage, ProcessState } from '#process';
import type { HeldReport } from './corridor-outages.ts';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';

/** One attempt to pass, as reported. The report says who reported it; another account of the same attempt stays beside it. */
export interface PassageRow {
  readonly item: HeldReport;
  readonly passage: Passage;
  readonly at: Interval;
  readonly withdrawn: boolean;
}

/** How many reported passages had which outcome in one direction; `direction: null` where the report does not say. */
export interface PassageCount {
  readonly direction: string | null;
  readonly outcome: Passage['outcome'];
  readonly count: number;
}

/** Passages reported for a corridor, in order of time. */
export function passages(state: ProcessState, asOf: AsOf, corridor: string): readonly PassageRow[] {
  return itemsAsOf(state, asOf.known).flatMap((item): readonly PassageRow[] => {
    if (item.kind !== 'report' || item.value.passage?.corridor !== corridor) return [];
    const at = span(item.value.date, state.charter.zone);
    return at.ok && at.value.from < asOf.valid ? [{ item, passage: item.value.passage, at: at.value, withdrawn: withdrawalOf(item) !== null }] : [];
  }).sort((a, b) => a.at.from - b.at.from || byCodeUnits(a.item.value.id, b.item.value.id));
}

/** Reports by direction and outcome: a count of what was reported, not of what passed. Withdrawn reports are not counted. */
export function passageCounts(rows: readonly PassageRow[]): readonly PassageCount[] {
  const groups = Map.groupBy(rows.filter((row) => !row.withdrawn), (row) => JSON.stringify([row.passage.direction ?? null, row.passage.outcome]));
  return [...groups].sort(([a], [b]) => byCodeUnits(a, b)).map(([key, found]) => {
    const [direction, outcome] = JSON.parse(key) as [string | null, Passage['outcome']];
    return { direction, outcome, count: found.length };
  });
}
