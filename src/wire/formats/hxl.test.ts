import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashtag, hxlColumn, readHxl, writeHxl } from './hxl.ts';
import { readCsv, readJsonRows } from './sheet.ts';
import { readXlsx } from './workbook.ts';
import type { Sheet } from './sheet.ts';

const data = process.env['COUNTERPART_DATA'];
if (data === undefined) console.log('COUNTERPART_DATA is not set: the files of HXL are skipped');
const folder = join(data ?? '', 'formats/hxl');
const bytes = (name: string): Uint8Array => readFileSync(join(folder, name));

const certain = <T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: object }): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};
const sheet = (text: string): Sheet => certain(readCsv(new TextEncoder().encode(text)));

/** What the tests of libhxl (HXLStandard, public domain) expect of the same table. */
const TAGS = ['', '#sector+es', '#subsector+es', '#org+es', '#targeted+f', '#targeted+m', '#country', '#adm1', '#date+reported'];
const ROWS = [['001', 'WASH', 'Higiene', 'ACNUR', '100', '100', 'Panamá', 'Los Santos', '1 March 2015'], ['002', 'Salud', 'Vacunación', 'OMS', '', '', 'Colombia', 'Cauca', '']];

describe.skipIf(data === undefined)('files of others', () => {
  test.each(['valid.csv', 'valid.json', 'valid.xlsx', 'valid-json.txt', 'valid-nested.json', 'valid-objects.json'])('libhxl %s', async (name) => {
    const file = bytes(`libhxl_tests/test_io__input-${name}`);
    const read = name.endsWith('.csv') ? readCsv(file) : name.endsWith('.xlsx') ? await readXlsx(file) : readJsonRows(file);
    const { columns, rows } = certain(readHxl(certain(read)));
    expect(columns.map(hashtag).filter((_, index) => index < TAGS.length)).toEqual(TAGS);
    expect(rows.length).toBe(4);
    expect(rows.slice(0, 2).map(({ cells }) => TAGS.map((_, index) => cells[index] ?? ''))).toEqual(ROWS);
  });

  test('rows before the hashtags, a cell of three lines, one list among two', () => {
    const { columns, rows } = certain(readHxl(certain(readCsv(bytes('libhxl_tests/test_io__input-multiple-headers.csv')))));
    expect(columns.map(({ header }) => header)).toEqual(['Org', 'No hashtag', 'Province', 'Number affected']);
    expect(rows.map(({ row }) => row)).toEqual([4, 5]);
    expect(certain(readHxl(certain(readCsv(bytes('libhxl_tests/test_io__input-multiline.csv'))))).rows[0]?.cells).toEqual(['Line 1\nLine 2\nLine 3']);
    expect(certain(readHxl(certain(readJsonRows(bytes('libhxl_tests/test_io__input-valid-json-selector.json'), 'sel2')))).rows[0]?.cells).toEqual(['Plains', '200']);
  });

  test('broken ones get a message that names row and column', async () => {
    expect(readHxl(certain(readCsv(bytes('libhxl_tests/test_io__input-invalid.csv'))))).toMatchObject({ ok: false, refusal: { code: 'hxl.tags.none', looked: 7 } });
    expect(readHxl(certain(readCsv(bytes('libhxl_tests/test_io__input-untagged.csv'))))).toMatchObject({ ok: false, refusal: { code: 'hxl.tags.none' } });
    expect(readHxl(certain(readJsonRows(bytes('libhxl_tests/test_io__input-untagged-objects.json'))))).toMatchObject({ ok: false, refusal: { code: 'hxl.tags.none' } });
    expect(readCsv(bytes('libhxl_tests/test_io__input-valid-latin1.csv'))).toMatchObject({ ok: false, refusal: { code: 'format.text', row: 1 } });
    expect(readJsonRows(bytes('libhxl_tests/test_validation__truthy-schema.json')).ok).toBe(true);
    for (const name of ['notag1', 'notag2']) expect(readHxl(certain(readCsv(bytes(`libhxl_tests/test_io__input-${name}.html`))))).toMatchObject({ ok: false, refusal: { code: 'hxl.tags.none' } });
    const broken = await readXlsx(bytes('libhxl_tests/test_io__input-broken.xlsx'));
    expect(broken.ok ? readHxl(broken.value).ok || 'refused' : broken.refusal.code).toBeTruthy();
  });

  test('a row of which most are hashtags counts as theirs, as libhxl has it', () => {
    const { columns } = certain(readHxl(certain(readCsv(bytes('libhxl_tests/test_io__input-fuzzy.csv')))));
    expect(columns.map(hashtag)).toEqual(['', '#sector+es', '#subsector+es', '#org+es', '#targeted+f', '#targeted+f', '', '', '']);
  });

  test.each(data === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith('.csv') && name !== 'hxl-tags.csv'))('%s: read, written, read again, the same', (name) => {
    const first = certain(readHxl(certain(readCsv(bytes(name))))), again = certain(readHxl(sheet(writeHxl(first))));
    expect(first.rows.length).toBeGreaterThan(3);
    expect(again.columns).toEqual(first.columns);
    expect(again.rows.map(({ cells }) => cells)).toEqual(first.rows.map(({ cells }) => first.columns.map((_, index) => cells[index] ?? '')));
  });
});

describe('places and columns', () => {
  test('a column is found by its tag and attributes', () => {
    const { columns } = certain(readHxl(sheet('a,b,c\n#geo+lat,#geo+lon,#affected+f+children\n1,2,3\n')));
    expect(hxlColumn(columns, '#geo', ['lon'])?.column).toBe(2);
    expect(hxlColumn(columns, '#affected', ['f'], ['children'])).toBeUndefined();
  });

  test.each([
    ['a tag that is none', 'a,b\n#org,#+x\n1,2\n', { code: 'hxl.tag', row: 2, column: 2, found: '#+x' }],
    ['one tag among words', 'a,b,c,d\n#org,b,c,d\n', { code: 'hxl.tags.few', row: 2, column: 1, tags: 1, filled: 4 }],
  ])('%s', (_, text, refusal) => { expect(readHxl(sheet(text))).toEqual({ ok: false, refusal }); });

  test.each([['never closed', 'a,b\n1,"2\n', 'open'], ['inside a word', 'a,b\n1,2"3\n', 'inside']])('a quotation mark %s', (_, text, reason) => {
    expect(readCsv(new TextEncoder().encode(text))).toMatchObject({ ok: false, refusal: { code: 'format.csv', row: expect.any(Number) as number, column: 2, reason } });
  });

  test('semicolons and tabs, a mark of byte order, rows of unequal length', () => {
    expect(sheet('\ufeffa;b\n"1;2";3\n4\n').rows).toEqual([['a', 'b'], ['1;2', '3'], ['4']]);
    expect(sheet('a\tb,c\td\n').rows).toEqual([['a', 'b,c', 'd']]);
  });
});
