import { describe, expect, it } from 'vitest';
import type { Status } from '#compliance';
import { day, folded, NOW, status, statuses, support } from '../../tests/samples/pass-road.ts';
import { agreementState } from './agreement-state.ts';
import { differ, isDecided, verdictOf } from './agreement-verdict.ts';
import type { Filters } from './filters.ts';
import { NO_FILTERS } from './filters.ts';

const view = (filters: Partial<Filters> = {}, now: readonly Status[] = statuses, earlier: readonly Status[] | null = null) =>
  agreementState(folded, now, { ...NO_FILTERS, ...filters }, NOW, earlier);
const ids = (state: ReturnType<typeof view>) => state.groups.map(({ instrument, rows }) => `${instrument.id}: ${rows.map(({ commitment }) => commitment.id).join(' ')}`);
const isAccount = (id: string): boolean => id !== 'agreed';

describe('the state of the agreement', () => {
  it('groups by instrument in order of date, clauses in their own order', () => {
    expect(ids(view())).toEqual(['ORDER: O1', 'MEMO: M1 M2 M3']);
  });

  it('shows whoever has an account on something selected, in the given order, and names the silent', () => {
    const { shown, silent, others } = view();
    expect(shown.map(({ id }) => id)).toEqual(['TAV', 'VEL', 'MON', 'agreed']);
    expect(silent.map(({ id }) => id)).toEqual(['REL']);
    expect(others).toEqual([]);
    expect(view({ instrument: 'ORDER' }).shown).toEqual([]);
  });

  it('shows the chosen ones, silent or not, and names the others who speak', () => {
    const { shown, silent, others } = view({ by: ['REL', 'VEL'] });
    expect(shown.map(({ id }) => id)).toEqual(['VEL', 'REL']);
    expect(others.map(({ id }) => id)).toEqual(['TAV', 'MON', 'agreed']);
    expect(silent).toEqual([]);
  });

  it('has in each instrument the columns of those who speak of it, and all where the reader chose', () => {
    const columns = (state: ReturnType<typeof view>) => state.groups.map(({ instrument, shown, silent }) => `${instrument.id}: ${shown.map(({ id }) => id).join(' ')} / ${silent.map(({ id }) => id).join(' ')}`);
    expect(columns(view())).toEqual(['ORDER:  / TAV VEL MON agreed', 'MEMO: TAV VEL MON agreed / ']);
    expect(columns(view({ by: ['TAV', 'REL'] }))).toEqual(['ORDER: TAV REL / ', 'MEMO: TAV REL / ']);
  });

  it('gives one verdict where readings agree, one for each where they part', () => {
    const row = view().groups[1]?.rows.find(({ commitment }) => commitment.id === 'M2');
    const words = row?.cells.map(({ perspective, verdicts }) => `${perspective} ${verdicts.map(({ reading, word }) => `${reading}=${word}`).join(' ')}`);
    expect(words).toEqual(['TAV null=no-account', 'VEL by=fulfilled before=fulfilled-late', 'MON null=no-account', 'agreed null=no-account']);
    expect(row?.dues.map(({ reading, closes }) => [reading, closes])).toEqual([
      ['by', { kind: 'term', endpoint: 'by', term: { kind: 'date', at: '2021-03-20' } }], ['before', { kind: 'term', endpoint: 'before', term: { kind: 'date', at: '2021-03-20' } }],
    ]);
  });

  it('lists what no fact could decide with its reason, and without a verdict', () => {
    const [only] = view().undecidable;
    expect(only?.rows.map(({ commitment, notExpressed, cells }) => [commitment.id, notExpressed, cells])).toEqual([['M4', { en: 'no fact could decide it' }, []]]);
    expect(view({ status: 'not-expressed' })).toMatchObject({ groups: [], undecidable: [{ rows: [{ commitment: { id: 'M4' } }] }] });
    expect(view({ status: 'kept' }).undecidable).toEqual([]);
  });

  it.each<[Partial<Filters>, string[]]>([
    [{ party: 'VEL' }, ['MEMO: M2 M3']], [{ track: 'security' }, ['MEMO: M3']], [{ instrument: 'ORDER', party: 'VEL' }, []],
    [{ status: 'fulfilled-late' }, ['MEMO: M2']], [{ status: 'fulfilled-late', by: ['TAV'] }, []], [{ differ: true }, ['MEMO: M1']],
  ])('selects by %j', (filters, expected) => expect(ids(view(filters))).toEqual(expected));

  it('counts by account and never in sum', () => {
    const { summary } = view();
    expect(summary).toMatchObject({ commitments: 5, instruments: 2, differ: 1, notExpressed: 1 });
    expect(summary.accounts.find(({ perspective }) => perspective === 'VEL')?.counts).toEqual([
      { word: 'not-kept', count: 1 }, { word: 'disputed', count: 1 }, { word: 'not-due', count: 1 }, { word: 'mixed', count: 1 },
    ]);
  });

  it('counts and finds incidents as not kept', () => {
    const shelled = statuses.map((one) => (one.commitment === 'M3' && one.perspective === 'VEL' ? { ...one, performance: 'breached' as const } : one));
    expect(view({ by: ['VEL'] }, shelled).summary.accounts[0]?.counts[0]).toEqual({ word: 'not-kept', count: 2 });
    expect(ids(view({ status: 'not-kept' }, shelled))).toEqual(['MEMO: M1 M3']);
  });

  it('names what time alone would change next, soonest first, settlement aside', () => {
    const next = (at: string, becomes: 'overdue' | 'settled') => ({ explanation: { ...status('O1', 'TAV').explanation, because: [support('e', 'TAV', 'list.sent', false, '2021-01-01')], next: { at: day(at).from, becomes } } });
    const now = [status('O1', 'TAV', next('2022-05-01', 'overdue')), status('O1', 'VEL', next('2022-05-01', 'overdue')), status('M1', 'TAV', next('2022-02-01', 'settled')), status('M3', 'TAV', next('2021-02-01', 'overdue'))];
    expect(view({ by: ['TAV', 'VEL'] }, now).summary.next).toEqual([{ at: day('2022-05-01').from, commitment: 'O1', becomes: 'overdue', perspectives: ['TAV', 'VEL'] }]);
  });
});

