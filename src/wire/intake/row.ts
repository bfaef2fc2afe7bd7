import type { Json, Refusal, Result, Text } from '#base';
import { canonical, ok, refuse } from '#base';
import type { EvidenceFile, Report } from '#process';
import { blurred } from '#process';
import { hex, sha256, utf8 } from '#record';
import { readBody } from '../body.ts';
import { fill } from '../forms/fills.ts';
import type { IntakeColumn } from './columns.ts';
import type { DayOrder } from './dates.ts';
import { dateFrom, isInNumbers } from './dates.ts';

/** What holds for all rows of a file. */
export interface OfFile {
  /** `hxl` or `table`, with a digest of its columns as the version: reports of one table are known as such. */
  readonly form: { readonly id: string; readonly version: string };
  readonly by: string;
  readonly language: string;
  readonly category: string;
  /** Of rows that have no day of their own. */
  readonly date?: string;
  readonly order: DayOrder | 'both' | null;
  readonly file: EvidenceFile;
  readonly placeOf: (words: string) => string | null;
}

interface Given extends IntakeColumn {
  readonly cell: string;
}

/** A word of a day, a place, a number that is none; with the column that it stands in. */
type Wrong = Refusal & { readonly column: number };

/** The same words give the same id, on every machine: so a row that comes twice is known again. */
export const idOf = (kind: string, what: Json): string => `${kind}-${hex(sha256(utf8(canonical(what)))).slice(0, 20)}`;

/**
 * The report that a row amounts to. Every filled cell stays among `answers` under its column as it is written; what it fills is our reading of it.
 * Refuses `intake.date`, `intake.date.order`, `intake.date.none`, `intake.number`, `intake.point`, and what `readBody` refuses as `intake.member` with the column.
 */
export function reportOfRow(columns: readonly IntakeColumn[], cells: readonly string[], row: number, file: OfFile): Result<Report> {
  const given = columns.map((column, index): Given => ({ ...column, cell: tidied(cells[index] ?? '') })).filter(({ cell }) => cell !== '');
  const answers = Object.fromEntries(given.map(({ key, cell }) => [key, cell])), instance = given.find(({ fills }) => fills === 'instance')?.cell;
  const report: { [member: string]: unknown } = {
    id: idOf('report', instance === undefined ? { form: file.form, answers } : { instance }), category: file.category, accounts: [{ by: file.by, stance: 'asserts' }], form: { ...file.form, ...(instance === undefined ? {} : { instance }) }, answers,
    evidence: [file.file], sources: [{ title: `${file.file.name ?? ''}:${row}` }],
  };
  for (const one of given) {
    const wrong = one.fills === null ? null : take(report, one, file);
    if (wrong !== null) return { ok: false, refusal: { ...wrong, row } };
  }
  const point = pointOf(given);
  if (point !== null && 'code' in point) return { ok: false, refusal: { ...point, row } };
  if (point !== null) report['point'] = point;
  report['date'] ??= file.date;
  if (report['date'] === undefined) return refuse('intake.date.none', { row, column: columns.find(({ fills }) => fills === 'date')?.column ?? 1 });
  if (report['place'] === undefined) report['placeText'] = placeWords(given) ?? undefined;
  report['summary'] ??= { [file.language]: summed(given) };
  return checked(report, given, row);
}

/** White space around a cell tells nothing; letters in their composed form, lines as we write them. */
const tidied = (cell: string): string => cell.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC').trim();

/** Puts a cell into its member, or says why it does not fit. What only a hashtag promises may stay as written. */
function take(report: { [member: string]: unknown }, { fills, cell, column, by }: Given, file: OfFile): Wrong | null {
  const member = fills ?? '', sure = by !== 'hashtag';
  if (NOTHING.test(cell)) return null;
  if (member === 'date' && YEAR.test(cell)) { report['date'] = `${cell}-01`; report['dateEnd'] ??= `${cell}-12`; return null; }
  if (member === 'date' || member === 'dateEnd' || member === 'outage.from' || member === 'outage.to') return taken(report, member, day(cell, column, file), file);
  if (NUMBERS.test(member)) {
    const [, bound, value] = BOUND.exec(cell) ?? [], number = numberFrom(value ?? cell);
    if (number === null || (member.startsWith('persons.') && !Number.isSafeInteger(number))) return sure ? { code: 'intake.number', column, found: cell } : null;
    return taken(report, member, number, file) ?? bounded(report, member, bound);
  }
  if (member === 'place') { const place = file.placeOf(cell); if (place !== null) report['place'] = place; return null; }
  if (member === 'placeText' || member === 'instance' || member.startsWith('point.')) return null;
  if (member === 'category') { report['category'] = cell; return null; }
  const [text = '', language] = member.split('.');
  if (language !== undefined && (text === 'summary' || text === 'note')) { report[text] = { ...report[text] as Text | undefined, [language]: cell }; return null; }
  return taken(report, member, /^stocks\..*\.available$/.test(member) ? cell === 'true' : cell, file);
}

