import type { Json, Refusal, Result } from '#base';
import { ok, refuse, rfc3339, span } from '#base';
import type { Instant } from '#base';
import type { Body, PersonFile, PersonNote } from '#process';
import { NOTE_STATUSES } from '#process';
import { readBody } from '../body.ts';
import type { PfifRead, PfifRecord } from '../formats/pfif.ts';
import { writePfif } from '../formats/pfif.ts';
import type { PfifVersion } from '../formats/pfif-fields.ts';
import type { Draft } from './intake.ts';
import { idOf } from './row.ts';

/** What holds for all people of a file. `date`: of records that tell no time. */
export interface OfPeople {
  readonly by: string;
  readonly status: PersonFile['status'];
  readonly consent: PersonFile['consent'];
  readonly date?: string;
}

type Content = Pick<Body, 'kind' | 'content'>;

/**
 * Files and notes of PFIF as entries: each record under an id made of its own, so that it is known when it comes again; with its fields as they are.
 * A note on somebody whose file is elsewhere brings a file that says nothing but whose it is. Refuses `intake.date.none`; `intake.member` for what `readBody` refuses.
 */
export function peopleOf({ persons, notes, problems, rows }: PfifRead, of: OfPeople): readonly Draft[] {
  const there = new Set(persons.map((one) => one['person_record_id'])), elsewhere = [...new Set(notes.map((one) => one['person_record_id'] ?? ''))].filter((id) => !there.has(id));
  return [
    ...problems.map((refusal): Draft => ({ row: Number(refusal['row'] ?? 1), made: { ok: false, refusal } })),
    ...persons.map((one, index) => placed(rows.persons[index] ?? 1, personOf(one, of))),
    ...elsewhere.map((id) => { const at = notes.findIndex((one) => one['person_record_id'] === id), date = timeOf(notes[at] ?? {}) ?? of.date; return placed(rows.notes[at] ?? 1, personOf({ person_record_id: id }, { ...of, ...(date === undefined ? {} : { date }) })); }),
    ...notes.map((one, index) => placed(rows.notes[index] ?? 1, noteOf(one, of))),
  ];
}

const placed = (row: number, made: Result<Content>): Draft => ({ row, made: made.ok ? made : { ok: false, refusal: { ...made.refusal, row } } });
const personId = (record: string): string => idOf('person', { person: record });
const timeOf = (record: PfifRecord): string | undefined => (record['source_date'] ?? record['entry_date'])?.replace(/\.\d+/, '').replace(/Z$/, '+00:00');

function personOf(fields: PfifRecord, { by, status, consent, date }: OfPeople): Result<Content> {
  const when = timeOf(fields) ?? date, record = fields['person_record_id'] ?? '', expires = fields['expiry_date']?.replace(/Z$/, '+00:00');
  if (when === undefined) return refuse('intake.date.none', { row: 1, column: 1 });
  return checked('person', { id: personId(record), by, date: when, status, consent: consent.map((one) => ({ ...one, ...(expires === undefined || one.until !== undefined ? {} : { until: expires }) })), fields: held(fields) });
}

function noteOf(fields: PfifRecord, { by, date }: OfPeople): Result<Content> {
  const when = timeOf(fields) ?? date, { note_record_id: note = '', person_record_id: person = '', status, text } = fields, known = NOTE_STATUSES.find((one) => one === status);
  if (when === undefined) return refuse('intake.date.none', { row: 1, column: 1 });
  return checked('person-note', { id: idOf('person-note', { note }), by, date: when, person: personId(person), ...(known === undefined ? {} : { status: known }), ...(text === undefined ? {} : { text: { und: tidied(text) } }), fields: held(fields) });
}

const tidied = (value: string): string => value.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC');
const held = (fields: PfifRecord): { readonly [field: string]: string } => Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, tidied(value)]));

function checked(kind: 'person' | 'person-note', content: object): Result<Content> {
  const read = readBody(kind, content);
  if (read.ok) return ok(read.value);
  const [problem] = read.refusal['problems'] as unknown as readonly [Refusal];
  return refuse('intake.member', { row: 1, column: 1, field: String(problem['field'] ?? ''), problem: problem as unknown as Json });
}

/** Whom a copy of the files is for, and until when it may be kept. */
export interface PeopleOut {
  readonly persons: readonly PersonFile[];
  readonly notes: readonly PersonNote[];
  /** Where ids of ours are from: the name of the host. */
  readonly domain: string;
  readonly zone: string;
  readonly nameOf: (actor: string) => string;
  /** End of the consent by which each person's file is given. */
  readonly until: (person: PersonFile) => Instant | null;
}

/** Files and notes as PFIF XML. What came as PFIF goes as it came; a file expires when its consent does; one that says nothing but whose it is, is left out. */
export function writePeople({ persons, notes, domain, zone, nameOf, until }: PeopleOut, version: PfifVersion = '1.4'): ReturnType<typeof writePfif> {
  const recordOf = (person: string): string => persons.find(({ id }) => id === person)?.fields['person_record_id'] ?? `${domain}/${person}`;
  const people = persons.filter(({ fields }) => Object.keys(fields).some((name) => name !== 'person_record_id')).map((person): PfifRecord => {
    const end = until(person), expiry = person.fields['expiry_date'], consent = end === null ? undefined : rfc3339(end);
    return { ...madeBy(person, 'person', domain, zone, nameOf), ...person.fields, ...(consent === undefined || (expiry !== undefined && expiry < consent) ? {} : { expiry_date: consent }) };
  });
  const said = notes.map((note): PfifRecord => ({ ...madeBy(note, 'note', domain, zone, nameOf), ...wordsOf(note), person_record_id: recordOf(note.person), ...note.fields }));
  return writePfif({ persons: people, notes: said }, version);
}

/** What PFIF asks of every record, of one that was made here. */
function madeBy({ id, by, date, fields }: PersonFile | PersonNote, kind: 'person' | 'note', domain: string, zone: string, nameOf: (actor: string) => string): PfifRecord {
  if (fields?.[`${kind}_record_id`] !== undefined) return {};
  const at = span(date, zone);
  return { [`${kind}_record_id`]: `${domain}/${id}`, author_name: nameOf(by), ...(at.ok ? { source_date: rfc3339(at.value.from) } : {}) };
}

function wordsOf({ status, step, text, fields }: PersonNote): PfifRecord {
  const words = text === undefined ? step : Object.values(text).join('\n');
  return { ...(status === undefined ? {} : { status }), ...(words === undefined || fields?.['text'] !== undefined ? {} : { text: words }) };
}
