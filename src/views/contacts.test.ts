import { describe, expect, it } from 'vitest';
import type { Meeting } from '#process';
import { asserts, dayStart, heldItem, testRecord } from '../../tests/samples/record.ts';
import { contacts } from './contacts.ts';

const actors = [
  { id: 'A', kind: 'party' as const, label: { en: 'Upland' } }, { id: 'A-mfa', kind: 'authority' as const, partOf: 'A', label: { en: 'Ministry' } },
  { id: 'B', kind: 'party' as const, label: { en: 'Lowland' } }, { id: 'MED', kind: 'mediator' as const, label: { en: 'Mediator' } },
];
const whole = { valid: dayStart('2024-01-01'), known: dayStart('2024-01-01') };
const meeting = (id: string, known: string, status: Meeting['status'], more: Partial<Meeting> = {}) =>
  heldItem('meeting', { id, status, date: '2023-03-20', title: { en: 'The road' }, participants: ['A', 'B', 'MED'], ...more }, { known, position: Number(id.slice(1)) });
const proposed = meeting('m1', '2023-03-01', 'proposed', { proposedBy: 'A-mfa', accounts: [asserts('A-mfa', { text: { en: 'Come.' } })] });
const read = (items: readonly ReturnType<typeof meeting>[], asOf = whole) => contacts(testRecord({ actors, items }), asOf);

describe('the ledger of contacts', () => {
  it('is empty where nobody met or proposed to', () => expect(read([])).toMatchObject({ rows: [], sides: [], initiatives: [] }));

  it('reads items of the same title and day as one matter, a ministry’s word as its side’s', () => {
    const { rows, initiatives } = read([proposed, meeting('m2', '2023-03-04', 'declined', { accounts: [asserts('B', { text: { en: 'Not so.' } })] })]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ id: 'm1', proposed: { by: 'A', position: 1, words: { en: 'Come.' } }, became: null });
    expect(rows[0]?.replies).toMatchObject([{ by: 'B', word: 'declined', days: 3, step: { position: 2, words: { en: 'Not so.' } } }, { by: 'MED', word: 'spared', step: null, days: null }]);
    expect(initiatives).toMatchObject([
      { side: 'A', proposed: 1, asked: 0, days: [] },
      { side: 'B', proposed: 0, asked: 1, days: [3], replies: { accepted: 0, declined: 1, otherwise: 0, came: 0, lapsed: 0, spared: 0, open: 0 } },
    ]);
  });

  it('keeps another day apart, though the title is the same', () => {
    expect(read([proposed, meeting('m2', '2023-03-25', 'held', { date: '2023-03-25' })]).rows.map(({ id, became }) => [id, became?.word])).toEqual([['m1', undefined], ['m2', 'held']]);
  });

  it('calls nobody silent before the day has come, and says who came where no answer is on record', () => {
    const early = { valid: dayStart('2023-03-10'), known: dayStart('2023-03-10') };
    expect(read([proposed], early).rows[0]?.replies.map(({ word }) => word)).toEqual(['open', 'open']);
    expect(read([proposed, meeting('m2', '2023-03-20', 'held')]).rows[0]?.replies.map(({ word }) => word)).toEqual(['came', 'came']);
    expect(read([proposed, meeting('m2', '2023-03-20', 'held')], early).rows[0]?.became).toBeNull();
  });

  it('says that nobody is known to have proposed it, and counts initiative for nobody', () => {
    const { rows, initiatives } = read([meeting('m1', '2023-03-20', 'held', { participants: ['A', 'B'], accounts: [asserts('A', { text: { en: 'We agreed.' } }), asserts('B', { text: { en: 'We listened.' } })] })]);
    expect(rows[0]?.proposed).toBeNull();
    expect(rows[0]?.told).toEqual([{ by: 'A', stance: 'asserts', words: { en: 'We agreed.' } }, { by: 'B', stance: 'asserts', words: { en: 'We listened.' } }]);
    expect(initiatives.map((one) => [one.side, one.proposed, one.asked, one.replies.came])).toEqual([['A', 0, 0, 1], ['B', 0, 0, 1]]);
  });

  it('gives a proposal no day where only the report of the meeting says whose it was', () => {
    const { rows } = read([meeting('m1', '2023-03-20', 'held', { participants: ['A', 'B'], proposedBy: 'A', accounts: [asserts('A', { text: { en: 'We agreed.' } })] })]);
    expect(rows[0]?.proposed).toEqual({ by: 'A', at: null, position: 1, words: null });
  });

  it('takes a later answer of the same side in the place of the earlier, and leaves out what was withdrawn', () => {
    const yes = meeting('m3', '2023-03-06', 'accepted', { accounts: [asserts('B')] });
    expect(read([proposed, meeting('m2', '2023-03-04', 'declined', { accounts: [asserts('B')] }), yes]).rows[0]?.replies[0]).toMatchObject({ by: 'B', word: 'accepted', days: 5 });
    const gone = { ...yes, history: [{ kind: 'withdrawal' as const, source: yes.source, reason: 'no', before: yes.value }] } as typeof yes;
    expect(read([proposed, gone]).rows[0]?.replies[0]?.word).toBe('lapsed');
  });

  it('shows the same whichever way round the two parties are', () => {
    const mirrored = heldItem('meeting', { id: 'm1', status: 'proposed', date: '2023-03-20', title: { en: 'The road' }, participants: ['A', 'B', 'MED'], proposedBy: 'B' }, { known: '2023-03-01', position: 1 });
    const [a, b] = [read([proposed]), read([mirrored])];
    expect(a.sides).toEqual(['A', 'B']);
    expect(b.sides).toEqual(['A', 'B']);
    expect(b.initiatives.map(({ side, ...counts }) => counts).toReversed()).toEqual(a.initiatives.map(({ side, ...counts }) => counts));
  });
});
