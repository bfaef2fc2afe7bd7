import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rfc3339 } from '#base';
import type { Assertion, Commitment, Fact } from '#agreement';
import type { Evidence } from './index.ts';
import { claimsOf, evaluator } from './index.ts';
import { merged, referenceViolations } from './monitor-reference.ts';

/**
 * 600 small traces over 12 commitment patterns whose violations two independent monitors agreed on, one of them extracted from a machine-checked proof.
 * Each pattern is written here in our kernel. Those monitors order points of one instant by line; we merge them, as simultaneous (docs/formats/endpoints.md).
 */
const data = process.env['COUNTERPART_DATA'];
if (data === undefined) console.log('COUNTERPART_DATA is not set: the monitor patterns are skipped');

type Point = readonly [number, readonly (readonly [string, readonly number[]])[]];
interface Trace {
  readonly id: string;
  readonly pattern: string;
  readonly events: readonly Point[];
  readonly closing_ts: number;
  readonly violations: readonly (readonly [number, string, readonly string[]])[];
}

const KEYS: { readonly [event: string]: readonly string[] } = {
  request: ['x'], grant: ['x'], waive: ['x'], closure: ['c'], reopen: ['c'], move: ['c'], attack: ['p', 'z'], notify: ['p', 'z'], repair: ['p', 'z'], ceasefire: ['z'],
  incident: ['c', 'i'], report: ['i', 's'], finding: ['i'], periodic: ['o'],
};
const by = (plus: string) => ({ closes: { trigger: true, plus, endpoint: 'by' } }) as const;
const commitment = (id: string, rest: Partial<Commitment>): Commitment => ({ id, instrument: 'I', clause: '1', title: { en: id }, bearers: { actors: ['1', '2'] }, track: 'security', ...rest });
const each = (fact: string, of: { readonly [key: string]: string }) => ({ kind: 'each', event: { fact, of } }) as const;
const why = { en: 'prior notice' };
const unannounced = { shape: 'abstain', act: { fact: 'attack', of: { p: '?p', z: '?z' } }, unless: [{ prior: { fact: 'notify', of: { p: '?p', z: '?z' } }, atLeast: 'PT24H', why }] } as const;

/** Every pattern in the kernel; the last of a list is the one whose violations count. */
const PATTERNS: { readonly [pattern: string]: readonly Commitment[] } = {
  response72h: [commitment('C', { trigger: each('request', { x: '?x' }), duty: { shape: 'achieve', goal: { fact: 'grant', of: { x: '?x' } } }, window: by('PT72H') })],
  response_or_waiver: [commitment('C', { trigger: each('request', { x: '?x' }), duty: { shape: 'achieve', goal: { fact: 'grant', of: { x: '?x' } }, orElse: [{ fact: 'waive', of: { x: '?x' } }] }, window: by('PT72H') })],
  maintenance24h: [commitment('C', { trigger: each('closure', { c: '?c' }), duty: { shape: 'achieve', goal: { fact: 'reopen', of: { c: '?c' } } }, window: by('PT24H') })],
  recurring30d: [commitment('C', { trigger: each('periodic', { o: '?o' }), duty: { shape: 'achieve', goal: { fact: 'periodic', of: { o: '?o' } } }, window: { opens: { trigger: true, plus: 'PT1S' }, ...by('PT720H') } })],
  overdue_state: [commitment('C', { trigger: each('closure', { c: '?c' }), duty: { shape: 'achieve', goal: { fact: 'reopen', of: { c: '?c' } } }, window: { opens: { trigger: true, plus: 'PT1S' }, ...by('PT24H') } })],
  prior_notice: [commitment('C', { duty: unannounced })],
  prior_notice_bounded: [commitment('C', { duty: { ...unannounced, unless: [{ ...unannounced.unless[0], atMost: 'P30D' }] } })],
  absence_window: [commitment('C', { trigger: each('ceasefire', { z: '?z' }), duty: { shape: 'abstain', act: { fact: 'attack', of: { p: '?p', z: '?z' } } }, window: by('PT720H') })],
  cap3in30d: [commitment('C', { duty: { shape: 'abstain', act: { fact: 'incident', of: { c: '?bearer', i: '?i' } }, tolerance: { count: { max: 3, in: 'P30D', distinct: 'i' } } } })],
  quorum2in7d: [commitment('C', { duty: { shape: 'abstain', act: { fact: 'finding', of: { i: '?i' } }, unless: [{ prior: { fact: 'report', of: { i: '?i' } }, atMost: 'P7D', distinct: { key: 's', count: 2 }, why }] } })],
  ctd_repair7d: [
    commitment('A', { duty: unannounced, onBreach: ['C'] }),
    commitment('C', { duty: { shape: 'achieve', goal: { fact: 'repair', of: { p: '?p', z: '?z' } } }, window: by('PT168H') }),
  ],
  prohibited_while_closed: [commitment('C', { duty: { shape: 'abstain', act: { fact: 'move', of: { c: '?c' } }, within: { fact: 'closed', of: { c: '?c' } } } })],
};

