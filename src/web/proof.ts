import type { EntryWithProof } from '#app';
import type { Json } from '#base';
import { isErasable } from '#process';
import { base64, bodyDigest, certain, checkSignature, checkSuccessionSignature, digestOfBody, fromBase64, hostVerifierKeys, leafHash, loadMlDsa44, openCheckpoint, readBody, readEntry, utf8, verifyInclusion } from '#record';
import type { HostKeys } from '#record';

/** An entry as it is served for checking. */
export type Provable = Omit<EntryWithProof, 'kind'>;

/** What can be wrong, in the order in which it is looked at. `page`: what the page shows is not what was checked. */
export const PROOF_STEPS = ['entry', 'signature', 'body', 'host', 'checkpoint', 'inclusion', 'page'] as const;
export type ProofStep = (typeof PROOF_STEPS)[number];

export type ProofCheck = { readonly ok: true; readonly size: number; readonly root: string } | { readonly ok: false; readonly step: ProofStep };

/** Fetches, in a browser, what signatures of this host are checked with: it may sign with ML-DSA, too. Before everything below. */
export async function loadFor({ charter, succession }: Pick<Provable, 'charter' | 'succession'>): Promise<void> {
  if (`${charter}${succession?.body ?? ''}`.includes('"mlDsa":')) await loadMlDsa44();
}

/** Checks an entry from its bytes to the signed head of the log. The same code on the server and in the browser; names the step that fails. */
export function checkProof(entry: Provable, origin: string): ProofCheck {
  const bytes = utf8(entry.leaf), read = readEntry(bytes);
  if (!read.ok || read.value.id !== entry.id || read.value.header.process !== origin.slice('counterpart/'.length)) return { ok: false, step: 'entry' };
  if (!checkSignature(read.value).ok) return { ok: false, step: 'signature' };
  const { audience, kind, body } = read.value.header, mayBeGone = audience !== 'public' || isErasable(kind);
  if (!(entry.body === '' && mayBeGone) && digestOfBody(audience, utf8(entry.body)) !== body) return { ok: false, step: 'body' };
  const keys = hostOf(entry, origin);
  if (keys === null) return { ok: false, step: 'host' };
  const head = openCheckpoint(entry.checkpoint, keys, origin);
  if (!head.ok) return { ok: false, step: 'checkpoint' };
  const hashes = entry.proof.map(fromBase64);
  if (!hashes.every((hash) => hash.ok)) return { ok: false, step: 'inclusion' };
  const included = verifyInclusion(leafHash(bytes), entry.position, head.value.size, hashes.map(certain), head.value.root);
  return included.ok ? { ok: true, size: head.value.size, root: base64(head.value.root) } : { ok: false, step: 'inclusion' };
}

/** Some entries of a log as they are served for checking together, under its head of now. */
export interface ProvableTogether extends Pick<Provable, 'checkpoint' | 'succession'> {
  readonly entries: readonly Pick<Provable, 'position' | 'leaf' | 'proof'>[];
}

/** What a page says of the log that it shows. */
export interface Shown {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
}

export type CitedCheck = { readonly ok: true; readonly size: number } | { readonly ok: false; readonly step: ProofStep; readonly position: number | null };

/** Checks that entries which a page cites stand in its log: each in its form, signed by its author, at its place under a head that the host signed, which is not behind the page's own. Names the step that fails, and the entry. */
export function checkCited({ checkpoint, succession, entries }: ProvableTogether, charter: string, cited: readonly number[], { origin, size, root }: Shown): CitedCheck {
  const keys = hostOf({ charter, succession }, origin), opened = keys === null ? null : openCheckpoint(checkpoint, keys, origin);
  if (opened === null) return { ok: false, step: 'host', position: null };
  if (!opened.ok || opened.value.size < size) return { ok: false, step: 'checkpoint', position: null };
  const head = opened.value, same = head.size !== size || base64(head.root) === root;
  if (!same) return { ok: false, step: 'page', position: null };
  for (const position of cited) {
    const step = position >= size ? 'page' : standsAt(entries.find((entry) => entry.position === position), origin, head);
    if (step !== null) return { ok: false, step, position };
  }
  return { ok: true, size: head.size };
}

/** `null` where an entry is right. */
function standsAt(entry: ProvableTogether['entries'][number] | undefined, origin: string, { size, root }: { readonly size: number; readonly root: Uint8Array }): ProofStep | null {
  const bytes = utf8(entry?.leaf ?? ''), read = readEntry(bytes), hashes = (entry?.proof ?? []).map(fromBase64);
  if (entry === undefined || !read.ok || read.value.header.process !== origin.slice('counterpart/'.length)) return 'entry';
  if (!checkSignature(read.value).ok) return 'signature';
  return hashes.every((hash) => hash.ok) && verifyInclusion(leafHash(bytes), entry.position, size, hashes.map(certain), root).ok ? null : 'inclusion';
}

interface CharterContent {
  readonly charter: { readonly host: HostKeys; readonly succession?: { readonly heads: number }; readonly participants: readonly { readonly id: string; readonly capacity: string; readonly key: string; readonly root?: string }[] };
}

/** The verifier keys of the host, by nobody's word: the charter's bytes make the name of the process; of a succession the heads that the charter names have signed it. */
export function hostOf({ charter, succession }: Pick<Provable, 'charter' | 'succession'>, origin: string): readonly string[] | null {
  const process = origin.slice('counterpart/'.length), content = bodyDigest(utf8(charter)) === process ? readBody(utf8(charter)) : null;
  if (content?.ok !== true) return null;
  const { charter: agreed } = content.value as CharterContent, host = succession === null ? agreed.host : succeeding(agreed, succession, process);
  return host !== null && fromBase64(host.key).ok && fromBase64(host.mlDsa ?? '').ok ? hostVerifierKeys(origin, host) : null;
}

/** The keys of a successor that enough heads signed for, with the keys that the charter names. Keys changed since are for one's own copy to know. */
function succeeding({ participants, succession }: CharterContent['charter'], { leaf, body }: NonNullable<Provable['succession']>, process: string): HostKeys | null {
  const entry = readEntry(utf8(leaf)), content = readBody(utf8(body));
  if (!entry.ok || !content.ok || entry.value.header.body !== bodyDigest(utf8(body)) || entry.value.header.kind !== 'succession' || entry.value.header.process !== process) return null;
  const { agreedBy, ...agreed } = content.value as { readonly agreedBy: readonly { readonly participant: string; readonly signature: string }[]; readonly host: HostKeys };
  const heads = participants.filter(({ capacity }) => capacity === 'head');
  const signed = heads.filter(({ id, key, root }) => agreedBy.some(({ participant, signature }) => participant === id && [key, root].some((one) => one !== undefined && checkSuccessionSignature({ ...agreed, process } as unknown as Json, one, signature).ok)));
  return signed.length >= (succession?.heads ?? heads.length) ? agreed.host : null;
}
