import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rfc3339 } from '#base';
import type { Commitment, Fact, Keys } from '#agreement';
import type { AsOf, Evidence } from './index.ts';
import { claimsOf, evaluator, monitor } from './index.ts';
import { merged, referenceViolations } from './monitor-reference.ts';

/** The compact monitor beside the evaluator of this room on random logs, and beside the two independent monitors on their patterns. */
const HOUR = 3600, DAY = 86_400;

interface Report {
  readonly fact: string;
  readonly of: Keys;
  readonly at: number;
  readonly known: number;
}

const KEYS: { readonly [event: string]: readonly string[] } = {
  request: ['x'], grant: ['x'], waive: ['x'], closure: ['c'], reopen: ['c'], attack: ['p', 'z'], notify: ['p', 'z'], ceasefire: ['z'], report: ['i', 's'], finding: ['i'], periodic: ['o'],
};
const fact = (id: string, onRecord: boolean): Fact => ({ id, kind: 'event', keys: KEYS[id] ?? [], label: { en: id }, holds: { en: id }, holdsNot: { en: id }, onRecord });
/** A reopening is a fact of the world: nobody is overdue by silence about it. */
const vocabulary = new Map([...Object.keys(KEYS).map((id): [string, Fact] => [id, fact(id, id !== 'reopen')]), ['open', { ...fact('open', false), kind: 'state' }]]);
const setting = {
  charter: { zone: 'UTC', evidenceWindow: 'P14D' }, vocabulary,
  instruments: new Map([['I', { value: { id: 'I', kind: 'agreement', title: { en: 'I' }, date: '1970-01-01T00:00:00Z', parties: [], clauses: [], sources: [] }, source: { entry: 'I', known: 0 } }]]) as Evidence['instruments'],
};

const commitment = (id: string, rest: Partial<Commitment>): Commitment => ({ id, instrument: 'I', clause: '1', title: { en: id }, bearers: { actors: ['1', '2'] }, track: 'security', ...rest });
const by = (plus: string) => ({ closes: { trigger: true, plus, endpoint: 'by' } }) as const;
const each = (event: string, of: Keys) => ({ kind: 'each', event: { fact: event, of } }) as const;
const why = { en: 'prior notice' }, pz = { p: '?p', z: '?z' };
const answered = (event: string, key: string, goal: string, plus: string): Partial<Commitment> => ({ trigger: each(event, { [key]: `?${key}` }), duty: { shape: 'achieve', goal: { fact: goal, of: { [key]: `?${key}` } } }, window: by(plus) });
const noticed = { prior: { fact: 'notify', of: pz }, atLeast: 'PT24H', why } as const;
const attacked = { shape: 'abstain', act: { fact: 'attack', of: pz } } as const;
const PATTERNS = {
  response72h: answered('request', 'x', 'grant', 'PT72H'),
  response_or_waiver: { ...answered('request', 'x', 'grant', 'PT72H'), duty: { shape: 'achieve', goal: { fact: 'grant', of: { x: '?x' } }, orElse: [{ fact: 'waive', of: { x: '?x' } }] } },
  maintenance24h: answered('closure', 'c', 'reopen', 'PT24H'),
  recurring30d: { ...answered('periodic', 'o', 'periodic', 'PT720H'), window: { opens: { trigger: true, plus: 'PT1S' }, ...by('PT720H') } },
  prior_notice: { duty: { ...attacked, unless: [noticed] } },
  prior_notice_bounded: { duty: { ...attacked, unless: [{ ...noticed, atMost: 'P30D' }] } },
  absence_window: { trigger: each('ceasefire', { z: '?z' }), duty: attacked, window: by('PT720H') },
  quorum2in7d: { duty: { shape: 'abstain', act: { fact: 'finding', of: { i: '?i' } }, unless: [{ prior: { fact: 'report', of: { i: '?i' } }, atMost: 'P7D', distinct: { key: 's', count: 2 }, why }] } },
} as const satisfies { readonly [pattern: string]: Partial<Commitment> };

const ALL = Object.entries(PATTERNS).map(([id, rest]) => commitment(id, rest));

function followed(reports: readonly Report[], commitments: readonly Commitment[] = ALL, vocabularyOf = vocabulary) {
  const made = monitor(commitments, { ...setting, vocabulary: vocabularyOf });
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  for (const { fact: name, of, at, known } of reports) expect(made.value.add(name, of, at, known).ok).toBe(true);
  return made.value;
}

