import type { Text } from '#base';
import { byCodeUnits } from '#base';
import type { Report } from '#process';
import { columnsFrom } from '../intake/columns.ts';
import type { HxlColumn } from './hxl.ts';
import { writeHxl } from './hxl.ts';
import { writeCsv } from './sheet.ts';

/** One line of a register: a report, or what stands in a register like one. What its reader is told besides stands under names of its own. */
export interface RowOut {
  readonly report: Partial<Report> & Pick<Report, 'id' | 'date' | 'summary'>;
  /** As `category`, of what is no report. */
  readonly category: string;
  /** By heading: by whose account, how it was checked. */
  readonly told: { readonly [heading: string]: string };
}

/** Headings are the names of members, as intake knows them again; each with the hashtag by which other programs do. */
const TAGS: { readonly [heading: string]: string } = {
  instance: '#meta+id', category: '#event+type', date: '#date+start', dateEnd: '#date+end', uncertainty: '#date+uncertainty', place: '#loc+code', placeText: '#loc+text', 'place.name': '#loc+name', 'point.lat': '#geo+lat', 'point.lon': '#geo+lon', 'point.precision': '#geo+precision',
  quotedReason: '#cause+quoted', controlledBy: '#org+control', 'controlledBy.actor': '#org+control+code', by: '#meta+source', disputedBy: '#meta+source+disputed', checked: '#status+checked', standing: '#status', recorded: '#meta+recorded+num',
};
const FAMILIES: readonly (readonly [string, string])[] = [
  ['summary.', '#description'], ['note.', '#description+note'], ['passage.', '#access+passage'], ['outage.', '#service+outage'], ['grade.', '#meta+grade'], ['persons.', '#affected'], ['quantities.', '#indicator+value'], ['stocks.', '#capacity'],
];
const ORDER = ['instance', 'category', 'date', 'dateEnd', 'uncertainty', 'place', 'place.name', 'placeText', 'point.lat', 'point.lon', 'point.precision', ...FAMILIES.map(([name]) => name)];

/**
 * A register as CSV with HXL hashtags. What its rows came with from elsewhere (`answers`) follows in the columns that it came in, in the order of their files where a row tells it.
 * Names of people stand in no register; so they stand in none of these. `above`: a line about all of it, over the headings.
 */
export function writeReports(rows: readonly RowOut[], above?: string): string {
  const cells = rows.map(({ report, category, told }) => new Map([...membersOf(report), ['category', category] as const, ...Object.entries(told)]));
  const own = [...new Set(cells.flatMap((row) => [...row.keys()]))].toSorted((a, b) => rank(a) - rank(b) || byCodeUnits(a, b)), order = [...new Set(rows.flatMap(({ report }) => (report.evidence ?? []).flatMap(({ columns = [] }) => columns)))];
  const at = (key: string): number => { const found = order.indexOf(key); return found < 0 ? order.length : found; }, written = [...new Set(rows.flatMap(({ report }) => Object.keys(report.answers ?? {})))].toSorted((a, b) => at(a) - at(b) || byCodeUnits(a, b));
  const columns = [...own.map(ownColumn), ...columnsFrom(written)];
  return `${above === undefined ? '' : writeCsv([[above]])}${writeHxl({
    columns: columns.map((column, index) => ({ ...column, column: index + 1 })),
    rows: rows.map(({ report }, index) => ({ row: index + 3, cells: [...own.map((name) => cells[index]?.get(name) ?? ''), ...written.map((key) => plain(report.answers?.[key]))] })),
  })}`;
}

const rank = (name: string): number => { const found = ORDER.findIndex((one) => (one.endsWith('.') ? name.startsWith(one) : name === one)); return found < 0 ? ORDER.length : found; };
const plain = (value: string | number | boolean | readonly string[] | undefined): string => (value === undefined ? '' : typeof value === 'object' ? value.join(' ') : String(value));

function ownColumn(header: string): HxlColumn {
  const family = FAMILIES.find(([name]) => header.startsWith(name)), written = TAGS[header] ?? (family === undefined ? '' : `${family[1]}${header.slice(family[0].length).split(/[^\p{L}\p{N}]+/u).filter((part) => /^\p{L}/u.test(part)).map((part) => `+${part.toLowerCase()}`).join('')}`);
  const [tag = '', ...attributes] = written.split('+');
  return { header, tag: tag === '' ? null : tag, attributes, column: 0 };
}

/** The members of a report as cells, each under its name. */
function* membersOf(report: RowOut['report']): Iterable<readonly [string, string]> {
  const { point, summary, note, controlledBy, passage, outage, grade, persons = [], quantities = [], stocks = [] } = report;
  yield ['instance', report.id];
  for (const name of ['date', 'dateEnd', 'uncertainty', 'place', 'placeText', 'quotedReason'] as const) if (report[name] !== undefined) yield [name, report[name]];
  if (point !== undefined) yield* parts('point', { ...point });
  yield* texts('summary', summary);
  if (note !== undefined) yield* texts('note', note);
  if (controlledBy?.actor !== undefined) yield ['controlledBy.actor', controlledBy.actor];
  if (controlledBy?.text !== undefined) yield ['controlledBy', Object.values(controlledBy.text).join(' / ')];
  for (const [name, of] of [['passage', passage], ['outage', outage], ['grade', grade]] as const) if (of !== undefined) yield* parts(name, { ...of });
  for (const { group, count, bound } of persons) if (count !== undefined) yield [`persons.${group}`, bounded(count, bound)];
  for (const { what, unit, value, bound } of quantities) if (value !== undefined) yield [`quantities.${what}.${unit}`, bounded(value, bound)];
  for (const { what, ...of } of stocks) yield* parts(`stocks.${what}`, of);
}

const bounded = (value: number, bound: string | undefined): string => (bound === undefined ? String(value) : `${bound} ${value}`);
const texts = (name: string, text: Text): readonly (readonly [string, string])[] => Object.entries(text).map(([language, words]) => [`${name}.${language}`, words]);
const parts = (name: string, of: object): readonly (readonly [string, string])[] => Object.entries(of).flatMap(([part, value]) => (typeof value === 'object' || value === undefined ? [] : [[`${name}.${part}`, String(value)] as const]));
