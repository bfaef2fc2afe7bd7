import { describe, expect, it } from 'vitest';
import { at, liveTable, report, said } from '../../process/test-table.ts';
import { bearingsOf, suggestionsFor } from './links.ts';
import { allegations, exchangeOn, kinOf, reportAsOf, scrutinyOf } from './scrutiny.ts';
import { patrolPairs, tasksOf } from './work.ts';

const words = { en: 'words' }, DAY = '2023-12-02';
const on = (day: string) => ({ recorded: at(day) });
const asOf = (day: string) => ({ valid: at(day), known: at(day) });
const DAYS = (count: number): number => count * 86_400;

/** A shot reported on 2 January, checked by two others on 5 and 9 January. */
const checked = () => liveTable()
  .add('monitor', 'report', report('shot', { category: 'incident', place: 'pass', accounts: [said('MON')] }), on('2024-01-02'))
  .add('mediator', 'verification', { id: 'v0', by: 'MED', date: DAY, report: 'shot', step: 'being-checked', reason: words }, on('2024-01-03'))
  .add('mediator', 'verification', { id: 'v1', by: 'MED', date: DAY, report: 'shot', step: 'substantiated', reason: words }, on('2024-01-05'))
  .add('head-b', 'verification', { id: 'v2', by: 'B', date: DAY, report: 'shot', step: 'not-substantiated', reason: words }, on('2024-01-09'));

function scrutiny(day: string) {
  const { state } = checked(), shot = reportAsOf(state, 'shot', asOf(day));
  return shot === null ? null : scrutinyOf(state, shot, asOf(day));
}

describe('the check of a report', () => {
  it('goes on from step to step, as far as was known', () => {
    expect(['2024-01-01', '2024-01-02', '2024-01-04', '2024-01-06', '2024-01-10'].map((day) => scrutiny(day)?.word)).toEqual([undefined, 'unchecked', 'being-checked', 'substantiated', 'differ']);
  });

  it('tells its age while it is open, and then how long the first finding took', () => {
    expect([scrutiny('2024-01-04'), scrutiny('2024-01-10')].map((one) => [one?.age, one?.found])).toEqual([[DAYS(2), null], [DAYS(3), at('2024-01-05')]]);
  });

  it('puts no finding before another', () => expect(scrutiny('2024-01-10')?.last).toEqual([{ by: 'MED', step: 'substantiated' }, { by: 'B', step: 'not-substantiated' }]));

  it('lists the oldest open allegation first, then those found; what is told the same as another is counted once', () => {
    const table = checked().add('monitor', 'report', report('mine', { category: 'incident', accounts: [said('MON')] }), on('2024-01-10')).add('monitor', 'report', report('mine-again', { category: 'incident', accounts: [said('MON')] }), on('2024-01-11')).add('monitor', 'report', report('quiet', { accounts: [said('MON')] }), on('2024-01-11')).add('head-a', 'report', report('denial', { category: 'incident', accounts: [{ by: 'A', stance: 'disputes' }] }), on('2024-01-11'))
      .add('mediator', 'likeness', { id: 'k', by: 'MED', date: DAY, keep: 'mine', same: ['mine-again'], step: 'merged', reason: words }, on('2024-01-12'));
    const ids = (day: string) => allegations(table.state, asOf(day)).map(({ report: { value } }) => value.id);
    expect([ids('2024-01-12'), ids('2024-01-11')]).toEqual([['mine', 'shot'], ['mine', 'mine-again', 'shot']]);
    expect(kinOf(table.state, 'mine-again', asOf('2024-01-12'))).toMatchObject({ keep: 'mine', same: [] });
    expect(kinOf(table.state, 'mine', asOf('2024-01-12')).same).toEqual(['mine-again']);
    expect(kinOf(table.state, 'mine', asOf('2024-01-11')).same).toEqual([]);
  });

  it.each([['head-a', 'A', 'head-b', 'B'], ['head-b', 'B', 'head-a', 'A']] as const)('keeps what %s tells to be the same until somebody of no party, or whoever entered it, says so too', (head, by, other, their) => {
    const charge = (id: string, who: string, whose: string) => [who, 'report', report(id, { category: 'incident', accounts: [said(whose)] })] as const, alike = (id: string, whose: string, same: string, step: 'merged' | 'unmerged' = 'merged') => ({ id, by: whose, date: DAY, keep: 'mine', same: [same], step, reason: words });
    const table = liveTable().add(...charge('mine', head, by)).add(...charge('theirs', other, their)).add(...charge('seen', 'monitor', 'MON')).add(...charge('own', head, by));
    const ids = () => allegations(table.state, asOf('2030-01-01')).map(({ report: { value } }) => value.id).sort();
    table.add(head, 'likeness', alike('k1', by, 'theirs')).add(head, 'likeness', alike('k2', by, 'seen')).add(head, 'likeness', alike('k3', by, 'own'));
    expect(ids()).toEqual(['mine', 'seen', 'theirs']);
    expect(kinOf(table.state, 'theirs', asOf('2030-01-01'))).toMatchObject({ keep: null, same: [], pending: [{ id: 'theirs', keep: 'mine' }] });
    table.add(other, 'likeness', alike('k4', their, 'seen'));
    expect(ids()).toEqual(['mine', 'seen', 'theirs']);
    table.add(other, 'likeness', alike('k5', their, 'theirs')).add('mediator', 'likeness', alike('k6', 'MED', 'seen'));
    expect([ids(), kinOf(table.state, 'mine', asOf('2030-01-01'))]).toMatchObject([['mine'], { same: ['theirs', 'seen', 'own'], pending: [] }]);
    table.add(head, 'likeness', alike('k7', by, 'seen', 'unmerged')).add(head, 'likeness', alike('k8', by, 'seen'));
    expect(ids()).toEqual(['mine', 'seen']);
  });

  it('is asked for and answered side by side, each question with its own replies', () => {
    const table = checked().add('monitor', 'question', { id: 'q', by: 'MON', about: 'shot', to: 'A', until: '2024-02-01' }, on('2024-01-10'))
      .add('head-a', 'reply', { id: 'r', by: 'A', date: DAY, to: 'q', text: words }, on('2024-01-11')).add('head-b', 'reply', { id: 'r2', by: 'B', date: DAY, to: 'shot', text: words }, on('2024-01-12'));
    expect(exchangeOn(table.state, 'shot', asOf('2024-01-12'))).toMatchObject({ asked: [{ question: { value: { id: 'q' } }, replies: [{ value: { id: 'r' } }] }], replies: [{ value: { id: 'r2' } }] });
    expect(exchangeOn(table.state, 'shot', asOf('2024-01-10'))).toMatchObject({ asked: [{ replies: [] }], replies: [] });
  });
});

