// Four commitments over logs of 100,000 and 1,000,000 events, in order and one in five late, beside other programs. `npm run bench -- compliance [largest]`.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { logOf, DAY } from './compliance/log.ts';
import type { Measured } from './compliance/ours.ts';
import { jsonRules, monpoly } from './compliance/peers.ts';
import { compared, reference } from './compliance/reference.ts';
import { statusTimes } from './compliance/status.ts';

const LARGEST = Number(process.argv[2] ?? 1_000_000), SEED = 20_241_124, PEER = 100_000;
const whole = (value: number): string => Math.round(value).toLocaleString('en');
const line = (cells: readonly (string | number)[]): string => cells.map((cell, index) => (index === 0 ? String(cell).padEnd(30) : String(cell).padStart(15))).join('');

/** Each size in a process of its own, so that its memory is its own. */
function ours(size: number, order: string): Measured {
  const file = join(import.meta.dirname, 'compliance/ours.ts');
  return JSON.parse(execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', file, String(size), order], { encoding: 'utf8' })) as Measured;
}

console.log(`seed ${SEED}; the four commitments together: 72 h response, 24 h reopening, notice 24 h before, two sources in 7 days\n`);
console.log(line(['events', '/CPU-s', 'each answered', 'falsely', 'missed', 'of', '10 orders', 'provisional', 'turned', 'settled wrong', 'peak MB', 'late entry, µs']));
const rates = new Map<string, number>();
for (const size of [10_000, PEER, LARGEST]) for (const order of ['order', 'late']) {
  const got = ours(size, order);
  rates.set(`${size} ${order}`, got.rate);
  console.log(line([`${whole(size)} ${order === 'late' ? '20 % late' : 'in order'}`, whole(got.rate), whole(got.answered), got.falsely, got.missed, got.broken, got.sameDigest ? 'same' : 'DIFFER', got.provisional, got.turned, got.settledWrong, whole(got.megabytes), got.lateEntry.toFixed(1)]));
}

console.log(`\n${line(['others, events', '/CPU-s', 'ours is', 'falsely', 'missed', 'of'])}`);
for (const order of ['order', 'late']) {
  const log = logOf(PEER, order === 'late', SEED), right = reference(log, log.at.reduce((last, at) => Math.max(last, at), 0) + 20 * DAY);
  const peer = await jsonRules(log, PEER), { falsely, missed } = compared(peer.found, right), mine = rates.get(`${PEER} ${order}`) ?? 0;
  console.log(line([`json-rules-engine, ${order === 'late' ? '20 % late' : 'in order'}`, whole(peer.rate), `${whole(mine / peer.rate)} x`, falsely, missed, right.size]));
  const responses = new Set([...right].filter((one) => one.startsWith('response '))), poly = monpoly(log);
  if (poly === null) continue;
  const found = compared(poly.found, responses);
  console.log(line([`MonPoly, 72 h, ${order === 'late' ? '20 % late' : 'in order'}`, `${whole(poly.rate)} wall`, '', found.falsely, found.missed, responses.size]));
}
console.log('json-rules-engine sees an event when it arrives: not what was never done, and not what a later report changes.');
if (!process.env['MONPOLY']) console.log('MonPoly: not run. Set MONPOLY to the path of its binary.');

const { first, warm, afterOne, what } = statusTimes();
console.log(`\nstatus of ${what}: first ${whole(first)} ms, warm ${warm.toFixed(1)} ms, after one late report ${afterOne.toFixed(1)} ms`);
