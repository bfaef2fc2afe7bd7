import type { Json, Result } from '#base';
import { byCodeUnits, canonical, ok, refuse } from '#base';
import { publicKeyOf, sha256, sign, verifySignature } from '#record/primitives';
import { bodyDigest, readBody, readSalt } from './body.ts';
import { disclose, disclosureDigest } from './disclosure.ts';
import { base64, certain, concat, fromBase64, fromUtf8, hex, utf8 } from './encoding.ts';
import type { Audience, Drafted, Header } from './entry.ts';
import { SIGNED_AS, headerReader, listForm } from './entry.ts';

/**
 * An entry that is not for the table: it travels sealed to those whom it names, and the log holds a salted commitment to it and nothing else (docs/formats/record.md).
 * In clear, for its readers: three lines, the 32-byte blinding salt in base64, the signed header, the signature; then the body and a newline.
 */
export interface Letter {
  readonly id: string;
  readonly header: LetterHeader;
  /** As signed: what is shown when the letter is released. */
  readonly line: string;
  readonly signature: string;
  readonly blinding: string;
  readonly body: Uint8Array;
  readonly content: Json;
  /** Of the body: 16 bytes. */
  readonly salt: Uint8Array;
}

/** `audience`: ids of the participants for whom it is. `body`: the disclosure digest of the content, so that parts of it can be shown later. */
export type LetterHeader = Omit<Header, 'audience'> & { readonly audience: readonly string[] };

/** A letter is sealed into one body of an entry: base64, and a line for each reader. */
export const MAX_LETTER = 131_072;
export const MAX_READERS = 64;

/** Signs a letter. `chance`: 48 random bytes. Refuses `record.letter.too-large`, and what `readLetter` would refuse. */
export function writeLetter(header: Omit<LetterHeader, 'format' | 'author' | 'body'>, content: Json, seed: Uint8Array, chance: Uint8Array): Result<{ readonly bytes: Uint8Array; readonly letter: Letter }> {
  const drafted = draftLetter(header, content, base64(publicKeyOf(seed)), chance);
  return signedLetter(drafted, sign(seed, drafted.signed));
}

/** A letter before it is signed, for keys that no program can read; `signed` is what the author's key signs. */
export interface DraftedLetter extends Drafted {
  readonly blinding: string;
  readonly body: Uint8Array;
}

export function draftLetter(header: Omit<LetterHeader, 'format' | 'author' | 'body'>, content: Json, author: string, chance: Uint8Array): DraftedLetter {
  const salt = chance.subarray(0, 16), blinding = base64(chance.subarray(16, 48));
  const whole: LetterHeader = { ...header, format: 'counterpart/entry/v1', author, audience: [...new Set(header.audience)].sort(byCodeUnits), about: [...new Set(header.about)].sort(byCodeUnits), body: disclosureDigest(disclose(content, salt)) };
  const line = utf8(canonical({ ...whole, seen: { ...whole.seen } }));
  return { blinding, line, signed: concat(SIGNED_AS, line), body: utf8(canonical({ content, salt: base64(salt) })) };
}

/** Refuses what `readLetter` would refuse. */
export function signedLetter({ blinding, line, body }: DraftedLetter, signature: Uint8Array): Result<{ readonly bytes: Uint8Array; readonly letter: Letter }> {
  const bytes = concat(utf8(`${blinding}\n`), line, utf8(`\n${base64(signature)}\n`), body, utf8('\n')), read = readLetter(bytes);
  return read.ok ? ok({ bytes, letter: read.value }) : read;
}

