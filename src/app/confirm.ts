import type { Refusal } from '#base';
import { Fault, assert } from '#base';
import type { Confirmed, Head, Held, Post, Store } from '#ports';
import type { Charter } from '#process';
import { checkPolicy, consistencyProof, policyFor, tileReader, tilesOf } from '#record';
import type { Hash, Policy } from '#record';
import { collectCosignatures } from './ask-witness.ts';
import type { WitnessAddress } from './ask-witness.ts';

/** What asking the witnesses came to: the confirmed head, if enough cosigned, and who did not, and why. */
export interface Confirming {
  readonly confirmed: Confirmed | null;
  readonly missing: readonly { readonly url: string; readonly refusal: Refusal }[];
}

/** The charter's rule of confirmation as a policy of C2SP `tlog-policy` over this log; `null` where it has none. */
export const policyOf = ({ confirmation }: Charter, origin: string, hostKey: string): Policy | null => (confirmation === undefined ? null : policyFor(confirmation, origin, hostKey));

/** The witnesses that have an address, their keys together. */
function addressesOf({ witnesses }: Policy): readonly WitnessAddress[] {
  const by = Map.groupBy(witnesses.filter(({ url }) => url !== null), ({ url }) => url ?? '');
  return [...by].map(([url, ones]) => ({ url, keys: ones.map(({ key }) => key) }));
}

/**
 * Shows the head of a log to the charter's witnesses and keeps it, with their cosignatures, if they are enough.
 * Fault `host.behind` where a witness has cosigned a larger log than this host has: it was restored from an old copy, and must not go on.
 */
export async function confirm(store: Store, held: Held, head: Head, policy: Policy, post: Post): Promise<Confirming> {
  const proof = async (first: number, second: number): Promise<readonly Hash[]> => {
    const tiles = new Map<string, Uint8Array | null>();
    for (const { level, index } of tilesOf(second)) tiles.set(`${level}/${index}`, await store.tile(held.process, level, index));
    return consistencyProof(first, second, tileReader((level, index) => tiles.get(`${level}/${index}`) ?? null));
  };
  const { checkpoint, missing } = await collectCosignatures(addressesOf(policy), { checkpoint: head.checkpoint, proof }, new Map(), post);
  const ahead = missing.find(({ refusal }) => refusal.code === 'record.witness.ahead');
  if (ahead !== undefined) throw new Fault('host.behind', 'never', { slug: held.slug, size: head.size, last: Number(ahead.refusal['last']) });
  if (!checkPolicy(policy, checkpoint).ok) return { confirmed: await store.confirmed(held.process), missing };
  assert(head.size > 0, 'a log that is held has entries');
  await store.confirm(held.process, { size: head.size, checkpoint });
  return { confirmed: { size: head.size, checkpoint }, missing };
}
