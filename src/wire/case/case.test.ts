import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { chance } from '../../../tests/support/chance.ts';
import sentences from '../../../locales/en/refusals-case.json' with { type: 'json' };
import { readBody } from '../body.ts';
import { readCase } from './case.ts';

const CASE = `case:
  slug: bridge
  seed: bridge-1
  recordedAt: 2024-01-01T00:00Z
  signedBy: ed
  charter:
    kind: documentary
    title: The bridge
    purpose: To test
    zone: UTC+04:00
    languages: [en]
    rules: 1
    evaluator: 1
    zoneTable: 2026c
    evidenceWindow: P14D
    host: { delay: PT1H }
people:
  - { id: ed, name: Ed, capacity: editor }
`;
const WORLD = `actors:
  - { id: B, label: Bland, kind: party }
  - { id: A, label: { en: Aland, hy: Ա }, kind: party }
  - { id: A-MFA, label: Its ministry, kind: authority, partOf: A }
vocabulary:
  - { id: bridge.open, kind: state, keys: [bridge], label: open, holds: is open, holdsNot: is closed }
  - { id: attack, kind: event, keys: [agent, place], label: attack, holds: attacked, holdsNot: did not attack }
places:
  - { id: ford, names: Ford, lon: 1, lat: 2 }
geography:
  - { id: road, title: Road, role: road, by: editor, source: { title: own }, geojson: geo/road.geojson }
`;
const TEXTS = `instruments:
  - id: I1
    kind: agreement
    title: Agreement
    date: 2020-11-10
    parties: [A, B]
    sources: []
    clauses:
      - { id: 6, text: The bridge stays open. }
commitments:
  - id: C1
    instrument: I1
    clause: 6
    title: The bridge stays open
    bearers: { actors: [A] }
    track: infrastructure
    duty: { shape: maintain, state: { fact: bridge.open, of: { bridge: b1 } } }
`;
const ITEMS = `statements:
  - id: s2
    type: speech
    date: 2022-12-12
    summary: A says it is open
    place: ford
    accounts:
      - by: A
        stance: asserts
        text: 1993
        facts:
          - { fact: bridge.open, of: { bridge: b1 }, from: 2022-12-12 }
    commitments: [C1]
  - { id: s1, type: speech, date: 2023-05-01, publishedAt: 2022-12, summary: Early, accounts: [{ by: B, stance: disputes }] }
reports:
  - { id: r1, category: count, date: 2022-01-01, dateEnd: 2022-12-12, summary: Counted, accounts: [], quantities: [{ what: carts, unit: carts, value: 3 }] }
corrections:
  - id: k1
    corrects: s2
    reason: Misheard
    date: 2022-12-14
    replacement: { id: s2, type: speech, date: 2022-12-12, summary: A says it is closed, accounts: [{ by: A, stance: asserts }] }
`;
const GEO = JSON.stringify({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: [[1.1234567, 2], [-0.000001, 3, 99]] } });
const FILES: Readonly<Record<string, string>> = { 'a/case.yaml': CASE, 'world.yml': WORLD, 'texts.yaml': TEXTS, 'items.yaml': ITEMS, 'geo/road.geojson': GEO, 'README.md': '# for people', '.hidden': '\u0000' };

const withFiles = (changes: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries({ ...FILES, ...changes }));

type Named = { readonly code: string; readonly file: string; readonly line: number; readonly column: number; readonly field: string; readonly rule?: string; readonly reason?: string };
const problemsIn = (files: ReadonlyMap<string, string>): readonly Named[] => {
  const read = readCase(files);
  return read.ok ? [] : read.refusal['problems'] as unknown as readonly Named[];
};
const named = (files: ReadonlyMap<string, string>): readonly string[] =>
  problemsIn(files).map(({ code, file, line, column, field, rule, reason }) => `${file}:${line}:${column} ${field} ${code.replace('case.', '')}${rule === undefined ? '' : `:${rule}`}${reason === undefined ? '' : `:${reason}`}`);

/** One file with one passage replaced. */
function put(file: string, from: string, to: string): ReadonlyMap<string, string> {
  const source = FILES[file] as string;
  expect(source).toContain(from);
  return withFiles({ [file]: source.replace(from, to) });
}

