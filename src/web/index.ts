import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { TrieRouter } from 'hono/router/trie-router';
import { trimTrailingSlash } from 'hono/trailing-slash';
import { hasSession } from './cookie.ts';
import { limited } from './limited.ts';
import { speakerOf } from './language.ts';
import { aboutPage } from './pages/about.tsx';
import { changesPage } from './pages/changes.tsx';
import { corridorPage } from './pages/corridor.tsx';
import { draftPage } from './pages/draft.tsx';
import { commitmentPage } from './pages/commitment.tsx';
import { entryPage } from './pages/entry.tsx';
import { erasedFilePage } from './pages/erased-file.tsx';
import { damagedPage } from './pages/error.tsx';
import { keepingPage } from './pages/keeping.tsx';
import { entryFor } from './persons/entry-for.ts';
import { personPage } from './persons/person-page.tsx';
import { retentionPage } from './persons/retention-page.tsx';
import { mapPage } from './pages/map.tsx';
import { archivePage } from './pages/archive.tsx';
import { papersPage } from './pages/papers.tsx';
import { recordPage } from './pages/record.tsx';
import { rollUpPage } from './pages/rollup.tsx';
import { statePage } from './pages/state.tsx';
import { timelinePage } from './pages/timeline.tsx';
import { whatIfPage } from './pages/what-if.tsx';
import { FILES, calendarRoutes, publicationRoute } from './papers.ts';
import { provableTogether } from './provable.ts';
import { digest, hand, home, missing, seatOf, send, serve } from './site.ts';
import type { Site, WebParts } from './site.ts';
import { actRoutes } from './acting/routes.ts';
import { deskRoutes } from './desk/routes.ts';
import { FIELD_PAGES } from './field-pages.ts';
import { TABLE_PAGES } from './table-pages.ts';
import { reportingRoutes } from './reporting/routes.ts';
import { intakeRoutes } from './intake/routes.ts';
import { amendingRoutes } from './amending/routes.ts';
import { openingRoutes } from './opening/routes.ts';
import type { PageOf } from './visit.ts';

export type { Assets } from './layout.tsx';
export { spokenKey } from './fingerprint.ts';
export { knows } from './site.ts';
export { trustApp } from './trust/app.tsx';

/** More than a screenful of commitments is a file. */
const DRAFT_BYTES = 65_536;

const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin', // Not `no-referrer`: then a form would say that it comes from nowhere (`Origin: null`).
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-cache',
  Vary: 'Accept-Language, Cookie',
} as const;

const ROUTES: readonly (readonly [string, PageOf])[] = [
  ['/:slug', statePage], ['/:slug/commitments/:id', commitmentPage], ['/:slug/timeline', timelinePage], ['/:slug/corridors', corridorPage],
  ['/:slug/draft', draftPage], ['/:slug/map', mapPage], ['/:slug/record', recordPage], ['/:slug/record/:position', entryPage], ['/:slug/about', aboutPage], ['/:slug/rollup', rollUpPage], ['/:slug/changes', changesPage], ['/:slug/papers', papersPage], ['/:slug/archive', archivePage],
  ...TABLE_PAGES, ...FIELD_PAGES,
  ['/:slug/what-if', (visit) => whatIfPage(visit, {})],
];

/** What of these follows from the record alone: anybody with the same record can make it. */
const READ = new TrieRouter<true>();
for (const path of [...ROUTES.map(([one]) => one), ...FILES.map(([one]) => one), '/:slug/record/:position{[0-9]+\\.json}', '/:slug/record/proofs.json']) READ.add('GET', path, true);

/** Whether somebody who is not signed in asks for what follows from the record. */
export const isForEverybody = (request: Request): boolean => request.method === 'GET' && !hasSession(request) && READ.match('GET', new URL(request.url).pathname)[0].length > 0;

/** The pages of a host, as a web-standard request handler. */
export function webApp(parts: WebParts): Hono {
  const site: Site = { ...parts, speak: speakerOf(parts.messages), edition: `${parts.build}-${digest(JSON.stringify(parts.messages))}` };
  const server = new Hono();
  server.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) if (!context.res.headers.has(name)) context.header(name, value);
  });
  server.use(trimTrailingSlash());
  server.get('/', (context) => home(context, site));
  openingRoutes(server, site);
  amendingRoutes(server, site);
  server.get('/:slug/record/:position{[0-9]+\\.json}', async (context) => {
    const seat = await seatOf(context, site), slug = context.req.param('slug'), position = Number(context.req.param('position').slice(0, -5)), entry = seat === null ? await site.app.entry(slug, position) : await entryFor({ ...seat, reception: site.reception }, position);
    if (seat !== null) context.header('Cache-Control', 'private, no-store');
    return entry === null ? context.json({ code: 'record.entry.none' }, 404) : context.json(entry);
  });
  server.get('/:slug/record/proofs.json', async (context) => {
    const seat = await seatOf(context, site), given = await provableTogether(seat?.app ?? site.app, context.req.param('slug'), context.req.query('at') ?? '');
    context.header('Cache-Control', 'private, no-store');
    return given === null ? context.json({ code: 'record.entry.none' }, 404) : context.json(given);
  });
  for (const [path, file] of FILES) server.get(path, (context) => hand(context, site, file));
  for (const [path, page] of ROUTES) server.get(path, (context) => serve(context, site, page));
  const present: readonly (readonly [string, PageOf])[] = [['/:slug/keeping', keepingPage], ['/:slug/persons/:id', personPage], ['/:slug/retention', retentionPage], ['/:slug/evidence/:digest{[0-9a-f]{64}}', erasedFilePage]];
  for (const [path, page] of present) server.get(path, (context) => serve(context, site, page, true));
  calendarRoutes(server, site);
  publicationRoute(server, site);
  deskRoutes(server, site);
  actRoutes(server, site);
  intakeRoutes(server, site);
  reportingRoutes(server, site);
  for (const [name, page] of [['draft', draftPage], ['what-if', whatIfPage]] as const) {
    server.post(`/:slug/${name}`, limited(site, name), bodyLimit({ maxSize: DRAFT_BYTES, onError: (context) => context.text(site.speak(context.req.raw, 'UTC').say('draft.too-long'), 413) }), async (context) => {
      const { text } = await context.req.parseBody();
      return serve(context, site, (visit) => page(visit, { text: typeof text === 'string' ? text : '' }));
    });
  }
  server.notFound((context) => missing(context, site));
  server.onError((error, context) => {
    const damaged = damageOf(error);
    if (damaged === null) throw error;
    const words = site.speak(context.req.raw, 'UTC');
    return send(context, site, words, damagedPage(words, damaged.slug, damaged.position));
  });
  return server;
}

/** The fault `record.damaged`. Known by its code: the pages are bundled, so the class here is not the class there. */
function damageOf(error: Error): { readonly slug: string; readonly position: number } | null {
  const { code, facts } = error as Error & { readonly code?: string; readonly facts?: { readonly slug?: string; readonly position?: number } };
  return code === 'record.damaged' && facts?.slug !== undefined && facts.position !== undefined ? { slug: facts.slug, position: facts.position } : null;
}
