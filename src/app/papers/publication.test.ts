import { describe, expect, test } from 'vitest';
import { chance } from '../../../tests/support/chance.ts';
import { allMessages } from '../../../tests/support/site.ts';
import { blurred } from '#process';
import type { Report } from '#process';
import { LIVE, Table, at, grounded, liveTable, report, said } from '../../process/test-table.ts';
import { utf8 } from '#record';
import { createWords } from '#words';
import { readHxl } from '../../wire/formats/hxl.ts';
import { readCsv } from '../../wire/formats/sheet.ts';
import { publicationOf } from './publication.ts';

const words = createWords({ locale: 'en', messages: allMessages()['en'] ?? {}, fallback: {}, zone: 'UTC' }), head = { size: 9, root: 'ab'.repeat(32), origin: 'host.example/p' } as never, range = { from: 0, to: at('2024-06-01'), known: at('2024-06-01') };
const of = (table: Table) => publicationOf({ state: table.state, head, range }, words);
interface Published { readonly rule: object; readonly leftOut: object; readonly quoted: number; readonly reports: readonly (Report & { readonly register: string; readonly by: string; readonly checked?: string })[] }
const reports = (table: Table) => JSON.parse(of(table).get('reports.json') ?? '') as Published;
const DAY = '2023-12-02T14:35+04:00', POINT = { lon: 46.123456, lat: 39.765432, precision: 10 };
const PLACES = { places: [{ id: 'mill', names: { en: 'Mill' }, lon: 46.123456, lat: 39.765432, precision: 50 }, { id: 'valley', names: { en: 'Valley' }, lon: 46.4, lat: 39.4, precision: 4_000 }] };

