import { describe, expect, test } from 'vitest';
import type { HeldItem } from '#process';
import { dossier, visitTo } from '../../../tests/samples/visit.ts';
import { choicesFor, newestOf } from './choices.ts';

describe('what can be chosen of very much', () => {
  const item = (index: number): HeldItem => ({ kind: index % 2 === 0 ? 'report' : 'statement', value: { id: `i${index}`, summary: { en: `Thing ${index}` } }, source: { position: index }, history: [] }) as unknown as HeldItem;
  const items = new Map(Array.from({ length: 1000 }, (_, index) => [`i${index}`, item(index)] as const)), from = (source: 'items' | 'reports', query = '') => {
    const field = { name: 'about', type: 'choice', from: source } as const, choices = choicesFor({ ...visitTo(`/pass/act/link${query}`), dossier: { ...dossier, state: { ...dossier.state, items } } }, field);
    return { ids: choices.map(({ value }) => value), newest: newestOf(field, choices) };
  };

  test('is the newest, which is said, and what the address names', () => {
    const { ids, newest } = from('items');
    expect([ids.length, ids[0], ids.at(-1), newest]).toEqual([200, 'i999', 'i800', 200]);
    expect(from('items', '?about=i3').ids.slice(-2)).toEqual(['i800', 'i3']);
    expect(from('reports').ids.slice(0, 2)).toEqual(['i998', 'i996']);
    expect(from('reports').ids.length).toBe(200);
  });

  test('is everything where it is not very much', () => {
    const field = { name: 'place', type: 'choice', from: 'places' } as const, choices = choicesFor(visitTo('/pass/act/report'), field);
    expect([choices.length, newestOf(field, choices)]).toEqual([dossier.state.places.size, null]);
  });
});
