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
    const single = entries.filter((entry) => changes([entry])).map((entry) => [entry]);
    const flips = single.length > 0 || entries.length < 2 ? single : changes(entries) ? [entries] : [];
    return { ...status, explanation: { ...status.explanation, flips } };
  });
}
