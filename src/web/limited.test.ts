import { afterEach, describe, expect, test } from 'vitest';
import { deskOf } from '../../tests/support/desk.ts';
import { openingHost } from '../../tests/support/opening.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => { for (const end of ends.splice(0)) await end(); });

describe('what is asked for too often', () => {
  test('is put off, with when to try again; by address, and by seat where somebody is signed in', async () => {
    const { request, send, clock, forget, cookie, end } = await deskOf('sella', { demo: true, limited: true, origin: 'https://talks.example' });
    ends.push(end);
    const from = (address: string, path: string, headers: object = {}) => request(path, { method: 'POST', body: new URLSearchParams({ text: '' }), headers: { 'x-forwarded-for': address, ...headers } });
    for (let times = 0; times < 20; times++) expect((await from('192.0.2.1', '/sella/what-if')).status).toBe(200);
    const often = await from('192.0.2.1', '/sella/what-if', { accept: 'text/html' }), text = await often.text();
    expect([often.status, often.headers.get('retry-after'), often.headers.get('cache-control')]).toEqual([429, '6', 'private, no-store']);
    expect(text).toContain('Try again in 6 seconds.');
    const told = await from('192.0.2.1', '/sella/what-if', { accept: 'application/json' });
    expect(await told.json()).toMatchObject({ code: 'limit.often', seconds: 6 });
    expect([(await from('192.0.2.2', '/sella/what-if')).status, (await from('192.0.2.1', '/sella/intake')).status]).toEqual([200, 422]); // Looked at, and no file.
    await send('/sella/sign-in/role', { role: 'orsavie' });
    const seat = cookie();
    expect((await from('192.0.2.1', '/sella/what-if')).status).toBe(200);
    for (let times = 0; times < 20; times++) await from(`192.0.2.${100 + times}`, '/sella/what-if');
    expect((await from('192.0.2.3', '/sella/what-if')).status).toBe(429); // One seat, wherever it asks from.
    forget(`${seat.slice(0, -1)}0`);
    clock.time += 5;
    expect((await from('192.0.2.1', '/sella/what-if')).status).toBe(429);
    clock.time += 1;
    expect((await from('192.0.2.1', '/sella/what-if')).status).toBe(200);
  });

  test('is no reading of pages', async () => {
    const { request, end } = await deskOf('sella', { limited: true });
    ends.push(end);
    for (let times = 0; times < 40; times++) expect((await request('/sella/what-if')).status).toBe(200);
  });

  test('is a charter begun, which stays on the disk', async () => {
    const { browser, end } = await openingHost('everybody', true), visitor = browser();
    ends.push(end);
    const begin = () => visitor.send('/new', { template: 'mediated' });
    const statuses: number[] = [];
    for (let times = 0; times < 11; times++) statuses.push((await begin()).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 303), 429]);
  });
});
