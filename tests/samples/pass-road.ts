import type { AsOf, Because, Perspective, Status } from '#compliance';
import type { Account, Actor, Commitment, Fact, Instrument } from '#agreement';
import type { Charter, HeldItem, Origin, Place, ProcessState, Report, Statement } from '#process';
import { assert, span } from '#base';
import { untouchedField, untouchedTable } from '#process';

/** A small invented process with hand-made statuses, for tests of views and pages that must not wait for the evaluator. */
export const ZONE = 'UTC';

export function day(when: string): { readonly from: number; readonly to: number } {
  const found = span(when, ZONE);
  assert(found.ok && found.value.to !== null, `a day: ${when}`);
  return { from: found.value.from, to: found.value.to };
}

const actors: readonly Actor[] = [
  { id: 'TAV', label: { en: 'Tavria', hy: 'Տավրիա' }, kind: 'party' },
  { id: 'VEL', label: { en: 'Velland' }, kind: 'party' },
  { id: 'MON', label: { en: 'Pass Monitors' }, kind: 'monitor' },
  { id: 'REL', label: { en: 'Relief <Society> & Friends' }, kind: 'humanitarian' },
];

export const perspectives: readonly Perspective[] = [
  ...actors.map(({ id }): Perspective => ({ id, kind: 'actor', members: [id] })),
  { id: 'agreed', kind: 'agreed', members: ['MON'] },
];

const facts: readonly Fact[] = [
  { id: 'road.open', kind: 'state', keys: ['road'], label: { en: 'road open' }, holds: { en: 'the road is open' }, holdsNot: { en: 'the road is not open' } },
  { id: 'valley.handed-over', kind: 'event', keys: ['valley'], label: { en: 'valley handed over' }, holds: { en: 'the valley was handed over' }, holdsNot: { en: 'the valley was not handed over' } },
  { id: 'shelling', kind: 'event', keys: ['agent'], label: { en: 'shelling' }, holds: { en: 'shells were fired' }, holdsNot: { en: 'no shells were fired' } },
  { id: 'list.sent', kind: 'event', keys: [], label: { en: 'list sent' }, holds: { en: 'the list was sent' }, holdsNot: { en: 'the list was not sent' }, onRecord: true },
];

const instruments: readonly Instrument[] = [
  {
    id: 'MEMO', kind: 'agreement', title: { en: 'Memorandum of the Pass' }, date: '2021-03-01', parties: ['TAV', 'VEL'], languages: ['en', 'ar'],
    clauses: [
      { id: 'm1', text: { en: 'Tavria keeps the pass road open in both directions.', ar: 'تبقي تافريا طريق الممر مفتوحا في الاتجاهين.' }, ambiguity: { en: 'whether “open” covers goods' } },
      { id: 'm2', text: { en: 'Velland hands over the High Valley.' }, variants: [
        { by: 'TAV', text: { en: 'hands over the High Valley by 20 March 2021' } },
        { by: 'VEL', text: { en: 'hands over the High Valley before 20 March 2021' }, source: { title: 'Gazette of Velland', url: 'https://velland.example/gazette?a=1&b=2' } },
      ] },
      { id: 'm3', text: { en: 'Neither side shells the other.' } },
    ],
    sources: [],
  },
  { id: 'ORDER', kind: 'court-order', title: { en: 'Order of the Court' }, date: '2021-01-10', parties: ['TAV'], clauses: [{ id: 'o1', text: { en: 'Send a list.' } }], sources: [] },
];

