import { describe, expect, test } from 'vitest';
import { LIMITS, Limits, costOf, networkOf } from './limits.ts';

function limited(): { readonly limits: Limits; at(time: number): void } {
  let now = 1_000_000;
  return { limits: new Limits(() => now), at: (time) => { now = 1_000_000 + time; } };
}

describe('a limit', () => {
  test('lets through what is there, tells when there is more, and counts each asker apart', () => {
    const { limits, at } = limited(), { most, perMinute } = LIMITS.intake;
    expect(Array.from({ length: most + 1 }, () => limits.take('intake', 'one'))).toEqual([...Array.from({ length: most }, () => 0), 60 / perMinute]);
    expect([limits.take('intake', 'other'), limits.take('what-if', 'one')]).toEqual([0, 0]);
    at(60 / perMinute - 1);
    expect(limits.take('intake', 'one')).toBe(1);
    at(60 / perMinute);
    expect([limits.take('intake', 'one'), limits.take('intake', 'one')]).toEqual([0, 60 / perMinute]);
    at(86_400);
    expect(Array.from({ length: most + 1 }, () => limits.take('intake', 'one')).filter((wait) => wait === 0)).toHaveLength(most);
    at(0); // A clock that was set back takes nothing away.
    expect(limits.wait('intake', 'one')).toBe(60 / perMinute);
  });

  test('of work on a large record waits until all is there; what was done already takes what there is', () => {
    const { limits, at } = limited(), { most, perMinute } = LIMITS['what-if'];
    expect([costOf(0), costOf(120_000), limits.take('what-if', 'one', 1000), limits.take('what-if', 'one', 1000)]).toEqual([1, 13, 0, (most * 60) / perMinute]);
    at((most * 60) / perMinute);
    expect(limits.take('what-if', 'one', 1000)).toBe(0);
    limits.spend('refused', 'key', 5000);
    expect(limits.wait('refused', 'key')).toBe(60 / LIMITS.refused.perMinute);
  });

  test('remembers no more askers than a host can bear', () => {
    const { limits } = limited();
    limits.take('begin', 'first', 10);
    for (let other = 0; other < 20_000; other++) limits.take('begin', `other ${other}`);
    expect([limits.wait('begin', 'first'), limits.wait('begin', 'other 1', 10)]).toEqual([0, 60]);
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'], ['::ffff:192.0.2.7', '192.0.2.7'], ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'], ['2001:0db8:0001:0002::9', '2001:db8:1:2::'], ['2001:db8::1', '2001:db8:0:0::'], ['::1', '0:0:0:0::'], ['fe80::1%eth0', 'fe80:0:0:0::'],
])('the network of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));
