import type { Hono } from 'hono';
import { stream } from 'hono/streaming';
import type { App, Dossier, FileNaming, Reception } from '#app';
import { Fault } from '#base';
import type { Evidence } from '#ports';

const PATH = '/:slug/evidence/:digest{[0-9a-f]{64}}';

/** Files of evidence as they stream: taken from those who take part, given to everybody where an entry for everybody names them, and to those at the table, who show a key or are signed in (docs/formats/http.md). `open`: the record as everybody may read it. */
export function evidence(server: Hono, app: App, open: App, files: Evidence, reception?: Reception): void {
  server.put(PATH, async (context) => {
    const { slug, digest } = context.req.param(), reader = await app.reader(slug, context.req.header('counterpart-reading') ?? ''), process = (await open.dossier(slug))?.state.process;
    if (!reader.ok || process === undefined) return context.json(reader.ok ? { code: 'process.unknown' } : reader.refusal, 403);
    const naming = await app.naming(slug, digest);
    if (isErased(naming)) return context.json(told(naming), 410);
    if (context.req.raw.body === null) return context.json({ code: 'evidence.digest' }, 400);
    try {
      const kept = await files.put(process, digest, context.req.raw.body as unknown as AsyncIterable<Uint8Array>);
      return 'refused' in kept ? context.json({ code: kept.refused }, kept.refused === 'evidence.too-large' ? 413 : 400) : context.json(kept);
    } catch (fault) {
      if (!(fault instanceof Fault)) throw fault;
      return context.json({ code: fault.code }, 503);
    }
  });
  server.get(PATH, async (context, next) => {
    const { slug, digest } = context.req.param(), asked = context.req.header('counterpart-reading'), dossier = await open.dossier(slug);
    const reader = asked === undefined ? null : await app.reader(slug, asked), cookies = context.req.header('cookie');
    const seated = reader === null && cookies !== undefined && reception !== undefined && await sits(app, reception, slug, cookies);
    const naming = await app.naming(slug, digest), seat = reader?.ok === true || seated;
    if (isErased(naming) && (seat || !naming.reserved)) return context.req.header('accept')?.includes('text/html') === true ? next() : context.json(told(naming), 410, { Vary: VARIES, 'Cache-Control': 'no-store' });
    const named = dossier !== null && naming?.reserved === false && isForAll(digest, dossier.state, (await app.dossier(slug) ?? dossier).state);
    const from = Number(/^bytes=(\d{1,10})-$/.exec(context.req.header('range') ?? '')?.[1] ?? 0), file = dossier !== null && (named || seat) ? files.get(dossier.state.process, digest, from) : null;
    if (file === null) return context.json({ code: 'file.unknown' }, 404);
    if (from > 0 && from >= file.bytes) return context.json({ code: 'file.unknown' }, 416);
    context.header('Content-Type', 'application/octet-stream');
    context.header('Content-Length', String(file.bytes - from));
    context.header('Content-Disposition', 'attachment');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Accept-Ranges', 'bytes');
    context.header('Vary', VARIES);
    context.header('Cache-Control', named ? 'public, no-cache' : 'private, no-store'); // It may be erased: whoever has it asks whether it is still given.
    context.header('ETag', `"${digest}"`);
    if (named && from === 0 && context.req.header('if-none-match') === `"${digest}"`) return context.body(null, 304);
    if (from > 0) context.header('Content-Range', `bytes ${from}-${file.bytes - 1}/${file.bytes}`);
    context.status(from > 0 ? 206 : 200);
    if (context.req.method === 'HEAD') return context.body(null);
    return stream(context, async (out) => {
      for await (const part of file.stream) {
        if (out.aborted) break; // Nobody reads on.
        await out.write(part);
      }
    });
  });
}

async function sits(app: App, reception: Reception, slug: string, cookies: string): Promise<boolean> {
  const whole = await app.dossier(slug);
  return whole !== null && await reception.readerByCookie(cookies, whole.state) !== null;
}

const VARIES = 'counterpart-reading, Cookie, Accept';

type Erased = FileNaming & { readonly erasure: NonNullable<FileNaming['erasure']> };

const isErased = (naming: FileNaming | null): naming is Erased => naming !== null && !naming.standing && naming.erasure !== null;

/** Who had a file erased, when, by which entry, and which entries had named it. */
const told = ({ erasure: { entry, position, by, recorded, named } }: Erased): object => ({ code: 'evidence.erased', entry, position, by, recorded, named });

type State = Dossier['state'];

/** Whether a file is for everybody: an entry for everybody was the first to name it. Who names the file of another - of the table, a scan of full powers, of which everybody has the digest - gives it to nobody. */
function isForAll(digest: string, open: State, whole: State): boolean {
  const first = namedIn(whole).get(digest);
  return first !== undefined && first.kind !== 'accreditation' && namedIn(open).get(digest)?.position === first.position;
}

interface Naming {
  readonly position: number;
  readonly kind: string;
}

const KNOWN = new WeakMap<State, ReadonlyMap<string, Naming>>();

/** The first entry that names each file, as far as this reader has its words: of what was said or seen, of an agenda, of somebody's credentials. A state never changes. */
function namedIn(state: State): ReadonlyMap<string, Naming> {
  const known = KNOWN.get(state);
  if (known !== undefined) return known;
  const first = new Map<string, Naming>();
  for (const { digest, position, kind } of namings(state)) if (position < (first.get(digest)?.position ?? Infinity)) first.set(digest, { position, kind });
  KNOWN.set(state, first);
  return first;
}

function* namings({ items, agendas, matters, ground }: State): Iterable<Naming & { readonly digest: string }> {
  for (const { kind, value: { evidence = [] }, source: { position } } of items.values()) for (const { digest } of evidence) yield { digest, position, kind };
  for (const all of agendas.values()) for (const { value, source: { position } } of all) for (const { papers = [] } of value.items) for (const { digest } of papers) yield { digest, position, kind: 'agenda' };
  for (const { kind, value, source: { position } } of matters.values()) if (kind === 'verification' || kind === 'document') for (const { digest } of value.evidence ?? []) yield { digest, position, kind };
  for (const { value, source: { position } } of ground.values()) if (value.kind === 'accreditation') for (const { digest } of value.content.evidence ?? []) yield { digest, position, kind: value.kind };
}
