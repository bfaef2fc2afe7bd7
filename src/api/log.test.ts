import { afterEach, describe, expect, test } from 'vitest';
import { Hono } from 'hono';
import { base64, checkReceipt, leafHash, leafOf, openCheckpoint, readBodies, readBundle, readReceipt, readSubmissions, readVerifierKey, rootOf, tilePath } from '#record';
import { Counterpart, Limits } from '#app';
import { StillClock, heldCase } from '../../tests/support/case.ts';
import { Person, seenIn } from '../../tests/support/table.ts';
import { api } from './index.ts';

const NOW = 1_780_000_000;
const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

async function host() {
  const held = await heldCase('sella', new StillClock(NOW)), dossier = await held.app.dossier('sella');
  ends.push(held.end);
  if (dossier === null) throw new Error('held');
  const server: Hono = api(held.app), monitor = Person.ofCase(dossier.state.process, 'sella-1', 'sorrin', 'monitor');
  const get = (path: string) => server.request(`/sella/${path}`), post = (body: Uint8Array | string) => server.request('/sella/entries', { method: 'POST', body: body as string });
  const bytes = async (path: string) => new Uint8Array(await (await get(path)).arrayBuffer());
  return { ...held, dossier, get, post, bytes, monitor, server };
}
const report = (id: string) => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } }) as const;

const TILE = 256;
/** The tile in which a log of this size ends, and how much of it there is. */
const endOf = (size: number): { readonly last: number; readonly width: number } => ({ last: Math.floor(size / TILE), width: size % TILE });
const bundles = (kind: 'entries' | 'bodies', size: number): readonly string[] => Array.from({ length: endOf(size).last + 1 }, (_, index) => (index < endOf(size).last ? tilePath(kind, index) : tilePath(kind, index, endOf(size).width)));

