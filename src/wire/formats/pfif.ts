import { ok, refuse } from '#base';
import type { Refusal, Result } from '#base';
import type { Field, PfifVersion } from './pfif-fields.ts';
import { NOTE, OLDER, PERSON, VERSIONS } from './pfif-fields.ts';
import type { Sheet } from './sheet.ts';
import type { XmlElement } from './xml.ts';
import { inXml } from '../papers/xml.ts';
import { readXml } from './xml.ts';

/** A record of a missing or displaced person, or a note on one: its fields under their names of PFIF 1.4, as far as they are filled. Personal: never public by default. */
export type PfifRecord = { readonly [field: string]: string };

export interface Pfif {
  readonly version: PfifVersion;
  readonly persons: readonly PfifRecord[];
  /** Each names its person (`person_record_id`), also where the file nested it inside. */
  readonly notes: readonly PfifRecord[];
}

/** A row that was read, or what is wrong with it and where; so that 500 rows of which 30 are bad lose 30. */
export interface PfifRead extends Pfif {
  readonly problems: readonly Refusal[];
  /** The row in which each begins. */
  readonly rows: { readonly persons: readonly number[]; readonly notes: readonly number[] };
}

const NAMESPACES = Object.fromEntries(VERSIONS.map((version) => [`http://zesty.ca/pfif/${version}`, `pfif${version}`]));

/**
 * PFIF XML of any version from 1.1 on. Surrounding white space of a value is dropped, as the samples of Person Finder ask; an empty field is one that is not there.
 * Refuses the file by `format.xml…`, `pfif.root`; each record on its own by `pfif.id`, `pfif.value`, `pfif.field` with row and column. `domain`: whose records alone are expected; another is the problem `pfif.domain`.
 */
export function readPfif(text: string, domain?: string): Result<PfifRead> {
  const read = readXml(text, NAMESPACES);
  if (!read.ok) return read;
  const root = read.value, version = VERSIONS.find((one) => root.name === `pfif${one}:pfif`);
  if (version === undefined) return refuse('pfif.root', { row: root.row, column: root.column, found: root.name });
  const problems: Refusal[] = [], persons: PfifRecord[] = [], notes: PfifRecord[] = [], rows = { persons: [] as number[], notes: [] as number[] };
  const take = (element: XmlElement, into: PfifRecord[], kind: 'person' | 'note', person?: string): PfifRecord | null => {
    const one = recordOf(element, version, kind, domain, person);
    if (one.ok) { into.push(one.value); rows[`${kind}s`].push(element.row); }
    else problems.push(one.refusal);
    return one.ok ? one.value : null;
  };
  for (const element of root.children) {
    if (element.name === `pfif${version}:note`) take(element, notes, 'note');
    else if (element.name !== `pfif${version}:person`) problems.push({ code: 'pfif.field', row: element.row, column: element.column, field: local(element) });
    else {
      const person = take(element, persons, 'person');
      if (person !== null) for (const note of element.children.filter(({ name }) => name === `pfif${version}:note`)) take(note, notes, 'note', person['person_record_id']);
    }
  }
  return ok({ version, persons, notes, problems, rows });
}

const local = ({ name }: XmlElement): string => name.slice(name.indexOf(':') + 1);

function recordOf(element: XmlElement, version: PfifVersion, kind: 'person' | 'note', domain?: string, person?: string): Result<PfifRecord> {
  const fields = kind === 'person' ? PERSON : NOTE, { names, without } = OLDER[version][kind];
  const record: { [field: string]: string } = person === undefined ? {} : { person_record_id: person };
  for (const child of element.children) {
    const written = local(child), field = fields.find((one) => (names[one.name] ?? one.name) === written && !without.includes(one.name)) ?? (written === 'person_record_id' ? fields.find(({ name }) => name === written) : undefined);
    const value = child.text.trim(), place = { row: child.row, column: child.column };
    if (kind === 'person' && written === 'note') continue;
    if (field === undefined) return refuse('pfif.field', { ...place, field: written });
    if (value === '') continue;
    if (!field.form.test(value)) return refuse('pfif.value', { ...place, field: written, rule: field.rule, found: value });
    record[field.name] = value;
  }
  return checked(record, kind, { row: element.row, column: element.column }, domain);
}

