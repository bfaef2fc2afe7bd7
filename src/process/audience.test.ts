import { describe, expect, it } from 'vitest';
import type { PowerAct } from '#agreement';
import { AGENDA, answer, corrected, frozen, meet, minuted, promised } from './test-story.ts';
import { LIVE, Table, grounded, liveTable, said, statement } from './test-table.ts';

const TABLE = { audience: 'table' } as const, PUBLIC = { audience: 'public' } as const;

describe('what is for the table only, at the table', () => {
  it('is not named in what is for everybody', () => {
    const table = liveTable().add('head-a', 'proposal', meet(), TABLE);
    expect(table.submit('head-b', 'answer', answer('meet', 'B'), PUBLIC)).toEqual({ code: 'process.audience.names', id: 'meet' });
    expect(table.submit('head-b', 'answer', answer('meet', 'B'), TABLE)).toBeNull();
  });

  it('does not settle what is for everybody', () => {
    const table = liveTable().add('head-a', 'proposal', meet(), PUBLIC);
    expect(table.submit('head-b', 'answer', answer('meet', 'B'), TABLE)).toEqual({ code: 'process.audience.narrower', kind: 'answer', id: 'meet' });
    expect(table.submit('head-b', 'proposal', meet({ id: 'm2', by: 'B', to: ['A'], instead: 'meet' }), TABLE)).toMatchObject({ code: 'process.audience.narrower', id: 'meet' });
    expect(minuted(new Table(LIVE)).submit('head-b', 'minutes-correction', corrected('k', 'B', '1', 'x'), TABLE)).toMatchObject({ code: 'process.audience.narrower', id: 'min' });
    const promise = grounded(frozen(new Table(LIVE))).add('head-b', 'commitment', promised('c', ['B']));
    expect(promise.submit('head-a', 'confirmation', { id: 'co', commitment: 'c', by: 'A' }, TABLE)).toMatchObject({ code: 'process.audience.narrower', id: 'c' });
  });

  it('may be an item of an agenda that everybody sees, which no session for everybody names', () => {
    const table = liveTable().add('head-a', 'proposal', meet(), PUBLIC).add('head-a', 'agenda', AGENDA, TABLE);
    const spoke = [{ actor: 'A', item: 'road', from: '2024-03-01', seconds: 1, as: 'reply' as const }];
    const session = { id: 'ses', meeting: 'meet', by: 'A', opened: '2024-03-01', chair: 'A', mode: 'hall' as const, present: [], spoke };
    expect(table.submit('head-a', 'session', session, { ...PUBLIC, recorded: 1_709_400_000 })).toEqual({ code: 'process.audience.names', id: 'meet road' });
  });

  it('is no consent to an act that everybody reads', () => {
    const power: PowerAct = { power: 'suspend', commitment: 'T1', at: '2024-01-01', form: 'written', consentOf: ['B'] };
    const { type: _type, ...item } = statement('act'), act = { ...item, powers: [power] };
    const table = liveTable().add('head-b', 'statement', statement('yes', { accounts: [said('B', { powers: [power] })] }), TABLE);
    expect(table.submit('head-a', 'act', act, PUBLIC)).toMatchObject({ code: 'process.power.consent-not-on-record' });
    expect(table.submit('head-a', 'act', act, TABLE)).toBeNull();
  });
});
