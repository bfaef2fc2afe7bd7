import type { Instant } from '#base';
import { endOf, FOREVER } from '#base';
import type { Commitment } from '#agreement';
import type { Perspective, Status } from '#compliance';
import type { Verdict } from './agreement-verdict.ts';
import { sameVerdict, speaks, verdictOf } from './agreement-verdict.ts';

/** How one perspective's verdict changed over time, under one reading; `reading` is `null` where readings do not part. */
export interface Course {
  readonly perspective: string;
  readonly reading: string | null;
  /** Without gaps, the first from the start of the scale; equal neighbours are one. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly verdict: Verdict;
}

/** No account changes more often than this on one page; beyond it the scale is sampled evenly. */
const MOST_TIMES = 240;

/** The instants at which a status can change: where a reason of it begins or ends, inside the scale. */
export function turningPoints(statuses: readonly Status[], from: Instant, to: Instant): readonly Instant[] {
  const edges = statuses.flatMap(({ explanation, breaches, since, instances }) => [
    ...explanation.because.flatMap((reason) => ('at' in reason ? [reason.at.from, endOf(reason.at)] : 'from' in reason ? [reason.from, reason.to ?? FOREVER] : [])),
    ...[...breaches, ...(since === null ? [] : [since]), ...instances.map(({ window }) => window)].flatMap((interval) => [interval.from, endOf(interval)]),
  ]);
  const inside = [...new Set(edges.filter((edge) => edge > from && edge < to))].toSorted((a, b) => a - b);
  const step = Math.ceil(inside.length / MOST_TIMES);
  return [from, ...inside.filter((_, index) => index % step === 0)];
}

/** Courses from statuses at instants in order: each holds until the next, the last until `to`. Perspectives that never speak are left out. */
export function courses(samples: readonly { readonly at: Instant; readonly statuses: readonly Status[] }[], to: Instant, commitment: Commitment, perspectives: readonly Perspective[]): readonly Course[] {
  const all = samples.flatMap(({ statuses }) => statuses.filter((status) => status.commitment === commitment.id));
  const readings = [...new Set(all.map(({ reading }) => reading))];
  const heard = perspectives.filter(({ id }) => all.some((status) => status.perspective === id && speaks(status)));
  return heard.flatMap(({ id }) => oneIfAlike(readings.map((reading) => ({ perspective: id, reading, stretches: stretches(samples, to, commitment, id, reading) }))));
}

function stretches(samples: Parameters<typeof courses>[0], to: Instant, commitment: Commitment, perspective: string, reading: string | null): readonly Stretch[] {
  const found: { from: Instant; to: Instant; verdict: Verdict }[] = [];
  samples.forEach(({ at, statuses }, index) => {
    const status = statuses.find((one) => one.commitment === commitment.id && one.perspective === perspective && one.reading === reading);
    if (status === undefined) return;
    const end = samples[index + 1]?.at ?? to;
    const verdict = verdictOf(status, commitment);
    const last = found.at(-1);
    if (last !== undefined && sameVerdict({ ...last.verdict, settlement: verdict.settlement }, verdict)) { last.to = end; last.verdict = verdict; }
    else found.push({ from: at, to: end, verdict });
  });
  return found;
}

function oneIfAlike(courses: readonly Course[]): readonly Course[] {
  const [first] = courses;
  const alike = first !== undefined && courses.every(({ stretches }) => stretches.length === first.stretches.length
    && stretches.every(({ from, verdict }, index) => from === first.stretches[index]?.from && sameVerdict(verdict, first.stretches[index]?.verdict as Verdict)));
  return alike ? [{ ...first, reading: null }] : courses;
}
