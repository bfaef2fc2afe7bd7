import { existsSync, readdirSync, readlinkSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { hex, sha256, utf8 } from '#record';
import { openEvidence } from '#store';
import { deskOf } from '../../tests/support/desk.ts';
import { deviceFrom } from '../../tests/support/devices.ts';
import { Person, seenIn } from '../../tests/support/table.ts';
import { api } from './index.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

describe('full powers, scanned', () => {
  test('are for those at the table, though everybody has their digest: by session, too, for as long as it lasts', async () => {
    const { app, reception, dossier: { state, head }, folder, clock, send, cookie, end } = await deskOf('sella', { demo: true });
    ends.push(end);
    const files = openEvidence(folder), scan = utf8('%PDF full powers'), digest = hex(sha256(scan)), device = deviceFrom(1), newcomer = deviceFrom(2);
    await files.put(state.process, digest, (async function* () { yield scan; })());
    const { name: _name, reading: _reading, ...shown } = newcomer.enrolled(state.process, 'tol-delegate-1');
    const person = { id: 'tol-delegate-1', name: 'Ana Tarn', actor: 'TOL', capacity: 'delegate', ...shown, evidence: [{ digest, bytes: scan.length, name: 'powers.pdf', type: 'application/pdf' }] } as const;
    const server = api(app, undefined, app.forEverybody(), files, reception), get = (headers = {}) => server.request(`/sella/evidence/${digest}`, { headers });
    const orsavie = Person.ofCase(state.process, state.charter.seed ?? '', 'orsavie', 'head');
    const answer = await server.request('/sella/entries', { method: 'POST', body: orsavie.write({ kind: 'accreditation', content: person }, seenIn(head.checkpoint), clock.time) as never });
    expect(answer.status).toBe(200);
    await send('/sella/sign-in/role', { role: 'orsavie' });
    expect([(await get()).status, (await get({ cookie: `counterpart=${'0'.repeat(64)}` })).status, (await get({ 'counterpart-reading': device.key })).status]).toEqual([404, 404, 404]);
    const own = await get({ cookie: `other=1; ${cookie()}` });
    expect([own.status, own.headers.get('cache-control'), own.headers.get('content-disposition'), await own.text()]).toEqual([200, 'private, no-store', 'attachment', '%PDF full powers']);
    clock.time += 7 * 86_400;
    expect((await get({ cookie: cookie() })).status).toBe(404);
  });
});

describe('a file', () => {
  test('is for everybody where an entry for everybody is the first to name it, a document too; nobody gives away another’s by naming it', async () => {
    const { app, reception, dossier: { state, head }, folder, clock, end } = await deskOf('sella', { demo: true });
    ends.push(end);
    const files = openEvidence(folder), server = api(app, undefined, app.forEverybody(), files, reception), process = state.process, person = (id: string, capacity: string): Person => Person.ofCase(process, state.charter.seed ?? '', id, capacity);
    const keep = async (words: string): Promise<{ readonly digest: string; readonly bytes: number }> => { const bytes = utf8(words), digest = hex(sha256(bytes)); await files.put(process, digest, (async function* () { yield bytes; })()); return { digest, bytes: bytes.length }; };
    const [closed, text] = [await keep('A photograph for the table.'), await keep('A sheet.')], seen = seenIn(head.checkpoint), summary = { en: 'Seen.' }, report = (id: string, by: string) => ({ id, category: 'observation' as const, date: '2026-05-01', summary, accounts: [{ by, stance: 'asserts' as const, text: summary }], evidence: [closed] });
    const enter = async (bytes: Uint8Array): Promise<number> => (await server.request('/sella/entries', { method: 'POST', body: bytes as never })).status, get = async ({ digest }: { readonly digest: string }): Promise<number> => { const answer = await server.request(`/sella/evidence/${digest}`); await answer.arrayBuffer(); return answer.status; };
    expect(await enter(person('sorrin', 'monitor').write({ kind: 'report', content: report('kept', 'MISSION') }, seen, clock.time, 'table'))).toBe(200);
    expect(await enter(person('maerith', 'head').write({ kind: 'report', content: report('named', 'ORR') }, seen, clock.time))).toBe(200);
    expect(await enter(person('sorrin', 'monitor').write({ kind: 'document', content: { id: 'sheet', title: summary, author: summary, language: 'en', sentences: ['One.'], evidence: [text] } }, seen, clock.time))).toBe(200);
    expect([await get(closed), await get(text)]).toEqual([404, 200]);
  });

  test.skipIf(!existsSync('/proc/self/fd'))('that is asked about and not fetched, or not to its end, is not held open', async () => {
    const { app, reception, dossier: { state, head }, folder, clock, end } = await deskOf('sella', { demo: true });
    ends.push(end);
    const files = openEvidence(folder), server = api(app, undefined, app.forEverybody(), files, reception), large = new Uint8Array(4_000_000), digest = hex(sha256(large)), path = `/sella/evidence/${digest}`;
    await files.put(state.process, digest, (async function* () { yield large; })());
    const content = { id: 'sheet', title: { en: 'A sheet' }, author: { en: 'A' }, language: 'en', sentences: ['One.'], evidence: [{ digest, bytes: large.length }] };
    await server.request('/sella/entries', { method: 'POST', body: Person.ofCase(state.process, state.charter.seed ?? '', 'sorrin', 'monitor').write({ kind: 'document', content }, seenIn(head.checkpoint), clock.time) as never });
    const open = (): number => readdirSync('/proc/self/fd').filter((fd) => { try { return readlinkSync(`/proc/self/fd/${fd}`).includes(digest); } catch { return false; } }).length;
    const asked = await server.request(path, { method: 'HEAD' });
    expect([asked.status, asked.headers.get('content-length')]).toEqual([200, '4000000']);
    const reader = (await server.request(path)).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    await expect.poll(open).toBe(0);
  });
});