/** Reads a letter strictly and verifies its signature and that its body is the one signed. Refuses `record.letter.form`, `record.letter.too-large`, `record.entry.form`, `record.entry.signature`, `record.body.*`. */
export function readLetter(bytes: Uint8Array): Result<Letter> {
  if (bytes.length > MAX_LETTER) return refuse('record.letter.too-large', { bytes: bytes.length, limit: MAX_LETTER });
  const text = fromUtf8(bytes), [blinding = '', line = '', signature = '', written = '', end, ...more] = text.ok ? text.value.split('\n') : [];
  const salted = fromBase64(blinding);
  if (end !== '' || more.length > 0 || !salted.ok || salted.value.length !== 32) return refuse('record.letter.form');
  const header = readSigned(line, signature);
  if (!header.ok) return header;
  const body = utf8(written), content = readBody(body), salt = readSalt(body);
  if (!content.ok || !salt.ok) return refuse('record.body.form');
  const found = disclosureDigest(disclose(content.value as Json, salt.value));
  if (found !== header.value.header.body) return refuse('record.body.digest', { expected: header.value.header.body, found });
  return ok({ ...header.value, line, signature, blinding, body, content: content.value as Json, salt: salt.value });
}

/** A letter's header in its form, and signed by its author. Refuses `record.entry.form`, `record.entry.signature`. */
export function readSigned(line: string, signature: string): Result<{ readonly id: string; readonly header: LetterHeader }> {
  const read = readLetterHeader(line), blob = fromBase64(signature);
  if (!read.ok) return read;
  const header = read.value, signed = concat(SIGNED_AS, utf8(line)), id = hex(sha256(signed));
  const right = blob.ok && verifySignature(certain(fromBase64(header.author)), signed, blob.value);
  return right ? ok({ id, header }) : refuse('record.entry.signature', { entry: id });
}

const readLetterHeader = headerReader<LetterHeader>({ audience: listForm('[A-Za-z0-9][A-Za-z0-9._-]{0,63}', 1, MAX_READERS) });

/** What the log commits to: nobody who has not the blinding salt can tell of which letter, or of whose. */
export const letterCommitment = ({ blinding, line, signature }: Pick<Letter, 'blinding' | 'line' | 'signature'>): string =>
  hex(sha256(utf8(`counterpart/letter/v1\n${blinding}\n${line}\n${signature}\n`)));

/** What stands in the place of a letter, as the body of its entry: the commitment, the digest of the word that erases it, and the letter sealed to its readers. */
export interface Sealed {
  readonly letter: string;
  readonly erase: string;
  readonly sealed: Uint8Array;
}

export const writeSealed = ({ letter, erase, sealed }: Sealed): Uint8Array => utf8(canonical({ erase, letter, sealed: base64(sealed) }));

/** Refuses `record.sealed.form`. */
export function readSealed(bytes: Uint8Array): Result<Sealed> {
  const text = fromUtf8(bytes), found = text.ok ? SEALED.exec(text.value) : null, sealed = fromBase64(found?.[3] ?? '?');
  return found === null || !sealed.ok ? refuse('record.sealed.form') : ok({ erase: found[1] as string, letter: found[2] as string, sealed: sealed.value });
}

const SEALED = /^\{"erase":"([0-9a-f]{64})","letter":"([0-9a-f]{64})","sealed":"([A-Za-z0-9+/=]+)"\}$/;

/** The digest of a sealed body: over its three parts, so that each can be shown without the others, after the sealed bytes are erased too. */
export const sealedDigest = ({ letter, erase, cipher }: { readonly letter: string; readonly erase: string; readonly cipher: string }): string =>
  hex(sha256(utf8(`counterpart/sealed/v1\n${letter}\n${erase}\n${cipher}\n`)));

/** The digest under which an entry names its body, by whom it is for; empty where a sealed body has not its form. */
export function digestOfBody(audience: Audience, bytes: Uint8Array): string {
  if (audience !== 'sealed') return bodyDigest(bytes);
  const read = readSealed(bytes);
  return read.ok ? sealedDigest({ ...read.value, cipher: cipherDigest(read.value.sealed) }) : '';
}

export const cipherDigest = (sealed: Uint8Array): string => hex(sha256(sealed));

/** The word with which the author of a letter has its sealed bytes erased without showing who they are; nobody else has it, readers included. */
export const erasureWord = (seed: Uint8Array, letter: string): string => hex(sha256(concat(utf8('counterpart/erasure/v1\n'), seed, utf8(letter))));

export const erasureDigest = (word: string): string => hex(sha256(utf8(`counterpart/erasure-digest/v1\n${word}\n`)));

