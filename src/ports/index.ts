export type { Chance, Clock, Keys, Queue, Seal } from './world.ts';
export type { Desk, Paper } from './desk.ts';
export type { Asking, Passkey, Passkeys } from './passkeys.ts';
export type { Forms } from './forms.ts';
export type { Evidence } from './evidence.ts';
export type { Finding, Findings, Proof } from './findings.ts';
export type { Witnessed } from './witnessed.ts';
export type { Get, Post, Posted, Put } from './network.ts';
export type { Store, Held, StoredEntry, StoredBody, StoredTile, StoredWhole, Head, Confirmed, Batch, Naming } from './store.ts';