describe('links to commitments', () => {
  const suggested = (more: Parameters<typeof report>[1], table = liveTable()) => {
    const { state } = table.add('monitor', 'report', report('seen', more)), seen = reportAsOf(state, 'seen', asOf('2025-01-01'));
    return seen === null ? [] : suggestionsFor(state, seen, asOf('2025-01-01')).map(({ commitment, why }) => [commitment, ...why]);
  };

  it('are suggested by fact and place, and not before it was owed', () => {
    expect(suggested({ place: 'pass' })).toEqual([['O1', 'place'], ['T1', 'place']]);
    expect(suggested({ accounts: [said('MON', { facts: [{ fact: 'road.open', of: { road: 'pass' }, from: '2023-12-01' }] })] })).toEqual([['O1', 'fact'], ['T1', 'fact']]);
    expect(suggested({ place: 'pass', date: '2023-05-01' })).toEqual([]);
    expect(suggested({})).toEqual([]);
  });

  it('are suggested by what others linked from the same place; not by the category alone', () => {
    const linked = () => liveTable().add('monitor', 'gazetteer', { places: [{ id: 'mill', names: { en: 'Mill' } }] }).add('monitor', 'report', report('before', { place: 'mill', commitments: ['T1'] }));
    expect(suggested({ place: 'mill' }, linked())).toEqual([['T1', 'reports-there', 'reports-alike']]);
    expect(suggested({}, linked())).toEqual([]);
  });

  it('stand by whose word they are, either way, and are not suggested again', () => {
    const { state } = liveTable().add('monitor', 'report', report('seen', { place: 'pass', commitments: ['O1'] })).add('monitor', 'link', { id: 'l', by: 'MON', date: DAY, item: 'seen', commitments: ['T1'], bears: true }).add('head-b', 'link', { id: 'm', by: 'B', date: DAY, item: 'seen', commitments: ['T1'], bears: false });
    expect(bearingsOf(state, 'seen', asOf('2025-01-01'))).toMatchObject([{ commitment: 'O1', own: true, said: [] }, { commitment: 'T1', own: false, said: [{ by: 'MON', bears: true }, { by: 'B', bears: false }] }]);
    const seen = reportAsOf(state, 'seen', asOf('2025-01-01'));
    expect(seen === null ? null : suggestionsFor(state, seen, asOf('2025-01-01'))).toEqual([]);
  });
});

describe('work of monitors', () => {
  it('tasks that wait stand first by their date; done is never late, and undated is never late', () => {
    const task = (id: string, due?: string) => ({ id, by: 'MED', to: 'MON', what: words, ...(due === undefined ? {} : { due }) });
    const { state } = liveTable().add('mediator', 'task', task('open')).add('mediator', 'task', task('due', '2024-02-01')).add('mediator', 'task', task('over', '2024-01-10'))
      .add('monitor', 'task-step', { id: 's', by: 'MON', date: DAY, task: 'over', step: 'done' });
    expect(tasksOf(state, asOf('2024-03-01')).map(({ task: { value }, word, late }) => [value.id, word, late])).toEqual([['due', 'given', true], ['open', 'given', false], ['over', 'done', false]]);
    expect(tasksOf(state, { ...asOf('2024-03-01'), valid: at('2024-02-01') })[0]?.late).toBe(false);
  });

  it('patrols that go as a pair stand side by side, place by place', () => {
    const { state } = liveTable().add('monitor', 'patrol', { id: 'p1', by: 'MON', date: DAY, reports: [report('p1-1', { place: 'pass' })] }).add('relief', 'patrol', { id: 'p2', by: 'REL', date: DAY, pair: 'p1', reports: [report('p2-1', { place: 'pass' }), report('p2-2')] });
    expect(patrolPairs(state, asOf('2024-03-01')).map(({ patrols, places }) => [patrols.map(({ value }) => value.id), places.map(({ place, reports }) => [place, ...reports.map((own) => own.map(({ id }) => id))])]))
      .toEqual([[['p1', 'p2'], [[null, [], ['p2-2']], ['pass', ['p1-1'], ['p2-1']]]]]);
  });
});
