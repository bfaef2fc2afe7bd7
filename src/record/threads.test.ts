import { expect, test } from 'vitest';
import { publicKeyOf, sha256, sign, verifySignatures } from './primitives/native.ts';

test('on threads and here the same are right, in their order, whatever lengths they have', async () => {
  const seed = sha256(Uint8Array.of(1)), publicKey = publicKeyOf(seed);
  const all = Array.from({ length: 700 }, (_, index) => {
    const message = new Uint8Array(index).fill(index), signature = sign(seed, message);
    const spoiled = [{ publicKey, message, signature }, { publicKey, message: Uint8Array.of(...message, 0), signature }, { publicKey: publicKey.subarray(1), message, signature }, { publicKey, message, signature: signature.subarray(1) }];
    return spoiled[index % 5] ?? { publicKey, message, signature };
  });
  const expected = all.map((_, index) => index % 5 === 0 || index % 5 === 4), rounds = [0, 1, 2].map(() => verifySignatures(all)); // The first are verified here; the rest are not.
  for (const round of rounds) expect(await round).toEqual(expected);
  expect(await verifySignatures([])).toEqual([]);
});
