import type { Instant, Interval } from '#base';
import { byCodeUnits, span } from '#base';
import type { Account, ActorId, Commitment, Duty, FactId } from '#agreement';
import type { Because, Status } from '#compliance';
import type { Coverage, Held, HeldItem, ProcessState } from '#process';
import type { Folded } from './filters.ts';
import type { Step } from './growth.ts';
import { foldOf } from './growth.ts';
import { itemAsOf } from './timeline-asof.ts';
import { commitmentsOf } from './timeline-entry.ts';

/** Does what is said speak for the commitment's having been kept, or against it? `neither`: it bears on it otherwise - a trigger, a power, a comment. */
export type Side = 'for' | 'against' | 'neither';

/** One entry that bears on a commitment, with every account in it that does; accounts in the order of screens. */
export interface Evidence {
  readonly entry: string;
  readonly position: number;
  readonly source: { readonly kind: 'item'; readonly item: HeldItem } | { readonly kind: 'coverage'; readonly coverage: Held<Coverage> };
  /** The time it speaks of, for the order of the list. */
  readonly at: Instant;
  readonly voices: readonly Voice[];
  /** No verdict shown rests on it; it only names the commitment. */
  readonly mentionOnly: boolean;
}

export interface Voice {
  readonly by: ActorId;
  readonly account: Account | null;
  readonly says: readonly Saying[];
  readonly side: Side | 'both';
}

/** A single thing said of the world. */
export interface Saying {
  readonly side: Side;
  readonly holds: boolean;
  readonly fact: FactId;
  readonly of: { readonly [key: string]: string };
  readonly at: Interval;
  readonly open: boolean;
}

/** Every entry known at the statuses' time on which one of them rests, and those that name the commitment, in order of the time they speak of. */
export function evidence(folded: Folded, commitment: Commitment, statuses: readonly Status[]): readonly Evidence[] {
  const reasons = Map.groupBy(statuses.flatMap(({ explanation }) => explanation.because.filter(isEntered)), ({ entry }) => entry);
  const known = statuses[0]?.asOf.known ?? folded.range.known;
  const fromItems = foldOf(Bearing, folded.state).on(commitment.id, reasons.keys()).flatMap((id) => {
    const held = folded.state.items.get(id), item = held === undefined ? null : itemAsOf(held, known);
    if (held === undefined || item === null) return [];
    const because = [held.source, ...held.history.map(({ source }) => source)].flatMap(({ entry }) => reasons.get(entry) ?? []);
    return because.length === 0 && !commitmentsOf(folded.state, item).includes(commitment.id) ? [] : [ofItem(folded, item, because, commitment)];
  });
  const fromCoverage = [...folded.state.coverage.values()].flatMap((coverage) => (reasons.has(coverage.source.entry) ? [ofCoverage(folded, coverage)] : []));
  return [...fromItems, ...fromCoverage].toSorted((a, b) => a.at - b.at || byCodeUnits(a.entry, b.entry) || byCodeUnits(idOf(a), idOf(b)));
}

const idOf = ({ source }: Evidence): string => (source.kind === 'item' ? source.item.value.id : source.coverage.value.id);

/** Which items an entry brought or changed, and which name a commitment, or once did. */
class Bearing {
  readonly #byEntry = new Map<string, readonly string[]>();
  readonly #naming = new Map<string, Set<string>>();
  readonly #state: ProcessState;

  constructor(state: ProcessState) {
    this.#state = state;
  }