function checked(record: PfifRecord, kind: 'person' | 'note', place: { readonly [where: string]: number }, domain?: string): Result<PfifRecord> {
  const id = record[`${kind}_record_id`];
  if (id === undefined) return refuse('pfif.id', { ...place, field: `${kind}_record_id` });
  if (kind === 'note' && record['person_record_id'] === undefined) return refuse('pfif.id', { ...place, field: 'person_record_id' });
  return domain === undefined || id.startsWith(`${domain}/`) ? ok(record) : refuse('pfif.domain', { ...place, found: id, domain });
}

/** Rows among which the names of the fields are looked for: spreadsheets explain themselves above them. */
const LOOKED_AT = 25;
const FIELDS = new Set([...PERSON, ...NOTE].map(({ name }) => name));
const apart = (these: readonly Field[], others: readonly Field[]): ReadonlySet<string> => new Set(these.map(({ name }) => name).filter((name) => !others.some((one) => one.name === name)));
/** A name stands in tables of notes, too, so that a person can be told from another. */
const OF_PERSON = new Set([...apart(PERSON, NOTE)].filter((name) => name !== 'full_name')), OF_NOTE = apart(NOTE, PERSON);

/** A table whose columns bear the names of PFIF 1.4, and what holds for all of it. */
interface Table {
  readonly names: readonly string[];
  /** Of the first row below the names, from 1. */
  readonly first: number;
  readonly domain: string;
  /** Hours east of UTC of times without a zone (`time_zone_offset`). */
  readonly hours: number;
}

/**
 * The same from a table of Person Finder, CSV or spreadsheet, in which a row names the fields. A row holds a person, a note on them, or both; an id without a domain takes `domain`;
 * a note without an id is named by its person and time, so that the same row read twice is one note. Times may be local: `2013-11-12 15:26`.
 * Refuses `pfif.columns`; each row on its own by what `readPfif` refuses, with row and column.
 */
export function readPfifSheet({ rows }: Sheet, domain: string): Result<PfifRead> {
  const filled = rows.slice(0, LOOKED_AT).map((row) => row.map((one) => one.trim()).filter((one) => one !== ''));
  const head = filled.findIndex((row) => row.length > 1 && row.every((name) => FIELDS.has(name)));
  if (head < 0) return refuse('pfif.columns', nearest(rows));
  const hours = Number(valueBelow(rows.slice(0, head), 'time_zone_offset') ?? 0);
  const table: Table = { names: (rows[head] ?? []).map((name) => name.trim()), first: head + 2, domain, hours: Number.isFinite(hours) ? hours : 0 };
  const read = rows.slice(head + 1).map((cells, index) => (cells.every((one) => one.trim() === '') ? [] : rowOf(table, cells, table.first + index))).flat();
  const kept = (kind: 'person' | 'note'): readonly PfifRecord[] => read.flatMap((one) => (one.kind === kind && one.record.ok ? [one.record.value] : [])), rowsOf = (kind: 'person' | 'note'): readonly number[] => read.flatMap((one) => (one.kind === kind && one.record.ok ? [one.row] : []));
  return ok({ version: '1.4', persons: kept('person'), notes: kept('note'), problems: read.flatMap(({ record }) => (record.ok ? [] : [record.refusal])), rows: { persons: rowsOf('person'), notes: rowsOf('note') } });
}

/** The cell that is no field in the row that has most of them. */
function nearest(rows: Sheet['rows']): { readonly row: number; readonly column: number; readonly found: string } {
  const known = rows.slice(0, LOOKED_AT).map((row) => row.filter((name) => FIELDS.has(name.trim())).length), row = known.indexOf(Math.max(...known, 0));
  const names = rows[Math.max(row, 0)] ?? [], column = names.findIndex((name) => name.trim() !== '' && !FIELDS.has(name.trim()));
  return { row: Math.max(row, 0) + 1, column: column + 1, found: names[column] ?? '' };
}

function valueBelow(rows: Sheet['rows'], name: string): string | undefined {
  const row = rows.findIndex((cells) => cells.includes(name));
  return row < 0 ? undefined : rows[row + 1]?.[rows[row]?.indexOf(name) ?? 0];
}

