import { hex } from '#record';
import { get, put, remove } from './database.ts';
import { lock, unlock } from './device.ts';

/** A file that an entry names, kept locked on this device until the host has it. */
interface KeptFile {
  readonly digest: string;
  readonly locked: Uint8Array;
}

/** A larger file is named and not kept: its owner hands it in at a command line. */
const MOST = 67_108_864;

/** Names the chosen files by their SHA-256, made here: the entry holds the digest, whoever has the file can show that it is the one. */
export async function nameFiles(field: HTMLInputElement): Promise<void> {
  const name = field.dataset['files'] ?? '', named: HTMLInputElement[] = [];
  for (const file of field.files ?? []) {
    named.push(Object.assign(document.createElement('input'), { type: 'hidden', name, value: `${await keepFile(new Uint8Array(await file.arrayBuffer()), file.type)}${file.name}` }));
  }
  for (const before of field.parentElement?.querySelectorAll(`input[type=hidden][name="${CSS.escape(name)}"]`) ?? []) before.remove();
  field.after(...named);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Keeps a file and gives what names it in a form: its SHA-256, length and media type. Rejects where the device is full. */
export async function keepFile(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<string> {
  const digest = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  if (bytes.length <= MOST) await put('files', { digest, locked: await lock(bytes) } satisfies KeptFile);
  return `${digest} ${bytes.length} ${type} `;
}

/** The digests of the files that answers name. */
export const filesIn = (values: { readonly [name: string]: readonly string[] }): readonly string[] =>
  [...new Set(Object.values(values).flat().flatMap((value) => /^([0-9a-f]{64}) \d+ /.exec(value)?.[1] ?? []))];

/** Several at a time, so that the delay of a line is waited for once; each may take as long as a line of 8 kbit/s needs. */
const AT_ONCE = 3, PATIENCE = 60_000;

/** Hands files to the host, each once it is there; gives those that are still to be sent. */
export async function sendFiles(slug: string, digests: readonly string[], reading: () => Promise<string>): Promise<readonly string[]> {
  const left: string[] = [], waiting = new Set(digests).values();
  const next = async (): Promise<void> => {
    for (const digest of waiting) if (!await isThere(slug, digest, reading)) left.push(digest); // What one takes, the others do not.
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return left;
}

/** `null` where it is not kept here. */
export async function keptFile(digest: string): Promise<Uint8Array | null> {
  const kept = await get<KeptFile>('files', digest);
  return kept === undefined ? null : unlock(kept.locked);
}

async function isThere(slug: string, digest: string, reading: () => Promise<string>): Promise<boolean> {
  const bytes = await keptFile(digest);
  if (bytes === null) return true; // Too large to be kept, or sent with another entry.
  const answer = await fetch(`/${encodeURIComponent(slug)}/evidence/${digest}`, { method: 'PUT', body: bytes as Uint8Array<ArrayBuffer>, headers: { 'counterpart-reading': await reading() }, signal: AbortSignal.timeout(PATIENCE + bytes.length) }).catch(() => null);
  const there = answer?.ok === true || answer?.status === 410; // Erased meanwhile, it is wanted no more.
  if (there) await remove('files', digest);
  return there;
}
