import { expect, test } from 'vitest';
import type { Deadline } from '#agreement';
import { statusOf } from './test-scene.ts';

/** One row for each row of docs/formats/endpoints.md: the deadline, when it was done, what follows. */
const closing = (closes: Deadline, at: string, zone = 'UTC') =>
  statusOf({ zone, commitments: [{ duty: { shape: 'achieve', goal: { fact: 'done' } }, window: { closes } }], told: [{ facts: [{ fact: 'done', of: {}, at }] }] }, '2025-12-31').performance;
const after = (plus: string, event: string, at: string, endpoint: 'by' | 'before' = 'by', zone = 'UTC') =>
  statusOf({
    zone, commitments: [{ duty: { shape: 'achieve', goal: { fact: 'done' } }, window: { opens: { at: '2024-01-01' }, closes: { event: { fact: 'request' }, plus, endpoint } } }],
    told: [{ facts: [{ fact: 'request', of: {}, at: event }, { fact: 'done', of: {}, at }] }],
  }, '2025-12-31').performance;

test.each([
  ['by a day: on the day', { at: '2024-11-20', endpoint: 'by' }, '2024-11-20', 'done-in-time'],
  ['by a day: at its last second', { at: '2024-11-20', endpoint: 'by' }, '2024-11-20T23:59:59Z', 'done-in-time'],
  ['by a day: the day after', { at: '2024-11-20', endpoint: 'by' }, '2024-11-21', 'done-late'],
  ['before a day: the day before', { at: '2024-11-20', endpoint: 'before' }, '2024-11-19', 'done-in-time'],
  ['before a day: on the day', { at: '2024-11-20', endpoint: 'before' }, '2024-11-20', 'done-late'],
  ['until a day: on the day', { at: '2024-11-20', endpoint: 'until' }, '2024-11-20', 'done-late'],
  ['by an instant: at it', { at: '2024-11-20T12:00:00Z', endpoint: 'by' }, '2024-11-20T12:00:00Z', 'done-in-time'],
  ['by an instant: a second after', { at: '2024-11-20T12:00:00Z', endpoint: 'by' }, '2024-11-20T12:00:01Z', 'done-late'],
  ['before an instant: a second before', { at: '2024-11-20T12:00:00Z', endpoint: 'before' }, '2024-11-20T11:59:59Z', 'done-in-time'],
  ['before an instant: at it', { at: '2024-11-20T12:00:00Z', endpoint: 'before' }, '2024-11-20T12:00:00Z', 'done-late'],
  ['by an instant: on that day, no hour given', { at: '2024-11-20T12:00:00Z', endpoint: 'by' }, '2024-11-20', 'unknown'],
] as const)('%s', (_, closes, at, expected) => {
  expect(closing(closes, at)).toBe(expected);
});

test('a day is the day of the zone', () => {
  expect(closing({ at: '2024-11-20', endpoint: 'by' }, '2024-11-20T21:00:00Z', 'UTC+04:00')).toBe('done-late');
  expect(closing({ at: '2024-11-20', endpoint: 'by' }, '2024-11-20T19:59:59Z', 'UTC+04:00')).toBe('done-in-time');
});

test.each([
  ['72 hours: at the last second', 'PT72H', '2024-03-01T10:00:00Z', '2024-03-04T10:00:00Z', 'done-in-time'],
  ['72 hours: a second later', 'PT72H', '2024-03-01T10:00:00Z', '2024-03-04T10:00:01Z', 'done-late'],
  ['72 hours from some time in a day: surely in time', 'PT72H', '2024-03-01', '2024-03-03', 'done-in-time'],
  ['72 hours from some time in a day: on the day it ends', 'PT72H', '2024-03-01', '2024-03-04', 'unknown'],
  ['72 hours from some time in a day: surely late', 'PT72H', '2024-03-01', '2024-03-06', 'done-late'],
  ['3 days from a day: on the third', 'P3D', '2024-03-01', '2024-03-04', 'done-in-time'],
  ['3 days from a day: on the fourth', 'P3D', '2024-03-01', '2024-03-05', 'done-late'],
  ['a month from 31 January: the last of February', 'P1M', '2024-01-31', '2024-02-29', 'done-in-time'],
  ['a month from 31 January: 1 March', 'P1M', '2024-01-31', '2024-03-01', 'done-late'],
] as const)('%s', (_, plus, event, at, expected) => {
  expect(after(plus, event, at)).toBe(expected);
});

test('a day of 25 hours: calendar days follow the clock, hours do not', () => {
  expect(after('P1D', '2024-10-26T12:00:00+02:00', '2024-10-27T12:00:00+01:00', 'by', 'Europe/Brussels')).toBe('done-in-time');
  expect(after('PT24H', '2024-10-26T12:00:00+02:00', '2024-10-27T12:00:00+01:00', 'by', 'Europe/Brussels')).toBe('done-late');
});

test('a window that hangs on what has not happened is not open, and says on what', () => {
  const status = statusOf({ commitments: [{ duty: { shape: 'achieve', goal: { fact: 'done' } }, window: { closes: { event: { fact: 'request' }, plus: 'P3D', endpoint: 'by' } } }], told: [{ facts: [{ fact: 'done', of: {}, at: '2024-03-01' }] }] }, '2024-12-31');
  expect(status).toMatchObject({ performance: 'not-due', position: 'conditional', explanation: { rule: 'window.waits-for-event' } });
});
