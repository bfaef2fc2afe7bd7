import { describe, expect, it } from 'vitest';
import type { Correction, Statement } from './bodies.ts';
import { at, documentaryTable, entryId, liveTable, report, said, sourced, statement } from './test-table.ts';

const correct = (corrects: string, replacement: Correction['replacement'], more: Partial<Correction> = {}): Correction => ({ id: 'c', corrects, replacement, reason: { en: 'a slip' }, date: '2024-01-01', ...more });
const withdraw = (withdraws: string, more: object = {}) => ({ id: 'w', withdraws, reason: { en: 'wrong' }, date: '2024-01-01', ...more });
const spoken: Statement = statement('s', { accounts: [said('A')] });
const said2 = (): ReturnType<typeof liveTable> => liveTable().add('head-a', 'statement', spoken);

describe('a correction', () => {
  it('is of something said, that is there and stands', () => {
    expect(said2().submit('head-a', 'correction', correct('x', spoken))).toEqual({ code: 'process.item.unknown', id: 'x' });
    expect(said2().submit('mediator', 'correction', correct('T', spoken))).toEqual({ code: 'process.item.fixed', id: 'T' });
    const gone = said2().add('head-a', 'withdrawal', withdraw('s'));
    expect(gone.submit('head-a', 'correction', correct('s', spoken))).toEqual({ code: 'process.item.withdrawn', id: 's' });
    expect(gone.submit('head-a', 'withdrawal', withdraw('s', { id: 'w2' }))).toEqual({ code: 'process.item.withdrawn', id: 's' });
  });

  it('is of one’s own side', () => {
    for (const who of ['head-b', 'mediator', 'envoy-mfa']) expect(said2().submit(who, 'correction', correct('s', spoken))).toMatchObject({ code: 'process.item.not-yours', id: 's', by: 'A' });
    expect(said2().submit('head-b', 'withdrawal', withdraw('s'))).toEqual({ code: 'process.item.not-yours', id: 's', by: 'A', yours: 'B' });
    expect(said2().submit('delegate-a', 'correction', correct('s', spoken))).toBeNull();
    expect(said2().submit('adviser-a', 'withdrawal', withdraw('s'))).toMatchObject({ code: 'process.kind.not-for-capacity', kind: 'statement', capacity: 'adviser' });
  });

  it('keeps the id and the kind', () => {
    expect(said2().submit('head-a', 'correction', correct('s', { ...spoken, id: 's2' }))).toEqual({ code: 'process.correction.id', corrects: 's', replacement: 's2' });
    expect(said2().submit('head-a', 'correction', correct('s', report('s')))).toEqual({ code: 'process.correction.kind', corrects: 's', kind: 'statement', replacement: 'report' });
    const { type: _type, ...rest } = spoken;
    for (const [kind, other] of [['meeting', { ...rest, status: 'held', title: { en: 't' }, participants: [] }], ['finding', { ...rest, body: 'MON' }]] as const) {
      expect(said2().submit('head-a', 'correction', correct('s', other))).toMatchObject({ code: 'process.correction.kind', replacement: kind });
    }
  });

  it('says only what its author could have said, and is not of tomorrow', () => {
    expect(said2().submit('head-a', 'correction', correct('s', { ...spoken, accounts: [said('B')] }))).toMatchObject({ code: 'process.account.not-yours' });
    expect(said2().submit('head-a', 'correction', correct('s', { ...spoken, place: 'moon' }))).toMatchObject({ code: 'process.place.unknown' });
    expect(said2().submit('head-a', 'correction', correct('s', spoken, { date: '2024-02-01' }))).toMatchObject({ code: 'process.date.future', field: 'date' });
    expect(said2().submit('head-a', 'withdrawal', withdraw('s', { date: '2024-02-01' }))).toMatchObject({ code: 'process.date.future', field: 'date' });
  });

  it('replaces what is said and keeps what was', () => {
    const better: Statement = { ...spoken, summary: { en: 'better' } }, best: Statement = { ...spoken, summary: { en: 'best' } };
    const table = said2();
    const first = table.state.items.get('s');
    table.add('head-a', 'correction', correct('s', better)).add('delegate-a', 'correction', correct('s', best, { id: 'c2', reason: { fr: 'encore' } }));
    const held = table.state.items.get('s');
    expect(held?.value).toBe(best);
    expect(held?.source.entry).toBe(entryId(7));
    expect(held?.history.map(({ kind, reason, before, source }) => [kind, reason, before, source.entry])).toEqual([['correction', 'a slip', spoken, entryId(8)], ['correction', 'encore', better, entryId(9)]]);
    expect(first?.history).toEqual([]);
  });
});

describe('a withdrawal', () => {
  it('marks the item, which stays', () => {
    const held = said2().add('head-a', 'withdrawal', withdraw('s')).state.items.get('s');
    expect(held?.value).toBe(spoken);
    expect(held?.history.map(({ kind, reason, before }) => [kind, reason, before])).toEqual([['withdrawal', 'wrong', spoken]]);
  });

  it('of an act comes before it takes effect, for then others rely on it', () => {
    const denial = (when: string) => ({ id: 'a', date: '2023-12-20', summary: { en: 'a' }, accounts: [], powers: [{ power: 'deny-renewal', commitment: 'T', at: when, form: 'written' } as const] });
    expect(liveTable().add('head-a', 'act', denial('2023-12-20')).submit('head-a', 'withdrawal', withdraw('a'))).toEqual({ code: 'process.withdrawal.effective', id: 'a', at: '2023-12-20', recorded: '2024-01-01T00:08:00Z' });
    const onTheSecond = { recorded: at('2024-06-01') };
    expect(liveTable().add('head-a', 'act', denial('2024-06-01')).submit('head-a', 'withdrawal', withdraw('a'), onTheSecond)).toMatchObject({ code: 'process.withdrawal.effective' });
    expect(liveTable().add('head-a', 'act', denial('2024-06-01')).submit('head-a', 'withdrawal', withdraw('a'))).toBeNull();
    const record = documentaryTable().add('editor', 'act', { ...denial('2023-12-20'), ...sourced('A') });
    expect(record.submit('editor', 'withdrawal', withdraw('a'))).toBeNull();
  });
});

describe('corrections in a documentary record', () => {
  const record = (): ReturnType<typeof liveTable> => documentaryTable().add('editor', 'report', report('r', { ...sourced('B'), publishedAt: '2023-12-02' }));

  it('are the editor’s, and known from their own date', () => {
    const later = report('r', { sources: [{ title: 'Gazette' }], publishedAt: '2023-12-02', accounts: [said('B', { facts: [{ fact: 'road.open', of: { road: 'pass' }, from: '2023-12-10' }] })] });
    expect(record().submit('editor', 'correction', correct('r', later, { date: '2023-12-05' }))).toEqual({ code: 'process.published.too-early', when: '2023-12-10', field: 'accounts[0].facts[0].from', published: '2023-12-05' });
    const held = record().add('editor', 'correction', correct('r', later, { date: '2023-12-11' })).state.items.get('r');
    expect(held?.source.known).toBe(at('2023-12-03'));
    expect(held?.history[0]?.source.known).toBe(at('2023-12-12'));
  });
});
