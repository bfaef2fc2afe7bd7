import { describe, expect, it } from 'vitest';
import type { Commitment } from '#agreement';
import type { Signature } from './bodies.ts';
import { ORDER, ROAD, TREATY, documentaryTable, liveTable } from './test-table.ts';

describe('an instrument', () => {
  it('names actors of the process, and one side’s reading comes from that side', () => {
    const table = liveTable();
    const entered = (more: object, who = 'head-a') => table.submit(who, 'instrument', { ...TREATY, id: 'N', ...more });
    expect(entered({ parties: ['A', 'X'] })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'parties[1]' });
    expect(entered({ issuedBy: 'X' })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'issuedBy' });
    expect(entered({ readings: [{ by: 'B', text: { en: 'no' } }] })).toEqual({ code: 'process.account.not-yours', by: 'B', yours: 'A', field: 'readings[0].by' });
    expect(entered({ assertedBy: ['A', 'B'] })).toEqual({ code: 'process.account.not-yours', by: 'B', yours: 'A', field: 'assertedBy[1]' });
    expect(entered({ readings: [{ by: 'A', text: { en: 'yes' } }], assertedBy: ['A'] })).toBeNull();
    expect(entered({}, 'relief')).toMatchObject({ code: 'process.kind.not-for-capacity' });
    expect(documentaryTable().submit('editor', 'instrument', { ...TREATY, id: 'N', readings: [{ by: 'B', text: { en: 'no' } }] })).toBeNull();
  });
});

describe('a signature', () => {
  const sign = (actor: string, more: Partial<Signature> = {}): Signature => ({ id: 's', instrument: 'T', actor, date: '2023-12-01', mode: 'signed', ...more });

  it('is for oneself, of a text that is there, by a party to it', () => {
    const table = liveTable();
    expect(table.submit('head-a', 'signature', sign('B'))).toEqual({ code: 'process.signature.not-yours', actor: 'B', yours: 'A' });
    expect(table.submit('head-a', 'signature', sign('X'))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'actor' });
    expect(table.submit('head-a', 'signature', sign('A', { instrument: 'T1' }))).toEqual({ code: 'process.instrument.unknown', id: 'T1', field: 'instrument' });
    expect(table.submit('head-c', 'signature', sign('C'))).toEqual({ code: 'process.signature.not-party', actor: 'C', instrument: 'T', parties: 'A, B' });
    expect(table.submit('envoy-mfa', 'signature', sign('A'))).toMatchObject({ code: 'process.signature.not-yours', yours: 'A-mfa' });
    expect(table.submit('head-a', 'signature', sign('A', { date: '2024-02-01' }))).toMatchObject({ code: 'process.date.future', field: 'date' });
    expect(documentaryTable().submit('editor', 'signature', sign('C'))).toMatchObject({ code: 'process.signature.not-party' });
  });

  it('by a delegate needs full powers; to initial or to sign ad referendum it does not', () => {
    const table = liveTable();
    expect(table.submit('delegate-a', 'signature', sign('A'))).toEqual({ code: 'process.powers.full', participant: 'delegate-a', kind: 'signature' });
    expect(table.submit('delegate-a', 'signature', sign('A', { mode: 'initialled' }))).toBeNull();
    expect(table.submit('delegate-a', 'signature', sign('A', { mode: 'ad-referendum' }))).toBeNull();
    table.add('head-a', 'accreditation', { id: 'envoy', name: 'Envoy', actor: 'A', capacity: 'delegate', key: 'k', proof: 's', fullPowers: { en: 'to sign the treaty' } });
    expect(table.submit('envoy', 'signature', sign('A'))).toBeNull();
  });

  it('comes once in each mode, and nothing comes after the last', () => {
    const table = liveTable().add('head-a', 'signature', sign('A', { id: 's1', mode: 'initialled' }));
    expect(table.submit('head-a', 'signature', sign('A', { mode: 'initialled' }))).toEqual({ code: 'process.signature.twice', actor: 'A', instrument: 'T', earlier: 's1' });
    expect(table.submit('head-b', 'signature', sign('B', { mode: 'initialled' }))).toBeNull();
    table.add('head-a', 'signature', sign('A', { id: 's2' }));
    expect(table.submit('head-a', 'signature', sign('A'))).toMatchObject({ code: 'process.signature.twice' });
    expect(table.submit('head-a', 'signature', sign('A', { mode: 'ad-referendum' }))).toEqual({ code: 'process.signature.twice', actor: 'A', instrument: 'T', earlier: 's2' });
    expect([...table.state.signatures.keys()]).toEqual(['s1', 's2']);
  });

  it('in a documentary record is written down by the editor', () => {
    expect(documentaryTable().submit('editor', 'signature', sign('B'))).toBeNull();
  });
});

