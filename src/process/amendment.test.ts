import { describe, expect, it } from 'vitest';
import type { Amendment } from './table-bodies.ts';
import { outcomeOf } from './outcome.ts';
import { decision, tableUnder } from './test-story.ts';
import { LIVE, at, documentaryTable, liveTable } from './test-table.ts';

const amendment = (heads: readonly string[], changes: Amendment['changes'] = { title: { en: 'The two passes' } }): Amendment =>
  ({ id: 'am', changes, reason: { en: 'As agreed' }, agreedBy: heads.map((participant) => ({ participant, signature: 's' })) });
const ALL = ['head-a', 'head-b', 'head-c'];

describe('an amendment', () => {
  it('takes the consent that the charter names, of heads', () => {
    expect(liveTable().submit('head-a', 'amendment', amendment(['head-a', 'head-b']))).toEqual({ code: 'process.amendment.too-few', heads: 2, needs: 3 });
    expect(liveTable().submit('head-a', 'amendment', amendment([...ALL, 'mediator']))).toEqual({ code: 'process.amendment.not-head', participant: 'mediator' });
    expect(liveTable().submit('mediator', 'amendment', amendment(ALL))).toMatchObject({ code: 'process.kind.not-for-capacity', may: 'head' });
    expect(documentaryTable().submit('editor', 'amendment', amendment(ALL))).toMatchObject({ code: 'process.kind.not-for-capacity', may: '—' });
  });

  it('changes the charter from there on, and the earlier one is kept', () => {
    const { state } = liveTable().add('head-a', 'amendment', amendment(ALL, { evidenceWindow: 'P30D', procedure: { amendment: { heads: 2 } } }));
    expect(state.charter).toMatchObject({ evidenceWindow: 'P30D', title: LIVE.title });
    expect(state.charterHistory.map(({ value, source }) => [source.position, value.evidenceWindow])).toEqual([[0, 'P7D'], [7, 'P30D']]);
    expect(state.ground.size).toBe(4);
  });

  it('takes nobody away, makes nobody another, and leaves a charter that stands', () => {
    const of = (changes: Amendment['changes']) => liveTable().submit('head-a', 'amendment', amendment(ALL, changes));
    const changed = (id: string, to: object) => LIVE.actors.map((actor) => (actor.id === id ? { ...actor, ...to } : actor));
    expect(of({ actors: LIVE.actors.filter(({ id }) => id !== 'OBS') })).toEqual({ code: 'process.amendment.actor', id: 'OBS' });
    expect(of({ actors: changed('OBS', { kind: 'monitor' }) })).toEqual({ code: 'process.amendment.actor', id: 'OBS' });
    expect(of({ actors: changed('C', { partOf: 'A' }) })).toEqual({ code: 'process.amendment.actor', id: 'C' });
    expect(of({ actors: [...LIVE.actors, { id: 'D', kind: 'party', label: { en: 'Island' } }] })).toMatchObject({ code: 'process.charter.no-head', actor: 'D' });
    expect(of({ procedure: { quorum: 4 } })).toEqual({ code: 'process.charter.procedure', rule: 'quorum', needs: 4, there: 3 });
    expect(of({ procedure: { decision: { rule: 'parties', atLeast: 4 } } })).toMatchObject({ code: 'process.charter.procedure', rule: 'decision' });
    expect(of({ procedure: { amendment: { heads: 4 } } })).toMatchObject({ code: 'process.charter.procedure', rule: 'amendment' });
    expect(of({ procedure: { chair: { by: 'X' } } })).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'procedure.chair.by' });
    const { state } = liveTable().add('head-a', 'amendment', amendment(ALL, { actors: [...changed('OBS', { label: { en: 'The observers' } }), { id: 'NEW', kind: 'community', label: { en: 'Village' } }] }));
    expect([state.actors.get('OBS')?.label, state.actors.get('NEW')?.kind]).toEqual([{ en: 'The observers' }, 'community']);
  });

  it('leaves a decision that was begun before it under the charter of then', () => {
    const begun = tableUnder({ silence: { atLeast: 'P1D' } }).add('head-a', 'proposal', decision({ decision: { rule: 'silence', expires: '2024-02-10T12:00Z' } }))
      .add('head-a', 'amendment', amendment(ALL, { procedure: { silence: { atLeast: 'P1D', late: 'P7D' } } }));
    expect(outcomeOf(begun.state, 'dec', at('2024-02-10T12:00Z')).outcome).toBe('accepted');
  });

  it('may lower the consent that the next one takes', () => {
    const table = liveTable().add('head-a', 'amendment', amendment(ALL, { procedure: { amendment: { heads: 2 } } }));
    expect(table.submit('head-b', 'amendment', { ...amendment(['head-a', 'head-b']), id: 'am2' })).toBeNull();
    expect(table.submit('head-b', 'amendment', { ...amendment(['head-b']), id: 'am2' })).toEqual({ code: 'process.amendment.too-few', heads: 1, needs: 2 });
  });
});
