import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { allMessages } from '../../../tests/support/site.ts';
import { at, liveTable, report, said } from '../../process/test-table.ts';
import { createWords } from '#words';
import { alertFeed, alertsOf, writeAlert } from './alerts.ts';
import { peopleOut, registerFile } from './registers.ts';
import { windowsCalendar } from './windows.ts';

const words = createWords({ locale: 'en', messages: allMessages()['en'] ?? {}, fallback: {}, zone: 'UTC' }), text = { en: 'words' }, DAY = '2023-12-02', NOW = { valid: at('2024-06-01'), known: at('2024-06-01') };
const head = { size: 0, root: '', origin: 'host.example/p' } as never;

describe('alerts (CAP 1.2)', () => {
  const closed = () => liveTable().add('monitor', 'report', report('gate', { category: 'closure', place: 'pass', date: DAY, accounts: [said('MON')], summary: { en: 'Closed <again> & guarded' } }));
  const of = (table: ReturnType<typeof liveTable>) => alertsOf({ state: table.state, head }, NOW, words, 'https://host.example/p');

  test('a closure, its correction and its withdrawal are one chain: each names all before it', () => {
    const corrected = closed().add('monitor', 'correction', { id: 'c', corrects: 'gate', reason: 'Later.', date: DAY, replacement: report('gate', { category: 'closure', place: 'pass', date: '2023-12-01', accounts: [said('MON')] }) } as never);
    expect(of(closed())[0]?.alerts.map(({ message, references }) => [message, references])).toEqual([['Alert', undefined]]);
    const [found] = of(corrected.add('monitor', 'withdrawal', { id: 'w', withdraws: 'gate', reason: 'Not so.', date: DAY } as never));
    expect(found?.alerts.map(({ identifier, message, status, references = [] }) => [identifier, message, status, references.map((one) => one.identifier)])).toEqual([['gate', 'Alert', 'Actual', []], ['gate.1', 'Update', 'Actual', ['gate']], ['gate.2', 'Cancel', 'Actual', ['gate', 'gate.1']]]);
    expect(found?.alerts[0]?.infos[0]?.onset).toBe(at(DAY));
    expect(found?.alerts[1]?.infos[0]?.onset).toBe(at('2023-12-01'));
    expect(found === undefined ? '' : writeAlert(found)).toMatch(/<references>host\.example\/p,gate,[^ ]+ host\.example\/p,gate\.1,[^ ]+<\/references>/);
  });

  test('the words of others are well-formed XML to a reader that we did not write', () => {
    const [found] = of(closed()), checked = spawnSync('xmllint', ['--noout', '-'], { input: found === undefined ? '' : writeAlert(found) });
    if (checked.error !== undefined) return console.log('xmllint is not here: skipped');
    expect([checked.status, String(checked.stderr)]).toEqual([0, '']);
  });

  test('every alert of a record, its changes too, has the form that the standard asks for, by a program that we did not write; and one that has not is found', () => {
    const long = closed().add('monitor', 'report', report('long', { category: 'outage', place: 'pass', date: DAY, point: { lon: -46.25, lat: -9.5, precision: 100 }, accounts: [said('MON')], summary: { en: `${'🚧'.repeat(200)} & <b>` }, outage: { service: 'power', level: 'full', from: DAY, to: '2023-12-03' } })), chains = of(long.add('monitor', 'correction', { id: 'c', corrects: 'gate', reason: 'Later.', date: DAY, replacement: report('gate', { category: 'closure', place: 'pass', date: '2023-12-01', accounts: [said('MON')] }) } as never)
      .add('monitor', 'withdrawal', { id: 'w', withdraws: 'gate', reason: 'Not so.', date: DAY } as never).add('monitor', 'warning', { id: 'e', by: 'MON', date: DAY, level: 'alarm', threshold: text, about: ['long'], text }));
    const files = chains.flatMap(({ id, alerts }) => alerts.map((_, index) => writeAlert({ id, alerts: alerts.slice(0, index + 1) }))), fits = (file: string) => spawnSync('xmllint', ['--noout', '--relaxng', 'tests/samples/cap-1.2.rng', '-'], { input: file, encoding: 'utf8' });
    if (fits('').error !== undefined) return console.log('xmllint is not here: skipped');
    expect(files.length).toBe(5);
    for (const file of files) expect([file.slice(0, 300), fits(file).stderr]).toEqual([file.slice(0, 300), '- validates\n']);
    const [one = ''] = files;
    for (const [from, to] of [['<status>Actual', '<status>Real'], ['<sent>', '<sent>on '], ['-00:00</sent>', 'Z</sent>'], ['<identifier>', '<identifier>a b'], ['<headline>', '<title>'], ['<scope>Public</scope>', ''], ['<urgency>Unknown</urgency><severity>Unknown</severity>', '<severity>Unknown</severity><urgency>Unknown</urgency>']] as const) expect([from, fits(one.replace(from, to)).status]).not.toEqual([from, 0]);
  });

  test('those of a record are a feed: the last word on each, by whom and on what', () => {
    const raised = closed().add('monitor', 'report', report('low', { category: 'living-conditions', date: DAY, accounts: [said('MON')], summary: { en: 'Bread for two days.' } })).add('monitor', 'warning', { id: 'e', by: 'MON', date: DAY, level: 'alarm', threshold: { en: 'bread below three days' }, about: ['low'], text: { en: 'Bread runs out.' } });
    const feed = (table: ReturnType<typeof liveTable>): string => alertFeed({ state: table.state, head, range: { from: 0, to: NOW.valid, known: NOW.known } } as never, words, 'https://host.example/p'), atom = feed(raised);
    expect([...atom.matchAll(/<title>([^<]*)<\/title>/g)].map(([, title]) => title)).toEqual(['The pass – Alerts', 'early warning: Bread runs out.', 'closure: Closed &lt;again&gt; &amp; guarded']);
    expect(atom).toMatch(/<author><name>Monitors<\/name><\/author>.*<link rel="enclosure" type="application\/cap\+xml" href="https:\/\/host\.example\/p\/alerts\/e\.xml"\/>.*Bread runs out\.\s+Alarm\. What was crossed: bread below three days\s+On low, by the account of Monitors: Bread for two days\./s);
    expect(feed(raised.add('monitor', 'warning', { id: 'over', by: 'MON', date: DAY, level: 'ended', threshold: text, about: ['e'], text: { en: 'Bread came.' } }))).toContain('<title>Ended or taken back – early warning: Bread came.</title>');
    expect(spawnSync('xmllint', ['--noout', '-'], { input: atom }).status ?? 0).toBe(0);
  });

  test('a window that takes the place of another updates it; one called off, and a warning ended, cancel', () => {
    const window = (id: string, more: object = {}) => ({ id, by: 'REL', purpose: 'harvest' as const, what: text, place: 'pass', from: '2024-03-01', to: '2024-03-02', notify: ['A'], ...more });
    const table = liveTable().add('relief', 'access-window', window('w1')).add('relief', 'access-window', window('w2', { instead: 'w1', from: '2024-03-03', to: '2024-03-04' }))
      .add('relief', 'window-step', { id: 's', window: 'w2', by: 'REL', date: '2024-01-01', step: 'cancelled' })
      .add('monitor', 'report', report('low', { category: 'living-conditions', date: DAY, accounts: [said('MON')] }))
      .add('monitor', 'warning', { id: 'e', by: 'MON', date: DAY, level: 'alarm', threshold: text, about: ['low'], text }).add('monitor', 'warning', { id: 'over', by: 'MON', date: DAY, level: 'ended', threshold: text, about: ['e'], text });
    expect(of(table).map(({ id, alerts }) => [id, alerts.map(({ message, identifier }) => `${message} ${identifier}`)])).toEqual([['w1', ['Alert w1', 'Update w1.1', 'Cancel w1.2']], ['e', ['Alert e', 'Cancel e.1']]]);
    const calendar = new ICAL.Component(ICAL.parse(windowsCalendar(table, NOW, words)) as unknown as [string, object[], object[]]).getAllSubcomponents('vevent');
    expect(calendar.map((one) => [String(one.getFirstPropertyValue('dtstart')), String(one.getFirstPropertyValue('dtend')), one.getFirstPropertyValue('status')])).toEqual(expect.arrayContaining([['2024-03-01', '2024-03-03', 'CANCELLED'], ['2024-03-03', '2024-03-05', 'CANCELLED']]));
    expect(String(calendar[0]?.getFirstPropertyValue('description'))).toContain('it is not permission');
  });
});

