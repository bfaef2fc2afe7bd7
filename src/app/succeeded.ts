import { Audit } from '#audit';
import type { Held } from '#ports';
import { tenures } from '#process';
import type { ProcessState } from '#process';
import { checkSignature, hostVerifierKeys, leafHash, openCheckpoint, readEntry, rootOf, sameBytes } from '#record';
import type { Checkpoint, Hash, Kept, Wrong } from '#record';
import { readBody } from '#wire';

/** A head as it is served, of a log that a copy holds. */
interface Shown {
  readonly head: Checkpoint;
  readonly note: string;
}

const signs = ({ head: { origin }, note }: Shown, host: ProcessState['host']): boolean => openCheckpoint(note, hostVerifierKeys(origin, host), origin).ok;

/** That a head is signed by a host in whose place the heads of delegation have put another, as this copy knows; `null` if it is not. Step `succession`, refusal `mirror.former`. */
export function byFormerHost(shown: Shown, state: ProcessState): Wrong | null {
  const [now, ...before] = tenures(state).toReversed();
  return now !== undefined && before.some(({ host }) => signs(shown, host)) ? { step: 'succession', position: now.from, entry: null, refusal: { code: 'mirror.former', position: now.from, size: shown.head.size } } : null;
}

/** A log that a copy holds, and the same log as it is served: the hashes of their entries, and how to have an entry. */
interface Both {
  readonly held: Held;
  readonly pages: AsyncIterable<readonly Kept[]>;
  readonly mine: readonly Hash[];
  readonly served: readonly Hash[];
  readonly entryAt: (position: number) => Promise<Kept>;
}

/**
 * That a log parts from this copy with a succession which the heads of delegation signed, and goes on under a head of the host that they named: this copy followed the old one past it. `null` if not so.
 * By nobody's word: the succession is checked by the rules, after the entries that both have. Step `succession`, refusal `mirror.succeeded`.
 */
export async function partedBySuccession(shown: Shown, { held, pages, mine, served, entryAt }: Both): Promise<Wrong | null> {
  const position = mine.findIndex((leaf, index) => !sameBytes(leaf, served[index] ?? new Uint8Array())), leaf = served[position];
  if (position < 1 || leaf === undefined || !sameBytes(rootOf(served), shown.head.root)) return null;
  const kept = await entryAt(position), entry = readEntry(kept.bytes);
  if (!sameBytes(leafHash(kept.bytes), leaf) || !entry.ok || entry.value.header.kind !== 'succession' || !checkSignature(entry.value).ok) return null;
  const state = await after(held, pages, position, kept);
  if (state === null || !signs(shown, state.host)) return null;
  return { step: 'succession', position, entry: entry.value.id, refusal: { code: 'mirror.succeeded', position, only: mine.length - position } };
}

/** What so many entries of a copy amount to with another after them; `null` where the rules do not admit that. */
async function after(held: Held, pages: AsyncIterable<readonly Kept[]>, size: number, next: Kept): Promise<ProcessState | null> {
  const audit = new Audit(held.process, readBody, { signed: false });
  for await (const page of pages) {
    for (const kept of page) {
      if (audit.log.counts.entries === size) break;
      if (!audit.entry(kept, true).ok) return null;
    }
  }
  return audit.log.counts.entries === size && audit.entry(next).ok ? audit.state : null;
}
