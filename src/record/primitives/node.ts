import { Buffer } from 'node:buffer';
import type { KeyObject } from 'node:crypto';
import { createPrivateKey, createPublicKey, hash, sign as signWith, verify } from 'node:crypto';
import { acceptable } from './points.ts';

// DER headers of RFC 8410, so that raw 32-byte keys can be handed to Node.
const PUBLIC = Buffer.from('302a300506032b6570032100', 'hex');
const PRIVATE = Buffer.from('302e020100300506032b657004220420', 'hex');
const KEPT = 1024;
const keys = new Map<string, KeyObject>();
const signers = new Map<string, { readonly key: KeyObject; readonly publicKey: Uint8Array }>();

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer');
}

/** Ed25519 (RFC 8032), and neither the key nor `R` of small order or non-canonical. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return acceptable(publicKey, signature) && verify(null, message, keyObject(publicKey), signature);
}

function keyObject(publicKey: Uint8Array): KeyObject {
  return keptIn(keys, publicKey, () => createPublicKey({ key: Buffer.concat([PUBLIC, publicKey]), format: 'der', type: 'spki' }));
}

function signer(seed: Uint8Array): { readonly key: KeyObject; readonly publicKey: Uint8Array } {
  return keptIn(signers, seed, () => {
    const key = createPrivateKey({ key: Buffer.concat([PRIVATE, seed]), format: 'der', type: 'pkcs8' });
    return { key, publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC.length) };
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
