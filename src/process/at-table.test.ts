import { describe, expect, it } from 'vitest';
import type { Proposal } from './table-bodies.ts';
import { liveTable } from './test-table.ts';

const meet: Proposal = { id: 'meet', what: 'meeting', by: 'A', to: ['B', 'MED'], title: { en: 'On the road' }, meeting: { from: '2024-03-01T10:00Z', mode: 'hall' } };

describe('at the table', () => {
  it('each side speaks for itself', () => {
    expect(liveTable().submit('head-b', 'proposal', meet)).toEqual({ code: 'process.by.not-yours', by: 'A', yours: 'B' });
    expect(liveTable().submit('head-a', 'proposal', { ...meet, by: 'X' })).toMatchObject({ code: 'process.actor.unknown' });
  });

  it('what is named is there', () => {
    const table = liveTable().add('head-a', 'proposal', meet);
    expect(table.submit('head-a', 'proposal', { ...meet, id: 'other', instead: 'x' })).toEqual({ code: 'process.proposal.unknown', id: 'x' });
    expect(table.submit('head-a', 'answer', { id: 'an', to: 'T', by: 'A', answer: 'accept' })).toEqual({ code: 'process.answer.unknown', id: 'T' });
    expect(table.submit('head-a', 'agenda', { id: 'ag', meeting: 'T', items: [] })).toEqual({ code: 'process.meeting.unknown', id: 'T' });
    expect(table.submit('head-a', 'approval', { id: 'ap', minutes: 'T', with: [], by: 'A' })).toEqual({ code: 'process.minutes.unknown', id: 'T' });
  });
});
