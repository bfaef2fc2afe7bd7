import type { Instant } from '#base';
import { FOREVER } from '#base';
import { Sequence } from './stream-column.ts';
import type { Excuse, Plan } from './stream-plan.ts';

/** The reports of one key, read for one question: what brings instances about or is the act, what triggers an act's window, the goals, and what excuses, one sequence for each exception. */
export interface Reports {
  readonly subject: Sequence;
  readonly trigger: Sequence;
  readonly goals: Sequence;
  readonly priors: readonly Sequence[];
}

/** What was found: when the instance began (`null` where nothing triggers it), its label, the time of the breach, and the last second that could still change it. */
export type Found = (performance: 'overdue' | 'missed' | 'done-late' | 'breached', began: Instant | null, label: number, from: Instant, to: Instant | null, decisive: Instant) => void;

export const reportsFor = (plan: Plan): Reports => ({ subject: new Sequence(), trigger: new Sequence(), goals: new Sequence(), priors: plan.excuses.map(() => new Sequence()) });

/** Judges the instances of one key in one pass over its reports. Same meaning as `judgeAchieve` and `judgeAbstain`, for exact instants. */
export function judgeKey(plan: Plan, reports: Reports, valid: Instant, found: Found): void {
  if (plan.shape === 'achieve') judgeGoals(plan, reports, valid, found);
  else if (plan.trigger === null) judgeActs(plan, reports, null, plan.span.opens, Math.min(plan.span.closes, valid), found);
  else {
    const { at, from, to } = reports.trigger;
    for (let index = from; index < to; index += 1) {
      const began = at[index] as number;
      judgeActs(plan, reports, began, began + plan.span.opens, Math.min(began + plan.span.closes, valid), found);
    }
  }
}

/** For each trigger the first goal from when its window opens: both run forward only. */
function judgeGoals({ span, absent }: Plan, { subject, goals }: Reports, valid: Instant, found: Found): void {
  let goal = goals.from;
  for (let index = subject.from; index < subject.to; index += 1) {
    const began = subject.at[index] as number, label = subject.label[index] as number, due = began + span.closes;
    while (goal < goals.to && (goals.at[goal] as number) < began + span.opens) goal += 1;
    const done = goal < goals.to ? goals.at[goal] as number : FOREVER;
    if (done < due || valid <= due || valid <= began + span.opens) continue;
    if (done !== FOREVER) found('done-late', began, label, due, Math.max(done, due + 1), done);
    else if (absent !== null) found(absent, began, label, due, null, due);
  }
}

function judgeActs({ excuses }: Plan, { subject, priors }: Reports, began: Instant | null, opens: Instant, end: Instant, found: Found): void {
  for (let index = subject.firstFrom(opens); index < subject.to; index += 1) {
    const at = subject.at[index] as number;
    if (at >= end) return;
    if (!isExcused(excuses, priors, at)) found('breached', began, subject.label[index] as number, at, at + 1, at);
  }
}

function isExcused(excuses: readonly Excuse[], priors: readonly Sequence[], act: Instant): boolean {
  for (let index = 0; index < excuses.length; index += 1) if (excused(excuses[index] as Excuse, priors[index] as Sequence, act)) return true;
  return false;
}

/** Back from the latest report that is early enough to the earliest that is not too old, until enough of them differ. */
function excused({ least, most, count }: Excuse, prior: Sequence, act: Instant): boolean {
  const last = prior.firstFrom(act - least + 1) - 1;
  if (last < prior.from || act - (prior.at[last] as number) > most) return count === 0;
  if (count <= 1) return true;
  const labels = new Set<number>();
  for (let index = last; index >= prior.from && act - (prior.at[index] as number) <= most; index -= 1) {
    if (labels.add(prior.label[index] as number).size >= count) return true;
  }
  return false;
}
