import { describe, expect, test } from 'vitest';
import type { Likeness, PersonFile, PersonNote } from '#process';
import { at, liveTable } from '../../process/test-table.ts';
import type { Table } from '../../process/test-table.ts';
import { soughtViews } from './sought.ts';
import { kinOf } from './scrutiny.ts';

const AS_OF = { valid: at('2030-01-01'), known: at('2030-01-01') }, DAY = '2023-05-20', TABLE = { audience: 'table' } as const;
const file = (id: string, by: string, more: Partial<PersonFile> = {}): PersonFile => ({ id, by, date: DAY, status: 'missing', consent: [], fields: {}, ...more });
const note = (id: string, by: string, step: PersonNote['step'] & string, person = 'h1'): PersonNote => ({ id, by, date: DAY, person, step });
const alike = (id: string, by: string, keep: string, ...same: readonly string[]): Likeness => ({ id, by, date: DAY, keep, same, step: 'merged', reason: { en: 'One person.' } });

const seenBy = ({ state }: Table, id: string) => soughtViews(state, AS_OF, ['missing'], [...state.participants.values()].find((one) => one.id === id));
const shown = (table: Table, id: string) => seenBy(table, id).map((view) => [view.person.value.id, view.entitled, view.same, view.notes.map(({ value }) => value.id)]);

describe('files said to be of one person', () => {
  const merged = () => liveTable().add('relief', 'person', file('h1', 'REL'), TABLE).add('head-a', 'person', file('h2', 'A'), TABLE).add('relief', 'person-note', note('n1', 'REL', 'searched'), TABLE).add('head-a', 'likeness', alike('k', 'A', 'h2', 'h1'), TABLE);

  test('give nobody the notes of a file that may not be given to them, and hide none from those who made it', () => {
    expect(shown(merged(), 'head-a')).toEqual([['h2', true, ['h1'], []]]);
    expect(shown(merged(), 'relief')).toEqual([['h1', true, [], ['n1']], ['h2', false, ['h1'], ['n1']]]);
  });

  test('stand behind the one in front, however long the chain', () => {
    const chain = liveTable().add('relief', 'person', file('h1', 'REL'), TABLE).add('relief', 'person', file('h2', 'REL'), TABLE).add('relief', 'person', file('h3', 'REL'), TABLE).add('relief', 'person-note', note('n1', 'REL', 'searched'), TABLE)
      .add('relief', 'likeness', alike('k1', 'REL', 'h2', 'h1'), TABLE).add('relief', 'likeness', alike('k2', 'REL', 'h3', 'h2'), TABLE);
    expect(shown(chain, 'relief')).toEqual([['h3', true, ['h1', 'h2'], ['n1']]]);
    expect(['h1', 'h2', 'h3'].map((id) => kinOf(chain.state, id, AS_OF))).toMatchObject([{ keep: 'h3', same: ['h2'] }, { keep: 'h3', same: ['h1'] }, { keep: null, same: ['h1', 'h2'] }]);
  });
});

test('an identification that was contested is accepted by who contested it, by nobody else', () => {
  const table = liveTable().add('relief', 'person', file('h1', 'REL'), TABLE).add('head-a', 'person-note', note('n1', 'A', 'identified'), TABLE).add('relief', 'person-note', note('n2', 'REL', 'identification-contested'), TABLE), fate = () => seenBy(table, 'relief')[0]?.fate;
  table.add('head-a', 'person-note', note('n3', 'A', 'identification-accepted'), TABLE).add('head-a', 'person-note', note('n4', 'A', 'handed-over'), TABLE);
  expect(fate()).toBe('contested');
  table.add('relief', 'person-note', note('n5', 'REL', 'identification-accepted'), TABLE);
  expect(fate()).toBe('accepted');
});
