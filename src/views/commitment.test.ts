import { describe, expect, it } from 'vitest';
import type { Status } from '#compliance';
import { day, folded, NOW, perspectives, state, status, statuses, support } from '../../tests/samples/pass-road.ts';
import { commitmentView } from './commitment.ts';
import { evidence } from './commitment-evidence.ts';
import { courses, turningPoints } from './commitment-history.ts';

const view = (id: string, now: readonly Status[] = statuses) => {
  const found = commitmentView(folded, id, now, NOW);
  if (found === null) throw new Error(`no commitment ${id}`);
  return found;
};
const commitment = (id: string) => view(id).commitment;

describe('a commitment', () => {
  it('is null where the process has none of that id', () => expect(commitmentView(folded, 'M9', statuses, NOW)).toBeNull());

  it('shows who comes to which verdict, and who says nothing', () => {
    const { positions, silent, accounts, differs } = view('M1');
    expect(positions).toEqual([{ reading: null, word: 'kept', perspectives: ['TAV'] }, { reading: null, word: 'not-kept', perspectives: ['VEL', 'MON', 'agreed'] }]);
    const half = statuses.map((one) => (one.commitment === 'M2' && one.reading === 'before' ? status('M2', one.perspective, { reading: 'before' }) : one));
    expect(view('M2', half).positions).toEqual([{ reading: 'by', word: 'fulfilled', perspectives: ['VEL'] }]);
    expect([silent.map(({ id }) => id), accounts.map(({ perspective }) => perspective.id), differs]).toEqual([['REL'], ['TAV', 'VEL', 'MON', 'agreed'], true]);
  });

  it('explains each reading apart where their reasons part, once where they do not', () => {
    expect(view('M2').accounts[0]?.explanations.map(({ reading }) => reading)).toEqual(['by', 'before']);
    const alike = statuses.map((one) => (one.commitment === 'M2' ? { ...one, explanation: { ...one.explanation, rule: 'achieve.in-time' } } : one));
    expect(view('M2', alike).accounts[0]?.explanations.map(({ reading }) => reading)).toEqual([null]);
  });

  it('shows what the text and the record alone say where nobody speaks', () => {
    expect(view('O1').accounts).toEqual([]);
    expect(view('O1').onRecord?.verdicts.map(({ word }) => word)).toEqual(['not-due']);
    expect(view('M1').onRecord).toBeNull();
  });
});

describe('the entries behind a commitment', () => {
  it('hold every account side by side in one order, each for or against', () => {
    const [closure] = view('M1').evidence;
    expect(closure).toMatchObject({ entry: 'e-closure', position: 21, mentionOnly: false });
    expect(closure?.voices.map(({ by, side }) => `${by} ${side}`)).toEqual(['TAV for', 'VEL against', 'MON against']);
  });

  it('count an incident against a duty to abstain, and its denial for it', () => {
    expect(view('M3').evidence.map(({ entry, voices }) => [entry, voices.map(({ by, side }) => `${by} ${side}`)])).toEqual([['e-rumour', ['VEL both']]]);
  });

  it('include what only names the commitment, and say so', () => {
    const silent = statuses.map((one) => (one.commitment === 'M1' ? status('M1', one.perspective) : one));
    expect(view('M1', silent).evidence.map(({ entry, mentionOnly }) => [entry, mentionOnly])).toEqual([['e-closure', true]]);
  });

  it('leave out what was not known at the time asked', () => {
    const early = statuses.map((one) => ({ ...one, asOf: { ...NOW, known: day('2021-06-01').from } }));
    expect(evidence(folded, commitment('M1'), early.filter((one) => one.commitment === 'M1'))).toEqual([]);
  });

  it('find an item by the entry that corrected it, and an account that speaks without words', () => {
    const item = state.items.get('R1');
    if (item === undefined) throw new Error('no R1');
    const corrected = { ...item, history: [{ kind: 'correction' as const, source: { ...item.source, entry: 'e-correction' }, reason: 'typing', before: item.value }] } as typeof item;
    const held = { ...folded, state: { ...state, items: new Map([['R1', corrected]]) } };
    const found = evidence(held, commitment('M1'), [status('M1', 'REL', {}, [support('e-correction', 'REL', 'road.open', true, '2021-06-10')])]);
    expect(found[0]?.voices.map(({ by, side }) => `${by} ${side}`)).toEqual(['TAV neither', 'VEL neither', 'MON neither', 'REL for']);
  });
});

describe('how a status changed', () => {
  const from = day('2021-03-01').from, to = day('2021-12-31').to;
  const at = (when: string, performance: Status['performance'], reading: string | null = null) =>
    ({ at: day(when).from, statuses: [status('M1', 'TAV', { performance, reading }, [support('e', 'TAV', 'road.open', true, '2021-03-01')])] });

  it('turns where a reason, a breach or a window begins or ends, inside the scale', () => {
    const one = status('M1', 'TAV', { breaches: [{ from: day('2021-06-10').from, to: null }] }, [
      { role: 'window', from: day('2021-03-02').from, to: day('2022-06-01').from }, support('e', 'TAV', 'road.open', true, '2021-04-05'),
    ]);
    expect(turningPoints([one], from, to)).toEqual([from, day('2021-03-02').from, day('2021-04-05').from, day('2021-04-05').to, day('2021-06-10').from]);
  });

  it('joins equal neighbours, and leaves no gap', () => {
    const [course] = courses([at('2021-03-01', 'kept'), at('2021-04-01', 'kept'), at('2021-05-01', 'breached'), at('2021-06-01', 'kept')], to, commitment('M1'), perspectives);
    expect(course?.phases.map(({ from: start, to: end, verdict }) => [start, end, verdict.word])).toEqual([
      [from, day('2021-05-01').from, 'kept'], [day('2021-05-01').from, day('2021-06-01').from, 'not-kept'], [day('2021-06-01').from, to, 'kept'],
    ]);
  });

  it('shows readings as one where they never part, apart where they do', () => {
    const both = (second: Status['performance']) => [{ at: from, statuses: [...at('2021-03-01', 'kept', 'a').statuses, ...at('2021-03-01', second, 'b').statuses] }];
    expect(courses(both('kept'), to, commitment('M1'), perspectives).map(({ reading }) => reading)).toEqual([null]);
    expect(courses(both('breached'), to, commitment('M1'), perspectives).map(({ reading }) => reading)).toEqual(['a', 'b']);
  });

  it('leaves out who never speaks, and samples evenly a record that turns too often', () => {
    expect(courses([{ at: from, statuses: [status('M1', 'VEL')] }], to, commitment('M1'), perspectives)).toEqual([]);
    const busy = status('M1', 'TAV', { breaches: Array.from({ length: 2000 }, (_, i) => ({ from: from + i * 10 + 1, to: from + i * 10 + 5 })) });
    expect(turningPoints([busy], from, to).length).toBeLessThanOrEqual(242);
  });
});
