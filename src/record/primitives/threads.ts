import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { pack } from './packed.ts';
import type { Signed } from './points.ts';
import { verifySignature } from './sodium.ts';

/** Fewer than this at a time are verified here, and the first so many of all: starting threads takes as long. */
const FEW = 16, FIRST = 1024;
/** Who hands entries in has about as much to do for each as it takes to verify one: more threads would wait. */
const MOST = 2;
let verified = 0;
let threads: readonly Thread[] = [];

/** The same for many, on threads of their own. */
export async function verifySignatures(all: readonly Signed[]): Promise<readonly boolean[]> {
  verified += all.length;
  if (all.length < FEW || verified <= FIRST) return all.map(({ publicKey, message, signature }) => verifySignature(publicKey, message, signature));
  if (threads.length === 0) threads = Array.from({ length: Math.min(MOST, availableParallelism()) }, () => new Thread());
  const share = Math.ceil(all.length / threads.length);
  return (await Promise.all(threads.map((thread, index) => thread.verify(all.slice(index * share, (index + 1) * share))))).flat();
}

const FILE = new URL(`./thread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);

/** Answers in the order in which it is asked, and keeps the program running only while it is asked. */
class Thread {
  readonly #worker = new Worker(FILE);
  readonly #asked: ((right: readonly boolean[]) => void)[] = [];

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (right: Uint8Array) => {
      this.#asked.shift()?.(Array.from(right, (one) => one === 1));
      if (this.#asked.length === 0) this.#worker.unref();
    });
  }

  verify(all: readonly Signed[]): Promise<readonly boolean[]> {
    const packed = pack(all);
    this.#worker.ref();
    return new Promise((resolve) => {
      this.#asked.push(resolve);
      this.#worker.postMessage(packed, [packed.buffer]);
    });
  }
}