describe('readCase names the place of', () => {
  const wrong: readonly (readonly [string, string, string, string])[] = [
    ['items.yaml', 'date: 2022-12-12', 'date: 2022-02-30', 'items.yaml:4:5 statements[0].date time.impossible'],
    ['items.yaml', 'date: 2022-12-12', 'date: last year', 'items.yaml:4:5 statements[0].date value:time'],
    ['items.yaml', '    summary: A says it is open\n', '', 'items.yaml:2:5 statements[0].summary member.missing'],
    ['items.yaml', '    summary: A says', '    sumary: A\n    summary: A says', 'items.yaml:5:5 statements[0].sumary member.unknown'],
    ['items.yaml', 'place: ford', 'place: fort', 'items.yaml:6:5 statements[0].place place.unknown'],
    ['items.yaml', '- by: A', '- by: Z', 'items.yaml:8:9 statements[0].accounts[0].by actor.unknown'],
    ['items.yaml', '{ fact: bridge.open, of: { bridge: b1 }', '{ fact: bridge.opn, of: { bridge: b1 }', 'items.yaml:12:15 statements[0].accounts[0].facts[0].fact fact.unknown'],
    ['items.yaml', 'of: { bridge: b1 }', 'of: { brige: b1 }', 'items.yaml:12:34 statements[0].accounts[0].facts[0].of fact.keys'],
    ['items.yaml', 'of: { bridge: b1 }', 'of: {}', 'items.yaml:12:34 statements[0].accounts[0].facts[0].of fact.keys'],
    ['items.yaml', 'from: 2022-12-12', 'at: 2022-12-12', 'items.yaml:12:54 statements[0].accounts[0].facts[0].at fact.time'],
    ['items.yaml', 'fact: bridge.open, of: { bridge: b1 }', 'fact: attack, of: { agent: A, place: p }', 'items.yaml:12:57 statements[0].accounts[0].facts[0].from fact.time'],
    ['items.yaml', 'of: { bridge: b1 }, from', 'of: { bridge: b1 }, to: 2022-12-11, from', 'items.yaml:12:54 statements[0].accounts[0].facts[0].to date.order'],
    ['items.yaml', 'commitments: [C1]', 'commitments: [C1, C2]', 'items.yaml:13:23 statements[0].commitments[1] commitment.unknown'],
    ['items.yaml', 'commitments: [C1]', 'instruments: [I7]', 'items.yaml:13:19 statements[0].instruments[0] instrument.unknown'],
    ['items.yaml', 'commitments: [C1]', 'signedBy: ed', 'items.yaml:13:5 statements[0].signedBy member.unknown'],
    ['items.yaml', 'commitments: [C1]', 'publishedAt: 2024-01-02', 'items.yaml:13:5 statements[0].publishedAt date.order'],
    ['items.yaml', 'id: s1', 'id: s2', 'items.yaml:14:7 statements[1].id id.duplicate'],
    ['items.yaml', 'id: s1', 'id: gazetteer', 'items.yaml:14:7 statements[1].id id.reserved'],
    ['items.yaml', ', quantities: [{ what: carts, unit: carts, value: 3 }]', '', 'items.yaml:16:5 reports[0] report.empty'],
    ['items.yaml', 'value: 3', 'value: "3"', 'items.yaml:16:144 reports[0].quantities[0].value value:type'],
    ['items.yaml', 'accounts: [],', 'accounts: [{ by: A, stance: disputes, powers: [{ power: extend, commitment: C9, at: 2022-12-12 }] }],', 'items.yaml:16:153 reports[0].accounts[0].powers[0].commitment commitment.unknown'],
    ['items.yaml', 'corrects: s2', 'corrects: s9', 'items.yaml:19:5 corrections[0].corrects item.unknown'],
    ['items.yaml', '{ id: s2, type: speech,', '{ id: s2, category: count,', 'items.yaml:22:5 corrections[0].replacement correction.kind'],
    ['items.yaml', 'accounts: [{ by: A, stance: asserts }]', 'accounts: [{ by: Y, stance: asserts }]', 'items.yaml:22:103 corrections[0].replacement.accounts[0].by actor.unknown'],
    ['items.yaml', 'statements:', 'statments:', 'items.yaml:1:1 statments member.unknown'],
    ['items.yaml', 'reports:\n  - {', 'reports:\n    {', 'items.yaml:15:1 reports value:type'],
    ['texts.yaml', 'actors: [A]', 'actors: []', 'texts.yaml:15:16 commitments[0].bearers.actors bearer.missing'],
    ['texts.yaml', '    bearers: { actors: [A] }\n', '', 'texts.yaml:11:5 commitments[0].bearers bearer.missing'],
    ['texts.yaml', 'clause: 6', 'clause: 7', 'texts.yaml:13:5 commitments[0].clause clause.unknown'],
    ['texts.yaml', 'instrument: I1', 'instrument: I2', 'texts.yaml:12:5 commitments[0].instrument instrument.unknown'],
    ['texts.yaml', 'fact: bridge.open', 'fact: road.open', 'texts.yaml:17:39 commitments[0].duty.state.fact fact.unknown'],
    ['texts.yaml', 'of: { bridge: b1 }', 'of: { road: b1 }', 'texts.yaml:17:58 commitments[0].duty.state.of fact.keys'],
    ['texts.yaml', '{ bridge: b1 } } }', '{ bridge: b1 } } }\n    window: { opens: { at: 2022-02-01 }, closes: { at: 2022-01-01, endpoint: by } }', 'texts.yaml:18:52 commitments[0].window.closes.at date.order'],
    ['texts.yaml', '{ bridge: b1 } } }', '{ bridge: b1 } } }\n    window: { opens: { fulfilment: C8 } }', 'texts.yaml:18:24 commitments[0].window.opens.fulfilment commitment.unknown'],
    ['texts.yaml', '{ bridge: b1 } } }', '{ bridge: b1 } } }\n    trigger: { kind: each, event: { fact: nothing } }', 'texts.yaml:18:37 commitments[0].trigger.event.fact fact.unknown'],
    ['texts.yaml', 'bridge: b1 } } }', 'bridge: b1 } }, tolerance: { count: { max: 1, in: P7D, distinct: road } } }', 'texts.yaml:17:30 commitments[0].duty.state fact.keys'],
    ['texts.yaml', 'parties: [A, B]', 'parties: [A, C]', 'texts.yaml:6:18 instruments[0].parties[1] actor.unknown'],
    ['world.yml', 'partOf: A', 'partOf: C', 'world.yml:4:56 actors[2].partOf actor.unknown'],
    ['world.yml', 'geo/road.geojson', 'road.geojson', 'world.yml:11:78 geography[0].geojson geojson:file'],
    ['world.yml', 'geojson: geo/road.geojson', 'lines: [], geojson: geo/road.geojson', 'world.yml:11:78 geography[0].lines value:shortList'],
    ['world.yml', 'id: A-MFA', 'id: B', 'world.yml:4:7 actors[2].id id.duplicate'],
    ['world.yml', '{ en: Aland, hy: Ա }', '{ en: Aland, hy: Ա, Russian: А }', 'world.yml:3:41 actors[1].label.Russian value:name'],
    ['a/case.yaml', 'signedBy: ed', 'signedBy: eve', 'a/case.yaml:5:3 case.signedBy person.unknown'],
    ['a/case.yaml', 'capacity: editor', 'capacity: head', 'a/case.yaml:5:3 case.signedBy editor.capacity'],
    ['a/case.yaml', 'name: Ed,', 'name: Ed, actor: X,', 'a/case.yaml:18:25 people[0].actor actor.unknown'],
    ['a/case.yaml', '- { id: ed', '- { id: host, name: H, capacity: editor }\n  - { id: ed', 'a/case.yaml:18:7 people[0].id id.reserved'],
    ['a/case.yaml', 'zoneTable: 2026c', 'zoneTable: 1999a', 'a/case.yaml:14:5 case.charter.zoneTable zone-table'],
    ['a/case.yaml', 'recordedAt: 2024-01-01T00:00Z', 'recordedAt: 2024-01-01', 'a/case.yaml:4:3 case.recordedAt value:instant'],
    ['a/case.yaml', 'slug: bridge', 'slug: The Bridge', 'a/case.yaml:2:3 case.slug value:slug'],
    ['a/case.yaml', 'people:', 'people: # none\nx-people:', 'a/case.yaml:5:3 case.signedBy person.unknown'],
  ];
  it.each(wrong)('%s: %j -> %j', (file, from, to, expected) => {
    expect(named(put(file, from, to))).toContain(expected);
  });
  it('and of nothing else: all but four of these have the one problem', () => {
    const several = wrong.filter(([file, from, to]) => named(put(file, from, to)).length > 1).map(([, , , expected]) => expected.split(' ').slice(1).join(' '));
    expect(several).toEqual(['corrections[0].corrects item.unknown', 'statments member.unknown', 'geography[0].lines value:shortList', 'case.signedBy person.unknown']);
  });

  const unread: readonly (readonly [string, string, string])[] = [
    ['a: [1', 'x.yaml:1:6  file.yaml:badIndent', 'an open bracket'],
    ['a: 1\na: 2', 'x.yaml:2:1  file.yaml:duplicateKey', 'a key written twice'],
    ['a: &x 1\nb: *x', 'x.yaml:1:7  file.yaml:alias', 'an anchor'],
    ['a: !!binary aGk=', 'x.yaml:1:13  file.yaml:tag', 'a tag'],
    ['a: 1\n---\nb: 2', 'x.yaml:2:1  file.yaml:multipleDocs', 'two documents'],
    ['? [a]\n: b', 'x.yaml:1:3  file.yaml:key', 'a key that is a list'],
    ['- a', 'x.yaml:1:1  value:type', 'a list'],
    ['2022', 'x.yaml:1:1  value:type', 'a number'],
    ['['.repeat(50_000), 'x.yaml:1:1  file.yaml:tooDeep', 'nesting without end'],
    [' '.repeat(4 * 1024 * 1024 + 1), 'x.yaml:1:1  file.yaml:tooLong', 'a file over 4 MiB'],
  ];
  it.each(unread)('YAML that is not read: %#', (source, expected) => {
    expect(named(withFiles({ 'x.yaml': source }))).toContain(expected);
  });
  it('files whose names are not read', () => {
    expect(named(withFiles({ 'items.yaml.bak': 'x' }))).toEqual(['items.yaml.bak:1:1  file.unknown']);
  });
  it('no case at all, and two', () => {
    expect(named(new Map())).toEqual([':1:1 actors member.missing', ':1:1 case member.missing']);
    expect(problemsIn(withFiles({ 'b.yaml': CASE.replace(/people:[^]*/, '') }))).toEqual([
      { code: 'case.id.duplicate', file: 'b.yaml', line: 1, column: 1, field: 'case', id: 'case', otherFile: 'a/case.yaml', otherLine: 1 },
    ]);
  });
  it('an id that stands in two files, with both places', () => {
    const files = withFiles({ 'z.yaml': 'acts:\n\n  - { id: C1 }\n' });
    expect(problemsIn(files).filter(({ code }) => code === 'case.id.duplicate')).toEqual([
      { code: 'case.id.duplicate', file: 'z.yaml', line: 3, column: 7, field: 'acts[0].id', id: 'C1', otherFile: 'texts.yaml', otherLine: 11 },
    ]);
  });
  it('actors that are part of each other', () => {
    expect(named(put('world.yml', 'label: Bland, kind: party', 'label: Bland, kind: party, partOf: B'))).toEqual(['world.yml:2:41 actors[0].partOf actor.circle']);
  });
  it('all problems, by file and line', () => {
    const files = withFiles({ 'items.yaml': ITEMS.replace('place: ford', 'place: fort').replace('by: A', 'by: Z').replace('category: count', 'category: 7'), 'texts.yaml': TEXTS.replace('clause: 6', 'clause: 7') });
    expect(named(files)).toEqual([
      'items.yaml:6:5 statements[0].place place.unknown', 'items.yaml:8:9 statements[0].accounts[0].by actor.unknown',
      'items.yaml:16:15 reports[0].category value:oneOf', 'texts.yaml:13:5 commitments[0].clause clause.unknown',
    ]);
  });
  it('no consequences of a file that is not YAML', () => {
    expect(named(withFiles({ 'world.yml': 'actors: {' })).map((line) => line.split(' ').at(-1))).toEqual(['file.yaml:badIndent']);
  });
  it('each with a sentence in English that has all its facts', () => {
    const problems = [...wrong.map(([file, from, to]) => put(file, from, to)), ...unread.map(([source]) => withFiles({ 'x.yaml': source })), new Map()].flatMap(problemsIn);
    const said = (problem: Named): unknown => new IntlMessageFormat((sentences as Readonly<Record<string, string>>)[`refusal.${problem.code}`] ?? '', 'en').format(problem as never);
    expect(problems.filter((problem) => !/^[“A-Z0-9][^{}]+\.$/u.test(String(said(problem))))).toEqual([]);
  });
});