  take(steps: readonly Step[]): void {
    for (const { now } of steps) {
      const { source, history, value: { id } } = now, said = [now, ...history.map(({ before }) => ({ ...now, value: before }) as HeldItem)];
      for (const { entry } of [source, ...history.map((change) => change.source)]) if (this.#byEntry.get(entry)?.includes(id) !== true) this.#byEntry.set(entry, [...this.#byEntry.get(entry) ?? [], id]);
      for (const commitment of said.flatMap((one) => commitmentsOf(this.#state, one))) this.#naming.set(commitment, (this.#naming.get(commitment) ?? new Set()).add(id));
    }
  }

  /** Items that one of these entries brought or changed, and those that name the commitment. */
  on(commitment: string, entries: Iterable<string>): readonly string[] {
    const found = new Set(this.#naming.get(commitment));
    for (const entry of entries) for (const id of this.#byEntry.get(entry) ?? []) found.add(id);
    return [...found];
  }
}

type Entered = Extract<Because, { readonly entry: string }>;
type Support = Extract<Because, { readonly role: 'support' }>;
const isEntered = (reason: Because): reason is Entered => 'entry' in reason;
const isSupport = (reason: Because): reason is Support => reason.role === 'support';

function ofItem(folded: Folded, item: HeldItem, because: readonly Entered[], commitment: Commitment): Evidence {
  const supports = because.filter(isSupport);
  const voices = item.value.accounts.map((account) => voice(account.by, account, supports, commitment));
  const unquoted = [...new Set(supports.map(({ by }) => by))].filter((by) => !item.value.accounts.some((account) => account.by === by));
  return {
    entry: item.source.entry, position: item.source.position, source: { kind: 'item', item },
    at: startOf(item.value.date, folded),
    voices: inOrder(folded, [...voices, ...unquoted.map((by) => voice(by, null, supports, commitment))]),
    mentionOnly: because.length === 0,
  };
}

function ofCoverage(folded: Folded, coverage: Held<Coverage>): Evidence {
  const { by, from } = coverage.value;
  return {
    entry: coverage.source.entry, position: coverage.source.position, source: { kind: 'coverage', coverage },
    at: startOf(from, folded), voices: [{ by, account: null, says: [], side: 'neither' }], mentionOnly: false,
  };
}

function voice(by: ActorId, account: Account | null, supports: readonly Support[], { duty, readings = [] }: Commitment): Voice {
  const duties = [duty, ...readings.map((reading) => reading.duty)].filter((found) => found !== undefined);
  const own = supports.filter((support) => support.by === by);
  const says = [...new Map(own.map((support) => [JSON.stringify([support.fact, support.of, support.holds, support.at]), support])).values()]
    .map(({ holds, fact, of, at, open }): Saying => ({ side: sideOf(duties, fact, holds), holds, fact, of, at, open }));
  const sides = new Set(says.map(({ side }) => side));
  return { by, account, says, side: sides.has('for') && sides.has('against') ? 'both' : sides.has('for') ? 'for' : sides.has('against') ? 'against' : 'neither' };
}

function sideOf(duties: readonly Duty[], fact: FactId, holds: boolean): Side {
  const duty = duties.find((candidate) => decides(candidate, fact));
  if (duty === undefined) return 'neither';
  return holds === (duty.shape !== 'abstain') ? 'for' : 'against';
}

function decides(duty: Duty, fact: FactId): boolean {
  switch (duty.shape) {
    case 'achieve': return [duty.goal, ...(duty.orElse ?? [])].some((pattern) => pattern.fact === fact);
    case 'maintain': return duty.state.fact === fact;
    case 'abstain': return duty.act.fact === fact;
    case 'assessed': return false;
  }
}

/** Accounts in the order of perspectives, which is fixed by code and favours nobody. */
function inOrder({ perspectives }: Folded, voices: readonly Voice[]): readonly Voice[] {
  const rank = new Map(perspectives.filter(({ kind }) => kind === 'actor').flatMap(({ members }, index) => members.map((member) => [member, index] as const)));
  return voices.toSorted((a, b) => (rank.get(a.by) ?? perspectives.length) - (rank.get(b.by) ?? perspectives.length) || byCodeUnits(a.by, b.by));
}

function startOf(when: string, { state }: Folded): Instant {
  const found = span(when, state.charter.zone);
  return found.ok ? found.value.from : 0;
}
