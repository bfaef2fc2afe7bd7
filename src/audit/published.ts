import type { Shelf } from '#base';
import { TILE_WIDTH, base64, bodyDigest, fromUtf8, hostVerifierKeys, loadMlDsa44, readBodies, readBundle, sameBytes, shownHead, tilePath } from '#record';
import type { Checkpoint, Kept, Wrong } from '#record';
import { signedAhead } from './ahead.ts';
import type { ReadFile } from './files.ts';
import { failed, wrongTile } from './files.ts';
import { Audit } from './replay.ts';
import { signedWrong } from './signed-wrong.ts';
import type { ReadContent } from './content.ts';

/** What a check of a published log came to: counts by step, and the first thing that is wrong. */
export interface Verified {
  readonly process: string | null;
  readonly size: number;
  readonly root: string | null;
  readonly hostKey: string | null;
  readonly steps: readonly { readonly step: string; readonly count: number }[];
  readonly wrong: Wrong | null;
  /** The host signed what is wrong: the copy is a proof against it. */
  readonly signed: boolean;
}

export interface VerifyOptions {
  readonly read: ReadContent;
  /** A verifier key of the host that the reader has from elsewhere: the log must end with this host. */
  readonly key?: string;
  /** A head of this log that the reader kept from before: the log must go on from it. */
  readonly since?: string;
  /** Where what is not in use lies meanwhile. */
  readonly shelf?: Shelf;
  readonly progress?: (done: number, of: number) => void;
}

const nothing = (wrong: Wrong | null): Verified => ({ process: null, size: 0, root: null, hostKey: null, steps: [], wrong, signed: false });

/**
 * Verifies a published log (docs/formats/record.md) from its files alone: every entry, body and tile is hashed again, every signature verified, the rules replayed,
 * and the head must be signed by the host that the log itself names. Steps beside those of `Audit`: `file`, `charter`, `tile`, `size`, `root`, `checkpoint`, `key`, `since`.
 */
export async function verifyPublished(file: ReadFile, options: VerifyOptions): Promise<Verified> {
  const note = await file('checkpoint'), text = note === null ? null : fromUtf8(note);
  if (text === null) return nothing(failed('file', { code: 'verify.file', path: 'checkpoint' }));
  const head = text.ok ? shownHead(text.value) : text;
  if (!text.ok || !head.ok) return nothing(failed('checkpoint', { code: 'record.checkpoint.form' }));
  const process = head.value.origin.replace(/^counterpart\//, ''), audit = new Audit(process, options.read, { shelf: options.shelf ?? null });
  const within = await entries(file, audit, head.value, options);
  if (audit.state?.host.mlDsa !== undefined) await loadMlDsa44();
  const wrong = within ?? finish(audit, head.value, text.value, options) ?? await beside(file, audit, head.value.origin, process);
  const key = audit.state === null ? null : hostVerifierKeys(head.value.origin, audit.state.host)[0];
  const signed = wrong !== null && await signedWrong(file, audit, wrong, head.value, text.value);
  return { process, size: audit.log.counts.entries, root: base64(audit.log.head.root), hostKey: key, steps: audit.steps, wrong, signed };
}

async function entries(file: ReadFile, audit: Audit, { size }: Checkpoint, { progress }: VerifyOptions): Promise<Wrong | null> {
  const missing: { wrong: Wrong | null } = { wrong: null };
  for await (const page of signedAhead(bundles(file, size, missing))) {
    const from = audit.log.counts.entries;
    for (const kept of page) {
      const checked = audit.entry(kept);
      if (!checked.ok) return checked.wrong;
    }
    const tile = await wrongTile(file, audit.log.tilesSince(from), from, size);
    if (tile !== null) return tile;
    progress?.(audit.log.counts.entries, size);
  }
  return missing.wrong;
}

/** Leaves with their bodies, bundle by bundle, up to the first that is missing or out of form: what is wrong before it is told first. */
async function* bundles(file: ReadFile, size: number, missing: { wrong: Wrong | null }): AsyncGenerator<readonly Kept[]> {
  for (let index = 0; index * TILE_WIDTH < size; index += 1) {
    const from = index * TILE_WIDTH, width = Math.min(TILE_WIDTH, size - from), paths = [tilePath('entries', index, width), tilePath('bodies', index, width)] as const;
    const bundle = await file(paths[0]), bodies = await file(paths[1]), leaves = bundle === null ? null : readBundle(bundle, width), contents = bodies === null ? null : readBodies(bodies, width);
    missing.wrong = leaves === null || contents === null ? failed('file', { code: 'verify.file', path: paths[leaves === null ? 0 : 1] }, from)
      : !leaves.ok ? failed('entry', leaves.refusal, from) : !contents.ok ? failed('body', contents.refusal, from) : null;
    if (leaves?.ok !== true || contents?.ok !== true) return;
    yield leaves.value.map((bytes, at) => ({ bytes, body: contents.value[at] ?? null }));
  }
}

function finish(audit: Audit, head: Checkpoint, note: string, { key, since }: VerifyOptions): Wrong | null {
  if (audit.state === null) return failed('size', { code: 'record.size', expected: head.size, found: 0 });
  const keys = hostVerifierKeys(head.origin, audit.state.host), [hostKey] = keys;
  const whole = audit.finish();
  if (!whole.ok) return whole.wrong;
  const finished = audit.log.finish({ size: head.size, root: base64(head.root), checkpoint: note }, keys, head.origin);
  if (!finished.ok) return finished.wrong;
  if (key !== undefined && key !== hostKey) return failed('key', { code: 'verify.key', expected: key, found: hostKey });
  return since === undefined ? null : goesOn(audit, head, since);
}

/** The files that say once more what the log says, where they are there: whoever opens them must not read anything else. */
async function beside(file: ReadFile, audit: Audit, origin: string, process: string): Promise<Wrong | null> {
  const charter = await file(`body/${process}`), found = charter === null ? process : bodyDigest(charter);
  if (found !== process) return failed('charter', { code: 'record.body.digest', expected: process, found }, 0);
  const key = await file('host.vkey'), given = key === null ? null : fromUtf8(key);
  return given === null || audit.state === null || (given.ok && hostVerifierKeys(origin, audit.state.host).includes(given.value.trim())) ? null : failed('key', { code: 'verify.vkey', found: given.ok ? given.value.slice(0, MOST_SHOWN) : '' });
}

const MOST_SHOWN = 300;

/** A head that was kept from before: its size, and its root at that size. Whoever signed it then, it is the reader's own. */
function goesOn(audit: Audit, head: Checkpoint, since: string): Wrong | null {
  const before = shownHead(since);
  if (!before.ok) return failed('since', before.refusal);
  const { origin, size, root } = before.value;
  if (origin !== head.origin) return failed('since', { code: 'record.checkpoint.origin', expected: origin, found: head.origin });
  if (size > head.size) return failed('since', { code: 'verify.shorter', kept: size, found: head.size });
  return sameBytes(audit.log.rootAt(size), root) ? null : failed('since', { code: 'verify.since', size });
}
