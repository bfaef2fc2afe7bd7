import type { Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { Erasure, ProcessState, Release, Released } from '#process';
import { keysOf } from '#process';
import { checkReleaseSignature, disclosureDigest, erasureDigest, letterCommitment, readDisclosed, readLetter, readSigned, sealedDigest, utf8 } from '#record';
import type { ReadContent } from './content.ts';

/** The letter that a release shows, verified: it is the one that the entry named commits to, signed by its author, and what is shown of it is what was signed. Refuses `record.release.*`, and what a letter is refused for. */
export function releasedLetter(process: string, { sealed, letter, erase, cipher, body, disclosed }: Release, read: ReadContent): Result<Released> {
  const found = sealedDigest({ letter: letterCommitment(letter), erase, cipher });
  if (found !== sealed) return refuse('record.release.other', { expected: sealed, found });
  if ((body === undefined) === (disclosed === undefined)) return refuse('record.release.form');
  const signed = readSigned(letter.line, letter.signature);
  if (!signed.ok) return signed;
  const { id, header } = signed.value;
  if (header.process !== process) return refuse('record.entry.process', { expected: process, found: header.process });
  const what = body === undefined ? shown(disclosed, header.body) : whole(`${letter.blinding}\n${letter.line}\n${letter.signature}\n${body}\n`, header.kind, read);
  return what.ok ? ok({ entry: id, author: header.author, capacity: header.capacity as Released['capacity'], madeAt: header.madeAt, readers: header.audience, body: what.value }) : what;
}

function shown(disclosed: unknown, expected: string): Result<null> {
  const form = readDisclosed(disclosed), found = form.ok ? disclosureDigest(form.value) : '';
  if (!form.ok) return form;
  return found === expected ? ok(null) : refuse('record.body.digest', { expected, found });
}

function whole(text: string, kind: string, read: ReadContent): Result<Released['body']> {
  const letter = readLetter(utf8(text));
  return letter.ok ? read(kind, letter.value.content) : letter;
}

/** Each of those who consented signed exactly what the release shows. */
export function checkConsents(state: ProcessState, process: string, { consents, ...shows }: Release): Result<null> {
  for (const { participant, signature } of consents) {
    const keys = keysOf(state, participant);
    if (!keys.some((key) => checkReleaseSignature({ ...shows, process } as unknown as Json, key, signature).ok)) return refuse('record.release.signature', { key: keys[0] ?? participant });
  }
  return ok(null);
}

/** Each sealed letter that is erased goes by the word that its author alone had. */
export function checkWords({ sealed }: ProcessState, { entries }: Erasure): Result<null> {
  const named = new Map([...sealed].map(([digest, { entry }]) => [entry, digest]));
  for (const { entry, sealed: parts } of entries) {
    if (parts !== undefined && sealedDigest({ letter: parts.letter, cipher: parts.cipher, erase: erasureDigest(parts.word) }) !== named.get(entry)) return refuse('record.erasure.word', { entry });
  }
  return ok(null);
}
