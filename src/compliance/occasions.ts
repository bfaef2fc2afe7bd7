import type { Instant, Interval } from '#base';
import { FOREVER, assert, shift } from '#base';
import type { Commitment, Duty, Pattern } from '#agreement';
import type { Breach } from './judgement.ts';
import { occurrences } from './judgement.ts';
import { during, lastOf } from './evidence.ts';
import type { Bindings, Reader } from './reader.ts';
import { bind, together } from './reader.ts';
import type { Tenure } from './powers.ts';
import type { Occasion } from './window.ts';

/** Bound to each bearer in turn: `of: { agent: '?bearer' }`. Where they owe the duty as one, to all of them at once. */
const BEARER = '?bearer';

/** What brings instances of a commitment about, by this perspective: once; each occurrence of an event; each period of a schedule; each breach of the commitment that it remedies. */
export function occasions(commitment: Commitment, duty: Duty, reader: Reader, zone: string, remedies: readonly Breach[] | null, tenures: readonly Tenure[]): readonly Occasion[] {
  const found = remedies === null ? triggered(commitment, reader, zone) : remedies.map((breach) => occasion(breach.bindings, { from: breach.at.from, to: breach.at.from + 1 }, breach.entries));
  if (!patternsOf(duty).some((pattern) => Object.values(pattern.of ?? {}).includes(BEARER))) return found;
  return found.flatMap((one) => owing(commitment, tenures).map((tenure): Occasion => {
    const bound = occasion({ ...one.bindings, [BEARER]: tenure.actor }, one.at, one.entries);
    return { ...bound, key: tenure.from === null ? bound.key : `${bound.key} from=${tenure.from}`, tenure };
  }));
}

/** Each for itself; or all as one, from each change of those who owe it to the next. */
function owing({ bearers }: Commitment, tenures: readonly Tenure[]): readonly Tenure[] {
  if (bearers.mode !== 'joint') return tenures;
  const changes = [null, ...new Set(tenures.flatMap(({ from }) => (from === null ? [] : [from])))];
  return changes.map((from, index) => ({
    actor: together(tenures.filter((one) => (one.from ?? -FOREVER) <= (from ?? -FOREVER) && (one.to ?? FOREVER) > (from ?? -FOREVER)).map(({ actor }) => actor)), from, to: changes[index + 1] ?? null,
  }));
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