describe('readCase reads', () => {
  const read = readCase(withFiles({}));
  it('a documentary case, in the order of its record', () => {
    expect(problemsIn(withFiles({}))).toEqual([]);
    if (!read.ok) throw new Error('refused');
    const { slug, seed, recordedAt, signedBy, charter, people, items } = read.value;
    expect({ slug, seed, recordedAt, signedBy }).toEqual({ slug: 'bridge', seed: 'bridge-1', recordedAt: 1_704_067_200, signedBy: 'ed' });
    expect(charter).toMatchObject({ title: { en: 'The bridge' }, seed: 'bridge-1', zoneTable: '2026c', actors: [{ id: 'A' }, { id: 'A-MFA' }, { id: 'B' }] });
    expect(people).toEqual([{ id: 'ed', name: 'Ed', capacity: 'editor' }]);
    expect(items.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
      ['vocabulary vocabulary', 'gazetteer gazetteer', 'geography road', 'instrument I1', 'commitment C1', 'report r1', 'statement s2', 'correction k1', 'statement s1']);
    expect(items.every((item) => item.signedBy === 'ed' && item.recordedAt === recordedAt)).toBe(true);
  });
  it('strings as written, texts in English, lines rounded', () => {
    if (!read.ok) throw new Error('refused');
    const of = (id: string) => read.value.items.find((item) => item.id === id);
    expect(of('s2')).toMatchObject({ content: { date: '2022-12-12', accounts: [{ text: { en: '1993' } }] }, place: { file: 'items.yaml', line: 2, column: 5 } });
    expect(of('I1')).toMatchObject({ content: { clauses: [{ id: '6', text: { en: 'The bridge stays open.' } }] } });
    expect(of('road')).toMatchObject({ content: { lines: [[[1.12346, 2], [0, 3]]] } });
    expect(of('vocabulary')).toMatchObject({ content: { facts: [{ id: 'attack' }, { id: 'bridge.open' }] } });
  });
  it('bodies that the log would give back', () => {
    if (!read.ok) throw new Error('refused');
    for (const { kind, content } of read.value.items) expect(readBody(kind, content)).toEqual({ ok: true, value: { kind, content } });
    const participants = read.value.people.map((person) => ({ ...person, key: `${'A'.repeat(43)}=` })), agreedBy = [{ participant: 'ed', signature: `${'A'.repeat(86)}==` }];
    expect(readBody('charter', { charter: { ...read.value.charter, host: { ...read.value.charter.host, key: `${'A'.repeat(43)}=` }, participants }, agreedBy }).ok).toBe(true);
  });
  it('the same whatever the order of files', () => {
    const names = Object.keys(FILES);
    for (let turn = 0; turn < names.length; turn++) {
      const turned = [...names.slice(turn), ...names.slice(0, turn)].toReversed();
      expect(readCase(new Map(turned.map((name) => [name, FILES[name] as string])))).toEqual(read);
    }
  });
  it('the same record whatever the names of files, and their division', () => {
    const one = new Map([['all.yaml', Object.values({ ...FILES, 'README.md': '', '.hidden': '', 'geo/road.geojson': '' }).toReversed().join('\n')], ['geo/road.geojson', GEO]]);
    const again = readCase(one);
    const record = (result: typeof read) => result.ok && JSON.stringify(result.value, (name, value: unknown) => name === 'place' && typeof value === 'object' ? undefined : value);
    expect(record(again)).toBe(record(read));
  });
});

