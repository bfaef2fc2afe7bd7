import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { App, Dossier, Reception } from '#app';
import { Fault } from '#base';
import type { Evidence } from '#ports';

const PATH = '/:slug/evidence/:digest{[0-9a-f]{64}}';

/** Files of evidence as they stream: taken from those who take part, given to everybody where an entry for everybody names them, and to those at the table, who show a key or are signed in (docs/formats/http.md). `open`: the record as everybody may read it. */
export function evidence(server: Hono, app: App, open: App, files: Evidence, reception?: Reception): void {
  server.put(PATH, async (context) => {
    const { slug, digest } = context.req.param(), reader = await app.reader(slug, context.req.header('counterpart-reading') ?? ''), process = (await open.dossier(slug))?.state.process;
    if (!reader.ok || process === undefined) return context.json(reader.ok ? { code: 'process.unknown' } : reader.refusal, 403);
    if (context.req.raw.body === null) return context.json({ code: 'evidence.digest' }, 400);
    try {
      const kept = await files.put(process, digest, context.req.raw.body as unknown as AsyncIterable<Uint8Array>);
      return 'refused' in kept ? context.json({ code: kept.refused }, kept.refused === 'evidence.too-large' ? 413 : 400) : context.json(kept);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return context.json({ code: fault.code }, 503);
    }
  });
  server.get(PATH, async (context) => {
    const { slug, digest } = context.req.param(), asked = context.req.header('counterpart-reading'), dossier = await open.dossier(slug);
    const reader = asked === undefined ? null : await app.reader(slug, asked), cookies = context.req.header('cookie');
    const seated = reader === null && cookies !== undefined && reception !== undefined && await sits(app, reception, slug, cookies);
    const named = dossier !== null && filesNamed(dossier.state).includes(digest);
    const from = Number(/^bytes=(\d{1,10})-$/.exec(context.req.header('range') ?? '')?.[1] ?? 0), file = dossier !== null && (named || reader?.ok === true || seated) ? files.get(dossier.state.process, digest, from) : null;
    if (file === null) return context.json({ code: 'file.unknown' }, 404);
    if (from > 0 && from >= file.bytes) return context.json({ code: 'file.unknown' }, 416);
    context.header('Content-Type', 'application/octet-stream');
    context.header('Content-Length', String(file.bytes - from));
    context.header('Content-Disposition', 'attachment');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Accept-Ranges', 'bytes');
    context.header('Vary', 'counterpart-reading, Cookie');
    context.header('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'private, no-store');
    if (from > 0) context.header('Content-Range', `bytes ${from}-${file.bytes - 1}/${file.bytes}`);
    context.status(from > 0 ? 206 : 200);
    return stream(context, async (out) => {
      for await (const part of file.stream) await out.write(part);
    });
  });
}

async function sits(app: App, reception: Reception, slug: string, cookies: string): Promise<boolean> {
  const whole = await app.dossier(slug);
  return whole !== null && await reception.readerByCookie(cookies, whole.state) !== null;
}

/** Files that a record names for whoever reads it: of what was said or seen, of an agenda. The scan of full powers is for those at the table: of it everybody has the digest. */
function filesNamed({ items, agendas }: Dossier['state']): readonly string[] {
  const said = [...items.values()].flatMap(({ value }) => value.evidence ?? []), papers = [...agendas.values()].flatMap((all) => all.flatMap(({ value }) => value.items.flatMap((item) => item.papers ?? [])));
  return [...said, ...papers].map(({ digest }) => digest);
}
