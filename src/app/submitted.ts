import type { Instant, Refusal, Result } from '#base';
import type { ProcessState } from '#process';
import { tenures } from '#process';
import { hostVerifierKeys, readPromise, readSubmissions } from '#record';
import type { Entry, Promised } from '#record';
import { checkKept, heldAgainst, processOf } from './receipts.ts';
import type { Received } from './receipts.ts';

/**
 * What became of something that was handed in, as far as this copy shows. `overdue`: its host gave its word, and its log has gone on past it.
 * `elsewhere`: its host signed that it is at a place where this copy has another entry: it told two histories, and the receipt and this copy prove it.
 */
export interface Whereabouts {
  readonly entry: string;
  readonly came: 'recorded' | 'refused' | 'waiting' | 'overdue' | 'elsewhere';
  /** In this copy; of what is not there yet, by its host's receipt. */
  readonly position: number | null;
  readonly due: Instant | null;
  /** As its author signed it, where it is kept here. */
  readonly header: Pick<Entry['header'], 'kind' | 'audience' | 'author' | 'madeAt' | 'body'> | null;
}

/** What a machine keeps of what was handed in: the submissions, and their host's receipts and promises. */
export interface Papers {
  readonly submissions: readonly Uint8Array[];
  readonly receipts: readonly string[];
  readonly promises: readonly string[];
}

/** What was handed in, against a copy of the log: the list that every author keeps of what is submitted and not recorded. What is of another log is left out. */
export function whereabouts(state: ProcessState, { submissions, receipts, promises }: Papers): { readonly known: readonly Whereabouts[]; readonly unreadable: readonly Refusal[] } {
  const unreadable: Refusal[] = [], found = new Map<string, Whereabouts>();
  for (const bytes of submissions) {
    const read = readSubmissions(bytes);
    for (const { entry: { id, header } } of read.ok ? read.value : []) if (header.process === state.process) found.set(id, { ...whereIs(state, id, header.body, null), header });
  }
  for (const note of promises) {
    const read = promised(state, note);
    if (read.ok) found.set(read.value.entry, { ...whereIs(state, read.value.entry, read.value.body, read.value.due), header: found.get(read.value.entry)?.header ?? null });
    else unreadable.push(read.refusal);
  }
  for (const text of receipts.filter((receipt) => processOf(receipt) === state.process)) {
    const read = checkKept(text, state);
    if (!read.ok) unreadable.push(read.refusal);
    else received(found, read.value, state);
  }
  return { known: [...found.values()], unreadable };
}

/** What a receipt says of an entry, or of the letter whose body the host entered. */
function received(found: Map<string, Whereabouts>, receipt: Received, state: ProcessState): void {
  const { entry, body, position } = receipt, letter = [...found.values()].find(({ header }) => header?.audience === 'sealed' && header.body === body);
  const one = found.get(entry) ?? letter ?? { ...whereIs(state, entry, body, null), header: null };
  found.set(one.entry, { ...one, position, came: heldAgainst(receipt, state) === 'elsewhere' ? 'elsewhere' : one.came });
}

/** A promise by any host that the log had. */
function promised(state: ProcessState, note: string): Result<Promised> {
  const origin = `counterpart/${state.process}`, [first, ...later] = tenures(state).map(({ host }) => readPromise(note, hostVerifierKeys(origin, host)[0]));
  return later.find(({ ok }) => ok) ?? first ?? { ok: false, refusal: { code: 'record.promise.form' } };
}

function whereIs(state: ProcessState, entry: string, body: string, due: Instant | null): Omit<Whereabouts, 'header'> {
  const position = state.positions.get(entry) ?? state.sealed.get(body)?.position ?? null;
  if (position !== null) return { entry, came: 'recorded', position, due };
  if (state.refused.has(entry)) return { entry, came: 'refused', position: null, due };
  return { entry, came: due !== null && (state.recorded ?? 0) > due ? 'overdue' : 'waiting', position: null, due };
}
