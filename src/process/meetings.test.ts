import { describe, expect, it } from 'vitest';
import { chairInTurn } from './meetings.ts';
import { AGENDA, SESSION, answer, meet, met, tableUnder } from './test-story.ts';
import { LIVE, Table } from './test-table.ts';

const proposed = (): Table => new Table(LIVE).add('head-a', 'proposal', meet());
const MARCH = { recorded: 1_709_300_000 };

describe('an agenda', () => {
  it('is of a meeting that was proposed, by whoever meets', () => {
    expect(proposed().submit('head-a', 'agenda', { ...AGENDA, meeting: 'none' })).toEqual({ code: 'process.meeting.unknown', id: 'none' });
    expect(proposed().submit('head-c', 'agenda', AGENDA)).toEqual({ code: 'process.meeting.not-in', meeting: 'meet', yours: 'C', sides: 'A, B, MED' });
    expect(proposed().submit('envoy-mfa', 'agenda', AGENDA)).toBeNull();
  });

  it('has each item once, about what is on record', () => {
    const table = proposed().add('head-a', 'agenda', AGENDA), [item] = AGENDA.items;
    expect(table.submit('head-b', 'agenda', { ...AGENDA, id: 'ag2' })).toEqual({ code: 'process.agenda.taken', id: 'road', meeting: 'meet' });
    expect(table.submit('head-b', 'agenda', { ...AGENDA, id: 'ag2', items: [{ ...item!, id: 'x', entries: ['meet', 'none'] }] })).toEqual({ code: 'process.agenda.entry', id: 'x', entry: 'none' });
    expect(table.submit('head-b', 'agenda', { ...AGENDA, id: 'ag2', items: [{ ...item!, id: 'x', by: 'X' }] })).toMatchObject({ code: 'process.actor.unknown', field: 'items[0].by' });
    expect(table.submit('head-b', 'agenda', { ...AGENDA, id: 'ag2', items: [{ ...item!, id: 'x', entries: ['meet'] }] })).toBeNull();
  });
});

describe('that a meeting was held', () => {
  const held = (): Table => proposed().add('head-a', 'agenda', AGENDA);

  it('is told of what has been, by whoever met', () => {
    expect(held().submit('mediator', 'session', SESSION)).toMatchObject({ code: 'process.date.future', field: 'opened' });
    expect(held().submit('head-c', 'session', { ...SESSION, by: 'C' }, MARCH)).toMatchObject({ code: 'process.meeting.not-in' });
    expect(held().submit('head-a', 'session', SESSION, MARCH)).toEqual({ code: 'process.by.not-yours', by: 'MED', yours: 'A' });
    expect(held().submit('mediator', 'session', SESSION, MARCH)).toBeNull();
  });

  it('names those who were there, each for their own side', () => {
    const of = (present: typeof SESSION.present): ReturnType<Table['submit']> => held().submit('mediator', 'session', { ...SESSION, present }, MARCH);
    expect(of([{ participant: 'ghost', actor: 'A' }])).toEqual({ code: 'process.participant.unknown', participant: 'ghost' });
    expect(of([{ participant: 'head-b', actor: 'A' }])).toEqual({ code: 'process.session.side', participant: 'head-b', actor: 'A', side: 'B' });
    expect(of([{ participant: 'envoy-mfa', actor: 'A' }])).toBeNull();
    expect(held().submit('mediator', 'session', { ...SESSION, spoke: [{ ...SESSION.spoke[0]!, item: 'sea' }] }, MARCH)).toEqual({ code: 'process.agenda.unknown', id: 'sea', meeting: 'meet' });
    expect(held().submit('mediator', 'session', { ...SESSION, spoke: [{ ...SESSION.spoke[0]!, participant: 'head-b' }] }, MARCH)).toMatchObject({ code: 'process.session.side' });
  });

  it('may be told by each side for itself', () => {
    const { state } = met(new Table(LIVE)).add('head-b', 'session', { ...SESSION, id: 'ses-b', by: 'B', chair: 'B' });
    expect([...state.sessions.values()].map(({ value }) => [value.by, value.chair])).toEqual([['MED', 'MED'], ['B', 'B']]);
  });
});

describe('the chair', () => {
  it('alternates in the order of ids, meeting after meeting, unless the charter names one', () => {
    const table = met(new Table(LIVE));
    table.add('head-b', 'proposal', meet({ id: 'second', by: 'B', to: ['A'], meeting: { from: '2024-05-01', mode: 'hall' } })).add('head-a', 'answer', answer('second', 'A'));
    expect([chairInTurn(table.state, 'meet'), chairInTurn(table.state, 'second')]).toEqual(['A', 'B']);
    expect(chairInTurn(met(tableUnder({ chair: { by: 'MED' } })).state, 'meet')).toBe('MED');
    expect(chairInTurn(table.state, 'none')).toBeNull();
  });
});
