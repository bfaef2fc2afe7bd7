import { describe, expect, it, test } from 'vitest';
import { at, liveTable } from '../../process/test-table.ts';
import { NO_CLAIM_FILTER, claimChoices, claimViews, parseClaimFilter } from './claim-filter.ts';
import { claimView, claimsUpon, isLate } from './claims.ts';

const words = { en: 'words' }, DAY = '2024-01-02';
const on = (day: string) => ({ recorded: at(day) });
const asOf = (day: string) => ({ valid: at(day), known: at(day) });
const claim = (id: string, more: object = {}) => ['claim', { id, date: DAY, asserter: words, anonymity: 'unnamed' as const, words, quoted: true, concerns: ['B', 'A'], first: { outlet: 'The Lantern', at: DAY }, ...more }] as const;

/** Two diplomats in a newspaper, of A and B, who have until 10 January to reply. */
const told = () => liveTable().add('monitor', ...claim('c', { replyUntil: '2024-01-10' }), on('2024-01-03'));
const view = (table: ReturnType<typeof told>, day: string, id = 'c') => claimView(table.state, id, asOf(day));
const heard = (table: ReturnType<typeof told>, day: string) => view(table, day)?.heard.map(({ by, word }) => `${by} ${word}`);

describe('what those concerned say to a claim', () => {
  it('waits until the time given is over; then that nobody replied is said as such', () => {
    expect([heard(told(), '2024-01-04'), view(told(), '2024-01-04')?.became]).toEqual([['A waiting', 'B waiting'], 'open']);
    expect([heard(told(), '2024-01-11'), view(told(), '2024-01-11')?.became]).toEqual([['A silent', 'B silent'], 'no-reply']);
    expect(view(told(), '2024-01-02')).toBeNull();
  });

  it('is theirs whoever of their side says it, in time or after; what others reply stands apart', () => {
    const table = told().add('envoy-mfa', 'reply', { id: 'r', by: 'A-mfa', date: DAY, to: 'c', text: words }, on('2024-01-12')).add('head-c', 'reply', { id: 'r2', by: 'C', date: DAY, to: 'c', text: words }, on('2024-01-12'));
    const found = view(table, '2024-01-13'), reply = found?.heard[0]?.replies[0];
    expect(heard(table, '2024-01-13')).toEqual(['A replied', 'B silent']);
    expect(found?.others.map(({ value }) => value.id)).toEqual(['r2']);
    expect(reply === undefined ? null : [isLate(table.state, reply, '2024-01-10'), isLate(table.state, reply, '2024-01-12'), isLate(table.state, reply, null)]).toEqual([true, false, false]);
    expect(found?.became).toBe('open');
  });

  it('is of nobody who was not asked, and of whoever was asked by a question, whose last limit holds', () => {
    const table = liveTable().add('monitor', ...claim('c', { concerns: ['A'] }), on('2024-01-03')).add('monitor', 'question', { id: 'q', by: 'MON', about: 'c', to: 'C', until: '2024-01-05' }, on('2024-01-03')).add('mediator', 'question', { id: 'q2', by: 'MED', about: 'c', to: 'C', until: '2024-01-09' }, on('2024-01-04'));
    expect(heard(table, '2024-01-08')).toEqual(['A unasked', 'C waiting']);
    expect(view(table, '2024-01-10')?.heard.map(({ until }) => until)).toEqual([null, '2024-01-09']);
    table.add('head-c', 'reply', { id: 'r', by: 'C', date: DAY, to: 'q2', text: words }, on('2024-01-11'));
    expect(heard(table, '2024-01-12')).toEqual(['A unasked', 'C replied']);
  });
});

describe('what became of a claim', () => {
  const outcome = (id: string, by: string, said: 'confirmed' | 'denied' | 'corrected' | 'withdrawn') => ({ id, by, date: DAY, claim: 'c', outcome: said, text: words });

  it('is the word of whoever said so; where they differ none is put before another; only who made it takes it back', () => {
    const table = liveTable().add('monitor', ...claim('c', { by: 'C' }), on('2024-01-03')), words: (string | undefined)[] = [];
    for (const [who, ...said] of [['head-a', 'o1', 'A', 'denied'], ['head-b', 'o2', 'B', 'confirmed'], ['envoy-mfa', 'o3', 'A-mfa', 'confirmed'], ['head-c', 'o4', 'C', 'withdrawn'], ['head-a', 'o5', 'A', 'denied']] as const) {
      table.add(who, 'outcome', outcome(...said), on('2024-01-05'));
      words.push(view(table, '2024-01-06')?.became);
    }
    expect(words).toEqual(['denied', 'differ', 'confirmed', 'withdrawn', 'withdrawn']);
    expect(view(table, '2024-01-06')?.outcomes).toHaveLength(5);
  });
});

