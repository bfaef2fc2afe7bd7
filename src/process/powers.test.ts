import { describe, expect, it } from 'vitest';
import type { Instrument, PowerAct } from '#agreement';
import type { Act } from './bodies.ts';
import { ORDERED, ROAD, TREATY, documentaryTable, liveTable, said, statement } from './test-table.ts';

const power = (more: Partial<PowerAct> = {}): PowerAct => ({ power: 'suspend', commitment: 'T1', at: '2024-02-01', form: 'written', ...more });
const act = (powers: readonly PowerAct[], more: Partial<Act> = {}): Act => ({ id: 'a', date: '2023-12-20', summary: { en: 'a' }, accounts: [], powers, ...more });

describe('a power', () => {
  const table = liveTable();
  const done = (more: Partial<PowerAct>, who = 'head-a') => table.submit(who, 'act', act([power(more)]));

  it('is over something that is there', () => {
    expect(done({ commitment: 'X' })).toEqual({ code: 'process.commitment.unknown', id: 'X', field: 'powers[0].commitment' });
    expect(done({ consentOf: ['X'] })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'powers[0].consentOf[0]' });
    expect(done({ closes: { event: { fact: 'fog' }, endpoint: 'by' } })).toMatchObject({ code: 'process.fact.unknown', field: 'powers[0].closes.event' });
  });

  it('belongs to the parties of the instrument and to the body named to determine', () => {
    expect(done({}, 'head-c')).toEqual({ code: 'process.power.not-holder', power: 'suspend', charge: 'T1', by: 'C', holders: 'A, B, MON' });
    expect(done({ commitment: 'T' }, 'monitor')).toMatchObject({ code: 'process.power.not-holder', charge: 'T', holders: 'A, B' });
    expect(done({}, 'observer')).toMatchObject({ code: 'process.kind.not-for-capacity' });
    expect(done({}, 'monitor')).toBeNull();
  });

  it.each([['head-a', 'A', 'A-mfa', 'B'], ['head-b', 'B', 'B', 'A']] as const)('is not of %s alone by what its own side issued, or was named to determine, over what binds another too', (head, side, body, other) => {
    const made = liveTable().add(head, 'instrument', { ...TREATY, id: 'I', issuedBy: body }).add(head, 'commitment', { ...ROAD, id: 'I1', instrument: 'I', verification: { attest: ['MON'], determinedBy: [body] } });
    for (const commitment of ['I', 'I1']) expect(made.submit(head, 'act', act([power({ commitment, power: 'terminate' })]))).toEqual({ code: 'process.power.consent-missing', power: 'terminate', charge: commitment, of: other });
    const ordered = liveTable().add(head, 'instrument', { ...TREATY, id: 'I', kind: 'court-order', issuedBy: body, parties: [other] });
    expect(ordered.submit(head, 'act', act([power({ commitment: 'I', power: 'terminate' })]))).toMatchObject({ code: 'process.power.not-holder', by: side, holders: '—' });
    const word = liveTable().add(head, 'instrument', { ...TREATY, id: 'I', issuedBy: body, parties: [side] });
    expect(word.submit(head, 'act', act([power({ commitment: 'I', power: 'terminate' })]))).toBeNull();
  });

  it('over a court’s order belongs to the court, never to whom it orders', () => {
    expect(done({ commitment: ORDERED.id, power: 'terminate' })).toEqual({ code: 'process.power.not-holder', power: 'terminate', charge: 'O1', by: 'A', holders: 'CRT' });
    expect(done({ commitment: 'ORD', power: 'terminate' }, 'judge')).toBeNull();
  });

  it('says its form; a notice is in writing, and new terms are said', () => {
    const { form: _form, ...formless } = power();
    expect(table.submit('monitor', 'act', act([formless]))).toEqual({ code: 'process.power.form-missing', power: 'suspend', charge: 'T1' });
    for (const one of ['suspend', 'terminate', 'deny-renewal'] as const) expect(done({ power: one, form: 'oral' }, 'monitor')).toEqual({ code: 'process.power.not-written', power: one, charge: 'T1' });
    for (const one of ['extend', 'amend'] as const) expect(done({ power: one }, 'monitor')).toEqual({ code: 'process.power.terms-missing', power: one, charge: 'T1' });
    expect(done({ power: 'extend', form: 'oral', closes: { at: '2024-05-01', endpoint: 'by' } }, 'monitor')).toBeNull();
  });

  it('needs the consent of the other parties', () => {
    for (const one of ['activate', 'suspend', 'resume', 'terminate'] as const) expect(done({ power: one })).toEqual({ code: 'process.power.consent-missing', power: one, charge: 'T1', of: 'B' });
    expect(done({ power: 'terminate', commitment: 'T' }, 'head-b')).toEqual({ code: 'process.power.consent-missing', power: 'terminate', charge: 'T', of: 'A' });
  });

  it('to deny renewal is each party’s own', () => {
    expect(done({ power: 'deny-renewal', commitment: 'T' })).toBeNull();
    expect(done({ power: 'deny-renewal' }, 'head-b')).toBeNull();
  });

  it('to waive belongs to those to whom it is owed', () => {
    expect(done({ power: 'waive' }, 'head-a')).toEqual({ code: 'process.power.consent-missing', power: 'waive', charge: 'T1', of: 'B' });
    expect(done({ power: 'waive' }, 'head-b')).toBeNull();
    const both = liveTable().add('mediator', 'commitment', { ...ROAD, id: 'T2', bearers: { actors: ['A', 'B'] } });
    expect(both.submit('head-b', 'act', act([power({ power: 'waive', commitment: 'T2' })]))).toMatchObject({ code: 'process.power.consent-missing', of: 'A' });
  });

  it('needs full powers of a delegate', () => {
    expect(done({ power: 'deny-renewal' }, 'delegate-a')).toEqual({ code: 'process.powers.full', participant: 'delegate-a', kind: 'act' });
  });

  it('is refused with all the others of its act if one of them is', () => {
    expect(table.submit('head-b', 'act', act([power({ power: 'waive' }), power()]))).toMatchObject({ code: 'process.power.consent-missing', power: 'suspend' });
  });
});

