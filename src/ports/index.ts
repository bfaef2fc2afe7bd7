export type { Clock, Keys } from './world.ts';
export type { Store, Held, StoredEntry, StoredBody, StoredTile, Head, Batch } from './store.ts';

