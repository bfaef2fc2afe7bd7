import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MAX_EVIDENCE, readKeyFile, signReading } from '#record';
import { counterpart, done, freshFolder, serve } from './support/host.ts';
import type { Host } from './support/host.ts';
import { valley } from './support/talks.ts';

/** The largest file of evidence that is allowed, made as it streams and kept once, by the host: with SLOW=1; without it one of 192 MiB. What the host holds in memory is far below either. */
const SLOW = process.env['SLOW'] === '1', BYTES = SLOW ? MAX_EVIDENCE : 192 * 2 ** 20, PART = 2 ** 20, PATIENCE = 600_000;
const MORE_MEMORY = 160 * 2 ** 20;

const place = freshFolder(), data = freshFolder();
let host: Host, read: { readonly process: string; readonly seed: Uint8Array };
afterAll(async () => { await host.stop(); place.remove(); data.remove(); });
beforeAll(async () => {
  valley(place.path, data.path);
  const file = (name: string): string => join(place.path, name), as = (id: string): readonly string[] => ['--key', file(`${id}.key`), '--as', id];
  for (const id of ['anna', 'boris']) done(counterpart('charter', 'sign', file('charter.json'), ...as(id)));
  done(counterpart('charter', 'open', file('charter.json'), 'valley', ...as('anna'), '--data', data.path));
  host = await serve(data.path);
  const key = readKeyFile(readFileSync(file('anna.key'), 'utf8')), [held] = JSON.parse(done(counterpart('list', '--json', '--data', data.path))) as readonly { readonly process: string }[];
  if (!key.ok || held === undefined) throw new Error('no key, or no process');
  read = { process: held.process, seed: key.value.seed };
}, 60_000);

/** No two parts are alike: a part that came twice, or not, would show. */
function* parts(bytes: number): Generator<Buffer> {
  const part = Buffer.alloc(PART, 'the bridge at low water ');
  for (let at = 0; at < bytes; at += PART) {
    part.writeUInt32BE(at / PART);
    yield Buffer.from(part.subarray(0, Math.min(PART, bytes - at)));
  }
}

function digestOf(bytes: Iterable<Buffer>): string {
  const hash = createHash('sha256');
  for (const part of bytes) hash.update(part);
  return hash.digest('hex');
}

const reading = (): string => signReading(read.process, Math.floor(Date.now() / 1000), read.seed);
const kept = (): readonly number[] => readdirSync(join(data.path, 'evidence'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => statSync(join(entry.parentPath, entry.name)).size);
/** The most memory that the host has had, as Linux counts it; nothing where it does not. */
const peak = (): number => Number(/^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${host.pid}/status`, 'utf8'))?.[1]) * 1024;

/** Sends a file as it is made, and gives the answer; a host that has had enough may answer before the end. */
function put(digest: string, bytes: number): Promise<{ readonly status: number | undefined; readonly body: unknown }> {
  return new Promise((resolve, reject) => {
    let answered = false;
    const sent = request(`${host.url}/valley/evidence/${digest}`, { method: 'PUT', headers: { 'counterpart-reading': reading() } }, (answer) => {
      answered = true;
      answer.setEncoding('utf8');
      void answer.toArray().then((texts) => resolve({ status: answer.statusCode, body: JSON.parse(texts.join('')) }), reject);
    });
    pipeline(Readable.from(parts(bytes)), sent).catch((fault: unknown) => { if (!answered) reject(fault as Error); });
  });
}

describe.runIf(process.platform === 'linux')('a large file of evidence', () => {
  test('streams through the host, in and out, and is not held in its memory', async () => {
    const digest = digestOf(parts(BYTES)), before = peak();
    expect(await put(digest, BYTES)).toEqual({ status: 200, body: { digest, bytes: BYTES } });
    expect(kept()).toEqual([BYTES]);
    const answer = await fetch(`${host.url}/valley/evidence/${digest}`, { headers: { 'counterpart-reading': reading() } }), hash = createHash('sha256');
    for await (const part of answer.body ?? []) hash.update(part as Uint8Array);
    expect([answer.headers.get('content-length'), hash.digest('hex')]).toEqual([String(BYTES), digest]);
    const last = Buffer.alloc(PART, 'the bridge at low water '), rest = await fetch(`${host.url}/valley/evidence/${digest}`, { headers: { 'counterpart-reading': reading(), range: `bytes=${BYTES - 5}-` } });
    expect([rest.status, rest.headers.get('content-range'), await rest.text()]).toEqual([206, `bytes ${BYTES - 5}-${BYTES - 1}/${BYTES}`, last.subarray(-5).toString()]);
    const more = peak() - before;
    console.log(`${BYTES} bytes in and out: the host at most ${Math.round(peak() / 2 ** 20)} MiB, ${Math.round(more / 2 ** 20)} MiB more than before`);
    expect(more).toBeLessThan(MORE_MEMORY);
  }, PATIENCE);

  test.runIf(SLOW)('of one byte more than is allowed is refused, and leaves nothing', async () => {
    const before = kept();
    expect(await put('0'.repeat(64), MAX_EVIDENCE + 1)).toEqual({ status: 413, body: { code: 'evidence.too-large' } });
    expect(kept()).toEqual(before);
  }, PATIENCE);
});
