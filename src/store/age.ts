import { hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import type { Seal } from '#ports';

/** The port `Seal` with age (age-encryption.org/v1). What opens is made of the seed of a key file, under a name of its own: it is not the key that signs. */
export const age: Seal = {
  recipientOf: (seed) => identityToRecipient(identityOf(seed)),
  async seal(bytes, recipients) {
    const encrypter = new Encrypter();
    for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
    return encrypter.encrypt(bytes);
  },
  async sealStream(bytes, recipients) {
    const encrypter = new Encrypter();
    for (const recipient of new Set(recipients)) encrypter.addRecipient(recipient);
    return encrypter.encrypt(webStream(bytes)) as Promise<AsyncIterable<Uint8Array>>;
  },
  async openStream(sealed, seed) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityOf(seed));
    try {
      return await decrypter.decrypt(webStream(sealed)) as AsyncIterable<Uint8Array>;
    } catch {
      return null;
    }
  },
  async open(sealed, seed) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identityOf(seed));
    try {
      return await decrypter.decrypt(sealed);
    } catch {
      return null; // Not for this key, or damaged: the library tells both by an error.
    }
  },
};

const webStream = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> => Readable.toWeb(Readable.from(bytes)) as ReadableStream<Uint8Array>;

function identityOf(seed: Uint8Array): string {
  const secret = hash('sha256', Buffer.concat([Buffer.from('counterpart/reading-key/v1\n'), seed]), 'buffer');
  return bech32.encodeFromBytes('age-secret-key-', secret).toUpperCase();
}
