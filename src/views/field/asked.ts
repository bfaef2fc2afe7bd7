import type { Text, When } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import type { Participant, ProcessState } from '#process';
import { wholeOf } from '../timeline-entry.ts';
import { accessViews } from './access.ts';
import { claimViews } from './claim-filter.ts';
import { isOver, mattersOf, upon } from './upon.ts';
import { tasksOf } from './work.ts';

export type FieldAskedKind = 'comment' | 'reply' | 'task' | 'acknowledge';

/** One thing that the field asks of a side. `about`: of a request for comment, the thing that it is about. */
export interface FieldAsked {
  readonly kind: FieldAskedKind;
  readonly id: string;
  readonly title: Text;
  readonly by: ActorId | null;
  readonly due: When | null;
  readonly about?: string;
}

/** What waits for a person's side: comment on a report, reply to a claim while there is time, tasks given to them or to anybody of their side, notice of a window that nobody of theirs has answered. */
export function fieldAskedOf(state: ProcessState, { id, actor = '' }: Participant, asOf: AsOf): readonly FieldAsked[] {
  const side = wholeOf(state, actor), isTheirs = (one: ActorId): boolean => wholeOf(state, one) === side;
  return [...comments(state, isTheirs, asOf), ...replies(state, isTheirs, asOf), ...tasks(state, isTheirs, id, asOf), ...notices(state, isTheirs, asOf)];
}

type IsTheirs = (actor: ActorId) => boolean;

/** Of a claim it is the claim that waits. */
function comments(state: ProcessState, isTheirs: IsTheirs, { known, valid }: AsOf): readonly FieldAsked[] {
  return mattersOf(state, 'question', known).flatMap(({ value: { id, about, by, to, until, text } }) => {
    const replied = [id, about].some((one) => upon(state, one, 'reply', known).some(({ value }) => isTheirs(value.by)));
    if (!isTheirs(to) || replied || state.matters.get(about)?.kind === 'claim' || isOver(until, state, valid)) return [];
    return [{ kind: 'comment', id, title: text ?? titleOf(state, about), by, due: until, about }];
  });
}

function titleOf({ items, matters }: ProcessState, id: string): Text {
  const matter = matters.get(id);
  return items.get(id)?.value.summary ?? (matter?.kind === 'document' ? matter.value.title : { und: id });
}

const replies = (state: ProcessState, isTheirs: IsTheirs, asOf: AsOf): readonly FieldAsked[] => claimViews(state, asOf).flatMap(({ claim: { value }, heard }) =>
  heard.filter(({ by, word }) => word === 'waiting' && isTheirs(by)).slice(0, 1).map(({ until }): FieldAsked => ({ kind: 'reply', id: value.id, title: value.words, by: value.by ?? null, due: until })));

const tasks = (state: ProcessState, isTheirs: IsTheirs, person: string, asOf: AsOf): readonly FieldAsked[] => tasksOf(state, asOf).flatMap(({ task: { value }, word }) =>
  ((word === 'given' || word === 'taken') && isTheirs(value.to) && (value.participant ?? person) === person ? [{ kind: 'task', id: value.id, title: value.what, by: value.by, due: value.due ?? null }] : []));

/** Before it begins; after that a notice is of no use to anybody. */
const notices = (state: ProcessState, isTheirs: IsTheirs, asOf: AsOf): readonly FieldAsked[] => accessViews(state, asOf).flatMap(({ window: { value }, notified, outcomes, time, replacedBy }) =>
  (time === 'ahead' && replacedBy.length === 0 && !outcomes.some((one) => one.value.step === 'cancelled') && notified.some(({ by, step }) => step === null && isTheirs(by)) ? [{ kind: 'acknowledge', id: value.id, title: value.what, by: value.by, due: value.from }] : []));
