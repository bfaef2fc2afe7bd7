import { Fault } from '#base';
import type { Refusal } from '#base';
import type { Evidence, Get } from '#ports';
import { TILE_WIDTH, concat, readSubmissions } from '#record';
import type { Submitted } from '#record';
import type { BagFiles } from '#wire';
import type { App } from './app.ts';
import type { Counterpart } from './counterpart.ts';
import type { Followed } from './mirror.ts';

/** What became of one thing in a bag. */
export type Taken =
  | { readonly what: 'log'; readonly process: string; readonly came: Followed }
  | { readonly what: 'gap'; readonly process: string }
  | { readonly what: 'recorded' | 'there' | 'kept' | 'unreadable'; readonly entry: string }
  | { readonly what: 'file' | 'file-wrong' | 'file-nowhere' | 'file-erased'; readonly digest: string }
  | { readonly what: 'refused'; readonly entry: string; readonly refusal: Refusal };

/** The files of a log from an entry on, for a bag; and the submissions that are not recorded yet. `table`: with what is for the table, for somebody who sits there. `null` if there is no such process. */
export async function packed(app: Pick<App, 'dossier' | 'published'>, slug: string, since: number, submissions: readonly Uint8Array[], table = false): Promise<ReadonlyMap<string, Uint8Array> | null> {
  const log = await app.published(slug, table), dossier = await app.dossier(slug);
  if (log === null || dossier === null) return null;
  const { process, positions } = dossier.state, files = new Map<string, Uint8Array>(), first = Math.floor(since / TILE_WIDTH);
  for await (const { path, bytes } of log.files()) {
    const carried = path === 'checkpoint' || path.startsWith('body/') || /^tile\/\d/.test(path) || (/^tile\/(?:entries|bodies)\//.test(path) && indexOf(path) >= first);
    if (carried) files.set(`${process}/${path}`, bytes);
  }
  for (const bytes of submissions) {
    const read = readSubmissions(bytes);
    for (const { entry, signed, body } of read.ok ? read.value : []) if (!positions.has(entry.id)) files.set(`submissions/${entry.id}`, concat(signed, body, NEWLINE));
  }
  return files;
}

const NEWLINE = Uint8Array.of(0x0a);
const indexOf = (path: string): number => Number(path.replace(/\.p\/.*$/, '').split('/').slice(2).join('').replaceAll('x', ''));

/** Takes in what a bag holds, log by log, entry by entry and file by file, each durable before the next. `keep` keeps a submission that cannot be recorded here; `evidence` files that entries name. */
export async function unpacked(app: Counterpart, files: BagFiles, keep: (entry: string, bytes: Uint8Array) => void, evidence: Evidence | null = null): Promise<readonly Taken[]> {
  const taken: Taken[] = [];
  for (const process of new Set([...files.keys()].flatMap((name) => (name.startsWith('submissions/') || EVIDENCE.test(name) ? [] : [name.slice(0, 64)])))) taken.push(await log(app, files, process));
  for (const [name, bytes] of files) {
    if (!name.startsWith('submissions/')) continue;
    const id = name.slice('submissions/'.length), read = readSubmissions(bytes);
    const [one] = read.ok && read.value.length === 1 ? read.value : [];
    taken.push(one === undefined || one.entry.id !== id ? { what: 'unreadable', entry: id } : await submission(app, one, bytes, keep));
  }
  for (const name of files.keys()) if (EVIDENCE.test(name)) taken.push(await file(app, name, files, evidence));
  return taken;
}

const EVIDENCE = /^[0-9a-f]{64}\/evidence\//;

/** A file for a record that is held here; under no other digest than its own, and not where it was erased, unless words that come with it name it anew. */
async function file(app: Counterpart, name: string, files: BagFiles, evidence: Evidence | null): Promise<Taken> {
  const process = name.slice(0, 64), digest = name.slice(-64), naming = await app.naming(process, digest);
  if (evidence === null || naming === null) return { what: 'file-nowhere', digest };
  const named = naming.standing || naming.erasure === null || [...files].some(([other, submission]) => other.startsWith('submissions/') && fromLatin1(submission).includes(digest));
  if (!named) return { what: 'file-erased', digest };
  const came = await evidence.put(process, digest, (async function* once() { yield files.get(name) ?? new Uint8Array(); })());
  return { what: 'refused' in came ? 'file-wrong' : 'file', digest };
}

const fromLatin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);

async function log(app: Counterpart, files: BagFiles, process: string): Promise<Taken> {
  const get: Get = async (url) => {
    const bytes = files.get(url.slice('bag:'.length));
    return bytes === undefined ? { status: 404, bytes: new Uint8Array() } : { status: 200, bytes };
  };
  const slug = (await app.list()).find((card) => card.process === process)?.slug ?? `log-${process.slice(0, 12)}`;
  try {
    return { what: 'log', process, came: await app.mirror(get, `bag:${process}`, slug) };
  } catch (fault) {
    if (fault instanceof Fault && fault.code === 'network.answer') return { what: 'gap', process };
    throw fault;
  }
}

async function submission(app: Counterpart, one: Submitted, bytes: Uint8Array, keep: (entry: string, bytes: Uint8Array) => void): Promise<Taken> {
  const { id, header: { process } } = one.entry, before = (await app.dossier(process))?.state.positions.has(id) === true;
  if (before) return { what: 'there', entry: id };
  const outcome = await app.submit(process, [one]).catch((fault: unknown) => {
    if (fault instanceof Fault && fault.code === 'host.not-here') return null;
    throw fault;
  });
  const [told] = outcome ?? [];
  // Neither the host of this log, nor one that takes entries in it: they go on to who is.
  if (told === undefined || ('wrong' in told && told.wrong.step === 'host')) {
    keep(id, bytes);
    return { what: 'kept', entry: id };
  }
  return 'wrong' in told ? { what: 'refused', entry: id, refusal: told.wrong.refusal } : { what: 'recorded', entry: id };
}
