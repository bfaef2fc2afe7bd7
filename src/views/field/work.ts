import type { AsOf } from '#compliance';
import type { Patrol, ProcessState, Report } from '#process';
import type { MatterOf } from './upon.ts';
import { isOver, mattersOf, upon } from './upon.ts';

/** A task with what became of it. `late`: its time is over, and nobody said that it is done or cannot be. */
export interface TaskView {
  readonly task: MatterOf<'task'>;
  readonly steps: readonly MatterOf<'task-step'>[];
  readonly word: 'given' | 'taken' | 'done' | 'not-possible';
  readonly late: boolean;
}

/** Tasks that wait first, by when they are due, then those without a date; what is over last. */
export function tasksOf(state: ProcessState, asOf: AsOf): readonly TaskView[] {
  const all = mattersOf(state, 'task', asOf.known).map((task): TaskView => {
    const steps = upon(state, task.value.id, 'task-step', asOf.known), word = steps.at(-1)?.value.step ?? 'given', waits = word === 'given' || word === 'taken';
    return { task, steps, word, late: waits && task.value.due !== undefined && isOver(task.value.due, state, asOf.valid) };
  });
  const rank = ({ word, task: { value: { due } } }: TaskView): string => `${word === 'done' || word === 'not-possible' ? 2 : due === undefined ? 1 : 0}${due ?? ''}`;
  return all.toSorted((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** Two patrols at the same time, one on each side, and what each reported from each place: side by side, in the order of their actors. */
export interface PatrolPair {
  readonly patrols: readonly [MatterOf<'patrol'>, MatterOf<'patrol'>];
  readonly places: readonly PairedPlace[];
}

/** `null`: reports without a place of the gazetteer. */
export interface PairedPlace {
  readonly place: string | null;
  readonly reports: readonly [readonly Report[], readonly Report[]];
}

/** Patrols that go as a pair, the newest first; each pair once. */
export function patrolPairs(state: ProcessState, asOf: AsOf): readonly PatrolPair[] {
  const patrols = mattersOf(state, 'patrol', asOf.known), byId = new Map(patrols.map((patrol) => [patrol.value.id, patrol]));
  return patrols.toReversed().flatMap((patrol): readonly PatrolPair[] => {
    const other = byId.get(patrol.value.pair ?? '');
    if (other === undefined) return [];
    const pair = [patrol, other].toSorted((a, b) => (a.value.by < b.value.by ? -1 : a.value.by > b.value.by ? 1 : a.source.position - b.source.position)) as unknown as PatrolPair['patrols'];
    return [{ patrols: pair, places: placesOf(pair[0].value, pair[1].value) }];
  });
}

function placesOf(first: Patrol, second: Patrol): readonly PairedPlace[] {
  const places = [...new Set([...first.reports, ...second.reports].map(({ place }) => place ?? null))].sort();
  const at = ({ reports }: Patrol, place: string | null): readonly Report[] => reports.filter((report) => (report.place ?? null) === place);
  return places.map((place) => ({ place, reports: [at(first, place), at(second, place)] }));
}
