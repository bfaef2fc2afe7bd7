import type { Claims } from './evidence.ts';
import { evaluator } from './evaluate.ts';
import type { AsOf, Perspective, Status } from './status.ts';

/** The statuses of one commitment with what would change them: each entry that a status rests on is left out in turn, then all of them together. */
export function explained(record: Claims, perspective: Perspective, asOf: AsOf, commitment: string): readonly Status[] {
  return evaluator(record, perspective, asOf).statuses(commitment).map((status, index) => {
    const entries = [...new Set(status.explanation.because.flatMap((reason) => ('entry' in reason ? [reason.entry] : [])))].sort();
    const changes = (absent: readonly string[]): boolean => {
      const other = evaluator(record, perspective, asOf, new Set(absent)).statuses(commitment)[index];
      return other?.performance !== status.performance || other.position !== status.position;
    };
    const likes = likenesses(record, status), told = new Map<string, boolean>();
    const single = entries.filter((entry) => {
      const like = likes.get(entry) ?? entry, known = told.get(like) ?? changes([entry]);
      told.set(like, known);
      return known;
    }).map((entry) => [entry]);
    const flips = single.length > 0 || entries.length < 2 ? single : changes(entries) ? [entries] : [];
    return { ...status, explanation: { ...status.explanation, flips } };
  });
}

/** By entry: what it says, whoever entered it and when. Of entries that say the same each would be missed alike, so that one is tried for all. One that does more than assert facts is like no other. */
function likenesses(record: Claims, { explanation: { because } }: Status): ReadonlyMap<string, string> {
  const resting = new Set(because.flatMap((reason) => (reason.role === 'support' ? [reason.entry] : [])));
  return new Map([...resting].flatMap((entry) => {
    const claims = record.asserted(entry);
    return claims === null ? [] : [[entry, claims.map(({ by, fact, of, holds, at, to, quantity, grade, ended }) => JSON.stringify([by, fact, of, holds, at.from, at.to, to, quantity, grade, ended])).sort().join(' ')] as const];
  }));
}
