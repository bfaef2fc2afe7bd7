import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Result } from '#base';
import type { Dossier, Reception } from '#app';
import type { Words } from '#words';
import { dropSession, keepSession, sessionToken } from '../cookie.ts';
import { fromHere } from '../origin.ts';
import { missing, originOf, seatOf, serve } from '../site.ts';
import type { Site } from '../site.ts';
import type { PageOf } from '../visit.ts';
import { addressOf, refusedTo, stringsOf } from './answers.ts';
import { invitationsPage } from './invitations.tsx';
import { joinPage } from './join.tsx';
import { keysPage } from './keys.tsx';
import { signInPage } from './sign-in.tsx';

const MOST_BYTES = 65_536;

/** What a request to the desk of a process is answered from. */
interface Asked {
  readonly context: Context;
  readonly site: Site;
  readonly reception: Reception;
  readonly dossier: Dossier;
  readonly words: Words;
  readonly origin: string;
  readonly token: string | null;
}

const PAGES: readonly (readonly [string, PageOf])[] = [['sign-in', signInPage], ['join/:token', joinPage], ['invitations', (visit) => invitationsPage(visit)], ['keys', keysPage]];

/** Signing in to a process and out of it, invitations and keys. Where nobody can sign in, there are no such pages. */
export function deskRoutes(server: Hono, site: Site): void {
  const { reception, table } = site;
  if (reception === undefined || table === undefined) return;
  const post = (path: string, answer: (asked: Asked) => Promise<Response>): void => {
    server.post(`/:slug/${path}`, fromHere(site), bodyLimit({ maxSize: MOST_BYTES, onError: (context) => context.json({ code: 'desk.too-long', text: site.speak(context.req.raw, 'UTC').say('refusal.desk.too-long') }, 413) }), async (context) => {
      const dossier = await table.dossier(context.req.param('slug') ?? ''), origin = originOf(context, site);
      if (dossier === null || dossier.state.charter.kind !== 'live') return missing(context, site);
      return answer({ context, site, reception, dossier, origin, token: sessionToken(context, origin), words: site.speak(context.req.raw, dossier.state.charter.zone) });
    });
  };
  for (const [path, page] of PAGES) server.get(`/:slug/${path}`, (context) => serve(context, site, page, true));
  for (const path of ['invitations', 'invitations/cancel']) post(path, async ({ context }) => { const form = await context.req.parseBody(); return serve(context, site, (visit) => invitationsPage(visit, { path, form }), true); });
  post('sign-in/role', tryRole);
  post('sign-in/challenge', counted(async ({ context, reception: desk, dossier }) => context.json({ challenge: await desk.challenge(dossier.state) })));
  post('sign-in/key', counted(signInByKey));
  post('sign-in/passkey/ask', counted(async ({ context, reception: desk, dossier, origin, words }) => told(context, words, await desk.beginShowing(dossier.state, origin))));
  post('sign-in/passkey', counted(signInByPasskey));
  post('sign-out', signOut);
  post('join/:token', counted(join));
  for (const name of ['ask', 'keep', 'drop']) post(`keys/passkey/${name}`, (asked) => ownPasskey(asked, name));
}

/** Not looked at where it comes too often. */
const counted = (answer: (asked: Asked) => Promise<Response>) => async (asked: Asked): Promise<Response> => {
  const tried = asked.reception.tried(addressOf(asked.context, asked.site));
  return tried.ok ? answer(asked) : refusedTo(asked.context, asked.words, tried.refusal);
};

const told = (context: Context, words: Words, result: Result<unknown>): Response => (result.ok ? context.json(result.value ?? {}) : refusedTo(context, words, result.refusal));

const homeOf = ({ slug }: Dossier): string => `/${encodeURIComponent(slug)}`;

/** Who signed in comes to what is asked of them. */
const askedOf = (dossier: Dossier): string => `${homeOf(dossier)}/asked`;

async function tryRole({ context, site, reception, dossier, origin, token: before }: Asked): Promise<Response> {
  const { role } = await context.req.parseBody();
  const token = await reception.tryRole(before, dossier.state, typeof role === 'string' ? role : '');
  if (token === null) return missing(context, site);
  keepSession(context, origin, token);
  return context.redirect(askedOf(dossier), 303);
}

function seated({ context, words, origin, dossier }: Asked, token: Result<string>): Response {
  if (!token.ok) return refusedTo(context, words, token.refusal);
  keepSession(context, origin, token.value);
  return context.json({ to: askedOf(dossier) });
}

async function signInByKey(asked: Asked): Promise<Response> {
  const { challenge = '', key = '', signature = '' } = await stringsOf(asked.context);
  return seated(asked, await asked.reception.signIn(asked.token, asked.dossier.state, { origin: asked.origin, challenge }, { key, signature }));
}

async function signInByPasskey(asked: Asked): Promise<Response> {
  const { challenge, answer } = await answerOf(asked.context);
  return seated(asked, await asked.reception.signInByPasskey(asked.token, asked.dossier.state, { origin: asked.origin, challenge }, answer));
}

/** What an authenticator answered, and to which question. */
async function answerOf(context: Context): Promise<{ readonly challenge: string; readonly answer: unknown }> {
  const body = await context.req.json().catch(() => null) as { readonly challenge?: unknown; readonly answer?: unknown } | null;
  return { challenge: typeof body?.challenge === 'string' ? body.challenge : '', answer: body?.answer };
}

async function signOut({ context, reception, dossier, origin, token }: Asked): Promise<Response> {
  if (token !== null && await reception.leave(token, dossier.state.process)) dropSession(context, origin);
  return context.redirect(homeOf(dossier), 303);
}

async function join({ context, reception, dossier: { state: { process } }, words }: Asked): Promise<Response> {
  const { name = '', key = '', proof = '', reading = '', root } = await stringsOf(context);
  const came = await reception.enrol(process, context.req.param('token') ?? '', { name, key, proof, reading, ...(root === undefined ? {} : { root }) }, process);
  return told(context, words, came.ok ? { ok: true, value: {} } : came);
}

async function ownPasskey({ context, site, reception, dossier: { slug, state }, words, origin }: Asked, name: string): Promise<Response> {
  const seat = await seatOf(context, site);
  if (seat === null) return refusedTo(context, words, { code: 'desk.signed-out' });
  if (name === 'ask') return told(context, words, await reception.beginPasskey(state, seat.reader, origin));
  if (name === 'keep') {
    const { challenge, answer } = await answerOf(context);
    return told(context, words, await reception.keepPasskey(state, seat.reader, { origin, challenge }, answer));
  }
  const { id } = await context.req.parseBody();
  await reception.dropPasskey(state, seat.reader, typeof id === 'string' ? id : '');
  return context.redirect(`/${encodeURIComponent(slug)}/keys`, 303);
}
