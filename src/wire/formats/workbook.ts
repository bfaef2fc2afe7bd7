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

/** The first sheet of an Excel workbook (ECMA-376). Refuses `format.xlsx` where the file is none or is damaged, `format.rows`. */
export async function readXlsx(bytes: Uint8Array, sheet: string | number = 1): Promise<Result<Sheet>> {
  try {
    const rows = await readSheet(new Blob([bytes as Uint8Array<ArrayBuffer>]), sheet);
    return limited(rows.map((row) => row.map(cell)));
  } catch (error) {
    return refuse('format.xlsx', { reason: error instanceof Error ? error.message : String(error) });
  }
}

const cell = (value: unknown): string => value === null || value === undefined ? '' : value instanceof Date ? value.toISOString().replace(/T00:00:00\.000Z$/, '') : String(value as string);

/** Refuses `format.rows` where it is larger than one file may be. */
export function limited(rows: readonly (readonly string[])[]): Result<Sheet> {
  const wide = rows.findIndex((row) => row.length > MOST_COLUMNS);
  if (rows.length > MOST_ROWS || wide >= 0) return refuse('format.rows', { rows: rows.length, limit: MOST_ROWS, columns: MOST_COLUMNS });
  return ok({ rows });
}
