import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fated } from '#app';
import { fatesOf, peopleOut, placeNamed, registerFile, signed, speaksFor } from '#app';
import { caseKeySeed, readSubmissions } from '#record';
import { REGISTERS } from '#views';
import type { IntakeRead, Profile } from '#wire';
import { readIntake } from '#wire';
import { hashtag, readHxl } from '../src/wire/formats/hxl.ts';
import type { HxlDataset } from '../src/wire/formats/hxl.ts';
import { readPfif, readPfifSheet } from '../src/wire/formats/pfif.ts';
import type { PfifRecord } from '../src/wire/formats/pfif.ts';
import { readCsv, readJsonRows } from '../src/wire/formats/sheet.ts';
import { readXlsx } from '../src/wire/formats/workbook.ts';
import type { Sheet } from '../src/wire/formats/sheet.ts';
import { keysOf } from '../src/wire/intake/columns.ts';
import { StillClock, heldCase } from './support/case.ts';
import { chance } from './support/chance.ts';

/** Files of others, taken into a record and out of it again: what went in comes out. */
const data = process.env['COUNTERPART_DATA'];
if (data === undefined) console.log('COUNTERPART_DATA is not set: the files of others are not taken in');
const folder = join(data ?? '', 'formats'), bytesOf = (name: string): Uint8Array => readFileSync(join(folder, name));
const NOW = 1_780_000_000, SEED = 20261128;

let held: Awaited<ReturnType<typeof heldCase>>;
beforeAll(async () => { held = await heldCase('sella', new StillClock(NOW)); console.log(`seed ${SEED}`); });
afterAll(() => held.end());

const state = async () => { const dossier = await held.app.dossier('sella'); if (dossier === null) throw new Error('held'); return dossier; };
const random = chance(SEED), device = { chance: { bytes: (count: number) => Uint8Array.from({ length: count }, () => Math.floor(random() * 256)) }, now: () => NOW, seal: null as never };

async function read(name: string, profile: Profile = {}, bytes = bytesOf(name)): Promise<IntakeRead> {
  const { state: now } = await state(), found = await readIntake({ name: name.split('/').at(-1) ?? name, bytes }, { by: 'MISSION', language: 'en', profile, today: '2026-05-28', domain: 'sella.example', placeOf: placeNamed(now) });
  if (!found.ok) throw new Error(`${name}: ${JSON.stringify(found.refusal)}`);
  return found.value;
}

/** Reads, judges, signs and records; gives what became of each row. */
async function takeIn(name: string, profile: Profile = {}, audience: 'public' | 'table' = 'public', bytes = bytesOf(name)): Promise<{ readonly file: IntakeRead; readonly rows: readonly Fated[] }> {
  const file = await read(name, profile, bytes), at = await state(), person = speaksFor(at.state, 'sorrin', 'MISSION');
  if (person === null) throw new Error('sorrin');
  const rows = fatesOf(at.state, file.drafts, { person, audience, now: NOW });
  const all = rows.flatMap(({ body }) => {
    const bytes = body === null ? null : signed({ state: at.state, head: at.head }, body, { participant: 'sorrin', seed: caseKeySeed('sella-1', 'sorrin') }, device, audience), one = bytes?.ok === true ? readSubmissions(bytes.value) : null;
    if (bytes !== null && one?.ok !== true) throw new Error(JSON.stringify(bytes));
    return one?.ok === true ? one.value : [];
  });
  const came = all.length === 0 ? [] : await held.app.submit('sella', all);
  expect(came?.filter((one) => !('position' in one))).toEqual([]);
  return { file, rows };
}

const refusals = (rows: readonly Fated[]): readonly object[] => rows.flatMap(({ fate }) => (fate.what === 'refused' ? [fate.refusal] : []));

