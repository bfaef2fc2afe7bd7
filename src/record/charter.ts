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
  const publicKey = fromBase64(key), blob = fromBase64(signature);
  const right = publicKey.ok && blob.ok && verifySignature(publicKey.value, charterBytes(charter), blob.value);
  return right ? ok(null) : refuse('record.charter.signature', { key });
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
