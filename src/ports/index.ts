import type { Instant } from '#base';
export type { Store, Held, StoredEntry, StoredBody, StoredTile, Head, Batch } from './store.ts';

/** The time of day, from outside. Only submissions need it: whatever is shown takes its times from the record. */
export interface Clock {
  now(): Instant;
}
