import { describe, expect, it } from 'vitest';
import type { Proposal } from './table-bodies.ts';
import { outcomeOf } from './outcome.ts';
import { answer, decision, meet, met, tableUnder } from './test-story.ts';
import { LIVE, Table, at } from './test-table.ts';

const table = (): Table => new Table(LIVE);
const outcome = (of: Table, id: string, when = of.state.recorded ?? 0) => outcomeOf(of.state, id, when);
const FEB = at('2024-02-01');
const SILENCE = { silence: { atLeast: 'P2D' } } as const, LATE = { silence: { atLeast: 'P2D', late: 'PT2H' } } as const;
const EXPIRES = at('2024-02-10T12:00Z');
const silent = (more: Partial<Proposal> = {}): Proposal => decision({ decision: { rule: 'silence', expires: '2024-02-10T12:00Z' }, ...more });

describe('a proposal', () => {
  it('is made in one’s own name, to others, by whom the charter lets', () => {
    expect(table().submit('head-b', 'proposal', meet())).toEqual({ code: 'process.by.not-yours', by: 'A', yours: 'B' });
    expect(table().submit('head-a', 'proposal', meet({ to: ['B', 'A'] }))).toEqual({ code: 'process.proposal.to-self', by: 'A' });
    expect(table().submit('head-a', 'proposal', meet({ to: ['X'] }))).toMatchObject({ code: 'process.actor.unknown', field: 'to[0]' });
    const narrow = tableUnder({ propose: ['mediator'] });
    expect(narrow.submit('delegate-a', 'proposal', meet())).toEqual({ code: 'process.proposal.capacity', capacity: 'delegate', may: 'head, mediator' });
    expect(narrow.submit('head-a', 'proposal', meet())).toBeNull();
    expect(table().submit('delegate-a', 'proposal', meet({ by: 'A' }))).toBeNull();
  });

  it('is of a time to come', () => {
    const past = meet({ meeting: { from: '2023-12-01', mode: 'online' } });
    expect(table().submit('head-a', 'proposal', past)).toEqual({ code: 'process.proposal.past', when: '2023-12-01', field: 'meeting', recorded: '2024-01-01T00:01:00Z' });
    expect(table().submit('head-a', 'proposal', meet({ answerBy: '2023-12-31' }))).toMatchObject({ code: 'process.proposal.past', field: 'answerBy' });
    expect(table().submit('head-a', 'proposal', meet({ meeting: { from: '2024-01-01', mode: 'online' } }))).toBeNull();
    expect(table().submit('head-a', 'proposal', meet({ meeting: { from: '2024-03-01', place: 'moon', mode: 'hall' } }))).toMatchObject({ code: 'process.place.unknown' });
  });

  it('may be changed by its side, and answered with another by those asked alone', () => {
    const proposed = table().add('head-a', 'proposal', meet());
    expect(proposed.submit('head-c', 'proposal', meet({ id: 'm2', by: 'C', to: ['A'], instead: 'meet' }))).toEqual({ code: 'process.answer.not-asked', id: 'meet', by: 'C', asked: 'B, MED' });
    expect(proposed.submit('head-c', 'proposal', meet({ id: 'm2', by: 'C', to: ['A'], instead: 'x' }))).toEqual({ code: 'process.proposal.unknown', id: 'x' });
    proposed.add('head-b', 'proposal', meet({ id: 'm2', by: 'B', to: ['A', 'MED'], instead: 'meet' }));
    expect(outcome(proposed, 'meet')).toMatchObject({ outcome: 'declined', sides: [{ actor: 'B', answer: 'otherwise' }, { actor: 'MED', answer: null }] });
    proposed.add('head-b', 'proposal', meet({ id: 'm3', by: 'B', to: ['A'], instead: 'm2' }));
    expect(outcome(proposed, 'm2')).toMatchObject({ outcome: 'replaced' });
    expect(proposed.submit('head-a', 'answer', answer('m2', 'A'))).toEqual({ code: 'process.answer.closed', id: 'm2', outcome: 'replaced' });
    expect(proposed.submit('head-a', 'answer', answer('m3', 'A'))).toBeNull();
  });

  it('lets whoever is asked propose otherwise, though the charter lets others propose', () => {
    const narrow = tableUnder({ propose: ['mediator'] }).add('mediator', 'proposal', meet({ by: 'MED', to: ['A', 'B'] }));
    expect(narrow.submit('delegate-a', 'proposal', meet({ id: 'm2', by: 'A', to: ['MED'], instead: 'meet' }))).toBeNull();
  });
});

