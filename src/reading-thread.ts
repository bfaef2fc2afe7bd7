import { parentPort, workerData } from 'node:worker_threads';
import { pagesToRead } from './main.ts';
import type { AskedFor, Made, Reading } from './reading-room.ts';

/** What runs on the thread of a `ReadingRoom`. */
const pages = pagesToRead(workerData as Reading);
pages.catch(() => process.exit(1)); // Then pages are made where entries are taken in.

parentPort?.on('message', ({ number, url, headers }: AskedFor) => void (async () => {
  const page = await (await pages)(new Request(url, { headers: headers.map(([name, value]): [string, string] => [name, value]) }));
  parentPort?.postMessage({ number, ...page } satisfies Made);
})().catch((fault: unknown) => { // One page that fails is not the end of the others.
  process.stderr.write(`${fault instanceof Error ? fault.stack ?? fault.message : String(fault)}\n`);
  parentPort?.postMessage({ number, status: 500, headers: [], body: new Uint8Array() } satisfies Made);
}));
