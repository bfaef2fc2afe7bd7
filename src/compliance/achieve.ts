import type { Instant, Interval } from '#base';
import { FOREVER, length } from '#base';
import type { Achieve, Quantity } from '#agreement';
import type { Claim, Claims } from './evidence.ts';
import { lastOf } from './evidence.ts';
import type { Judgement, Occurrence } from './judgement.ts';
import { occurrences, watched } from './judgement.ts';
import { satisfies } from './line.ts';
import { amountOf, stagesMissed } from './stages.ts';
import type { Bindings, Reader } from './reader.ts';
import type { Because } from './status.ts';
import { support } from './support.ts';
import type { Opened } from './window.ts';

/** Where an instance stands among those of its kind: a denial after the next one began bears on that one; with `inPeriod` what is done after this period counts for a later one. */
interface Turn {
  readonly next: Instant;
  readonly inPeriod: boolean;
}

interface Goal {
  readonly at: Interval;
  readonly claims: readonly Claim[];
}

/** The goal inside the window: done in time; after it: late. Not seen: overdue only if it is an act of this record, or somebody watched or denies it; else unknown. */
export function judgeAchieve(duty: Achieve, opened: Opened, bindings: Bindings, record: Claims, reader: Reader, turn: Turn): Judgement {
  const patterns = [duty.goal, ...(duty.orElse ?? [])];
  const claims = patterns.flatMap((pattern) => reader.claims(pattern, bindings)).filter((claim) => (claim.holds ? !(turn.inPeriod && claim.at.from >= opened.closes.latest) : claim.at.from < turn.next));
  const reached = firstGoal(duty, claims, opened.opens.from);
  const denials = claims.filter((claim) => !claim.holds);
  const because: Because[] = [...opened.because, ...[...(reached.goal?.claims ?? []), ...denials].map((claim) => support(claim))];
  const progress = duty.quantity === undefined ? {} : { quantity: { value: reached.value, of: duty.quantity.value, unit: duty.quantity.unit } };
  const late = stagesMissed(duty, opened.stages, occurrences(claims).filter((one) => lastOf(one.at) >= opened.opens.from), reader.asOf.valid, missing(duty, opened, bindings, record, reader, denials));
  if (reached.goal === null && late.some(({ to }) => to === null) && reader.asOf.valid <= opened.closes.latest) return { ...behind(late, bindings, opened, because, duty), ...progress };
  if (reached.goal === null) return { ...absent(duty, opened, bindings, record, reader, denials, because), ...progress };
  const goal = reached.goal, stages = late.map((at) => ({ at, bindings, entries: opened.entries }));
  if (denials.some((denial) => lastOf(denial.at) >= lastOf(goal.at))) {
    return { performance: 'disputed', knowledge: 'both', since: goal.at, decisive: lastOf(goal.at), rule: 'achieve.disputed', because, breaches: [], ...progress };
  }
  const done = { knowledge: 'supported', since: goal.at, decisive: lastOf(goal.at), because, fulfilledAt: goal.at, ...progress } as const;
  if (lastOf(goal.at) < opened.closes.earliest) return { ...done, performance: 'done-in-time', rule: 'achieve.in-time', breaches: stages };
  const missed = { at: { from: opened.closes.latest, to: Math.max(goal.at.from, opened.closes.latest + 1) }, bindings, entries: opened.entries };
  if (goal.at.from >= opened.closes.latest) return { ...done, performance: 'done-late', rule: 'achieve.late', breaches: [missed] };
  return { ...done, performance: 'unknown', rule: 'achieve.uncertain-time', breaches: [] };
}

/** Whether what was not reported by then was found missing: an act of this record, denied for a time after, or watched for all along. */
function missing(duty: Achieve, { opens }: Opened, bindings: Bindings, record: Claims, reader: Reader, denials: readonly Claim[]): (until: Instant) => boolean {
  const onRecord = record.evidence.vocabulary.get(duty.goal.fact)?.onRecord === true;
  return (until) => {
    const whole = { from: opens.from, to: until };
    return onRecord || denials.some((denial) => lastOf(denial.at) >= until) || (until > opens.from && covered(whole, watched(reader, duty.goal, bindings).times) === until - opens.from);
  };
}

/** The whole is not due yet, a stage of it is overdue. */
function behind(late: readonly Interval[], bindings: Bindings, opened: Opened, because: readonly Because[], duty: Achieve): Judgement {
  const first = late.find(({ to }) => to === null)?.from ?? 0;
  const searched: Because = { role: 'absence', fact: duty.goal.fact, from: opened.opens.from, to: first };
  const breaches = late.map((at) => ({ at, bindings, entries: opened.entries }));
  return { performance: 'overdue', knowledge: 'refuted', since: { from: first, to: first + 1 }, decisive: first, rule: 'achieve.stage-missed', because: [...because, searched], breaches };
}

