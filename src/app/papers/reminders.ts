import { byCodeUnits, civilDay, span } from '#base';
import type { Instant } from '#base';
import type { Participant } from '#process';
import { hex, sha256, utf8 } from '#record';
import type { Appointment } from '#views';
import { writeMail } from '#wire';
import type { Words } from '#words';
import type { App, Dossier } from '../app.ts';
import { appointmentsOf, calendarOfOne } from './calendar.ts';

/** A letter that reminds somebody, as a file: nobody is asked to trust a server with addresses. */
export interface Reminder {
  /** Of the file: day, person, what. */
  readonly name: string;
  readonly mail: string;
}

const FROM = { address: 'no-reply@counterpart.invalid' };

/**
 * A letter to each head and delegate for each thing that comes in this time. `speak`: words of a language in the zone of the process;
 * a letter says the same in each language of the charter that says it otherwise. `null` if there is no such process.
 */
export async function remindersOf(app: App, slug: string, speak: (language: string, zone: string) => Words, within: { readonly from: Instant; readonly to: Instant }): Promise<readonly Reminder[] | null> {
  const dossier = await app.dossier(slug);
  if (dossier === null) return null;
  const { participants, revoked, charter } = dossier.state, people = [...participants].filter(([key, { capacity }]) => !revoked.has(key) && (capacity === 'head' || capacity === 'delegate')).map(([, person]) => person);
  const every = charter.languages.map((language) => speak(language, charter.zone)), reminders: Reminder[] = [];
  for (const person of people.toSorted((a, b) => byCodeUnits(a.id, b.id))) {
    const all = (await appointmentsOf(app, slug, person))?.all ?? [];
    const coming = all.filter((one) => one.state !== 'cancelled' && startOf(one, charter.zone) > within.from && startOf(one, charter.zone) <= within.to);
    reminders.push(...coming.map((one) => reminder(one, person, dossier, every, within.from)));
  }
  return reminders;
}

function startOf({ at }: Appointment, zone: string): Instant {
  if ('from' in at) return at.from;
  const read = span(at.day, zone);
  return read.ok ? read.value.from : 0;
}

function reminder(one: Appointment, person: Participant, dossier: Dossier, every: readonly Words[], date: Instant): Reminder {
  const { process, charter: { title, zone } } = dossier.state, [first] = every as readonly [Words, ...Words[]];
  const subject = (words: Words): string => words.say(`papers.mail.${one.what}`, { title: words.text(one.title).words, at: 'day' in one.at ? words.day(one.at.day) : words.moment(one.at.from) });
  const body = (words: Words): string => [words.say('papers.mail.to', { name: person.name }), subject(words), words.say('papers.mail.why', { process: words.text(title).words }), words.say(`papers.mail.consequence.${one.what}`)].join('\n\n');
  const texts = every.map((words) => ({ language: words.reader, words: body(words) })), seen = new Set<string>();
  const id = hex(sha256(utf8(`counterpart/reminder/v1\n${process}\n${one.key}\n${one.changes}\n${person.id}\n`))).slice(0, 32);
  return {
    name: `${'day' in one.at ? one.at.day : civilDay(one.at.from, zone)}-${person.id}-${id.slice(0, 8)}.eml`,
    mail: writeMail({
      id: `${id}@counterpart.invalid`, date, from: { ...FROM, name: first.text(title).words }, to: { name: person.name }, subject: subject(first),
      texts: texts.filter(({ words }) => !seen.has(words) && seen.add(words)), calendar: calendarOfOne(one, dossier, first),
    }),
  };
}
