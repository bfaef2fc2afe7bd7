import { all, clear, get, put, remove } from './database.ts';
import type { Outgoing } from './outbox.ts';

/** A device that several people use keeps nothing of one for the next: what is on record is let go, and at the end all that is not signed. Keys stay, for they may be nowhere else; so does what is signed and waits, locked. */
export const isShared = async (): Promise<boolean> => (await get<{ readonly on: boolean }>('secrets', 'shared'))?.on === true;
export const share = (on: boolean): Promise<IDBValidKey> => put('secrets', { name: 'shared', on });

/** Entries that are on record with all their files; gives how many wait. */
export async function letGo(): Promise<number> {
  const entries = await all<Outgoing>('outbox'), settled = entries.filter(({ step, files }) => (step === 'recorded' || step === 'confirmed') && files === undefined);
  for (const { id } of settled) await remove('outbox', id);
  return entries.length - settled.length;
}

/** Whoever goes leaves no words behind: drafts, pages, forms and, where nothing waits for them, files. Gives how many signed entries wait. */
export async function purge(): Promise<number> {
  const waiting = await letGo();
  for (const store of ['drafts', 'forms'] as const) await clear(store);
  if (waiting === 0) await clear('files');
  if ('caches' in window) for (const name of await caches.keys()) await caches.delete(name);
  return waiting;
}
