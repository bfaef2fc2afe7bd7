import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { VERSIONS } from './pfif-fields.ts';
import type { Pfif } from './pfif.ts';
import { readPfif, readPfifSheet, writePfif } from './pfif.ts';
import { readCsv } from './sheet.ts';
import { readXlsx } from './workbook.ts';

const data = process.env['COUNTERPART_DATA'];
if (data === undefined) console.log('COUNTERPART_DATA is not set: the samples of Person Finder are skipped');
const bytes = (name: string): Uint8Array => readFileSync(join(data ?? '', 'formats/pfif', `personfinder_${name}`));
const xml = (name: string): string => new TextDecoder().decode(bytes(name));

const certain = <T>(read: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: object }): T => {
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};
const held = ({ persons, notes }: Pfif) => ({ persons, notes });

const PERSON = (more: string, version = '1.4'): string => `<?xml version="1.0"?>\n<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/${version}">\n<pfif:person>\n<pfif:person_record_id>a.example/1</pfif:person_record_id>\n${more}\n</pfif:person>\n</pfif:pfif>`;

describe.skipIf(data === undefined)('the samples of Person Finder', () => {
  test.each([
    ['test.pfif-1.1.xml', '1.1', 1, 2], ['test.pfif-1.2.xml', '1.2', 1, 4], ['test.pfif-1.4.xml', '1.4', 1, 4], ['test.pfif-1.2-source.xml', '1.2', 1, 0],
    ['global-test.pfif-1.2-source.xml', '1.2', 1, 0], ['test.pfif-1.2-believed-dead.xml', '1.2', 0, 1], ['test.pfif-1.2-notification.xml', '1.2', 0, 1], ['test.pfif-1.2-note.xml', '1.2', 0, 2],
  ] as const)('%s is read whole, and comes back the same in its version and through 1.4', (name, version, persons, notes) => {
    const read = certain(readPfif(xml(name)));
    expect([read.version, read.persons.length, read.notes.length, read.problems]).toEqual([version, persons, notes, []]);
    for (const through of [version, '1.4'] as const) {
      const written = writePfif(read, through);
      expect(written.lost).toEqual([]);
      expect(held(certain(readPfif(written.xml)))).toEqual(held(read));
    }
  });

  test('white space around a value is dropped, inside it stays', () => {
    const [person] = certain(readPfif(xml('test.pfif-1.4.xml'))).persons;
    expect(person).toMatchObject({ home_city: '_test_home_city', full_name: '_test_full_name1\n_test_full_name2', date_of_birth: '1970-01', age: '35-45' });
  });

  test('the record of another domain is told with its place, and the rest is read', () => {
    const { persons, notes, problems } = certain(readPfif(xml('test.pfif-1.2-badrecord.xml'), 'test.google.com'));
    expect([persons.length, notes.length]).toEqual([1, 4]);
    expect(problems).toEqual([{ code: 'pfif.domain', row: 79, column: 3, found: 'foo.google.com/person.666', domain: 'test.google.com' }]);
  });

  test('its table as CSV and as a spreadsheet', async () => {
    const csv = certain(readPfifSheet(certain(readCsv(bytes('sample-import.csv'))), 'test.example'));
    expect(csv.problems).toEqual([{ code: 'pfif.value', row: 2, column: 24, field: 'author_made_contact', rule: 'boolean', found: '1' }]); // The row of the sample is one cell too long, as is.
    const sheet = certain(readPfifSheet(certain(await readXlsx(bytes('persons.xlsx'))), 'test.example'));
    expect([sheet.problems, sheet.persons]).toEqual([[], []]);
    expect(sheet.notes.map((note) => [note['note_record_id'], note['source_date'], note['status']])).toEqual([
      ['test.example/note.12345.2013-11-12T07:26:00Z', '2013-11-12T07:26:00Z', 'believed_alive'], ['test.example/note.23456.2013-11-12T07:38:00Z', '2013-11-12T07:38:00Z', 'is_note_author'], ['test.example/note.34567.2013-11-12T07:39:00Z', '2013-11-12T07:39:00Z', 'believed_missing'],
    ]); // In Philippine time, eight hours east, as the sheet says.
  });
});

