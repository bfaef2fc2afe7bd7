import { X509Certificate, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { compress } from 'hono/compress';
import { setTimeout as sleep } from 'node:timers/promises';
import { api, bothOnOnePort, get, passkeys, post, put, witnessApi } from '#api';
import type { Elsewhere } from '#api';
import { Amendments, Counterpart, Limits, MANY_ENTRIES, Opening, Reception, Witness, formsGiven, handOn, handOnKept, keptForBag, settle, showHead } from '#app';
import { Fault } from '#base';
import { EXIT, isNothingNew, keptProof, run, sayFault, slugOf, standing, told } from '#cli';
import type { World } from '#cli';
import type { Chance, Clock, Desk, Queue } from '#ports';
import { hex, sha256, verifierKeyOf } from '#record';
import { age, openAuthority, openDesk, openEvidence, openFindings, openForms, openKeys, openQueue, openShelf, openStore, openWitnessed } from '#store';
import { createWords } from '#words';
import type { Words } from '#words';
import { newerThanPages } from './built-pages.ts';
import { FILES } from './files.ts';
import { ReadingRoom } from './reading-room.ts';
import type { Reading } from './reading-room.ts';
import { ReadingShelf } from './reading-shelf.ts';
import type { WholePage } from './reading-shelf.ts';

/** The one place where the edges are joined: disk, terminal, network, store, pages. */

const root = fileURLToPath(new URL('../', import.meta.url));
const home = root.endsWith('/dist/') ? join(root, '..') : root;

const CLOCK: Clock = { now: () => Math.floor(Date.now() / 1000), turn: () => new Promise((resolve) => setImmediate(resolve)) };

/** Milliseconds between a node's questions to its host. */
const ASK_EVERY = 3000;

/** And after an answer that was wrong and not signed: at first, and at most. */
const LINE = 60_000, LONGEST = 3_600_000;

const CHANCE: Chance = { bytes: (count) => new Uint8Array(randomBytes(count)) };

type Messages = { readonly [locale: string]: { readonly [key: string]: string } };

/** Every language of `locales/`, its topics merged. */
function readMessages(): Messages {
  const folder = join(home, 'locales');
  return Object.fromEntries(readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => {
    const topics = readdirSync(join(folder, name)).filter((file) => file.endsWith('.json'));
    return [name, Object.assign({}, ...topics.map((topic) => JSON.parse(readFileSync(join(folder, name, topic), 'utf8')) as object)) as { readonly [key: string]: string }];
  }));
}

async function withApp<T>(folder: string, mode: 'read' | 'write' | 'mend', work: (app: Counterpart) => Promise<T>, demo = false, limits?: Limits): Promise<T> {
  const store = await openStore({ folder, mode });
  try {
    return await work(new Counterpart(store, { clock: CLOCK, seedOf: openKeys(folder).seedOf, demo, post, chance: CHANCE, queue: openQueue(folder), findings: openFindings(folder), ...(limits === undefined ? {} : { refused: (author) => limits.spend('refused', author, 1) }) }));
  } finally {
    await store.close();
  }
}