describe('consent', () => {
  const agreed = power({ power: 'extend', closes: { at: '2024-05-01', endpoint: 'by' } });
  const consenting = (terms: PowerAct) => statement('yes', { accounts: [said('B', { powers: [terms] })] });
  const extension = act([{ ...agreed, consentOf: ['B'] }]);
  const unsaid = { code: 'process.power.consent-not-on-record', power: 'extend', charge: 'T1', of: 'B' };

  it('is not given in another’s name', () => {
    expect(liveTable().submit('head-a', 'act', extension)).toEqual(unsaid);
    expect(liveTable().submit('monitor', 'act', extension)).toEqual(unsaid);
  });

  it('is to these terms and no others, by somebody who binds that side', () => {
    expect(liveTable().add('head-b', 'statement', consenting({ ...agreed, closes: { at: '2024-04-01', endpoint: 'by' } })).submit('head-a', 'act', extension)).toEqual(unsaid);
    expect(liveTable().add('head-b', 'statement', consenting({ ...agreed, power: 'amend' })).submit('head-a', 'act', extension)).toEqual(unsaid);
    expect(liveTable().add('head-b', 'statement', statement('no', { accounts: [said('B', { stance: 'disputes', powers: [agreed] })] })).submit('head-a', 'act', extension)).toEqual(unsaid);
    const table = liveTable().add('head-b', 'accreditation', { id: 'aide', name: 'Aide', actor: 'B', capacity: 'delegate', key: 'k', proof: 's' }).add('aide', 'statement', consenting(agreed));
    expect(table.submit('head-a', 'act', extension)).toEqual(unsaid);
  });

  it('may stand among other words of that side', () => {
    const words = statement('yes', { accounts: [said('B'), said('B', { powers: [power(), agreed] })] });
    expect(liveTable().add('head-b', 'statement', words).submit('head-a', 'act', extension)).toBeNull();
  });

  it('can be taken back until it is used', () => {
    const table = liveTable().add('head-b', 'statement', consenting(agreed));
    expect(table.submit('head-a', 'act', extension)).toBeNull();
    table.add('head-b', 'withdrawal', { id: 'w', withdraws: 'yes', reason: { en: 'no longer' }, date: '2024-01-01' });
    expect(table.submit('head-a', 'act', extension)).toEqual(unsaid);
  });

  it('is needed of every other party', () => {
    const three: Instrument = { ...TREATY, id: 'T3', parties: ['A', 'B', 'C'] };
    const table = liveTable().add('mediator', 'instrument', three);
    expect(table.submit('head-a', 'act', act([power({ commitment: 'T3', consentOf: ['B'] })]))).toMatchObject({ code: 'process.power.consent-missing', of: 'C' });
  });
});

describe('a power in a documentary record', () => {
  const record = documentaryTable();
  const written = (by: readonly string[], more: Partial<PowerAct>) => record.submit('editor', 'act', act([power(more)], { accounts: by.map((one) => said(one)), sources: [{ title: 'Gazette' }] }));

  it('is one that its holder says it exercised; what others say of it is their account', () => {
    expect(written(['C'], { power: 'deny-renewal' })).toMatchObject({ code: 'process.power.not-holder', by: 'C' });
    expect(record.submit('editor', 'act', act([power({ power: 'deny-renewal' })], { accounts: [said('A', { stance: 'disputes' })], sources: [{ title: 'Gazette' }] }))).toMatchObject({ code: 'process.power.not-holder', by: '—' });
    expect(written(['A-mfa'], { power: 'deny-renewal' })).toBeNull();
  });

  it('has the consent that the editor found, or is said by all', () => {
    expect(written(['A'], {})).toMatchObject({ code: 'process.power.consent-missing', of: 'B' });
    expect(written(['A'], { consentOf: ['B'] })).toBeNull();
    expect(written(['A', 'B'], {})).toBeNull();
  });
});
