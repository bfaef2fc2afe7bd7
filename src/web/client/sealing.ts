import { Decrypter, Encrypter } from 'age-encryption';
import { cipherDigest, erasureDigest, hex, letterCommitment, readLetter, sealedDigest, writeSealed } from '#record';
import type { Letter, Sealed } from '#record';
import type { DeviceKey } from './device.ts';
import { erasingWord } from './device.ts';

/** A letter sealed to its readers, and the digest under which the log commits to it. */
export async function sealLetter(key: DeviceKey, { bytes, letter }: { readonly bytes: Uint8Array; readonly letter: Letter }, recipients: readonly string[]): Promise<{ readonly bytes: Uint8Array; readonly digest: string }> {
  const commitment = letterCommitment(letter), erase = erasureDigest(hex(await erasingWord(key, commitment))), encrypter = new Encrypter();
  for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(bytes);
  return { bytes: writeSealed({ letter: commitment, erase, sealed }), digest: sealedDigest({ letter: commitment, erase, cipher: cipherDigest(sealed) }) };
}

/** The letter that one of these keys opens, verified against what the log commits to; `null` if it is for none of them. `right`: it is the letter of that entry. */
export async function openLetter(keys: readonly DeviceKey[], digest: string, { erase, sealed }: Sealed): Promise<{ readonly letter: Letter; readonly right: boolean } | null> {
  const decrypter = new Decrypter();
  for (const key of keys) decrypter.addIdentity(key.opening);
  const bytes = await decrypter.decrypt(sealed).catch(() => null), letter = bytes === null ? null : readLetter(bytes);
  if (letter?.ok !== true) return null;
  return { letter: letter.value, right: sealedDigest({ letter: letterCommitment(letter.value), erase, cipher: cipherDigest(sealed) }) === digest };
}
