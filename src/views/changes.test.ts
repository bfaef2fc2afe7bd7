import { describe, expect, test } from 'vitest';
import type { Status } from '#compliance';
import type { HeldItem } from '#process';
import { day, NOW, origin, state, status, support } from '../../tests/samples/pass-road.ts';
import { statusChanges } from './changes.ts';

const from = { valid: day('2021-06-01').from, known: day('2021-06-01').from };
const then = (change: Partial<Status> = {}, because: Status['explanation']['because'] = []): Status => status('M1', 'VEL', { ...change, asOf: from }, because);
const now = (change: Partial<Status> = {}, because: Status['explanation']['because'] = []): Status => status('M1', 'VEL', change, because);
const explained = (one: Status, change: Partial<Status['explanation']>): Status => ({ ...one, explanation: { ...one.explanation, ...change } });
const why = (before: Status, after: Status, of = state) => statusChanges([before], [after], of)[0]?.why;

const kept = { performance: 'kept', knowledge: 'supported', settlement: 'settled' } as const;
const breached = { performance: 'breached', knowledge: 'refuted' } as const;

describe('what is no change', () => {
  test.each([
    ['the same', then(kept), now(kept)], ['another account', then(kept), status('M1', 'TAV', breached)], ['another reading', { ...then(kept), reading: 'by' }, now(breached)],
    ['the position of a row that nobody speaks for', then({ position: 'conditional' }), now()],
  ])('%s', (_, before, after) => expect(statusChanges([before], [after], state)).toEqual([]));
});

describe('why a status changed', () => {
  const closure = support('e-closure', 'VEL', 'road.open', false, '2021-06-10', true);

  test('an entry that became known between, on which it rests', () => {
    expect(why(then(kept), now(breached, [closure, closure]))).toEqual({ entries: [{ entry: 'e-closure', how: 'recorded', known: day('2021-06-11').from }], passed: [] });
  });

  test('not an entry that was known before, unless its time came between', () => {
    const rumour = (when: string) => support('e-rumour', 'VEL', 'shelling', true, when);
    expect(why(then(kept), now(breached, [rumour('2021-04-01')]))?.entries).toEqual([]);
    expect(why(then(kept), now(breached, [rumour('2021-07-01')]))?.entries).toMatchObject([{ entry: 'e-rumour', how: 'took-place' }]);
    const awaited = explained(then({ performance: 'no-account' }), { excluded: [{ entry: 'e-rumour', why: 'not-yet' }] });
    expect(why(awaited, now({ performance: 'not-due' }))?.entries).toMatchObject([{ entry: 'e-rumour', how: 'took-place' }]);
  });

  test('a correction or withdrawal, by its own entry, and both ways round', () => {
    const item = state.items.get('R1') as HeldItem;
    const change = (kind: 'correction' | 'withdrawal') => ({ ...state, items: new Map([['R1', { ...item, history: [{ kind, source: origin('e-change', 40, day('2021-08-01').from), reason: '', before: item.value }] } as HeldItem]]) });
    const early = { ...then(breached, [closure]), asOf: { valid: day('2021-07-01').from, known: day('2021-07-01').from } };
    const late = explained(now(), { excluded: [{ entry: 'e-closure', why: 'withdrawn', by: 'e-change' }] });
    expect(why(early, late, change('withdrawal'))?.entries).toEqual([{ entry: 'e-change', how: 'withdrawn', known: day('2021-08-01').from }]);
    expect(why(early, late, change('correction'))?.entries).toMatchObject([{ how: 'corrected' }]);
    expect(why(late, early, change('correction'))?.entries).toMatchObject([{ how: 'corrected' }]);
  });

  test('a window that closed, a deadline foretold, late reports no longer awaited', () => {
    const window = { role: 'window', from: day('2021-01-01').from, to: day('2021-07-01').from } as const;
    expect(why(then({ performance: 'open' }, [window]), now({ performance: 'unknown' }, [window]))?.passed).toEqual([{ at: window.to, what: 'closes' }]);
    const open = explained(then({ performance: 'open' }), { next: { at: window.to, becomes: 'overdue' } });
    expect(why(open, now({ performance: 'overdue' }))?.passed).toEqual([{ at: window.to, what: 'overdue' }]);
    const awaiting = { ...then({ ...breached, settlement: 'provisional' }), settlesAt: window.to };
    expect(why(awaiting, now({ ...breached, settlement: 'settled' }))?.passed).toEqual([{ at: window.to, what: 'settled' }]);
  });

  test('nothing where time alone passed', () => {
    const beyond = explained(then(kept), { next: { at: NOW.valid + 1, becomes: 'overdue' } });
    expect(why(beyond, now({ ...kept, settlement: 'provisional' }))).toEqual({ entries: [], passed: [] });
  });
});