describe('a commitment', () => {
  const table = liveTable();
  const offered = (more: Partial<Commitment>) => table.submit('head-a', 'commitment', { ...ROAD, id: 'n', ...more });

  it('stands under a clause of an instrument', () => {
    expect(offered({ instrument: 'X' })).toEqual({ code: 'process.instrument.unknown', id: 'X', field: 'instrument' });
    expect(offered({ clause: '9' })).toEqual({ code: 'process.clause.unknown', id: '9', instrument: 'T' });
  });

  it('binds somebody who is there', () => {
    expect(offered({ bearers: { actors: [] } })).toEqual({ code: 'process.commitment.no-bearer', id: 'n' });
    expect(offered({ bearers: { actors: ['A', 'X'] } })).toEqual({ code: 'process.commitment.bearer-unknown', id: 'n', bearer: 'X' });
  });

  it('speaks in the words of the vocabulary, wherever it speaks of facts', () => {
    const fog = { fact: 'fog' }, wrong = { fact: 'road.open', of: { river: 'r' } };
    const unknown = (field: string) => ({ code: 'process.fact.unknown', id: 'fog', field });
    expect(offered({ duty: { shape: 'achieve', goal: fog } })).toEqual(unknown('duty.goal'));
    expect(offered({ duty: { shape: 'achieve', goal: { fact: 'handover' }, orElse: [fog] } })).toEqual(unknown('duty.orElse[0]'));
    expect(offered({ duty: { shape: 'maintain', state: wrong } })).toEqual({ code: 'process.fact.keys', fact: 'road.open', wanted: 'road', given: 'river', field: 'duty.state' });
    expect(offered({ duty: { shape: 'maintain', state: { fact: 'road.open' }, tolerance: { count: { max: 1, in: 'P1D', distinct: 'agent' } } } })).toMatchObject({ code: 'process.fact.keys', given: 'agent' });
    expect(offered({ duty: { shape: 'abstain', act: { fact: 'handover' }, within: fog } })).toEqual(unknown('duty.within'));
    expect(offered({ duty: { shape: 'abstain', act: { fact: 'handover' }, unless: [{ prior: { fact: 'handover' }, distinct: { key: 'road', count: 2 }, why: { en: 'notice' } }] } })).toMatchObject({ code: 'process.fact.keys', field: 'duty.unless[0].prior' });
    expect(offered({ trigger: { kind: 'each', event: fog } })).toEqual(unknown('trigger.event'));
    expect(offered({ window: { opens: { event: fog } } })).toEqual(unknown('window.opens.event'));
    expect(offered({ window: { closes: { event: fog, plus: 'P1D', endpoint: 'by' } } })).toEqual(unknown('window.closes.event'));
    expect(offered({ window: { startBy: { event: fog, endpoint: 'by' } } })).toEqual(unknown('window.startBy.event'));
    expect(offered({ readings: [{ id: 'r', by: ['A'], text: { en: 'r' }, duty: { shape: 'achieve', goal: fog } }] })).toEqual(unknown('readings[0].duty.goal'));
    expect(offered({ readings: [{ id: 'r', by: ['A'], text: { en: 'r' }, window: { opens: { event: fog } } }] })).toEqual(unknown('readings[0].window.opens.event'));
  });

  it('names verifiers and assessors who are there, and speaks for its own side', () => {
    expect(offered({ verification: { attest: ['X'] } })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'verification.attest[0]' });
    expect(offered({ verification: { attest: [], determinedBy: ['X'] } })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'verification.determinedBy[0]' });
    expect(offered({ duty: { shape: 'assessed', assessors: ['MON', 'X'] } })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'duty.assessors[1]' });
    expect(offered({ assertedBy: ['B'] })).toEqual({ code: 'process.account.not-yours', by: 'B', yours: 'A', field: 'assertedBy[0]' });
  });

  it('is admitted where all of that is so, even when it waits for one that is still to come', () => {
    expect(offered({})).toBeNull();
    expect(liveTable().add('mediator', 'instrument', { ...TREATY, id: 'N', clauses: ['1', '2', '3'].map((id) => ({ id, text: { en: id } })) }).submit('head-a', 'commitment', { ...ROAD, id: 'n', instrument: 'N', clause: '2' })).toBeNull();
    expect(offered({ after: ['n2'], onBreach: ['n3'], window: { opens: { fulfilment: 'n2' }, closes: { event: { fact: 'handover', of: { place: '?p' } }, plus: 'P7D', endpoint: 'by' } }, assertedBy: ['A', 'A-mfa'] })).toBeNull();
    expect(offered({ instrument: ORDER.id, bearers: { actors: ['REL'] } })).toBeNull();
  });
});
