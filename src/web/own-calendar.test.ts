import ICAL from 'ical.js';
import { afterEach, expect, test } from 'vitest';
import { deskOf } from '../../tests/support/desk.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

async function signedIn() {
  const desk = await deskOf('sella', { demo: true });
  ends.push(desk.end);
  const role = desk.reception.roles(desk.dossier.state).find(({ actor, capacity }) => actor === 'TOL' && capacity === 'head');
  await desk.send('/sella/sign-in/role', { role: role?.id ?? '' });
  const make = async (): Promise<string> => /\/sella\/calendar\/[0-9a-f]{64}\.ics/.exec(await (await desk.send('/sella/papers/calendar', { what: 'make' })).text())?.[0] ?? 'none';
  return { ...desk, make };
}

test('an address gives one person’s own dates to a program that cannot sign in, and nothing to caches', async () => {
  const { make, request, forget, desk } = await signedIn(), address = await make(), token = address.slice(16, 80);
  forget();
  const answer = await request(address), text = await answer.text();
  expect([answer.status, answer.headers.get('cache-control'), answer.headers.get('etag')]).toEqual([200, 'private, no-store', null]);
  const owed = new ICAL.Component(ICAL.parse(text) as unknown as [string, object[], object[]]).getAllSubcomponents('vevent').flatMap((one) => /Owed by: (.*)/.exec(new ICAL.Event(one).description)?.[1] ?? []);
  expect(owed.length > 0 && owed.every((who) => who.includes('Tollaven'))).toBe(true);
  expect(JSON.stringify(await desk.get('calendar', token))).toBe('null'); // Kept under its hash only.
  expect((await request(`/sella/calendar/${'0'.repeat(64)}.ics`)).status).toBe(404);
});

test('another address ends the one before, and so does its owner’s word; nobody makes one who is not signed in, or from another site', async () => {
  const { make, request, send, forget } = await signedIn(), first = await make(), second = await make();
  expect([(await request(first)).status, (await request(second)).status]).toEqual([404, 200]);
  expect(await (await request('/sella/papers')).text()).toContain('You have an address, until');
  expect((await send('/sella/papers/calendar', { what: 'make' }, { origin: 'https://elsewhere.example' })).status).toBe(403);
  expect((await send('/sella/papers/calendar', { what: 'drop' })).status).toBe(200);
  expect((await request(second)).status).toBe(404);
  forget();
  expect((await send('/sella/papers/calendar', { what: 'make' })).status).toBe(404);
  expect(await (await request('/sella/papers')).text()).not.toContain('Your own dates');
});

test('it ends after its time', async () => {
  const { make, request, clock } = await signedIn(), address = await make();
  clock.time += 401 * 86_400;
  expect((await request(address)).status).toBe(404);
});
