import type { Instant } from '#base';
import { endOf, span } from '#base';
import type { ActorId } from '#agreement';
import type { AsOf } from '#compliance';
import { paragraphsOf } from '#process';
import type { Held, Origin, Paragraph, ProcessState, Progress } from '#process';

/** A point of frozen minutes on which somebody is to act, with what each side reports of it. Passed is not done, and no report is no failure. */
export interface ActionPoint {
  readonly minutes: string;
  readonly paragraph: Paragraph;
  readonly frozen: Origin;
  /** The owner's actor; `null` where it is a body or person without a seat, whom the paragraph names. */
  readonly owner: ActorId | null;
  /** The last instant on which it is in time; `null`: it has no date, and is never overdue. */
  readonly due: Instant | null;
  readonly passed: boolean;
  /** The last report of each side, in the order of the log. */
  readonly reports: readonly Held<Progress>[];
  /** Some side reports that it is done. */
  readonly done: boolean;
}

/** Every action point: what is due first stands first, what has no date last, by age. */
export function actionPoints(state: ProcessState, { valid, known }: AsOf): readonly ActionPoint[] {
  const points = [...state.minutes.values()].flatMap(({ value, frozen }) => frozen === null || frozen.known > known ? [] : paragraphsOf(state, value.id)
    .filter(({ type }) => type === 'action').map((paragraph): ActionPoint => {
      const due = lastOf(state, paragraph), reports = reportsOn(state, value.id, paragraph.id, known);
      return { minutes: value.id, paragraph, frozen, owner: paragraph.owner ?? null, due, passed: due !== null && due < valid, reports, done: reports.some((one) => one.value.step === 'done') };
    }));
  return points.toSorted((a, b) => (a.due ?? Number.MAX_SAFE_INTEGER) - (b.due ?? Number.MAX_SAFE_INTEGER) || a.frozen.position - b.frozen.position);
}

function lastOf({ charter: { zone } }: ProcessState, { due }: Paragraph): Instant | null {
  const read = due === undefined ? null : span(due, zone);
  return read?.ok === true ? endOf(read.value) - 1 : null;
}

function reportsOn({ progress }: ProcessState, minutes: string, paragraph: string, known: Instant): readonly Held<Progress>[] {
  const own = (progress.get(minutes) ?? []).filter(({ value, source }) => value.paragraph === paragraph && source.known <= known);
  return own.filter(({ value }, index) => !own.slice(index + 1).some((later) => later.value.by === value.by));
}
