// The record under load: ingest with signature check, audit, mirror, receipts; the bare floor and hypercore in the same run. `npm run bench -- record [entries]`.
import { createRequire } from 'node:module';
import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { api } from '#api';
import { Counterpart } from '#app';
import { Audit } from '#audit';
import type { Get } from '#ports';
import { LogCheck, Subtrees, base64, caseKeySeed, checkReceipt, leafHash, leafOf, readBodies, readBundle, readReceipt, readSubmissions, readVerifierKey, tilePath, writeReceipt } from '#record';
import type { Submitted } from '#record';
import { openStore } from '#store';
import { readBody } from '#wire';
import { NOTHING_SEEN, Person } from '../tests/support/table.ts';
import { pace } from './record/pace.ts';
import type { Pace } from './record/pace.ts';

const ENTRIES = Number(process.argv[2] ?? 100_000), ALONE = 1_000, BATCH = 1_000, root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'bench-record-'));
const rows: (readonly [string, Pace, string])[] = [];
const row = (what: string, measured: Pace, note = ''): void => void rows.push([what, measured, note]);
const ratio = (ours: number, theirs: number): string => `${(ours / theirs).toFixed(2)} x`;
const shown = (count: number): string => `${count.toLocaleString('en')}/s`;

const files = new Map(readdirSync(join(root, 'cases/sella'), { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => [name, readFileSync(join(root, 'cases/sella', name), 'utf8')]));
const store = await openStore({ folder: join(folder, 'host'), mode: 'write' });
const clock = { now: () => Math.floor(Date.now() / 1000), turn: () => new Promise<void>((resolve) => setImmediate(resolve)) };
const chance = { bytes: (count: number) => new Uint8Array(count) };
const app = new Counterpart(store, { clock, chance, seedOf: async () => null, demo: true });
const loaded = await app.loadCase(files), dossier = await app.dossier('sella');
if (!loaded.ok || dossier === null) throw new Error('the case sella is loaded');
const { state: { process: id }, head: { hostKey, size: before } } = dossier;

console.error(`writing and signing ${ENTRIES} entries …`);
const monitor = new Person(id, 'monitor', caseKeySeed('sella-1', 'sorrin'));
const report = (index: number) => ({ kind: 'report', content: { id: `bench-${index}`, category: 'observation', date: '2026-05-01', summary: { en: `Patrol ${index}: the road was open.` }, accounts: [{ by: 'MISSION', stance: 'asserts', facts: [{ fact: 'road.passable', of: { corridor: 'sella-road', section: 'south-section' }, from: '2026-05-01' }] }] } }) as const;
const submitted: Submitted[] = [];
for (let index = 0; index < ENTRIES; index += 1) {
  const read = readSubmissions(monitor.write(report(index), NOTHING_SEEN, 1_780_000_000));
  if (!read.ok || read.value[0] === undefined) throw new Error('form');
  submitted.push(read.value[0]);
}
await app.submit('sella', submitted.slice(0, 1));

// The bare floor: the same bytes appended to a file, one sync a batch, no check of any kind.
const bytes = submitted.map((one) => Buffer.concat([leafOf(one, 1_780_000_000), one.body]));
const journal = openSync(join(folder, 'journal'), 'w');
const floor = (from: number, to: number, batch: number): Promise<Pace> => pace(to - from, async () => {
  for (let at = from; at < to; at += batch) {
    writeSync(journal, Buffer.concat(bytes.slice(at, Math.min(to, at + batch))));
    fsyncSync(journal);
  }
});
const floorAlone = await floor(0, ALONE, 1), floorBatch = await floor(0, ENTRIES, BATCH);
closeSync(journal);

const alone = await pace(ALONE, async () => { for (const one of submitted.slice(1, ALONE + 1)) await app.submit('sella', [one]); });
row('ingest, durable, one by one', alone, `${ratio(alone.wall, floorAlone.wall)} the bare floor (${shown(floorAlone.wall)})`);
const rest = submitted.slice(ALONE + 1);
const batches = await pace(rest.length, async () => { for (let at = 0; at < rest.length; at += BATCH) await app.submit('sella', rest.slice(at, at + BATCH)); });
row(`ingest, durable, batches of ${BATCH}`, batches, `${ratio(batches.wall, floorBatch.wall)} the bare floor (${shown(floorBatch.wall)}); goal 9,000`);

const positions = Array.from({ length: BATCH }, (_, index) => before + ENTRIES - BATCH + index);
let receipts: Awaited<ReturnType<Counterpart['receipts']>> = null;
row(`receipts made, ${BATCH} at once`, await pace(BATCH, async () => { receipts = await app.receipts('sella', positions); }));
const key = readVerifierKey(hostKey), made = receipts as Awaited<ReturnType<Counterpart['receipts']>>;
if (!key.ok || made === null) throw new Error('receipts');
const policy = { logs: [{ key: key.value, url: null }], witnesses: [], groups: [], quorum: 'none' };
const papers = positions.map((index, at) => writeReceipt({ extra: null, index, path: made.proofs[at] ?? [], checkpoint: made.checkpoint }));
const [entries] = [await store.entries(id, positions[0] ?? 0, (positions.at(-1) ?? 0) + 1)];
row('receipts verified, signature of the head included', await pace(BATCH, async () => {
  for (const [at, paper] of papers.entries()) {
    const read = readReceipt(paper);
    if (!read.ok || !checkReceipt(read.value, leafHash(entries[at]?.bytes ?? new Uint8Array()), policy).ok) throw new Error('a receipt is wrong');
  }
}));

const total = before + ENTRIES;
async function bundles(each: (leaf: Uint8Array, body: Uint8Array | null) => void): Promise<void> {
  for (let index = 0; index * 256 < total; index += 1) {
    const width = Math.min(256, total - index * 256), leaves = readBundle((await app.file('sella', tilePath('entries', index, width)))?.bytes ?? new Uint8Array(), width), bodies = readBodies((await app.file('sella', tilePath('bodies', index, width)))?.bytes ?? new Uint8Array(), width);
    if (!leaves.ok || !bodies.ok) throw new Error('bundle');
    leaves.value.forEach((leaf, at) => each(leaf, bodies.value[at] ?? null));
  }
}
const kept: { readonly leaf: Uint8Array; readonly body: Uint8Array | null }[] = [];
await bundles((leaf, body) => kept.push({ leaf: leaf.slice(), body: body?.slice() ?? null }));
const whole = new Audit(id, readBody);
row('audit: bytes, signatures, rules', await pace(total, async () => { for (const { leaf, body } of kept) if (!whole.entry({ bytes: leaf, body }).ok) throw new Error('wrong'); }), 'one thread');
for await (const { path, bytes: file } of (await app.published('sella'))?.files() ?? []) {
  mkdirSync(dirname(join(folder, 'published', path)), { recursive: true });
  writeFileSync(join(folder, 'published', path), file);
}
/** In a process of its own. */
function apart(what: 'held' | 'hashes', at: string): { readonly first: Pace; readonly last: Pace; readonly memory: number } {
  const ran = execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'bench/record/audits.ts'), what, join(folder, at), String(total)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  const { times, memory } = JSON.parse(ran) as { readonly times: readonly [Pace, ...Pace[]]; readonly memory: number };
  return { first: times[0], last: times.at(-1) ?? times[0], memory };
}
const held = apart('held', 'host'), hashes = apart('hashes', 'published');
row('audit of what is held, signatures on several threads', held.last, `counterpart audit, disk and tiles included, ${held.memory} MB at the most; goal 18,000 on two cores`);
row('audit of nothing but hashes, of published files', hashes.last, `counterpart audit --hashes, the fifth time; ${shown(hashes.first.wall)} the first; goal 800,000`);
const log = new LogCheck(id);
row('audit: bytes and signatures', await pace(total, async () => { for (const { leaf, body } of kept) if (!log.entry({ bytes: leaf, body }).ok) throw new Error('wrong'); }));
const bare = new LogCheck(id, { signed: false });
row('audit: bytes without signatures', await pace(total, async () => { for (const { leaf, body } of kept) if (!bare.entry({ bytes: leaf, body }).ok) throw new Error('wrong'); }));
row('audit: hashes of leaves and tree, one thread', await pace(total, async () => { const tree = new Subtrees(); for (let at = 0; at < kept.length; at += 256) tree.grow(kept.slice(at, at + 256).map(({ leaf }) => leaf)); if (base64(tree.rootAt(total)) !== base64(whole.log.head.root)) throw new Error('wrong'); }));

