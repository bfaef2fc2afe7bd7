import { base64, bodyDigest, certain, checkSignature, fromBase64, leafHash, openCheckpoint, readEntry, utf8, verifyInclusion } from '#record';

/** An entry as it is served for checking. */
export interface Provable {
  readonly position: number;
  readonly id: string;
  readonly leaf: string;
  readonly body: string;
  readonly proof: readonly string[];
  readonly checkpoint: string;
  readonly hostKey: string;
}

/** What can be wrong, in the order in which it is looked at. `page`: what the page shows is not what was checked. */
export const PROOF_STEPS = ['entry', 'signature', 'body', 'checkpoint', 'inclusion', 'page'] as const;
export type ProofStep = (typeof PROOF_STEPS)[number];

export type ProofCheck = { readonly ok: true; readonly size: number; readonly root: string } | { readonly ok: false; readonly step: ProofStep };

/** Checks an entry from its bytes to the signed head of the log. The same code on the server and in the browser; names the step that fails. */
export function checkProof(entry: Provable, origin: string): ProofCheck {
  const bytes = utf8(entry.leaf), read = readEntry(bytes);
  if (!read.ok || read.value.id !== entry.id || read.value.header.process !== origin.slice('counterpart/'.length)) return { ok: false, step: 'entry' };
  if (!checkSignature(read.value).ok) return { ok: false, step: 'signature' };
  if (bodyDigest(utf8(entry.body)) !== read.value.header.body) return { ok: false, step: 'body' };
  const head = openCheckpoint(entry.checkpoint, entry.hostKey, origin);
  if (!head.ok) return { ok: false, step: 'checkpoint' };
  const hashes = entry.proof.map(fromBase64);
  if (!hashes.every((hash) => hash.ok)) return { ok: false, step: 'inclusion' };
  const included = verifyInclusion(leafHash(bytes), entry.position, head.value.size, hashes.map(certain), head.value.root);
  return included.ok ? { ok: true, size: head.value.size, root: base64(head.value.root) } : { ok: false, step: 'inclusion' };
}