describe('registers for other programs', () => {
  const table = () => liveTable().add('mediator', 'gazetteer', { places: [{ id: 'mill', names: { en: 'Mill', 'en-az': 'Other Mill' }, lon: 46.5, lat: 39.5, precision: 200 }] })
    .add('monitor', 'report', report('one', { category: 'incident', place: 'mill', date: DAY, accounts: [said('MON')], persons: [{ group: 'injured', count: 3, bound: 'at-least' }] }))
    .add('monitor', 'report', report('two', { category: 'incident', point: { lon: 46.25, lat: 39.25, precision: 100 }, date: DAY, accounts: [said('MON')] })).add('monitor', 'report', report('three', { category: 'incident', date: DAY, accounts: [said('MON')] }));

  test('GeoJSON: longitude first, how exact beside it, nothing made up where nobody said where', () => {
    const found = JSON.parse(registerFile(table().state, NOW, 'incidents', 'geojson') ?? '') as { readonly type: string; readonly features: readonly { readonly id: string; readonly type: string; readonly geometry: { readonly type: string; readonly coordinates: readonly number[] } | null; readonly properties: { readonly precision?: number } }[] };
    expect([found.type, ...new Set(found.features.map(({ type }) => type))]).toEqual(['FeatureCollection', 'Feature']);
    expect(found.features.map(({ id, geometry, properties }) => [id, geometry?.coordinates, properties.precision]).toSorted()).toEqual([['one', [46.5, 39.5], 200], ['three', undefined, undefined], ['two', [46.25, 39.25], 100]]);
  });

  test('no such register, no such form', () => { expect([registerFile(table().state, NOW, 'shoes', 'csv'), registerFile(table().state, NOW, 'incidents', 'docx')]).toEqual([null, null]); });

  test('files on people go by consent, until it ends, and never in a register', () => {
    const held = table().add('relief', 'person', { id: 'h', by: 'REL', date: DAY, status: 'missing', fields: { full_name: 'Ann Mill', expiry_date: '2030-01-01T00:00:00Z' }, consent: [{ to: 'A', until: '2024-12-31' }] }, { audience: 'table' })
      .add('relief', 'person-note', { id: 'n', by: 'REL', date: DAY, person: 'h', status: 'believed_alive', text: { en: 'Seen.' } }, { audience: 'table' });
    const to = (id: string, valid = NOW.valid) => { const reader = [...held.state.participants.values()].find((one) => one.id === id); if (reader === undefined) throw new Error(id); return peopleOut(held.state, { valid, known: NOW.known }, reader, 'host.example'); };
    expect(to('head-a').xml).toContain('<pfif:expiry_date>2025-01-01T00:00:00Z</pfif:expiry_date>');
    expect(to('head-a').xml).toContain('<pfif:note_record_id>host.example/n</pfif:note_record_id>');
    expect(to('relief').xml).toContain('<pfif:expiry_date>2030-01-01T00:00:00Z</pfif:expiry_date>');
    expect([to('head-a').ids, to('head-b').ids, to('head-a', at('2025-02-01')).ids]).toEqual([['h'], [], []]);
    for (const name of ['people', 'detainees', 'incidents']) for (const ending of ['csv', 'geojson']) expect(registerFile(held.state, NOW, name, ending)).not.toContain('Ann');
  });
});
