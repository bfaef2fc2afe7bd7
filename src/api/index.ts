export { get } from './get.ts';
export { passkeys } from './passkeys.ts';
export { post } from './post.ts';
export { put } from './put.ts';
export { bothOnOnePort } from './secure.ts';
export type { Certified } from './secure.ts';
export { witnessApi } from './witness.ts';
import { Hono } from 'hono';
import type { App, Limits, Reception } from '#app';
import type { Evidence } from '#ports';
import { changes } from './changes.ts';
import { evidence } from './evidence.ts';
import { log } from './log.ts';
import type { Elsewhere } from './log.ts';

export type { Elsewhere } from './log.ts';

/** Data over HTTP, for programs: each log as C2SP lays it out, what is handed in to it, what changed in it, and its evidence. `open`: the same as everybody may read it; `reception`: who is signed in; `limits`: how much that is refused a key may hand in. */
export function api(app: App, elsewhere?: Elsewhere, open: App = app, files?: Evidence, reception?: Reception, limits?: Limits): Hono {
  const server = new Hono();
  log(server, app, elsewhere, limits);
  changes(server, open);
  if (files !== undefined) evidence(server, app, open, files, reception);
  return server;
}
