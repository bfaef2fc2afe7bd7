/**
 * What this browser keeps, in the IndexedDB database `counterpart`: keys that no script can read out, signed entries under way, words that are not signed yet,
 * and the last head of each log that was verified here. Nothing of it is sent anywhere but what its owner hands in.
 */
const NAME = 'counterpart';
const STORES = { keys: 'key', secrets: 'name', outbox: 'id', drafts: 'name', heads: 'process', files: 'digest', forms: 'id' } as const;
/** One more where a store is added: what is kept in a browser stays. */
const VERSION = 3;
export type StoreName = keyof typeof STORES;

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => { for (const [store, keyPath] of Object.entries(STORES)) if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store, { keyPath }); };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no database'));
  });
  return opened;
}

async function ask<T>(store: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const transaction = (await open()).transaction(store, mode, { durability: 'strict' }), request = work(transaction.objectStore(store));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('not kept'));
  });
}

/** `undefined` where there is none of that name. */
export const get = <T>(store: StoreName, name: string): Promise<T | undefined> => ask(store, 'readonly', (kept) => kept.get(name) as IDBRequest<T | undefined>);
export const all = <T>(store: StoreName): Promise<readonly T[]> => ask(store, 'readonly', (kept) => kept.getAll() as IDBRequest<T[]>);
/** Durable when it resolves; rejects where the device is full. */
export const put = (store: StoreName, value: object): Promise<IDBValidKey> => ask(store, 'readwrite', (kept) => kept.put(value));
/** Puts what is not there yet; two tabs that try at once agree on the first. */
export const add = (store: StoreName, value: object): Promise<unknown> => ask(store, 'readwrite', (kept) => kept.add(value)).catch(() => undefined);
export const remove = (store: StoreName, name: string): Promise<undefined> => ask(store, 'readwrite', (kept) => kept.delete(name));
export const clear = (store: StoreName): Promise<undefined> => ask(store, 'readwrite', (kept) => kept.clear());