/** What the evaluator finds, in the same words. An abstention has one settlement for the instance, that of its latest breaches. */
function evaluated(reports: readonly Report[], asOf: AsOf): readonly string[] {
  const evidence: Evidence = {
    ...setting, coverage: new Map(), commitments: new Map(ALL.map((value) => [value.id, { value, source: { entry: value.id, known: 0 } }])),
    items: new Map(reports.map(({ fact: name, of, at, known }, index) => [String(index), { kind: 'report', value: { accounts: [{ by: 'M', stance: 'asserts' as const, facts: [{ fact: name, of, at: rfc3339(at) }] }] }, source: { entry: `e${index}`, known }, history: [] }])),
  };
  const asked = evaluator(claimsOf(evidence), { id: 'M', kind: 'actor', members: ['M'] }, asOf);
  return ALL.flatMap(({ id, duty }) => asked.statuses(id).flatMap(({ instances }) => instances.flatMap((one) => one.breaches.map((breach) => {
    const settled = duty?.shape === 'achieve' || breach.from === Math.max(...one.breaches.map(({ from }) => from)) ? `${one.settlement} ${one.settlesAt ?? ''}` : '';
    return `${id} ${one.key} ${breach.key} ${one.performance} ${breach.from} ${breach.to} ${settled}`;
  })))).sort();
}

function streamed(found: ReturnType<ReturnType<typeof followed>['findings']>): readonly string[] {
  return found.map((one) => {
    const achieves = one.performance !== 'breached', last = found.every((next) => next.commitment !== one.commitment || next.instance !== one.instance || next.from <= one.from);
    return `${one.commitment} ${one.instance} ${one.breach} ${one.performance} ${one.from} ${one.to} ${achieves || last ? `${one.settlement} ${one.settlesAt ?? ''}` : ''}`;
  }).sort();
}

const chances = (seed: number) => {
  let state = seed;
  return (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
};

/** Few keys and round times, so that ties, exact deadlines and repeated reports abound. */
function randomLog(seed: number): readonly Report[] {
  const next = chances(seed), names = Object.keys(KEYS);
  return Array.from({ length: 20 + next(60) }, () => {
    const name = names[next(names.length)] as string, at = 1_700_000_000 + next(60) * 12 * HOUR + (next(4) === 0 ? next(3) - 1 : 0);
    return { fact: name, of: Object.fromEntries((KEYS[name] ?? []).map((key) => [key, String(next(3))])), at, known: at + (next(5) === 0 ? next(7 * DAY) : next(HOUR)) };
  });
}

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const next = chances(seed);
  return list.map((one) => ({ one, place: next(1_000_003) })).sort((a, b) => a.place - b.place).map(({ one }) => one);
}

test('finds what the evaluator finds, on random logs, in order, late and shuffled, at any time asked', () => {
  const seed = 41_000;
  console.log(`seeds ${seed} to ${seed + 79}`);
  let breaches = 0, provisional = 0;
  for (let index = 0; index < 80; index += 1) {
    const log = randomLog(seed + index), next = chances(index);
    const inOrder = log.toSorted((a, b) => a.at - b.at), late = log.toSorted((a, b) => a.known - b.known);
    const watching = [inOrder, late, shuffled(log, index), shuffled(log, index + 500)].map((order) => followed(order));
    for (const asOf of [0, 1, 2, 3].map((time) => ({ valid: 1_700_000_000 + next(50 * DAY), known: time === 0 ? Number.MAX_SAFE_INTEGER : 1_700_000_000 + next(60 * DAY) }))) {
      const right = evaluated(log, asOf), found = watching.map((one) => one.findings(asOf));
      for (const one of found) expect({ seed: seed + index, asOf, found: streamed(one) }).toEqual({ seed: seed + index, asOf, found: right });
      expect(new Set(found.map((one) => JSON.stringify(one))).size).toBe(1);
      breaches += right.length;
      provisional += (found[0] ?? []).filter(({ settlement }) => settlement === 'provisional').length;
    }
  }
  console.log(`${breaches} breaches, ${provisional} provisional`);
  expect(Math.min(breaches, provisional, breaches - provisional)).toBeGreaterThan(500);
});

test('asked between two reports, or about one key only, it says what it would say at the end', () => {
  const log = randomLog(5), asOf = { valid: 1_703_000_000, known: 1_703_000_000 }, half = followed([]);
  for (const { fact: name, of, at, known } of shuffled(log, 9)) {
    half.add(name, of, at, known);
    const whole = half.findings(asOf).map((one) => JSON.stringify(one)), touched = half.findingsAbout(name, of, asOf).map((one) => JSON.stringify(one));
    expect(touched.filter((one) => !whole.includes(one))).toEqual([]);
  }
  expect(half.findings(asOf)).toEqual(followed(log).findings(asOf));
  expect(half.findingsAbout('request', { x: '1' }, asOf)).toEqual(half.findings(asOf).filter((one) => one.breach === 'x=1'));
  expect(half.findingsAbout('request', { x: 'never' }, asOf)).toEqual([]);
});