const server = api(app), get: Get = async (url) => {
  const answer = await server.request(new URL(url).pathname);
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
};
const copy = await openStore({ folder: join(folder, 'copy'), mode: 'write' }), own = new Counterpart(copy);
const mirrored = await pace(total, async () => { if ((await own.mirror(get, 'http://host/sella', 'sella')).came !== 'grown') throw new Error('mirror'); });
const memory = Math.round(process.memoryUsage.rss() / 1e6);

// The peer: hypercore appends the same bytes without waiting for the disk; replication verifies hashes and one signature a head, not one an entry.
const Hypercore = createRequire(import.meta.url)('hypercore') as new (folder: string, key?: Uint8Array) => { readonly key: Uint8Array; readonly length: number; ready(): Promise<void>; append(blocks: readonly Uint8Array[]): Promise<void>; replicate(initiator: boolean): { pipe(other: unknown): { pipe(back: unknown): unknown } }; download(range: object): { done(): Promise<void> }; update(options: object): Promise<void>; close(): Promise<void> };
const first = new Hypercore(join(folder, 'hyper-a'));
await first.ready();
const hyper = await pace(ENTRIES, async () => { for (let at = 0; at < ENTRIES; at += BATCH) await first.append(bytes.slice(at, at + BATCH)); });
const second = new Hypercore(join(folder, 'hyper-b'), first.key);
await second.ready();
const few = Math.min(ENTRIES, 20_000);
const hyperMirror = await pace(few, async () => {
  const one = first.replicate(true), two = second.replicate(false);
  one.pipe(two).pipe(one);
  await second.update({ wait: true });
  await second.download({ start: 0, end: few }).done();
});
row('mirror: fetch, verify everything, keep', mirrored, `${ratio(mirrored.wall, hyperMirror.wall)} hypercore's replicate and verify (${shown(hyperMirror.wall)}), ${ratio(mirrored.cpu, hyperMirror.cpu)} by CPU-seconds (${shown(hyperMirror.cpu)}); goal 4 x`);
row('hypercore: append, not durable, no rules', hyper);

console.log(`\n${ENTRIES.toLocaleString('en')} entries; ${availableParallelism()} cores, load at the end ${loadavg()[0]?.toFixed(1)}; peak so far ${memory} MB (everything of this run held at once)\n`);
console.log(`${''.padEnd(52)}${'a second'.padStart(12)}${'a CPU-second'.padStart(15)}`);
for (const [what, { wall, cpu }, note] of rows) console.log(`${what.padEnd(52)}${wall.toLocaleString('en').padStart(12)}${cpu.toLocaleString('en').padStart(15)}  ${note}`);
await first.close();
await second.close();
await store.close();
await copy.close();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
