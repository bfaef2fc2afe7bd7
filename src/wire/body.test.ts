import { describe, expect, it } from 'vitest';
import type { Body, Kind } from '#process';
import { chance } from '../../tests/support/chance.ts';
import { readBody } from './body.ts';
import { bodies } from './schemas/bodies.ts';
import { plainly } from './schemas/plainly.ts';

const t = (en: string) => ({ en });
const key = `${'A'.repeat(43)}=`, signature = `${'A'.repeat(86)}==`;
const item = { id: 'i1', date: '2022-12-12', summary: t('The road is closed'), accounts: [{ by: 'A', stance: 'asserts' as const }] };
const commitment = {
  id: 'C1', instrument: 'I1', clause: '1', title: t('The road stays open'), bearers: { actors: ['A'] }, track: 'infrastructure' as const,
  duty: { shape: 'maintain' as const, state: { fact: 'road.open', of: { road: 'r' } } },
  window: { opens: { at: '2022-01-01' }, closes: { at: '2022-12-31', endpoint: 'by' as const } },
};
const actor = { id: 'A', label: t('Aland'), kind: 'party' as const };
const charter = {
  kind: 'live' as const, title: t('Table'), purpose: t('Peace'), zone: 'UTC+04:00', languages: ['en'], rules: 1 as const, evaluator: 1 as const, zoneTable: '2026c', evidenceWindow: 'P14D', host: { key, delay: 'PT1H' },
  actors: [actor], participants: [{ id: 'p', name: 'P', capacity: 'head' as const, key }],
};
const replacement = { ...item, type: 'speech' };

/** One good content of each kind, checked against the types by the compiler of editors and by `readBody` here. */
const good: { readonly [K in Kind]: Extract<Body, { kind: K }>['content'] } = {
  charter: { charter, agreedBy: [{ participant: 'p', signature }] },
  accreditation: { id: 'q', name: 'Q', capacity: 'delegate', actor: 'A', key, fullPowers: t('to sign') },
  vocabulary: { facts: [{ id: 'road.open', kind: 'state', keys: ['road'], label: t('open'), holds: t('is open'), holdsNot: t('is not open') }] },
  gazetteer: { places: [{ id: 'r', names: { hy: 'Ճանապարհ', en: 'Road' }, lon: 46.5, lat: 39.6, precision: 500 }] },
  geography: { id: 'g', title: t('Road'), role: 'road', by: 'the editor', source: { title: 'own' }, lines: [[[46.5, 39.6], [46.6, 39.7]]] },
  instrument: { id: 'I1', kind: 'agreement', title: t('Agreement'), date: '2020-11', parties: ['A'], clauses: [{ id: '1', text: t('…') }], sources: [{ url: 'https://example.org/a' }] },
  signature: { id: 's', instrument: 'I1', actor: 'A', date: '2020-11-10', mode: 'signed' },
  commitment,
  statement: replacement,
  report: { ...item, category: 'passage', accounts: [], passage: { corridor: 'r', operator: 'ICRC', outcome: 'denied', delayMinutes: 90 }, grade: { source: 'B', information: 2 } },
  meeting: { ...item, status: 'held', title: t('First meeting'), participants: ['A'] },
  finding: { ...item, body: 'A', determines: [{ commitment: 'C1', outcome: 'kept', from: '2022-01', to: '2022-02' }] },
  act: { ...item, powers: [{ power: 'extend', commitment: 'C1', at: '2022-12-12T10:30+04:00', closes: { at: '2023-01-31', endpoint: 'by' } }] },
  coverage: { id: 'c', by: 'A', fact: 'road.open', of: { road: 'r' }, from: '2022-01-01', to: '2022-01-02' },
  correction: { id: 'k', corrects: 'i1', reason: t('misheard'), date: '2022-12-13', replacement },
  withdrawal: { id: 'w', withdraws: 'i1', reason: t('not so'), date: '2022-12-13' },
  amendment: { id: 'am', changes: { procedure: { propose: ['head'], chair: 'alternating', silence: { atLeast: 'PT24H', late: 'PT1H' }, decision: { rule: 'parties', atLeast: 2 } } }, reason: t('to go on'), agreedBy: [{ participant: 'p', signature }] },
  proposal: { id: 'pr', what: 'meeting', by: 'A', to: ['B'], title: t('First meeting'), meeting: { from: '2022-12-20T10:00+04:00', mode: 'rooms', placeText: 'The bridge', interpretation: ['hy'] } },
  answer: { id: 'an', to: 'pr', by: 'B', answer: 'decline', reason: t('too soon') },
  agenda: { id: 'ag', meeting: 'pr', items: [{ id: 'i', title: t('Roads'), track: 'infrastructure', minutes: 20, papers: [{ digest: 'a'.repeat(64), bytes: 1 }] }] },
  session: { id: 'se', meeting: 'pr', by: 'A', opened: '2022-12-20T10:00+04:00', closed: '2022-12-20T11:00+04:00', chair: 'A', mode: 'rooms', present: [{ participant: 'p', actor: 'A' }, { name: 'An elder', actor: 'B', groups: ['village'] }], spoke: [{ actor: 'A', from: '2022-12-20T10:05+04:00', seconds: 60, as: 'reply' }] },
  draft: { id: 'dr', minutes: 'm', meeting: 'pr', paragraph: '1', says: { type: 'record', text: t('…') } },
  minutes: { id: 'm', meeting: 'pr', session: 'se', title: t('Minutes'), languages: ['en'], date: '2022-12-20', correctionsUntil: '2023-01-03', paragraphs: [{ id: '1', type: 'action', text: t('Upland mends the road.'), ownerText: 'the road service' }] },
  'minutes-correction': { id: 'mc', minutes: 'm', paragraph: '1', by: 'B', text: t('Upland mends the bridge.') },
  approval: { id: 'ap', minutes: 'm', with: ['mc'], by: 'A' },
  confirmation: { id: 'co', commitment: 'C1', by: 'A' },
  reservation: { id: 're', to: 'm', by: 'B', type: 'interpretative-statement', text: t('As we read it') },
  challenge: { id: 'ch', participant: 'p', by: 'B', step: 'challenged', reason: t('no full powers seen') },
  progress: { id: 'pg', minutes: 'm', paragraph: '1', by: 'A', step: 'begun', date: '2023-01-10' },
};

