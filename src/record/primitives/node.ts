import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { createHash, createPrivateKey, createPublicKey, hash, sign as signWith, verify } from 'node:crypto';
import type { Signed } from './points.ts';
import { acceptable } from './points.ts';

export { shared, together } from './alone.ts';

// DER headers of RFC 8410, so that raw 32-byte keys can be handed to Node.
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
// The same of RFC 9881, for ML-DSA-44: keys of 1312 bytes, private keys as their 32-byte seed.
const ML_DSA_PUBLIC = Buffer.from('30820532300b06096086480165030403110382052100', 'hex');
const ML_DSA_PRIVATE = Buffer.from('3034020100300b060960864801650304031104228020', 'hex');
const KEPT = 1024;
const keys = new Map<string, KeyObject>();
const signers = new Map<string, Signer>(), mlDsaSigners = new Map<string, Signer>();

export function sha256(bytes: Uint8Array): Uint8Array {
  const digest = new Uint8Array(32);
  sha256Into(bytes, digest, 0);
  return digest;
}

/** Writes the digest where it belongs. As a string of one byte a letter it comes out of Node two and a half times as fast as in a buffer of its own. */
export function sha256Into(bytes: Uint8Array, into: Uint8Array, at: number): void {
  const letters = hash('sha256', bytes, 'latin1' as 'binary');
  for (let index = 0; index < 32; index += 1) into[at + index] = letters.charCodeAt(index);
}

/** In lower-case hex. */
export const sha256Hex = (bytes: Uint8Array): string => hash('sha256', bytes, 'hex');

/** The same of pieces that follow one another. */
export function sha256HexOf(pieces: Iterable<string | Uint8Array>): string {
  const digest = createHash('sha256');
  for (const piece of pieces) digest.update(piece);
  return digest.digest('hex');
}

/** Ed25519 (RFC 8032), and neither the key nor `R` of small order or non-canonical. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return acceptable(publicKey, signature) && verify(null, message, keyObject(publicKey), signature);
}

/** The same for many, on as many threads as Node has for it. */
export function verifySignatures(all: readonly Signed[]): Promise<readonly boolean[]> {
  return Promise.all(all.map(({ publicKey, message, signature }) => new Promise<boolean>((resolve, reject) => {
    if (!acceptable(publicKey, signature)) resolve(false);
    else verify(null, message, keyObject(publicKey), signature, (error, right) => (error === null ? resolve(right) : reject(error)));
  })));
}

function keyObject(publicKey: Uint8Array, header = PUBLIC): KeyObject {
  return keptIn(keys, publicKey, () => createPublicKey({ key: Buffer.concat([header, publicKey]), format: 'der', type: 'spki' }));
}

interface Signer {
  readonly key: KeyObject;
  readonly publicKey: Uint8Array;
}

function signer(seed: Uint8Array, kept = signers, [secret, header] = [PRIVATE, PUBLIC]): Signer {
  return keptIn(kept, seed, () => {
    const key = createPrivateKey({ key: Buffer.concat([secret, seed]), format: 'der', type: 'pkcs8' });
    return { key, publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(header.length) };
  });
}

/** Making a key object costs as much as using it: the latest thousand are kept. */
function keptIn<T>(map: Map<string, T>, bytes: Uint8Array, make: () => T): T {
  const name = Buffer.from(bytes).toString('latin1');
  const kept = map.get(name);
  if (kept !== undefined) return kept;
  const made = make();
  if (map.size >= KEPT) map.clear();
  map.set(name, made);
  return made;
}

/** Signs with a 32-byte seed. */
export function sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return signWith(null, message, signer(seed).key);
}

export function publicKeyOf(seed: Uint8Array): Uint8Array {
  return signer(seed).publicKey;
}

/** ML-DSA-44 (FIPS 204, pure, empty context). */
export function verifyMlDsa44(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return publicKey.length === 1312 && signature.length === 2420 && verify(null, message, keyObject(publicKey, ML_DSA_PUBLIC), signature);
}

/** Signs with a 32-byte seed; hedged, as FIPS 204 advises, so that no two signatures are the same. */
export function signMlDsa44(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return signWith(null, message, mlDsaSigner(seed).key);
}

export function mlDsa44KeyOf(seed: Uint8Array): Uint8Array {
  return mlDsaSigner(seed).publicKey;
}

const mlDsaSigner = (seed: Uint8Array): Signer => signer(seed, mlDsaSigners, [ML_DSA_PRIVATE, ML_DSA_PUBLIC]);

/** Node has ML-DSA of its own: nothing to load. */
export async function loadMlDsa44(): Promise<void> {}