describe('what does not fit is refused, never approximated', () => {
  const response = PATTERNS.response72h;
  const refused: readonly (readonly [string, string, Partial<Commitment>])[] = [
    ['no duty', 'shape', {}],
    ['a state to be kept', 'shape', { duty: { shape: 'maintain', state: { fact: 'open' } } }],
    ['a schedule', 'shape', { ...response, trigger: { kind: 'schedule', every: 'P1M', first: '2024-01-01' } }],
    ['a goal that nothing triggers', 'shape', { duty: response.duty }],
    ['rival readings', 'member', { ...response, readings: [] }],
    ['an amount', 'member', { ...response, duty: { ...response.duty, quantity: { value: 3, unit: 'trucks' } } }],
    ['a tolerance', 'member', { duty: { ...attacked, tolerance: { count: { max: 3, in: 'P30D' } } } }],
    ['a state while it counts', 'member', { duty: { ...attacked, within: { fact: 'open' } } }],
    ['months', 'window', { ...response, window: by('P1M') }],
    ['no deadline', 'window', { ...response, window: {} }],
    ['a window that another event opens', 'window', { ...response, window: { opens: { event: { fact: 'waive' } }, ...by('PT72H') } }],
    ['months before the act', 'window', { duty: { ...attacked, unless: [{ ...noticed, atMost: 'P1M' }] } }],
    ['a goal of any key', 'key', { ...response, trigger: each('request', {}) }],
    ['a state as the goal', 'key', { ...response, duty: { shape: 'achieve', goal: { fact: 'open', of: { x: '?x' } } } }],
    ['a duty owed by each', 'key', { duty: { shape: 'abstain', act: { fact: 'attack', of: { p: '?bearer', z: '?z' } } } }],
  ];
  test.each(refused)('%s', (_, reason, rest) => {
    const made = monitor([commitment('C', rest)], setting);
    expect(made.ok ? null : made.refusal).toEqual({ code: 'stream.unsupported', commitment: 'C', why: reason });
  });

  test('a remedy, which the breach of another brings about', () => {
    const made = monitor([commitment('A', { ...PATTERNS.prior_notice, onBreach: ['C'] }), commitment('C', response)], setting);
    expect(made.ok ? null : made.refusal).toEqual({ code: 'stream.unsupported', commitment: 'C', why: 'remedy' });
  });

  test('a report without a key that a commitment reads', () => {
    const found = followed([]).add('attack', { p: '1' }, 0, 0);
    expect(found.ok ? null : found.refusal).toEqual({ code: 'stream.keys', fact: 'attack', key: 'z' });
  });
});

const data = process.env['COUNTERPART_DATA'];
if (data === undefined) console.log('COUNTERPART_DATA is not set: the monitor patterns are skipped');

interface Trace {
  readonly id: string;
  readonly pattern: string;
  readonly events: readonly (readonly [number, readonly (readonly [string, readonly number[]])[]])[];
  readonly closing_ts: number;
}

/** Here everything is told, so what is not told did not happen. */
const told = new Map([...vocabulary].map(([id, one]) => [id, { ...one, onRecord: true }]));

describe.skipIf(data === undefined)('the commitment patterns of two independent monitors', () => {
  const traces = data === undefined ? [] : readFileSync(join(data, 'monitor/patterns-dev.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Trace);
  test.each(Object.entries(PATTERNS))('%s agrees, in order, reversed and shuffled, points of one instant merged', (name, rest) => {
    const own = traces.filter(({ pattern }) => pattern === name), wrong: unknown[] = [];
    expect(own.length).toBe(50);
    for (const [index, trace] of own.entries()) {
      const reports = trace.events.flatMap(([at, list]) => list.map(([event, args]): Report => ({ fact: event, of: Object.fromEntries((KEYS[event] ?? []).map((key, place) => [key, String(args[place])])), at, known: 0 })));
      const right = referenceViolations(name, merged([...trace.events.map(([ts, events]) => ({ ts, events })), { ts: trace.closing_ts, events: [] }]));
      for (const order of [reports, reports.toReversed(), shuffled(reports, index)]) {
        const findings = followed(order, [commitment('C', rest)], told).findings({ valid: trace.closing_ts + 1, known: Number.MAX_SAFE_INTEGER });
        const found = [...new Set(findings.map((one) => `${one.performance === 'breached' ? one.from : one.instance.split('@')[1]} ${one.breach.split(' ').map((pair) => pair.split('=')[1]).join(',')}`))].sort();
        if (JSON.stringify(found) !== JSON.stringify(right)) wrong.push({ id: trace.id, found, right });
      }
    }
    expect(wrong).toEqual([]);
  });
});
