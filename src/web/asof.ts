import type { Result } from '#base';
import { ok, span } from '#base';
import type { Dossier } from '#app';
import type { AsOf } from '#compliance';

/** The as-of times of an address: civil days of the process's zone, each to its end. Without them the head of the record, never now. Refuses `time.malformed`, `time.impossible`. */
export function asOfTimes(url: URL, { state, range }: Dossier): Result<AsOf> {
  const valid = dayEnd(url.searchParams.get('valid'), state.charter.zone, range.to);
  if (!valid.ok) return valid;
  const known = dayEnd(url.searchParams.get('known'), state.charter.zone, range.known);
  return known.ok ? ok({ valid: valid.value, known: known.value }) : known;
}

function dayEnd(when: string | null, zone: string, otherwise: number): Result<number> {
  if (when === null || when === '') return ok(otherwise);
  const read = span(when, zone);
  return read.ok ? ok(read.value.to ?? otherwise) : read;
}

/** The same address at the head of the record. */
export function latest(url: URL): URL {
  const bare = new URL(url);
  bare.searchParams.delete('valid');
  bare.searchParams.delete('known');
  return bare;
}
