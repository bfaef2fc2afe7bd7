import { base64, keyOf, signInBytes, signPossession } from '#record';
import { sign } from '../../src/record/primitives/node.ts';

/** A device of somebody, as far as the desk sees it: a key, made from a number so that each run has the same. */
export function deviceFrom(number: number) {
  const seed = new Uint8Array(32).fill(number), key = keyOf(seed);
  return {
    seed, key,
    enrolled: (process: string | null, participant: string, name = 'Somebody') => ({ name, key, proof: signPossession(seed, process, participant), reading: '' }),
    signIn: (process: string, origin: string, challenge: string) => base64(sign(seed, signInBytes(process, origin, challenge))),
  };
}
