import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Dossier, Reception } from '#app';
import { dropSession, keepSession, sessionToken } from '../cookie.ts';
import { fromHere } from '../origin.ts';
import { missing, originOf, serve } from '../site.ts';
import type { Site } from '../site.ts';
import { signInPage } from './sign-in.tsx';

const MOST_BYTES = 16_384;

/** Signing in to a process and out of it. Where nobody can, there are no such pages. */
export function deskRoutes(server: Hono, site: Site): void {
  const { reception, table } = site;
  if (reception === undefined || table === undefined) return;
  const post = (path: string, answer: (context: Context, dossier: Dossier) => Promise<Response>): void => {
    server.post(path, fromHere(site), bodyLimit({ maxSize: MOST_BYTES }), async (context) => {
      const dossier = await table.dossier(context.req.param('slug') ?? '');
      return dossier === null ? missing(context, site) : answer(context, dossier);
    });
  };
  server.get('/:slug/sign-in', (context) => serve(context, site, signInPage));
  post('/:slug/sign-in/role', (context, dossier) => tryRole(context, site, reception, dossier));
  post('/:slug/sign-out', (context, dossier) => signOut(context, site, reception, dossier));
}

async function tryRole(context: Context, site: Site, reception: Reception, { slug, state }: Dossier): Promise<Response> {
  const { role } = await context.req.parseBody(), origin = originOf(context, site);
  const token = await reception.tryRole(sessionToken(context, origin), state, typeof role === 'string' ? role : '');
  if (token === null) return missing(context, site);
  keepSession(context, origin, token);
  return context.redirect(`/${encodeURIComponent(slug)}`, 303);
}

async function signOut(context: Context, site: Site, reception: Reception, { slug, state }: Dossier): Promise<Response> {
  const origin = originOf(context, site), token = sessionToken(context, origin);
  if (token !== null && await reception.leave(token, state.process)) dropSession(context, origin);
  return context.redirect(`/${encodeURIComponent(slug)}`, 303);
}
