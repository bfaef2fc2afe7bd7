import { describe, expect, it } from 'vitest';
import type { Commitment, Instrument } from '#agreement';
import type { Signature } from '#process';
import { dayStart, testRecord } from '../../tests/samples/record.ts';
import { oneSided } from './one-sided.ts';

const actors = [{ id: 'A', kind: 'party' as const, label: { en: 'Upland' } }, { id: 'B', kind: 'party' as const, label: { en: 'Lowland' } }];
const facts = [{ id: 'open', kind: 'state' as const, keys: ['road'], label: { en: 'open' }, holds: { en: 'the road is open' }, holdsNot: { en: 'the road is not open' } }];
const TERMS: Instrument = { id: 'P', kind: 'unsigned-terms', title: { en: 'Terms' }, date: '2023-05-01', parties: ['A', 'B'], assertedBy: ['A'], clauses: [{ id: '1', text: { en: 'First the road.' } }, { id: '2', text: { en: 'And respect.' } }], sources: [] };
const ROAD: Commitment = { id: 'P1', instrument: 'P', clause: '1', title: { en: 'Road' }, bearers: { actors: ['B'] }, track: 'infrastructure', assertedBy: ['A'], duty: { shape: 'achieve', goal: { fact: 'open', of: { road: 'pass' } } } };
const RESPECT: Commitment = { ...ROAD, id: 'P2', clause: '2', notExpressed: { en: 'no fact' } };
const signed = (actor: string, mode: Signature['mode'] = 'signed'): Signature => ({ id: `s-${actor}-${mode}`, instrument: 'P', actor, date: '2023-06-01', mode });

function read(signatures: readonly Signature[] = [], instruments: readonly Instrument[] = [TERMS], day = '2024-01-01') {
  const { duty: _duty, ...respect } = RESPECT;
  const state = testRecord({ actors, facts, instruments, commitments: [ROAD, respect], signatures });
  const asOf = { valid: dayStart(day), known: dayStart(day) };
  return oneSided({ state, perspectives: [], range: { from: 0, to: asOf.valid, known: asOf.known } }, [], asOf);
}

describe('texts of one side', () => {
  it('name who put them forward, who has not signed, and what would meet each point', () => {
    const [text] = read();
    expect(text).toMatchObject({ assertedBy: ['A'], others: ['B'] });
    expect(text?.clauses.map(({ clause, asks }) => [clause.id, asks.map(({ demand }) => demand)])).toEqual([
      ['1', [{ kind: 'becomes', words: { en: 'the road is open' }, of: { road: 'pass' } }]], ['2', [null]],
    ]);
    expect(text?.clauses[1]?.asks[0]?.row.notExpressed).toEqual({ en: 'no fact' });
  });

  it('are no longer so once somebody else has signed; an own signature or initials change nothing', () => {
    expect(read([signed('A'), signed('B', 'initialled')])).toHaveLength(1);
    expect(read([signed('B')])).toEqual([]);
  });

  it('are not those that several agreed, nor those of a later day', () => {
    const { assertedBy: _by, ...agreed } = TERMS;
    expect(read([], [agreed])).toEqual([]);
    expect(read([], [TERMS], '2023-04-01')).toEqual([]);
  });
});
