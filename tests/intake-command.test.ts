import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { caseKeySeed, concat, writeKeyFile } from '#record';
import { workbook } from './samples/workbook.ts';
import { counterpart, done, freshFolder, holdCases } from './support/host.ts';
import { NOTHING_SEEN, Person } from './support/table.ts';

/** `counterpart intake`: every row's fate first, then what is new is signed; a second time nothing is. */
const folder = freshFolder(), data = join(folder.path, 'data');
const file = (name: string, text: string): string => { const path = join(folder.path, name); writeFileSync(path, text); return path; };
const HXL = 'When,Where,What,Women,Ref\n#date,#loc,#description,#affected+f,#meta+id\n2026-05-02,Mill,Queue at the well,12,q-1\n31/02/2026,Mill,Impossible,3,q-2\n2026-05-02,Mill,Many waited for water,13,q-3\n2026-05-02,Mill,Queue at the well,12,q-1\n';
let key = '';
beforeAll(() => {
  holdCases(['sella'], data);
  key = file('sorrin.key', writeKeyFile(caseKeySeed('sella-1', 'sorrin')));
});
afterAll(() => folder.remove());

const intake = (path: string, ...more: readonly string[]) => counterpart('intake', 'sella', path, '--as', 'sorrin', '--data', data, ...more);

test('bad rows are named with row and column, what may be alike is named, and nothing is entered without a key', () => {
  const told = intake(file('wells.csv', HXL)), json = JSON.parse(intake(file('wells.csv', HXL), '--json').out) as { readonly rows: readonly { readonly row: number; readonly what: string; readonly alike?: readonly string[] }[] };
  expect(told).toMatchObject({ code: 1, out: expect.stringContaining('Row 4, column 1: “31/02/2026” is no day') });
  expect(told.out).toContain('Column 4, “Women#affected+f”: becomes persons.affected f (hashtag)');
  expect(told.out).toContain('4 rows: 2 new, 1 known already, 1 refused.');
  expect(json.rows.map(({ row, what, alike }) => [row, what, alike?.length ?? 0])).toEqual([[3, 'new', 1], [4, 'refused', 0], [5, 'new', 1], [6, 'twice', 0]]);
});

test('a form is given to devices from a workbook or from JSON, listed, replaced by a later version and taken away; what is wrong with one is said with its place', () => {
  const forms = (...args: readonly string[]) => counterpart('forms', ...args, '--data', data), path = join(folder.path, 'bridge.xlsx'), sheets = (version: string, fills: string) => ({ survey: { rows: [['type', 'name', 'label', 'counterpart'], ['text', 'seen', 'What crossed?', fills]] }, choices: { rows: [] }, settings: { rows: [['form_id', 'form_title', 'version'], ['bridge', 'Bridge count', version]] } });
  const write = (version: string, fills = 'summary'): string => { writeFileSync(path, workbook(sheets(version, fills))); return path; };
  expect(forms('add', 'sella', write('1'), '--category', 'weather')).toMatchObject({ code: 1, notes: expect.stringContaining('Reports are never about “weather”') });
  expect(forms('add', 'sella', write('1', 'shoes'))).toMatchObject({ code: 1, notes: expect.stringContaining('fills “shoes”') });
  const added = forms('add', 'sella', write('1'), '--category', 'count');
  expect(added).toMatchObject({ code: 0, out: expect.stringMatching(/Given from now on: bridge, version 1, digest [0-9a-f]{64}/) });
  expect(forms('add', 'sella', file('bridge.json', JSON.stringify({ id: 'bridge', version: '1', title: { en: 'Other' }, category: 'count', questions: [{ name: 'seen', type: 'text', label: { en: 'Seen' } }] })))).toMatchObject({ code: 1, notes: expect.stringContaining('Raise its version') });
  expect(forms('add', 'sella', file('bad.json', '{"id":"x"}'))).toMatchObject({ code: 1, notes: expect.stringContaining('“version”') });
  expect(forms('add', 'sella', file('standard.json', JSON.stringify({ id: 'passage', version: '1', title: { en: 'Other' }, category: 'count', questions: [{ name: 'seen', type: 'text', label: { en: 'Seen' } }] })))).toMatchObject({ code: 1, notes: expect.stringContaining('Every process has a form “passage” already') });
  expect(forms('add', 'sella', write('2'), '--category', 'count').code).toBe(0);
  expect(forms('list', 'sella').out).toMatch(/^bridge 2 [0-9a-f]{64} Bridge count\n$/);
  expect([forms('drop', 'sella', 'ferry').notes.includes('no form “ferry”'), forms('drop', 'sella', 'bridge').code, forms('list', 'sella').out]).toEqual([true, 0, '']);
});

