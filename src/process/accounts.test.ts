import { describe, expect, it } from 'vitest';
import type { Assertion } from '#agreement';
import type { Finding } from './bodies.ts';
import { ORDERED, documentaryTable, liveTable, meeting, report, said, sourced, statement } from './test-table.ts';

const open = (more: Partial<Assertion> = {}): Assertion => ({ fact: 'road.open', of: { road: 'pass' }, from: '2023-12-01', ...more });
const handover: Assertion = { fact: 'handover', of: { place: 'pass', agent: 'A' }, at: '2023-12-01' };

describe('an account', () => {
  const table = liveTable();
  const telling = (...facts: readonly Assertion[]) => table.submit('head-a', 'statement', statement('s', { accounts: [said('A', { facts })] }));

  it('is one’s own', () => {
    expect(table.submit('head-a', 'statement', statement('s', { accounts: [said('A'), said('B')] }))).toEqual({ code: 'process.account.not-yours', by: 'B', yours: 'A', field: 'accounts[1].by' });
    expect(table.submit('envoy-mfa', 'statement', statement('s', { accounts: [said('A')] }))).toMatchObject({ code: 'process.account.not-yours', yours: 'A-mfa' });
    expect(table.submit('head-a', 'statement', statement('s', { accounts: [said('A-mfa')] }))).toBeNull();
  });

  it('speaks in the words of the vocabulary, of exactly one instance', () => {
    expect(telling({ ...open(), fact: 'fog' })).toEqual({ code: 'process.fact.unknown', id: 'fog', field: 'accounts[0].facts[0]' });
    expect(telling(open({ of: {} }))).toEqual({ code: 'process.fact.keys', fact: 'road.open', wanted: 'road', given: '—', field: 'accounts[0].facts[0]' });
    expect(telling(open({ of: { road: 'pass', river: 'r' } }))).toMatchObject({ code: 'process.fact.keys', given: 'river, road' });
    expect(telling({ ...handover, of: { place: 'pass', road: 'pass' } })).toMatchObject({ code: 'process.fact.keys', wanted: 'agent, place' });
  });

  it('has an event at a time, a state from one', () => {
    const { at: _at, ...never } = handover;
    for (const event of [{ ...handover, from: '2023-12-01' }, { ...handover, to: '2023-12-02' }, never]) expect(telling(event)).toEqual({ code: 'process.fact.event-at', fact: 'handover', field: 'accounts[0].facts[0]' });
    const { from: _from, ...timeless } = open();
    for (const state of [open({ at: '2023-12-01' }), timeless]) expect(telling(handover, state)).toEqual({ code: 'process.fact.state-from', fact: 'road.open', field: 'accounts[0].facts[1]' });
    expect(telling(handover, open({ to: '2023-12-05' }), open({ from: '2023-12', holds: false }))).toBeNull();
  });

  it('grades, and claims powers over, commitments that are there', () => {
    expect(table.submit('monitor', 'report', report('r', { accounts: [said('MON', { grades: [{ commitment: 'X', level: 1, at: '2023-12-01' }] })] }))).toEqual({ code: 'process.commitment.unknown', id: 'X', field: 'accounts[0].grades[0].commitment' });
    const claiming = (more: object) => table.submit('head-a', 'statement', statement('s', { accounts: [said('A', { powers: [{ power: 'suspend', commitment: 'T1', at: '2025-01-01', ...more }] })] }));
    expect(claiming({ commitment: 'X' })).toMatchObject({ code: 'process.commitment.unknown', field: 'accounts[0].powers[0].commitment' });
    expect(claiming({ consentOf: ['X'] })).toMatchObject({ code: 'process.actor.unknown', field: 'accounts[0].powers[0].consentOf[0]' });
    expect(claiming({ window: { opens: { event: { fact: 'fog' } } } })).toMatchObject({ code: 'process.fact.unknown', field: 'accounts[0].powers[0].window.opens.event' });
    expect(claiming({})).toBeNull();
    expect(claiming({ commitment: 'T' })).toBeNull();
  });
});

