import { parentPort } from 'node:worker_threads';
import { Signatures } from './signatures.ts';
import type { Kind, Work } from './work.ts';

/** How a thread reads some work from the memory that is shared. What is rarer is loaded when it comes: a thread begins sooner. */
const KINDS: { readonly [kind in Kind]: (shared: SharedArrayBuffer) => Work | Promise<Work> } = {
  signatures: (shared) => new Signatures(shared),
  bundle: async (shared) => new (await import('../bundle.ts')).Bundle(shared),
};

/** What runs on a thread of `threads.ts`: it says so when nothing is left to be taken of some work. */
parentPort?.on('message', async ({ kind, shared }: { readonly kind: Kind; readonly shared: SharedArrayBuffer }) => {
  const work = await KINDS[kind](shared);
  while (work.some());
  parentPort?.postMessage(null);
});
