import { all, clear, get, put, remove } from './database.ts';
import type { DeviceKey } from './device.ts';
import type { KnownHead } from './head.ts';
import type { Outgoing } from './outbox.ts';

/** A device that several people use keeps nothing of one for the next: what is on record is let go, and at the end all that is not signed; by its owner's word what waits and their key, too. */
export const isShared = async (): Promise<boolean> => (await get<{ readonly on: boolean }>('secrets', 'shared'))?.on === true;
export const share = (on: boolean): Promise<IDBValidKey> => put('secrets', { name: 'shared', on });

/** Who goes, where that is known; whether what they signed and is not with its host goes, too (it was saved to a file), and a key that has no copy. */
export interface Leaver {
  readonly participant: string | null;
  readonly drop: boolean;
  readonly keys: boolean;
}

/** Entries that are on record with all their files; gives how many wait. */
export async function letGo(): Promise<number> {
  const entries = await all<Outgoing>('outbox'), settled = entries.filter(({ step, files }) => (step === 'recorded' || step === 'confirmed') && files === undefined);
  for (const { id } of settled) await remove('outbox', id);
  return entries.length - settled.length;
}

/**
 * Whoever goes leaves no words behind: drafts, pages, forms, and files that nothing waits for. What others signed here and waits stays, locked. Where nobody has anything here any more, what this device knows of the record goes, too:
 * nothing tells that it was used for this. Gives how many signed entries wait.
 */
export async function purge({ participant, drop, keys }: Leaver): Promise<number> {
  await letGo();
  const own = (one: { readonly participant: string }): boolean => participant === null || one.participant === participant;
  for (const one of (await all<Outgoing>('outbox')).filter((entry) => drop && own(entry))) await remove('outbox', one.id);
  for (const one of (await all<DeviceKey>('keys')).filter((key) => own(key) && (keys || key.published))) await remove('keys', one.key);
  for (const store of ['drafts', 'forms'] as const) await clear(store);
  const left = await all<Outgoing>('outbox'), named = left.flatMap(({ files = [] }) => files);
  for (const { digest } of await all<{ readonly digest: string }>('files')) if (!named.includes(digest)) await remove('files', digest);
  if (left.length === 0 && (await all('keys')).length === 0) await forgetRecord();
  for (const storage of [localStorage, sessionStorage]) storage.clear();
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
  return left.length;
}

/** Heads that were seen, but those that prove another history; what words were locked with, and how the clock went. */
async function forgetRecord(): Promise<void> {
  for (const { process, fork } of await all<KnownHead>('heads')) if (fork === undefined) await remove('heads', process);
  for (const name of ['kept', 'clock']) await remove('secrets', name);
}
