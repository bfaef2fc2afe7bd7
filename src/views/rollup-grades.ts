import { byCodeUnits } from '#base';
import type { Interval } from '#base';
import type { ActorId, Commitment, Duty } from '#agreement';
import type { Because, Status } from '#compliance';

/** A commitment that no fact decides, with what each assessor whom it names gave it: 0 not initiated, 1 minimum, 2 intermediate, 3 complete (Kroc PAM). */
export interface Graded {
  readonly commitment: string;
  /** By id. One who has graded nothing yet stands here too, with no grades. */
  readonly assessors: readonly { readonly by: ActorId; readonly grades: readonly Grade[] }[];
}

/** One grade, by the time it speaks of, the latest last. Levels of several assessors are never averaged. */
export interface Grade {
  readonly level: number;
  readonly at: Interval;
  readonly entry: string;
}

/** The grades on which the statuses rest. */
export function gradedOf(commitments: readonly Commitment[], statuses: ReadonlyMap<string, readonly Status[]>): readonly Graded[] {
  return commitments.flatMap((commitment) => {
    const named = [...new Set(dutiesOf(commitment).flatMap((duty) => (duty.shape === 'assessed' ? duty.assessors : [])))].sort(byCodeUnits);
    const given = (statuses.get(commitment.id) ?? []).flatMap(({ explanation }) => explanation.because.filter((because) => because.role === 'grade'));
    return named.length === 0 ? [] : [{ commitment: commitment.id, assessors: named.map((by) => ({ by, grades: gradesOf(given.filter((grade) => grade.by === by)) })) }];
  });
}

/** Every perspective that admits an assessor tells of the same grade: it is one. */
function gradesOf(given: readonly Extract<Because, { readonly role: 'grade' }>[]): readonly Grade[] {
  const single = new Map(given.map(({ entry, level, at }) => [JSON.stringify([entry, level, at.from]), { level, at, entry }]));
  return [...single.values()].toSorted((a, b) => a.at.from - b.at.from || byCodeUnits(a.entry, b.entry));
}

export const dutiesOf = ({ duty, readings = [] }: Commitment): readonly Duty[] => [duty, ...readings.map((reading) => reading.duty)].filter((found) => found !== undefined);