const commitments: readonly Commitment[] = [
  {
    id: 'M1', instrument: 'MEMO', clause: 'm1', title: { en: 'Pass road open' }, bearers: { actors: ['TAV'] }, beneficiaries: ['users of the road'], track: 'infrastructure',
    duty: { shape: 'maintain', state: { fact: 'road.open', of: { road: 'pass' } } }, window: { opens: { at: '2021-03-02' } },
  },
  {
    id: 'M2', instrument: 'MEMO', clause: 'm2', title: { en: 'High Valley handed over' }, bearers: { actors: ['VEL'] }, beneficiaries: ['TAV'], track: 'political',
    duty: { shape: 'achieve', goal: { fact: 'valley.handed-over', of: { valley: 'high' } } },
    readings: [
      { id: 'by', by: ['TAV'], text: { en: '“by” 20 March: that day is in time' }, window: { closes: { at: '2021-03-20', endpoint: 'by' } } },
      { id: 'before', by: ['VEL'], text: { en: '“before” 20 March: that day is too late' }, window: { closes: { at: '2021-03-20', endpoint: 'before' } } },
    ],
  },
  { id: 'M3', instrument: 'MEMO', clause: 'm3', title: { en: 'No shelling' }, bearers: { actors: ['TAV', 'VEL'], mode: 'each' }, track: 'security', duty: { shape: 'abstain', act: { fact: 'shelling' } } },
  { id: 'M4', instrument: 'MEMO', clause: 'm3', title: { en: 'Work in good spirit' }, bearers: { actors: ['TAV', 'VEL'], mode: 'joint' }, track: 'political', notExpressed: { en: 'no fact could decide it' } },
  {
    id: 'O1', instrument: 'ORDER', clause: 'o1', title: { en: 'List sent' }, bearers: { actors: ['TAV'] }, track: 'humanitarian',
    duty: { shape: 'achieve', goal: { fact: 'list.sent' } }, window: { closes: { event: { fact: 'valley.handed-over' }, plus: 'P8W', endpoint: 'by' } },
  },
];

export const origin = (entry: string, position: number, known: number): Origin =>
  ({ entry, position, author: 'editor-key', capacity: 'editor', madeAt: known, recorded: known, known });

const said = (by: string, en: string, more: Partial<Account> = {}): Account => ({ by, stance: 'asserts', text: { en }, ...more });

const closure: Report = {
  id: 'R1', date: '2021-06-10', category: 'closure', place: 'pass', summary: { en: 'Traffic on the pass road stops.' }, publishedAt: '2021-06-11',
  accounts: [said('TAV', 'A protest <by citizens>; the road is open.'), said('VEL', 'A “siege” by Tavria.', { through: 'foreign ministry' }), said('MON', 'No traffic seen.')],
  sources: [{ title: 'Monitors’ daily report', url: 'https://monitors.example/2021-06-11' }], grade: { source: 'B', information: 2 }, commitments: ['M1'],
};
const rumour: Statement = {
  id: 'S1', date: '2021-04-01', type: 'statement', summary: { en: 'Says that shells fell near the pass.' }, accounts: [said('VEL', 'Shells fell.')], basis: 'general-knowledge', commitments: ['M3'], publishedAt: '2021-04-02',
};

const items: readonly HeldItem[] = [
  { kind: 'report', value: closure, source: origin('e-closure', 21, day('2021-06-11').from), history: [] },
  { kind: 'statement', value: rumour, source: origin('e-rumour', 22, day('2021-04-02').from), history: [] },
];

const charter: Charter = {
  kind: 'documentary', title: { en: 'The pass' }, purpose: { en: 'tests' }, fictional: true, zone: ZONE, languages: ['en', 'ar'], rules: 1, evaluator: 1, zoneTable: '2026c',
  evidenceWindow: 'P7D', host: { key: 'key-host', delay: 'PT1H' }, actors, participants: [],
};
const pass: Place = { id: 'pass', names: { 'en-ta': 'High Pass', 'en-ve': 'Velpass' } };

const held = <T extends { readonly id: string }>(values: readonly T[], first: number) =>
  new Map(values.map((value, index) => [value.id, { value, source: origin(`e-${value.id}`, first + index, day('2021-03-01').from) }]));