test('with a key what is new is signed; the same file again brings nothing; the register that was exported brings nothing', () => {
  const path = file('wells.csv', HXL);
  expect(intake(path, '--key', key, '--demo').out).toMatch(/Recorded as No\. \d+\.\nRecorded as No\. \d+\./);
  const { digest } = JSON.parse(intake(path, '--json').out) as { readonly digest: string }, copy = join(folder.path, 'copy.csv');
  done(counterpart('evidence', 'get', 'sella', digest, copy, '--key', key, '--as', 'sorrin', '--data', data));
  expect(readFileSync(copy, 'utf8')).toBe(HXL);
  expect(intake(path).out).toContain('4 rows: none new, 3 known already, 1 refused.');
  const out = join(folder.path, 'observations.csv');
  done(counterpart('export', 'register', 'sella', 'observations', out, '--data', data));
  const [headings = '', tags = ''] = readFileSync(out, 'utf8').split('\r\n'), came = headings.split(',').map((heading, index) => `${heading}${tags.split(',')[index] ?? ''}`);
  expect(tags).toContain('#affected+');
  expect(came.filter((column) => HXL.split('\n')[0]?.split(',').some((heading) => column.startsWith(`${heading}#`)))).toEqual(['When#date', 'Where#loc', 'What#description', 'Women#affected+f', 'Ref#meta+id']); // As they stood in the file.
  expect(JSON.parse(intake(out, '--json').out)).toSatisfy((told: { readonly rows: readonly { readonly what: string }[] }) => told.rows.length > 2 && told.rows.every(({ what }) => what === 'known'));
  const edited = file('edited.csv', readFileSync(out, 'utf8').replace('Many waited', 'Nobody waited'));
  expect(intake(edited).out).toContain('is on record and says something else');
});

test.each([
  ['nobody in whose name', ['--as', 'nobody'], 'refusal.intake.by', 'Say in whose name'], ['a profile with a strange member', ['--profile', 'shoes'], 'intake.profile', 'The profile has a mistake at columns.When'],
])('%s', (_, more, __, sentence) => {
  const profile = file('profile.json', '{"columns":{"When":"shoe.size"}}');
  expect(counterpart('intake', 'sella', file('wells.csv', HXL), '--data', data, ...(more[0] === '--profile' ? ['--as', 'sorrin', '--profile', profile] : more))).toMatchObject({ code: 1, notes: expect.stringContaining(sentence) });
});

test('500 rows of which 30 are bad: 470 can be entered, and each bad one is named', () => {
  const rows = Array.from({ length: 500 }, (_, index) => `2026-04-${String(1 + (index % 28)).padStart(2, '0')},Spot ${index},${index % 17 === 3 && index < 510 ? 'lat' : 39 + index / 1000},46.5`), bad = rows.filter((row) => row.includes('lat')).length;
  const { rows: told } = JSON.parse(intake(file('many.csv', `#date,#loc,#geo+lat,#geo+lon\n${rows.join('\n')}\n`), '--json').out) as { readonly rows: readonly { readonly row: number; readonly what: string; readonly refusal?: object }[] };
  expect([bad, told.filter(({ what }) => what === 'new').length]).toEqual([30, 470]);
  for (const { row, what, refusal } of told) if (what === 'refused') expect(refusal).toEqual({ code: 'intake.point', row, column: 3, found: 'lat', limit: 90 });
});

