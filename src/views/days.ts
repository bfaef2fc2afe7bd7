import type { ProcessState } from '#process';
import { Counts } from './counts.ts';
import type { Step } from './growth.ts';
import { foldOf } from './growth.ts';

/** How many items are of each day; what names no day is of none. */
class Days {
  readonly #days = new Counts();

  take(steps: readonly Step[]): void {
    const day = (date: string): readonly string[] => (date.length < 10 ? [] : [date.slice(0, 10)]);
    for (const { now, before } of steps) {
      if (before !== null) this.#days.add(day(before.value.date), -1);
      this.#days.add(day(now.value.date));
    }
  }

  get sorted(): readonly string[] {
    return this.#days.sorted().map(([day]) => day);
  }
}

/** The days on which a record has an item, in order: `2026-01-02`. */
export const daysOf = (state: ProcessState): readonly string[] => foldOf(Days, state).sorted;
