// Memory of the record by size: a log of each size is kept, audited and mirrored, each in a process of its own. `npm run bench -- record-memory [sizes]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api } from '#api';
import { Counterpart } from '#app';
import { signedAhead } from '#audit';
import { Sheets } from '#base';
import type { Get } from '#ports';
import { LogCheck, caseKeySeed, readSubmissions } from '#record';
import type { Kept } from '#record';
import { openStore } from '#store';
import { NOTHING_SEEN, Person } from '../tests/support/table.ts';

const BATCH = 1_000, PAGE = 64, root = join(import.meta.dirname, '..'), files = join(root, 'cases/sella');
const clock = { now: () => Math.floor(Date.now() / 1000), turn: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const hosting = { clock, chance: { bytes: (count: number) => new Uint8Array(count) }, seedOf: async () => null, demo: true };

const report = (index: number) => ({ kind: 'report', content: { id: `bench-${index}`, category: 'observation', date: '2026-05-01', summary: { en: `Patrol ${index}: the road was open.` }, accounts: [{ by: 'MISSION', stance: 'asserts', facts: [{ fact: 'road.passable', of: { corridor: 'sella-road', section: 'south-section' }, from: '2026-05-01' }] }] } }) as const;

/** Reports are signed as they are handed in: no more than one batch of them is ever held. */
async function keep(folder: string, size: number): Promise<void> {
  const store = await openStore({ folder, mode: 'write' }), app = new Counterpart(store, hosting);
  const loaded = await app.loadCase(new Map(readdirSync(files, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => [name, readFileSync(join(files, name), 'utf8')])));
  const process = (await app.list())[0]?.process ?? '', monitor = new Person(process, 'monitor', caseKeySeed('sella-1', 'sorrin'));
  if (!loaded.ok) throw new Error('the case sella is loaded');
  for (let from = loaded.value.size; from < size; from += BATCH) {
    const written = Array.from({ length: Math.min(BATCH, size - from) }, (_, at) => readSubmissions(monitor.write(report(from + at), NOTHING_SEEN, 1_780_000_000)));
    const outcomes = await app.submit('sella', written.flatMap((read) => (read.ok ? read.value : [])));
    if (outcomes?.every((outcome) => 'position' in outcome) !== true) throw new Error('a report was not recorded');
  }
  await store.close();
}

/** What is in the log, its signatures and its tree; the rules apart. */
async function check(folder: string): Promise<void> {
  const store = await openStore({ folder, mode: 'read' }), [held] = await store.list();
  if (held === undefined) throw new Error('no log');
  const log = new LogCheck(held.process, { sheets: new Sheets(store.shelf()) });
  async function* pages(process: string, size: number): AsyncGenerator<readonly Kept[]> {
    for (let from = 0; from < size; from += PAGE) {
      const entries = await store.entries(process, from, Math.min(size, from + PAGE)), bodies = await store.bodies(process, entries.map(({ body }) => body));
      yield entries.map(({ bytes, body }) => ({ bytes, body: bodies.get(body) ?? null }));
    }
  }
  for await (const page of signedAhead(pages(held.process, held.size))) for (const kept of page) if (!log.entry(kept).ok) throw new Error('wrong');
  await store.close();
}

async function audit(folder: string): Promise<void> {
  const store = await openStore({ folder, mode: 'read' });
  if ((await new Counterpart(store).audit('sella'))?.ok !== true) throw new Error('wrong');
  await store.close();
}

async function mirror(folder: string): Promise<void> {
  const store = await openStore({ folder, mode: 'read' }), copy = await openStore({ folder: join(folder, 'copy'), mode: 'write' }), server = api(new Counterpart(store));
  const get: Get = async (url) => {
    const answer = await server.request(new URL(url).pathname);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  if ((await new Counterpart(copy).mirror(get, 'http://host/sella', 'sella')).came !== 'grown') throw new Error('mirror');
  await copy.close();
  await store.close();
}

const WORKS = { keep, check, audit, mirror } as const;

/** Peak resident memory of one piece of work in MB, and how much of the processors it took. */
function inOwnProcess(work: keyof typeof WORKS, folder: string, size: number): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', import.meta.filename, work, folder, String(size)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${work} of ${size}: ${stderr}`);
  return stdout.trim();
}

const [first = '100000', folder = '', size = '0'] = process.argv.slice(2);
if (first in WORKS) {
  const before = process.resourceUsage().maxRSS;
  await WORKS[first as keyof typeof WORKS](folder, Number(size));
  console.log(`${Math.round(process.resourceUsage().maxRSS / 1000)} MB, of which ${Math.round(before / 1000)} before it began; ${Math.round(process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6)} CPU-seconds`);
  process.exit(0);
}
for (const entries of process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000]) {
  const place = mkdtempSync(join(tmpdir(), 'bench-memory-'));
  for (const work of Object.keys(WORKS) as (keyof typeof WORKS)[]) console.log(`${entries.toLocaleString('en').padStart(10)}  ${work.padEnd(8)}${inOwnProcess(work, place, entries)}`);
  rmSync(place, { recursive: true, force: true });
}
