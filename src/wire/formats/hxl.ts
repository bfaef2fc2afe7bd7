import { ok, refuse } from '#base';
import type { Refusal, Result } from '#base';
import type { Sheet } from './sheet.ts';
import { writeCsv } from './sheet.ts';

/** One column of an HXL dataset (Humanitarian Exchange Language 1.1): a hashtag with its attributes, in one order; `null` where a column has none. */
export interface HxlColumn {
  readonly header: string;
  readonly tag: string | null;
  readonly attributes: readonly string[];
  /** In the sheet, from 1. */
  readonly column: number;
}

/** Rows below the hashtags; `row` is their number in the sheet. Empty rows are left out. */
export interface HxlDataset {
  readonly columns: readonly HxlColumn[];
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[];
}

/** HXL 1.1: "within the first 25 rows". */
const LOOKED_AT = 25;
const SPEC = /^#([\p{L}][\p{L}\p{N}_]*)((?:\s*\+\s*[\p{L}][\p{L}\p{N}_]*)*)(?:\s*!.*)?$/u;

/**
 * Finds the row of hashtags and reads what is below. A row is taken for it if at least half of its filled cells are hashtags.
 * Refuses `hxl.tags.none` where no such row is within the first 25 (with the row that came nearest, if one did); `hxl.tag` with row and column for a cell that begins like one and is none.
 */
export function readHxl({ rows }: Sheet): Result<HxlDataset> {
  const near = rows.slice(0, LOOKED_AT).map((row, index) => ({ index, filled: row.filter((one) => one.trim() !== '').length, tags: row.filter((one) => SPEC.test(one.trim())).length, begun: row.findIndex((one) => one.trim().startsWith('#')) }));
  const found = near.find(({ filled, tags }) => tags > 0 && tags * 2 >= filled);
  if (found === undefined) {
    const almost = near.find(({ begun }) => begun >= 0);
    return almost === undefined ? refuse('hxl.tags.none', { looked: near.length }) : refuse('hxl.tags.few', { row: almost.index + 1, column: almost.begun + 1, tags: almost.tags, filled: almost.filled });
  }
  const tags = rows[found.index] ?? [], headers = rows[found.index - 1] ?? [], width = rows.slice(found.index + 1).reduce((most, row) => Math.max(most, row.length), tags.length);
  const wrong = badTag(tags, found.index + 1);
  if (wrong !== null) return { ok: false, refusal: wrong };
  const columns = Array.from({ length: width }, (_, index) => columnOf(headers[index] ?? '', tags[index] ?? '', index + 1));
  const data = rows.slice(found.index + 1).map((cells, index) => ({ row: found.index + 2 + index, cells })).filter(({ cells }) => cells.some((one) => one.trim() !== ''));
  return ok({ columns, rows: data });
}

function badTag(tags: readonly string[], row: number): Refusal | null {
  const index = tags.findIndex((one) => one.trim().startsWith('#') && !SPEC.test(one.trim()));
  return index < 0 ? null : { code: 'hxl.tag', row, column: index + 1, found: tags[index] ?? '' };
}

function columnOf(header: string, written: string, column: number): HxlColumn {
  const found = SPEC.exec(written.trim());
  if (found === null) return { header, tag: null, attributes: [], column };
  const attributes = (found[2] ?? '').split('+').map((one) => one.trim().toLowerCase()).filter((one) => one !== '');
  return { header, tag: `#${(found[1] ?? '').toLowerCase()}`, attributes: [...new Set(attributes)].sort(), column };
}

/** The values of the first column that has the tag and all attributes asked for and none of those not wanted: `valueOf(data, '#geo', ['lat'])`. */
export function hxlColumn(columns: readonly HxlColumn[], tag: string, attributes: readonly string[] = [], without: readonly string[] = []): HxlColumn | undefined {
  return columns.find((one) => one.tag === tag && attributes.every((name) => one.attributes.includes(name)) && !without.some((name) => one.attributes.includes(name)));
}

/** Headers, hashtags, rows: CSV that HXL programs read. */
export function writeHxl({ columns, rows }: HxlDataset): string {
  return writeCsv([columns.map(({ header }) => header), columns.map(hashtag), ...rows.map(({ cells }) => columns.map((_, index) => cells[index] ?? ''))]);
}

export const hashtag = ({ tag, attributes }: Pick<HxlColumn, 'tag' | 'attributes'>): string => tag === null ? '' : [tag, ...attributes].join('+');
