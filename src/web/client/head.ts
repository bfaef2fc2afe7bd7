import { HASH_SIZE, TILE_WIDTH, base64, certain, consistencyProof, fromBase64, openCheckpoint, proofTiles, tilePath, tileReader, verifyConsistency } from '#record';
import type { HashReader } from '#record';
import type { Provable } from '../proof.ts';
import { hostOf, loadFor } from '../proof.ts';
import { get, put } from './database.ts';
import { meetClock } from './device.ts';

/** The last head of a log that this device has verified: signed by the host whom the charter names, and the continuation of every head it saw before. */
export interface KnownHead {
  readonly process: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  readonly checkpoint: string;
  readonly charter: string;
  readonly succession: Provable['succession'];
  /** Another history that the host has shown: kept for ever, for it proves it. */
  readonly fork?: string;
}

export interface Log {
  readonly slug: string;
  readonly process: string;
  readonly origin: string;
}

/** `away`: not reached, and nothing known from before. `wrong`: not signed by the host. `fork`: it does not go on from what this device saw. */
export type Head = { readonly ok: true; readonly head: KnownHead; readonly fresh: boolean } | { readonly ok: false; readonly why: 'away' | 'wrong' | 'fork' };

const address = ({ slug }: Log, path: string): string => `/${encodeURIComponent(slug)}/${path}`;

export async function fetched(url: string, init: RequestInit = {}): Promise<Response | null> {
  return fetch(url, { cache: 'no-store', signal: AbortSignal.timeout(20_000), ...init }).catch(() => null);
}

/** The head of now, where the host is reached; else the last one seen. What signatures of its host are checked with is there when it resolves. */
export async function verifiedHead(log: Log): Promise<Head> {
  const head = await headNow(log);
  if (head.ok) await loadFor(head.head);
  return head;
}

async function headNow(log: Log): Promise<Head> {
  const answer = await fetched(address(log, 'checkpoint')), note = answer?.ok === true ? await answer.text() : null;
  if (answer !== null) await meetClock(answer.headers.get('date'));
  return navigator.locks.request('counterpart-heads', () => compared(log, note)); // What other pages saw while the host was asked counts.
}

/** The head that a host shows, against the last that this device saw. */
async function compared(log: Log, note: string | null): Promise<Head> {
  const before = await get<KnownHead>('heads', log.process);
  if (before?.fork !== undefined) return { ok: false, why: 'fork' };
  if (note === null) return before === undefined ? { ok: false, why: 'away' } : { ok: true, head: before, fresh: false };
  if (before?.checkpoint === note) return { ok: true, head: before, fresh: true };
  const opened = await openedBy(log, note, before) ?? await openedBy(log, note, undefined);
  if (opened === null) return { ok: false, why: 'wrong' };
  const continued = before === undefined ? true : await goesOn(log, before, opened);
  if (continued === null) return { ok: true, head: before ?? opened, fresh: false };
  if (!continued) {
    await put('heads', { ...before, fork: note });
    return { ok: false, why: 'fork' };
  }
  const smaller = before !== undefined && opened.size < before.size;
  if (!smaller) await put('heads', opened);
  return { ok: true, head: smaller ? before : opened, fresh: true };
}

/** The head in a note that the host signed; its keys come from the charter, whose digest is the process, or from a succession that the heads signed. */
async function openedBy(log: Log, note: string, known: Pick<KnownHead, 'charter' | 'succession'> | undefined): Promise<KnownHead | null> {
  const answer = known === undefined ? await fetched(address(log, 'record/0.json')) : null;
  const { charter, succession } = known ?? (answer?.ok === true ? await answer.json() as Provable : { charter: '', succession: null });
  await loadFor({ charter, succession });
  const keys = hostOf({ charter, succession }, log.origin), opened = keys === null ? null : openCheckpoint(note, keys, log.origin);
  if (opened?.ok !== true) return null;
  return { process: log.process, size: opened.value.size, root: base64(opened.value.root), checkpoint: note, charter, succession };
}

/** Whether the later of two heads holds everything of the earlier; `null` where the line broke before that was known. A host may answer with an older head than before; of the same size there is one root. */
async function goesOn(log: Log, one: KnownHead, other: KnownHead): Promise<boolean | null> {
  const [first, second] = one.size <= other.size ? [one, other] : [other, one];
  if (first.size === second.size) return first.root === second.root;
  const read = await tilesFor(log, first.size - 1, second.size);
  return read === null ? null : verifyConsistency(first.size, second.size, consistencyProof(first.size, second.size, read), certain(fromBase64(first.root)), certain(fromBase64(second.root))).ok;
}

/** The hashes that proofs about a leaf in a log of a size are made of; `null` where the host has not all of them. */
export async function tilesFor(log: Log, leaf: number, size: number): Promise<HashReader | null> {
  const tiles = new Map<string, Uint8Array>();
  for (const { level, index } of proofTiles(leaf, size)) {
    const width = Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH), answer = await fetched(address(log, tilePath(level, index, width)));
    const bytes = answer?.ok === true ? new Uint8Array(await answer.arrayBuffer()) : null;
    if (bytes?.length !== width * HASH_SIZE) return null;
    tiles.set(`${level}/${index}`, bytes);
  }
  return tileReader((level, index) => tiles.get(`${level}/${index}`) ?? null);
}
