import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Signed } from './points.ts';
import { Signatures } from './signatures.ts';
import { verifySignature } from './sodium.ts';
import type { Kind, Work } from './work.ts';

/** Fewer than this at a time are verified here, and the first so many of all: starting threads takes as long. */
const FEW = 16, FIRST = 1024;
/** Who hands entries in has about as much to do for each as it takes to verify one, and verifies too while it waits: more threads would wait. */
const MOST = 2;
const helpers = Math.min(MOST, availableParallelism() - 1);
const FILE = new URL(`./thread${import.meta.url.slice(import.meta.url.lastIndexOf('.'))}`, import.meta.url);
let verified = 0, threads: readonly Worker[] = [], helping = false;
/** What is asked and not done, and how many answers of threads are awaited. */
let asked: readonly { readonly work: Work; readonly resolve: () => void }[] = [], awaited = 0;

/** The same for many, on threads of their own, and here while there is nothing else to do. */
export async function verifySignatures(all: readonly Signed[]): Promise<readonly boolean[]> {
  verified += all.length;
  if (all.length < FEW || verified <= FIRST || helpers === 0) return all.map(({ publicKey, message, signature }) => verifySignature(publicKey, message, signature));
  const work = Signatures.of(all);
  await together('signatures', work);
  return work.right;
}

/** Memory for work that is done together. */
export const shared = (length: number): ArrayBufferLike => new SharedArrayBuffer(length);

/** Has work done by the other threads, and here while there is nothing else to do. */
export function together(kind: Kind, work: Work): Promise<void> {
  if (threads.length < helpers) threads = Array.from({ length: helpers }, started);
  const done = new Promise<void>((resolve) => (asked = [...asked, { work, resolve }]));
  for (const thread of threads) thread.postMessage({ kind, shared: work.shared });
  if (awaited === 0) for (const thread of threads) thread.ref();
  awaited += threads.length;
  help();
  return done;
}

/** It keeps the program running only while it is awaited. */
function started(): Worker {
  const thread = new Worker(FILE);
  thread.unref();
  thread.on('message', () => {
    awaited -= 1;
    if (awaited === 0) for (const one of threads) one.unref();
    answer();
  });
  return thread;
}

function answer(): void {
  const done = asked.filter(({ work }) => work.isDone);
  asked = asked.filter((one) => !done.includes(one));
  for (const { resolve } of done) resolve();
}

/** Whenever the program would wait, it does some of what was asked first; what is done goes on before. */
function help(): void {
  if (helping) return;
  helping = true;
  setImmediate(() => {
    helping = false;
    answer();
    if (asked.some(({ work }) => work.some())) help();
  });
}
