import { mlDsa44KeyOf, sha256 } from '#record/primitives';
import type { Checkpoint } from './checkpoint.ts';
import { base64, certain, concat, fromBase64, utf8 } from './encoding.ts';
import { writeVerifierKey } from './note.ts';
import { signCheckpoint } from './signed.ts';

/** The public keys of a host, as charters and successions name them: Ed25519, and beside it ML-DSA-44, which stands when the first is broken. */
export interface HostKeys {
  readonly key: string;
  readonly mlDsa?: string;
}

/** The verifier keys under which every head of a log must be signed, that of Ed25519 first. Only of keys in their form. */
export function hostVerifierKeys(origin: string, { key, mlDsa }: HostKeys): readonly [string, ...string[]] {
  const first = writeVerifierKey(origin, certain(fromBase64(key)));
  return mlDsa === undefined ? [first] : [first, writeVerifierKey(origin, certain(fromBase64(mlDsa)), 'ml-dsa-44')];
}

/** The seed of a host's second key, made of the first: one secret to keep. */
const mlDsaSeed = (seed: Uint8Array): Uint8Array => sha256(concat(utf8('counterpart/host-ml-dsa/v1\n'), seed));

export const hostMlDsaKey = (seed: Uint8Array): string => base64(mlDsa44KeyOf(mlDsaSeed(seed)));

/** A head, signed with every key that the log names for its host, as of a second. */
export const signHead = (head: Checkpoint, { mlDsa }: HostKeys, seed: Uint8Array, time: number): string =>
  signCheckpoint(head, seed, mlDsa === undefined ? undefined : { seed: mlDsaSeed(seed), time });
