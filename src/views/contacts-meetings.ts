import { canonical, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { HeldItem, Meeting, ProcessState } from '#process';
import type { Contact, Reply, ReplyWord, Step } from './contact.ts';
import { daysBetween } from './contact.ts';
import type { Step as Grown } from './growth.ts';
import { foldOf } from './growth.ts';
import { itemAsOf, withdrawalOf } from './timeline-asof.ts';
import { wholeOf } from './timeline-entry.ts';

type HeldMeeting = Extract<HeldItem, { readonly kind: 'meeting' }>;

/** The ledger's lines that are told as items about meetings: those with the same title and day speak of one meeting. */
export function meetingContacts(state: ProcessState, asOf: AsOf): readonly Contact[] {
  const told = [...foldOf(Meetings, state).ids].flatMap((id): readonly HeldMeeting[] => {
    const held = state.items.get(id), item = held === undefined ? null : itemAsOf(held, asOf.known);
    return item?.kind === 'meeting' && withdrawalOf(item) === null && begun(state, item, asOf) ? [item] : [];
  });
  return [...Map.groupBy(told, ({ value }) => `${value.date} ${canonical(value.title)}`).values()].map((items) => contactOf(state, asOf, items));
}

/** The items that tell of meetings, in the order of the log. */
class Meetings {
  readonly ids = new Set<string>();

  take(steps: readonly Grown[]): void {
    for (const { now: { kind, value } } of steps) if (kind === 'meeting') this.ids.add(value.id);
  }
}

/** A meeting was held on its day; what is said of one to come is said when it becomes known. */
function begun({ charter: { zone } }: ProcessState, { value, source }: HeldMeeting, { valid }: AsOf): boolean {
  const day = span(value.date, zone);
  return value.status === 'held' && day.ok ? day.value.from < valid : source.known <= valid;
}

function contactOf(state: ProcessState, asOf: AsOf, items: readonly HeldMeeting[]): Contact {
  const [first] = items as readonly [HeldMeeting, ...HeldMeeting[]];
  const of = (status: Meeting['status']): HeldMeeting | undefined => items.find(({ value }) => value.status === status);
  const proposer = items.find(({ value }) => value.proposedBy !== undefined) ?? of('proposed');
  const proposed = proposer === undefined ? null : proposalIn(state, proposer);
  const sides = [...new Set(items.flatMap(({ value }) => value.participants.map((id) => wholeOf(state, id))))].filter((id) => id !== proposed?.by);
  const end = of('held') ?? of('cancelled');
  return {
    id: first.value.id, what: 'meeting', title: first.value.title, date: first.value.date, proposed, meeting: null,
    replies: sides.map((by) => replyOf(state, asOf, items, by, proposed)),
    became: end === undefined ? null : { ...stepOf(state, end, null), word: end.value.status === 'held' ? 'held' : 'cancelled' },
    told: (of('held')?.value.accounts ?? []).flatMap(({ by, stance, text }) => text === undefined ? [] : [{ by: wholeOf(state, by), stance, words: text }]),
  };
}

/** A report of the meeting itself may say who proposed it, and not when. */
function proposalIn(state: ProcessState, item: HeldMeeting): Step {
  const by = item.value.proposedBy ?? speaker(state, item), step = stepOf(state, item, by);
  return item.value.status === 'proposed' ? step : { ...step, at: null, words: null };
}

function replyOf(state: ProcessState, asOf: AsOf, items: readonly HeldMeeting[], by: ActorId, proposed: Step | null): Reply {
  const answer = items.findLast((item) => (item.value.status === 'accepted' || item.value.status === 'declined') && speaker(state, item) === by);
  if (answer !== undefined) {
    const step = stepOf(state, answer, by);
    return { by, word: answer.value.status === 'accepted' ? 'accepted' : 'declined', step, days: proposed?.at == null || step.at === null ? null : daysBetween(proposed.at, step.at, state.charter.zone) };
  }
  return { by, word: unanswered(state, asOf, items), step: null, days: null };
}

function unanswered({ charter: { zone } }: ProcessState, { valid }: AsOf, items: readonly HeldMeeting[]): ReplyWord {
  if (items.some(({ value }) => value.status === 'held')) return 'came';
  if (items.some(({ value }) => value.status === 'declined')) return 'spared';
  const passed = items.every(({ value }) => { const day = span(value.dateEnd ?? value.date, zone); return day.ok && (day.value.to ?? valid) <= valid; });
  return passed ? 'lapsed' : 'open';
}

/** Whose word an item is: the first account's, else that of whoever signed it. */
function speaker(state: ProcessState, { value, source }: HeldMeeting): ActorId | null {
  const by = value.accounts[0]?.by ?? state.participants.get(source.author)?.actor;
  return by === undefined ? null : wholeOf(state, by);
}

function stepOf(state: ProcessState, { value, source }: HeldMeeting, by: ActorId | null): Step {
  const whole = by === null ? null : wholeOf(state, by);
  // Published in a documentary record: known from the end of that day on.
  const at = state.charter.kind === 'live' ? source.known : source.known - 1;
  return { by: whole, at, position: source.position, words: value.accounts.find((account) => whole !== null && wholeOf(state, account.by) === whole)?.text ?? null };
}
