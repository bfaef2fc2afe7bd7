import type { Refusal, Result } from '#base';
import { ok, refuse } from '#base';
import type { Body, EvidenceFile, PersonFile, Report } from '#process';
import { hex, sha256, utf8 } from '#record';
import type { HxlDataset } from '../formats/hxl.ts';
import { readHxl } from '../formats/hxl.ts';
import { readPfif, readPfifSheet } from '../formats/pfif.ts';
import type { Sheet } from '../formats/sheet.ts';
import { readCsv, readJsonRows, textOf } from '../formats/sheet.ts';
import { readXlsx } from '../formats/workbook.ts';
import { reportFrom } from '../forms/report.ts';
import type { Form } from '../forms/form.ts';
import { readOdkSheet, readOdkXml } from '../forms/odk.ts';
import type { Submitted } from '../forms/odk.ts';
import type { IntakeColumn } from './columns.ts';
import { mapped } from './columns.ts';
import type { DayOrder } from './dates.ts';
import { orderOf } from './dates.ts';
import { peopleOf } from './people.ts';
import type { Profile } from './profile.ts';
import { idOf, reportOfRow } from './row.ts';

/** A file as somebody brought it. */
export interface Brought {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** In whose name it is taken in, and what a person said of it. */
export interface IntakeHow {
  readonly by: string;
  readonly language: string;
  readonly profile: Profile;
  /** The form that submissions were filled in with. */
  readonly form?: Form;
  /** The day on the device of whoever takes it in. */
  readonly today: string;
  /** The domain of ids that come without one. */
  readonly domain: string;
  readonly placeOf: (words: string) => string | null;
  /** A person looks at the columns and says where they go: a table that says nothing of itself is shown, too. */
  readonly asking?: true;
}

/** What one row, record or submission would bring. */
export interface Draft {
  readonly row: number;
  readonly made: Result<Pick<Body, 'kind' | 'content'>>;
}

export interface IntakeRead {
  readonly format: 'hxl' | 'table' | 'pfif' | 'odk';
  readonly digest: string;
  /** Of a table: where each column goes. */
  readonly columns: readonly IntakeColumn[];
  /** Of a table, as it was found: how it writes day and month. */
  readonly order: DayOrder | 'both' | null;
  readonly drafts: readonly Draft[];
}

/**
 * Reads what others send: tables with HXL hashtags or of any kind (CSV, workbooks, JSON), PFIF as XML or table, submissions of ODK and Kobo as XML or table. Nothing is entered.
 * A file that is none of these, or is broken, is refused as its reader refuses it; each row on its own, with row and column.
 */
export async function readIntake(file: Brought, how: IntakeHow): Promise<Result<IntakeRead>> {
  const digest = hex(sha256(file.bytes)), evidence: EvidenceFile = { digest, bytes: file.bytes.length, name: file.name.slice(-200) };
  if (isXml(file.bytes)) return fromXml(file, how, digest);
  const sheet = await sheetOf(file);
  if (!sheet.ok) return sheet;
  if (how.form !== undefined) {
    const read = readOdkSheet(sheet.value, how.form, how.today), form = how.form;
    return read.ok ? ok({ format: 'odk', digest, columns: [], order: null, drafts: [...read.value.problems.map(broken), ...read.value.good.map((one) => submitted(one, form, how))] }) : read;
  }
  const pfif = readPfifSheet(sheet.value, how.domain);
  if (pfif.ok) return ok({ format: 'pfif', digest, columns: [], order: null, drafts: peopleOf(pfif.value, peopleBy(how)) });
  const hxl = readHxl(sheet.value), mapping = Object.keys(how.profile.columns ?? {}).length > 0;
  if (hxl.ok) return ok(tableOf('hxl', hxl.value, evidence, how));
  if (hxl.refusal.code !== 'hxl.tags.none' || !(mapping || how.asking === true || hasMembers(sheet.value)) || (sheet.value.rows[0] ?? []).length < 2) return hxl;
  return ok(tableOf('table', untagged(sheet.value), evidence, how));
}

const isXml = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes.subarray(0, 512)).replace(/^\uFEFF/, '').trimStart().startsWith('<');
const broken = (refusal: Refusal): Draft => ({ row: Number(refusal['row'] ?? 1), made: { ok: false, refusal } });
const peopleBy = ({ by, profile: { status, consent, date } }: IntakeHow): { readonly by: string; readonly status: PersonFile['status']; readonly consent: PersonFile['consent']; readonly date?: string } =>
  ({ by, status: status ?? 'missing', consent: consent ?? [], ...(date === undefined ? {} : { date }) });

