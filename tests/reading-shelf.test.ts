import { expect, test } from 'vitest';
import { knows } from '#web';
import { ReadingShelf } from '../src/reading-shelf.ts';
import type { WholePage } from '../src/reading-shelf.ts';

/** A workshop whose time is its own: a pause is over when the test says so. */
function workshop(took: number) {
  const at = { now: 0, head: '1' as string | null, took, made: 0, broken: false }, pauses: { readonly until: number; readonly over: () => void }[] = [];
  const shelf = new ReadingShelf({
    make: (request) => {
      at.made += 1;
      at.now += at.took;
      return at.broken ? Promise.reject(new Error('broken')) : Promise.resolve({ status: 200, headers: [['ETag', `"${at.head}"`], ['Content-Type', 'text/html'], ['Content-Security-Policy', 'x']], body: new TextEncoder().encode(`${new URL(request.url).pathname} of ${at.head}, ${request.headers.get('If-None-Match') ?? 'for whoever comes'}`) });
    },
    knows, headOf: () => Promise.resolve(at.head), now: () => at.now, pause: (milliseconds) => new Promise((over) => { pauses.push({ until: at.now + milliseconds, over }); }),
  });
  const settle = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve); });
  return {
    at, shelf, pauses,
    /** Time goes on, and what waits for it with it. */
    pass: async (milliseconds: number): Promise<void> => {
      const until = at.now + milliseconds;
      for (await settle(); (pauses[0]?.until ?? Infinity) <= until; await settle()) { const due = pauses.shift(); at.now = Math.max(at.now, due?.until ?? 0); due?.over(); }
      at.now = Math.max(at.now, until);
    },
  };
}
const words = ({ body }: WholePage): string => new TextDecoder().decode(body);
const ask = (path: string, headers: { readonly [name: string]: string } = {}): Request => new Request(`http://localhost${path}`, { headers });

test('a quick page is made for each who asks, and so is every page of a small record', async () => {
  const { at, shelf } = workshop(10);
  await shelf.page(ask('/a'));
  await shelf.page(ask('/a'));
  expect(at.made).toBe(2);
  Object.assign(at, { head: null, took: 900 });
  await shelf.page(ask('/a'));
  await shelf.page(ask('/a'));
  expect(at.made).toBe(4);
});

test('a slow page is made again beside its readers: what they get was true within the last second', async () => {
  const { at, shelf, pass } = workshop(200);
  expect(words(await shelf.page(ask('/a')))).toBe('/a of 1, for whoever comes');
  for (let head = 2; head < 60; head += 1) {
    at.head = String(head);
    await pass(100);
    const before = at.made, shown = Number(/of (\d+)/.exec(words(await shelf.page(ask('/a'))))?.[1]);
    expect(at.made, 'nobody waits').toBe(before);
    expect(head - shown, `head ${head}`).toBeLessThanOrEqual(10);
  }
  expect(at.made).toBeGreaterThan(5);
});

test('it waits for its page who comes after more than a second, where nobody made it meanwhile', async () => {
  const { at, shelf } = workshop(200);
  await shelf.page(ask('/a'));
  Object.assign(at, { now: 1_300, head: '2' });
  expect(words(await shelf.page(ask('/a')))).toContain('of 2');
});

test('a record that rests is looked at, and not made again', async () => {
  const { at, shelf, pass } = workshop(200);
  await shelf.page(ask('/a'));
  await pass(5_000);
  await shelf.page(ask('/a'));
  expect(at.made).toBe(1);
});

test('what nobody reads any more is made no more', async () => {
  const { at, shelf, pass, pauses } = workshop(200);
  await shelf.page(ask('/a'));
  await pass(12_000);
  const made = at.made;
  at.head = '9';
  await pass(60_000);
  expect([at.made, pauses.length]).toEqual([made, 0]);
  expect(words(await shelf.page(ask('/a')))).toContain('of 9');
});

test('readers of several languages have pages of their own; who has the page is told so, and nobody is told it who has not', async () => {
  const { at, shelf } = workshop(200);
  const known = await shelf.page(ask('/a', { 'Accept-Language': 'hy', 'If-None-Match': 'W/"1"' }));
  expect([known.status, known.headers, known.body.length]).toEqual([304, [['ETag', '"1"'], ['Content-Security-Policy', 'x']], 0]);
  expect(words(await shelf.page(ask('/a', { 'Accept-Language': 'hy' })))).toBe('/a of 1, for whoever comes');
  expect(at.made).toBe(1);
  await shelf.page(ask('/a', { 'Accept-Language': 'ru' }));
  expect(at.made).toBe(2);
});

test('many who come at once wait for one; a page that fails is asked for again by its next reader', async () => {
  const { at, shelf, pass } = workshop(200);
  await Promise.all(Array.from({ length: 9 }, () => shelf.page(ask('/a'))));
  expect(at.made).toBe(1);
  Object.assign(at, { broken: true, head: '2' });
  await pass(2_000);
  await expect(shelf.page(ask('/a'))).rejects.toThrow('broken');
  at.broken = false;
  expect(words(await shelf.page(ask('/a')))).toContain('of 2');
});
