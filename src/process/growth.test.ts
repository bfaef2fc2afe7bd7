import { describe, expect, it } from 'vitest';
import { span } from '#base';
import type { Body, Charter, Entered, Kind } from './bodies.ts';
import { begin } from './charter.ts';
import { evolve, fold } from './growth.ts';
import { randomBody } from './random-body.ts';
import { generator } from './random-names.ts';
import { decide } from './rules.ts';
import { TABLE_KINDS } from './table.ts';
import type { ProcessState } from './state.ts';
import { DOCUMENTARY, LIVE, ORDERED, PEOPLE, ROAD, Table, at, charterSubmission, documentaryTable, entryId, liveTable, report, said, sourced, statement } from './test-table.ts';

/** The state as plain data, maps in their order. */
const plain = (state: ProcessState): unknown => JSON.parse(JSON.stringify(state, (_key, value: unknown) => value instanceof Map ? [...value] : value));

const opened = (charter: Charter): ProcessState => {
  const begun = begin(charterSubmission(charter), 'p');
  if (!begun.ok) throw new Error(begun.refusal.code);
  return begun.value;
};

describe('when a thing became known', () => {
  const end = (when: string): number => {
    const read = span(when, 'UTC');
    return read.ok ? read.value.to ?? 0 : 0;
  };

  it('is its recording, at a live table', () => {
    const { state } = liveTable().add('head-a', 'statement', statement('s', { publishedAt: '2023-12-02' }), { recorded: at('2024-02-01') });
    expect(state.items.get('s')?.source.known).toBe(at('2024-02-01'));
    expect(state.instruments.get('T')?.source.known).toBe(state.instruments.get('T')?.source.recorded);
  });

  it('is its publication in a documentary record, else its end, else its date', () => {
    const { state } = documentaryTable()
      .add('editor', 'report', report('published', { ...sourced('B'), dateEnd: '2023-12-03', publishedAt: '2023-12-05' }))
      .add('editor', 'report', report('ended', { ...sourced('B'), dateEnd: '2023-12-03' }))
      .add('editor', 'report', report('dated', { ...sourced('B'), date: '2023-11' }))
      .add('editor', 'signature', { id: 'sig', instrument: 'T', actor: 'A', date: '2023-06-02', mode: 'signed' })
      .add('editor', 'coverage', { id: 'cov', by: 'MON', fact: 'road.open', of: {}, from: '2023-11-01', to: '2023-11-30' })
      .add('editor', 'geography', { id: 'geo', title: { en: 'g' }, role: 'road', by: 'x', source: { title: 'x' }, lines: [] });
    expect(state.items.get('published')?.source.known).toBe(end('2023-12-05'));
    expect(state.items.get('ended')?.source.known).toBe(end('2023-12-03'));
    expect(state.items.get('dated')?.source.known).toBe(at('2023-12-01'));
    expect(state.signatures.get('sig')?.source.known).toBe(end('2023-06-02'));
    expect(state.coverage.get('cov')?.source.known).toBe(end('2023-11-30'));
    expect(state.geography.get('geo')?.source.known).toBe(0);
    expect(state.instruments.get('T')?.source.known).toBe(end('2023-06-01'));
    expect(state.commitments.get('T1')?.source.known).toBe(end('2023-06-01'));
  });

  it('follows the charter’s zone, and is never later than its recording', () => {
    const east = new Table({ ...DOCUMENTARY, zone: 'UTC+04:00' }).add('editor', 'report', report('r', sourced('B')));
    expect(east.state.items.get('r')?.source.known).toBe(at('2023-12-02') - 4 * 3600);
    const today = documentaryTable().add('editor', 'report', report('r', { ...sourced('B'), date: '2024-01' }));
    expect(today.state.items.get('r')?.source.known).toBe(today.state.recorded);
  });
});

describe('evolving', () => {
  it('follows on what is there, once', () => {
    const table = liveTable();
    const again = table.entries.at(-1) as Entered;
    expect(() => evolve(table.state, again)).toThrow('follows on');
    expect(() => evolve(table.state, { ...again, position: table.state.size })).toThrow('comes once');
    const stray = { id: 'w', withdraws: 'x', reason: { en: 'x' }, date: '2024-01-01' };
    expect(() => evolve(table.state, { ...again, entry: entryId(70), position: table.state.size, body: { kind: 'withdrawal', content: stray } })).toThrow('before it is changed');
  });

  it('knows every entry and every case id by its position', () => {
    const { state } = liveTable();
    expect(state.size).toBe(7);
    expect(Object.fromEntries(state.positions)).toMatchObject({ [entryId(6)]: 6, charter: 0, vocabulary: 1, gazetteer: 2, T: 3, ORD: 4, T1: 5, O1: 6 });
  });
});

const KINDS: readonly Kind[] = [...TABLE_KINDS, 'amendment', 'charter', 'accreditation', 'vocabulary', 'gazetteer', 'geography', 'instrument', 'signature', 'commitment', 'statement', 'report', 'meeting', 'finding', 'act', 'coverage', 'correction', 'withdrawal'];
const SEEDS = [1, 20_231_212, 77_003];

describe.each(SEEDS)('with chance of seed %i', (seed) => {
  it('the rules answer every body, and never throw; what they admit folds alike in one and in batches', () => {
    const random = generator(seed);
    const answers = new Set<string>();
    for (const charter of [LIVE, DOCUMENTARY]) {
      const table = charter === LIVE ? liveTable() : documentaryTable();
      const people = charter === LIVE ? PEOPLE : charter.participants;
      for (let turn = 0; turn < 3000; turn++) {
        const kind = random.pick(KINDS), who = random.pick(people).id;
        const submission = table.by(who, kind, randomBody(kind, random).content as never);
        const verdict = decide(table.state, submission);
        answers.add(verdict.ok ? `admitted ${kind}` : verdict.refusal.code);
        if (verdict.ok) table.add(who, kind, submission.body.content as never);
      }
      const whole = plain(fold(opened(charter), table.entries));
      let batched = opened(charter);
      for (let from = 0; from < table.entries.length;) {
        const size = 1 + random.below(40);
        batched = fold(batched, table.entries.slice(from, from + size));
        from += size;
      }
      expect(plain(batched)).toEqual(whole);
      expect(plain(table.state)).toEqual(whole);
    }
    expect(answers.size).toBeGreaterThan(40);
  });
});

it('folds the same whoever asked the rules in between', () => {
  const asked = liveTable(), body: Body = { kind: 'statement', content: statement('s', { accounts: [said('A')] }) };
  asked.submit('head-a', 'statement', body.content);
  expect(plain(asked.state)).toEqual(plain(liveTable().state));
  expect([ROAD.id, ORDERED.id].every((id) => asked.state.commitments.has(id))).toBe(true);
});
