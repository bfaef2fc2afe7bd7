// A people's daily reports, one each, taken in by one small server, while others read its pages. `npm run bench -- field [people] [a second]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { get } from 'node:http';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { openStore } from '#store';
import { caseLog } from '../src/app/case-log.ts';
import { serve } from '../tests/support/host.ts';
import { NOTHING_SEEN } from '../tests/support/table.ts';
import { VILLAGES, personOf, report, valley, village } from './field/valley.ts';

const PEOPLE = Number(process.argv[2] ?? 120_000), PACE = Number(process.argv[3] ?? 2_000), CONNECTIONS = 256, DAY = '2026-01-02';
const folder = mkdtempSync(join(tmpdir(), 'bench-field-'));
const quantile = (sorted: Float64Array, part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
const ms = (time: number): string => `${time.toFixed(0)} ms`;

console.error(`a valley of ${PEOPLE.toLocaleString('en')} people with keys of their own …`);
const log = caseLog(valley(PEOPLE));
if (!log.ok) throw new Error(JSON.stringify(log.refusal));
const store = await openStore({ folder, mode: 'write' }), id = log.value.held.process;
await store.create(log.value.held, log.value.batch);
await store.close();
const host = await serve(folder, '--demo'), port = Number(new URL(host.url).port), at = `${host.url}/valley`;

console.error('their reports are signed …');
const request = (body: Uint8Array): Uint8Array => Buffer.concat([Buffer.from(`POST /valley/entries HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${body.length}\r\n\r\n`), body]);
const signed = Array.from({ length: PEOPLE }, (_, index) => request(report(id, personOf(index), `day-${index}`, village(index), true, DAY, NOTHING_SEEN)));

/** The work of some hands; resolved when every answer is there. */
function hands(requests: readonly Uint8Array[], pace: number, told: (done: number) => void = () => undefined): Promise<{ readonly wrong: number; readonly sample: string; readonly seconds: number; readonly took: Float64Array }> {
  const offsets = [0];
  for (const one of requests) offsets.push((offsets.at(-1) ?? 0) + one.length);
  const worker = new Worker(join(import.meta.dirname, 'field/hands.ts'), { workerData: { port, bytes: Buffer.concat(requests), offsets, connections: CONNECTIONS, pace } });
  return new Promise((resolve, reject) => {
    worker.on('error', reject);
    worker.on('message', (message: { readonly done: number; readonly took?: Float64Array }) => { told(message.done); if (message.took !== undefined) resolve(message as never); });
  });
}

/** A page, over a connection of its own, as somebody opens it who comes for the first time. */
const page = (path: string): Promise<string> => new Promise((resolve, reject) => {
  get(at + path, { agent: false }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => (answer.statusCode === 200 ? resolve(text) : reject(new Error(`${path}: ${answer.statusCode}`))));
  }).on('error', reject);
});