/** How people say that they know nothing here. */
const NOTHING = /^(?:-+|n\/?a|\?+|unknown|none|tb[acd])$/i;
/** A year alone is all its months. */
const YEAR = /^(?:19|20)\d\d$/;
const NUMBERS = /^(?:persons\..+|quantities\..+|stocks\..+\.(?:days|price)|passage\.delayMinutes)$/, BOUND = /^(at-least|at-most|about|exactly) (.+)$/;

function taken(report: { [member: string]: unknown }, member: string, value: string | number | boolean | Wrong, { language }: OfFile): Wrong | null {
  if (typeof value === 'object') return value;
  fill(report, { fills: member, type: 'text' }, value, language);
  return null;
}

function bounded(report: { [member: string]: unknown }, member: string, bound: string | undefined): null {
  const list = report[member.split('.')[0] ?? ''] as Record<string, unknown>[] | undefined, last = list?.at(-1);
  if (bound !== undefined && last !== undefined) last['bound'] = bound;
  return null;
}

function day(cell: string, column: number, { order }: OfFile): string | Wrong {
  if (isInNumbers(cell) && (order === null || order === 'both')) return { code: 'intake.date.order', column, found: cell, order: order ?? 'none' };
  return dateFrom(cell, order === 'mdy' ? 'mdy' : 'dmy') ?? { code: 'intake.date', column, found: cell };
}

/** `1,234,567` and `1 234 567` are one number, `12,5` is none that is certain. */
function numberFrom(cell: string): number | null {
  const plain = /^-?\d{1,3}(?:[, \u00A0\u202F]\d{3})+(?:\.\d+)?$/.test(cell) ? cell.replace(/[, \u00A0\u202F]/g, '') : cell;
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : null;
}

/** Metres of a digit after the point, by their number: what is written says how exactly it is known, where nobody says it. */
const EXACT: readonly number[] = [100_000, 10_000, 1_000, 100, 10];

function pointOf(given: readonly Given[]): NonNullable<Report['point']> | Wrong | null {
  const of = (member: string): Given | undefined => given.find(({ fills }) => fills === member), lat = of('point.lat'), lon = of('point.lon'), precision = of('point.precision');
  if (lat === undefined || lon === undefined) return null;
  for (const [one, limit] of [[lat, 90], [lon, 180]] as const) {
    const degrees = numberFrom(one.cell);
    if (degrees === null || Math.abs(degrees) > limit) return { code: 'intake.point', column: one.column, found: one.cell, limit };
  }
  const digits = Math.min(...[lat, lon].map(({ cell }) => (cell.split('.')[1] ?? '').length)), metres = precision === undefined ? null : numberFrom(precision.cell);
  return blurred({ lat: Number(lat.cell), lon: Number(lon.cell), precision: metres !== null && metres >= 1 ? metres : EXACT[Math.min(digits, 4)] ?? 10 });
}

/** From the nearest to the farthest, as the columns of a table of places are named. */
function placeWords(given: readonly Given[]): string | null {
  const rank = ({ key }: Given): number => { const found = /#(?:loc|adm(\d)|country)/.exec(key); return found === null ? 0 : found[0] === '#loc' ? 0 : found[1] === undefined ? 9 : 9 - Number(found[1]); };
  const words = given.filter(({ fills }) => fills === 'place' || fills === 'placeText').toSorted((a, b) => rank(a) - rank(b)).map(({ cell }) => cell.replaceAll('\n', ' '));
  return words.length === 0 ? null : [...new Set(words)].join(', ').slice(0, 500);
}

/** What a row says where no column sums it up: its first cells, each with its heading. */
const summed = (given: readonly Given[]): string => given.slice(0, 8).map(({ key, cell }) => `${key.replace(/#.*$/s, '') || key}: ${cell}`).join('; ').slice(0, 1_000);

function checked(report: { [member: string]: unknown }, given: readonly Given[], row: number): Result<Report> {
  const read = readBody('report', Object.fromEntries(Object.entries(report).filter(([, value]) => value !== undefined)));
  if (read.ok) return ok(read.value.content as Report);
  const [problem] = read.refusal['problems'] as unknown as readonly [Refusal], field = String(problem['field'] ?? '');
  return refuse('intake.member', { row, column: columnOf(field, given), field, problem: problem as unknown as Json });
}

/** The column that a field of the report came from. */
function columnOf(field: string, given: readonly Given[]): number {
  const plain = field.replaceAll(/\[\d+\]/g, '');
  const found = given.find(({ key }) => plain === `answers.${key}`) ?? given.find(({ fills }) => fills !== null && (plain === fills || plain.startsWith(`${fills}.`))) ?? given.find(({ fills }) => fills?.split('.')[0] === plain.split('.')[0]);
  return found?.column ?? given[0]?.column ?? 1;
}
