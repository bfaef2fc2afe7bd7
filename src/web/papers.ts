import { calendarOf, feedOf, paperOf } from '#app';
import type { FileOf, Visit } from './visit.ts';

/** Where the pages of the process are, for a program that has only the file. */
const pagesOf = ({ url, dossier }: Visit): string => `${url.origin}/${encodeURIComponent(dossier.slug)}`;

const calendar: FileOf = async (visit) => {
  const content = await calendarOf(visit.app, visit.dossier.slug, visit.words, { pages: pagesOf(visit) });
  return content === null ? null : { content, type: 'text/calendar; charset=utf-8', name: `${visit.dossier.slug}.ics`, save: false };
};

const feed: FileOf = async (visit) => {
  const content = await feedOf(visit.app, visit.dossier.slug, visit.words, pagesOf(visit));
  return content === null ? null : { content, type: 'application/atom+xml; charset=utf-8', name: `${visit.dossier.slug}.atom`, save: false };
};

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A text on paper; `copy` names the party whose copy it is. */
const paper: FileOf = async ({ app, dossier, words, url }, { file = '' }) => {
  const id = file.slice(0, -'.docx'.length), copy = url.searchParams.get('copy'), content = await paperOf(app, dossier.slug, id, copy, words);
  return content === null ? null : { content, type: DOCX, name: fileNameOf(id, copy), save: true };
};

const fileNameOf = (id: string, copy: string | null): string => `${[id, ...(copy === null ? [] : [copy])].map((part) => part.replace(/[^A-Za-z0-9-]/g, '-')).join('.')}.docx`;

export const FILES: readonly (readonly [string, FileOf])[] = [
  ['/:slug/calendar.ics', calendar], ['/:slug/changes.atom', feed], ['/:slug/texts/:file{[^/]+\\.docx}', paper],
];
