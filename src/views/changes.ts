import type { Instant } from '#base';
import { byCodeUnits } from '#base';
import type { Performance, Settlement, Status } from '#compliance';
import type { Origin, ProcessState } from '#process';

/** One row of the state of the agreement that stands otherwise at one pair of times than at another. */
export interface StatusChange {
  readonly before: Status;
  readonly after: Status;
  readonly why: Why;
}

/** What lies between the two. Both empty: time alone passed, and nothing came due. */
export interface Why {
  /** Entries that either explanation names and that came between, in the order in which they became known. */
  readonly entries: readonly Came[];
  /** Times that went by between, in their order. */
  readonly passed: readonly Passed[];
}

/** `recorded`, `corrected`, `withdrawn`: the entry that did so became known between. `took-place`: known before, but what it tells of was still to come. */
export interface Came {
  readonly entry: string;
  readonly how: 'recorded' | 'corrected' | 'withdrawn' | 'took-place';
  readonly known: Instant;
}

/** `opens`, `closes`: a window. Else what the earlier explanation said was to come next. */
export interface Passed {
  readonly at: Instant;
  readonly what: 'opens' | 'closes' | Performance | Settlement;
}

/** The rows whose status is another in `after` than in `before`, each with both. A row that only one of them has is left out. */
export function changedRows(before: readonly Status[], after: readonly Status[]): readonly Omit<StatusChange, 'why'>[] {
  const earlier = new Map(before.map((status) => [rowOf(status), status]));
  return after.flatMap((status) => {
    const was = earlier.get(rowOf(status));
    return was === undefined || standing(was) === standing(status) ? [] : [{ before: was, after: status }];
  });
}

/**
 * The rows whose status is another in `after` than in `before`, with why. Both are tables over one record, each at its own times, by the same perspectives.
 */
export function statusChanges(before: readonly Status[], after: readonly Status[], state: ProcessState): readonly StatusChange[] {
  const origins = originsOf(state);
  return changedRows(before, after).map((row) => ({ ...row, why: whyOf(row.before, row.after, state, origins) }));
}

const rowOf = ({ commitment, reading, perspective }: Status): string => JSON.stringify([commitment, reading, perspective]);

/** What counts as a change: the four axes, grades and amounts, and how many breaches there are. Whoever says nothing has nothing that changes. */
function standing({ position, performance, knowledge, settlement, quantity, level, breaches }: Status): string {
  if (performance === 'no-account' || performance === 'not-expressed') return performance;
  return JSON.stringify([position, performance, knowledge, settlement, quantity?.value, level, breaches.length]);
}

function whyOf(before: Status, after: Status, state: ProcessState, origins: ReadonlyMap<string, Came>): Why {
  const own = state.commitments.get(after.commitment)?.source.entry ?? '';
  const [from, to] = inOrder(before.asOf.known, after.asOf.known);
  const due = cameDue(before, after);
  const entries = [...new Set([own, ...citedBy(before), ...citedBy(after)])].flatMap((entry): readonly Came[] => {
    const came = origins.get(entry);
    if (came === undefined || came.known > to) return [];
    return came.known > from ? [came] : due.has(entry) ? [{ ...came, how: 'took-place' }] : [];
  });
  return { entries: entries.toSorted((a, b) => a.known - b.known || byCodeUnits(a.entry, b.entry)), passed: passedBetween(before, after) };
}

const inOrder = (a: Instant, b: Instant): readonly [Instant, Instant] => (a <= b ? [a, b] : [b, a]);

/** Every entry that an explanation names: what it rests on, what it left out, and what took that back. */
export function citedBy({ explanation: { because, excluded } }: Status): readonly string[] {
  return [...because.flatMap((reason) => ('entry' in reason ? [reason.entry] : [])), ...excluded.flatMap(({ entry, by }) => (by === undefined ? [entry] : [entry, by]))];
}

/** Since when each entry is known, and whether it takes another back. */
function originsOf({ items, coverage, commitments }: ProcessState): ReadonlyMap<string, Came> {
  const came = ({ entry, known }: Origin, how: Came['how']): readonly [string, Came] => [entry, { entry, how, known }];
  return new Map([
    ...[...items.values()].flatMap(({ source, history }) => [came(source, 'recorded'), ...history.map((change) => came(change.source, change.kind === 'correction' ? 'corrected' : 'withdrawn'))]),
    ...[...coverage.values(), ...commitments.values()].map(({ source }) => came(source, 'recorded')),
  ]);
}

/** Entries that one side left out as still to come and the other did not, and those whose time lies between. */
function cameDue(before: Status, after: Status): ReadonlySet<string> {
  const ahead = ({ explanation }: Status): ReadonlySet<string> => new Set(explanation.excluded.flatMap(({ entry, why }) => (why === 'not-yet' ? [entry] : [])));
  const reasons = [...before.explanation.because, ...after.explanation.because].flatMap((reason) => ('at' in reason && between(reason.at.from, before, after) ? [reason.entry] : []));
  return new Set([...ahead(before).symmetricDifference(ahead(after)), ...reasons]);
}

function between(at: Instant, before: Status, after: Status): boolean {
  const [from, to] = inOrder(before.asOf.valid, after.asOf.valid);
  return from < at && at <= to;
}

function passedBetween(before: Status, after: Status): readonly Passed[] {
  const windows = [...before.explanation.because, ...after.explanation.because].flatMap((reason): readonly Passed[] =>
    reason.role !== 'window' ? [] : [{ at: reason.from, what: 'opens' }, ...(reason.to === null ? [] : [{ at: reason.to, what: 'closes' } as const])]);
  const { next } = before.explanation;
  const passed = [...windows.filter(({ at }) => between(at, before, after)), ...settledBetween(before, after), ...(next !== null && reached(next, after) ? [{ at: next.at, what: next.becomes }] : [])];
  return [...new Map(passed.map((one) => [`${one.at} ${one.what}`, one])).values()].toSorted((a, b) => a.at - b.at || byCodeUnits(a.what, b.what));
}

/** Where the whole is settled now, the evidence windows of its instances that closed between. */
function settledBetween(before: Status, after: Status): readonly Passed[] {
  if (before.settlement === after.settlement || after.settlement !== 'settled') return [];
  return [before, ...before.instances].flatMap(({ settlesAt }) => (settlesAt !== undefined && settlesAt <= after.asOf.known ? [{ at: settlesAt, what: 'settled' }] : []));
}

/** Late reports are awaited by what is known, everything else comes by the time spoken of. */
const reached = ({ at, becomes }: NonNullable<Status['explanation']['next']>, { asOf }: Status): boolean => at <= (becomes === 'settled' ? asOf.known : asOf.valid);
