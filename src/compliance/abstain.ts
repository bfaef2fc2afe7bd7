import type { Instant, Interval } from '#base';
import { endOf, overlap, union, without } from '#base';
import type { Abstain, Exception } from '#agreement';
import { lastOf } from './evidence.ts';
import type { Judgement, Occurrence } from './judgement.ts';
import { occurrences, watched } from './judgement.ts';
import { lineOf } from './line.ts';
import { seconds } from './maintain.ts';
import type { Bindings, Reader } from './reader.ts';
import { bind } from './reader.ts';
import type { Because } from './status.ts';
import { support } from './support.ts';
import type { Opened } from './window.ts';

type Weight = 'incident' | 'denied' | 'excused' | 'uncertain';

/** An act reported in the window, not excepted → not kept, counted per incident. Watched without one → kept so far. Nothing said → unknown: no report of a breach. */
export function judgeAbstain(duty: Abstain, opened: Opened, suspended: readonly Interval[], bindings: Bindings, reader: Reader): Judgement {
  const { valid } = reader.asOf;
  const end = Math.min(opened.closes.latest, valid);
  const claims = reader.claims(duty.act, bindings);
  const denials = claims.filter((claim) => !claim.holds);
  const acts = occurrences(claims).filter((act) => lastOf(act.at) >= opened.opens.from && act.at.from < end);
  const weighed = acts.map((act) => ({ act, weight: weigh(act, duty, opened, suspended, bindings, reader, denials.map((denial) => denial.at)) }));
  const of = (weight: Weight): readonly Occurrence[] => weighed.filter((item) => item.weight === weight).map((item) => item.act);
  const incidents = tooMany(of('incident'), duty);
  const seen = watched(reader, duty.act, bindings);
  const because: readonly Because[] = [...opened.because, ...claims.map((claim) => support(claim)), ...seen.because];
  const breaches = incidents.map((act) => ({ at: act.at, bindings: bind(duty.act, act.of, bindings), entries: act.claims.map((claim) => claim.entry) }));
  const result = (performance: Judgement['performance'], knowledge: Judgement['knowledge'], since: Interval | null, rule: string, decisive: Instant): Judgement =>
    ({ performance, knowledge, since, decisive, rule, because, breaches });
  const latest = incidents.at(-1);
  if (latest !== undefined) return result('breached', 'supported', latest.at, 'abstain.breached', lastOf(latest.at));
  const denied = of('denied').at(-1);
  if (denied !== undefined) return result('disputed', 'both', denied.at, 'abstain.disputed', end - 1);
  const whole = without(opened.opens.from < end ? [{ from: lastOf(opened.opens), to: end }].filter((item) => item.from < item.to) : [], suspended);
  const quiet = union([...seen.times, ...denials.map((denial) => denial.at)]);
  if (of('uncertain').length === 0 && without(whole, quiet).length === 0) return result('kept', 'refuted', null, 'abstain.kept-watched', end - 1);
  return result('unknown', 'neither', null, of('uncertain').length > 0 ? 'abstain.uncertain-time' : 'abstain.no-report', end - 1);
}

function weigh(act: Occurrence, duty: Abstain, opened: Opened, suspended: readonly Interval[], bindings: Bindings, reader: Reader, denials: readonly Interval[]): Weight {
  const first = act.at.from, last = lastOf(act.at);
  if (first < lastOf(opened.opens) || last >= opened.closes.earliest) return 'uncertain';
  if (suspended.some((pause) => pause.from <= first && last < endOf(pause))) return 'excused';
  if (suspended.some((pause) => overlap(act.at, pause) !== null)) return 'uncertain';
  const bound = bind(duty.act, act.of, bindings);
  if (duty.within !== undefined) {
    const line = lineOf(reader.claims(duty.within, bound), reader.asOf.valid, null, reader.quorum);
    const held = line.holds.some((item) => item.from <= first && last < endOf(item));
    if (!held) return line.mayHold.some((item) => overlap(item, act.at) !== null) ? 'uncertain' : 'excused';
  }
  const excuses = (duty.unless ?? []).map((exception) => excuse(exception, act, bound, reader));
  if (excuses.includes('excused')) return 'excused';
  if (excuses.includes('uncertain')) return 'uncertain';
  return denials.some((denial) => overlap(denial, act.at) !== null) ? 'denied' : 'incident';
}

/** Whether what the exception asks for happened between `atLeast` and `atMost` before the act, both counted, at enough distinct values of its key. */
function excuse(exception: Exception, act: Occurrence, bindings: Bindings, reader: Reader): Weight {
  const least = exception.atLeast === undefined ? 0 : seconds(exception.atLeast);
  const most = exception.atMost === undefined ? Number.POSITIVE_INFINITY : seconds(exception.atMost);
  const prior = reader.claims(exception.prior, bindings).filter((claim) => claim.holds);
  const sure = prior.filter((claim) => act.at.from - lastOf(claim.at) >= least && lastOf(act.at) - claim.at.from <= most);
  const perhaps = prior.filter((claim) => lastOf(act.at) - claim.at.from >= least && act.at.from - lastOf(claim.at) <= most);
  const enough = (claims: typeof prior): boolean => {
    const { distinct } = exception;
    return distinct === undefined ? claims.length > 0 : new Set(claims.map((claim) => claim.of[distinct.key])).size >= distinct.count;
  };
  return enough(sure) ? 'excused' : enough(perhaps) ? 'uncertain' : 'incident';
}

/** With a count tolerated, an incident breaches when more than `max` fall into the rolling window that ends with it, both ends counted. */
function tooMany(incidents: readonly Occurrence[], duty: Abstain): readonly Occurrence[] {
  const count = duty.tolerance?.count;
  if (count === undefined) return incidents;
  const within = seconds(count.in);
  const name = (act: Occurrence): string => (count.distinct === undefined ? JSON.stringify([act.of, act.at.from]) : act.of[count.distinct] ?? '');
  return incidents.filter((act) => {
    const recent = incidents.filter((other) => other.at.from <= act.at.from && lastOf(act.at) - other.at.from <= within);
    return new Set(recent.map(name)).size > count.max;
  });
}
