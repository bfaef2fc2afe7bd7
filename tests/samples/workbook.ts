import { strToU8, zipSync } from 'fflate';
import { inXml } from '../../src/wire/papers/xml.ts';

/** The smallest workbook that programs open: ECMA-376 with the cells' words inside. */
export function workbook(sheets: { readonly [name: string]: { readonly rows: readonly (readonly string[])[] } }): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main', relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships', packed = 'http://schemas.openxmlformats.org/package/2006';
  const names = Object.keys(sheets), cell = (words: string, column: number, row: number): string => `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${inXml(words)}</t></is></c>`;
  const files = Object.values(sheets).map(({ rows }, index) => [`xl/worksheets/sheet${index + 1}.xml`, `<worksheet xmlns="${main}"><sheetData>${rows.map((cells, row) => `<row r="${row + 1}">${cells.map((words, column) => cell(words, column, row)).join('')}</row>`).join('')}</sheetData></worksheet>`] as const);
  return zipSync(Object.fromEntries([
    ...files,
    ['xl/workbook.xml', `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packed}/relationships">${names.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`).join('')}</Relationships>`],
    ['_rels/.rels', `<Relationships xmlns="${packed}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['[Content_Types].xml', `<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`],
  ].map(([name, text]) => [name, strToU8(`<?xml version="1.0" encoding="UTF-8"?>${text}`)])));
}
