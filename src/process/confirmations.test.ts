import { describe, expect, it } from 'vitest';
import { challengedBy } from './challenges.ts';
import { assertedOnly } from './confirmations.ts';
import { decision, frozen, minuted, promised } from './test-story.ts';
import { LIVE, Table, grounded, liveTable } from './test-table.ts';

const confirm = (commitment: string, by: string, id = `co-${commitment}-${by}`) => ({ id, commitment, by });

describe('a confirmation', () => {
  const promise = (): Table => grounded(frozen(new Table(LIVE))).add('head-b', 'commitment', promised('c', ['B']));

  it('is of what another wrote down, by whoever owes it, by somebody who binds them', () => {
    expect(promise().submit('head-a', 'confirmation', confirm('none', 'A'))).toMatchObject({ code: 'process.commitment.unknown' });
    expect(promise().submit('head-b', 'confirmation', confirm('c', 'B'))).toEqual({ code: 'process.confirmation.not-bearer', commitment: 'c', by: 'B', bearers: 'A' });
    expect(promise().submit('head-b', 'confirmation', confirm('c', 'A'))).toMatchObject({ code: 'process.by.not-yours' });
    expect(promise().submit('delegate-a', 'confirmation', confirm('c', 'A'))).toEqual({ code: 'process.powers.full', participant: 'delegate-a', kind: 'confirmation' });
    expect(liveTable().submit('head-a', 'confirmation', confirm('T1', 'A'))).toEqual({ code: 'process.confirmation.nothing', commitment: 'T1', by: 'A' });
  });

  it('makes it theirs from there on, not before', () => {
    const done = promise(), before = done.state.recorded ?? 0;
    expect(assertedOnly(done.state, 'c', before)).toEqual({ by: ['B'], unconfirmed: ['A'] });
    done.add('head-a', 'confirmation', confirm('c', 'A'));
    expect(assertedOnly(done.state, 'c', done.state.recorded ?? 0)).toBeNull();
    expect(assertedOnly(done.state, 'c', before)).toEqual({ by: ['B'], unconfirmed: ['A'] });
    expect(done.submit('head-a', 'confirmation', confirm('c', 'A', 'twice'))).toEqual({ code: 'process.confirmation.nothing', commitment: 'c', by: 'A' });
  });

  it('of several who owe it takes each, whoever asserted it aside', () => {
    const done = grounded(frozen(new Table(LIVE))).add('head-b', 'commitment', { ...promised('c', ['B']), bearers: { actors: ['A', 'B', 'C'] } }).add('head-a', 'confirmation', confirm('c', 'A'));
    expect(assertedOnly(done.state, 'c', done.state.recorded ?? 0)).toEqual({ by: ['B'], unconfirmed: ['C'] });
    expect(done.submit('head-b', 'confirmation', confirm('c', 'B'))).toMatchObject({ code: 'process.confirmation.nothing' });
  });
});

describe('a reservation', () => {
  it('is to a decision, minutes or an instrument', () => {
    const table = minuted(liveTable()).add('head-a', 'proposal', decision());
    const to = (what: string): ReturnType<Table['submit']> => table.submit('head-b', 'reservation', { id: 're', to: what, by: 'B', type: 'reservation', text: { en: 'x' } });
    expect(['dec', 'min', 'T'].map(to)).toEqual([null, null, null]);
    expect(to('meet')).toEqual({ code: 'process.reservation.unknown', id: 'meet' });
  });
});

describe('a challenge of credentials', () => {
  const challenge = (by: string, step: 'challenged' | 'settled' = 'challenged', more: object = {}) => ({ id: `ch-${by}-${step}`, participant: 'delegate-a', by, step, reason: { en: 'No full powers seen' }, ...more });

  it('is by another side, once', () => {
    const table = liveTable();
    expect(table.submit('head-b', 'challenge', { ...challenge('B'), participant: 'ghost' })).toEqual({ code: 'process.participant.unknown', participant: 'ghost' });
    expect(table.submit('head-a', 'challenge', challenge('A'))).toEqual({ code: 'process.challenge.own', participant: 'delegate-a', by: 'A' });
    table.add('head-b', 'challenge', challenge('B'));
    expect(table.submit('head-b', 'challenge', { ...challenge('B'), id: 'again' })).toEqual({ code: 'process.challenge.standing', participant: 'delegate-a', by: 'B' });
    expect(table.submit('head-c', 'challenge', challenge('C'))).toBeNull();
  });

  it('takes nobody’s seat, and is settled by whoever challenged or a mediator', () => {
    const table = liveTable().add('head-b', 'challenge', challenge('B')), words = { id: 's', type: 't', date: '2023-12-01', summary: { en: 'x' }, accounts: [{ by: 'A', stance: 'asserts' as const }] };
    expect(table.submit('delegate-a', 'statement', words)).toBeNull();
    expect(table.submit('head-c', 'challenge', challenge('C', 'settled'))).toEqual({ code: 'process.challenge.none', participant: 'delegate-a', by: 'C' });
    expect(table.submit('head-c', 'challenge', challenge('C', 'settled', { of: 'B' }))).toEqual({ code: 'process.challenge.not-yours', participant: 'delegate-a', by: 'B' });
    expect(table.submit('head-b', 'challenge', challenge('B', 'settled'))).toBeNull();
    expect(challengedBy(table.state, 'delegate-a')).toEqual(['B']);
    expect(challengedBy(table.add('mediator', 'challenge', challenge('MED', 'settled', { of: 'B' })).state, 'delegate-a')).toEqual([]);
  });
});
