import { expect, test } from 'vitest';
import { Owed } from './ungiven.ts';

test('what a host does not give is asked for again after a while, each time twice as long, once an hour at most; what it gave is not', () => {
  const owed = new Owed(), url = 'http://host/a', times: number[] = [];
  for (let now = 0; now < 20_000; now += 1) {
    if (!owed.isDue(url, now)) continue;
    owed.told(url, [0, 1, 4, 5, 7], 2000, now);
    times.push(now);
  }
  expect(times).toEqual([0, 30, 60, 120, 240, 480, 960, 1920, 3840, 7440, 11_040, 14_640, 18_240]);
  expect(owed.of(url)).toEqual({ count: 5, entries: [[0, 512], [1024, 1536], [1792, 2000]], since: 0, again: 21_840 });
  owed.told(url, [], 2000, 21_840);
  expect([owed.of(url), owed.isDue(url, 1e9), owed.isDue('http://other/a', 0)]).toEqual([undefined, false, true]);
});
