import type { Instant } from '#base';
import { span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { ProcessState } from '#process';
import type { Contact, Initiative, ReplyWord } from './contact.ts';
import { meetingContacts } from './contacts-meetings.ts';
import { proposalContacts } from './contacts-proposals.ts';
import { inOrder } from './corridor-states.ts';

export interface Contacts {
  readonly asOf: AsOf;
  /** By the time of the first step. */
  readonly rows: readonly Contact[];
  /** Those who have a column: parties and authorities that take part, and whoever else proposed or answered; in the order of screens. */
  readonly sides: readonly ActorId[];
  readonly initiatives: readonly Initiative[];
}

/** The ledger of contacts as it stood: who proposed, who answered and how. */
export function contacts(state: ProcessState, asOf: AsOf): Contacts {
  const rows = [...meetingContacts(state, asOf), ...proposalContacts(state, asOf)].toSorted((a, b) => firstStep(a, state) - firstStep(b, state));
  const sides = inOrder(state, [...new Set(rows.flatMap((row) => sidesOf(state, row)))]);
  return { asOf, rows, sides, initiatives: sides.map((side) => initiativeOf(side, rows)) };
}

export type MeetingStanding = 'agreed' | 'proposed' | 'held' | 'declined' | 'lapsed' | 'cancelled' | 'withdrawn' | 'replaced';

/** Where a meeting stands by the answers of the parties asked: one that declines or proposes otherwise is enough against it, all must accept. */
export function meetingStanding({ actors }: ProcessState, { became, replies }: Contact): MeetingStanding {
  if (became !== null) return became.word;
  const words = replies.filter(({ by }) => ['party', 'authority'].includes(actors.get(by)?.kind ?? '')).map(({ word }) => word);
  if (words.includes('declined') || words.includes('otherwise')) return 'declined';
  if (words.includes('lapsed')) return 'lapsed';
  return words.length > 0 && words.every((word) => word === 'accepted') ? 'agreed' : 'proposed';
}

/** The meetings of the ledger: first those that may still come, the next one first, then the others, the latest first. */
export function meetingsOf(state: ProcessState, asOf: AsOf): readonly { readonly contact: Contact; readonly standing: MeetingStanding; readonly ahead: boolean }[] {
  const day = ({ date }: Contact): Instant => { const read = date === null ? null : span(date, state.charter.zone); return read?.ok === true ? read.value.from : 0; };
  const all = contacts(state, asOf).rows.filter(({ what }) => what === 'meeting').map((contact) => ({ contact, standing: meetingStanding(state, contact) }));
  const lines = all.map((line) => ({ ...line, ahead: (line.standing === 'agreed' || line.standing === 'proposed') && day(line.contact) >= asOf.valid }));
  return [...lines.filter(({ ahead }) => ahead).toSorted((a, b) => day(a.contact) - day(b.contact)), ...lines.filter(({ ahead }) => !ahead).toSorted((a, b) => day(b.contact) - day(a.contact))];
}

function firstStep({ proposed, replies, became, date }: Contact, state: ProcessState): Instant {
  const known = [proposed, became, ...replies.map(({ step }) => step)].flatMap((step) => step?.at ?? []);
  const day = date === null ? null : span(date, state.charter.zone);
  return Math.min(...known, ...(day?.ok === true ? [day.value.from] : []));
}

function sidesOf({ actors }: ProcessState, { proposed, replies }: Contact): readonly ActorId[] {
  const atTable = replies.filter(({ by, step }) => step !== null || ['party', 'authority'].includes(actors.get(by)?.kind ?? ''));
  return [...(proposed?.by == null ? [] : [proposed.by]), ...atTable.map(({ by }) => by)];
}

function initiativeOf(side: ActorId, rows: readonly Contact[]): Initiative {
  const own = rows.flatMap(({ replies, proposed }) => replies.filter(({ by }) => by === side).map((reply) => ({ ...reply, asked: proposed !== null })));
  const count = (word: ReplyWord): number => own.filter((reply) => reply.word === word).length;
  return {
    side, proposed: rows.filter(({ proposed }) => proposed?.by === side).length, asked: own.filter(({ asked }) => asked).length,
    replies: { accepted: count('accepted'), declined: count('declined'), otherwise: count('otherwise'), came: count('came'), lapsed: count('lapsed'), spared: count('spared'), open: count('open') },
    days: own.flatMap(({ days }) => days ?? []).sort((a, b) => a - b),
  };
}
