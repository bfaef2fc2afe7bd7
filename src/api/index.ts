import { Hono } from 'hono';
import type { App } from '#app';

/** Data over HTTP, for programs: the head of each log as it was signed. More of the log follows with the mirror. */
export function api(app: App): Hono {
  const server = new Hono();
  server.get('/:slug/checkpoint', async (context) => {
    const dossier = await app.dossier(context.req.param('slug'));
    if (dossier === null) return context.json({ code: 'process.unknown' }, 404);
    return context.text(dossier.head.checkpoint, 200, { 'Cache-Control': 'max-age=5' });
  });
  return server;
}
