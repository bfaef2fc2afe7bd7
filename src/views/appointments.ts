import type { Instant, Text, When } from '#base';
import { assert, byCodeUnits, civil, civilDay, span } from '#base';
import type { ActorId } from '#agreement';
import type { InstanceStatus, Perspective, Status } from '#compliance';
import { paragraphsOf, partiesOf, partyOf } from '#process';
import type { HeldItem, HeldMinutes, HeldProposal, ProcessState } from '#process';
import type { Contact } from './contact.ts';
import { proposalContacts } from './contacts-proposals.ts';

/** Something with a time of its own that a calendar can hold. */
export interface Appointment {
  /** Stays the same, whatever becomes of it. */
  readonly key: string;
  readonly what: 'meeting' | 'due' | 'answer' | 'silence' | 'corrections' | 'action';
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
  /** Whom it is for: who meets, who owes, who is asked. */
  readonly of: readonly ActorId[];
  /** By whose account it ends then, where not all come to that; by which reading. */
  readonly perspectives?: readonly string[];
  readonly reading?: string;
}

const DAY = 86_400, YEAR = 366 * DAY;

/** Meetings, dates by which somebody is asked, and the ends of windows in which something is owed, in the order of their times. Of what is over, a year. `statuses`: by these perspectives, at `valid`. */
export function appointments(state: ProcessState, statuses: readonly Status[], perspectives: readonly Perspective[], valid: Instant): readonly Appointment[] {
  const { zone } = state.charter, start = ({ at }: Appointment): Instant => ('from' in at ? at.from : startOf(at.day, zone));
  return [...meetings(state), ...asked(state), ...minuted(state), ...dues(state, statuses, perspectives)]
    .filter((one) => start(one) > valid - YEAR)
    .toSorted((a, b) => start(a) - start(b) || byCodeUnits(a.key, b.key));
}

function startOf(when: When, zone: string): Instant {
  const read = span(when, zone);
  return read.ok ? read.value.from : 0;
}

const MEETING_STATE = { proposed: 'tentative', accepted: 'confirmed', held: 'confirmed', declined: 'cancelled', cancelled: 'cancelled' } as const;

function meetings(state: ProcessState): readonly Appointment[] {
  const { items, proposals, recorded = 0, charter: { zone } } = state, contacts = proposalContacts(state, { valid: recorded, known: recorded });
  return [...[...items.values()].flatMap((item) => (item.kind === 'meeting' ? meeting(item, zone) : [])), ...[...proposals.values()].flatMap((held) => planned(state, held, contacts))];
}

/** How often something was said to a proposal, and when the last of it became known. */
function said({ answers, proposals }: ProcessState, { value: { id }, source, instead }: HeldProposal): Pick<Appointment, 'changes' | 'known'> {
  const all = [...(answers.get(id) ?? []), ...instead.flatMap((other) => proposals.get(other) ?? [])];
  return { changes: all.length, known: Math.max(source.known, ...all.map((one) => one.source.known)) };
}

/** A meeting that is proposed, as it stands: another that takes its place is another appointment, and this one is cancelled. */
function planned(state: ProcessState, held: HeldProposal, contacts: readonly Contact[]): readonly Appointment[] {
  const { id, title, by, to, meeting: plan } = held.value, at = plan === undefined ? null : timesOf(plan.from, plan.to, state.charter.zone), contact = contacts.find((one) => one.id === id);
  if (plan === undefined || at === null || contact === undefined) return [];
  const place = plan.place !== undefined ? { place: { id: plan.place } } : plan.placeText !== undefined ? { place: { words: plan.placeText } } : {};
  return [{ key: `proposal/${id}`, what: 'meeting', id, title, at, ...place, of: [by, ...to], state: standing(state, contact), ...said(state, held) }];
}

/** Agreed to once every party that was asked has accepted; of those who are no party where no party was. */
function standing({ actors }: ProcessState, { became, replies }: Contact): Appointment['state'] {
  if (became !== null) return became.word === 'held' ? 'confirmed' : 'cancelled';
  const parties = replies.filter(({ by }) => partyOf(actors, by) !== null), words = (parties.length === 0 ? replies : parties).map(({ word }) => word);
  return words.every((word) => word === 'accepted') ? 'confirmed' : words.includes('declined') || words.includes('otherwise') || !words.includes('open') ? 'cancelled' : 'tentative';
}

/** Of proposals that nobody has declined or taken back: by when those who have not spoken are asked to, or what the silence of all of them decides. */
function asked(state: ProcessState): readonly Appointment[] {
  return [...state.proposals.values()].flatMap((held) => {
    const { id, title, to, answerBy, decision } = held.value, silence = decision?.rule === 'silence', until = silence ? decision.expires : answerBy, at = until === undefined ? null : timesOf(until, undefined, state.charter.zone);
    const spoken = spokenTo(state, held), over = [...spoken.values()].some((word) => word !== 'accept'), of = silence ? to : to.filter((actor) => !spoken.has(actor));
    if (at === null || (over && !silence) || of.length === 0) return [];
    return [{ key: `asked/${id}`, what: silence ? 'silence' as const : 'answer' as const, id, title, at, of, state: over ? 'cancelled' as const : 'confirmed' as const, ...said(state, held) }];
  });
}

/** The last word of everybody who spoke to a proposal, who proposed it among them; another proposal is one. */
function spokenTo({ answers, proposals }: ProcessState, { value: { id }, instead }: HeldProposal): ReadonlyMap<string, string> {
  const others = instead.flatMap((other) => proposals.get(other) ?? []).map(({ value: { by }, source }) => ({ by, word: 'otherwise', source }));
  const all = [...(answers.get(id) ?? []).map(({ value: { by, answer }, source }) => ({ by, word: answer as string, source })), ...others];
  return new Map(all.toSorted((a, b) => a.source.position - b.source.position).map(({ by, word }) => [by, word]));
}

/** Until when minutes are open to corrections, and by when what they say is to be done. */
function minuted(state: ProcessState): readonly Appointment[] {
  return [...state.minutes.values()].flatMap((held) => (held.frozen === null ? corrections(state, held) : actions(state, held)));
}

function corrections(state: ProcessState, { value: { id, title, meeting: of, correctionsUntil }, source, corrections: made }: HeldMinutes): readonly Appointment[] {
  const at = timesOf(correctionsUntil, undefined, state.charter.zone);
  return at === null ? [] : [{ key: `corrections/${id}`, what: 'corrections', id, title, at, of: partiesOf(state, of), state: 'confirmed', changes: made.length, known: source.known }];
}

function actions(state: ProcessState, { value: { id }, source, frozen }: HeldMinutes): readonly Appointment[] {
  return paragraphsOf(state, id).flatMap(({ id: paragraph, type, text, owner, due }) => {
    const at = type !== 'action' || due === undefined ? null : timesOf(due, undefined, state.charter.zone);
    return at === null ? [] : [{ key: `action/${id}/${paragraph}`, what: 'action' as const, id, title: text, at, of: owner === undefined ? [] : [owner], state: 'confirmed' as const, changes: 0, known: (frozen ?? source).known }];
  });
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
