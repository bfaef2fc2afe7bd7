import type { Store } from '#ports';
import { tenures } from '#process';
import type { ProcessState } from '#process';
import { base64 } from '#record';
import type { EntryWithProof } from './app.ts';
import type { HeldLog } from './keepers.ts';
import { proverAt } from './log-files.ts';

const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** One entry of a log with all that is needed to check it. `open`: as everybody may read it. `null` if it is not there. */
export async function withProof(store: Store, { held: { process }, head }: HeldLog, position: number, state: ProcessState, open: boolean): Promise<EntryWithProof | null> {
  const [entry] = await store.entries(process, position, position + 1);
  if (entry === undefined) return null;
  const bodies = await store.bodies(process, [entry.body], open), [proof = []] = await proverAt(store, process, head.size).proofs([position]);
  const charter = (await store.bodies(process, [process])).get(process);
  return { position, id: entry.id, kind: entry.kind, leaf: text(entry.bytes), body: text(bodies.get(entry.body)), proof: proof.map(base64), checkpoint: head.checkpoint, charter: text(charter), succession: await succession(store, state) };
}

/** The last entry that put another host in the place of the one before. */
async function succession(store: Store, state: ProcessState): Promise<EntryWithProof['succession']> {
  const position = tenures(state).at(-1)?.by?.source.position;
  if (position === undefined) return null;
  const [entry] = await store.entries(state.process, position, position + 1), body = entry === undefined ? undefined : (await store.bodies(state.process, [entry.body])).get(entry.body);
  return { leaf: text(entry?.bytes), body: text(body) };
}
