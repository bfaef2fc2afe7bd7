import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';

test('what jobs come to is given in their order; so many are begun ahead; what fails is told after all before it', async () => {
  const begun: number[] = [], finish: (() => void)[] = [];
  const jobs = [0, 1, 2, 3, 4].map((number) => () => {
    begun.push(number);
    return new Promise<number>((resolve, reject) => { finish[number] = () => (number === 2 ? reject(new Error('two')) : resolve(number)); });
  });
  const given = inOrder(jobs, 2), first = given.next();
  expect(begun).toEqual([0, 1, 2]);
  for (const number of [2, 1, 0]) finish[number]?.();
  expect(await first).toEqual({ value: 0, done: false });
  expect(await given.next()).toEqual({ value: 1, done: false });
  await expect(given.next()).rejects.toThrow('two');
  expect(begun).toEqual([0, 1, 2, 3, 4]);
});
