// What `counterpart audit` does once it has started, in a process of its own as a command is: of what a host holds, then of the hashes of a published copy, the first time and the fifth. Prints a line of JSON.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Counterpart } from '#app';
import { verifyHashes } from '#audit';
import { openStore } from '#store';
import { pace } from './pace.ts';

const [, , host = '', copy = ''] = process.argv, store = await openStore({ folder: host, mode: 'read' }), app = new Counterpart(store), size = (await app.sizeOf('sella')) ?? 0;
const held = await pace(size, async () => { if ((await app.audit('sella'))?.ok !== true) throw new Error('wrong'); });
const memory = Math.round(process.resourceUsage().maxRSS / 1e3);
const hashed = () => pace(size, async () => {
  const { size: found, wrong } = await verifyHashes(async (path) => (existsSync(join(copy, path)) ? readFileSync(join(copy, path)) : null));
  if (wrong !== null || found !== size) throw new Error('wrong');
});
const first = await hashed();
for (let time = 2; time < 5; time += 1) await hashed(); // 100,000 entries are done before the compiler is: a log ten times as long would not show it.
console.log(JSON.stringify({ held, memory, first, fifth: await hashed() }));
process.exit(0);