/** The pages of the records of a folder, for who is not signed in: what a thread of its own makes of them. */
export async function pagesToRead({ folder, demo, table, origin }: Reading): Promise<(request: Request) => Promise<WholePage>> {
  const store = await openStore({ folder, mode: 'read' }), app = new Counterpart(store, { clock: CLOCK, seedOf: openKeys(folder).seedOf, demo, chance: CHANCE, findings: openFindings(folder) }), read = table ? app : app.forEverybody();
  read.part = 'reads';
  const desk = openDesk(folder, CLOCK), reception = new Reception({ desk, now: CLOCK.now, bytes: CHANCE.bytes }, passkeys, { demo }), assets = assetsOf(), { knows, webApp } = await import('#web'), readAt = new Map<string, number>();
  const site = new Hono().use(compress()).route('/', webApp({ app: read, reception, amendments: new Amendments(desk, CHANCE.bytes), ...(origin === undefined ? {} : { origin }), messages: readMessages(), assets, build: assets['build'] ?? '' }));
  const headOf = async ({ url }: Request): Promise<string | null> => {
    const slug = slugIn(url), size = await read.sizeOf(slug) ?? 0;
    if (size < MANY_ENTRIES) return null;
    readAt.set(slug, CLOCK.now());
    return String(size);
  };
  setInterval(() => { for (const [slug, at] of readAt) if (CLOCK.now() - at < READ_ON) void read.dossier(slug).catch(() => undefined); else readAt.delete(slug); }, 500).unref(); // Nobody waits for what came while nobody read.
  const shelf = new ReadingShelf({
    make: async (request) => { const answer = await site.fetch(request); return { status: answer.status, headers: [...answer.headers], body: new Uint8Array(await answer.arrayBuffer()) }; },
    knows, headOf, now: () => performance.now(), pause: (milliseconds) => sleep(milliseconds),
  });
  return (request) => shelf.page(request);
}

/** Seconds for which a log is gone on with after its last reader. */
const READ_ON = 600;

/** The process that an address is about. */
const slugIn = (url: string): string => new URL(url).pathname.split('/')[1] ?? '';

/** Hands what is for everybody to the thread that makes it, once a record is large. A party's own node, which fills in what it was not given, makes all of it itself. */
function readApart(server: Hono, app: Counterpart, isForEverybody: (request: Request) => boolean, reading: Reading): { close(): Promise<void> } {
  let room: ReadingRoom | null = null;
  server.use(async (context, next) => {
    const { raw, url } = context.req;
    if (!isForEverybody(raw) || (await app.sizeOf(slugIn(url)) ?? 0) < MANY_ENTRIES) return next();
    room ??= new ReadingRoom(reading);
    return await room.page(raw) ?? next();
  });
  return { close: async () => room?.close() };
}

async function pages(app: Counterpart, open: Counterpart, folder: string, messages: Messages, { reception, opening, amendments, origin, limits }: { readonly limits: Limits; readonly reception: Reception; readonly opening: Opening | null; readonly amendments: Amendments; readonly origin: string | undefined }, elsewhere: Elsewhere, apart: Reading | null): Promise<{ readonly fetch: Hono['fetch']; close(): Promise<void> }> {
  const newer = newerThanPages(home);
  if (newer !== null) throw new Fault('build.old', 'never', { newer });
  const web = await import('#web').catch((cause: unknown) => {
    throw new Fault('build.missing', 'never', {}, cause);
  });
  const assets = assetsOf(), server = new Hono();
  const squeeze = compress();
  server.use((context, next) => (context.req.path.endsWith('/entries') ? next() : squeeze(context, next))); // What answers an entry is short, and there are many.
  server.use('/assets/*', serveStatic({ root: join(home, 'dist/web'), onFound: (path, context) => keepFor(path, context) }));
  server.get('/:file{verify\\.(?:html|mjs)}', serveStatic({ root: join(home, 'dist'), onFound: (_, context) => context.header('Content-Disposition', 'attachment') })); // To be opened from one's own disk, not as a page of this host.
  const room = apart === null ? null : readApart(server, open, web.isForEverybody, apart);
  server.route('/', api(app, elsewhere, open, openEvidence(folder), reception, limits));
  const site = web.webApp({ app: open, table: app, reception, amendments, limits, ...(opening === null ? {} : { opening }), ...(origin === undefined ? {} : { origin }), messages, assets, build: assets['build'] ?? '', forms: formsGiven(openForms(folder)) });
  server.route('/', site);
  server.notFound((context) => site.fetch(context.req.raw));
  return { fetch: server.fetch, close: async () => room?.close() };
}

/** A file has its content in its name; the service worker has one address, and rules over all pages. */
function keepFor(path: string, context: Context): void {
  const worker = path.endsWith('/worker.js');
  context.header('Cache-Control', worker ? 'no-cache' : 'public, max-age=31536000, immutable');
  if (worker) context.header('Service-Worker-Allowed', '/');
}

