import { describe, expect, it } from 'vitest';
import type { Commitment } from '#agreement';
import type { Performance, Status } from '#compliance';
import { day, folded as sample, NOW, origin, status, statuses, support } from '../../tests/samples/pass-road.ts';
import type { Folded } from './filters.ts';
import { rollUp } from './rollup.ts';

const held = (commitments: readonly Commitment[]): Folded => ({ ...sample, state: { ...sample.state, commitments: new Map(commitments.map((value, index) => [value.id, { value, source: origin(`e-${value.id}`, index, NOW.known) }])) } });
const duty = { shape: 'achieve', goal: { fact: 'list.sent' } } as const;
const commitment = (id: string, more: Partial<Commitment> = {}): Commitment =>
  ({ id, instrument: 'MEMO', clause: 'm1', title: { en: id }, bearers: { actors: ['TAV'] }, track: 'political', duty, window: { closes: { at: '2021-03-20', endpoint: 'by' } }, ...more });

describe('counts', () => {
  const view = rollUp(sample, statuses, NOW);
  const tally = (group: 'instruments' | 'parties' | 'tracks', id: string, perspective: string) => view[group].find((one) => one.id === id)?.tallies.find((one) => one.perspective === perspective);

  it('are of one account and one group, how final they are apart, silence apart', () => {
    expect(tally('instruments', 'MEMO', 'VEL')).toEqual({
      perspective: 'VEL', statuses: 5, silent: 0, notExpressed: 1,
      words: [
        { word: 'fulfilled', count: 1, provisional: 0, settled: 1, determined: 0 }, { word: 'fulfilled-late', count: 1, provisional: 0, settled: 1, determined: 0 },
        { word: 'not-kept', count: 1, provisional: 0, settled: 1, determined: 0 }, { word: 'disputed', count: 1, provisional: 1, settled: 0, determined: 0 },
      ],
    });
    expect(tally('instruments', 'MEMO', 'TAV')?.words).toEqual([{ word: 'kept', count: 1, provisional: 1, settled: 0, determined: 0 }, { word: 'unknown', count: 1, provisional: 0, settled: 0, determined: 0 }]);
    expect(tally('instruments', 'MEMO', 'REL')).toEqual({ perspective: 'REL', statuses: 5, words: [], silent: 4, notExpressed: 1 });
  });

  it('stand in the order of ids and of perspectives, whatever they come to', () => {
    expect(view.instruments.map(({ id, commitments, notExpressed }) => [id, commitments, notExpressed])).toEqual([['MEMO', 4, 1], ['ORDER', 1, 0]]);
    expect(view.parties.map(({ id }) => id)).toEqual(['TAV', 'VEL']);
    expect(view.tracks.map(({ id }) => id)).toEqual(['humanitarian', 'infrastructure', 'political', 'security']);
    for (const { tallies } of [...view.instruments, ...view.parties, ...view.tracks]) expect(tallies.map(({ perspective }) => perspective)).toEqual(sample.perspectives.map(({ id }) => id));
  });

  it('do not depend on the order of the statuses', () => expect(rollUp(sample, statuses.toReversed(), NOW).parties).toEqual(view.parties));

  it('count what two owe with each of them', () => {
    expect(tally('parties', 'TAV', 'VEL')?.statuses).toBe(4);
    expect(tally('parties', 'VEL', 'VEL')?.statuses).toBe(4);
  });
});

describe('chains of remedies', () => {
  const chain = held([commitment('A', { onBreach: ['B'] }), commitment('B', { onBreach: ['C'] }), commitment('C')]);
  const said = (...performances: readonly Performance[]): readonly Status[] => performances.map((performance, index) => status(['A', 'B', 'C'][index] ?? '', 'VEL', { performance, settlement: 'settled' }));
  const outcome = (found: readonly Status[], of = chain) => rollUp(of, found, NOW).chains.find((one) => one.commitment === 'A')?.outcomes[0];

  it.each<[string, readonly Performance[]]>([
    ['no-account', ['no-account', 'done-in-time', 'no-account']],
    ['not-known', ['unknown', 'no-account', 'no-account']], ['not-known', ['disputed', 'overdue', 'overdue']], ['not-known', ['open', 'not-due', 'not-due']], ['not-known', ['not-due', 'not-due', 'not-due']],
    ['not-known', ['breached', 'no-account', 'no-account']], ['not-known', ['breached', 'unknown', 'not-due']], ['not-known', ['breached', 'open', 'not-due']], ['not-known', ['overdue', 'disputed', 'overdue']],
    ['not-known', ['breached', 'overdue', 'no-account']],
    ['kept', ['kept', 'no-account', 'no-account']], ['kept', ['done-in-time', 'not-due', 'not-due']],
    ['repaired', ['breached', 'done-in-time', 'not-due']], ['repaired', ['restored', 'done-late', 'no-account']], ['repaired', ['missed', 'missed', 'done-in-time']],
    ['unrepaired', ['breached', 'overdue', 'missed']],
  ])('%s: %j', (expected, performances) => expect(outcome(said(...performances))?.outcome).toBe(expected));

  it('are unrepaired if one of two remedies fails, and repaired only if both are known to be performed', () => {
    const two = held([commitment('A', { onBreach: ['C', 'B'] }), commitment('B'), commitment('C')]);
    expect(outcome(said('breached', 'done-in-time', 'overdue'), two)?.outcome).toBe('unrepaired');
    expect(outcome(said('breached', 'done-in-time', 'unknown'), two)?.outcome).toBe('not-known');
    expect(outcome(said('breached', 'done-in-time', 'done-late'), two)).toMatchObject({ outcome: 'repaired', remedies: [{ commitment: 'B', words: ['fulfilled'] }, { commitment: 'C', words: ['fulfilled-late'] }] });
  });

  it('are as final as the least final thing they rest on', () => {
    const [a, b, c] = said('breached', 'done-in-time', 'not-due') as [Status, Status, Status];
    expect(outcome([a, b, c])?.settlement).toBe('settled');
    expect(outcome([{ ...a, settlement: 'determined' }, { ...b, settlement: 'provisional' }, c])?.settlement).toBe('provisional');
    expect(outcome([{ ...a, performance: 'unknown' }, b, c])?.settlement).toBeNull();
  });

  it('accuse nobody over a remedy that is not on record, two readings that part, or a circle', () => {
    expect(outcome(said('breached'), held([commitment('A', { onBreach: ['B'] })]))?.outcome).toBe('not-known');
    const [a, b, c] = said('breached', 'done-in-time', 'not-due') as [Status, Status, Status];
    expect(outcome([a, { ...b, reading: 'x' }, { ...b, reading: 'y', performance: 'overdue' }, c])?.outcome).toBe('not-known');
    expect(outcome(said('breached', 'overdue'), held([commitment('A', { onBreach: ['B'] }), commitment('B', { onBreach: ['A'] })]))?.outcome).toBe('not-known');
  });
});

