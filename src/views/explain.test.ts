import { describe, expect, it } from 'vitest';
import type { Because, Explanation } from '#compliance';
import { day, folded, status, support } from '../../tests/samples/pass-road.ts';
import { explain } from './explain.ts';

const at = day('2021-03-20');
const say = (explanation: Partial<Explanation>) =>
  explain(status('M1', 'TAV', { explanation: { ...status('M1', 'TAV').explanation, rule: 'maintain.breached', ...explanation } }), folded);
const because = (reason: Because) => say({ because: [reason] })[1];

describe('explanations as sentences', () => {
  it('start with the rule, then reasons, what was left out, what comes next, what would change it', () => {
    const keys = say({
      because: [support('e1', 'TAV', 'road.open', true, '2021-03-20', true)], excluded: [{ entry: 'e2', why: 'withdrawn', by: 'e3' }],
      next: { at: at.from, becomes: 'settled' }, flips: [['e1'], ['e1', 'e4']],
    }).map(({ key }) => key);
    expect(keys).toEqual(['explain.rule.maintain.breached', 'explain.support.going-on', 'explain.excluded.withdrawn', 'explain.next.settled', 'explain.flip', 'explain.flip']);
  });

  it('say what an account says in the words of the vocabulary, by whom, in which entry', () => {
    expect(because(support('e1', 'VEL', 'road.open', false, '2021-03-20'))).toEqual({
      key: 'explain.support.state',
      facts: { by: { actor: 'VEL' }, entry: { entry: 'e1' }, words: { text: { en: 'the road is not open' } }, of: { keys: {} }, at: { time: at } },
    });
    expect(because(support('e1', 'VEL', 'shelling', true, '2021-03-20'))?.key).toBe('explain.support.event');
    expect(because(support('e1', 'VEL', 'no.such.fact', true, '2021-03-20'))?.facts['words']).toEqual({ text: { und: 'no.such.fact' } });
  });

  it('say once what several entries say alike, and apart what one says otherwise, whose time it is of, or whose account', () => {
    const reasons = [support('e1', 'VEL', 'road.open', true, '2021-03-20'), support('e2', 'VEL', 'road.open', false, '2021-03-20'), support('e3', 'VEL', 'road.open', true, '2021-03-20'), support('e4', 'TAV', 'road.open', true, '2021-03-20'), support('e5', 'VEL', 'road.open', true, '2021-03-21'), support('e6', 'VEL', 'road.open', true, '2021-03-20', true)];
    expect(say({ because: reasons }).slice(1).map(({ facts }) => facts['entry'])).toEqual([{ entries: ['e1', 'e3'] }, { entry: 'e2' }, { entry: 'e4' }, { entry: 'e5' }, { entry: 'e6' }]);
  });

  it('name the last day inside a window that ends by a day, the first outside where it ends before it', () => {
    const window = (endpoint?: 'by' | 'before' | 'until') => because({ role: 'window', from: at.from, to: at.to, ...(endpoint === undefined ? {} : { endpoint }) });
    expect(window('by')).toEqual({ key: 'explain.window.by', facts: { from: { instant: at.from }, to: { instant: at.to - 1 } } });
    expect(window('before')?.facts['to']).toEqual({ instant: at.to });
    expect(window('until')?.facts['to']).toEqual({ instant: at.to });
    expect(window()?.key).toBe('explain.window.closed');
    expect(because({ role: 'window', from: at.from, to: null })?.key).toBe('explain.window.open');
  });

  it.each<[Because, string]>([
    [{ role: 'trigger', entry: 'e', at }, 'explain.trigger'], [{ role: 'power', entry: 'e', by: 'TAV', power: 'extend', at }, 'explain.power.extend'],
    [{ role: 'coverage', entry: 'e', by: 'MON', at }, 'explain.coverage'], [{ role: 'grade', entry: 'e', by: 'MON', level: 2, at }, 'explain.grade'],
    [{ role: 'determination', entry: 'e', by: 'MON', outcome: 'breached', at }, 'explain.determination.breached'],
    [{ role: 'absence', fact: 'list.sent', from: at.from, to: null }, 'explain.absence.open'], [{ role: 'absence', fact: 'list.sent', from: at.from, to: at.to }, 'explain.absence.closed'],
    [{ role: 'fulfilment', commitment: 'M2', performance: 'done-late' }, 'explain.fulfilment.done-late'],
  ])('have one form for each role: %j', (reason, key) => expect(because(reason)?.key).toBe(key));
});
