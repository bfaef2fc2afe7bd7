import type { Instant, Interval } from '#base';
import { assert, shift } from '#base';
import type { Commitment, Duty, Pattern } from '#agreement';
import type { Breach } from './judgement.ts';
import { occurrences } from './judgement.ts';
import { during, lastOf } from './evidence.ts';
import type { Bindings, Reader } from './reader.ts';
import { bind } from './reader.ts';
import type { Occasion } from './window.ts';

/** Bound to each bearer in turn where the duty is owed by each: `of: { agent: '?bearer' }`. */
const BEARER = '?bearer';

/** What brings instances of a commitment about, by this perspective: once; each occurrence of an event; each period of a schedule; each breach of the commitment that it remedies. */
export function occasions(commitment: Commitment, duty: Duty, reader: Reader, zone: string, remedies: readonly Breach[] | null): readonly Occasion[] {
  const found = remedies === null ? triggered(commitment, reader, zone) : remedies.map((breach) => occasion(breach.bindings, { from: breach.at.from, to: breach.at.from + 1 }, breach.entries));
  if (!patternsOf(duty).some((pattern) => Object.values(pattern.of ?? {}).includes(BEARER))) return found;
  return found.flatMap((one) => commitment.bearers.actors.map((actor) => occasion({ ...one.bindings, [BEARER]: actor }, one.at, one.entries)));
}

function triggered(commitment: Commitment, reader: Reader, zone: string): readonly Occasion[] {
  const trigger = commitment.trigger ?? { kind: 'once' };
  if (trigger.kind === 'once') return [occasion({}, null, [])];
  if (trigger.kind === 'each') {
    return occurrences(reader.claims(trigger.event)).map(({ at, of, claims }) => occasion(bind(trigger.event, of), at, claims.map((claim) => claim.entry)));
  }
  const first = during(trigger.first, zone);
  const last = trigger.last === undefined ? reader.asOf.valid : Math.min(reader.asOf.valid, lastOf(during(trigger.last, zone)) + 1);
  return periods(first, trigger.every, last, zone).map((at) => occasion({}, at, []));
}

/** Starts of the periods before `last`, each counted from the first so that months do not drift. A period's length goes with it as `at`. */
function periods(first: Interval, every: string, last: Instant, zone: string): readonly Interval[] {
  const found: Interval[] = [];
  let from = first.from;
  for (let index = 1; from < last; index += 1) {
    const to = nth(first.from, every, index, zone);
    assert(to > from, 'a schedule moves forward');
    found.push({ from, to });
    from = to;
  }
  return found;
}

/** An instant so many periods on, counted from the first so that months do not drift. */
export function nth(start: Instant, every: string, times: number, zone: string): Instant {
  const landed = shift(start, every.replace(/\d+/g, (digits) => String(Number(digits) * times)), zone);
  assert(landed.ok, `a schedule's period can be added: ${every}`);
  return landed.value;
}

function occasion(bindings: Bindings, at: Interval | null, entries: readonly string[]): Occasion {
  return { key: [nameOf(bindings), at === null ? '' : `@${at.from}`].filter((part) => part !== '').join(' '), bindings, at, entries };
}

/** Bindings as a name: `p=1 z=2`. */
export function nameOf(bindings: Bindings): string {
  return Object.keys(bindings).sort().map((name) => `${name.slice(1)}=${bindings[name] ?? ''}`).join(' ');
}

/** Every pattern by which facts can bear on a duty. */
export function patternsOf(duty: Duty): readonly Pattern[] {
  if (duty.shape === 'achieve') return [duty.goal, ...(duty.orElse ?? []), ...(duty.start === undefined ? [] : [duty.start])];
  if (duty.shape === 'maintain') return [duty.state];
  if (duty.shape === 'abstain') return [duty.act, ...(duty.within === undefined ? [] : [duty.within]), ...(duty.unless ?? []).map((exception) => exception.prior)];
  return [];
}
