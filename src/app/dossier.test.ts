import { describe, expect, test } from 'vitest';
import { LIVE, Table, at, liveTable, report } from '../process/test-table.ts';
import { held, proposed } from '../../tests/samples/talks.ts';
import { perspectiveOf, rangeOf } from './dossier.ts';

const perspectives = [
  { id: 'ARM', kind: 'actor', members: ['ARM', 'ARM-MFA'] }, { id: 'ICRC', kind: 'actor', members: ['ICRC'] }, { id: 'agreed', kind: 'agreed', members: [] },
] as const;
const of = (id: string) => perspectiveOf({ perspectives }, id);

describe('a perspective by its id', () => {
  test.each(['', '+', 'XYZ', 'ARM+XYZ', 'ARM+', 'ARM+agreed', 'ARM-MFA', 'ARM ICRC'])('there is none of the name %j', (id) => expect(of(id)).toBeNull());

  test('one that the process has is itself', () => {
    expect(of('ARM')).toBe(perspectives[0]);
    expect(of('agreed')).toBe(perspectives[2]);
  });

  test('a selection has the members of all, and one name in whatever order it was asked', () => {
    expect(of('ARM+ICRC')).toEqual({ id: 'ARM+ICRC', kind: 'selection', members: ['ARM', 'ARM-MFA', 'ICRC'] });
    expect(of('ICRC+ARM')).toEqual(of('ARM+ICRC'));
    expect(of('ARM+ARM')).toBe(perspectives[0]);
  });
});

describe('the times of a record', () => {
  test('begin and end with its charter while it is alone', () => {
    const recorded = at('2024-01-01');
    expect(rangeOf({ ...new Table(LIVE).state, recorded })).toEqual({ from: recorded, to: recorded, known: recorded });
  });

  test('reach to what the table did last, though no item speaks of it', () => {
    expect(rangeOf(proposed().state)).toEqual({ from: at('2024-02-01'), to: at('2024-02-01'), known: at('2024-02-01') });
    expect(rangeOf(held().state)).toMatchObject({ to: at('2024-02-21'), known: at('2024-02-21') });
  });

  test('reach to what was said last of what was seen: a reply is shown from when it is recorded', () => {
    const seen = liveTable().add('monitor', 'report', report('seen', { date: '2024-02-01' }), { recorded: at('2024-02-02') });
    expect(rangeOf(seen.state)).toMatchObject({ known: at('2024-02-02') });
    seen.add('head-a', 'reply', { id: 'r', by: 'A', date: '2024-03-01', to: 'seen', text: { en: 'words' } }, { recorded: at('2024-03-01') });
    expect(rangeOf(seen.state)).toEqual({ from: at('2024-02-01'), to: at('2024-03-01'), known: at('2024-03-01') });
  });
});
