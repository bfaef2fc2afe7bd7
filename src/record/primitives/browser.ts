import { Point, getPublicKey, hashes, sign as signWith } from '@noble/ed25519';
import { sha256 as sha256With, sha512 } from '@noble/hashes/sha2.js';
import type { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { assert } from '#base';
import { hex, utf8 } from '../encoding.ts';
import type { Signed } from './points.ts';
import { acceptable } from './points.ts';

hashes.sha512 = sha512;

export { shared, together } from './alone.ts';

export function sha256(bytes: Uint8Array): Uint8Array {
  return sha256With(bytes);
}

/** Writes the digest where it belongs. */
export const sha256Into = (bytes: Uint8Array, into: Uint8Array, at: number): void => into.set(sha256With(bytes), at);

/** In lower-case hex. */
export const sha256Hex = (bytes: Uint8Array): string => hex(sha256With(bytes));

/** The same of pieces that follow one another. */
export function sha256HexOf(pieces: Iterable<string | Uint8Array>): string {
  const digest = sha256With.create();
  for (const piece of pieces) digest.update(typeof piece === 'string' ? utf8(piece) : piece);
  return hex(digest.digest());
}

const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** Ed25519 (RFC 8032), and neither the key nor `R` of small order or non-canonical. Without the cofactor, as Node computes it: with it, crafted keys would split the two. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (!acceptable(publicKey, signature)) return false;
  const encodedR = signature.subarray(0, 32), s = littleEndian(signature.subarray(32));
  if (s >= ORDER) return false;
  try {
    const a = Point.fromBytes(publicKey, false), r = Point.fromBytes(encodedR, false);
    const k = littleEndian(sha512.create().update(encodedR).update(publicKey).update(message).digest()) % ORDER;
    return Point.BASE.multiply(s, false).subtract(a.multiply(k, false)).equals(r);
  } catch {
    return false; // The library throws on points off the curve.
  }
}

/** The same for many, one after the other. */
export async function verifySignatures(all: readonly Signed[]): Promise<readonly boolean[]> {
  return all.map(({ publicKey, message, signature }) => verifySignature(publicKey, message, signature));
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (let index = bytes.length - 1; index >= 0; index -= 1) value = (value << 8n) | BigInt(bytes[index] as number);
  return value;
}

export function sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return signWith(message, seed);
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return getPublicKey(seed);
}

let loaded: typeof ml_dsa44 | null = null;

/** Loads ML-DSA-44, which most pages never need. To be awaited before a key or signature of it is used. */
export async function loadMlDsa44(): Promise<void> {
  loaded ??= (await import('@noble/post-quantum/ml-dsa.js')).ml_dsa44;
}

function mlDsa44(): typeof ml_dsa44 {
  assert(loaded !== null, 'ML-DSA-44 is loaded before it is used');
  return loaded;
}

/** ML-DSA-44 (FIPS 204, pure, empty context). */
export function verifyMlDsa44(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return publicKey.length === 1312 && signature.length === 2420 && mlDsa44().verify(signature, message, publicKey);
}

/** Signs with a 32-byte seed; hedged, as FIPS 204 advises, so that no two signatures are the same. */
export function signMlDsa44(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return mlDsa44().sign(message, mlDsa44().keygen(seed).secretKey);
}

export function mlDsa44KeyOf(seed: Uint8Array): Uint8Array {
  return mlDsa44().keygen(seed).publicKey;
}
