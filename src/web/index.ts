import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { trimTrailingSlash } from 'hono/trailing-slash';
import type { App } from '#app';
import { hex, sha256, utf8 } from '#record';
import type { Words } from '#words';
import { asOfTimes, latest } from './asof.ts';
import type { Messages, Speak } from './language.ts';
import { speakerOf } from './language.ts';
import type { Assets } from './layout.tsx';
import { Layout } from './layout.tsx';
import { aboutPage } from './pages/about.tsx';
import { changesPage } from './pages/changes.tsx';
import { corridorPage } from './pages/corridor.tsx';
import { draftPage } from './pages/draft.tsx';
import { commitmentPage } from './pages/commitment.tsx';
import { entryPage } from './pages/entry.tsx';
import { badTimePage, damagedPage, notFoundPage } from './pages/error.tsx';
import { homePage } from './pages/home.tsx';
import { mapPage } from './pages/map.tsx';
import { recordPage } from './pages/record.tsx';
import { rollUpPage } from './pages/rollup.tsx';
import { statePage } from './pages/state.tsx';
import { timelinePage } from './pages/timeline.tsx';
import { whatIfPage } from './pages/what-if.tsx';
import type { Page, PageOf, Visit } from './visit.ts';

export type { Assets } from './layout.tsx';

/** What the pages need from outside: the use cases, the sentences by language, the addresses of the built files and the name of this build. */
export interface WebParts {
  readonly app: App;
  readonly messages: Messages;
  readonly assets: Assets;
  readonly build: string;
}

/** More than a screenful of commitments is a file. */
const DRAFT_BYTES = 65_536;

interface Site extends WebParts {
  readonly speak: Speak;
  /** Changes with the program and with its sentences. */
  readonly edition: string;
}

const HEADERS = {
  'Content-Security-Policy': "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-cache',
  Vary: 'Accept-Language',
} as const;

const ROUTES: readonly (readonly [string, PageOf])[] = [
  ['/:slug', statePage], ['/:slug/commitments/:id', commitmentPage], ['/:slug/timeline', timelinePage], ['/:slug/corridors', corridorPage],
  ['/:slug/draft', draftPage], ['/:slug/map', mapPage], ['/:slug/record', recordPage], ['/:slug/record/:position', entryPage], ['/:slug/about', aboutPage], ['/:slug/rollup', rollUpPage], ['/:slug/changes', changesPage],
  ['/:slug/what-if', (visit) => whatIfPage(visit, {})],
];

/** The pages of a host, as a web-standard request handler. */
export function webApp(parts: WebParts): Hono {
  const site: Site = { ...parts, speak: speakerOf(parts.messages), edition: `${parts.build}-${digest(JSON.stringify(parts.messages))}` };
  const server = new Hono();
  server.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  server.use(trimTrailingSlash());
  server.get('/', (context) => home(context, site));
  server.get('/:slug/record/:position{[0-9]+\\.json}', async (context) => {
    const entry = await site.app.entry(context.req.param('slug'), Number(context.req.param('position').slice(0, -5)));
    return entry === null ? context.json({ code: 'record.entry.none' }, 404) : context.json(entry);
  });
  for (const [path, page] of ROUTES) server.get(path, (context) => serve(context, site, page));
  const written = { draft: draftPage, 'what-if': whatIfPage };
  for (const [name, page] of Object.entries(written)) {
    server.post(`/:slug/${name}`, bodyLimit({ maxSize: DRAFT_BYTES, onError: (context) => context.text(site.speak(context.req.raw, 'UTC').say('draft.too-long'), 413) }), async (context) => {
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

async function home(context: Context, site: Site): Promise<Response> {
  const words = site.speak(context.req.raw, 'UTC'), cards = await site.app.list();
  return unlessKnown(context, site, words, digest(JSON.stringify(cards)), () => send(context, site, words, homePage(words, cards)));
}

async function missing(context: Context, site: Site, visit?: Visit): Promise<Response> {
  const words = visit?.words ?? site.speak(context.req.raw, 'UTC');
  return send(context, site, words, notFoundPage(words, await site.app.list()), visit);
}

async function serve(context: Context, site: Site, page: PageOf): Promise<Response> {
  const dossier = await site.app.dossier(context.req.param('slug') ?? '');
  if (dossier === null) return missing(context, site);
  const words = site.speak(context.req.raw, dossier.state.charter.zone);
  const url = new URL(context.req.url);
  const asOf = asOfTimes(url, dossier);
  const whole = { valid: dossier.range.to, known: dossier.range.known };
  if (!asOf.ok) return send(context, site, words, badTimePage(words, url, asOf.refusal), { app: site.app, words, url: latest(url), dossier, asOf: whole });
  const visit: Visit = { app: site.app, words, url, dossier, asOf: asOf.value };
  return unlessKnown(context, site, words, `${dossier.head.root.slice(0, 16)}-${dossier.confirmed ?? 0}${dossier.warning === undefined ? '' : '-wrong'}`, async () => {
    const made = await page(visit, context.req.param());
    return made === null ? missing(context, site, visit) : send(context, site, words, made, visit);
  });
}

/** A page is a function of what is held, the build and the language; the address is the cache's own key. Says only "not modified" to a reader who has it. */
async function unlessKnown(context: Context, { edition }: Site, words: Words, held: string, make: () => Response | Promise<Response>): Promise<Response> {
  const tag = `"${held}-${edition}-${words.reader}"`;
  const known = (context.req.header('If-None-Match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
  if (context.req.method === 'POST') return make();
  const answer = known ? context.body(null, 304) : await make();
  if (answer.status === 200 || known) answer.headers.set('ETag', tag);
  return answer;
}

const digest = (text: string): string => hex(sha256(utf8(text))).slice(0, 12);

function send(context: Context, { assets, messages }: Site, words: Words, page: Page, visit?: Visit): Response {
  const untranslated = words.reader === words.locale ? undefined : messages[words.reader]?.['shell.untranslated'];
  const props = { words, url: visit?.url ?? new URL(context.req.url), assets, page, ...(visit === undefined ? {} : { visit }), ...(untranslated === undefined ? {} : { untranslated }) };
  return context.html(`<!doctype html>${render(h(Layout, props))}`, (page.status ?? 200) as 200);
}
