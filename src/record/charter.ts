import type { Json, Result } from '#base';
import { canonical, ok, refuse } from '#base';
import { publicKeyOf, sha256, sign, verifySignature } from '#record/primitives';
import { base64, concat, fromBase64, fromDecimal, utf8 } from './encoding.ts';

/** Signing a charter before there is a log: each head signs its digest (docs/formats/record.md). These bytes and the others below are for keys that no program can read; the rest signs with a seed. */
export function charterBytes(charter: Json): Uint8Array {
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
export const possessionBytes = (process: string | null, participant: string): Uint8Array => utf8(`counterpart/possession/v1\n${process ?? 'charter'}\n${participant}\n`);

export const signPossession = (seed: Uint8Array, process: string | null, participant: string): string => base64(sign(seed, possessionBytes(process, participant)));

/** Refuses `record.possession.signature`. */
export function checkPossession(process: string | null, participant: string, key: string, proof: string): Result<null> {
  return signedBy(key, possessionBytes(process, participant), proof) ? ok(null) : refuse('record.possession.signature', { participant, key });
}

/** What heads sign to put another host in the place of a lost one: the process, the head of the log, the new host, the reason. */
export const successionBytes = (succession: Json): Uint8Array => concat(utf8('counterpart/succession/v1\n'), sha256(utf8(canonical(succession))));

export const signSuccession = (succession: Json, seed: Uint8Array): string => base64(sign(seed, successionBytes(succession)));

/** Refuses `record.succession.signature`. */
export function checkSuccessionSignature(succession: Json, key: string, signature: string): Result<null> {
  return signedBy(key, successionBytes(succession), signature) ? ok(null) : refuse('record.succession.signature', { key });
}

/** What heads sign to change the charter: the process, the amendment's id, the changes, the reason. With its id, so that no amendment is entered a second time under another. */
export const amendmentBytes = (amendment: Json): Uint8Array => concat(utf8('counterpart/amendment/v1\n'), sha256(utf8(canonical(amendment))));

export const signAmendment = (amendment: Json, seed: Uint8Array): string => base64(sign(seed, amendmentBytes(amendment)));

/** Refuses `record.amendment.signature`. */
export function checkAmendmentSignature(amendment: Json, key: string, signature: string): Result<null> {
  return signedBy(key, amendmentBytes(amendment), signature) ? ok(null) : refuse('record.amendment.signature', { participant: key });
}

/** What those named in a letter sign to have it released, in whole or in part: everything that the release shows. */
export const releaseBytes = (release: Json): Uint8Array => concat(utf8('counterpart/release/v1\n'), sha256(utf8(canonical(release))));

export const signRelease = (release: Json, seed: Uint8Array): string => base64(sign(seed, releaseBytes(release)));

/** Refuses `record.release.signature`. */
export function checkReleaseSignature(release: Json, key: string, signature: string): Result<null> {
  return signedBy(key, releaseBytes(release), signature) ? ok(null) : refuse('record.release.signature', { key });
}

/** What somebody at the table shows a host to be given what is not for everybody: who they are, and when. */
export const readingBytes = (process: string, at: number): Uint8Array => utf8(`counterpart/reading/v1\n${process}\n${at}\n`);

export const signReading = (process: string, at: number, seed: Uint8Array): string => `${base64(publicKeyOf(seed))} ${at} ${base64(sign(seed, readingBytes(process, at)))}`;

/** The key that asks. Refuses `record.reading.form`, `record.reading.signature`, `record.reading.time` where the clock of who asks and this one differ by more than ten minutes. */
export function checkReading(process: string, asked: string, now: number): Result<string> {
  const [key = '', time = '', signature = ''] = asked.split(' '), at = fromDecimal(time);
  if (asked.length > 200 || !at.ok) return refuse('record.reading.form');
  if (!signedBy(key, readingBytes(process, at.value), signature)) return refuse('record.reading.signature');
  return Math.abs(at.value - now) <= READING ? ok(key) : refuse('record.reading.time', { at: at.value, now });
}

const READING = 600;

/** What somebody signs to sign in to a host: the process, the origin at which their browser found it, and what the host asked them to sign. So it serves nobody else, and only once. */
export const signInBytes = (process: string, origin: string, challenge: string): Uint8Array => utf8(`counterpart/sign-in/v1\n${process}\n${origin}\n${challenge}\n`);

/** Refuses `record.sign-in.signature`. */
export function checkSignIn(process: string, origin: string, challenge: string, key: string, signature: string): Result<null> {
  return signedBy(key, signInBytes(process, origin, challenge), signature) ? ok(null) : refuse('record.sign-in.signature', { key });
}

const FINGERPRINT_NUMBERS = 8, BITS = 11;

/** A key as eight numbers from 0 to 2047, 88 bits of its hash: to be compared by voice, as numbers or as words of a list. */
export function fingerprintOf(key: string): readonly number[] {
  const digest = sha256(utf8(`counterpart/fingerprint/v1\n${key}\n`)), bit = (at: number): number => ((digest[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
  return Array.from({ length: FINGERPRINT_NUMBERS }, (_, number) => Array.from({ length: BITS }, (_each, at) => bit(number * BITS + at)).reduce((sum, one) => sum * 2 + one, 0));
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
