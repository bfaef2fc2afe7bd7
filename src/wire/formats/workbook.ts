import { unzipSync, zipSync } from 'fflate';
import { readSheet } from 'read-excel-file/universal';
import { ok, refuse } from '#base';
import type { Result } from '#base';

/** Rows of cells as text, as a person sees them; row and column count from 1, as in the programs that people use. */
export interface Sheet {
  readonly rows: readonly (readonly string[])[];
}

/** Rows that one file may hold. */
const MOST_ROWS = 200_000;
const MOST_COLUMNS = 1_000;
/** Cells from the first to the last that has something, those between them counted. */
const MOST_CELLS = 5_000_000;
/** Bytes of a workbook when it is unpacked. */
const MOST_UNPACKED = 67_108_864;

/** The first sheet of an Excel workbook (ECMA-376). Refuses `format.xlsx` where the file is none or is damaged, `format.rows`, `format.unpacked`. */
export async function readXlsx(bytes: Uint8Array, sheet: string | number = 1): Promise<Result<Sheet>> {
  try {
    const parts = partsOf(bytes), far = parts === null ? refuse('format.unpacked', { limit: MOST_UNPACKED / 1_048_576 }) : reachOf(parts);
    if (parts === null || !far.ok) return far as Result<never>;
    const rows = await readSheet(new Blob([zipSync(parts, { level: 0 }) as Uint8Array<ArrayBuffer>]), sheet);
    return limited(rows.map((row) => row.map(cell)));
  } catch (error) {
    return refuse('format.xlsx', { reason: error instanceof Error ? error.message : String(error) });
  }
}

type Parts = { readonly [name: string]: Uint8Array };

/** What a workbook is packed of, as far as it says something; `null` where that is more than a workbook needs: a few bytes can hold very many. */
function partsOf(bytes: Uint8Array): Parts | null {
  let total = 0;
  const parts = unzipSync(bytes, { filter: ({ name, originalSize }) => {
    const read = name.endsWith('.xml') || name.endsWith('.rels');
    if (read) total += originalSize;
    return read && total <= MOST_UNPACKED;
  } });
  return total <= MOST_UNPACKED ? parts : null;
}

/** Where a row or cell says that it stands: whoever reads them makes all that lie before it. */
const PLACE = /[\s"']r\s*=\s*(?:"([^"]*)"|'([^']*)')/g, ADDRESS = /^([A-Z]{0,3})(\d{1,7})$/;

function reachOf(parts: Parts): Result<null> {
  for (const part of Object.values(parts)) {
    let rows = 0, columns = 0;
    for (const [, one, other = ''] of new TextDecoder().decode(part).matchAll(PLACE)) {
      const [, letters = '', row] = ADDRESS.exec(one ?? other) ?? [];
      if (row === undefined) return refuse('format.xlsx', { reason: (one ?? other).slice(0, 40) });
      [rows, columns] = [Math.max(rows, Number(row)), Math.max(columns, [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0))];
    }
    if (rows > MOST_ROWS || columns > MOST_COLUMNS || rows * columns > MOST_CELLS) return refuse('format.rows', { rows, limit: MOST_ROWS, columns: MOST_COLUMNS });
  }
  return ok(null);
}

const cell = (value: unknown): string => value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().replace(/T00:00:00\.000Z$/, '') : String(value as string);

/** Refuses `format.rows` where it is larger than one file may be. */
export function limited(rows: readonly (readonly string[])[]): Result<Sheet> {
  const widest = rows.reduce((most, row) => Math.max(most, row.length), 0);
  if (rows.length > MOST_ROWS || widest > MOST_COLUMNS || rows.length * widest > MOST_CELLS) return refuse('format.rows', { rows: rows.length, limit: MOST_ROWS, columns: MOST_COLUMNS });
  return ok({ rows });
}
