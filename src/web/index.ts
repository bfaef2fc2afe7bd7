import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { App, Dossier } from '#app';
import { createWords } from '#words';
import type { Words } from '#words';
import { asOfTimes } from './asof.ts';
import type { Assets } from './layout.tsx';
import { Layout } from './layout.tsx';
import { aboutPage } from './pages/about.tsx';
import { corridorPage } from './pages/corridor.tsx';
import { commitmentPage } from './pages/commitment.tsx';
import { entryPage } from './pages/entry.tsx';
import { badTimePage, damagedPage, notFoundPage } from './pages/error.tsx';
import { homePage } from './pages/home.tsx';
import { mapPage } from './pages/map.tsx';
import { recordPage } from './pages/record.tsx';
import { statePage } from './pages/state.tsx';
import { timelinePage } from './pages/timeline.tsx';
import type { Page, PageOf, Visit } from './visit.ts';

export type { Assets } from './layout.tsx';

/** What the pages need from outside: the use cases, the sentences by language, the addresses of the built files and the name of this build. */
export interface WebParts {
  readonly app: App;
  readonly messages: { readonly [locale: string]: { readonly [key: string]: string } };
  readonly assets: Assets;
  readonly build: string;
}

const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ROUTES: readonly (readonly [string, PageOf])[] = [
  ['/:slug', statePage], ['/:slug/commitments/:id', commitmentPage], ['/:slug/timeline', timelinePage], ['/:slug/corridors', corridorPage],
  ['/:slug/map', mapPage], ['/:slug/record', recordPage], ['/:slug/record/:position', entryPage], ['/:slug/about', aboutPage],
];

/** The pages of a host, as a web-standard request handler. */
export function webApp(parts: WebParts): Hono {
  const server = new Hono();
  server.use(async (context, next) => {
    await next();
    context.header('Content-Security-Policy', POLICY);
    context.header('Referrer-Policy', 'no-referrer');
    context.header('X-Content-Type-Options', 'nosniff');
    context.header('Cross-Origin-Opener-Policy', 'same-origin');
  });
  server.get('/', async (context) => {
    const words = wordsFor(parts, context, 'UTC');
    return send(context, parts, words, await homePage(parts.app, words));
  });
  server.get('/:slug/record/:position{[0-9]+\\.json}', async (context) => {
    const entry = await parts.app.entry(context.req.param('slug'), Number(context.req.param('position').slice(0, -5)));
    return entry === null ? context.json({ code: 'record.entry.none' }, 404) : context.json(entry);
  });
  for (const [path, page] of ROUTES) server.get(path, (context) => serve(context, parts, page));
  server.notFound((context) => missing(context, parts));
  server.onError((error, context) => {
    const damaged = damageOf(error);
    if (damaged === null) throw error;
    const words = wordsFor(parts, context, 'UTC');
    return send(context, parts, words, damagedPage(words, damaged.slug, damaged.position));
  });
  return server;
}

/** The fault `record.damaged`. Known by its code: the pages are bundled, so the class here is not the class there. */
function damageOf(error: Error): { readonly slug: string; readonly position: number } | null {
  const { code, facts } = error as Error & { readonly code?: string; readonly facts?: { readonly slug?: string; readonly position?: number } };
  return code === 'record.damaged' && facts?.slug !== undefined && facts.position !== undefined ? { slug: facts.slug, position: facts.position } : null;
}

async function missing(context: Context, parts: WebParts): Promise<Response> {
  const words = wordsFor(parts, context, 'UTC');
  return send(context, parts, words, notFoundPage(words, await parts.app.list()));
}

async function serve(context: Context, parts: WebParts, page: PageOf): Promise<Response> {
  const dossier = await parts.app.dossier(context.req.param('slug') ?? '');
  if (dossier === null) return missing(context, parts);
  const words = wordsFor(parts, context, dossier.state.charter.zone);
  const url = new URL(context.req.url);
  const asOf = asOfTimes(url, dossier);
  if (!asOf.ok) return send(context, parts, words, badTimePage(words, asOf.refusal));
  const tag = etag(parts, dossier, words);
  if (context.req.header('If-None-Match') === tag) return context.body(null, 304, { ETag: tag });
  const visit: Visit = { app: parts.app, words, url, dossier, asOf: asOf.value };
  const made = await page(visit, context.req.param());
  if (made === null) return missing(context, parts);
  context.header('ETag', tag);
  return send(context, parts, words, made, visit);
}

/** A page is a function of the head of the log, the build and the language; the address is the cache's own key. */
const etag = (parts: WebParts, { head }: Dossier, words: Words): string => `"${head.root.slice(0, 16)}-${parts.build}-${words.locale}"`;

function send(context: Context, parts: WebParts, words: Words, page: Page, visit?: Visit): Response {
  const props = { words, url: new URL(context.req.url), assets: parts.assets, page, ...(visit === undefined ? {} : { visit }) };
  context.header('Cache-Control', 'no-cache');
  context.header('Vary', 'Accept-Language');
  return context.html(`<!doctype html>${render(h(Layout, props))}`, (page.status ?? 200) as 200);
}

/** `?lang=` first, then what the browser asks for, then English. */
function wordsFor({ messages }: WebParts, context: Context, zone: string): Words {
  const asked = [context.req.query('lang') ?? '', ...(context.req.header('Accept-Language') ?? '').split(',').map((item) => item.trim().split(/[;-]/)[0] ?? '')];
  const locale = asked.find((item) => Object.hasOwn(messages, item)) ?? 'en';
  return createWords({ locale, messages: messages[locale] ?? {}, fallback: messages['en'] ?? {}, zone });
}
