import { expect, it } from 'vitest';
import type { Coverage } from './bodies.ts';
import { documentaryTable, liveTable } from './test-table.ts';

const watch = (more: Partial<Coverage> = {}): Coverage => ({ id: 'c', by: 'MON', fact: 'road.open', of: { road: 'pass' }, from: '2023-12-01', to: '2023-12-31', ...more });

it('coverage is declared by who watched, of a fact of the vocabulary, of time that has passed', () => {
  const table = liveTable();
  expect(table.submit('monitor', 'coverage', watch({ by: 'REL' }))).toEqual({ code: 'process.coverage.not-yours', by: 'REL', yours: 'MON' });
  expect(table.submit('head-a', 'coverage', watch())).toEqual({ code: 'process.coverage.not-yours', by: 'MON', yours: 'A' });
  expect(table.submit('monitor', 'coverage', watch({ by: 'X' }))).toEqual({ code: 'process.actor.unknown', id: 'X', field: 'by' });
  expect(table.submit('monitor', 'coverage', watch({ fact: 'fog' }))).toEqual({ code: 'process.fact.unknown', id: 'fog', field: 'of' });
  expect(table.submit('monitor', 'coverage', watch({ of: { river: 'r' } }))).toMatchObject({ code: 'process.fact.keys', given: 'river' });
  expect(table.submit('monitor', 'coverage', watch({ to: '2024-02-01' }))).toMatchObject({ code: 'process.date.future', field: 'to' });
  expect(table.submit('monitor', 'coverage', watch({ from: '2024-02-01' }))).toMatchObject({ code: 'process.date.future', field: 'from' });
  expect(table.submit('judge', 'coverage', watch({ by: 'CRT' }))).toMatchObject({ code: 'process.kind.not-for-capacity' });
});

it('coverage of all instances of a fact is declared by leaving its keys out', () => {
  const table = liveTable().add('monitor', 'coverage', watch({ of: {} }));
  expect(table.state.coverage.get('c')?.value.by).toBe('MON');
  expect(documentaryTable().submit('editor', 'coverage', watch())).toBeNull();
});
