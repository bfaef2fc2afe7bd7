/**
 * The service worker: keeps the pages with which one acts, and the files they are made of, for when there is no line. With a line every page comes from the host.
 * Built into one file of its own, for not every browser lets a service worker import. Signing out clears the pages of this browser; keys and what is kept signed stay.
 */
declare const BUILD: string;

interface Waiting extends Event { waitUntil(work: Promise<unknown>): void }
interface Fetching extends Waiting { readonly request: Request; respondWith(answer: Promise<Response>): void }
interface Told extends Waiting { readonly data: unknown }
interface Worker { skipWaiting(): Promise<void>; readonly clients: { claim(): Promise<void> }; addEventListener(type: string, listener: (event: never) => void): void; readonly location: Location }
const worker = globalThis as unknown as Worker;

const PAGES = `pages ${BUILD}`;
/** The pages that work without a line: acts, reports, the outbox, letters. */
const KEPT = /^\/[^/]+\/(?:act(?:\/[^/]+)?|outbox|letters|report)$/;
const PATIENCE = 6_000;

worker.addEventListener('install', (event: Waiting) => event.waitUntil(carryOver().then(() => worker.skipWaiting())));
worker.addEventListener('activate', (event: Waiting) => event.waitUntil(clearOthers().then(() => worker.clients.claim())));
worker.addEventListener('message', (event: Told) => {
  const paths = (event.data as { readonly keep?: readonly unknown[] } | null)?.keep ?? [];
  event.waitUntil(Promise.all(paths.map((path) => (typeof path === 'string' && path.startsWith('/') ? take(path) : null))));
});
worker.addEventListener('fetch', (event: Fetching) => {
  const { request } = event, url = new URL(request.url);
  if (url.origin !== worker.location.origin) return;
  if (request.method === 'POST' && url.pathname.endsWith('/sign-out')) event.waitUntil(caches.delete(PAGES));
  if (request.method !== 'GET') return;
  if (url.pathname.startsWith('/assets/')) event.respondWith(fromHere(request));
  else if (request.mode === 'navigate' && KEPT.test(url.pathname)) event.respondWith(fromThere(request));
});

/** Files have their content in their name: what is here is right. */
async function fromHere(request: Request): Promise<Response> {
  return await caches.match(request, { ignoreVary: true }) ?? fetch(request);
}

/** The host's page where it is reached in time, and kept; else the one that was kept. */
async function fromThere(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true }), control = new AbortController();
  const late = kept === undefined ? undefined : setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(request.url, { signal: control.signal, headers: request.headers, credentials: 'same-origin' });
    if (answer.ok) await keep(new URL(request.url).pathname, answer.clone());
    await letGo();
    return answer;
  } catch (fault) {
    if (kept !== undefined) return kept;
    throw fault;
  } finally {
    clearTimeout(late);
  }
}

/** Forms of acts, and letters, that nobody has opened for as long as one stays signed in: while there is a line, for without one they may be all there is. */
const UNUSED = /\/act\/|letters$/, LASTS = 604_800_000;

async function letGo(): Promise<void> {
  const store = await caches.open(PAGES);
  for (const page of await store.keys()) if (UNUSED.test(page.url) && Date.parse((await store.match(page))?.headers.get('date') ?? '') < Date.now() - LASTS) await store.delete(page);
}

const keep = async (path: string, answer: Response): Promise<void> => (await caches.open(PAGES)).put(path, answer);

async function take(path: string): Promise<void> {
  const store = await caches.open(PAGES);
  if (path.startsWith('/assets/') && await store.match(path) !== undefined) return;
  const answer = await fetch(path, { credentials: 'same-origin' }).catch(() => null);
  if (answer?.ok === true) await store.put(path, answer);
}

/** Pages kept under an earlier build are fetched again under this one, with their files. */
async function carryOver(): Promise<void> {
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) if (name !== PAGES && KEPT.test(new URL(url).pathname)) await takeWhole(new URL(url).pathname);
  }
}

async function takeWhole(path: string): Promise<void> {
  await take(path);
  const page = await (await caches.open(PAGES)).match(path), html = await page?.text() ?? '';
  for (const [, file] of html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) await take(file as string);
}

async function clearOthers(): Promise<void> {
  for (const name of await caches.keys()) if (name !== PAGES) await caches.delete(name);
}
