import { h } from 'preact';
import { render } from 'preact-render-to-string';
import type { Context } from 'hono';
import type { Amendments, App, Dossier, FormsGiven, Limits, Opening, Reception } from '#app';
import type { Participant } from '#process';
import { hex, sha256, utf8 } from '#record';
import type { Words } from '#words';
import { asOfTimes, latest } from './asof.ts';
import { sessionToken } from './cookie.ts';
import type { Messages, Speak } from './language.ts';
import type { Assets } from './layout.tsx';
import { Layout } from './layout.tsx';
import { badTimePage, notFoundPage } from './pages/error.tsx';
import { homePage } from './pages/home.tsx';
import type { FileOf, Page, PageOf, Visit } from './visit.ts';

/** What the pages need from outside: the use cases, the sentences by language, the addresses of the built files and the name of this build. */
export interface WebParts {
  /** As everybody may read it. */
  readonly app: App;
  /** As those at the table may, for who is signed in; and who comes, and as whom. Without these nobody signs in. */
  readonly table?: App;
  readonly reception?: Reception;
  /** Where charters are drafted; without it no process begins here. */
  readonly opening?: Opening;
  /** Where changes of charters are drafted. */
  readonly amendments?: Amendments;
  /** How much of its work this host lets be asked for at a time; without it, any. */
  readonly limits?: Limits;
  /** The forms that this host gives to the devices of each process. */
  readonly forms?: FormsGiven;
  /** Where browsers find this host, if it stands behind another server: `https://talks.example.org`. */
  readonly origin?: string;
  readonly messages: Messages;
  readonly assets: Assets;
  readonly build: string;
}

export interface Site extends WebParts {
  readonly speak: Speak;
  /** Changes with the program and with its sentences. */
  readonly edition: string;
}

/** Under which origin a browser sees this host: what the operator said, else what the request says. */
export const originOf = (context: Context, { origin }: Pick<WebParts, 'origin'>): string => origin ?? new URL(context.req.url).origin;

/** The address as the browser has it. */
function urlOf(context: Context, site: Pick<WebParts, 'origin'>): URL {
  const { pathname, search } = new URL(context.req.url);
  return new URL(`${pathname}${search}`, originOf(context, site));
}

export async function home(context: Context, site: Site): Promise<Response> {
  const words = site.speak(context.req.raw, 'UTC'), cards = await site.app.list();
  return unlessKnown(context, site, words, digest(JSON.stringify(cards)), () => send(context, site, words, homePage(words, cards, site.opening !== undefined)));
}

export async function missing(context: Context, site: Site, visit?: Visit): Promise<Response> {
  const words = visit?.words ?? site.speak(context.req.raw, 'UTC');
  return send(context, site, words, notFoundPage(words, await site.app.list()), visit);
}

/** One visit to a page of a process: who reads it, as of when. What is for the table is shown to who is signed in, and kept in no cache; nor is what follows from more than the record (`fresh`). */
export async function serve(context: Context, site: Site, page: PageOf, fresh = false): Promise<Response> {
  const seat = await seatOf(context, site), dossier = seat?.dossier ?? await site.app.dossier(context.req.param('slug') ?? '');
  if (dossier === null) return missing(context, site);
  const words = site.speak(context.req.raw, dossier.state.charter.zone);
  const url = urlOf(context, site);
  const asOf = asOfTimes(url, dossier), parts = { app: seat?.app ?? site.app, words, url, dossier, ...(site.reception === undefined ? {} : { reception: site.reception }), ...(site.amendments === undefined ? {} : { amendments: site.amendments }), ...(seat === null ? {} : { reader: seat.reader }) };
  const whole = { valid: dossier.range.to, known: dossier.range.known };
  if (!asOf.ok) return send(context, site, words, badTimePage(words, url, asOf.refusal), { ...parts, url: latest(url), asOf: whole });
  const visit: Visit = { ...parts, asOf: asOf.value };
  const make = async (): Promise<Response> => {
    const made = await page(visit, context.req.param());
    return made === null ? missing(context, site, visit) : send(context, site, words, made, visit);
  };
  return seat === null && !fresh ? unlessKnown(context, site, words, `${dossier.head.root.slice(0, 16)}-${dossier.confirmed ?? 0}${dossier.served?.by === 'copy' ? '-copy' : ''}${keptAs(dossier)}${site.forms?.edition(dossier.state.process) ?? ''}`, make) : forNobodyElse(make());
}

