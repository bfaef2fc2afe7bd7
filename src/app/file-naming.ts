import type { Instant } from '#base';
import type { Store } from '#ports';
import type { ProcessState } from '#process';

/** What the record says of a file of evidence. `standing`: words that are here name it; `reserved`: erased words named it that were not for everybody. */
export interface FileNaming {
  readonly standing: boolean;
  readonly reserved: boolean;
  /** The last erasure of words that named it, by whose key and when; `of`, one of the entries whose words these were, and the places of them all. */
  readonly erasure: { readonly entry: string; readonly of: string; readonly position: number; readonly by: string; readonly recorded: Instant; readonly named: readonly number[] } | null;
}

export async function namingOf(store: Store, state: ProcessState, digest: string): Promise<FileNaming> {
  const { standing, erased } = await store.naming(state.process, digest);
  const [last] = erased.flatMap(({ entry }) => { const source = state.erased.get(entry)?.source; return source === undefined ? [] : [{ ...source, of: entry }]; }).sort((one, other) => other.position - one.position);
  const named = erased.flatMap(({ entry }) => state.positions.get(entry) ?? []).sort((one, other) => one - other);
  return { standing, reserved: erased.some(({ open }) => !open), erasure: last === undefined ? null : { entry: last.entry, of: last.of, position: last.position, by: last.author, recorded: last.recorded, named } };
}