function problems(kind: string, content: unknown): readonly string[] {
  const read = readBody(kind, content);
  if (read.ok) return [];
  return (read.refusal['problems'] as readonly { readonly code: string; readonly field: string; readonly rule?: string }[])
    .map(({ code, field, rule }) => `${code.replace('body.', '')}${rule === undefined ? '' : `:${rule}`} ${field}`);
}

/** The good content of a kind with one member changed; `undefined` takes it away. */
function change(kind: Kind, path: readonly (string | number)[], value: unknown): unknown {
  const copy = structuredClone(good[kind]) as never;
  let holder: { [step: string | number]: never } = copy;
  for (const step of path.slice(0, -1)) holder = holder[step] as never;
  if (value === undefined) delete holder[path.at(-1) as string];
  else holder[path.at(-1) as string] = value as never;
  return copy;
}

describe('readBody refuses', () => {
  const bad: readonly (readonly [Kind, readonly (string | number)[], unknown, string])[] = [
    ['charter', ['charter', 'zone'], 'Mars/Olympus', 'value:zone charter.zone'],
    ['charter', ['charter', 'rules'], 2, 'value:oneOf charter.rules'],
    ['charter', ['charter', 'evidenceWindow'], '14 days', 'value:duration charter.evidenceWindow'],
    ['charter', ['charter', 'evidenceWindow'], 'P9999999Y', 'value:durationLong charter.evidenceWindow'],
    ['charter', ['charter', 'participants', 0, 'key'], 'short', 'value:key charter.participants[0].key'],
    ['charter', ['charter', 'actors'], [actor, actor], 'repeated charter.actors[1].id'],
    ['charter', ['charter', 'languages'], ['en', 'en'], 'repeated charter.languages[1]'],
    ['charter', ['agreedBy'], [], 'value:shortList agreedBy'],
    ['charter', ['agreedBy', 0, 'signature'], signature.slice(2), 'value:signature agreedBy[0].signature'],
    ['accreditation', ['capacity'], 'host', 'value:oneOf capacity'],
    ['accreditation', ['id'], '../etc', 'value:id id'],
    ['accreditation', ['key'], undefined, 'member.missing key'],
    ['vocabulary', ['facts', 0, 'kind'], 'thing', 'value:oneOf facts[0].kind'],
    ['vocabulary', ['facts', 0, 'keys'], 'road', 'value:type facts[0].keys'],
    ['vocabulary', ['facts', 0, 'label'], {}, 'value:blank facts[0].label'],
    ['gazetteer', ['places', 0, 'lat'], undefined, 'place.half places[0]'],
    ['gazetteer', ['places', 0, 'lon'], 181, 'value:longNumber places[0].lon'],
    ['gazetteer', ['places', 0, 'names', 'Armenian'], 'x', 'value:name places[0].names.Armenian'],
    ['geography', ['lines', 0], [[1, 2]], 'value:shortList lines[0]'],
    ['geography', ['lines', 0, 0], [1, 2, 3], 'value:longList lines[0][0]'],
    ['geography', ['source'], {}, 'source.empty source'],
    ['instrument', ['sources', 0, 'url'], 'javascript:alert(1)', 'value:url sources[0].url'],
    ['instrument', ['clauses', 1], { id: '1', text: t('again') }, 'repeated clauses[1].id'],
    ['instrument', ['date'], '2022-02-30', 'time.impossible date'],
    ['instrument', ['clauses', 0, 'text'], 'words without a language', 'value:text clauses[0].text'],
    ['signature', ['mode'], 'sealed', 'value:oneOf mode'],
    ['signature', ['date'], 'yesterday', 'value:time date'],
    ['signature', ['reservation'], t(''), 'value:shortString reservation.en'],
    ['commitment', ['bearers'], undefined, 'bearer.missing bearers'],
    ['commitment', ['bearers', 'actors'], undefined, 'bearer.missing bearers.actors'],
    ['commitment', ['bearers', 'actors'], [], 'bearer.missing bearers.actors'],
    ['commitment', ['duty'], undefined, 'duty.missing '],
    ['commitment', ['notExpressed'], t('vague'), 'duty.contradicted notExpressed'],
    ['commitment', ['duty', 'shape'], 'promise', 'value:oneOf duty.shape'],
    ['commitment', ['window', 'closes', 'at'], '2021-12-31', 'date.order window.closes.at'],
    ['commitment', ['window', 'closes'], { at: '2022-01-01', endpoint: 'before' }, 'date.order window.closes.at'],
    ['commitment', ['window', 'closes', 'endpoint'], undefined, 'member.missing window.closes.endpoint'],
    ['commitment', ['window', 'closes'], { event: { fact: 'x', off: 1 }, endpoint: 'by' }, 'member.unknown window.closes.event.off'],
    ['commitment', ['trigger'], { kind: 'schedule', every: 'P0D', first: '2022-01-01' }, 'value:durationShort trigger.every'],
    ['commitment', ['trigger'], { kind: 'schedule', every: 'P1M', first: '2022-01-02', last: '2022-01-01' }, 'date.order trigger.last'],
    ['commitment', ['readings'], [{ id: 'a', by: ['A'], text: t('x') }, { id: 'a', by: ['B'], text: t('y') }], 'repeated readings[1].id'],
    ['statement', ['accounts'], [], 'statement.unattributed accounts'],
    ['statement', ['accounts', 0, 'stance'], 'shouts', 'value:oneOf accounts[0].stance'],
    ['statement', ['accounts', 0, 'facts'], [{ fact: 'f', of: {} }], 'assertion.time accounts[0].facts[0]'],
    ['statement', ['accounts', 0, 'facts'], [{ fact: 'f', of: {}, to: '2022-01-01' }], 'assertion.time accounts[0].facts[0]'],
    ['statement', ['accounts', 0, 'facts'], [{ fact: 'f', of: {}, at: '2022-01-01', from: '2022-01-01' }], 'assertion.time accounts[0].facts[0].at'],
    ['statement', ['accounts', 0, 'facts'], [{ fact: 'f', of: {}, from: '2022-01-02', to: '2022-01-01' }], 'date.order accounts[0].facts[0].to'],
    ['statement', ['accounts', 0, 'facts'], [{ fact: 'f', of: { road: '?r' }, at: '2022-01-01' }], 'assertion.variable accounts[0].facts[0].of.road'],
    ['statement', ['accounts', 0, 'grades'], [{ commitment: 'C', level: 4, at: '2022-01-01' }], 'value:oneOf accounts[0].grades[0].level'],
    ['statement', ['dateEnd'], '2022-12-11', 'date.order dateEnd'],
    ['statement', ['summary'], t('tab\there'), 'value:control summary.en'],
    ['statement', ['summary'], t('half \ud800 a pair'), 'value:unicode summary.en'],
    ['statement', ['summary'], t('turned \u202Eround'), 'value:direction summary.en'],
    ['statement', ['summary'], t('cafe\u0301'), 'value:nfc summary.en'],
    ['statement', ['summary'], t(' \n '), 'value:blank summary.en'],
    ['statement', ['summary'], t('x'.repeat(20_001)), 'value:longString summary.en'],
    ['statement', ['placeText'], 'two\nlines', 'value:control placeText'],
    ['statement', ['summary'], undefined, 'member.missing summary'],
    ['statement', ['summary'], null, 'value:text summary'],
    ['report', ['passage'], undefined, 'report.empty '],
    ['report', ['passage', 'delayMinutes'], 1.5, 'value:type passage.delayMinutes'],
    ['report', ['passage', 'delayMinutes'], 2 ** 53, 'value:longNumber passage.delayMinutes'],
    ['report', ['quantities'], [{ what: 'x', unit: 'y', value: Infinity }], 'value:type quantities[0].value'],
    ['report', ['outage'], { service: 'gas', level: 'out', from: '2022-02-01', to: '2022-01-31' }, 'date.order outage.to'],
    ['report', ['grade', 'source'], 'G', 'value:oneOf grade.source'],
    ['meeting', ['participants'], ['A', 'A'], 'repeated participants[1]'],
    ['meeting', ['status'], 'planned', 'value:oneOf status'],
    ['finding', ['body'], undefined, 'member.missing body'],
    ['finding', ['determines', 0, 'to'], '2021-12', 'date.order determines[0].to'],
    ['act', ['powers'], [], 'value:shortList powers'],
    ['act', ['powers', 0, 'power'], 'annul', 'value:oneOf powers[0].power'],
    ['coverage', ['to'], '2021-12-31', 'date.order to'],
    ['coverage', ['of', 'road'], 7, 'value:type of.road'],
    ['correction', ['replacement', 'id'], 'other', 'correction.other replacement.id'],
    ['correction', ['replacement', 'type'], undefined, 'member.missing replacement.type'],
    ['correction', ['replacement', 'accounts', 0, 'by'], undefined, 'member.missing replacement.accounts[0].by'],
    ['withdrawal', ['withdraws'], '', 'value:id withdraws'],
    ['withdrawal', ['why'], 'x', 'member.unknown why'],
    ['accreditation', ['evidence'], [{ digest: 'x', bytes: 1 }], 'value:digest evidence[0].digest'],
    ['amendment', ['changes'], {}, 'amendment.empty changes'],
    ['amendment', ['changes', 'kind'], 'live', 'member.unknown changes.kind'],
    ['amendment', ['changes', 'actors'], [actor, actor], 'repeated changes.actors[1].id'],
    ['amendment', ['changes', 'procedure', 'quorum'], 0, 'value:shortNumber changes.procedure.quorum'],
    ['proposal', ['meeting'], undefined, 'proposal.what meeting'],
    ['proposal', ['what'], 'channel', 'proposal.what meeting'],
    ['proposal', ['decision'], { rule: 'consensus' }, 'proposal.what decision'],
    ['proposal', ['to'], [], 'value:shortList to'],
    ['proposal', ['meeting', 'to'], '2022-12-18', 'date.order meeting.to'],
    ['answer', ['reason'], undefined, 'answer.reason reason'],
    ['session', ['present', 0, 'name'], 'X', 'present.who present[0]'],
    ['session', ['closed'], '2022-12-20T09:00+04:00', 'date.order closed'],
    ['draft', ['says', 'id'], 'x', 'member.unknown says.id'],
    ['minutes', ['languages'], ['en', 'hy'], 'minutes.language paragraphs[0].text'],
    ['minutes', ['paragraphs', 0, 'ownerText'], undefined, 'action.owner paragraphs[0]'],
    ['minutes', ['paragraphs', 1], { id: '1', type: 'record', text: t('x') }, 'repeated paragraphs[1].id'],
    ['approval', ['with'], ['a', 'a'], 'repeated with[1]'],
  ];
  it.each(bad)('%s %j = %j', (kind, path, value, expected) => {
    expect(problems(kind, change(kind, path, value))).toEqual([expected]);
  });

  it.each(Object.keys(good))('anything but an object as %s', (kind) => {
    for (const content of [null, undefined, [], 'text', 7, true, () => 1]) expect(problems(kind, content)).toEqual(['value:type ']);
  });
  it('a member that would be a prototype', () => {
    const content: unknown = JSON.parse(JSON.stringify(good.withdrawal).replace('{', '{"__proto__":{},'));
    expect(problems('withdrawal', content)).toEqual(['member.unknown __proto__']);
  });
  it('a decision by silence without its end, and an end without silence', () => {
    const decision = (how: object) => ({ id: 'd', what: 'decision', by: 'A', to: ['B'], title: t('x'), decision: how });
    expect(problems('proposal', decision({ rule: 'silence' }))).toEqual(['silence.expires decision.expires']);
    expect(problems('proposal', decision({ rule: 'consensus', expires: '2022-12-20T10:00Z' }))).toEqual(['silence.expires decision.expires']);
    expect(problems('proposal', decision({ rule: 'silence', expires: '2022-12-20' }))).toEqual(['value:instant decision.expires']);
    expect(problems('proposal', decision({ rule: 'silence', expires: '2022-12-20T10:00Z' }))).toEqual([]);
  });
  it('kinds it does not know, inherited names included', () => {
    for (const kind of ['', 'motion', 'toString', '__proto__']) expect(readBody(kind, {})).toEqual({ ok: false, refusal: { code: 'body.kind.unknown', kind } });
  });
  it('and counts problems beyond the hundred it lists', () => {
    const refused = readBody('withdrawal', Object.fromEntries(Array.from({ length: 150 }, (_, index) => [`m${index}`, 1])));
    expect(refused.ok).toBe(false);
    if (refused.ok) return;
    expect(refused.refusal['count']).toBe(154);
    expect(refused.refusal['problems']).toHaveLength(100);
  });
});

