import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { limited } from '../limited.ts';
import { serve } from '../site.ts';
import type { Site } from '../site.ts';
import { asked } from './asked.ts';
import { intakePage } from './intake-page.tsx';

/** A file of 1 MiB, its form, and the same once more in letters. Larger ones go by the command line: a page would keep the host from taking entries in while it reads them. */
const MOST_BYTES = 3_145_728;
const now = (): number => Math.floor(Date.now() / 1000);

/** Files of others, row by row. What comes is read, judged and shown; nothing of it is kept. */
export function intakeRoutes(server: Hono, site: Site): void {
  server.get('/:slug/intake', (context) => serve(context, site, (visit) => intakePage(visit, null, null, now())));
  const tooLong = (context: Context): Promise<Response> => serve(context, site, (visit) => intakePage(visit, null, { code: 'intake.too-long', process: visit.dossier.slug, address: `${visit.url.origin}/${encodeURIComponent(visit.dossier.slug)}` }, now()), true);
  server.post('/:slug/intake', limited(site, 'intake'), bodyLimit({ maxSize: MOST_BYTES, onError: tooLong }), async (context) => {
    const read = await asked(await context.req.parseBody({ all: true }));
    return serve(context, site, (visit) => intakePage(visit, read.ok ? read.value : null, read.ok ? null : read.refusal, now()), true);
  });
}
