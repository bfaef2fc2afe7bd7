export { post } from './post.ts';
export { witnessApi } from './witness.ts';
import { Hono } from 'hono';
import { asOfBound } from '#base';
import type { App } from '#app';
import { perspectiveOf, timesSince } from '#app';

/** Data over HTTP, for programs: the head of each log as it was signed, and what changed in it. More of the log follows with the mirror. */
export function api(app: App): Hono {
  const server = new Hono();
  server.get('/:slug/checkpoint', async (context) => {
    const dossier = await app.dossier(context.req.param('slug'));
    if (dossier === null) return context.json({ code: 'process.unknown' }, 404);
    return context.text(dossier.head.checkpoint, 200, { 'Cache-Control': 'max-age=5' });
  });
  server.get('/:slug/changes.json', async (context) => {
    const slug = context.req.param('slug'), { since, valid, known, perspective } = context.req.query();
    const dossier = await app.dossier(slug);
    if (dossier === null) return context.json({ code: 'process.unknown' }, 404);
    const { range, state: { charter: { zone } } } = dossier;
    const bounds = [asOfBound(valid ?? null, zone, range.to), asOfBound(known ?? null, zone, range.known)] as const;
    if (!bounds[0].ok) return context.json(bounds[0].refusal, 400);
    if (!bounds[1].ok) return context.json(bounds[1].refusal, 400);
    const times = timesSince(since ?? null, { valid: bounds[0].value, known: bounds[1].value }, valid !== undefined, dossier);
    if (!times.ok) return context.json(times.refusal, 400);
    const by = perspective === undefined ? undefined : perspectiveOf(dossier, perspective);
    if (by === null) return context.json({ code: 'perspective.unknown' }, 404);
    return context.json(await app.changes(slug, times.value, by));
  });
  return server;
}