describe('what the record alone decides', () => {
  it('stands where nobody has an account, and its change is found', () => {
    const row = (state: ReturnType<typeof view>) => state.groups[0]?.rows[0];
    expect(row(view())?.onRecord?.verdicts.map(({ word }) => word)).toEqual(['not-due']);
    expect(view().groups[1]?.rows.map(({ onRecord }) => onRecord)).toEqual([null, null, null]);
    const overdue = statuses.map((one) => (one.commitment === 'O1' ? status('O1', one.perspective, { performance: 'overdue' }) : one));
    expect(ids(view({ status: 'overdue' }, overdue))).toEqual(['ORDER: O1']);
    expect(row(view({}, overdue, statuses))?.onRecord?.before?.map(({ word }) => word)).toEqual(['not-due']);
  });
});

describe('what changed since', () => {
  const earlier = statuses.map((one) => (one.commitment === 'M1' && one.perspective === 'VEL' ? status('M1', 'VEL', { performance: 'kept', knowledge: 'supported' }) : one));
  it('keeps only commitments whose shown verdicts are other than they were, with what they were', () => {
    const state = view({}, statuses, earlier);
    expect(ids(state)).toEqual(['MEMO: M1']);
    const cells = state.groups[0]?.rows[0]?.cells.map(({ perspective, before }) => [perspective, before?.map(({ word }) => word)]);
    expect(cells).toEqual([['TAV', undefined], ['VEL', ['kept']], ['MON', undefined], ['agreed', undefined]]);
    expect(ids(view({ by: ['TAV'] }, statuses, earlier))).toEqual([]);
  });
});

describe('where accounts differ', () => {
  const says = (p: string, change: Partial<Status>) => status('M1', p, change, [support('e', p, 'road.open', true, '2021-03-01')]);
  const kept = says('TAV', { performance: 'kept', knowledge: 'supported' });
  it.each<[string, Status, boolean]>([
    ['another verdict', says('VEL', { performance: 'breached', knowledge: 'refuted' }), true],
    ['the same verdict', says('VEL', { performance: 'kept', knowledge: 'supported' }), false],
    ['unknown', says('VEL', { performance: 'unknown' }), false],
    ['disputed inside one account', says('VEL', { performance: 'disputed', knowledge: 'both' }), false],
    ['no account', status('M1', 'VEL'), false],
    ['a verdict that rests on nobody’s word', status('M1', 'VEL', { performance: 'overdue' }), false],
    ['the agreed rule, which is nobody’s account', says('agreed', { performance: 'breached', knowledge: 'refuted' }), false],
    ['another reading only', says('VEL', { performance: 'breached', knowledge: 'refuted', reading: 'strict' }), false],
  ])('beside “kept”, %s: %s', (_, other, expected) => expect(differ([kept, other], isAccount)).toBe(expected));

  it('counts a duty still open as decided once its performance is denied', () => {
    expect(isDecided(status('O1', 'TAV', { performance: 'open', knowledge: 'refuted' }))).toBe(true);
    expect(isDecided(status('O1', 'TAV', { performance: 'open' }))).toBe(false);
  });
});

describe('the word for a status', () => {
  const commitment = (id: string) => folded.state.commitments.get(id)?.value as never;
  it.each<[string, Partial<Status>, string, string | null]>([
    ['M1', { performance: 'breached', settlement: 'provisional' }, 'not-kept', 'provisional'],
    ['M1', { performance: 'kept', position: 'expired', settlement: 'settled' }, 'kept-to-end', 'settled'],
    ['M1', { performance: 'kept', position: 'suspended' }, 'suspended', null],
    ['M1', { performance: 'not-due', position: 'conditional', explanation: { rule: 'window.waits-for-event', because: [], excluded: [], next: null, flips: [] } }, 'conditional', null],
    ['M1', { performance: 'no-account', position: 'conditional' }, 'no-account', null],
    ['M1', { performance: 'not-due', position: 'conditional' }, 'not-due', null],
    ['M1', { performance: 'kept', position: 'fulfilled' }, 'kept-to-end', 'provisional'],
    ['M1', { performance: 'not-due', position: 'released' }, 'ended', null],
    ['M3', { performance: 'missed', settlement: 'determined' }, 'incidents', 'determined'],
    ['O1', { performance: 'missed' }, 'missed', 'provisional'],
    ['O1', { performance: 'unknown' }, 'unknown', null],
    ['O1', { performance: 'open', explanation: { rule: 'achieve.open-without-deadline', because: [], excluded: [], next: null, flips: [] } }, 'undated', null],
  ])('%s %j is %s, %s', (id, change, word, settlement) => {
    expect(verdictOf(status(id, 'TAV', change), commitment(id))).toMatchObject({ word, settlement });
  });
  it('keeps a breach visible after the commitment ended, and says that it ended', () => {
    expect(verdictOf(status('M1', 'TAV', { performance: 'breached', position: 'terminated' }), commitment('M1'))).toMatchObject({ word: 'not-kept', ended: 'terminated' });
  });
});
