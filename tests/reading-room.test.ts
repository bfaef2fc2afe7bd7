import { afterAll, beforeAll, expect, test } from 'vitest';
import { isForEverybody } from '#web';
import { ReadingRoom } from '../src/reading-room.ts';
import type { Host } from './support/host.ts';
import { freshFolder, holdCases, serve } from './support/host.ts';
import { Person, seenIn } from './support/table.ts';

/** Pages made on a thread of their own, beside the host that takes entries into the same store. */
const folder = freshFolder();
let host: Host, room: ReadingRoom;
beforeAll(async () => {
  holdCases(['sella'], folder.path);
  host = await serve(folder.path, '--demo');
  room = new ReadingRoom({ folder: folder.path, demo: true, table: false, origin: undefined });
}, 60_000);
afterAll(async () => {
  await room.close();
  host.kill();
  folder.remove();
});

const made = async (path: string, headers: { readonly [name: string]: string } = {}): Promise<readonly [number, string | null, string]> => {
  const answer = await room.page(new Request(host.url + path, { headers }));
  if (answer === null) throw new Error('the thread has ended');
  return [answer.status, answer.headers.get('etag'), await answer.text()];
};
const served = async (path: string): Promise<readonly [number, string | null, string]> => {
  const answer = await fetch(host.url + path);
  return [answer.status, answer.headers.get('etag')?.replace(/^W\//, '') ?? null, await answer.text()];
};

test.each(['', '/commitments/SU-5a', '/timeline?kind=report', '/registers', '/registers/living', '/record?page=2', '/record/3', '/record/3.json', '/work', '/contacts', '/about', '/registers/corridors.csv', '/commitments/none', '?valid=2026-02-30'])('%s is what the host itself makes of it', async (path) => {
  expect(await made(`/sella${path}`)).toEqual(await served(`/sella${path}`));
}, 30_000);

test('what is handed in is on the next page, and who has a page is told that it is the same', async () => {
  const seen = await (await fetch(`${host.url}/sella/checkpoint`)).text(), process = /counterpart\/([0-9a-f]{64})/.exec(seen)?.[1] ?? '';
  const [, before] = await made('/sella/record');
  const report = { kind: 'report', content: { id: 'read-apart', category: 'observation', date: '2026-05-01', summary: { en: 'Seen and read apart.' }, accounts: [{ by: 'MISSION', stance: 'asserts', text: { en: 'Open.' } }] } } as const;
  const answer = await fetch(`${host.url}/sella/entries`, { method: 'POST', body: Person.ofCase(process, 'sella-1', 'sorrin', 'monitor').write(report, seenIn(seen), 1_780_000_000) as BodyInit });
  expect(answer.status).toBe(200);
  const [status, tag, text] = await made('/sella/registers/observations');
  expect([status, text]).toEqual([200, expect.stringContaining('Seen and read apart.')]);
  expect(before).not.toBe((await made('/sella/record'))[1]);
  expect((await made('/sella/registers/observations', { 'If-None-Match': tag ?? '' }))[0]).toBe(304);
}, 30_000);

test('only what follows from the record, for who is not signed in', () => {
  const asked = (path: string, cookie = '', method = 'GET') => isForEverybody(new Request(`http://localhost${path}`, { method, headers: { cookie } }));
  expect(['/sella', '/sella/record/7', '/sella/record/7.json', '/sella/news.atom', '/sella/commitments/a%2Fb'].map((path) => asked(path))).toEqual([true, true, true, expect.any(Boolean), true]);
  expect(['/', '/sella/sign-in', '/sella/keeping', '/sella/persons/x', '/sella/retention', '/sella/entries', '/sella/checkpoint', '/assets/a.css'].map((path) => asked(path))).toEqual(Array.from({ length: 8 }, () => false));
  expect([asked('/sella', 'counterpart=1'), asked('/sella', 'a=1; __Host-counterpart=1'), asked('/sella', 'other=1'), asked('/sella/draft', '', 'POST')]).toEqual([false, false, true, false]);
});

test('once the thread has ended, pages are made elsewhere', async () => {
  const other = new ReadingRoom({ folder: `${folder.path}/nowhere`, demo: true, table: false, origin: undefined });
  expect(await other.page(new Request(`${host.url}/sella`))).toBeNull();
  expect(await other.page(new Request(`${host.url}/sella`))).toBeNull();
}, 30_000);