test('what another device signed goes in as it is, and once however often it comes; a bag has a command of its own', () => {
  const listed = JSON.parse(done(counterpart('list', '--json', '--data', data))) as readonly { readonly process: string; readonly slug: string }[], monitor = Person.ofCase(listed.find(({ slug }) => slug === 'sella')?.process ?? '', 'sella-1', 'sorrin', 'monitor');
  const signed = (id: string): Uint8Array => monitor.write({ kind: 'report', content: { id, category: 'observation', date: '2026-05-01', summary: { en: id }, accounts: [{ by: 'MISSION', stance: 'asserts' }] } }, NOTHING_SEEN, 1_780_000_000);
  const path = join(folder.path, 'sella.submissions'), bag = join(folder.path, 'sella.bag');
  writeFileSync(path, concat(signed('stick-1'), signed('stick-2')));
  const first = intake(path, '--demo'), again = intake(path, '--demo');
  expect(first.notes).toBe('');
  expect(first.out).toMatch(/^Recorded as No\. \d+\.\nRecorded as No\. \d+\.\n$/);
  expect(again.out).toBe(first.out);
  done(counterpart('bag', 'pack', 'sella', bag, '--data', data));
  expect(intake(bag)).toMatchObject({ code: 1, notes: expect.stringContaining('counterpart bag open sella.bag') });
});

test('submissions of a form of ODK, as a table and as XML: each once by the name of its instance, whichever way it comes; another version of the form says so', () => {
  const form = join(folder.path, 'bridge.xlsx'), survey = [['type', 'name', 'label', 'required', 'counterpart'], ['date', 'day', 'Which day?', 'yes', 'date'], ['text', 'seen', 'What crossed?', 'yes', 'summary'], ['integer', 'carts', 'How many carts?', '', 'quantities.carts.carts']];
  writeFileSync(form, workbook({ survey: { rows: survey }, choices: { rows: [] }, settings: { rows: [['form_id', 'form_title', 'version'], ['bridge', 'Bridge count', '7']] } }));
  const table = file('bridge.csv', 'day,seen,carts,KEY\n2026-05-03,Hay,4,uuid:1\n2026-05-04,Salt,many,uuid:2\n2026-05-04,,2,uuid:3\n'), xml = (version: string, words = 'Hay') => file('bridge.xml', `<bridge id="bridge" version="${version}"><day>2026-05-03</day><seen>${words}</seen><carts>4</carts><meta><instanceID>uuid:1</instanceID></meta></bridge>`);
  expect(intake(table, '--form', form, '--key', key, '--demo').out).toMatch(/Row 3, column 3: “many” does not answer: .*\nRow 4, column 2: An answer is needed to: .*\n3 rows: 1 new, none known already, 2 refused\.\nRecorded as No\. \d+\.\n$/s);
  expect(intake(xml('7'), '--form', form).out).toContain('1 row: none new, 1 known already, none refused.');
  expect(intake(xml('7', 'Straw'), '--form', form).out).toContain('is on record and says something else');
  expect(intake(xml('6'), '--form', form)).toMatchObject({ code: 1, out: expect.stringContaining('version 6; here it is read with bridge, version 7') });
  expect(intake(xml('7'))).toMatchObject({ code: 1, notes: expect.stringContaining('name the form') });
});

test('of files on people nothing is signed before it is chosen that everybody at the table will hold them', () => {
  const path = file('people.csv', 'person_record_id,source_date,full_name\nsella.counterpart.invalid/p1,2026-05-02T00:00:00Z,Nella Vaunt\n'), size = () => counterpart('audit', 'sella', '--data', data).out;
  const before = size();
  expect(intake(path).out).toContain('1 row: 1 new');
  expect(intake(path, '--key', key, '--demo')).toMatchObject({ code: 1, notes: expect.stringContaining('everybody at the table would hold them') });
  expect(size()).toBe(before);
  expect(intake(path, '--key', key, '--demo', '--table').out).toMatch(/Recorded as No\. \d+\./);
});