describe('what is published of a report', () => {
  test('its day, its cell, its grade, its quoted reason, its photographs by digest; by whose account; and nothing else', () => {
    const table = liveTable().add('mediator', 'gazetteer', PLACES).add('monitor', 'report', report('gate-karo', {
      category: 'closure', date: DAY, dateEnd: '2023-12-03T09:00+04:00', point: POINT, place: 'mill', placeText: 'behind Karo’s house', summary: { en: 'Karo was there' }, note: { en: 'Karo' }, accounts: [said('MON', { text: { en: 'Karo' } })],
      quotedReason: 'closed for works, ask relief@example.org or +374 99 123 456', grade: { source: 'B', information: 2 }, evidence: [{ digest: 'cd'.repeat(32), bytes: 5, name: 'karo.jpg', type: 'image/jpeg' }], controlledBy: { actor: 'A', text: { en: 'Karo' } }, answers: { who: 'Karo' }, uncertainty: 'PT15M',
    })), { reports: [found] } = reports(table);
    expect(found).toEqual({
      date: '2023-12-02', dateEnd: '2023-12-03', id: expect.stringMatching(/^[0-9a-f]{16}$/), category: 'closure', register: 'corridors', place: 'mill', point: { ...blurred({ ...POINT, precision: 1_000 }) },
      quotedReason: 'closed for works, ask … or …', grade: { source: 'B', information: 2 }, controlledBy: { actor: 'A' }, evidence: [{ digest: 'cd'.repeat(32), bytes: 5 }], by: 'MON', checked: expect.any(String),
    });
    for (const [name, content] of of(table)) expect(content, name).not.toMatch(/karo/i);
  });

  test('of persons: the month, no reason, and no place that is known more exactly than the rule', () => {
    const taken = (id: string, place: string) => report(id, { category: 'detention', date: DAY, place, accounts: [said('MON')], quotedReason: 'no papers', persons: [{ group: 'men', count: 1 }, { group: 'Karo and his son', count: 2 }] });
    const found = reports(liveTable().add('mediator', 'gazetteer', PLACES).add('monitor', 'report', taken('one', 'mill')).add('monitor', 'report', taken('two', 'valley'))).reports;
    expect(found.map(({ date, place, point, quotedReason, persons }) => ({ date, place, point, quotedReason, persons })).toSorted((a, b) => (a.place ?? '') < (b.place ?? '') ? -1 : 1)).toEqual([
      { date: '2023-12', place: undefined, point: blurred({ ...POINT, precision: 1_000 }), quotedReason: undefined, persons: [{ group: 'men', count: 1 }, { group: '…', count: 2 }] },
      { date: '2023-12', place: 'valley', point: undefined, quotedReason: undefined, persons: [{ group: 'men', count: 1 }, { group: '…', count: 2 }] },
    ]);
  });

  test('what was taken back, told the same, or is still ahead is counted and not told', () => {
    const table = liveTable().add('monitor', 'report', report('kept', { date: DAY, accounts: [said('MON')] })).add('monitor', 'report', report('again', { date: DAY, accounts: [said('MON')] })).add('monitor', 'report', report('gone', { date: DAY, accounts: [said('MON')] }))
      .add('monitor', 'withdrawal', { id: 'w', withdraws: 'gone', reason: 'Not so.', date: '2023-12-04' } as never).add('monitor', 'likeness', { id: 'l', by: 'MON', date: '2023-12-05', keep: 'kept', same: ['again'], step: 'merged', reason: { en: 'one' } })
      .add('relief', 'access-window', { id: 'later', by: 'REL', purpose: 'harvest', what: { en: 'Field of Karo' }, place: 'pass', from: '2024-07-01', to: '2024-07-02', notify: ['A'] })
      .add('relief', 'access-window', { id: 'over', by: 'REL', purpose: 'harvest', what: { en: 'Field of Karo' }, place: 'pass', from: '2024-03-01', to: '2024-03-02', notify: ['A'] });
    const { reports: found, leftOut } = reports(table);
    expect([found.map(({ register, date }) => [register, date]), leftOut]).toEqual([[['observations', '2023-12-02'], ['windows', '2024-03-01']], { withdrawn: 1, same: 1, ahead: 1 }]);
  });

  test('a reason names nobody who takes part, however their name is inflected, in any script', () => {
    const people = [['n1', 'Iván Gromykhalov'], ['n2', 'Արամ Պետրոսյան'], ['n3', 'خالد الزهراوي']].map(([id = '', name = '']) => ({ id, name, actor: 'OBS', capacity: 'observer' as const, key: `key-${id}`, proof: 's' }));
    const table = grounded(new Table({ ...LIVE, participants: [...LIVE.participants, ...people] })).add('monitor', 'report', report('one', { date: DAY, accounts: [said('MON')], quotedReason: 'Gromykhalovu said no; Պետրոսյանին հարցրեք, الزهراوي يعرف. The gate is Ivánovka’s.' }));
    expect(reports(table).reports[0]?.quotedReason).toBe('… said no; … հարցրեք, … يعرف. The gate is Ivánovka’s.');
  });

  test('a reason keeps the words that everybody has, whatever somebody is called; not their whole name, nor a part of it that only names them', () => {
    const person = (id: string, name: string) => ({ id, name, actor: 'OBS', capacity: 'observer' as const, key: `key-${id}`, proof: 's' });
    const reason = (quotedReason: string, ...names: readonly string[]) => reports(grounded(new Table({ ...LIVE, participants: [...LIVE.participants, ...names.map((name, at) => person(`n${at}`, name))] })).add('mediator', 'gazetteer', PLACES as never).add('monitor', 'report', report('one', { date: DAY, accounts: [said('MON')], quotedReason }))).reports[0]?.quotedReason;
    const said1 = 'Passage was denied at the Mill; the road is open, they said.';
    expect(reason(said1, 'Denied Road Mill')).toBe(said1);
    expect(reason('Road Denied told them: at the road of denied passage.', 'Denied Road')).toBe('… … told them: at the road of denied passage.');
    expect(reason('mill tarn and Mr Gate were there, open-handed Tarn.', 'Mill Tarn', 'Open Gate')).toBe('… … and Mr … were there, open-handed ….');
  });

  test('by the rule of the charter, where it has one; it says so at the top of each file', () => {
    const table = grounded(new Table({ ...LIVE, procedure: { blur: { metres: 20_000, time: 'month' } } })).add('monitor', 'report', report('one', { date: DAY, point: POINT, accounts: [said('MON')] })), files = of(table);
    expect(reports(table).reports[0]).toMatchObject({ date: '2023-12', point: blurred({ ...POINT, precision: 20_000 }) });
    expect(reports(table).rule).toEqual({ metres: 20_000, time: 'month', by: 'charter' });
    for (const [name, content] of files) if (name !== 'SHA256SUMS') expect(content.slice(0, 700), name).toMatch(/20,?000/);
    for (const [name, content] of files) if (name !== 'SHA256SUMS') expect(content.slice(0, 1_200), name).toContain('ab'.repeat(32));
  });

  test('the table is HXL to whoever reads it, the line above it too', () => {
    const sheet = readCsv(utf8(of(liveTable().add('monitor', 'report', report('one', { date: DAY, accounts: [said('MON')] }))).get('observations.csv') ?? ''));
    const read = sheet.ok ? readHxl(sheet.value) : sheet;
    expect(read.ok && read.value.columns.map(({ header }) => header)).toContain('date');
    expect(read.ok && read.value.rows.length).toBe(1);
  });
});

