import { canonical } from '#base';
import type { Assessed } from '#agreement';
import type { Judgement } from './judgement.ts';
import type { Reader } from './reader.ts';
import type { Opened } from './window.ts';
import { lastOf } from './evidence.ts';

/** The latest grade by an assessor that the duty names: 0 not initiated, 1 minimum, 2 intermediate, 3 complete (Kroc PAM). Two grades of one time that differ are disputed. */
export function judgeAssessed(duty: Assessed, commitment: string, opened: Opened, reader: Reader): Judgement {
  const grades = reader.grades(commitment).filter((grade) => duty.assessors.includes(grade.by)).toSorted((a, b) => lastOf(a.at) - lastOf(b.at) || (canonical([a.by, a.level]) < canonical([b.by, b.level]) ? -1 : 1));
  const latest = grades.at(-1);
  const because = [...opened.because, ...grades.map(({ entry, by, level, at }) => ({ role: 'grade', entry, by, level, at }) as const)];
  if (latest === undefined) return { performance: 'unknown', knowledge: 'neither', since: null, decisive: reader.asOf.valid - 1, rule: 'assessed.no-grade', because, breaches: [] };
  const contrary = grades.some((grade) => grade.level !== latest.level && lastOf(grade.at) === lastOf(latest.at));
  const common = { since: latest.at, decisive: lastOf(latest.at), because, breaches: [] };
  if (contrary) return { ...common, performance: 'disputed', knowledge: 'both', rule: 'assessed.disputed' };
  return { ...common, performance: 'graded', knowledge: 'supported', level: latest.level, rule: 'assessed.graded' };
}