describe('what is wrong is named with its place', () => {
  test.each([
    ['a date', '<pfif:source_date>14 February</pfif:source_date>', { code: 'pfif.value', field: 'source_date', rule: 'date', found: '14 February', row: 5, column: 1 }],
    ['a sex', '<pfif:sex>F</pfif:sex>', { code: 'pfif.value', field: 'sex', rule: 'sex', found: 'F', row: 5, column: 1 }],
    ['a field of another version', '<pfif:first_name>Ann</pfif:first_name>', { code: 'pfif.field', field: 'first_name', row: 5, column: 1 }],
  ])('%s', (_, field, problem) => {
    expect(certain(readPfif(PERSON(field)))).toMatchObject({ persons: [], problems: [problem] });
  });

  test.each([
    ['not PFIF', '<a/>', { code: 'pfif.root', row: 1 }],
    ['cut off', PERSON('').slice(0, -20), { code: 'format.xml' }],
    ['entities that grow', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${PERSON('')}`, { code: 'format.xml.doctype', row: 1 }],
    ['nothing', '<!-- nothing -->', { code: 'format.xml.empty' }],
  ])('the whole file: %s', (_, text, refusal) => {
    expect(readPfif(text)).toMatchObject({ ok: false, refusal });
  });

  test('a note without a person, a table with a strange column, a row with a bad value', () => {
    expect(certain(readPfif('<p:pfif xmlns:p="http://zesty.ca/pfif/1.2"><p:note><p:note_record_id>a.example/2</p:note_record_id></p:note></p:pfif>')).problems).toEqual([expect.objectContaining({ code: 'pfif.id', field: 'person_record_id' })]);
    expect(readPfifSheet({ rows: [['person_record_id', 'shoe size']] }, 'a.example')).toMatchObject({ ok: false, refusal: { code: 'pfif.columns', row: 1, column: 2, found: 'shoe size' } });
    expect(certain(readPfifSheet({ rows: [['person_record_id', 'full_name', 'age'], ['1', 'Ann', 'forty'], ['2', 'Ben', '40']] }, 'a.example'))).toMatchObject({ persons: [{ person_record_id: 'a.example/2' }], problems: [{ code: 'pfif.value', row: 2, column: 3, rule: 'age' }] });
    const both = certain(readPfifSheet({ rows: [['person_record_id', 'given_name', 'note_record_id', 'author_made_contact', 'text'], ['1', 'Ann', '7', 'FALSE', 'Seen at the mill']] }, 'a.example'));
    expect(both).toMatchObject({ problems: [], persons: [{ person_record_id: 'a.example/1' }], notes: [{ note_record_id: 'a.example/7', person_record_id: 'a.example/1', author_made_contact: 'false' }] });
  });

  test.each(VERSIONS)('what version %s has no field for is named when it is written', (version) => {
    const read = certain(readPfif(PERSON('<pfif:full_name>Ann</pfif:full_name><pfif:profile_urls>https://a.example/</pfif:profile_urls>')));
    expect(writePfif(read, version).lost).toEqual(version === '1.4' ? [] : version === '1.3' ? ['profile_urls'] : ['full_name', 'profile_urls']);
  });

  test('2,000 random changes of a file: read or refused, never thrown', () => {
    const text = PERSON('<pfif:full_name>Ann &amp; Ben</pfif:full_name><pfif:note><pfif:note_record_id>a.example/9</pfif:note_record_id></pfif:note>');
    let seed = 20261128;
    const next = (below: number): number => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed % below; };
    for (let round = 0; round < 2000; round += 1) {
      const at = next(text.length), cut = next(8);
      readPfif(`${text.slice(0, at)}${['<', '>', '&', '"', '</pfif:person>', '\u0000', ''][next(7)] ?? ''}${text.slice(at + cut)}`);
    }
  });
});