/** By what the bytes are, not by what the file is called. */
async function sheetOf({ bytes }: Brought): Promise<Result<Sheet>> {
  if (bytes[0] === 0x50 && bytes[1] === 0x4B) return tagged(bytes);
  const begins = new TextDecoder().decode(bytes.subarray(0, 64)).replace(/^\uFEFF/, '').trimStart()[0] ?? '';
  return begins === '{' || begins === '[' ? readJsonRows(bytes) : readCsv(bytes);
}

/** Sheets of a workbook that are looked through. */
const SHEETS = 8;

/** The first sheet with hashtags, or with the fields of PFIF; else the first of all. */
async function tagged(bytes: Uint8Array): Promise<Result<Sheet>> {
  const first = await readXlsx(bytes);
  for (let number = 1, sheet = first; sheet.ok && number <= SHEETS; number += 1, sheet = await readXlsx(bytes, number)) if (readHxl(sheet.value).ok || readPfifSheet(sheet.value, '').ok) return sheet;
  return first;
}

function fromXml({ bytes }: Brought, how: IntakeHow, digest: string): Result<IntakeRead> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const pfif = readPfif(text.value, how.profile.domain), none = { digest, columns: [], order: null };
  if (pfif.ok) return ok({ format: 'pfif', ...none, drafts: peopleOf(pfif.value, peopleBy(how)) });
  if (pfif.refusal.code !== 'pfif.root') return pfif;
  if (how.form === undefined) return refuse('intake.form.missing', { row: 1, column: 1, found: String(pfif.refusal['found'] ?? '') });
  const read = readOdkXml(text.value, how.form, how.today);
  return ok({ format: 'odk', ...none, drafts: [read.ok ? submitted(read.value, how.form, how) : broken(read.refusal)] });
}

/** A submission under an id made of its instance, so that it is entered once however often it comes; without one, of its answers. */
function submitted({ instance, answers, row }: Submitted, form: Form, { by, language, today }: IntakeHow): Draft {
  const id = idOf('report', instance === null ? { form: [form.id, form.version], answers: JSON.stringify(answers) } : { instance });
  const made = reportFrom(form, answers, { id, by, language, today, ...(instance === null ? {} : { instance }) });
  return { row, made: made.ok ? ok({ kind: 'report', content: made.value }) : made };
}

/** A table whose first row has the headings. */
const untagged = ({ rows: [head = [], ...rows] }: Sheet): HxlDataset => ({
  columns: Array.from({ length: rows.reduce((most, row) => Math.max(most, row.length), head.length) }, (_, index) => ({ header: head[index] ?? '', tag: null, attributes: [], column: index + 1 })),
  rows: rows.map((cells, index) => ({ row: index + 2, cells })).filter(({ cells }) => cells.some((one) => one.trim() !== '')),
});

const hasMembers = (sheet: Sheet): boolean => mapped(untagged({ rows: sheet.rows.slice(0, 1) }).columns, {}).some(({ fills }) => fills === 'date' || fills === 'summary');

/** The first row that can be entered tells in which order the columns of its file stood: answers have none of their own. */
function inOrder(drafts: readonly Draft[], columns: readonly string[]): readonly Draft[] {
  const first = drafts.findIndex(({ made }) => made.ok);
  return drafts.map((draft, index): Draft => {
    if (index !== first || !draft.made.ok) return draft;
    const { kind, content } = draft.made.value, { evidence = [] } = content as Report;
    return { ...draft, made: ok({ kind, content: { ...content, evidence: evidence.map((file) => ({ ...file, columns })) } } as Pick<Body, 'kind' | 'content'>) };
  });
}

function tableOf(format: 'hxl' | 'table', { columns: found, rows }: HxlDataset, file: EvidenceFile, { by, language, profile, placeOf }: IntakeHow): Omit<IntakeRead, 'digest'> & { readonly digest: string } {
  const columns = mapped(found, profile.columns ?? {}), version = hex(sha256(utf8(JSON.stringify(columns.map(({ key }) => key))))).slice(0, 16);
  const order = profile.order ?? orderOf(columns.flatMap(({ fills, column }) => (fills === 'date' || fills === 'dateEnd' ? rows.map(({ cells }) => cells[column - 1] ?? '') : [])));
  const of = { form: { id: format, version }, by, language: profile.language ?? language, category: profile.category ?? 'observation', order, file, placeOf, ...(profile.date === undefined ? {} : { date: profile.date }) };
  const drafts = rows.map(({ row, cells }): Draft => { const made = reportOfRow(columns, cells, row, of); return { row, made: made.ok ? ok({ kind: 'report', content: made.value }) : made }; });
  return { format, digest: file.digest, columns, order, drafts: inOrder(drafts, columns.map(({ key }) => key)) };
}
