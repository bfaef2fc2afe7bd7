import type { Instant, Text, When } from '#base';
import { assert, byCodeUnits, civil, civilDay, span } from '#base';
import type { ActorId } from '#agreement';
import type { InstanceStatus, Perspective, Status } from '#compliance';
import type { HeldItem, ProcessState } from '#process';

/** Something with a time of its own that a calendar can hold. */
export interface Appointment {
  /** Stays the same, whatever becomes of it. */
  readonly key: string;
  readonly what: 'meeting' | 'due';
  /** Case id of what it is about. */
  readonly id: string;
  readonly title: Text;
  /** Civil days of the process's zone, `to` the first that is not in it; or seconds. */
  readonly at: { readonly day: string; readonly to?: string } | { readonly from: Instant; readonly to?: Instant };
  readonly state: 'tentative' | 'confirmed' | 'cancelled';
  /** How often it has changed, never falling; and when what it says became known. */
  readonly changes: number;
  readonly known: Instant;
  readonly place?: { readonly id: string } | { readonly words: string };
  /** Whom it is for: who meets, who owes. */
  readonly of: readonly ActorId[];
  /** By whose account it ends then, where not all come to that; by which reading. */
  readonly perspectives?: readonly string[];
  readonly reading?: string;
}

const DAY = 86_400, YEAR = 366 * DAY;

/** Meetings, and the ends of windows in which something is owed, in the order of their times. Of what is over, a year. `statuses`: by these perspectives, at `valid`. */
export function appointments(state: ProcessState, statuses: readonly Status[], perspectives: readonly Perspective[], valid: Instant): readonly Appointment[] {
  const { zone } = state.charter, start = ({ at }: Appointment): Instant => ('from' in at ? at.from : startOf(at.day, zone));
  return [...meetings(state), ...dues(state, statuses, perspectives)]
    .filter((one) => start(one) > valid - YEAR)
    .toSorted((a, b) => start(a) - start(b) || byCodeUnits(a.key, b.key));
}

function startOf(when: When, zone: string): Instant {
  const read = span(when, zone);
  return read.ok ? read.value.from : 0;
}

const MEETING_STATE = { proposed: 'tentative', accepted: 'confirmed', held: 'confirmed', declined: 'cancelled', cancelled: 'cancelled' } as const;

function meetings({ items, charter: { zone } }: ProcessState): readonly Appointment[] {
  return [...items.values()].flatMap((item) => (item.kind === 'meeting' ? meeting(item, zone) : []));
}

function meeting({ value, source, history }: Extract<HeldItem, { readonly kind: 'meeting' }>, zone: string): readonly Appointment[] {
  const at = timesOf(value.date, value.dateEnd, zone), last = history.at(-1);
  if (at === null) return [];
  const place = value.place !== undefined ? { place: { id: value.place } } : value.placeText !== undefined ? { place: { words: value.placeText } } : {};
  return [{
    key: `meeting/${value.id}`, what: 'meeting', id: value.id, title: value.title, at, ...place, of: value.participants,
    state: last?.kind === 'withdrawal' ? 'cancelled' : MEETING_STATE[value.status], changes: history.length, known: last?.source.known ?? source.known,
  }];
}

/** A written time as a calendar takes it; a month has no place there. */
export function timesOf(from: When, to: When | undefined, zone: string): Appointment['at'] | null {
  const start = span(from, zone), end = to === undefined ? null : span(to, zone);
  if (!start.ok || end?.ok === false || from.length === 7 || to?.length === 7) return null;
  const last = end?.value.to ?? null;
  if (!from.includes('T')) return { day: from, to: civilDay((last ?? start.value.to ?? start.value.from + DAY) - 1 + DAY, zone) };
  const until = to === undefined || end === null || end === undefined ? null : to.includes('T') ? end.value.from : last;
  return until === null || until <= start.value.from ? { from: start.value.from } : { from: start.value.from, to: until };
}

const GONE = new Set<string>(['released', 'terminated', 'superseded', 'suspended', 'expired']);

/** One for each window's end; where accounts put it at different times, one for each time, and whose it is. */
function dues(state: ProcessState, statuses: readonly Status[], perspectives: readonly Perspective[]): readonly Appointment[] {
  const rank = new Map(perspectives.map(({ id }, index) => [id, index]));
  const ends = statuses.filter(({ position }) => !GONE.has(position)).flatMap((status) => status.instances.flatMap((instance) => (instance.window.to === null ? [] : [{ status, instance, to: instance.window.to }])));
  const windows = Map.groupBy(ends, ({ status: { commitment, reading }, instance }) => JSON.stringify([commitment, reading, instance.key]));
  return [...windows].flatMap(([key, found]) => {
    const times = [...Map.groupBy(found, ({ to }) => to)].map(([to, same]) => ({ to, same, first: Math.min(...same.map(({ status }) => rank.get(status.perspective) ?? rank.size)) })).toSorted((a, b) => a.first - b.first);
    return times.map(({ to, same }, index) => due(state, index === 0 ? `due/${key}` : `due/${key}/${same[0]?.status.perspective ?? ''}`, to, same, times.length > 1));
  });
}

function due(state: ProcessState, key: string, to: Instant, same: readonly { readonly status: Status; readonly instance: InstanceStatus }[], differ: boolean): Appointment {
  const status = same[0]?.status;
  assert(status !== undefined, 'somebody comes to that time');
  const { commitment: id, reading } = status, held = state.commitments.get(id);
  const named = same.flatMap(({ status: { explanation } }) => explanation.because.flatMap((reason) => (reason.role === 'power' || reason.role === 'trigger' ? state.positions.get(reason.entry) ?? [] : [])));
  const changes = Math.max(held?.source.position ?? 0, ...named);
  return {
    key, what: 'due', id, title: held?.value.title ?? { und: id }, at: endAt(to, state.charter.zone), state: 'confirmed',
    changes, known: held?.source.known ?? 0, of: status.bearers ?? held?.value.bearers.actors ?? [],
    ...(differ ? { perspectives: same.map(({ status: { perspective } }) => perspective) } : {}), ...(reading === null ? {} : { reading }),
  };
}

/** The last day, where a window ends with one; else the last whole minute: never later than the window. */
function endAt(to: Instant, zone: string): Appointment['at'] {
  const { secondOfDay } = civil(to, zone), last = to - 1;
  return secondOfDay === 0 ? { day: civilDay(last, zone), to: civilDay(to, zone) } : { from: last - (last % 60) };
}
