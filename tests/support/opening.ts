import type { Json } from '#base';
import { Counterpart, Limits, Opening } from '#app';
import type { Permission } from '#app';
import { base64, caseKeySeed, emptyRoot, keyOf, signCharter, signPossession, writeBody, writeEntry, writeSubmission } from '#record';
import { openDesk, openKeys, openStore } from '#store';
import { webApp } from '../../src/web/index.ts';
import { StillClock } from './case.ts';
import { freshFolder } from './host.ts';
import { allMessages } from './site.ts';

const ORIGIN = 'http://localhost';

/** A host on which charters are drafted, over a real store, without a network. */
export async function openingHost(permission: Permission = 'everybody', limited = false) {
  const folder = freshFolder(), clock = new StillClock(1_780_000_000), store = await openStore({ folder: folder.path, mode: 'write' }), keys = openKeys(folder.path);
  let calls = 0;
  const bytes = (count: number): Uint8Array => new Uint8Array(count).fill(++calls);
  const app = new Counterpart(store, { clock, seedOf: keys.seedOf, demo: false, chance: { bytes } }), desk = openDesk(folder.path, clock);
  const opening = new Opening({ desk, now: clock.now, bytes, keys, open: (slug, submitted) => app.open(slug, submitted), isTaken: async (name) => (await app.list()).some(({ slug, process }) => slug === name || process === name) }, permission);
  const site = webApp({ app, opening, origin: ORIGIN, ...(limited ? { limits: new Limits(clock.now) } : {}), messages: allMessages(), assets: { style: '/assets/style.css' }, build: 'test' });
  const end = async (): Promise<void> => { await desk.close(); await store.close(); folder.remove(); };
  return { app, opening, clock, browser: () => new Visitor((path, init) => Promise.resolve(site.request(`${ORIGIN}${path}`, init))), end };
}

/** A browser of one person, with its cookies, and a device whose key is made from a seed. */
export class Visitor {
  readonly #ask: (path: string, init: RequestInit) => Promise<Response>;
  readonly #cookies = new Map<string, string>();
  /** Where the last answer led to. */
  at = '';

  constructor(ask: (path: string, init: RequestInit) => Promise<Response>) {
    this.#ask = ask;
  }

  async get(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.#ask(path, { ...init, headers: { ...(cookie === '' ? {} : { cookie }), ...init.headers as object } });
    for (const set of answer.headers.getSetCookie()) this.#cookies.set(set.slice(0, set.indexOf('=')), set.slice(set.indexOf('=') + 1, set.indexOf(';')));
    this.at = answer.headers.get('location') ?? path;
    return answer;
  }

  text = async (path: string): Promise<string> => plain(await (await this.get(path)).text());

  /** Sends a form as the page would, with the hidden fields that the page has. */
  async send(path: string, fields: Readonly<Record<string, string>>, { from = path, origin = ORIGIN }: { readonly from?: string; readonly origin?: string } = {}): Promise<Response> {
    const seen = /name="seen" value="([0-9a-f]*)"/.exec(await (await this.get(from)).text())?.[1];
    return this.get(path, { method: 'POST', body: new URLSearchParams({ ...(seen === undefined ? {} : { seen }), ...fields }), headers: { origin } });
  }

  /** Takes a seat with a key of its own: what the script does. */
  take(link: string, seat: string, fields: Readonly<Record<string, string>>, seed = caseKeySeed('device', seat)): Promise<Response> {
    return this.send(link, { key: keyOf(seed), proof: signPossession(seed, null, seat), reading: READING, ...fields });
  }

  charter = async (at: string): Promise<{ readonly charter: Json; readonly agreedBy: readonly Json[]; readonly open: readonly string[] }> => await (await this.get(`${at}/charter.json`)).json() as never;

  sign = (at: string, charter: Json, seat: string): Promise<Response> => this.send(`${at}/sign`, { signature: signCharter(charter, caseKeySeed('device', seat)) }, { from: at });

  /** The first entry, as the device of a head makes it. */
  async open(at: string, content: Json, seat: string, madeAt: number): Promise<Response> {
    const seed = caseKeySeed('device', seat), body = writeBody(content, new Uint8Array(16));
    if (!body.ok) throw new Error(body.refusal.code);
    const entry = writeEntry({ process: body.value.digest, kind: 'charter', capacity: 'head', madeAt, audience: 'public', about: [], body: body.value.digest, seen: { size: 0, root: base64(emptyRoot()) } }, seed, 0);
    if (!entry.ok) throw new Error(entry.refusal.code);
    return this.get(`${at}/open`, { method: 'POST', body: writeSubmission(entry.value.bytes, body.value.bytes) as Uint8Array<ArrayBuffer>, headers: { origin: ORIGIN } });
  }
}

/** An age recipient; letters are not what is tried here. */
const READING = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p';

export const plain = (html: string): string => html.replace(/<[^>]+>/g, ' ').replaceAll('&quot;', '"').replace(/\s+/g, ' ');
