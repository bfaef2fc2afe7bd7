// What `counterpart audit` does once it has started, in a process of its own as a command is: `held FOLDER` of what a host holds, `hashes FOLDER` of the hashes of a published copy, the first time and the fifth. Prints a line of JSON.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counterpart } from '#app';
import { verifyHashes } from '#audit';
import { openStore } from '#store';
import type { Pace } from './pace.ts';
import { pace } from './pace.ts';

const [, , what, folder = '', entries] = process.argv, size = Number(entries);

async function held(): Promise<Pace> {
  const app = new Counterpart(await openStore({ folder, mode: 'read' }));
  return pace(size, async () => { if ((await app.audit('sella'))?.ok !== true) throw new Error('wrong'); });
}

const hashed = (): Promise<Pace> => pace(size, async () => {
  const { size: found, wrong } = await verifyHashes(async (path) => (existsSync(join(folder, path)) ? readFileSync(join(folder, path)) : null));
  if (wrong !== null || found !== size) throw new Error('wrong');
});

async function timed(): Promise<readonly Pace[]> {
  if (what === 'held') return [await held()];
  const all: Pace[] = [];
  while (all.length < 5) all.push(await hashed()); // 100,000 entries are done before the compiler is: a log ten times as long would not show it.
  return all;
}

console.log(JSON.stringify({ times: await timed(), memory: Math.round(process.resourceUsage().maxRSS / 1e3) }));
process.exit(0);
