import type { Instant } from '#base';
import { endOf, FOREVER } from '#base';
import type { Commitment } from '#agreement';
import type { Claims, Perspective, Status } from '#compliance';
import { evaluator } from '#compliance';
import type { Verdict } from './agreement-verdict.ts';
import { sameVerdict, speaks, verdictOf } from './agreement-verdict.ts';
import type { Folded } from './filters.ts';

/** How one perspective's verdict changed over time, under one reading; `reading` is `null` where readings do not part. */
export interface Course {
  readonly perspective: string;
  readonly reading: string | null;
  /** Without gaps, the first from the start of the scale; equal neighbours are one. */
  readonly phases: readonly Phase[];
}

export interface Phase {
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
  return heard.flatMap(({ id }) => oneIfAlike(readings.map((reading) => ({ perspective: id, reading, phases: phases(samples, to, commitment, id, reading) }))));
}

function phases(samples: Parameters<typeof courses>[0], to: Instant, commitment: Commitment, perspective: string, reading: string | null): readonly Phase[] {
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
  const alike = first !== undefined && courses.every(({ phases }) => phases.length === first.phases.length
    && phases.every(({ from, verdict }, index) => from === first.phases[index]?.from && sameVerdict(verdict, first.phases[index]?.verdict as Verdict)));
  return alike ? [{ ...first, reading: null }] : courses;
}

/** The courses of a commitment over the whole scale of the process, as far as was on record at `known`: evaluated wherever something can change. */
export function history(folded: Folded, claims: Claims, id: string, known: Instant): readonly Course[] {
  const held = folded.state.commitments.get(id);
  if (held === undefined || held.value.notExpressed !== undefined) return [];
  const { from, to } = folded.range;
  const at = (valid: Instant): readonly Status[] => folded.perspectives.flatMap((perspective) => evaluator(claims, perspective, { valid, known }).statuses(id));
  const samples = turningPoints(at(to), from, to).map((instant) => ({ at: instant, statuses: at(instant + 1) }));
  return courses(samples, to, held.value, folded.perspectives);
}