describe('an answer', () => {
  it('is of a side that was asked; who proposed withdraws', () => {
    const proposed = table().add('head-a', 'proposal', meet());
    expect(proposed.submit('head-c', 'answer', answer('meet', 'C'))).toEqual({ code: 'process.answer.not-asked', id: 'meet', by: 'C', asked: 'B, MED' });
    expect(proposed.submit('head-a', 'answer', answer('meet', 'A'))).toMatchObject({ code: 'process.answer.not-asked', by: 'A' });
    expect(proposed.submit('head-b', 'answer', answer('meet', 'B', 'withdraw'))).toEqual({ code: 'process.answer.not-proposer', id: 'meet', by: 'A' });
    expect(proposed.submit('head-b', 'answer', answer('meet', 'A'))).toEqual({ code: 'process.by.not-yours', by: 'A', yours: 'B' });
    expect(proposed.submit('head-b', 'answer', answer('none', 'B'))).toEqual({ code: 'process.answer.unknown', id: 'none' });
    proposed.add('head-a', 'answer', answer('meet', 'A', 'withdraw'));
    expect(outcome(proposed, 'meet').outcome).toBe('withdrawn');
    expect(proposed.submit('head-b', 'answer', answer('meet', 'B'))).toEqual({ code: 'process.answer.closed', id: 'meet', outcome: 'withdrawn' });
  });

  it('to a meeting may change until it is agreed, and call it off until it begins', () => {
    const proposed = table().add('head-a', 'proposal', meet()).add('head-b', 'answer', answer('meet', 'B', 'decline'));
    expect(outcome(proposed, 'meet')).toMatchObject({ outcome: 'declined', since: proposed.state.recorded });
    proposed.add('head-b', 'answer', answer('meet', 'B'));
    expect(outcome(proposed, 'meet')).toMatchObject({ outcome: 'accepted', since: proposed.state.recorded });
    expect(proposed.submit('head-b', 'answer', answer('meet', 'B', 'decline', 'off'), { recorded: at('2024-03-01T09:59:59Z') })).toBeNull();
    expect(proposed.submit('head-b', 'answer', answer('meet', 'B', 'decline', 'off'), { recorded: at('2024-03-01T10:00:00Z') })).toEqual({ code: 'process.answer.late', id: 'meet', until: '2024-03-01T10:00:00Z' });
    expect(proposed.submit('head-a', 'answer', answer('meet', 'A', 'withdraw'), { recorded: at('2024-03-01T10:00:00Z') })).toMatchObject({ code: 'process.answer.late' });
  });

  it('comes before the date, or the proposal lapses', () => {
    const asked = table().add('head-a', 'proposal', meet({ answerBy: '2024-02-10' }));
    expect(outcome(asked, 'meet', at('2024-02-11') - 1)).toMatchObject({ outcome: 'open', since: null });
    expect(outcome(asked, 'meet', at('2024-02-11'))).toMatchObject({ outcome: 'lapsed', since: at('2024-02-11') });
    expect(asked.submit('head-b', 'answer', answer('meet', 'B'), { recorded: at('2024-02-11') })).toEqual({ code: 'process.answer.late', id: 'meet', until: '2024-02-11T00:00:00Z' });
    expect(asked.submit('head-b', 'answer', answer('meet', 'B'), { recorded: at('2024-02-11') - 1 })).toBeNull();
  });

  it('of a party is what a meeting takes; a channel that was agreed is agreed', () => {
    const channel: Proposal = { id: 'line', what: 'channel', by: 'A', to: ['B'], title: { en: 'A telephone line' } };
    const agreed = table().add('head-a', 'proposal', channel).add('head-b', 'answer', answer('line', 'B'));
    expect(agreed.submit('head-b', 'answer', answer('line', 'B', 'decline'))).toEqual({ code: 'process.answer.closed', id: 'line', outcome: 'accepted' });
    const alone = table().add('head-a', 'proposal', { ...channel, to: ['MED'] }).add('mediator', 'answer', answer('line', 'MED'));
    expect(outcome(alone, 'line').outcome).toBe('accepted');
  });
});