interface RowRead {
  readonly kind: 'person' | 'note';
  readonly row: number;
  readonly record: Result<PfifRecord>;
}

function rowOf(table: Table, cells: readonly string[], row: number): readonly RowRead[] {
  const has = (these: ReadonlySet<string>): boolean => table.names.some((name, index) => these.has(name) && (cells[index] ?? '').trim() !== '');
  const kinds = [...(has(OF_PERSON) || !has(OF_NOTE) ? ['person'] as const : []), ...(has(OF_NOTE) ? ['note'] as const : [])];
  const read = kinds.map((kind) => ({ kind, row, record: cellsOf(table, cells, row, kind) })), [wrong] = read.filter(({ record }) => !record.ok);
  return wrong === undefined ? read : [wrong];
}

function cellsOf({ names, domain, hours }: Table, cells: readonly string[], row: number, kind: 'person' | 'note'): Result<PfifRecord> {
  const record: { [field: string]: string } = {}, fields = kind === 'person' ? PERSON : NOTE;
  for (const [index, name] of names.entries()) {
    const field = fields.find((one) => one.name === name), given = (cells[index] ?? '').trim();
    if (field === undefined || given === '') continue;
    const value = spelt(field, given, domain, hours);
    if (!field.form.test(value)) return refuse('pfif.value', { row, column: index + 1, field: name, rule: field.rule, found: given });
    record[name] = value;
  }
  const { person_record_id: person, source_date: date } = record;
  if (kind === 'note' && person !== undefined && date !== undefined) record['note_record_id'] ??= `${domain}/note.${person.slice(person.indexOf('/') + 1)}.${date}`;
  return checked(record, kind, { row, column: 1 });
}

/** A value as PFIF writes it, from how people write it in a table. */
function spelt({ rule }: Field, given: string, domain: string, hours: number): string {
  const local = rule === 'date' ? /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(?::(\d{2}))?$/.exec(given) : null;
  if (local !== null) return new Date(Date.parse(`${local[1] ?? ''}T${local[2] ?? ''}:${local[3] ?? '00'}Z`) - hours * 3_600_000).toISOString().replace('.000Z', 'Z');
  return rule === 'id' && !given.includes('/') ? `${domain}/${given}` : rule === 'boolean' ? given.toLowerCase() : given;
}

/** PFIF XML in the version asked for. What that version has no field for is left out: `lost` names it. Notes go inside their person where it is there. */
export function writePfif({ persons, notes }: Omit<Pfif, 'version'>, version: PfifVersion = '1.4'): { readonly xml: string; readonly lost: readonly string[] } {
  const lost = new Set<string>();
  const fieldsOf = (record: PfifRecord, kind: 'person' | 'note', indent: string): string => (kind === 'person' ? PERSON : NOTE).map(({ name }) => {
    const value = record[name], { names, without } = OLDER[version][kind], nested = name === 'person_record_id' && kind === 'note';
    if (value === undefined) return '';
    if (without.includes(name)) { if (!nested) lost.add(name); return ''; }
    const tag = `pfif:${names[name] ?? name}`;
    return `${indent}<${tag}>${inXml(value)}</${tag}>\n`;
  }).join('');
  const noteOf = (note: PfifRecord, indent: string): string => `${indent}<pfif:note>\n${fieldsOf(note, 'note', `${indent}  `)}${indent}</pfif:note>\n`;
  const there = new Set(persons.map((one) => one['person_record_id']));
  const people = persons.map((person) => `  <pfif:person>\n${fieldsOf(person, 'person', '    ')}${notes.filter((note) => note['person_record_id'] === person['person_record_id']).map((note) => noteOf(note, '    ')).join('')}  </pfif:person>\n`);
  const alone = notes.filter((note) => !there.has(note['person_record_id']));
  if (version === '1.1' && alone.length > 0) lost.add('note');
  const rest = version === '1.1' ? [] : alone.map((note) => noteOf(note, '  '));
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/${version}">\n${[...people, ...rest].join('')}</pfif:pfif>\n`, lost: [...lost].sort() };
}