describe('an item', () => {
  it('names places, commitments and instruments that are there', () => {
    const table = liveTable();
    expect(table.submit('monitor', 'report', report('r', { place: 'moon' }))).toEqual({ code: 'process.place.unknown', id: 'moon', field: 'place' });
    expect(table.submit('monitor', 'report', report('r', { commitments: ['T1', 'T'] }))).toEqual({ code: 'process.commitment.unknown', id: 'T', field: 'commitments[1]' });
    expect(table.submit('monitor', 'report', report('r', { instruments: ['T1'] }))).toEqual({ code: 'process.instrument.unknown', id: 'T1', field: 'instruments[0]' });
    expect(table.submit('monitor', 'report', report('r', { place: 'pass', commitments: ['T1'], instruments: ['T'] }))).toBeNull();
  });

  it('does not come from the future, a day aside', () => {
    const table = liveTable();
    const future = (field: string, when = '2024-01-03') => ({ code: 'process.date.future', when, field, recorded: '2024-01-01T00:07:00Z' });
    const reporting = (more: object) => table.submit('monitor', 'report', report('r', more));
    expect(reporting({ date: '2024-01-03' })).toEqual(future('date'));
    expect(reporting({ dateEnd: '2024-01-03' })).toEqual(future('dateEnd'));
    expect(reporting({ publishedAt: '2024-02' })).toEqual(future('publishedAt', '2024-02'));
    expect(reporting({ outage: { service: 'gas', level: 'full', from: '2024-01-03' } })).toEqual(future('outage.from'));
    expect(reporting({ accounts: [said('MON', { facts: [open({ from: '2024-01-03' })] })] })).toEqual(future('accounts[0].facts[0].from'));
    expect(reporting({ accounts: [said('MON', { facts: [{ ...handover, at: '2024-01-03' }] })] })).toEqual(future('accounts[0].facts[0].at'));
    expect(reporting({ accounts: [said('MON', { grades: [{ commitment: 'T1', level: 0, at: '2024-01-03' }] })] })).toEqual(future('accounts[0].grades[0].at'));
    const second = '2024-01-02T00:07:00Z', next = '2024-01-02T00:07:01Z';
    expect(reporting({ date: second })).toBeNull();
    expect(reporting({ date: next })).toEqual(future('date', next));
    expect(reporting({ date: 'no time' })).toMatchObject({ code: 'time.malformed' });
    expect(reporting({ date: '2024-01-02', accounts: [said('MON', { facts: [open({ to: '2024-06-01' })] })] })).toBeNull();
  });

  it('in a documentary record says by whom, and where it was read', () => {
    const record = documentaryTable();
    const { accounts, sources } = sourced('B');
    expect(record.submit('editor', 'report', report('r', { sources }))).toEqual({ code: 'process.account.missing', id: 'r' });
    expect(record.submit('editor', 'statement', statement('s', { accounts }))).toEqual({ code: 'process.source.missing', id: 's' });
    expect(record.submit('editor', 'statement', statement('s', { accounts, sources: [] }))).toEqual({ code: 'process.source.missing', id: 's' });
    expect(record.submit('editor', 'statement', statement('s', { accounts: [said('X')], sources }))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'accounts[0].by' });
    expect(record.submit('editor', 'statement', statement('s', { accounts, basis: 'general-knowledge' }))).toBeNull();
    expect(record.submit('editor', 'statement', statement('s', { accounts: [said('A'), said('B', { stance: 'disputes' })], sources }))).toBeNull();
  });

  it('in a documentary record is not known before what it tells of', () => {
    const record = documentaryTable();
    const late = { sources: [{ title: 'Gazette' }], accounts: [said('B', { facts: [open({ from: '2023-12-05' })] })] };
    expect(record.submit('editor', 'report', report('r', late))).toEqual({ code: 'process.published.missing', when: '2023-12-05', field: 'accounts[0].facts[0].from', date: '2023-12-01' });
    expect(record.submit('editor', 'report', report('r', { ...late, publishedAt: '2023-12-03' }))).toEqual({ code: 'process.published.too-early', when: '2023-12-05', field: 'accounts[0].facts[0].from', published: '2023-12-03' });
    expect(record.submit('editor', 'report', report('r', { ...late, date: '2023-12-05', publishedAt: '2023-12-01' }))).toMatchObject({ code: 'process.published.too-early', field: 'date' });
    expect(record.submit('editor', 'report', report('r', { ...late, publishedAt: '2023-12-05' }))).toBeNull();
    expect(record.submit('editor', 'report', report('r', { ...late, dateEnd: '2023-12-06' }))).toBeNull();
  });
});

