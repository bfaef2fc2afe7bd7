import { describe, expect, it } from 'vitest';
import { correctionStanding, draftOf, paragraphsOf, phaseOf } from './minutes.ts';
import { CIRCULATED, MINUTES, approval, answer, corrected, draft, frozen, met, minuted, promised, tableUnder } from './test-story.ts';
import { LIVE, Table, at, entryId, grounded } from './test-table.ts';

const table = (): Table => new Table(LIVE);
const drafted = (): Table => met(table()).add('head-a', 'draft', draft('d1', '1', 'They met.')).add('delegate-a', 'draft', draft('d2', '2', 'The road is open.'));

describe('a draft', () => {
  it('is not written over by who has not seen it; the later words are refused, not lost', () => {
    const two = drafted().add('mediator', 'draft', draft('d3', '2', 'The road may be open.', { was: 'd2' }));
    expect(two.submit('head-b', 'draft', draft('d4', '2', 'The road is shut.', { was: 'd2' }))).toEqual({ code: 'process.draft.overwrites', paragraph: '2', latest: 'd3', seen: 'd2' });
    expect(two.submit('head-b', 'draft', draft('d4', '2', 'The road is shut.'))).toEqual({ code: 'process.draft.overwrites', paragraph: '2', latest: 'd3', seen: '—' });
    expect(two.submit('head-b', 'draft', draft('d4', '9', 'New.', { was: 'd2' }))).toMatchObject({ code: 'process.draft.overwrites', latest: '—', seen: 'd2' });
    expect(two.submit('head-b', 'draft', draft('d4', '2', 'The road is shut.', { was: 'd3' }))).toBeNull();
  });

  it('is of one meeting, by whoever met, and adds, moves and strikes paragraphs', () => {
    const of = drafted();
    expect(of.submit('head-c', 'draft', draft('d3', '3', 'x'))).toMatchObject({ code: 'process.meeting.not-in' });
    expect(of.submit('head-a', 'draft', draft('d3', '3', 'x', { meeting: 'other' }))).toEqual({ code: 'process.draft.meeting', minutes: 'min', meeting: 'meet' });
    expect(of.submit('head-a', 'draft', draft('d3', '3', null))).toEqual({ code: 'process.draft.nothing', paragraph: '3' });
    expect(of.submit('head-a', 'draft', draft('d3', '3', 'x', { after: '7' }))).toEqual({ code: 'process.draft.after', paragraph: '3', after: '7' });
    expect(of.submit('head-a', 'draft', draft('d3', '3', 'x', { says: { type: 'said', by: 'X', text: { en: 'x' } } }))).toMatchObject({ code: 'process.actor.unknown', field: '3.by' });
    of.add('head-b', 'draft', draft('d3', '3', 'Between.', { after: '1' })).add('head-b', 'draft', draft('d4', '1', null, { was: 'd1' }));
    expect(draftOf(of.state, 'min').map(({ draft: id, paragraph }) => [id, paragraph.id])).toEqual([['d3', '3'], ['d2', '2']]);
    of.add('head-a', 'draft', draft('d5', '1', 'They met again.', { was: 'd4' })).add('head-a', 'draft', draft('d6', '2', 'First.', { was: 'd2', after: '1' }));
    expect(draftOf(of.state, 'min').map(({ paragraph }) => paragraph.text['en'])).toEqual(['They met again.', 'First.', 'Between.']);
    expect(phaseOf(of.state, 'min')).toBe('draft');
    expect(phaseOf(of.state, 'none')).toBeNull();
  });

  it('comes before the minutes are circulated', () => {
    expect(minuted(table()).submit('head-a', 'draft', draft('d1', '1', 'x'))).toEqual({ code: 'process.draft.closed', minutes: 'min' });
  });
});

