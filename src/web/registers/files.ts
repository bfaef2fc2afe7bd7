import { alertFeed, alertsOf, peopleOut, registerFile, windowsCalendar, writeAlert } from '#app';
import { asOfTimes } from '../asof.ts';
import type { FileOf, Visit } from '../visit.ts';
import { atPresent } from '../visit.ts';

const pagesOf = ({ url, dossier }: Visit): string => `${url.origin}/${encodeURIComponent(dossier.slug)}`;
const TYPES: { readonly [ending: string]: string } = { csv: 'text/csv; charset=utf-8', geojson: 'application/geo+json' };

/** A register, as of the times of the address. */
const table: FileOf = async ({ dossier, url }, { file = '' }) => {
  const [name = '', ending = ''] = file.split('.'), asOf = asOfTimes(url, dossier), content = asOf.ok ? registerFile(dossier.state, asOf.value, name, ending) : null;
  return content === null ? null : { content, type: TYPES[ending] ?? '', name: `${dossier.slug}.${name}.${ending}`, save: true };
};

/** The files on people that may be given to who is signed in, and to nobody else; that each was opened is noted, as on its page. */
const people: FileOf = async (visit) => {
  const { dossier: { state, slug }, url, reader, reception } = visit;
  if (reader === undefined || reception === undefined) return null;
  const { xml, ids } = peopleOut(state, atPresent(visit), reader, url.hostname.includes('.') ? url.hostname : `${slug}.counterpart.invalid`);
  for (const id of ids) await reception.opened(state, id, reader);
  return { content: xml, type: 'application/xml; charset=utf-8', name: `${slug}.people.xml`, save: true };
};

const windows: FileOf = async (visit) => ({ content: windowsCalendar(visit.dossier, visit.asOf, visit.words, pagesOf(visit)), type: 'text/calendar; charset=utf-8', name: `${visit.dossier.slug}.windows.ics`, save: false });

/** The last word on a closure, an outage, a window or a warning (CAP 1.2). */
const alert: FileOf = async (visit, { file = '' }) => {
  const id = file.slice(0, -'.xml'.length), found = alertsOf(visit.dossier, visit.asOf, visit.words, pagesOf(visit)).find((one) => one.id === id);
  return found === undefined ? null : { content: writeAlert(found), type: 'application/cap+xml; charset=utf-8', name: `${id}.xml`, save: false };
};

const alerts: FileOf = async (visit) => ({ content: alertFeed(visit.dossier, visit.words, pagesOf(visit)), type: 'application/atom+xml; charset=utf-8', name: `${visit.dossier.slug}.alerts.atom`, save: false });

/** What other programs open of the registers. */
export const REGISTER_FILES: readonly (readonly [string, FileOf])[] = [
  ['/:slug/registers/:file{[a-z]+\\.(?:csv|geojson)}', table], ['/:slug/registers/people.xml', people], ['/:slug/windows.ics', windows], ['/:slug/alerts.atom', alerts], ['/:slug/alerts/:file{[A-Za-z0-9][A-Za-z0-9._-]*\\.xml}', alert],
];
