import { afterEach, expect, test } from 'vitest';
import { api } from '#api';
import { Counterpart, packed, unpacked } from '#app';
import type { Body } from '#process';
import { hex, readSubmissions, sha256, signReading, caseKeySeed, utf8 } from '#record';
import { openEvidence, openStore } from '#store';
import { deskOf } from './support/desk.ts';
import { freshFolder } from './support/host.ts';
import { NOTHING_SEEN, Person, seenIn } from './support/table.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => { for (const end of ends.splice(0).reverse()) await end(); });

const REASON = { en: 'Somebody can be known by it.' };
const fileOf = (words: string) => ({ words, digest: hex(sha256(utf8(words))), bytes: utf8(words).length });
type FileOf = ReturnType<typeof fileOf>;
const report = (id: string, by: string, { digest, bytes }: FileOf): Body => ({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: 'Seen.' }, accounts: [{ by, stance: 'asserts', text: { en: 'Seen.' } }], evidence: [{ digest, bytes }] } });

/** Sella, with who speaks in it, who hands files in, and who asks. */
async function sella() {
  const { app, reception, dossier: { state, head }, folder, clock, request, end } = await deskOf('sella', { demo: true }), { process } = state;
  ends.push(end);
  const files = openEvidence(folder), server = api(app, undefined, app.forEverybody(), files, reception);
  const reading = (id: string): { readonly 'counterpart-reading': string } => ({ 'counterpart-reading': signReading(process, clock.time, caseKeySeed(state.charter.seed ?? '', id)) });
  const enter = async (id: string, capacity: string, body: Body, audience: 'public' | 'table' = 'public'): Promise<string> => {
    const bytes = Person.ofCase(process, state.charter.seed ?? '', id, capacity).write(body, seenIn(head.checkpoint), clock.time += 1, audience), read = readSubmissions(bytes), answer = await server.request('/sella/entries', { method: 'POST', body: bytes as never });
    expect([answer.status, await answer.json()]).toMatchObject([200, { results: [{ position: expect.any(Number) }] }]);
    return read.ok ? read.value[0]?.entry.id ?? '' : '';
  };
  const erase = (id: string, capacity: string, ...entries: readonly string[]): Promise<string> => enter(id, capacity, { kind: 'erasure', content: { entries: entries.map((entry) => ({ entry })), reason: REASON } });
  const put = async ({ digest, words }: FileOf, id = 'sorrin'): Promise<number> => (await server.request(`/sella/evidence/${digest}`, { method: 'PUT', body: words, headers: reading(id) })).status;
  const get = async ({ digest }: FileOf, headers: Record<string, string> = {}): Promise<Response> => { const answer = await server.request(`/sella/evidence/${digest}`, { headers }), text = await answer.text(); return new Response(text === '' ? null : text, answer); };
  return { app, process, server, files, folder, request, reading, enter, erase, put, get, clock };
}

test('a file that erased words named is gone, for everybody and for those at the table, and says by whom, when and by which entry; words that name it anew bring it back', async () => {
  const { process, files, enter, erase, put, get, reading, request, app } = await sella(), photo = fileOf('A photograph.');
  const seen = await enter('sorrin', 'monitor', report('seen', 'MISSION', photo));
  expect([await put(photo), (await get(photo)).status, (await get(photo, { 'if-none-match': `"${photo.digest}"` })).status]).toEqual([200, 200, 304]);
  expect((await get(photo)).headers.get('cache-control')).toBe('public, no-cache');
  const position = (await app.dossier('sella'))?.state.size ?? 0, by = await erase('sorrin', 'monitor', seen);
  expect(files.get(process, photo.digest)).toBeNull();
  for (const headers of [{}, reading('maerith')]) {
    const answer = await get(photo, headers);
    expect([answer.status, await answer.json()]).toMatchObject([410, { code: 'evidence.erased', entry: by, position, recorded: expect.any(Number), named: [position - 1] }]);
  }
  expect([(await get(photo, { accept: 'text/html' })).status, await put(photo)]).toEqual([404, 410]); // To a browser the pages answer.
  const page = await request(`/sella/evidence/${photo.digest}`), text = await page.text();
  expect([page.status, page.headers.get('cache-control')]).toEqual([410, 'private, no-store']);
  for (const said of ['This file was erased', 'Sorrin', REASON.en, `/sella/record/${position}"`, `/sella/record/${position - 1}"`]) expect(text).toContain(said);
  await enter('sorrin', 'monitor', report('seen-again', 'MISSION', photo));
  expect([await put(photo), (await get(photo)).status, (await request(`/sella/evidence/${photo.digest}`)).status]).toEqual([200, 200, 404]);
  expect(await app.audit('sella')).toMatchObject({ ok: true });
});

test('what only erased words for the table named is nobody’s to give away by naming it later, and nobody else is told of it', async () => {
  const { enter, erase, put, get, reading, request } = await sella(), closed = fileOf('A photograph for the table.');
  const kept = await enter('sorrin', 'monitor', report('kept', 'MISSION', closed), 'table');
  await put(closed);
  await erase('sorrin', 'monitor', kept);
  expect([(await get(closed)).status, (await request(`/sella/evidence/${closed.digest}`)).status, (await get(closed, reading('maerith'))).status]).toEqual([404, 404, 410]);
  await enter('maerith', 'head', report('named', 'ORR', closed));
  expect([await put(closed), (await get(closed)).status, (await get(closed, reading('maerith'))).status]).toEqual([200, 404, 200]);
});

test('a copy that takes the erasure from another lets the file go too; no bag holds it, and one from before does not bring it back', async () => {
  const { app, process, server, enter, erase } = await sella(), photo = fileOf('Carried by hand.'), place = freshFolder(), store = await openStore({ folder: place.path, mode: 'write' }), copy = new Counterpart(store), files = openEvidence(place.path);
  ends.push(place.remove, () => store.close());
  const follow = () => copy.mirror(async (url) => { const answer = await server.request(new URL(url).pathname); return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) }; }, 'http://host.example/sella', 'sella');
  const seen = await enter('sorrin', 'monitor', report('seen', 'MISSION', photo)), carried = new Map([[`${process}/evidence/${photo.digest}`, utf8(photo.words)]]), take = (bag: ReadonlyMap<string, Uint8Array>) => unpacked(copy, bag as never, () => undefined, files);
  expect(await follow()).toMatchObject({ came: 'grown' });
  expect([await take(carried), files.get(process, photo.digest)?.bytes]).toEqual([[{ what: 'file', digest: photo.digest }], photo.bytes]);
  await erase('sorrin', 'monitor', seen);
  expect(await follow()).toMatchObject({ came: 'grown' });
  expect([files.get(process, photo.digest), await take(carried), files.get(process, photo.digest)]).toEqual([null, [{ what: 'file-erased', digest: photo.digest }], null]);
  for (const one of [app, copy]) expect([...await packed(one, 'sella', 0, [], true) ?? []].filter(([name, bytes]) => name.includes(photo.digest) || new TextDecoder('latin1').decode(bytes).includes(photo.digest))).toEqual([]);
  expect(await copy.audit('sella')).toMatchObject({ ok: true });
  const anew = Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(report('anew', 'MISSION', photo), NOTHING_SEEN, 1_780_000_000), read = readSubmissions(anew);
  const taken = await take(new Map([...carried, [`submissions/${read.ok ? read.value[0]?.entry.id : ''}`, anew]]));
  expect(taken.map(({ what }) => what)).toEqual(['kept', 'file']);
});
