import { createRequire } from 'node:module';
import { verifySignature as verifyWithNode } from './node.ts';
import { acceptable } from './points.ts';

/** What is used of libsodium: it verifies twice as fast as the OpenSSL that Node brings. */
interface Sodium {
  crypto_sign_verify_detached(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean;
}

/** Loaded when it is first needed. `null` where its addon does not load: then Node verifies, by the same rule. */
let sodium: Sodium | null | undefined;

function load(): Sodium | null {
  try {
    return createRequire(import.meta.url)('sodium-native') as Sodium;
  } catch {
    return null;
  }
}

/** Ed25519 (RFC 8032), and neither the key nor `R` of small order or non-canonical. */
export function verifySignature(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (sodium === undefined) sodium = load();
  if (sodium === null) return verifyWithNode(publicKey, message, signature);
  return acceptable(publicKey, signature) && sodium.crypto_sign_verify_detached(signature, message, publicKey);
}
