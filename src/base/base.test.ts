import canonicalize from 'canonicalize';
import { describe, expect, test } from 'vitest';
import type { Json } from './index.ts';
import { asOfBound, canonical, civilDay, length, parseDuration, rfc3339, shift, span, union, without } from './index.ts';

test('canonical JSON agrees with an implementation that we did not write', () => {
  let state = 8785;
  console.log(`seed ${state}`);
  const next = (below: number): number => (state = (state * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
  const value = (depth: number): Json => {
    const kind = next(depth > 3 ? 5 : 7);
    if (kind === 0) return null;
    if (kind === 1) return next(2) === 0;
    if (kind === 2) return next(2_000_000) - 1_000_000;
    if (kind === 3) return next(1_000_000) / (next(999) + 1) * 10 ** (next(40) - 20);
    if (kind === 4) return String.fromCodePoint(...Array.from({ length: next(6) }, () => [0x20, 0x22, 0x5c, 0x0a, 0x7f, 0xe9, 0x540, 0x627, 0x1f600, 0xffff][next(10)] as number));
    if (kind === 5) return Array.from({ length: next(4) }, () => value(depth + 1));
    return Object.fromEntries(Array.from({ length: next(5) }, () => [String.fromCodePoint([0x61, 0x5a, 0xe9, 0xfb33, 0x1f600][next(5)] as number) + next(3), value(depth + 1)]));
  };
  for (let round = 0; round < 2000; round += 1) {
    const one = value(0);
    expect(canonical(one)).toBe(canonicalize(one));
  }
});

describe('written times', () => {
  test.each([
    ['2022-12-12', 'UTC+04:00', '2022-12-11T20:00:00Z', '2022-12-12T20:00:00Z'], ['2023-11', 'UTC', '2023-11-01T00:00:00Z', '2023-12-01T00:00:00Z'],
    ['2022-12-12T10:30+04:00', 'UTC', '2022-12-12T06:30:00Z', '2022-12-12T06:31:00Z'], ['2022-12-12T10:30:15Z', 'UTC', '2022-12-12T10:30:15Z', '2022-12-12T10:30:16Z'],
    ['2024-03-31', 'Europe/Brussels', '2024-03-30T23:00:00Z', '2024-03-31T22:00:00Z'],
  ])('%s in %s', (when, zone, from, to) => {
    const read = span(when, zone);
    expect(read.ok && [rfc3339(read.value.from), rfc3339(read.value.to ?? 0)]).toEqual([from, to]);
  });

  test.each(['2023-02-29', '2023-13-01', '2023-00-10', '2023-01-01T24:00Z', '2023-01-01T10:60Z', '0000-01-01'])('%s is impossible', (when) => {
    expect(span(when, 'UTC')).toMatchObject({ ok: false, refusal: { code: 'time.impossible' } });
  });

  test.each(['', '2023', '12.12.2022', '2023-1-1', '2023-01-01 10:00', '2023-01-01T10:00'])('"%s" is no time', (when) => {
    expect(span(when, 'UTC')).toMatchObject({ ok: false, refusal: { code: 'time.malformed' } });
  });

  test('what is asked of a record ends at most ten years after its head', () => {
    const head = Date.UTC(2026, 0, 1) / 1000;
    expect(asOfBound(null, 'UTC', head)).toEqual({ ok: true, value: head });
    expect(asOfBound('2027-01-01', 'UTC', head).ok).toBe(true);
    expect(asOfBound('9999-12-31', 'UTC', head)).toMatchObject({ ok: false, refusal: { code: 'time.beyond' } });
  });

  test('zones come from our own table', () => {
    expect(span('2023-01-01', 'Mars/Olympus')).toMatchObject({ ok: false, refusal: { code: 'zone.unknown' } });
    const reader = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York', year: 'numeric', month: '2-digit', day: '2-digit' });
    for (let instant = 1_500_000_000; instant < 1_800_000_000; instant += 9_876_543) expect(civilDay(instant, 'America/New_York')).toBe(reader.format(new Date(instant * 1000)));
  });
});

test('durations', () => {
  const from = Date.UTC(2024, 0, 31) / 1000;
  const plus = (duration: string, rounding?: 'down' | 'up' | 'error') => {
    const moved = shift(from, duration, 'UTC', rounding);
    return moved.ok ? rfc3339(moved.value).slice(0, 10) : moved.refusal.code;
  };
  expect([plus('P1M'), plus('P1M', 'up'), plus('P1M', 'error'), plus('P1Y2M3D'), plus('P1W')]).toEqual(['2024-02-29', '2024-03-01', 'date.rounds', '2025-04-03', '2024-02-07']);
  for (const wrong of ['', 'P', 'PT', '1D', 'P1.5D', 'P-1D']) expect(parseDuration(wrong)).toMatchObject({ ok: false, refusal: { code: 'duration.malformed' } });
});

test('intervals', () => {
  expect(union([{ from: 5, to: 9 }, { from: 1, to: 5 }, { from: 20, to: null }, { from: 30, to: 40 }])).toEqual([{ from: 1, to: 9 }, { from: 20, to: null }]);
  expect(without([{ from: 0, to: 100 }], [{ from: 10, to: 20 }, { from: 90, to: null }])).toEqual([{ from: 0, to: 10 }, { from: 20, to: 90 }]);
  expect(length([{ from: 0, to: 10 }, { from: 5, to: null }], 30)).toBe(30);
});