describe('a live case', () => {
  const LIVE = CASE.replace('documentary', 'live').replace('capacity: editor', 'capacity: mediator');
  const live = (items: string): ReadonlyMap<string, string> => new Map(Object.entries({ 'case.yaml': LIVE, 'world.yaml': WORLD, 'texts.yaml': TEXTS, 'items.yaml': items, 'geo/road.geojson': GEO }));
  const statement = (id: string, rest: string): string => `  - { id: ${id}, type: speech, date: 2024-02-01, summary: Said, accounts: [{ by: A, stance: asserts }]${rest} }\n`;

  it('is ordered by the time of recording, then by kind and id', () => {
    const read = readCase(live(`statements:\n${statement('b', ', signedBy: ed, recordedAt: 2024-01-01T04:00+04:00')}${statement('z', ', signedBy: ed, recordedAt: 2024-02-01T10:00Z')}${statement('a', ', signedBy: ed, recordedAt: 2024-02-01T10:00Z')}`));
    expect(read.ok && read.value.items.map(({ id, recordedAt }) => `${id} ${recordedAt}`)).toEqual([
      ...['vocabulary', 'gazetteer', 'road', 'I1', 'C1', 'b'].map((id) => `${id} 1704067200`), 'a 1706781600', 'z 1706781600']);
    expect(read.ok && Object.keys(read.value.items.at(-1)?.content ?? {})).not.toContain('signedBy');
  });
  it('needs a signer and a time of each item', () => {
    expect(named(live(`statements:\n${statement('a', '')}`))).toEqual(['items.yaml:2:5 statements[0].recordedAt member.missing', 'items.yaml:2:5 statements[0].signedBy member.missing']);
    expect(named(live(`statements:\n${statement('a', ', signedBy: eve, recordedAt: 2024-02-01')}`)))
      .toEqual(['items.yaml:2:101 statements[0].signedBy person.unknown', 'items.yaml:2:116 statements[0].recordedAt value:instant']);
  });
  it('records nothing before its opening', () => {
    expect(named(live(`statements:\n${statement('a', ', signedBy: ed, recordedAt: 2024-01-01T03:59+04:00')}`))).toEqual(['items.yaml:2:115 statements[0].recordedAt date.order']);
  });
  it('may be signed by those accredited later', () => {
    const accreditation = 'accreditations:\n  - { id: dora, name: Dora, actor: A, capacity: delegate, signedBy: ed, recordedAt: 2024-01-02T00:00Z }\n';
    expect(named(live(`${accreditation}statements:\n${statement('a', ', signedBy: dora, recordedAt: 2024-02-01T10:00Z')}`))).toEqual([]);
    expect(named(live(`${accreditation}people:\n  - { id: dora, name: Dora, capacity: head }`))).toEqual(['items.yaml:4:7 people[0].id id.duplicate']);
  });
});

