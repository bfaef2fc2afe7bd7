import { parentPort } from 'node:worker_threads';
import { unpack } from './packed.ts';
import { verifySignature } from './sodium.ts';

/** What runs on a thread of `threads.ts`: a byte for each signature, 1 where it is right. */
parentPort?.on('message', (packed: Uint8Array) => {
  parentPort?.postMessage(Uint8Array.from(unpack(packed), ({ publicKey, message, signature }) => (verifySignature(publicKey, message, signature) ? 1 : 0)));
});