/** Reports with names, contacts, exact places and times wherever there is room for them. Seeds are printed with what fails. */
describe.each([1, 2, 3, 4, 5, 6, 7, 8])('seed %i', (seed) => {
  const random = chance(seed), below = (most: number): number => Math.floor(random() * most), pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const NAMES = ['Karine Vardazaryan', 'Иван Громыхалов', 'Արամ Պետրոսյան', 'Şahin Quliyevzadə', 'خالد الزهراوي'], CONTACTS = ['+374 91 55-44-33', 'k.var@example.org', '@karine_v', 'https://example.org/karine', '٠٩١٥٥٤٤٣٣٢'];
  const secret = (): string => pick([...NAMES, ...CONTACTS, ...NAMES.map((name) => `${name}, ${pick(CONTACTS)}`)]), time = (): string => `2023-${String(1 + below(11)).padStart(2, '0')}-${String(1 + below(27)).padStart(2, '0')}T${String(below(24)).padStart(2, '0')}:${String(below(60)).padStart(2, '0')}Z`;
  const category = (): Report['category'] => pick(['observation', 'incident', 'passage', 'closure', 'outage', 'detention', 'missing-person', 'living-conditions', 'exchange', 'count']);
  const made = (index: number): Report => report(`r${index}-karine-vardazaryan`, {
    category: category(), date: time(), accounts: [said('MON', { through: secret(), text: { en: secret() } })], summary: { en: secret(), hy: secret() }, note: { ru: secret() }, placeText: secret(), place: pick(['mill', 'valley', 'pass']),
    point: { lon: 46 + random(), lat: 39 + random(), precision: pick([10, 100, 1_000, 5_000]) }, controlledBy: { text: { en: secret() } }, answers: { who: secret(), phones: [secret()] }, persons: pick([undefined, [{ group: secret(), count: 1 }]]) ?? [], grade: { source: 'C', information: 3 },
    passage: { corridor: secret(), operator: secret(), direction: secret(), outcome: 'denied', cargo: secret(), persons: [{ what: secret(), count: 2 }], claimAttached: { en: secret() } }, outage: { service: secret(), level: secret(), from: '2023-01-01T10:10Z', to: '2023-01-02T11:11Z' },
    quantities: [{ what: secret(), unit: secret(), value: 4 }], stocks: [{ what: secret(), days: 2, currency: secret() }], evidence: [{ digest: 'ef'.repeat(32), bytes: 9, name: `${secret()}.jpg` }], form: { id: 'f', version: secret(), instance: secret() }, quotedReason: `closed, says ${pick(CONTACTS)}`,
  });
  const table = Array.from({ length: 30 }, (_, index) => made(index)).reduce((so, one) => so.add('monitor', 'report', one),
    liveTable().add('mediator', 'gazetteer', PLACES))
    .add('monitor', 'report', report('for-the-table', { date: '2023-11-11', summary: { en: secret() }, accounts: [said('MON')], grade: { source: 'F', information: 6 } }), { audience: 'table' })
    .add('relief', 'person', { id: 'file', by: 'REL', date: '2023-12-02', status: 'missing', fields: { full_name: NAMES[seed % NAMES.length] ?? '', author_phone: CONTACTS[0] ?? '' }, consent: [{ to: 'A' }] }, { audience: 'table' });

  test('no name and no contact of anybody, in no byte', () => {
    for (const [file, content] of of(table)) for (const hidden of [...NAMES.flatMap((name) => name.split(' ')), ...CONTACTS, '91 55', 'karine']) expect(content.toLowerCase().includes(hidden.toLowerCase()), `${file}: ${hidden}, seed ${seed}`).toBe(false);
  });

  test('no point finer than the rule, and no time', () => {
    for (const { point, date, dateEnd = date, category: sort, persons = [], outage } of reports(table).reports) {
      if (point !== undefined) expect([point.precision >= 1_000, blurred({ ...point, precision: 1_000 })], `seed ${seed}`).toEqual([true, { ...point, precision: 1_000 }]);
      const ofPersons = persons.length > 0 || ['detention', 'missing-person', 'exchange'].includes(sort);
      for (const one of [date, dateEnd]) expect(one, `seed ${seed}`).toMatch(ofPersons ? /^\d{4}-\d\d$/ : /^\d{4}-\d\d-\d\d$/);
      if (outage !== undefined) expect(`${outage.from}${outage.to ?? ''}`).not.toContain('T');
    }
    const maps = [...of(table)].filter(([name]) => name.endsWith('.geojson')).flatMap(([, content]) => (JSON.parse(content) as { readonly features: readonly { readonly geometry: { readonly coordinates: readonly [number, number] } | null }[] }).features);
    for (const { geometry } of maps) if (geometry !== null) expect(blurred({ lon: geometry.coordinates[0], lat: geometry.coordinates[1], precision: 1_000 })).toEqual({ lon: geometry.coordinates[0], lat: geometry.coordinates[1], precision: 1_000 });
    expect(maps.length).toBeGreaterThan(20);
  });

  test('the same bytes twice; rows in an order that tells nothing of the order of the log', () => {
    expect([...of(table)]).toEqual([...of(table)]);
    const keys = reports(table).reports.map(({ date, id }) => `${date} ${id}`);
    expect(keys).toEqual(keys.toSorted());
  });
});
