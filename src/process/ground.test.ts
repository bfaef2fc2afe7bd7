import { describe, expect, it } from 'vitest';
import type { Fact } from '#agreement';
import type { Geography } from './bodies.ts';
import { FACTS, documentaryTable, liveTable } from './test-table.ts';

const border: Geography = { id: 'g', title: { en: 'As drawn' }, role: 'disputed-line', by: 'An atlas', source: { title: 'An atlas' }, lines: [[[0, 0], [1, 1]]] };

describe('words and places', () => {
  it('are never redefined', () => {
    expect(liveTable().submit('head-a', 'vocabulary', { facts: [{ ...(FACTS[0] as Fact), holds: { en: 'closed' } }] })).toEqual({ code: 'process.fact.taken', id: 'road.open' });
    expect(liveTable().submit('head-a', 'gazetteer', { places: [{ id: 'pass', names: { en: 'Ours' } }] })).toEqual({ code: 'process.place.taken', id: 'pass' });
  });

  it('are added, and geography with them', () => {
    const table = liveTable().add('mediator', 'vocabulary', { facts: [{ ...(FACTS[0] as Fact), id: 'bridge.open' }] })
      .add('monitor', 'gazetteer', { places: [{ id: 'bridge', names: { en: 'Bridge' } }] })
      .add('delegate-a', 'geography', border);
    expect([...table.state.vocabulary.keys()]).toEqual(['road.open', 'handover', 'bridge.open']);
    expect([...table.state.places.keys()]).toEqual(['pass', 'bridge']);
    expect(table.state.geography.get('g')?.value).toBe(border);
    expect(table.state.positions.get('vocabulary')).toBe(1);
  });

  it('are for those who sit at the table', () => {
    expect(liveTable().submit('observer', 'gazetteer', { places: [] })).toMatchObject({ code: 'process.kind.not-for-capacity' });
    expect(liveTable().submit('observer', 'geography', border)).toMatchObject({ code: 'process.kind.not-for-capacity' });
    expect(documentaryTable().submit('editor', 'geography', border)).toBeNull();
  });
});
