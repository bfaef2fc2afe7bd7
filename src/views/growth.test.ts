import { expect, test } from 'vitest';
import type { HeldItem, ProcessState } from '#process';
import { followed, foldOf } from './growth.ts';
import type { Step } from './growth.ts';

const item = (at: number): HeldItem => ({ kind: 'report', value: { id: `r${at}` }, source: { position: at }, history: [] }) as unknown as HeldItem;

test('what a view has not looked at for a whole record is not kept for it: it is counted anew; one that looks again and again goes on', () => {
  const items = new Map<string, HeldItem>(), state = followed({ items } as unknown as ProcessState), made = { often: 0, seldom: 0 }, most = { steps: 0 };
  class Often { count = 0; constructor() { made.often += 1; } take(steps: readonly Step[]): void { this.count += steps.length; } }
  class Seldom { count = 0; constructor() { made.seldom += 1; } take(steps: readonly Step[]): void { this.count += steps.length; if (this.count > steps.length) most.steps = Math.max(most.steps, steps.length); } }
  const add = (at: number): void => { const now = item(at); items.set(now.value.id, now); state.growth.item(now); };
  add(0);
  foldOf(Seldom, state);
  for (let at = 1; at < 20_000; at += 1) {
    add(at);
    if (at % 7 === 0) expect(foldOf(Often, state).count).toBe(at + 1);
    if (at === 500) expect(foldOf(Seldom, state).count).toBe(501);
  }
  expect([foldOf(Seldom, state).count, foldOf(Often, state).count]).toEqual([20_000, 20_000]);
  expect([made, most.steps]).toEqual([{ often: 1, seldom: 2 }, 500]);
});
