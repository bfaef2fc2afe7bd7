import { asOfBound, ok, refuse } from '#base';
import type { Result, When } from '#base';
import type { AsOf } from '#compliance';
import type { StatusChange } from '#views';
import type { Dossier } from './app.ts';

/** Two times at which the same record is read. */
export interface Times {
  readonly from: AsOf;
  readonly to: AsOf;
}

/** The rows that stand otherwise at `to` than at `from`, in the order of the table. */
export interface Changes extends Times {
  readonly changes: readonly StatusChange[];
}

/**
 * What changed since a time, up to `to`: from what was the case then, as far as was known then. Where a reader holds the time spoken of (`held`), only what is known moves.
 * Refuses `changes.since.missing`, `changes.since.later`, `time.*`.
 */
export function timesSince(since: When | null, to: AsOf, held: boolean, { state, range }: Dossier): Result<Times> {
  if (since === null || since === '') return refuse('changes.since.missing');
  const known = asOfBound(since, state.charter.zone, range.known);
  if (!known.ok) return known;
  if (known.value >= to.known) return refuse('changes.since.later', { since });
  return ok({ from: { valid: held ? to.valid : Math.min(known.value, to.valid), known: known.value }, to });
}