function firstGoal(duty: Achieve, claims: readonly Claim[], opens: Instant): { readonly goal: Goal | null; readonly value: number } {
  const found = occurrences(claims).filter((occurrence) => lastOf(occurrence.at) >= opens);
  if (duty.quantity === undefined) return { goal: found[0] ?? null, value: 0 };
  return reach(found, duty.quantity);
}

/** Amounts add up over occurrences; of one occurrence told by several, the least is counted. */
function reach(found: readonly Occurrence[], wanted: Quantity): { readonly goal: Goal | null; readonly value: number } {
  let value = 0;
  const claims: Claim[] = [];
  for (const occurrence of found) {
    const amount = amountOf(occurrence);
    if (amount === 0) continue;
    value += amount;
    claims.push(...occurrence.claims);
    if (satisfies(value, { ...wanted, bound: 'at-least' })) return { goal: { at: occurrence.at, claims }, value };
  }
  return { goal: null, value };
}

function absent(duty: Achieve, opened: Opened, bindings: Bindings, record: Claims, reader: Reader, denials: readonly Claim[], because: readonly Because[]): Judgement {
  const { goal } = duty, { valid } = reader.asOf;
  const none = { knowledge: denials.length > 0 ? 'refuted' : 'neither', breaches: [] } as const;
  if (valid <= opened.closes.latest) {
    const late = notBegun(duty, opened, bindings, record, reader);
    if (late !== null) return { ...late, because: [...because, ...late.because] };
    return { ...none, performance: 'open', since: opened.opens, decisive: valid, rule: opened.closes.latest === FOREVER ? 'achieve.open-without-deadline' : 'achieve.open', because };
  }
  const due = { from: opened.closes.latest, to: opened.closes.latest + 1 };
  const breach = { breaches: [{ at: { from: due.from, to: null }, bindings, entries: opened.entries }] };
  const searched: Because = { role: 'absence', fact: goal.fact, from: opened.opens.from, to: opened.closes.latest };
  if (record.evidence.vocabulary.get(goal.fact)?.onRecord === true) {
    return { ...none, ...breach, knowledge: 'refuted', performance: 'overdue', since: due, decisive: due.from, rule: 'achieve.overdue-on-record', because: [...because, searched] };
  }
  if (denials.some((denial) => lastOf(denial.at) >= opened.closes.latest)) {
    return { ...none, ...breach, performance: 'overdue', since: due, decisive: due.from, rule: 'achieve.overdue-denied', because };
  }
  const seen = watched(reader, goal, bindings);
  const whole = { from: opened.opens.from, to: opened.closes.latest };
  if (length([whole], FOREVER) > 0 && length([whole], FOREVER) === covered(whole, seen.times)) {
    return { ...none, ...breach, knowledge: 'refuted', performance: 'overdue', since: due, decisive: due.from, rule: 'achieve.overdue-watched', because: [...because, ...seen.because, searched] };
  }
  return { ...none, performance: 'unknown', since: due, decisive: due.from, rule: 'achieve.no-report', because: [...because, ...seen.because, searched] };
}

/** The day by which it must begin is over, and that it began is denied for a later time, or an act of the record not done, or watched for and not seen. Silence says nothing. */
function notBegun(duty: Achieve, { opens, startBy, entries }: Opened, bindings: Bindings, record: Claims, reader: Reader): Judgement | null {
  if (duty.start === undefined || startBy === null || reader.asOf.valid <= startBy.latest) return null;
  const claims = reader.claims(duty.start, bindings);
  if (claims.some((claim) => claim.holds && lastOf(claim.at) >= opens.from)) return null;
  const denials = claims.filter((claim) => lastOf(claim.at) >= startBy.latest), seen = watched(reader, duty.start, bindings);
  const whole = { from: opens.from, to: startBy.latest };
  const onRecord = record.evidence.vocabulary.get(duty.start.fact)?.onRecord === true;
  if (!onRecord && denials.length === 0 && (whole.from >= whole.to || covered(whole, seen.times) < whole.to - whole.from)) return null;
  const because: readonly Because[] = [...denials.map((claim) => support(claim)), ...seen.because, { role: 'absence', fact: duty.start.fact, ...whole }];
  const since = { from: startBy.latest, to: startBy.latest + 1 };
  return { performance: 'overdue', knowledge: 'refuted', since, decisive: startBy.latest, rule: 'achieve.not-begun', because, breaches: [{ at: { from: since.from, to: null }, bindings, entries }] };
}

function covered(whole: { readonly from: Instant; readonly to: Instant }, times: readonly Interval[]): number {
  return length(times.flatMap(({ from, to }) => {
    const start = Math.max(from, whole.from), end = Math.min(to ?? FOREVER, whole.to);
    return start < end ? [{ from: start, to: end }] : [];
  }), FOREVER);
}