describe('readCase never throws', () => {
  const SEED = 20_221_212, ROUNDS = 400;
  const pieces = ['', ' ', '\n', '- ', ': ', '{', '}', '[', ']', '"', "'", '&a', '*a', '!!', '? ', '|', '#', '\t', '\u0000', '\u202e', '\ud800', '0x1F', '~', 'null', '.inf', '__proto__', 'constructor', '<<', '---\n', '%YAML 1.1\n', '9'.repeat(400)];
  it(`on files with pieces put in or taken out (seed ${SEED})`, () => {
    const next = chance(SEED);
    const names = Object.keys(FILES);
    for (let round = 0; round < ROUNDS; round++) {
      const name = names[Math.floor(next() * names.length)] as string, source = FILES[name] as string;
      const at = Math.floor(next() * source.length), length = Math.floor(next() * next() * 40);
      const mutant = source.slice(0, at) + (pieces[Math.floor(next() * pieces.length)] as string) + source.slice(at + length);
      const read = readCase(withFiles({ [name]: mutant }));
      if (read.ok) continue;
      for (const { file, line, column, code } of read.refusal['problems'] as unknown as readonly Named[]) {
        expect(code, `seed ${SEED}, round ${round}`).toMatch(/^case\./);
        expect(Object.hasOwn(FILES, file) || file === '', `seed ${SEED}, round ${round}: ${file}`).toBe(true);
        expect(line >= 1 && column >= 1 && line <= mutant.split(/\r\n|\n|\r/).length + 30, `seed ${SEED}, round ${round}`).toBe(true);
      }
    }
  });
});
