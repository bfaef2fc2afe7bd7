import type { Participant } from '#process';
import { hex, sha256, utf8 } from '#record';
import { appointments, namesOf } from '#views';
import type { Appointment } from '#views';
import { writeCalendar } from '#wire';
import type { CalendarEvent } from '#wire';
import type { Words } from '#words';
import type { App, Dossier } from '../app.ts';

/** Whose calendar it is, and where the pages are: an address leads from a date to what is said of it. */
export interface CalendarOf {
  /** Only what is asked of this person's side, and the meetings it takes part in. */
  readonly reader?: Participant;
  /** Address of the pages of the process, without a slash at the end. */
  readonly pages?: string;
}

const DAY = 86_400;

/** The meetings of a process and the ends of its windows, for calendars (iCalendar). `null` if there is no such process. */
export async function calendarOf(app: App, slug: string, words: Words, of: CalendarOf = {}): Promise<string | null> {
  const found = await appointmentsOf(app, slug, of.reader);
  if (found === null) return null;
  const { dossier, all } = found;
  return writeCalendar({ name: words.text(dossier.state.charter.title).words, language: words.locale, events: all.map((one) => eventOf(one, dossier, words, of.pages)) });
}

/** What a calendar holds, as data: of everybody, or of a person's side. */
export async function appointmentsOf(app: App, slug: string, reader?: Participant): Promise<{ readonly dossier: Dossier; readonly all: readonly Appointment[] } | null> {
  const dossier = await app.dossier(slug);
  if (dossier === null) return null;
  const { range, state, perspectives } = dossier, table = await app.status(slug, { valid: range.to, known: range.known });
  const all = appointments(state, table?.statuses ?? [], perspectives, Math.max(range.to, state.charter.kind === 'live' ? state.recorded ?? 0 : 0));
  return { dossier, all: reader === undefined ? all : all.filter(({ of }) => of.some((actor) => actor === reader.actor || actor === state.actors.get(reader.actor ?? '')?.partOf)) };
}

/** One appointment alone, to be sent to somebody. */
export const calendarOfOne = (one: Appointment, dossier: Dossier, words: Words): string =>
  writeCalendar({ name: words.text(dossier.state.charter.title).words, language: words.locale, events: [eventOf(one, dossier, words)] });

function eventOf(one: Appointment, dossier: Dossier, words: Words, pages?: string): CalendarEvent {
  const { key, what, at, state, changes, known } = one, page = `${pages ?? ''}/${pageOf(one)}`, place = placeOf(one, dossier, words);
  return {
    uid: `${hex(sha256(utf8(`counterpart/calendar/v1\n${dossier.state.process}\n${key}\n`))).slice(0, 32)}@counterpart.invalid`,
    sequence: changes, stamp: known, at, status: state, busy: what === 'meeting', remind: DAY,
    title: words.say(`papers.calendar.${what}`, { title: words.text(one.title).words }), description: said(one, dossier, words),
    ...(place === null ? {} : { place }), ...(pages === undefined ? {} : { url: page }),
  };
}

/** Where the pages speak of it: below the process. */
function pageOf({ key, what, id }: Appointment): string {
  switch (what) {
    case 'due': return `commitments/${encodeURIComponent(id)}`;
    case 'meeting': return key.startsWith('proposal/') ? `meetings/${encodeURIComponent(id)}` : 'timeline';
    case 'answer': case 'silence': return 'contacts';
    case 'corrections': case 'action': return `minutes/${encodeURIComponent(id)}`;
  }
}

function placeOf({ place }: Appointment, { state }: Dossier, words: Words): string | null {
  if (place === undefined) return null;
  if ('words' in place) return place.words;
  const names = state.places.get(place.id)?.names;
  return names === undefined ? place.id : namesOf(names, 'both', [words.locale, 'en']).map((name) => name.words).join(' / ');
}

/** Who owes or meets; by whose account and reading, where they differ; from where it comes. */
function said({ what, id, of, perspectives, reading, state }: Appointment, { state: { actors, charter, commitments } }: Dossier, words: Words): string {
  const names = (ids: readonly string[]): string => words.list(ids.map((one) => words.text(actors.get(one)?.label ?? { und: one }).words));
  const commitment = commitments.get(id)?.value, by = commitment?.readings?.find((one) => one.id === reading);
  return [
    words.say(`papers.calendar.${what}.of`, { who: names(of), count: of.length }),
    ...(what === 'meeting' ? [words.say(`papers.calendar.meeting.${state}`)] : []),
    ...(commitment === undefined ? [] : [words.say('papers.calendar.clause', { instrument: commitment.instrument, clause: commitment.clause })]),
    ...(by === undefined ? [] : [words.say('papers.calendar.reading', { who: names(by.by) })]),
    ...(perspectives === undefined ? [] : [words.say('papers.calendar.account', { who: names(perspectives), count: perspectives.length })]),
    ...(charter.withoutPrejudice === undefined ? [] : [words.text(charter.withoutPrejudice).words]),
    words.say('papers.calendar.record'),
  ].join('\n');
}
