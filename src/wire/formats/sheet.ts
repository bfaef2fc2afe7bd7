import { parse } from 'csv-parse/sync';
import { ok, refuse } from '#base';
import type { Json, Result } from '#base';
import { parseJson } from '#record';
import { limited } from './workbook.ts';
import type { Sheet } from './workbook.ts';

export type { Sheet } from './workbook.ts';

/**
 * CSV (RFC 4180), UTF-8 with or without a byte order mark; comma, semicolon or tab between the cells, whichever the first lines use. Rows may be of unequal length.
 * Refuses `format.text` (not UTF-8; with the byte's place), `format.csv` with row and column where a quotation mark is never closed or stands inside a word, `format.rows`.
 */
export function readCsv(bytes: Uint8Array): Result<Sheet> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  try {
    return limited(parse(text.value, { bom: true, relax_column_count: true, skip_empty_lines: false, record_delimiter: ['\r\n', '\n', '\r'], delimiter: delimiterOf(text.value) }) as readonly (readonly string[])[]);
  } catch (error) {
    const { lines, column, code } = error as { readonly lines?: number; readonly column?: number | string; readonly code?: string };
    if (lines === undefined) throw error;
    return refuse('format.csv', { row: lines, column: typeof column === 'number' ? column + 1 : 1, reason: code === 'CSV_QUOTE_NOT_CLOSED' ? 'open' : 'inside' });
  }
}

function delimiterOf(text: string): string {
  const head = text.slice(0, 4096), count = (mark: string): number => head.split(mark).length;
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best));
}

/** Text of a file. Refuses `format.text` with the line of the first byte that is not UTF-8. */
export function textOf(bytes: Uint8Array): Result<string> {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('format.text', { row: lineOfBadByte(bytes) });
  }
}

/** By halving: the longest beginning that is UTF-8 ends in the line meant. */
function lineOfBadByte(bytes: Uint8Array): number {
  let good = 0, bad = bytes.length;
  const reads = (end: number): boolean => { try { new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true }); return true; } catch { return false; } };
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (reads(middle)) good = middle; else bad = middle;
  }
  return bytes.subarray(0, good).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
}

/**
 * Rows of JSON: a list of lists, or of objects, whose members in order of appearance make the columns; or the first such list inside an object (`at` names another).
 * Refuses `format.json`, `format.json.rows`.
 */
export function readJsonRows(bytes: Uint8Array, at?: string): Result<Sheet> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  let value: Json;
  try {
    value = parseJson(text.value);
  } catch (error) {
    return refuse('format.json', { reason: error instanceof Error ? error.message : '' });
  }
  const list = rowsIn(value, at);
  if (list === null) return refuse('format.json.rows');
  if (list.every(Array.isArray)) return limited(list.map((row) => (row as readonly Json[]).map(scalar)));
  const objects = list as readonly { readonly [name: string]: Json }[], names = [...new Set(objects.flatMap((row) => Object.keys(row)))], fits = limited([names, ...objects.map(() => [])]);
  return fits.ok ? limited([names, ...objects.map((row) => names.map((name) => scalar(row[name] ?? '')))]) : fits;
}

const scalar = (value: Json): string => value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

function rowsIn(value: Json, at?: string): readonly Json[] | null {
  if (isRows(value)) return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const inside = value as { readonly [name: string]: Json };
  if (at !== undefined) return isRows(inside[at] ?? null) ? inside[at] as readonly Json[] : null;
  return Object.values(inside).find(isRows) ?? null;
}

const isRows = (value: Json): value is readonly Json[] =>
  Array.isArray(value) && value.length > 0 && (value.every(Array.isArray) || value.every((row) => typeof row === 'object' && row !== null && !Array.isArray(row)));

/** CSV as RFC 4180 has it. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((one) => /[",\r\n]/.test(one) || one.trim() !== one ? `"${one.replaceAll('"', '""')}"` : one).join(',')}\r\n`).join('');
}