describe('minutes', () => {
  const of = (more: Partial<typeof MINUTES>, on = met(table())): ReturnType<Table['submit']> => on.submit('mediator', 'minutes', { ...MINUTES, ...more }, { recorded: CIRCULATED });

  it('rest on an account of the meeting, and stay open as long as the charter says', () => {
    expect(of({ session: 'none' })).toEqual({ code: 'process.session.unknown', id: 'none', meeting: 'meet' });
    expect(of({ date: '2024-03-09' })).toMatchObject({ code: 'process.date.future', field: 'date' });
    expect(of({ correctionsUntil: '2024-03-10' })).toEqual({ code: 'process.minutes.corrections-short', until: '2024-03-10', earliest: '2024-03-16T17:20:00Z' });
    expect(of({ correctionsUntil: '2024-03-10' }, met(tableUnder({ corrections: 'P3D' })))).toBeNull();
    expect(met(table()).submit('head-c', 'minutes', MINUTES, { recorded: CIRCULATED })).toMatchObject({ code: 'process.meeting.not-in' });
  });

  it('name items, decisions and owners that are there', () => {
    const [first] = MINUTES.paragraphs;
    expect(of({ paragraphs: [{ ...first!, item: 'sea' }] })).toEqual({ code: 'process.agenda.unknown', id: 'sea', meeting: 'meet' });
    expect(of({ paragraphs: [{ ...first!, decision: 'meet' }] })).toEqual({ code: 'process.decision.unknown', id: 'meet' });
    expect(of({ paragraphs: [{ ...first!, owner: 'X' }] })).toMatchObject({ code: 'process.actor.unknown', field: '1.owner' });
  });
});

describe('a correction of minutes', () => {
  const K = corrected('k', 'B', '2', 'Lowland said that the road was shut.');

  it('is by somebody who was there, of what is there, while they are open', () => {
    const open = minuted(table());
    expect(open.submit('delegate-a', 'minutes-correction', { ...K, by: 'A' })).toEqual({ code: 'process.minutes.absent', participant: 'delegate-a', meeting: 'meet' });
    expect(open.submit('head-b', 'minutes-correction', { ...K, minutes: 'none' })).toEqual({ code: 'process.minutes.unknown', id: 'none' });
    expect(open.submit('head-b', 'minutes-correction', { ...K, paragraph: '9' })).toEqual({ code: 'process.paragraph.unknown', id: '9', minutes: 'min' });
    expect(open.submit('head-b', 'minutes-correction', { ...K, text: { ru: 'x' } })).toEqual({ code: 'process.minutes.language', language: 'ru', languages: 'en, hy' });
    expect(open.submit('head-b', 'minutes-correction', K, { recorded: at('2024-03-21') })).toEqual({ code: 'process.minutes.corrections-closed', minutes: 'min', until: '2024-03-20' });
    expect(open.submit('head-b', 'minutes-correction', K, { recorded: at('2024-03-21') - 1 })).toBeNull();
    expect(frozen(table()).submit('head-b', 'minutes-correction', K)).toEqual({ code: 'process.minutes.frozen', id: 'min' });
  });

  it('is accepted by every other party, or kept as a note; whoever made it may withdraw it', () => {
    const made = minuted(table()).add('head-b', 'minutes-correction', K);
    expect(correctionStanding(made.state, 'k')).toBe('open');
    expect(made.submit('mediator', 'answer', answer('k', 'MED'))).toEqual({ code: 'process.answer.not-asked', id: 'k', by: 'MED', asked: 'A' });
    expect(made.submit('head-b', 'answer', answer('k', 'B'))).toMatchObject({ code: 'process.answer.not-asked' });
    expect(made.submit('head-a', 'answer', answer('k', 'A', 'withdraw'))).toEqual({ code: 'process.answer.not-proposer', id: 'k', by: 'B' });
    made.add('head-a', 'answer', answer('k', 'A', 'decline'));
    expect(correctionStanding(made.state, 'k')).toBe('declined');
    made.add('head-a', 'answer', answer('k', 'A'));
    expect(correctionStanding(made.state, 'k')).toBe('accepted');
    expect(paragraphsOf(made.state, 'min')[1]?.text).toEqual({ en: 'Lowland said that the road was shut.', hy: 'Ճանապարհը փակ է։' });
    expect(paragraphsOf(made.state, 'min', [])[1]?.text['en']).toBe('Lowland said that the road is shut.');
    made.add('head-b', 'answer', answer('k', 'B', 'withdraw'));
    expect(correctionStanding(made.state, 'k')).toBe('withdrawn');
    expect(made.submit('head-a', 'answer', answer('k', 'A', 'accept', 'again'))).toEqual({ code: 'process.answer.closed', id: 'k', outcome: 'withdrawn' });
  });

  it('of a third party takes every party', () => {
    const made = minuted(table()).add('mediator', 'minutes-correction', { ...K, by: 'MED' }).add('head-a', 'answer', answer('k', 'A'));
    expect(correctionStanding(made.state, 'k')).toBe('open');
    expect(correctionStanding(made.add('head-b', 'answer', answer('k', 'B')).state, 'k')).toBe('accepted');
  });
});

