import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { serve } from '../site.ts';
import type { Site } from '../site.ts';
import { asked } from './asked.ts';
import { intakePage } from './intake-page.tsx';

/** A file of 1 MiB, its form, and the same once more in letters. Larger ones go by the command line. */
const MOST_BYTES = 3_145_728;
const now = (): number => Math.floor(Date.now() / 1000);

/** Files of others, row by row. What comes is read, judged and shown; nothing of it is kept. */
export function intakeRoutes(server: Hono, site: Site): void {
  server.get('/:slug/intake', (context) => serve(context, site, (visit) => intakePage(visit, null, null, now())));
  server.post('/:slug/intake', bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.text(site.speak(context.req.raw, 'UTC').say('intake.too-long'), 413) }), async (context) => {
    const read = await asked(await context.req.parseBody({ all: true }));
    return serve(context, site, (visit) => intakePage(visit, read.ok ? read.value : null, read.ok ? null : read.refusal, now()), true);
  });
}
