import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { workbook } from '../../../tests/samples/workbook.ts';
import { readJsonRows } from './sheet.ts';
import { readXlsx } from './workbook.ts';

/** A workbook of one cell, its sheet as somebody changed it. */
function changed(change: (sheet: string) => string): Uint8Array {
  const parts = unzipSync(workbook({ S: { rows: [['a', 'b'], ['c', 'd']] } })), sheet = 'xl/worksheets/sheet1.xml';
  return zipSync({ ...parts, [sheet]: strToU8(change(strFromU8(parts[sheet] ?? new Uint8Array()))) }, { level: 9 });
}

test('the cells of a workbook are read as text', async () => {
  expect(await readXlsx(changed((sheet) => sheet))).toEqual({ ok: true, value: { rows: [['a', 'b'], ['c', 'd']] } });
  expect(await readXlsx(new Uint8Array([0x50, 0x4b, 3, 4]))).toMatchObject({ refusal: { code: 'format.xlsx' } });
});

describe('a workbook that would fill the memory of whoever reads it is refused', () => {
  test.each<[string, (sheet: string) => string, string]>([
    ['a cell in the last column', (sheet) => sheet.replace('r="B2"', 'r="XFD2"'), 'format.rows'], ['a row beyond the last', (sheet) => sheet.replace('<row r="2">', '<row r="1048576">'), 'format.rows'],
    ['few columns in very many rows', (sheet) => sheet.replace('<row r="2">', '<row r="199999">').replace('r="B2"', 'r="ZZ199999"'), 'format.rows'], ['an address behind an entity', (sheet) => sheet.replace('r="B2"', 'r="&#88;FD2"'), 'format.xlsx'],
    ['a row of no number', (sheet) => sheet.replace('<row r="2">', "<row r='1e9'>"), 'format.xlsx'], ['a few bytes that are very many', (sheet) => sheet.replace('<sheetData>', `<sheetData>${' '.repeat(70_000_000)}`), 'format.unpacked'],
  ])('%s', async (_, change, code) => {
    const bytes = changed(change);
    expect(bytes.length).toBeLessThan(100_000);
    expect(await readXlsx(bytes)).toMatchObject({ ok: false, refusal: { code } });
  });
});

test('a list of objects that have very many members in all is refused before its cells are made', () => {
  const rows = Array.from({ length: 50_000 }, (_, index) => ({ [`m${index}`]: 1 }));
  expect(readJsonRows(new TextEncoder().encode(JSON.stringify(rows)))).toMatchObject({ ok: false, refusal: { code: 'format.rows' } });
});