/** A server that is not listening yet. */
interface Door {
  readonly server: Server;
  readonly scheme: 'http' | 'https';
  /** What it is called in the network, for an address that means all of them. */
  readonly name?: string;
  /** Lets go of connections that wait for another question. */
  close(): void;
}

function plainDoor(fetch: Hono['fetch']): Door {
  const server = createServer(getRequestListener(fetch));
  return { server, scheme: 'http', close: () => server.closeIdleConnections() };
}

/** Answers until the process is told to stop; then answers what is under way. Says where, once it listens. */
async function answering({ server, scheme, name, close }: Door, { host, port: wanted }: { readonly host: string; readonly port: number }, listening: (url: string, port: number) => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => reject(cause.code === 'EADDRINUSE' ? new Fault('port.taken', 'safe', { port: wanted }, cause) : cause));
    server.listen(wanted, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const shown = name !== undefined && (host === '0.0.0.0' || host === '::') ? name : host;
  listening(`${scheme}://${shown.includes(':') ? `[${shown}]` : shown}:${port}/`, port);
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      server.close(() => resolve());
      close();
    };
    process.once('SIGINT', stop).once('SIGTERM', stop);
  });
}

/** Milliseconds between looks at whether the machine has other addresses, or its certificate comes to its end. */
const CERTIFY_EVERY = 60_000;
const RENEW_BEFORE = 30 * 86_400;

/** By what this machine is reached: its names, those given to it, and its addresses in every network that it is in now. */
function reachedBy(names: readonly string[]): readonly string[] {
  const own = hostname().toLowerCase(), addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address.replace(/%.*$/, '')));
  return [...new Set([...names, own, ...(own.includes('.') ? [] : [`${own}.local`]), 'localhost', '127.0.0.1', '::1', ...addresses])];
}

/** A door with certificates of this machine's own authority. On the same port, who comes without TLS is helped to trust it, and sees nothing else. */
async function secureDoor(fetch: Hono['fetch'], app: Counterpart, { folder, names }: { readonly folder: string; readonly names: readonly string[] }, messages: Messages, note: (text: string) => void, words: Words): Promise<Door> {
  const own = hostname().toLowerCase(), authority = await openAuthority(folder, [...names, own], CLOCK.now()), digest = hex(sha256(authority.certificate)), { spokenKey, trustApp } = await import('#web');
  let present = await authority.certify(reachedBy(names), CLOCK.now());
  const plain = new Hono().use('/assets/*', serveStatic({ root: join(home, 'dist/web') })).route('/', trustApp({ app, messages, assets: assetsOf(), build: '' }, { ...authority, digest }));
  const door = bothOnOnePort(getRequestListener(fetch), getRequestListener(plain.fetch), present);
  const renew = async (): Promise<void> => {
    const next = reachedBy(names);
    const lasts = present.until - CLOCK.now() > RENEW_BEFORE || present.until === authority.until;
    if (lasts && next.join() === present.asked.join()) return;
    present = await authority.certify(next, CLOCK.now());
    door.certify(present);
  };
  const timer = setInterval(() => void renew().catch((fault: unknown) => note(fault instanceof Fault ? sayFault(fault, words) : String(fault))), CERTIFY_EVERY);
  note(words.say('cli.tls', { spoken: spokenKey(digest).map(({ word, number }) => `${number} ${word}`).join('  '), names: words.list(present.names), until: words.day(authority.until) }));
  return { server: door.server, scheme: 'https', name: names[0] ?? own, close: () => { clearInterval(timer); door.close(); } };
}

const assetsOf = (): { readonly [name: string]: string } => JSON.parse(readFileSync(join(home, 'dist/web/manifest.json'), 'utf8')) as { readonly [name: string]: string };