export const state: ProcessState = {
  process: 'f'.repeat(64), charter, size: 30, actors: new Map(actors.map((actor) => [actor.id, actor])), participants: new Map(),
  vocabulary: new Map(facts.map((fact) => [fact.id, fact])), places: new Map([[pass.id, pass]]), ground: new Map(), geography: new Map(),
  instruments: held(instruments, 1), commitments: held(commitments, 5), signatures: new Map(), coverage: new Map(),
  items: new Map(items.map((item) => [item.value.id, item])), positions: new Map(items.map((item) => [item.source.entry, item.source.position])), ...untouchedTable(), ...untouchedField(),
};

export const folded = { state, perspectives, range: { from: day('2021-01-10').from, to: day('2021-12-31').to, known: day('2021-12-31').to } };
export const NOW: AsOf = { valid: folded.range.to, known: folded.range.known };

/** A status with nothing said, changed as a test needs. */
export function status(commitment: string, perspective: string, change: Partial<Status> = {}, because: readonly Because[] = []): Status {
  return {
    commitment, perspective, reading: null, asOf: NOW, position: 'in-force', performance: 'no-account', knowledge: 'neither', settlement: 'provisional',
    since: null, breaches: [], instances: [], explanation: { rule: 'no-account', because, excluded: [], next: null, flips: [] }, ...change,
  };
}

export function support(entry: string, by: string, fact: string, holds: boolean, when: string, open = false): Because {
  const { from, to } = day(when);
  return { role: 'support', holds, entry, by, fact, of: {}, at: { from, to: open ? null : to }, open };
}

/** Statuses of the whole process: accounts differ on M1; the readings of M2 part; M3 is disputed inside one account; nobody speaks of O1. */
export const statuses: readonly Status[] = perspectives.flatMap(({ id: p }): readonly Status[] => [m1(p), ...m2(p), m3(p), status('M4', p, { performance: 'not-expressed' }), ruled('window.not-open', status('O1', p, { performance: 'not-due' }))]);

function m1(p: string): Status {
  const since = { from: day('2021-06-10').from, to: day('2021-06-10').to };
  const broken: Partial<Status> = { performance: 'breached', knowledge: 'refuted', settlement: 'settled', since, breaches: [{ from: since.from, to: null }] };
  const rule = (name: string, entry: string) => ({ explanation: { ...status('M1', p).explanation, rule: name, because: [support(entry, p === 'agreed' ? 'MON' : p, 'road.open', p === 'TAV', '2021-06-10', true)], flips: [[entry]] } });
  if (p === 'TAV') return status('M1', p, { performance: 'kept', knowledge: 'supported', since: { from: day('2021-03-02').from, to: day('2021-03-02').to }, ...rule('maintain.kept', 'e-closure') });
  return p === 'REL' ? status('M1', p) : status('M1', p, { ...broken, ...rule('maintain.breached', 'e-closure') });
}

function m2(p: string): readonly Status[] {
  if (p !== 'VEL') return ['by', 'before'].map((reading) => status('M2', p, { reading }));
  const because = [support('e-handover', 'VEL', 'valley.handed-over', true, '2021-03-20')];
  const since = day('2021-03-20');
  return [
    ruled('achieve.in-time', status('M2', p, { reading: 'by', performance: 'done-in-time', knowledge: 'supported', settlement: 'settled', since }, because)),
    ruled('achieve.late', status('M2', p, { reading: 'before', performance: 'done-late', knowledge: 'supported', settlement: 'settled', since }, because)),
  ];
}

function m3(p: string): Status {
  if (p === 'TAV') return ruled('abstain.no-report', status('M3', p, { performance: 'unknown' }, [support('e-other', 'TAV', 'shelling', false, '2021-04-01')]));
  if (p !== 'VEL') return status('M3', p);
  return ruled('abstain.disputed', status('M3', p, { performance: 'disputed', knowledge: 'both' }, [support('e-rumour', 'VEL', 'shelling', true, '2021-04-01'), support('e-rumour', 'VEL', 'shelling', false, '2021-04-01')]));
}

function ruled(rule: string, one: Status): Status {
  return { ...one, explanation: { ...one.explanation, rule } };
}