describe('a decision', () => {
  it('asks every party that it binds', () => {
    expect(table().submit('head-a', 'proposal', decision({ to: ['B'] }))).toEqual({ code: 'process.decision.party-left-out', party: 'C' });
    expect(table().submit('mediator', 'proposal', decision({ by: 'MED' }))).toMatchObject({ code: 'process.decision.party-left-out', party: 'A' });
    expect(met(table()).submit('head-a', 'proposal', decision({ to: ['B'], decision: { rule: 'consensus', meeting: 'meet' } }))).toBeNull();
    expect(table().submit('head-a', 'proposal', decision({ decision: { rule: 'consensus', meeting: 'none' } }))).toEqual({ code: 'process.meeting.unknown', id: 'none' });
  });

  it('takes a quorum, where a meeting takes it', () => {
    const of = (quorum: number): Table => met(tableUnder({ quorum }));
    const taken = decision({ to: ['B'], decision: { rule: 'consensus', meeting: 'meet' } });
    expect(of(3).submit('head-a', 'proposal', taken)).toEqual({ code: 'process.decision.quorum', meeting: 'meet', needs: 3, present: 2 });
    expect(of(2).submit('head-a', 'proposal', taken)).toBeNull();
    expect(tableUnder({ quorum: 2 }).add('head-a', 'proposal', meet()).submit('head-a', 'proposal', taken)).toMatchObject({ code: 'process.decision.quorum', present: 0 });
  });

  it('by consensus takes every party, by somebody who binds it', () => {
    const proposed = table().add('head-a', 'proposal', decision()).add('head-b', 'answer', answer('dec', 'B'));
    expect(outcome(proposed, 'dec').outcome).toBe('open');
    proposed.add('head-c', 'accreditation', { id: 'aide', name: 'Aide', actor: 'C', capacity: 'delegate', key: 'k', proof: 's' });
    expect(proposed.submit('aide', 'answer', answer('dec', 'C'))).toEqual({ code: 'process.powers.full', participant: 'aide', kind: 'answer' });
    expect(proposed.submit('aide', 'answer', answer('dec', 'C', 'decline'))).toBeNull();
    proposed.add('head-c', 'answer', answer('dec', 'C'));
    expect(outcome(proposed, 'dec').outcome).toBe('accepted');
    expect(proposed.submit('head-b', 'answer', answer('dec', 'B', 'decline'))).toEqual({ code: 'process.answer.closed', id: 'dec', outcome: 'accepted' });
  });

  it('by the charter takes as many parties as it says, who proposes among them', () => {
    const by = (atLeast: number): Table => tableUnder({ decision: { rule: 'parties', atLeast } }).add('head-a', 'proposal', decision({ decision: { rule: 'charter' } }));
    expect(outcome(by(1), 'dec')).toMatchObject({ outcome: 'accepted', since: null });
    expect(outcome(by(2).add('head-b', 'answer', answer('dec', 'B')), 'dec').outcome).toBe('accepted');
    const against = by(2).add('head-b', 'answer', answer('dec', 'B', 'decline'));
    expect(outcome(against, 'dec').outcome).toBe('open');
    expect(outcome(against.add('head-c', 'answer', answer('dec', 'C', 'decline')), 'dec').outcome).toBe('declined');
    expect(outcome(table().add('head-a', 'proposal', decision({ decision: { rule: 'charter' } })).add('head-b', 'answer', answer('dec', 'B')), 'dec').outcome).toBe('open');
  });
});