/** Serves the pages until the process is told to stop, and closes the store. */
async function serve(options: Parameters<World['serve']>[0], messages: Messages, note: (text: string) => void): Promise<number> {
  const words = createWords({ locale: 'en', messages: messages['en'] ?? {}, zone: 'UTC' });
  const limits = new Limits(CLOCK.now);
  await withApp(options.folder, 'write', async (app) => {
    const hosts = new Map(options.counterpartOf.map((url) => [slugOf(url), url.replace(/\/*$/, '')]));
    if (hosts.size === 0 && (await app.list()).length === 0) await loadBoth(app);
    for (const [slug, url] of hosts) app.follows(slug, url);
    const open = options.table ? app : app.forEverybody();
    if (hosts.size === 0) for (const one of [app, open]) one.part = 'keeps';
    const queue = openQueue(options.folder), elsewhere: Elsewhere = { handOn: async (slug, body, promise) => { const url = hosts.get(slug); return url === undefined ? null : handOn(url, body, post, queue, promise); }, keep: (slug, body) => keptForBag(app, slug, body, queue), stopped: (fault) => note(sayFault(fault, words)) };
    const desk = openDesk(options.folder, CLOCK), reception = new Reception({ desk, now: CLOCK.now, bytes: CHANCE.bytes }, passkeys, { demo: options.demo });
    const opening = hosts.size === 0 ? openingOn(app, options, desk) : null; // A party's own node keeps no log as its host.
    await desk.sweep(CLOCK.now());
    const stop = new AbortController(), following = [confirming((size) => (hosts.size === 0 && size >= MANY_ENTRIES ? app : open), stop.signal, note, words), ...[...hosts].map(([slug, url]) => follow(app, url, slug, queue, options.reader, stop.signal, note, words))];
    let room: { close(): Promise<void> } | null = null;
    try {
      const { fetch, close } = await pages(app, open, options.folder, messages, { limits, reception, opening, amendments: new Amendments(desk, CHANCE.bytes), origin: options.origin }, elsewhere, hosts.size === 0 ? options : null);
      room = { close };
      const door = options.tls ? await secureDoor(fetch, open, options, messages, note, words) : plainDoor(fetch);
      await answering(door, options, (url, port) => {
        note(words.say('cli.served', { url }));
        if (opening !== null && !options.openProcesses) note(words.say('cli.opening', { url: `${options.origin ?? url.replace(/\/$/, '')}/new?link=${opening.link()}` }));
        if (options.tls) note(words.say('cli.tls.help', { help: `http://${options.names[0] ?? hostname().toLowerCase()}:${port}/` }));
      });
    } finally {
      stop.abort();
      await room?.close();
      await Promise.all(following); // What is under way ends before the store is closed.
      await desk.close();
    }
  }, options.demo, limits);
  note(words.say('cli.stopped'));
  return EXIT.done;
}

/** Where charters are drafted, and processes begin whose log this machine keeps. */
const openingOn = (app: Counterpart, { folder, openProcesses }: { readonly folder: string; readonly openProcesses: boolean }, desk: Desk): Opening => new Opening({
  desk, now: CLOCK.now, bytes: CHANCE.bytes, keys: openKeys(folder), open: (slug, submitted) => app.open(slug, submitted), isTaken: async (name) => (await app.list()).some(({ slug, process }) => slug === name || process === name),
}, openProcesses ? 'everybody' : 'operator');

/** Mirrors a log until told to stop, or until what its host signed is found to be wrong: then the pages say so. A host that is not reached is asked again; one whose answer was wrong and signed by nobody, after a while. */
async function follow(app: Counterpart, url: string, slug: string, queue: Queue, reader: Uint8Array | undefined, signal: AbortSignal, note: (text: string) => void, words: Words): Promise<void> {
  const answered = new Set<string>();
  let reached = true, setBack = false, pause = ASK_EVERY;
  while (!signal.aborted) {
    try {
      const came = await app.mirror(get, url, slug, reader);
      if (came.came !== 'behind' && !isNothingNew(came)) note(told(came, words));
      const back = came.came === 'behind' && await showHead(app, url, slug, post);
      if (back && !setBack) note(words.say('cli.mirror.set-back'));
      setBack = back;
      const proof = keptProof(came, words);
      if (proof !== null) note(proof);
      reached = true;
      if (came.came === 'wrong' && came.signed === true) return;
      pause = came.came === 'wrong' ? Math.min(LONGEST, Math.max(LINE, 2 * pause)) : ASK_EVERY;
      const stands = came.came === 'wrong' ? null : await standing(app, slug, words), state = came.came === 'wrong' ? undefined : (await app.dossier(slug))?.state;
      if (stands !== null) return note(stands);
      if (state !== undefined) settle(state, queue);
      const handed = state === undefined ? [] : await handOnKept(state.process, url, post, queue, answered);
      if (handed.length > 0) note(words.say('cli.handed-on', { count: handed.length }));
    } catch (fault) {
      if (!(fault instanceof Fault) || fault.retry !== 'safe') throw fault;
      if (reached) note(sayFault(fault, words));
      reached = false;
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}

/** Shows each new head to the witnesses of its charter. `by`: who knows that charter already, for a log of so many entries; of a large one, whoever takes its entries in. */
async function confirming(by: (size: number) => Counterpart, signal: AbortSignal, note: (text: string) => void, words: Words): Promise<void> {
  const shown = new Map<string, number>();
  while (!signal.aborted) {
    for (const { slug, size } of await by(0).list()) {
      if (shown.get(slug) === size) continue;
      try {
        const came = await by(size).confirm(slug);
        if (came === null || came.confirmed?.size === size) shown.set(slug, size);
      } catch (fault) {
        if (!(fault instanceof Fault)) throw fault;
        note(sayFault(fault, words));
        shown.set(slug, size);
      }
    }
    await sleep(ASK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

/** Cosigns until the process is told to stop. The keys others verify with go to standard output, one a line. */
async function witness({ folder, name, logs, ...address }: Parameters<World['witness']>[0], { out, note }: World['io'], words: Words): Promise<number> {
  const { witnessed, signers } = await openWitnessed(folder, name);
  try {
    for (const signer of signers) out(`${verifierKeyOf(signer)}\n`);
    const now = (): number => Math.floor(Date.now() / 1000);
    await answering(plainDoor(witnessApi(new Witness({ logs, signers, witnessed, now })).fetch), address, (url) => note(words.say('cli.witness.served', { url, count: new Set(logs.map((key) => key.name)).size })));
  } finally {
    await witnessed.close();
  }
  note(words.say('cli.stopped'));
  return EXIT.done;
}

/** An empty store begins with the cases that come with the program. */
async function loadBoth(app: Counterpart): Promise<void> {
  for (const name of readdirSync(join(home, 'cases'), { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const loaded = await app.loadCase(FILES.files(join(home, 'cases', name.name)));
    if (!loaded.ok) throw new Error(`the case ${name.name} that comes with the program is refused: ${JSON.stringify(loaded.refusal).slice(0, 500)}`);
  }
}

/** A hall's authority beside the public ones. */
function trust(path: string): void {
  const bytes = FILES.bytes(path);
  try {
    setDefaultCACertificates([...getCACertificates('default'), new X509Certificate(bytes).toString()]);
  } catch (cause) {
    throw new Fault('trust.form', 'never', { file: path }, cause);
  }
}

const wait = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

/** Runs a command line; gives the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  const messages = readMessages();
  const note = (text: string): void => void process.stderr.write(`${text}\n`);
  const io: World['io'] = { out: (text) => void process.stdout.write(text), note, progress: (text) => void (process.stderr.isTTY && process.stderr.write(`\r${text} `)) };
  return run(argv, {
    io,
    words: (zone, language = 'en') => createWords({ locale: language, messages: messages[language] ?? {}, fallback: messages['en'] ?? {}, zone }),
    withApp, ...FILES, keys: openKeys, queue: openQueue, forms: openForms, chance: CHANCE, get, post, put, shelf: openShelf, evidence: openEvidence, seal: age, now: CLOCK.now, wait, trust, serve: (options) => serve(options, messages, note),
    witness: (options) => witness(options, io, createWords({ locale: 'en', messages: messages['en'] ?? {}, zone: 'UTC' })),
  });
}
