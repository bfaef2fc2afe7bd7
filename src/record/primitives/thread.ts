import { parentPort } from 'node:worker_threads';
import { Bundle } from '../bundle.ts';
import { Signatures } from './signatures.ts';
import type { Kind } from './work.ts';

const KINDS = { signatures: Signatures, bundle: Bundle };

/** What runs on a thread of `threads.ts`: it says so when nothing is left to be taken of some work. */
parentPort?.on('message', ({ kind, shared }: { readonly kind: Kind; readonly shared: SharedArrayBuffer }) => {
  const work = new KINDS[kind](shared);
  while (work.some());
  parentPort?.postMessage(null);
});