describe('readBody', () => {
  it.each(Object.entries(good))('reads a good %s as it is', (kind, content) => {
    expect(readBody(kind, content)).toEqual({ ok: true, value: { kind, content } });
  });
  it.each(Object.entries(good))('says plainly that a good %s is right', (kind, content) => {
    expect(plainly(bodies[kind as Kind])(content)).toBe(true);
  });
  it('lists all problems, the first by name', () => {
    const refused = readBody('withdrawal', { id: 'w', withdraws: 7, reason: 'x', date: '2022' });
    expect(refused).toMatchObject({ refusal: { code: 'body.invalid', kind: 'withdrawal', field: 'withdraws', count: 3 } });
    expect(problems('withdrawal', { id: 'w', withdraws: 7, reason: 'x', date: '2022' })).toEqual(['value:type withdraws', 'value:text reason', 'value:time date']);
  });
  it('gives civil days and instants the benefit of the zone, which it does not know', () => {
    const content = change('coverage', ['from'], '2022-01-03T02:00Z');
    expect(problems('coverage', content)).toEqual([]);
    expect(problems('coverage', change('coverage', ['from'], '2022-01-03T14:00Z'))).toEqual(['date.order to']);
  });
});

describe('readBody never throws', () => {
  const SEED = 20_201_110, ROUNDS = 4_000;
  it(`whatever stands in place of a part (seed ${SEED})`, () => {
    const next = chance(SEED), pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
    const strange = [null, true, 0, -1, 1e308, '', '?', '2022-02-30', 'P1D', '\u0000', '\ud800', [], [[]], {}, { en: 'x' }, { at: '2022-01-01' }, [null], { __proto__: null }, 'x'.repeat(70_000)];
    const put = (value: unknown): unknown => {
      if (next() < 0.08) return pick(strange);
      if (Array.isArray(value)) return value.map(put);
      return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([name, member]) => [next() < 0.02 ? pick(['x', 'at', 'constructor']) : name, put(member)])) : value;
    };
    for (let round = 0; round < ROUNDS; round++) {
      const kind = pick(Object.keys(good) as Kind[]), content = put(good[kind]);
      const read = readBody(kind, content);
      expect(plainly(bodies[kind])(content), `as its schema says: seed ${SEED}, round ${round}`).toBe(bodies[kind].safeParse(content).success);
      if (read.ok) expect(read.value.content, `seed ${SEED}, round ${round}`).toEqual(content);
      else expect(read.refusal['count'], `seed ${SEED}, round ${round}`).toBeGreaterThan(0);
    }
  });
});
