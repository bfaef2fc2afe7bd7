import type { Instant, Refusal } from '#base';
import type { ProcessState } from '#process';
import { hostVerifierKeys, readPromise, readSubmissions } from '#record';

/** What became of something that was handed in, as far as this copy shows. `overdue`: its host gave its word, and its log has gone on past it. */
export interface Whereabouts {
  readonly entry: string;
  readonly came: 'recorded' | 'refused' | 'waiting' | 'overdue';
  readonly position: number | null;
  readonly due: Instant | null;
}

/** Submissions that were kept, and promises of the host, against a copy of the log: the list that every author keeps of what is submitted and not recorded. What is of another log is left out. */
export function whereabouts(state: ProcessState, submissions: readonly Uint8Array[], promises: readonly string[]): { readonly known: readonly Whereabouts[]; readonly unreadable: readonly Refusal[] } {
  const [hostKey] = hostVerifierKeys(`counterpart/${state.process}`, state.host), unreadable: Refusal[] = [], found = new Map<string, Whereabouts>();
  for (const bytes of submissions) {
    const read = readSubmissions(bytes);
    for (const { entry: { id, header } } of read.ok ? read.value : []) if (header.process === state.process) found.set(id, whereIs(state, id, header.body, null));
  }
  for (const note of promises) {
    const read = readPromise(note, hostKey);
    if (read.ok) found.set(read.value.entry, whereIs(state, read.value.entry, read.value.body, read.value.due));
    else unreadable.push(read.refusal);
  }
  return { known: [...found.values()], unreadable };
}

function whereIs(state: ProcessState, entry: string, body: string, due: Instant | null): Whereabouts {
  const position = state.positions.get(entry) ?? state.sealed.get(body)?.position ?? null;
  if (position !== null) return { entry, came: 'recorded', position, due };
  if (state.refused.has(entry)) return { entry, came: 'refused', position: null, due };
  return { entry, came: due !== null && (state.recorded ?? 0) > due ? 'overdue' : 'waiting', position: null, due };
}
