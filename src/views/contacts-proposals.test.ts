import { describe, expect, it } from 'vitest';
import type { Proposal } from '#process';
import { at, LIVE, Table } from '../process/test-table.ts';
import { contacts } from './contacts.ts';

const MEETING: Proposal = { id: 'm1', what: 'meeting', by: 'A', to: ['B', 'MED'], title: { en: 'The road' }, text: { en: 'Come.' }, answerBy: '2024-02-10', meeting: { from: '2024-02-20T10:00Z', mode: 'hall' } };
const on = (day: string) => ({ recorded: at(day), madeAt: at(day) });
const opened = (proposal: Proposal = MEETING): Table => new Table(LIVE).add('head-a', 'proposal', proposal, on('2024-02-01'));
const read = (table: Table, day = '2024-02-05') => contacts(table.state, { valid: at(day), known: at(day) });

describe('proposals in the ledger of contacts', () => {
  it('are open until their date passes, and then say so of whoever was silent', () => {
    expect(read(opened()).rows[0]).toMatchObject({ id: 'm1', meeting: 'm1', proposed: { by: 'A', words: { en: 'Come.' } }, replies: [{ by: 'B', word: 'open' }, { by: 'MED', word: 'open' }], became: null });
    expect(read(opened(), '2024-02-10').rows[0]?.replies.map(({ word }) => word)).toEqual(['open', 'open']);
    expect(read(opened(), '2024-02-11').rows[0]?.replies.map(({ word }) => word)).toEqual(['lapsed', 'lapsed']);
  });

  it('of a meeting are open until it begins, as the rules have it, and not to its end', () => {
    const { answerBy: _by, ...rest } = MEETING, days = opened({ ...rest, meeting: { from: '2024-02-20T10:00Z', to: '2024-02-22T10:00Z', mode: 'hall' } });
    expect(['2024-02-20', '2024-02-21'].map((day) => read(days, day).rows[0]?.replies[0]?.word)).toEqual(['open', 'lapsed']);
    expect(days.submit('head-b', 'answer', { id: 'x', to: 'm1', by: 'B', answer: 'accept' }, on('2024-02-21'))).toMatchObject({ code: 'process.answer.late' });
  });

  it('take the last answer of a side, with its reason and the days it took', () => {
    const table = opened().add('head-b', 'answer', { id: 'x1', to: 'm1', by: 'B', answer: 'decline', reason: { en: 'Too soon.' } }, on('2024-02-03'));
    expect(read(table).rows[0]?.replies[0]).toMatchObject({ word: 'declined', days: 2, step: { words: { en: 'Too soon.' } } });
    expect(read(table, '2024-02-02').rows[0]?.replies[0]?.word).toBe('open');
    table.add('head-b', 'answer', { id: 'x2', to: 'm1', by: 'B', answer: 'accept' }, on('2024-02-04'));
    expect(read(table).rows[0]?.replies[0]).toMatchObject({ word: 'accepted', days: 3, step: { words: null } });
    expect(read(table, '2024-02-11').initiatives.map(({ side, proposed, asked, days }) => [side, proposed, asked, days])).toEqual([['A', 1, 0, []], ['B', 0, 1, [3]]]);
  });

  it('answered with another proposal are answered otherwise; the other one stands in the ledger, too', () => {
    const table = opened().add('head-b', 'proposal', { ...MEETING, id: 'm2', by: 'B', to: ['A', 'MED'], title: { en: 'Road and water' }, instead: 'm1' }, on('2024-02-04'));
    expect(read(table).rows.map(({ id, proposed }) => [id, proposed?.by])).toEqual([['m1', 'A'], ['m2', 'B']]);
    expect(read(table).rows[0]?.replies).toMatchObject([{ by: 'B', word: 'otherwise', days: 3, step: { words: { en: 'Road and water' } } }, { by: 'MED', word: 'open' }]);
    expect(read(table, '2024-02-12').rows[0]?.replies[1]?.word).toBe('spared');
  });

  it('are no matter of the ledger where they are decisions', () => {
    const { meeting: _meeting, answerBy: _by, ...rest } = MEETING;
    expect(read(opened({ ...rest, to: ['B', 'C'], what: 'decision', decision: { rule: 'consensus' } })).rows).toEqual([]);
  });
});
