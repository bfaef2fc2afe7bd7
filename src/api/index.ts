export { post } from './post.ts';
export { witnessApi } from './witness.ts';
import { Hono } from 'hono';
import type { App } from '#app';
import { changes } from './changes.ts';
import { log } from './log.ts';

/** Data over HTTP, for programs: each log as C2SP lays it out, what is handed in to it, and what changed in it. */
export function api(app: App): Hono {
  const server = new Hono();
  log(server, app);
  changes(server, app);
  return server;
}
