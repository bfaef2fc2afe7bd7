import { ACTORS, PEOPLE } from './test-table.ts';

/** Bodies by chance for the tests of the rules: well formed, mostly senseless, with names that are now and then there. Deterministic in its seed. */
export interface Chance {
  below(limit: number): number;
  pick<T>(values: readonly T[]): T;
  /** The value, one time in `n`; otherwise nothing. */
  maybe<T>(n: number, value: () => T): readonly T[];
}

/** Mulberry32. */
export function generator(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (values) => values[below(values.length)] as never, maybe: (n, value) => below(n) === 0 ? [value()] : [] };
}

export const WORDS = { en: 'words' };
export const actor = (chance: Chance): string => chance.pick([...ACTORS.map(({ id }) => id), 'X', '__proto__']);
export const id = (chance: Chance): string => chance.pick(['T', 'T1', 'ORD', 'O1', 'charter', 'toString', `i${chance.below(4000)}`, `i${chance.below(50)}`]);
export const when = (chance: Chance): string => chance.pick(['2023-12-01', '2023-11', '2023-12-20T10:30+04:00', '2024-01-02', '2031-01-01', '1583-01', '9999-12-31']);
export const several = <T>(chance: Chance, one: (chance: Chance) => T): readonly T[] => Array.from({ length: chance.below(3) }, () => one(chance));
export const someone = (chance: Chance): string => chance.pick(PEOPLE).id;
