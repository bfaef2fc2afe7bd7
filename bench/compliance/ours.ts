// One measurement of the monitor, in a process of its own so that its memory is its own. Arguments: events, "order" or "late". Prints JSON.
import { createHash } from 'node:crypto';
import type { Finding, Monitor } from '#compliance';
import { monitor } from '#compliance';
import type { Log } from './log.ts';
import { COMMITMENTS, DAY, FACTS, SETTING, chances, keysOf, logOf } from './log.ts';
import { compared, reference, worded } from './reference.ts';

const ALL = Number.MAX_SAFE_INTEGER, LATE_ENTRIES = 2000;
const cpu = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

export interface Measured {
  readonly rate: number;
  readonly answered: number;
  readonly megabytes: number;
  readonly broken: number;
  readonly falsely: number;
  readonly missed: number;
  readonly sameDigest: boolean;
  readonly provisional: number;
  readonly turned: number;
  readonly settledWrong: number;
  readonly lateEntry: number;
}

function started(): Monitor {
  const made = monitor(COMMITMENTS, SETTING);
  if (!made.ok) throw new Error(JSON.stringify(made.refusal));
  return made.value;
}

const add = (to: Monitor, log: Log, index: number): void => void to.add(FACTS[log.what[index] as number] as string, keysOf(log, index), log.at[index] as number, log.known[index] as number);

const words = (found: readonly Finding[]): ReadonlySet<string> => new Set(found.map(({ commitment, instance, breach, from }) =>
  worded(commitment, /=(\d+)/.exec(breach)?.[1] ?? '', instance === '' ? from : instance.slice(instance.indexOf('@') + 1))));
const digest = (found: readonly Finding[]): string => createHash('sha256').update(JSON.stringify(found)).digest('hex');

/** The log read backwards, and in nine shuffles: the same digest as in order of arrival. */
function sameInTenOrders(log: Log, until: number, first: string): boolean {
  for (let order = 0; order < 10; order += 1) {
    const places = Uint32Array.from({ length: log.size }, (_, index) => log.size - 1 - index), chance = chances(order), other = started();
    if (order > 0) for (let index = log.size - 1; index > 0; index -= 1) {
      const swap = chance(index + 1), kept = places[index] as number;
      places[index] = places[swap] as number;
      places[swap] = kept;
    }
    for (const index of places) add(other, log, index);
    if (digest(other.findings({ valid: until, known: until })) !== first) return false;
  }
  return true;
}

/** Asked every 60 days while it comes in, with what was known then: what was said with reserve, what of that later reports turned, and what was settled and wrong. */
function asItCame(log: Log): Pick<Measured, 'provisional' | 'turned' | 'settledWrong'> {
  const watching = started(), count = { provisional: 0, turned: 0, settledWrong: 0 };
  let next = (log.known[0] as number) + 30 * DAY;
  for (let index = 0; index < log.size; index += 1) {
    const now = log.known[index] as number;
    if (now >= next) {
      const found = watching.findings({ valid: next, known: next }), right = reference(log, next);
      for (const one of found) {
        const wrong = !right.has([...words([one])][0] as string);
        if (one.settlement === 'provisional') count.provisional += 1;
        if (wrong) count[one.settlement === 'provisional' ? 'turned' : 'settledWrong'] += 1;
      }
      next += 60 * DAY;
    }
    add(watching, log, index);
  }
  return count;
}

/** Microseconds for one more report, up to a day earlier than one there is, and the answer for its key: the median of many. */
function lateEntry(watching: Monitor, log: Log, until: number): number {
  const chance = chances(77), times: number[] = [];
  for (let count = 0; count < LATE_ENTRIES; count += 1) {
    const index = chance(log.size), of = keysOf(log, index), fact = FACTS[log.what[index] as number] as string, at = (log.at[index] as number) - chance(DAY);
    const from = process.hrtime.bigint();
    watching.add(fact, of, at, until);
    watching.findingsAbout(fact, of, { valid: until, known: ALL });
    times.push(Number(process.hrtime.bigint() - from) / 1000);
  }
  return times.sort((a, b) => a - b)[LATE_ENTRIES / 2] as number;
}

/** A small log of another seed before anything is timed, so that the compiler of Node is not what is measured. */
function warm(): void {
  const log = logOf(100_000, true, 1), watching = started();
  for (let index = 0; index < log.size; index += 1) add(watching, log, index);
  watching.findings({ valid: ALL, known: ALL });
}

function measured(size: number, late: boolean): Measured {
  warm();
  const log = logOf(size, late, 20_241_124), watching = started();
  const until = log.at.reduce((last, at) => Math.max(last, at), 0) + 20 * DAY;
  let from = cpu();
  for (let index = 0; index < size; index += 1) add(watching, log, index);
  const found = watching.findings({ valid: until, known: until });
  const rate = size / (cpu() - from), megabytes = process.resourceUsage().maxRSS / 1000;
  const right = reference(log, until), first = digest(found);
  const each = started();
  from = cpu();
  for (let index = 0; index < size; index += 1) {
    const now = log.known[index] as number;
    add(each, log, index);
    each.findingsAbout(FACTS[log.what[index] as number] as string, keysOf(log, index), { valid: now, known: now });
  }
  const answered = size / (cpu() - from);
  return { rate, answered, megabytes, broken: right.size, ...compared(words(found), right), sameDigest: sameInTenOrders(log, until, first), ...asItCame(log), lateEntry: lateEntry(watching, log, until) };
}

console.log(JSON.stringify(measured(Number(process.argv[2]), process.argv[3] === 'late')));
