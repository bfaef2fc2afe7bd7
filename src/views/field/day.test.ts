import { describe, expect, it } from 'vitest';
import { at, liveTable, report, said } from '../../process/test-table.ts';
import { concerning, topicOf } from './concerning.ts';
import { dayLines, toldDays } from './day.ts';

const words = { en: 'words' };
const on = (day: string) => ({ recorded: at(day) });
const day = (date: string) => ({ from: at(date), to: at(date) + 86_400 });
const passage = (id: string, by: string, outcome: 'passed' | 'delayed', more: object = {}) => ['report', report(id, { category: 'passage', date: '2024-01-02', place: 'pass', accounts: [said(by)], passage: { corridor: 'pass', operator: 'relief', direction: 'up', outcome, ...more } })] as const;

/** Two accounts of 2 January, one of them told on the 4th; a shot whose check does not bear it out, a claim, a reply. */
const told = () => liveTable()
  .add('monitor', 'coverage', { id: 'w', by: 'MON', fact: 'road.open', of: { road: 'pass' }, from: '2024-01-02', to: '2024-01-03' }, on('2024-01-03'))
  .add('monitor', ...passage('a', 'MON', 'delayed', { delayMinutes: 40 }), on('2024-01-03')).add('monitor', ...passage('b', 'MON', 'delayed', { delayMinutes: 3 }), on('2024-01-03')).add('monitor', ...passage('c', 'MON', 'passed'), on('2024-01-03'))
  .add('head-b', ...passage('d', 'B', 'passed'), on('2024-01-04'))
  .add('head-a', 'report', report('shot', { category: 'incident', date: '2024-01-02', accounts: [said('A')] }), on('2024-01-04'))
  .add('mediator', 'verification', { id: 'v', by: 'MED', date: '2024-01-04', report: 'shot', step: 'not-substantiated', reason: words }, on('2024-01-04'))
  .add('observer', 'claim', { id: 'q', date: '2024-01-02', asserter: words, anonymity: 'unnamed', words, quoted: true, concerns: ['A'], first: { outlet: 'o', at: '2024-01-02' } }, on('2024-01-04'))
  .add('head-a', 'reply', { id: 'r', by: 'A', date: '2024-01-04', to: 'q', text: words }, on('2024-01-04'));
const lines = (date: string, known = '2024-02-01') => dayLines(told().state, day(date), { valid: day(date).to, known: at(known) }).map(({ topic, by, count, disputed, facts, sources }) => [topic, by, count, disputed, facts, sources.map(({ id }) => id)]);

describe('the lines of a day', () => {
  it('count by account, each with what it counted; a matter that two tell of under each', () => {
    expect(lines('2024-01-02')).toEqual([
      ['watched', 'MON', 1, 0, {}, ['w']],
      ['passages', 'B', 1, 0, { direction: 'up', outcome: 'passed', minutes: 0 }, ['d']],
      ['passages', 'MON', 2, 0, { direction: 'up', outcome: 'delayed', minutes: 43 }, ['a', 'b']],
      ['passages', 'MON', 1, 0, { direction: 'up', outcome: 'passed', minutes: 0 }, ['c']],
      ['reports', 'A', 1, 1, { category: 'incident' }, ['shot']],
      ['claims', null, 1, 0, { became: 'open', asserter: 'q' }, ['q']],
    ]);
  });

  it('tell what was learnt on a day of days before it, what was checked and replied', () => {
    expect(lines('2024-01-04')).toEqual([
      ['late', 'A', 1, 0, {}, ['shot']], ['late', 'B', 1, 0, {}, ['d']], ['checks', 'MED', 1, 0, { step: 'not-substantiated' }, ['shot']], ['replies', 'A', 1, 0, { what: 'reply', about: 'q' }, ['q']],
    ]);
  });

  it('know what was known then, and are none where nothing is told', () => {
    expect(lines('2024-01-02', '2024-01-03').map(([topic, by]) => [topic, by])).toEqual([['watched', 'MON'], ['passages', 'MON'], ['passages', 'MON']]);
    expect(lines('2024-01-09')).toEqual([]);
    expect(toldDays(told().state, { valid: at('2025-01-01'), known: at('2025-01-01') })).toEqual(['2024-01-02']);
  });
});

describe('what concerns a topic', () => {
  const ids = (written: string) => {
    const { state } = told(), topic = topicOf(state, written);
    return topic.ok ? concerning(state, topic.value, { valid: at('2025-01-01'), known: at('2025-01-01') }).map((position) => [...state.items.values(), ...state.matters.values(), ...state.commitments.values()].find(({ source }) => source.position === position)?.value.id) : topic.refusal;
  };

  it('is the things themselves and everything said of them, in the order of the record', () => {
    expect(ids('place:pass')).toEqual(['a', 'b', 'c', 'd']);
    expect(ids('register:incidents')).toEqual(['shot', 'v']);
    expect(ids('claims')).toEqual(['q', 'r']);
    expect(ids('commitment:T1')).toEqual(['T1']);
  });

  it('is refused where it is not on this record', () => {
    for (const wrong of ['place:moon', 'register:moon', 'moon', 'claims:x', '']) expect(ids(wrong)).toEqual({ code: 'follow.topic', topic: wrong });
  });

  it('is no file on a person', () => {
    const { state } = told().add('relief', 'person', { id: 'h', by: 'REL', date: '2024-01-02', status: 'missing', consent: [], fields: {}, place: 'pass' }, { audience: 'table' }), asOf = { valid: at('2025-01-01'), known: at('2025-01-01') }, position = state.matters.get('h')?.source.position;
    for (const written of ['place:pass', 'register:people']) { const topic = topicOf(state, written); expect(topic.ok && concerning(state, topic.value, asOf).includes(position ?? -1)).toBe(false); }
  });
});