describe('a meeting', () => {
  const table = liveTable();
  it('is proposed in one’s own name, between actors that are there, and held before it is recorded', () => {
    expect(table.submit('head-a', 'meeting', meeting('m', { participants: ['A', 'X'] }))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'participants[1]' });
    expect(table.submit('head-a', 'meeting', meeting('m', { proposedBy: 'X' }))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'proposedBy' });
    expect(table.submit('head-a', 'meeting', meeting('m', { status: 'proposed', proposedBy: 'B' }))).toEqual({ code: 'process.meeting.not-your-proposal', proposedBy: 'B', yours: 'A' });
    expect(table.submit('head-a', 'meeting', meeting('m', { date: '2024-05-01' }))).toMatchObject({ code: 'process.date.future' });
    expect(table.submit('head-a', 'meeting', meeting('m', { status: 'proposed', proposedBy: 'A', date: '2024-05-01' }))).toBeNull();
    expect(table.submit('head-a', 'meeting', meeting('m', { status: 'declined', proposedBy: 'B' }))).toBeNull();
    expect(table.submit('relief', 'meeting', meeting('m'))).toBeNull();
    expect(table.submit('observer', 'meeting', meeting('m'))).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });
});

describe('a finding', () => {
  const finding = (body: string, more: Partial<Finding> = {}): Finding => ({ id: 'f', date: '2023-12-01', summary: { en: 'f' }, accounts: [], body, ...more });
  const breached = (commitment: string) => ({ determines: [{ commitment, outcome: 'breached', from: '2023-12-01' } as const] });

  it('is of one’s own body, which is no party', () => {
    const table = liveTable();
    expect(table.submit('monitor', 'finding', finding('CRT'))).toEqual({ code: 'process.finding.not-of-body', body: 'CRT', yours: 'MON' });
    expect(table.submit('head-a', 'finding', finding('MON'))).toEqual({ code: 'process.finding.not-of-body', body: 'MON', yours: 'A' });
    expect(table.submit('head-a', 'finding', finding('A'))).toEqual({ code: 'process.finding.by-party', body: 'A' });
    expect(table.submit('monitor', 'finding', finding('X'))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'body' });
    expect(table.submit('observer', 'finding', finding('OBS'))).toMatchObject({ code: 'process.kind.not-for-capacity' });
  });

  it('decides only what its body is named for, or ordered itself', () => {
    const table = liveTable();
    expect(table.submit('judge', 'finding', finding('CRT', breached('T1')))).toEqual({ code: 'process.finding.not-competent', body: 'CRT', commitment: 'T1', competent: 'MON' });
    expect(table.submit('monitor', 'finding', finding('MON', breached(ORDERED.id)))).toMatchObject({ code: 'process.finding.not-competent', competent: 'CRT' });
    expect(table.submit('monitor', 'finding', finding('MON', breached('X')))).toEqual({ code: 'process.commitment.unknown', id: 'X', field: 'determines[0].commitment' });
    expect(table.submit('monitor', 'finding', finding('MON', { determines: [{ commitment: 'T1', outcome: 'kept', from: '2024-03-01' }] }))).toMatchObject({ code: 'process.date.future', field: 'determines[0].from' });
    expect(table.submit('monitor', 'finding', finding('MON', breached('T1')))).toBeNull();
    expect(table.submit('judge', 'finding', finding('CRT', breached(ORDERED.id)))).toBeNull();
    table.add('judge', 'commitment', { ...ORDERED, id: 'O2', verification: { attest: [], determinedBy: ['MON'] } });
    for (const [who, body] of [['judge', 'CRT'], ['monitor', 'MON']] as const) expect(table.submit(who, 'finding', finding(body, breached('O2')))).toBeNull();
    expect(table.submit('relief', 'finding', finding('REL', breached('O2')))).toMatchObject({ code: 'process.finding.not-competent', competent: 'CRT, MON' });
    expect(documentaryTable().submit('editor', 'finding', finding('CRT', { ...breached(ORDERED.id), sources: [{ title: 'Order' }] }))).toBeNull();
  });
});