/** What readers open meanwhile, one page after the other; the time until it is there in whole. */
const PAGES = ['', '/commitments/water-7', '/registers/living', '/registers', '/work', '/record', '/timeline', '/contacts', '/about'];
const visits = new Map<string, number[]>();
let reading = true;
async function readers(): Promise<void> {
  for (let index = 0; reading; index += 1) {
    const path = PAGES[index % PAGES.length] ?? '', from = performance.now();
    await page(path);
    visits.set(path, [...visits.get(path) ?? [], performance.now() - from]);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Every two seconds the elder says that a village has no water: how long after the receipt its page says so, too. */
const lags: number[] = [];
async function probes(): Promise<void> {
  for (let index = 0; reading; index += 1) {
    const where = village(index), body = report(id, 'elder', `probe-${index}`, where, false, DAY, NOTHING_SEEN), answer = await fetch(`${at}/entries`, { method: 'POST', body: body as Uint8Array<ArrayBuffer>, headers: { connection: 'close' } });
    if (answer.status !== 200) throw new Error(await answer.text());
    const position = ((await answer.json()) as { readonly results: readonly { readonly position: number }[] }).results[0]?.position ?? 0, from = performance.now();
    for (;;) {
      if ((await page(`/commitments/water-${index % VILLAGES}`)).includes(`/record/${position}"`)) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (performance.now() - from > 20_000) throw new Error(`the status of ${where} is not up to date after 20 s`);
    }
    lags.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

const opening = performance.now();
await page('');
await fetch(`${at}/entries`, { method: 'POST', body: report(id, 'elder', 'first', village(0), true, DAY, NOTHING_SEEN) as Uint8Array<ArrayBuffer> });
const ready = performance.now() - opening;
for (const path of PAGES) await page(path); // What is first made of a record once it is read.
const fast = Math.min(20_000, Math.floor(PEOPLE / 4));
console.error(`the first ${fast.toLocaleString('en')} as fast as they are taken …`);
/** Seconds of processor that the server has used, its threads included. */
const used = (): number => { const parts = readFileSync(`/proc/${host.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []; return (Number(parts[11]) + Number(parts[12])) / 100; };
const before = used(), most = await hands(signed.slice(0, fast), 0), spent = used() - before;
console.error(`the others ${PACE.toLocaleString('en')} a second, read meanwhile …`);
const others = Promise.all([readers(), probes()]), begun = performance.now(), usedBefore = used();
const paced = await hands(signed.slice(fast), PACE, (done) => { if (done % 10_000 === 0) console.error(`${done} in ${((performance.now() - begun) / 1000).toFixed(1)} s`); });
const usedWithReaders = used() - usedBefore;
reading = false;
await others;
if (most.wrong + paced.wrong > 0) throw new Error(`${most.wrong + paced.wrong} were not recorded: ${most.sample}${paced.sample}`);

const size = Number((await (await fetch(`${at}/checkpoint`)).text()).split('\n')[1]), pages = Float64Array.from([...visits.values()].flat()).sort(), took = paced.took.sort(), lag = Float64Array.from(lags).sort();
if (size !== log.value.batch.head.size + 1 + PEOPLE + lags.length) throw new Error(`the log has ${size} entries`);
const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${host.pid}/status`, 'utf8'))?.[1] ?? '0';
console.log(`\n${PEOPLE.toLocaleString('en')} people, one report each, one request each over ${CONNECTIONS} connections; ${availableParallelism()} cores for server and people together, load at the end ${loadavg()[0]?.toFixed(1)}\n`);
const row = (what: string, figure: string, note: string): void => console.log(`${what.padEnd(48)}${figure.padStart(14)}  ${note}`);
row('taken in at the most, durable, with receipt', `${Math.round(fast / most.seconds).toLocaleString('en')}/s`, `goal 2,000; ${Math.round(fast / spent).toLocaleString('en')} a CPU-second of the server`);
row(`asked for ${PACE.toLocaleString('en')}/s, with readers`, `${Math.round((PEOPLE - fast) / paced.seconds).toLocaleString('en')}/s`, `${Math.round((PEOPLE - fast) / usedWithReaders).toLocaleString('en')} a CPU-second of the server, pages included; from due to receipt: median ${ms(quantile(took, 0.5))}, 99 % ${ms(quantile(took, 0.99))}`);
row('pages meanwhile, 99 %', ms(quantile(pages, 0.99)), `goal 200 ms; median ${ms(quantile(pages, 0.5))}, ${pages.length} visits`);
row('a status after its report’s receipt, at most', ms(lag.at(-1) ?? 0), `goal 1,000 ms; median ${ms(quantile(lag, 0.5))}, ${lag.length} probes`);
row('from the start to the first page and receipt', ms(ready), `${log.value.batch.head.size.toLocaleString('en')} entries read`);
row('peak of the server', `${Math.round(Number(peak) / 1000).toLocaleString('en')} MB`, `${size.toLocaleString('en')} entries`);
for (const [path, times] of visits) {
  const sorted = Float64Array.from(times).sort();
  row(`  /valley${path}`, ms(quantile(sorted, 0.99)), `median ${ms(quantile(sorted, 0.5))}`);
}
await host.stop();
rmSync(folder, { recursive: true, force: true });
