import type { Json, Result } from '#base';
import { canonical, ok, refuse } from '#base';
import { publicKeyOf, sha256, sign, verifySignature } from '#record/primitives';
import { base64, concat, fromBase64, utf8 } from './encoding.ts';

/** Signing a charter before there is a log: each head signs its digest (docs/formats/record.md). */
function charterBytes(charter: Json): Uint8Array {
  return concat(utf8('counterpart/charter/v1\n'), sha256(utf8(canonical(charter))));
}

export function signCharter(charter: Json, seed: Uint8Array): string {
  return base64(sign(seed, charterBytes(charter)));
}

/** Refuses `record.charter.signature`. */
export function checkCharterSignature(charter: Json, key: string, signature: string): Result<null> {
  return signedBy(key, charterBytes(charter), signature) ? ok(null) : refuse('record.charter.signature', { key });
}

/** What the holder of a key signs when it is enrolled, so that nobody is given a key they do not have. `process` is null in a charter, which has no process yet. */
const possessionBytes = (process: string | null, participant: string): Uint8Array => utf8(`counterpart/possession/v1\n${process ?? 'charter'}\n${participant}\n`);

export const signPossession = (seed: Uint8Array, process: string | null, participant: string): string => base64(sign(seed, possessionBytes(process, participant)));

/** Refuses `record.possession.signature`. */
export function checkPossession(process: string | null, participant: string, key: string, proof: string): Result<null> {
  return signedBy(key, possessionBytes(process, participant), proof) ? ok(null) : refuse('record.possession.signature', { participant, key });
}

/** What heads sign to put another host in the place of a lost one: the process, the head of the log, the new host, the reason. */
const successionBytes = (succession: Json): Uint8Array => concat(utf8('counterpart/succession/v1\n'), sha256(utf8(canonical(succession))));

export const signSuccession = (succession: Json, seed: Uint8Array): string => base64(sign(seed, successionBytes(succession)));

/** Refuses `record.succession.signature`. */
export function checkSuccessionSignature(succession: Json, key: string, signature: string): Result<null> {
  return signedBy(key, successionBytes(succession), signature) ? ok(null) : refuse('record.succession.signature', { key });
}

function signedBy(key: string, bytes: Uint8Array, signature: string): boolean {
  const publicKey = fromBase64(key), blob = fromBase64(signature);
  return publicKey.ok && blob.ok && verifySignature(publicKey.value, bytes, blob.value);
}

/** The key seed that a case with a published seed gives a participant; the host's is that of `host`. It proves the bytes, not a person. */
export function caseKeySeed(seed: string, participant: string): Uint8Array {
  return sha256(utf8(`counterpart/case-key/v1\n${seed}\n${participant}`));
}

export function caseSalt(seed: string, item: string): Uint8Array {
  return sha256(utf8(`counterpart/case-salt/v1\n${seed}\n${item}`)).subarray(0, 16);
}

/** Public key of a seed, base64. */
export const keyOf = (seed: Uint8Array): string => base64(publicKeyOf(seed));