describe('grades', () => {
  it('stand by assessor, each once, by date; nobody named is left out', () => {
    const assessed = held([commitment('G', { duty: { shape: 'assessed', assessors: ['REL', 'MON'] } })]);
    const grade = (entry: string, level: number, when: string) => ({ role: 'grade', entry, by: 'MON', level, at: day(when) }) as const;
    const graded = (perspective: string) => status('G', perspective, { performance: 'graded', level: 2 }, [grade('e2', 2, '2021-06-01'), grade('e1', 1, '2021-05-01')]);
    expect(rollUp(assessed, [graded('MON'), graded('agreed')], NOW).graded).toEqual([
      { commitment: 'G', assessors: [{ by: 'MON', grades: [{ level: 1, at: day('2021-05-01'), entry: 'e1' }, { level: 2, at: day('2021-06-01'), entry: 'e2' }] }, { by: 'REL', grades: [] }] },
    ]);
  });
});

describe('ages without a deadline', () => {
  const undated = commitment('U', { window: { opens: { at: '2021-12-22' }, vague: 'soon' } });
  const open = (perspective: string): Status => status('U', perspective, {
    performance: 'open', explanation: { ...status('U', perspective).explanation, rule: 'achieve.open-without-deadline', because: [support('e-rumour', 'VEL', 'list.sent', false, '2021-04-01')] },
    instances: [{ key: '', window: { from: day('2021-12-22').from, to: null }, performance: 'open', knowledge: 'refuted', settlement: 'provisional', since: null, breaches: [] }],
  });

  it('are days since the window opened, with what was said last and the silent apart', () => {
    const [age, ...others] = rollUp(held([undated, commitment('D')]), [open('VEL'), status('U', 'TAV'), status('D', 'VEL')], NOW).undated;
    expect(others).toEqual([]);
    expect(age).toEqual({
      commitment: 'U', vague: 'soon', opened: { at: day('2021-12-22').from, days: 10 },
      accounts: [{ perspective: 'VEL', reading: null, word: 'undated', opened: { at: day('2021-12-22').from, days: 10 } }],
      silent: ['TAV', 'MON', 'REL', 'agreed'], last: { entry: 'e-rumour', position: 22, date: '2021-04-01', days: 275 },
    });
  });

  it('are none before the window opens, where it hangs on something else, or once it is done', () => {
    const ages = (value: Commitment, one: Status) => rollUp(held([value]), [one], NOW).undated[0];
    expect(ages({ ...undated, window: { opens: { at: '2022-02-01' } } }, status('U', 'VEL'))).toMatchObject({ opened: null, accounts: [], last: null });
    expect(ages({ ...undated, after: ['D'] }, { ...open('VEL'), performance: 'blocked', explanation: status('U', 'VEL').explanation })).toMatchObject({ opened: null, accounts: [{ word: 'blocked', opened: null }] });
    expect(ages({ ...undated, trigger: { kind: 'each', event: { fact: 'shelling' } }, window: {} }, status('U', 'VEL'))).toMatchObject({ opened: null });
    expect(ages(undated, { ...open('VEL'), performance: 'done-in-time', position: 'fulfilled', explanation: status('U', 'VEL').explanation })).toMatchObject({ accounts: [{ word: 'fulfilled', opened: null }] });
  });

  it('are not asked of what lasts, comes round by itself or cannot be decided', () => {
    const state = held([commitment('M', { duty: { shape: 'maintain', state: { fact: 'road.open' } }, window: {} }), commitment('S', { trigger: { kind: 'schedule', every: 'P1M', first: '2021-01-01' }, window: {} }), commitment('N', { window: {}, notExpressed: { en: 'no' } })]);
    expect(rollUp(state, ['M', 'S', 'N'].map((id) => status(id, 'VEL')), NOW).undated).toEqual([]);
  });
});