/** One account tells every event. A closure is also the state that begins with it and ends with a later reopening; at one instant the closure counts. */
function assertionsOf(trace: Trace): readonly Assertion[] {
  const merged = Map.groupBy(trace.events, ([ts]) => ts);
  return [...merged].flatMap(([ts, points]) => {
    const at = rfc3339(ts);
    const events = points.flatMap(([, list]) => list);
    const told = events.map(([fact, args]) => ({ fact, of: Object.fromEntries((KEYS[fact] ?? []).map((key, index) => [key, String(args[index])])), at }));
    const closed = new Set(events.filter(([fact]) => fact === 'closure').map(([, args]) => String(args[0])));
    const opened = new Set(events.filter(([fact]) => fact === 'reopen').map(([, args]) => String(args[0])).filter((c) => !closed.has(c)));
    const states = [...closed].map((c) => ({ c, open: false })).concat([...opened].map((c) => ({ c, open: true })));
    return [...told, ...states.flatMap(({ c, open }) => [{ fact: 'open', of: { c }, holds: open, from: at }, { fact: 'closed', of: { c }, holds: !open, from: at }])];
  });
}

const facts: ReadonlyMap<string, Fact> = new Map([
  ...Object.entries(KEYS).map(([id, keys]): [string, Fact] => [id, { id, kind: 'event', keys, label: { en: id }, holds: { en: id }, holdsNot: { en: id }, onRecord: true }]),
  ...['open', 'closed'].map((id): [string, Fact] => [id, { id, kind: 'state', keys: ['c'], label: { en: id }, holds: { en: id }, holdsNot: { en: id } }]),
]);

function evidenceOf(trace: Trace, assertions: readonly Assertion[]): Evidence {
  const source = (entry: string): { entry: string; known: number } => ({ entry, known: 0 });
  return {
    charter: { zone: 'UTC', evidenceWindow: 'P14D' }, vocabulary: facts, coverage: new Map(),
    instruments: new Map([['I', { value: { id: 'I', kind: 'agreement', title: { en: 'I' }, date: '1970-01-01T00:00:00Z', parties: [], clauses: [], sources: [] }, source: source('I') }]]),
    commitments: new Map((PATTERNS[trace.pattern] ?? []).map((value) => [value.id, { value, source: source(value.id) }])),
    items: new Map(assertions.map((assertion, index) => [String(index), { kind: 'report', value: { accounts: [{ by: 'M', stance: 'asserts' as const, facts: [assertion] }] }, source: source(`e${index}`), history: [] }])),
  };
}

/** What our kernel finds, as `instant args`, in the terms of the monitors. */
function violations(trace: Trace, assertions: readonly Assertion[]): readonly string[] {
  const record = claimsOf(evidenceOf(trace, assertions));
  const [status] = evaluator(record, { id: 'M', kind: 'actor', members: ['M'] }, { valid: trace.closing_ts + 1, known: Number.MAX_SAFE_INTEGER }).statuses('C');
  if (status === undefined) throw new Error('no status');
  const args = (key: string): string => key.replace(/ ?@\d+/, '').split(' ').filter(Boolean).map((pair) => pair.split('=')[1]).join(',');
  const found = new Set<string>();
  const points = [...new Set([...trace.events.map(([ts]) => ts), trace.closing_ts])];
  if (trace.pattern === 'overdue_state') {
    // Overdue at a point: after the window, and before the reopening if there was one.
    for (const { key, window, performance, since } of status.instances) {
      const end = performance === 'done-late' ? since?.from ?? 0 : performance === 'overdue' ? Number.MAX_SAFE_INTEGER : 0;
      for (const ts of points) if (ts >= (window.to ?? 0) && ts < end) found.add(`${ts} ${args(key)}`);
    }
    return [...found].sort();
  }
  for (const one of status.instances) {
    if (PATTERNS[trace.pattern]?.at(-1)?.duty?.shape === 'achieve') {
      if (one.performance === 'overdue' || one.performance === 'done-late') found.add(`${/@(\d+)/.exec(one.key)?.[1]} ${args(one.key)}`);
    } else for (const breach of one.breaches) found.add(`${breach.from} ${trace.pattern === 'cap3in30d' ? args(one.key) : args(breach.key)}`);
  }
  return [...found].sort();
}

const expected = (trace: Trace): readonly string[] => [...new Set(trace.violations.flatMap(([, ts, list]) => list.map((args) => `${ts} ${args}`)))].sort();

function shuffled<T>(list: readonly T[], seed: number): readonly T[] {
  const result = [...list];
  let state = seed;
  for (let index = result.length - 1; index > 0; index -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (index + 1);
    [result[index], result[other]] = [result[other] as T, result[index] as T];
  }
  return result;
}

describe.skipIf(data === undefined)('the commitment patterns of two independent monitors', () => {
  const traces = data === undefined ? [] : readFileSync(join(data, 'monitor/patterns-dev.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Trace);

  const pointsOf = (trace: Trace) => [...trace.events.map(([ts, events]) => ({ ts, events })), { ts: trace.closing_ts, events: [] }];

  test('the reference agrees with the monitors on every trace as it stands', () => {
    expect(traces.length).toBe(600);
    expect(traces.filter((trace) => JSON.stringify(referenceViolations(trace.pattern, pointsOf(trace))) !== JSON.stringify(expected(trace))).map(({ id }) => id)).toEqual([]);
  });

  test.each([...Map.groupBy(traces, ({ pattern }) => pattern)])('the kernel agrees on %s, in order, reversed and shuffled, points of one instant merged', (_, group) => {
    const wrong: unknown[] = [];
    for (const [index, trace] of group.entries()) {
      const told = assertionsOf(trace), right = referenceViolations(trace.pattern, merged(pointsOf(trace)));
      for (const order of [told, told.toReversed(), shuffled(told, 20_231_212 + index)]) {
        const found = violations(trace, order);
        if (JSON.stringify(found) !== JSON.stringify(right)) wrong.push({ id: trace.id, found, right });
      }
    }
    expect(wrong).toEqual([]);
  });
});
