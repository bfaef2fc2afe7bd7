import { expect, test } from 'vitest';
import { readXml } from './xml.ts';

test('each element knows its row and column, whatever stands before it', () => {
  const read = readXml('<?xml version="1.0"?>\n<!-- <not> -->\n<a>\n  <b>x &lt; y</b><![CDATA[<c>]]>\n<c\n d="1"/><e/></a>');
  const places = (element: { readonly name: string; readonly row: number; readonly column: number; readonly children: readonly unknown[] }): readonly unknown[] => [[element.name, element.row, element.column], ...(element.children as (typeof element)[]).flatMap(places)];
  expect(read.ok ? places(read.value) : read).toEqual([['a', 3, 1], ['b', 4, 3], ['c', 5, 1], ['e', 6, 9]]);
});

test('a file of very many lines takes no longer for each than one of few', () => {
  const read = readXml(`<a>${'<b/>\n'.repeat(200_000)}</a>`);
  expect(read.ok && read.value.children.at(-1)).toMatchObject({ row: 200_000, column: 1 });
});
