import type { Signed } from './points.ts';
import { verifySignature } from './sodium.ts';
import type { Work } from './work.ts';

/** Before all else: how many signatures there are, how many were taken to be verified, how many are verified. */
const COUNT = 0, TAKEN = 1, DONE = 2, HEAD = 3;
const WORD = 4, KEY = 32, SIGNATURE = 64;
/** So many are taken at a time: half a millisecond. */
const SOME = 8;

/**
 * Many signatures, to be verified.
 * After the head, where each begins and the last ends; whether each is right; and of each its key, its signature, its message.
 */
export class Signatures implements Work {
  readonly shared: SharedArrayBuffer;
  readonly #head: Int32Array;
  readonly #starts: Uint32Array;
  readonly #right: Uint8Array;
  readonly #bytes: Uint8Array;

  constructor(shared: SharedArrayBuffer, count = new Int32Array(shared, 0, HEAD)[COUNT] as number) {
    const right = (HEAD + count + 1) * WORD;
    this.shared = shared;
    this.#head = new Int32Array(shared, 0, HEAD);
    this.#starts = new Uint32Array(shared, HEAD * WORD, count + 1);
    this.#right = new Uint8Array(shared, right, count);
    this.#bytes = new Uint8Array(shared, right + count);
  }

  static of(all: readonly Signed[]): Signatures {
    let length = (HEAD + all.length + 1) * WORD + all.length;
    for (const { message } of all) length += KEY + SIGNATURE + message.length;
    const job = new Signatures(new SharedArrayBuffer(length), all.length);
    job.#head[COUNT] = all.length;
    let at = 0;
    for (const [index, { publicKey, message, signature }] of all.entries()) {
      if (publicKey.length === KEY && signature.length === SIGNATURE) { // Otherwise the key stays that of zeros, of small order: nothing is right under it.
        job.#bytes.set(publicKey, at);
        job.#bytes.set(signature, at + KEY);
      }
      job.#bytes.set(message, at + KEY + SIGNATURE);
      at += KEY + SIGNATURE + message.length;
      job.#starts[index + 1] = at;
    }
    return job;
  }

  get isDone(): boolean {
    return Atomics.load(this.#head, DONE) === this.#right.length;
  }

  /** Once it is done. */
  get right(): readonly boolean[] {
    return Array.from(this.#right, (one) => one === 1);
  }

  some(): boolean {
    const from = Atomics.add(this.#head, TAKEN, SOME), to = Math.min(from + SOME, this.#right.length);
    for (let index = from; index < to; index += 1) {
      const at = this.#starts[index] as number, rest = at + KEY + SIGNATURE;
      this.#right[index] = verifySignature(this.#bytes.subarray(at, at + KEY), this.#bytes.subarray(rest, this.#starts[index + 1]), this.#bytes.subarray(at + KEY, rest)) ? 1 : 0;
    }
    if (from < to) Atomics.add(this.#head, DONE, to - from);
    return from < to;
  }
}