describe('a decision by silence', () => {
  const begun = (procedure: typeof SILENCE | typeof LATE = SILENCE): Table => tableUnder(procedure).add('head-a', 'proposal', silent(), { recorded: FEB });

  it('is there if the charter has it, for as long as it says', () => {
    expect(table().submit('head-a', 'proposal', silent())).toEqual({ code: 'process.silence.none' });
    expect(tableUnder(SILENCE).submit('head-a', 'proposal', silent(), { recorded: EXPIRES - 2 * 86_400 + 1 })).toEqual({ code: 'process.silence.short', expires: '2024-02-10T12:00Z', earliest: '2024-02-10T12:00:01Z' });
    expect(tableUnder(SILENCE).submit('head-a', 'proposal', silent(), { recorded: EXPIRES - 2 * 86_400 })).toBeNull();
  });

  it('is adopted at its expiry, by no entry', () => {
    const waiting = begun();
    expect(outcome(waiting, 'dec', EXPIRES - 1).outcome).toBe('open');
    expect(outcome(waiting, 'dec', EXPIRES)).toMatchObject({ outcome: 'accepted', since: EXPIRES });
    expect(outcome(waiting.add('head-b', 'answer', answer('dec', 'B')), 'dec', EXPIRES - 1).outcome).toBe('open');
  });

  it('is broken by an objection a second before, and by none at its expiry', () => {
    const objection = answer('dec', 'B', 'decline');
    expect(begun().submit('head-b', 'answer', objection, { recorded: EXPIRES })).toEqual({ code: 'process.answer.late', id: 'dec', until: '2024-02-10T12:00:00Z' });
    const broken = begun().add('head-b', 'answer', objection, { recorded: EXPIRES - 1 });
    expect(outcome(broken, 'dec', EXPIRES + 1)).toMatchObject({ outcome: 'declined', since: EXPIRES - 1 });
    expect(broken.submit('head-b', 'answer', answer('dec', 'B'))).toEqual({ code: 'process.answer.closed', id: 'dec', outcome: 'declined' });
  });

  it('is broken by an amendment too', () => {
    const amendment = decision({ id: 'dec2', by: 'B', to: ['A', 'C'], instead: 'dec' });
    expect(outcome(begun().add('head-b', 'proposal', amendment, { recorded: EXPIRES - 1 }), 'dec', EXPIRES).outcome).toBe('declined');
    expect(begun().submit('head-b', 'proposal', amendment, { recorded: EXPIRES })).toMatchObject({ code: 'process.answer.late' });
  });

  it('waits, where the charter lets it, for an objection made in time that comes late', () => {
    const waiting = begun(LATE), late = { recorded: EXPIRES + 3600, madeAt: EXPIRES - 1 };
    expect([EXPIRES - 1, EXPIRES, EXPIRES + 7199, EXPIRES + 7200].map((when) => outcome(waiting, 'dec', when).outcome)).toEqual(['open', 'unsettled', 'unsettled', 'accepted']);
    expect(waiting.submit('head-b', 'answer', answer('dec', 'B', 'decline'), { ...late, madeAt: EXPIRES })).toMatchObject({ code: 'process.answer.late' });
    expect(waiting.submit('head-b', 'answer', answer('dec', 'B', 'decline'), { ...late, recorded: EXPIRES + 7200 })).toMatchObject({ code: 'process.answer.late' });
    expect(waiting.submit('head-b', 'answer', answer('dec', 'B'), late)).toMatchObject({ code: 'process.answer.late' });
    expect(begun().submit('head-b', 'answer', answer('dec', 'B', 'decline'), late)).toMatchObject({ code: 'process.answer.late' });
    expect(outcome(waiting.add('head-b', 'answer', answer('dec', 'B', 'decline'), late), 'dec').outcome).toBe('declined');
  });
});
