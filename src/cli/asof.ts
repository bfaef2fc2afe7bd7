import type { Result } from '#base';
import { asOfBound, ok, refuse } from '#base';
import type { Dossier } from '#app';
import type { Options } from './command.ts';

export interface Times {
  readonly asOf: { readonly valid: number; readonly known: number };
  /** `--record N`: only the first N entries of the log are read. */
  readonly size?: number;
}

/** `--valid` and `--record` of a command line; without them the head of the log, never now. A day means to its end. Refuses `time.*`, `cli.record.beyond`. */
export function timesOf(options: Options, dossier: Dossier): Result<Times> {
  const { range, state, head } = dossier;
  const valid = asOfBound(options.valid ?? null, state.charter.zone, range.to);
  if (!valid.ok) return valid;
  if (options.record !== undefined && /^\d{1,15}$/.test(options.record)) {
    const size = Number(options.record);
    if (size < 1 || size > head.size) return refuse('cli.record.beyond', { size, entries: head.size });
    return ok({ asOf: { valid: valid.value, known: range.known }, size });
  }
  const known = asOfBound(options.record ?? null, state.charter.zone, range.known);
  return known.ok ? ok({ asOf: { valid: valid.value, known: known.value } }) : known;
}
