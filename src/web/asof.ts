import type { Result } from '#base';
import { asOfBound, ok } from '#base';
import type { Dossier } from '#app';
import type { AsOf } from '#compliance';

/** The as-of times of an address: civil days of the process's zone, each to its end. Without them the head of the record, never now. Refuses `time.*`. */
export function asOfTimes(url: URL, { state, range }: Dossier): Result<AsOf> {
  const valid = asOfBound(url.searchParams.get('valid'), state.charter.zone, range.to);
  if (!valid.ok) return valid;
  const known = asOfBound(url.searchParams.get('known'), state.charter.zone, range.known);
  return known.ok ? ok({ valid: valid.value, known: known.value }) : known;
}

/** The same address at the head of the record. */
export function latest(url: URL): URL {
  const bare = new URL(url);
  bare.searchParams.delete('valid');
  bare.searchParams.delete('known');
  return bare;
}
