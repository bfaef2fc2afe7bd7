import type { Hono } from 'hono';
import { calendarOf, feedOf, newsMail, packed, paperOf, publicationOf, summaryMail, summaryOf, summaryWords } from '#app';
import { utf8 } from '#record';
import { claimView, topicOf } from '#views';
import { writeBag, writeClaimReviews } from '#wire';
import { mapData } from './map-data.ts';
import { fromHere } from './origin.ts';
import { REGISTER_FILES } from './registers/files.ts';
import { MOST_IN_BAG, papersPage } from './pages/papers.tsx';
import { hand, missing, seatOf, serve } from './site.ts';
import type { Site } from './site.ts';
import type { FileOf, Visit } from './visit.ts';

/** Where the pages of the process are, for a program that has only the file. */
const pagesOf = ({ url, dossier }: Visit): string => `${url.origin}/${encodeURIComponent(dossier.slug)}`;

const calendar: FileOf = async (visit) => {
  const content = await calendarOf(visit.app, visit.dossier.slug, visit.words, { pages: pagesOf(visit) });
  return content === null ? null : { content, type: 'text/calendar; charset=utf-8', name: `${visit.dossier.slug}.ics`, save: false };
};

const feed: FileOf = async (visit) => {
  const about = visit.url.searchParams.get('about'), topic = about === null ? undefined : topicOf(visit.dossier.state, about);
  if (topic?.ok === false) return null;
  const content = await feedOf(visit.app, visit.dossier.slug, visit.words, pagesOf(visit), topic?.value);
  return content === null ? null : { content, type: 'application/atom+xml; charset=utf-8', name: `${visit.dossier.slug}.atom`, save: false };
};

/** What came of a topic, and the summary of a day, as letters to be sent on: this host knows nobody's address. */
const news: FileOf = async (visit) => {
  const { dossier, words, url } = visit, made = newsMail(dossier, words, url.searchParams.get('about') ?? '', url.searchParams.get('since'), pagesOf(visit));
  return made.ok ? { content: made.value, type: 'message/rfc822', name: `${dossier.slug}.eml`, save: true } : null;
};

const summary: FileOf = async (visit) => {
  const { app, dossier, url, asOf } = visit, words = summaryWords(visit.words), made = await summaryOf(app, dossier.slug, words, url.searchParams.get('day'), asOf);
  return made?.ok === true ? { content: summaryMail(dossier, words, made.value, pagesOf(visit)), type: 'message/rfc822', name: `${dossier.slug}-${made.value.day}.eml`, save: true } : null;
};

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A text on paper; `copy` names the party whose copy it is. */
const paper: FileOf = async ({ app, dossier, words, url }, { file = '' }) => {
  const id = file.slice(0, -'.docx'.length), copy = url.searchParams.get('copy'), content = await paperOf(app, dossier.slug, id, copy, words);
  return content === null ? null : { content, type: DOCX, name: fileNameOf(id, copy), save: true };
};

const fileNameOf = (id: string, copy: string | null): string => `${[id, ...(copy === null ? [] : [copy])].map((part) => part.replace(/[^A-Za-z0-9-]/g, '-')).join('.')}.docx`;

/** The dates of one person alone: what is asked of their side, and the meetings it takes part in. */
const ownCalendar: FileOf = async (visit) => {
  const { app, dossier, words, reader } = visit, content = reader === undefined ? null : await calendarOf(app, dossier.slug, words, { pages: pagesOf(visit), reader });
  return content === null ? null : { content, type: 'text/calendar; charset=utf-8', name: `${dossier.slug}.ics`, save: false };
};

/** The address of a person's own calendar, and where it is made and taken back. A calendar program cannot sign in: the address is what it has. */
export function calendarRoutes(server: Hono, site: Site): void {
  const { reception, table } = site;
  if (reception === undefined || table === undefined) return;
  server.get('/:slug/calendar/:token{[0-9a-f]{64}\\.ics}', async (context) => {
    const dossier = await table.dossier(context.req.param('slug')), reader = dossier === null ? null : await reception.calendarReader(context.req.param('token').slice(0, -'.ics'.length), dossier.state);
    return dossier === null || reader === null ? missing(context, site) : hand(context, site, ownCalendar, { app: table, dossier, reader });
  });
  server.post('/:slug/papers/calendar', fromHere(site), async (context) => {
    const seat = await seatOf(context, site), { what } = await context.req.parseBody();
    if (seat === null) return missing(context, site);
    if (what === 'drop') await reception.dropCalendar(seat.dossier.state, seat.reader);
    const made = what === 'drop' ? null : await reception.newCalendar(seat.dossier.state, seat.reader);
    return serve(context, site, (visit) => papersPage(visit, made === null ? {} : { made: made.token }), true);
  });
}

/** One claim for programs that read fact checks. */
const review: FileOf = async (visit, { id = '' }) => {
  const { dossier: { state }, asOf, words } = visit, view = claimView(state, id, asOf);
  if (view === null) return null;
  const content = writeClaimReviews({
    claim: view.claim.value, appearances: view.appearances.map(({ appearance }) => appearance), outcomes: view.outcomes.map(({ value }) => value), url: `${pagesOf(visit)}/claims/${encodeURIComponent(id)}`,
    language: words.reader, nameOf: (actor) => state.actors.get(actor)?.label ?? { und: actor },
  });
  return { content, type: 'application/ld+json; charset=utf-8', name: `${fileNameOf(id, null).slice(0, -'.docx'.length)}.json`, save: false };
};

/** The record itself, to be checked off line beside a paper: a bag. */
const bag: FileOf = async ({ app, dossier: { slug, head }, reader }) => {
  const files = head.size > MOST_IN_BAG ? null : await packed(app, slug, 0, [], reader !== undefined);
  return files === null ? null : { content: writeBag(files), type: 'application/zip', name: `${slug}.bag`, save: true };
};

/** What may be published of the registers, as everybody may read the record, whoever asks: the same files as at the command line, in one. */
export function publicationRoute(server: Hono, site: Site): void {
  const publication: FileOf = async ({ dossier: { slug } }) => {
    const dossier = await site.app.dossier(slug);
    if (dossier === null || dossier.head.size > MOST_IN_BAG) return null;
    const files = publicationOf(dossier, site.speak(new Request('http://host/?lang=en'), dossier.state.charter.zone));
    return { content: writeBag(new Map([...files].map(([name, content]) => [name, utf8(content)]))), type: 'application/zip', name: `${slug}-publication.zip`, save: true };
  };
  server.get('/:slug/publication.zip', (context) => hand(context, site, publication));
}

export const FILES: readonly (readonly [string, FileOf])[] = [
  ...REGISTER_FILES,
  ['/:slug/calendar.ics', calendar], ['/:slug/changes.atom', feed], ['/:slug/news.eml', news], ['/:slug/summary.eml', summary], ['/:slug/record.bag', bag], ['/:slug/map.json', mapData], ['/:slug/texts/:file{[^/]+\\.docx}', paper], ['/:slug/claims/:id/review.json', review],
];
