import { parentPort } from 'node:worker_threads';
import { Job } from './job.ts';

/** What runs on a thread of `threads.ts`: it says so when nothing is left to be taken of a job. */
parentPort?.on('message', (shared: SharedArrayBuffer) => {
  const job = new Job(shared);
  while (job.verifySome());
  parentPort?.postMessage(null);
});
