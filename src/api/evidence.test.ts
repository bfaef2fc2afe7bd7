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
