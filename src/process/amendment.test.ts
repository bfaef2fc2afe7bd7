import { describe, expect, it } from 'vitest';
import type { Amendment } from './table-bodies.ts';
import { LIVE, documentaryTable, liveTable } from './test-table.ts';

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

  it('may lower the consent that the next one takes', () => {
    const table = liveTable().add('head-a', 'amendment', amendment(ALL, { procedure: { amendment: { heads: 2 } } }));
    expect(table.submit('head-b', 'amendment', { ...amendment(['head-a', 'head-b']), id: 'am2' })).toBeNull();
    expect(table.submit('head-b', 'amendment', { ...amendment(['head-b']), id: 'am2' })).toEqual({ code: 'process.amendment.too-few', heads: 1, needs: 2 });
  });
});