describe('an approval', () => {
  it('is of a party of the meeting, by somebody who binds it, of the text as it stands, once', () => {
    const open = minuted(table());
    expect(open.submit('head-c', 'approval', approval('C'))).toEqual({ code: 'process.approval.not-party', by: 'C', parties: 'A, B' });
    expect(open.submit('delegate-a', 'approval', approval('A'))).toEqual({ code: 'process.powers.full', participant: 'delegate-a', kind: 'approval' });
    expect(open.submit('head-a', 'approval', approval('A', ['k']))).toEqual({ code: 'process.approval.changed', minutes: 'min', seen: 'k', now: '—' });
    open.add('head-a', 'approval', approval('A'));
    expect(open.submit('head-a', 'approval', { ...approval('A'), id: 'again' })).toEqual({ code: 'process.approval.repeated', minutes: 'min', by: 'A' });
    expect(open.submit('mediator', 'approval', approval('MED'))).toMatchObject({ code: 'process.kind.not-for-capacity', may: 'delegate, head' });
  });

  it('does not count for a text that changed under the reader', () => {
    const open = minuted(table()).add('head-a', 'approval', approval('A')).add('head-b', 'minutes-correction', corrected('k', 'B', '1', 'They met at noon.')).add('head-a', 'answer', answer('k', 'A'));
    expect(open.submit('head-b', 'approval', approval('B'))).toEqual({ code: 'process.approval.changed', minutes: 'min', seen: '—', now: 'k' });
    open.add('head-b', 'approval', approval('B', ['k']));
    expect(phaseOf(open.state, 'min')).toBe('circulated');
    open.add('head-a', 'approval', approval('A', ['k']));
    expect(phaseOf(open.state, 'min')).toBe('frozen');
    expect(open.state.instruments.get('min')).toMatchObject({ value: { kind: 'agreed-minutes', parties: ['A', 'B'], languages: ['en', 'hy'], clauses: [{ id: '1', text: { en: 'They met at noon.', hy: 'Հանդիպեցին։' } }, { id: '2' }, { id: '3' }] }, source: { entry: entryId(open.state.size - 1) } });
  });

  it('with the others’ freezes the minutes: an instrument that is signed', () => {
    const done = frozen(table());
    expect(done.submit('head-a', 'approval', { ...approval('A'), id: 'late' })).toEqual({ code: 'process.minutes.frozen', id: 'min' });
    expect(done.submit('head-a', 'signature', { id: 'sig', instrument: 'min', actor: 'A', date: '2024-03-02', mode: 'signed' })).toBeNull();
    expect(done.submit('head-c', 'signature', { id: 'sig', instrument: 'min', actor: 'C', date: '2024-03-02', mode: 'signed' })).toMatchObject({ code: 'process.signature.not-party' });
  });
});

describe('an action point', () => {
  const of = (more: object, on = frozen(table())): ReturnType<Table['submit']> => on.submit('head-a', 'progress', { id: 'pg', minutes: 'min', paragraph: '3', by: 'A', step: 'begun', date: '2024-03-02', ...more });

  it('is reported on once it is agreed, of time that has passed', () => {
    expect(of({}, minuted(table()))).toEqual({ code: 'process.minutes.not-frozen', id: 'min' });
    expect(of({ minutes: 'none' })).toMatchObject({ code: 'process.minutes.unknown' });
    expect(of({ paragraph: '9' })).toMatchObject({ code: 'process.paragraph.unknown' });
    expect(of({ paragraph: '1' })).toEqual({ code: 'process.progress.not-action', paragraph: '1', minutes: 'min' });
    expect(of({ date: '2024-04-01' })).toMatchObject({ code: 'process.date.future' });
    expect(of({})).toBeNull();
  });
});

describe('a commitment under frozen minutes', () => {
  it('rests on words of its clause, and says whose formalisation it is', () => {
    const done = grounded(frozen(table()));
    expect(done.submit('head-a', 'commitment', { ...promised('c1'), quote: { en: 'opens the sea' } })).toEqual({ code: 'process.commitment.quote', id: 'c1', clause: '3', language: 'en' });
    expect(done.submit('head-a', 'commitment', { ...promised('c1'), quote: { ru: 'x' } })).toMatchObject({ code: 'process.commitment.quote', language: 'ru' });
    expect(done.submit('head-b', 'commitment', promised('c1'))).toEqual({ code: 'process.commitment.unattributed', id: 'c1', others: 'A' });
    expect(done.submit('head-b', 'commitment', promised('c1', ['B']))).toBeNull();
    expect(done.submit('head-a', 'commitment', promised('c1'))).toBeNull();
    expect(grounded(minuted(table())).submit('head-a', 'commitment', promised('c1'))).toMatchObject({ code: 'process.instrument.unknown' });
  });
});
