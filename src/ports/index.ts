export type { Store, Held, StoredEntry, StoredBody, StoredTile, Head, Batch } from './store.ts';