/** What a page says of its host beside the record. */
const keptAs = ({ warning, ended, ungiven, signedUpTo = 0 }: Dossier): string => `${signedUpTo > 0 ? `-back${signedUpTo}` : ''}${warning === undefined ? '' : `-wrong${Number(warning.signed)}`}${ended === undefined ? '' : `-ended${ended.length}`}${ungiven === undefined ? '' : `-ungiven${ungiven.again}`}`;

/** Who asks, with the record as those at the table read it. */
export interface Seat {
  readonly app: App;
  readonly dossier: Dossier;
  readonly reader: Participant;
}

/** A file made from all that is held, for another program; to who is signed in, with what is for the table. */
export async function hand(context: Context, site: Site, file: FileOf, asks?: Seat): Promise<Response> {
  const seat = asks ?? await seatOf(context, site), dossier = seat?.dossier ?? await site.app.dossier(context.req.param('slug') ?? '');
  if (dossier === null) return missing(context, site);
  const words = site.speak(context.req.raw, dossier.state.charter.zone), url = new URL(`${originOf(context, site)}${new URL(context.req.url).pathname}${new URL(context.req.url).search}`);
  const visit: Visit = { app: seat?.app ?? site.app, words, url, dossier, asOf: { valid: dossier.range.to, known: dossier.range.known }, ...(site.reception === undefined ? {} : { reception: site.reception }), ...(seat === null ? {} : { reader: seat.reader }) };
  const make = async (): Promise<Response> => {
    const made = await file(visit, context.req.param());
    if (made === null) return missing(context, site, visit);
    return context.body(made.content as Uint8Array<ArrayBuffer> | string, 200, { 'Content-Type': made.type, 'Content-Disposition': `${made.save ? 'attachment' : 'inline'}; filename="${made.name}"` });
  };
  return seat === null ? unlessKnown(context, site, words, `${dossier.head.root.slice(0, 16)}-file`, make) : forNobodyElse(make());
}

/** Who is signed in to the process of this address, with the record as those at the table read it. */
export async function seatOf(context: Context, site: Site): Promise<Seat | null> {
  const { reception, table } = site, token = sessionToken(context, originOf(context, site));
  if (reception === undefined || table === undefined || token === null) return null;
  const dossier = await table.dossier(context.req.param('slug') ?? ''), reader = dossier === null ? null : await reception.reader(token, dossier.state);
  return dossier === null || reader === null ? null : { app: table, dossier, reader };
}

async function forNobodyElse(answer: Promise<Response>): Promise<Response> {
  const made = await answer;
  made.headers.set('Cache-Control', 'private, no-store');
  return made;
}

/** A page is a function of what is held, the build and the language; the address is the cache's own key. Says only "not modified" to a reader who has it. */
async function unlessKnown(context: Context, { edition }: Site, words: Words, held: string, make: () => Response | Promise<Response>): Promise<Response> {
  const tag = `"${held}-${edition}-${words.reader}"`;
  const known = knows(context.req.raw, tag);
  if (context.req.method === 'POST') return make();
  const answer = known ? context.body(null, 304) : await make();
  if (answer.status === 200 || known) answer.headers.set('ETag', tag);
  return answer;
}

/** Whether who asks has this already: tags are compared weakly (RFC 9110, 13.1.2), for a page that was compressed on its way has a weak one. */
export function knows({ headers }: Request, tag: string): boolean {
  const bare = (one: string): string => one.trim().replace(/^W\//, '');
  return (headers.get('If-None-Match') ?? '').split(',').some((one) => bare(one) === bare(tag));
}

export const digest = (text: string): string => hex(sha256(utf8(text))).slice(0, 12);

export function send(context: Context, { assets, messages }: Site, house: Words, page: Page, visit?: Visit): Response {
  const words = page.words ?? house;
  const untranslated = words.reader === words.locale ? undefined : messages[words.reader]?.['shell.untranslated'];
  const props = { words, url: visit?.url ?? new URL(context.req.url), assets, page, ...(visit === undefined ? {} : { visit: { ...visit, words } }), ...(untranslated === undefined ? {} : { untranslated }) };
  return context.body(utf8(`<!doctype html>${render(h(Layout, props))}`) as Uint8Array<ArrayBuffer>, (page.status ?? 200) as 200, { 'Content-Type': 'text/html; charset=UTF-8' }); // As bytes: a text is looked through twice more on its way.
}