describe('a log over HTTP', () => {
  test('is laid out as C2SP tlog-tiles, what does not change to be kept for ever', async () => {
    const { get, bytes, dossier: { head } } = await host();
    const checkpoint = await get('checkpoint');
    expect([checkpoint.status, checkpoint.headers.get('cache-control')]).toEqual([200, 'public, max-age=2']);
    const opened = openCheckpoint(await checkpoint.text(), (await (await get('host.vkey')).text()).trim(), head.origin);
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { size, root } = opened.value, { last, width } = endOf(size), paths = bundles('entries', size);
    const bundle = await get(paths.at(-1) ?? '');
    expect([bundle.status, bundle.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
    const hashes: Uint8Array[] = [];
    for (const [index, path] of paths.entries()) {
      const entries = readBundle(await bytes(path), index < last ? TILE : width), bodies = readBodies(await bytes(bundles('bodies', size)[index] ?? ''), index < last ? TILE : width);
      expect([entries.ok, bodies.ok && bodies.value.every((body) => body !== null)]).toEqual([true, true]);
      hashes.push(...(entries.ok ? entries.value.map(leafHash) : []));
    }
    expect(base64(rootOf(hashes))).toBe(base64(root));
    expect(await bytes(tilePath(0, last, width))).toEqual(new Uint8Array(Buffer.concat(hashes.slice(-width))));
    expect(await bytes(tilePath(0, last, 7))).toHaveLength(7 * 32);
  });

  test('has nothing else: no tile beyond its head, none written otherwise, no unknown body', async () => {
    const { get, dossier: { head, state } } = await host();
    const { last, width } = endOf(head.size);
    for (const path of [tilePath('entries', last, width + 1), tilePath('entries', last), tilePath(0, last + 1, 1), 'tile/0/000.p/0', 'tile/0/000.p/07', 'tile/0/000.p/256', 'tile/0/00', 'tile/64/000', 'tile/entries/x000/000', `body/${'0'.repeat(64)}`, 'tile/']) {
      expect((await get(path)).status, path).toBe(404);
    }
    expect((await get(`body/${state.process}`)).status).toBe(200);
  });

  test('takes no more than 16 MiB at once, whether what comes says how long it is or not', async () => {
    const { server, monitor } = await host(), most = 16 * 1024 * 1024, one = monitor.write(report('a'), { size: 0, root: base64(rootOf([])) }, NOW) as Uint8Array<ArrayBuffer>, large = new Uint8Array(most + 1);
    const post = (body: Uint8Array<ArrayBuffer>, headers: { readonly [name: string]: string }) => server.request('/sella/entries', { method: 'POST', body, headers });
    for (const [body, headers] of [[one, { 'content-length': `${most + 1}` }], [large, {}], [large, { 'content-length': '1', 'transfer-encoding': 'chunked' }]] as const) {
      const answer = await post(body, headers);
      expect([answer.status, await answer.json()]).toEqual([413, { code: 'record.submission.too-large', limit: most }]);
    }
    expect((await post(one, { 'content-length': `${one.length}` })).status).toBe(200);
  });

  test('takes entries, and answers with receipts', async () => {
    const { post, monitor, dossier: { head } } = await host(), one = monitor.write(report('a'), seenIn(head.checkpoint), NOW);
    const answer = await post(one), said = await answer.json() as { results: { position: number; recorded: number; receipt: string }[] };
    const receipt = readReceipt(said.results[0]?.receipt ?? ''), submitted = readSubmissions(one);
    if (!receipt.ok || !submitted.ok || submitted.value[0] === undefined) throw new Error('a receipt');
    expect([answer.status, said.results[0]?.position, receipt.value.index, seenIn(receipt.value.checkpoint).size]).toEqual([200, head.size, head.size, head.size + 1]);
    const key = readVerifierKey(head.hostKey), leaf = leafHash(leafOf(submitted.value[0], said.results[0]?.recorded ?? 0));
    if (!key.ok) throw new Error('a key');
    expect(checkReceipt(receipt.value, leaf, { logs: [{ key: key.value, url: null }], witnesses: [], groups: [], quorum: 'none' }).ok).toBe(true);
    const again = await (await post(one)).json() as typeof said;
    expect(again.results[0]?.position).toBe(head.size);
  });

  test('puts off who hands in what is refused, again and again, and nobody else; what is signed by another is not theirs to answer for', async () => {
    const { store, dossier: { state: { process }, head } } = await host(), clock = new StillClock(NOW), limits = new Limits(clock.now), seen = seenIn(head.checkpoint), person = (id: string, capacity: string): Person => Person.ofCase(process, 'sella-1', id, capacity);
    const app = new Counterpart(store, { clock, seedOf: async () => null, demo: true, chance: { bytes: (count) => new Uint8Array(count) }, refused: (author) => limits.spend('refused', author, 1) }), server = api(app, undefined, app, undefined, undefined, limits);
    const post = (body: Uint8Array, query = '') => server.request(`/sella/entries${query}`, { method: 'POST', body: body as never });
    const wrong = (number: number): Uint8Array => person('sorrin', 'monitor').write({ kind: 'report', content: { ...report(`w${number}`).content, accounts: [{ by: 'ORR', stance: 'asserts' }] } }, seen, NOW);
    const many = (from: number, to: number): Uint8Array => new Uint8Array(Buffer.concat(Array.from({ length: to - from }, (_, at) => wrong(from + at))));
    const forged = wrong(9999).slice();
    forged[forged.length - 10] = 0x20;
    for (let times = 0; times < 3; times++) await post(forged);
    expect((await post(many(0, 1023))).status).toBe(422);
    expect((await post(many(0, 1023))).status).toBe(422); // The same again is on record once.
    expect((await post(wrong(1023), '?promise')).status).toBe(202);
    await expect.poll(async () => limits.wait('refused', person('sorrin', 'monitor').key)).toBe(6);
    const put = await post(person('sorrin', 'monitor').write(report('right'), seen, NOW));
    expect([put.status, put.headers.get('retry-after'), await put.json()]).toEqual([429, '6', { code: 'limit.often', seconds: 6 }]);
    expect((await post(person('maerith', 'head').write({ kind: 'report', content: { ...report('other').content, accounts: [{ by: 'ORR', stance: 'asserts' }] } }, seen, NOW))).status).toBe(200);
    clock.time += 6;
    expect((await post(person('sorrin', 'monitor').write(report('right'), seen, NOW))).status).toBe(200);
  });

  test('refuses with the rule, and tells a bad request from a refused entry', async () => {
    const { post, server, monitor, dossier: { head } } = await host(), seen = seenIn(head.checkpoint);
    expect([(await post('nonsense')).status, await (await post('')).json()]).toEqual([400, { code: 'record.submission.form', number: 1 }]);
    const cut = monitor.write(report('a'), seen, NOW);
    expect((await post(cut.subarray(0, cut.length - 2))).status).toBe(400);
    const refused = await post(monitor.write({ kind: 'report', content: { ...report('a').content, accounts: [{ by: 'ORR', stance: 'asserts' }] } }, seen, NOW));
    expect([refused.status, await refused.json()]).toMatchObject([422, { results: [{ refused: { code: 'process.account.not-yours' } }] }]);
    expect((await server.request('/nowhere/entries', { method: 'POST', body: monitor.write(report('b'), seen, NOW) as never })).status).toBe(404);
  });
});
