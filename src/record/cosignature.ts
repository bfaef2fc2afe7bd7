import { publicKeyOf, sign, signMlDsa44, mlDsa44KeyOf, verifyMlDsa44, verifySignature } from '#record/primitives';
import { assert } from '#base';
import type { Checkpoint } from './checkpoint.ts';
import { readCheckpoint } from './checkpoint.ts';
import { certain, concat, utf8 } from './encoding.ts';
import type { KeyType, VerifierKey } from './note.ts';
import { keyIdOf, signatureLine, writeVerifierKey } from './note.ts';

/** C2SP `tlog-cosignature`: a checkpoint signed as of a time, with Ed25519 (`cosignature/v1`) or ML-DSA-44 (`subtree/v1`). */

/** Who signs: the name of the key, what it signs, and its 32-byte seed. */
export interface Signer {
  readonly name: string;
  readonly type: KeyType;
  readonly seed: Uint8Array;
}

const TIME = 8;
/** The whole tree: a checkpoint begins at its first leaf. */
const START = 0;

/** A whole number in eight bytes, the highest first. */
function u64(value: number): Uint8Array {
  const bytes = new Uint8Array(TIME);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

const short = (text: string): Uint8Array => concat(Uint8Array.of(utf8(text).length), utf8(text));

function cosignedText(time: number, text: string): Uint8Array {
  return utf8(`cosignature/v1\ntime ${time}\n${text}`);
}

function cosignedMessage(name: string, time: number, { origin, size, root }: Checkpoint): Uint8Array {
  return concat(utf8('subtree/v1\n\0'), short(name), u64(time), short(origin), u64(START), u64(size), root);
}

const publicKeyBy = ({ type, seed }: Signer): Uint8Array => (type === 'ml-dsa-44' ? mlDsa44KeyOf(seed) : publicKeyOf(seed));

export function verifierKeyOf(signer: Signer): string {
  return writeVerifierKey(signer.name, publicKeyBy(signer), signer.type);
}

/** The signature line of a text, with its newline. `time` is in whole seconds since 1970; a plain note signature has none and leaves it out. */
export function signLine(text: string, signer: Signer, time: number): string {
  const { name, type, seed } = signer, keyId = keyIdOf(name, publicKeyBy(signer), type);
  if (type === 'note') return signatureLine(name, keyId, sign(seed, utf8(text)));
  assert(Number.isSafeInteger(time) && time >= 0, 'a cosignature is of a second since 1970');
  const signature = type === 'cosignature' ? sign(seed, cosignedText(time, text)) : signMlDsa44(seed, cosignedMessage(name, time, certain(readCheckpoint(text))));
  return signatureLine(name, keyId, concat(u64(time), signature));
}

/** What a right signature says: `time` is `null` for a plain one, and 0 where the signer claims no time. */
export interface Attested {
  readonly time: number | null;
}

/** Verifies one signature over a text by a key of any type; `null` if it is wrong. Times from 2^53 on, far in the future, count as wrong. */
export function verifyLine({ name, type, key }: VerifierKey, text: string, signature: Uint8Array): Attested | null {
  if (type === 'note') return verifySignature(key, utf8(text), signature) ? { time: null } : null;
  if (signature.length < TIME) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset, TIME).getBigUint64(0)), rest = signature.subarray(TIME);
  if (!Number.isSafeInteger(time)) return null;
  if (type === 'cosignature') return verifySignature(key, cosignedText(time, text), rest) ? { time } : null;
  const checkpoint = readCheckpoint(text);
  return checkpoint.ok && verifyMlDsa44(key, cosignedMessage(name, time, checkpoint.value), rest) ? { time } : null;
}
