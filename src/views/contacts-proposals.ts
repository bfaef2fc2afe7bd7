import type { Instant } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { timesOf } from '#process';
import type { Answer, Held, HeldProposal, ProcessState } from '#process';
import type { Contact, Reply, Step } from './contact.ts';
import { daysBetween } from './contact.ts';
import { wholeOf } from './timeline-entry.ts';

/** The ledger's lines that are proposals of this record: meetings, channels and formats, each with what every side asked made of it. */
export function proposalContacts(state: ProcessState, asOf: AsOf): readonly Contact[] {
  return [...state.proposals.values()].flatMap((held) => held.value.what === 'decision' || !seen(held, asOf) ? [] : [contactOf(state, asOf, held, held.value.what)]);
}

const seen = ({ source }: { readonly source: { readonly known: Instant } }, { known, valid }: AsOf): boolean => source.known <= known && source.known <= valid;

function contactOf(state: ProcessState, asOf: AsOf, held: HeldProposal, what: Contact['what']): Contact {
  const { value, source } = held, by = wholeOf(state, value.by);
  const sides = [...new Set(value.to.map((id) => wholeOf(state, id)))].filter((id) => id !== by);
  return {
    id: value.id, what, title: value.title, date: value.meeting?.from ?? null, meeting: what === 'meeting' ? value.id : null,
    proposed: { by, at: source.known, position: source.position, words: value.text ?? null },
    replies: repliesTo(state, asOf, held, sides), became: becameOf(state, asOf, held), told: [],
  };
}

/** What each side made of a proposal: its last answer, or the other proposal that it made instead. */
export function repliesTo(state: ProcessState, asOf: AsOf, held: HeldProposal, sides: readonly ActorId[]): readonly Reply[] {
  const answers = (state.answers.get(held.value.id) ?? []).filter((one) => seen(one, asOf)), others = insteadOf(state, asOf, held);
  const replies = sides.map((by): Reply => {
    const answer = answers.findLast(({ value }) => wholeOf(state, value.by) === by), other = others.findLast(({ value }) => wholeOf(state, value.by) === by);
    const days = (at: Instant): number => daysBetween(held.source.known, at, state.charter.zone);
    if (other !== undefined && (answer === undefined || other.source.position > answer.source.position)) return { by, word: 'otherwise', step: { by, at: other.source.known, position: other.source.position, words: other.value.title }, days: days(other.source.known) };
    if (answer !== undefined) return { by, word: answer.value.answer === 'accept' ? 'accepted' : 'declined', step: stepOf(answer, by), days: days(answer.source.known) };
    return { by, word: 'open', step: null, days: null };
  });
  const closed = timesOf(state, held).until <= asOf.valid || becameOf(state, asOf, held) !== null, declined = replies.some(({ word }) => word === 'declined' || word === 'otherwise');
  return replies.map((reply) => reply.word === 'open' && closed ? { ...reply, word: declined || withdrawal(state, asOf, held) !== undefined ? 'spared' : 'lapsed' } : reply);
}

const stepOf = ({ value, source }: Held<Answer>, by: ActorId): Step => ({ by, at: source.known, position: source.position, words: value.reason ?? null });

const insteadOf = ({ proposals }: ProcessState, asOf: AsOf, { instead }: HeldProposal): readonly HeldProposal[] => instead.flatMap((id) => proposals.get(id) ?? []).filter((one) => seen(one, asOf));

const withdrawal = (state: ProcessState, asOf: AsOf, { value: { id } }: HeldProposal): Held<Answer> | undefined =>
  (state.answers.get(id) ?? []).findLast((one) => one.value.answer === 'withdraw' && seen(one, asOf));

function becameOf(state: ProcessState, asOf: AsOf, held: HeldProposal): Contact['became'] {
  const { value } = held, by = wholeOf(state, value.by);
  const session = [...state.sessions.values()].find((one) => one.value.meeting === value.id && seen(one, asOf));
  if (session !== undefined) return { by: null, at: session.source.known, position: session.source.position, words: null, word: 'held' };
  const gone = withdrawal(state, asOf, held);
  if (gone !== undefined) return { ...stepOf(gone, by), word: 'withdrawn' };
  const next = insteadOf(state, asOf, held).findLast((one) => wholeOf(state, one.value.by) === by);
  return next === undefined ? null : { by, at: next.source.known, position: next.source.position, words: null, word: 'replaced' };
}