test('nobody takes back another’s claim by one of their own that they say is the same', () => {
  const table = liveTable().add('monitor', ...claim('c', { by: 'C' }), on('2024-01-03')).add('head-a', ...claim('own', { by: 'A' }), on('2024-01-03'))
    .add('head-a', 'likeness', { id: 'k', by: 'A', date: DAY, keep: 'c', same: ['own'], step: 'merged', reason: words }, on('2024-01-03')).add('head-a', 'outcome', { id: 'o', by: 'A', date: DAY, claim: 'own', outcome: 'withdrawn', text: words }, on('2024-01-03'));
  expect(view(table, '2024-01-05')?.became).toBe('open');
});

describe('a claim that others repeat', () => {
  it('is one claim with ten appearances: entered with it, after it, or as claims told to be the same', () => {
    const table = liveTable().add('monitor', ...claim('c', { appearances: [{ outlet: 'The Herald', at: '2024-01-04' }] }), on('2024-01-05'));
    for (let day = 5; day <= 11; day += 1) table.add('monitor', 'appearance', { id: `a${day}`, claim: 'c', appearance: { outlet: `Outlet ${day}`, at: `2024-01-${String(day).padStart(2, '0')}` } }, on('2024-01-12'));
    table.add('monitor', ...claim('again', { first: { outlet: 'The Mail', at: '2024-01-01' } }), on('2024-01-12'));
    expect(claimViews(table.state, asOf('2024-01-13')).map(({ claim: { value }, appearances }) => [value.id, appearances.length])).toEqual([['c', 9], ['again', 1]]);
    table.add('mediator', 'likeness', { id: 'k', by: 'MED', date: DAY, keep: 'c', same: ['again'], step: 'merged', reason: words }, on('2024-01-13'));
    expect(claimViews(table.state, asOf('2024-01-13')).map(({ claim: { value }, appearances, same }) => [value.id, appearances.length, same])).toEqual([['c', 10, ['again']]]);
    expect(view(table, '2024-01-13')?.appearances.slice(0, 2).map(({ appearance, of }) => [appearance.outlet, of])).toEqual([['The Mail', 'again'], ['The Lantern', 'c']]);
    expect(view(table, '2024-01-12')?.appearances).toHaveLength(9);
    table.add('head-a', 'reply', { id: 'r', by: 'A', date: DAY, to: 'again', text: words }, on('2024-01-13'));
    expect(heard(table, '2024-01-13')).toEqual(['A replied', 'B unasked']);
  });
});

describe('claims', () => {
  const many = () => liveTable().add('monitor', ...claim('x', { by: 'A-mfa', anonymity: 'office', concerns: ['B'], commitments: ['T1'] }), on('2024-01-03')).add('monitor', ...claim('y', { concerns: [], first: { outlet: 'o', at: '2024-01-03' } }), on('2024-01-03'))
    .add('head-b', 'outcome', { id: 'o', by: 'B', date: DAY, claim: 'x', outcome: 'denied', text: words }, on('2024-01-04'));

  it('are narrowed by who says it, whom it concerns, how openly and what became of it; what cannot be read is said and left out', () => {
    const { state } = many(), now = asOf('2024-01-05'), all = claimViews(state, now), choices = claimChoices(state, all);
    const ids = (filter: Partial<typeof NO_CLAIM_FILTER>) => claimViews(state, now, { ...NO_CLAIM_FILTER, ...filter }).map(({ claim: { value } }) => value.id);
    expect([all.map(({ claim: { value } }) => value.id), ids({ by: 'A' }), ids({ concerns: 'B' }), ids({ anonymity: 'unnamed' }), ids({ became: 'denied' }), ids({ became: 'open', by: 'A' })]).toEqual([['y', 'x'], ['x'], ['x'], ['y'], ['x'], []]);
    expect(choices).toEqual({ from: [], by: ['A-mfa'], concerns: ['B'], anonymity: ['office', 'unnamed'], became: ['open', 'denied'] });
    expect(parseClaimFilter(new URLSearchParams('became=denied&by=moon&from='), choices)).toMatchObject({ filter: { ...NO_CLAIM_FILTER, became: 'denied' }, problems: [{ field: 'by', refusal: { code: 'filter.unknown-choice' } }] });
  });

  it('stand at what they bear on, by their own word or by somebody’s link; not by a link that says that they do not', () => {
    const table = many().add('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'y', commitments: ['T1'], bears: true }, on('2024-01-04'));
    const ids = (day: string) => claimsUpon(table.state, 'T1', asOf(day)).map(({ claim: { value } }) => value.id);
    expect([ids('2024-01-03'), ids('2024-01-04')]).toEqual([['x'], ['x', 'y']]);
  });
});