/** Rows as sets of what stands under each column; an empty cell tells nothing. */
function rowsOf({ columns, rows }: HxlDataset): readonly { readonly [key: string]: string }[] {
  const keys = keysOf(columns);
  return rows.map(({ cells }) => Object.fromEntries(keys.flatMap((key, index) => { const cell = (cells[index] ?? '').replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC').trim(); return cell === '' ? [] : [[key, cell] as const]; })));
}

async function sheetOf(name: string): Promise<Sheet> {
  const found = name.endsWith('.xlsx') ? await readXlsx(bytesOf(name), name.includes('quality') ? 2 : 1) : name.endsWith('.csv') ? readCsv(bytesOf(name)) : readJsonRows(bytesOf(name));
  if (!found.ok) throw new Error(JSON.stringify(found.refusal));
  return found.value;
}

/** The two largest, by far, only where time is given: `SLOW=1`. */
const LARGE = process.env['SLOW'] === '1' ? [['hxl/unhcr-3w.csv', { date: '2014-06' }, 0, 0], ['hxl/libhxl_tests/test_io__input-broken.xlsx', { date: '2015-03' }, 0, 143]] as const : [];

/** What a person says of each file, where its hashtags do not say enough; and how many of its rows are refused, how many say what another said. */
const HXL: readonly (readonly [string, Profile, number, number])[] = [
  ['hxl/iom-haiti-dtm.csv', {}, 0, 0], ['hxl/ucdp_ged_hxlated_BGD.csv', { category: 'incident' }, 0, 0], ['hxl/mali-population-movements.csv', {}, 0, 0], ['hxl/ocha_access_constraints_2021_2022.csv', { date: '2022-12' }, 0, 0],
  ['hxl/rowca-3w-hxl.csv', { date: '2014-06', columns: { '#period_date': null } }, 0, 0], ['hxl/sbtf-sle-health.csv', { date: '2014-10' }, 5, 0], ...LARGE, ['hxl/brc-westafrica-movement.csv', { date: '2014-10', order: 'mdy' }, 1, 0],
  ...([['valid.csv', 0], ['valid.json', 4], ['valid.xlsx', 4], ['valid-json.txt', 4], ['valid-nested.json', 0], ['valid-objects.json', 4], ['fuzzy.csv', 0], ['multiple-headers.csv', 0], ['multiline.csv', 0], ['merged.xlsx', 2], ['quality.xlsx', 1]] as const)
    .map(([name, twice]) => [`hxl/libhxl_tests/test_io__input-${name}`, { date: '2015-03' }, 0, twice] as const),
  ['hxl/libhxl_tests/test_validation__truthy-schema.json', { date: '2015-03' }, 0, 0],
];

/** Every report of the record as the registers write it for other programs, by its id. */
async function written(): Promise<ReadonlyMap<string, { readonly [key: string]: string }>> {
  const { state: now } = await state();
  return new Map(REGISTERS.flatMap((name) => {
    const sheet = readCsv(new TextEncoder().encode(registerFile(now, { valid: NOW, known: NOW }, name, 'csv') ?? '')), read = sheet.ok ? readHxl(sheet.value) : sheet;
    return read.ok ? rowsOf(read.value).map((row) => [row['instance#meta+id'] ?? '', row] as const) : [];
  }));
}

const wanted: { readonly name: string; readonly id: string; readonly cells: { readonly [key: string]: string } }[] = [];

describe.skipIf(data === undefined)('HXL into a record and out of it', () => {
  test.each(HXL)('%s', { timeout: 240_000 }, async (name, profile, refused, twice) => {
    const { file, rows } = await takeIn(name, profile), sheet = readHxl(await sheetOf(name));
    if (!sheet.ok) throw new Error(JSON.stringify(sheet.refusal));
    for (const refusal of refusals(rows)) expect(refusal).toMatchObject({ row: expect.any(Number) as number, column: expect.any(Number) as number });
    const came = rowsOf(sheet.value);
    wanted.push(...file.drafts.flatMap(({ made }, index) => (made.ok ? [{ name, id: (made.value.content as { readonly id: string }).id, cells: came[index] ?? {} }] : [])));
    expect([refusals(rows).length, rows.filter(({ fate }) => fate.what === 'twice' || fate.what === 'known').length]).toEqual([refused, twice]);
  });

  test('no cell of any of them is lost', { timeout: 240_000 }, async () => {
    const out = await written();
    expect(wanted.length).toBeGreaterThan(1_800);
    for (const { name, id, cells } of wanted) {
      const row = out.get(id) ?? {};
      expect({ name, ...Object.fromEntries(Object.keys(cells).map((key) => [key, row[key]])) }).toEqual({ name, ...cells });
    }
  });
});

const PFIF: readonly (readonly [string, number, number])[] = [
  ['test.pfif-1.1.xml', 1, 2], ['test.pfif-1.2.xml', 1, 4], ['test.pfif-1.4.xml', 1, 4], ['test.pfif-1.2-source.xml', 1, 0], ['global-test.pfif-1.2-source.xml', 1, 0], ['test.pfif-1.2-believed-dead.xml', 0, 1],
  ['test.pfif-1.2-notification.xml', 0, 1], ['test.pfif-1.2-note.xml', 0, 2], ['test.pfif-1.2-badrecord.xml', 2, 4], ['persons.xlsx', 0, 3],
];

/** Records by their id. */
const byId = (records: readonly PfifRecord[], kind: 'person' | 'note'): object => Object.fromEntries(records.map((one) => [one[`${kind}_record_id`], one]));

describe.skipIf(data === undefined)('PFIF into a record and out of it: no field is lost', () => {
  let own: Awaited<ReturnType<typeof heldCase>> | undefined;
  test.each(PFIF)('%s', { timeout: 60_000 }, async (name, persons, notes) => {
    const shared = held;
    own = held = await heldCase('sella', new StillClock(NOW));
    try {
      const file = `pfif/personfinder_${name}`, { rows } = await takeIn(file, { date: '2000-01', consent: [{ to: 'ORR' }] }, 'table');
      expect(refusals(rows)).toEqual([]);
      const given = name.endsWith('.xlsx') ? readPfifSheet(await sheetOf(file), 'sella.example') : readPfif(new TextDecoder().decode(bytesOf(file)));
      if (!given.ok) throw new Error(JSON.stringify(given.refusal));
      expect([given.value.persons.length, given.value.notes.length]).toEqual([persons, notes]);
      const now = (await state()).state, mission = [...now.participants.values()].find(({ id }) => id === 'sorrin');
      if (mission === undefined) throw new Error('sorrin');
      const out = readPfif(peopleOut(now, { valid: NOW, known: NOW }, mission, 'sella.example').xml);
      if (!out.ok) throw new Error(JSON.stringify(out.refusal));
      expect([out.value.version, out.value.problems]).toEqual(['1.4', []]);
      expect(byId(out.value.persons, 'person')).toMatchObject(byId(given.value.persons, 'person'));
      expect(byId(out.value.notes, 'note')).toMatchObject(byId(given.value.notes, 'note'));
    } finally {
      held = shared;
      await own.end();
    }
  });
});

describe.skipIf(data === undefined)('a broken file gets a message that names row and column, and brings nothing', () => {
  test.each([
    ['hxl/libhxl_tests/test_io__input-invalid.csv', { code: 'hxl.tags.none' }], ['hxl/libhxl_tests/test_io__input-untagged.csv', { code: 'hxl.tags.none' }], ['hxl/libhxl_tests/test_io__input-untagged.json', { code: 'hxl.tags.none' }],
    ['hxl/libhxl_tests/test_io__input-untagged-objects.json', { code: 'hxl.tags.none' }], ['hxl/libhxl_tests/test_io__input-valid-latin1.csv', { code: 'format.text', row: 1 }], ['hxl/hxl-tags.csv', { code: 'hxl.tags.few', row: 2, column: 1 }],
    ['hxl/libhxl_tests/test_io__input-notag1.html', { code: 'format.xml.doctype', row: 1, column: 1 }], ['hxl/libhxl_tests/test_io__input-notag2.html', { code: 'intake.form.missing', row: 1, column: 1 }],
  ])('%s', async (name, refusal) => {
    const found = await readIntake({ name, bytes: bytesOf(name) }, { by: 'MISSION', language: 'en', profile: {}, today: '2026-05-28', domain: 'sella.example', placeOf: () => null });
    expect(found).toMatchObject({ ok: false, refusal });
  });
});

test.skipIf(data === undefined)('a table of Person Finder whose row is one cell too long is refused where it goes wrong', async () => {
  const { drafts, format } = await read('pfif/personfinder_sample-import.csv');
  expect([format, drafts.map(({ made }) => (made.ok ? null : made.refusal))]).toEqual(['pfif', [{ code: 'pfif.value', row: 2, column: 24, field: 'author_made_contact', rule: 'boolean', found: '1' }]]);
});
