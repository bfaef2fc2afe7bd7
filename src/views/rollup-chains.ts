import { byCodeUnits } from '#base';
import type { Commitment } from '#agreement';
import type { Performance, Settlement, Status } from '#compliance';
import type { VerdictWord } from './agreement-verdict.ts';
import { verdictOf } from './agreement-verdict.ts';
import type { Folded } from './filters.ts';

/**
 * `repaired`: broken, and every remedy performed. `unrepaired`: broken, and a remedy was not performed in its time, nor what follows from that.
 * `not-known`: nothing decides it, or not yet; a breach of whose remedy nothing is known is that too. `no-account`: silence, counted as nothing else.
 */
export type Outcome = 'kept' | 'repaired' | 'unrepaired' | 'not-known' | 'no-account';

/** A commitment with those that its breach brings about, and what becomes of the whole, account by account in the order of perspectives. */
export interface Chain {
  readonly commitment: string;
  readonly remedies: readonly string[];
  readonly outcomes: readonly ChainOutcome[];
}

/** By one perspective, under one reading of the commitment. */
export interface ChainOutcome {
  readonly perspective: string;
  readonly reading: string | null;
  readonly outcome: Outcome;
  /** How final: as the least final status that it rests on. `null` where the outcome is not known. */
  readonly settlement: Settlement | null;
  readonly word: VerdictWord;
  /** The words of each remedy, one for each of its readings where they lead to different ones; none where nothing was broken. */
  readonly remedies: readonly { readonly commitment: string; readonly words: readonly VerdictWord[] }[];
}

type Statuses = ReadonlyMap<string, readonly Status[]>;
type Held = ReadonlyMap<string, Commitment>;
type Stand = Pick<ChainOutcome, 'outcome' | 'settlement'>;

const NOT_KNOWN: Stand = { outcome: 'not-known', settlement: null };
const KEPT: ReadonlySet<Performance> = new Set(['kept', 'done-in-time']);
const BROKEN: ReadonlySet<Performance> = new Set(['breached', 'overdue', 'missed', 'restored', 'done-late']);
/** A remedy performed late, or interrupted and taken up again, is performed. */
const PERFORMED: ReadonlySet<Performance> = new Set([...KEPT, 'restored', 'done-late']);
const FINALITY: readonly Settlement[] = ['provisional', 'settled', 'determined'];

/** One chain for every commitment whose text says what follows from its breach. */
export function chainsOf({ perspectives }: Folded, commitments: readonly Commitment[], statuses: Statuses): readonly Chain[] {
  const held: Held = new Map(commitments.map((commitment) => [commitment.id, commitment]));
  return commitments.filter(({ onBreach = [] }) => onBreach.length > 0).map((commitment) => ({
    commitment: commitment.id,
    remedies: remediesOf(commitment, held).map(({ id }) => id),
    outcomes: perspectives.flatMap(({ id }) => by(id, commitment.id, statuses).map((status) => outcomeOf(status, commitment, held, statuses))),
  }));
}

function outcomeOf(status: Status, commitment: Commitment, held: Held, statuses: Statuses): ChainOutcome {
  const { perspective, reading } = status;
  const remedies = !BROKEN.has(status.performance) ? [] : remediesOf(commitment, held).map((remedy) => (
    { commitment: remedy.id, words: [...new Set(by(perspective, remedy.id, statuses).map((one) => verdictOf(one, remedy).word))] }));
  return { perspective, reading, ...standOf(status, commitment, held, statuses), word: verdictOf(status, commitment).word, remedies };
}

/** `above`: the commitments whose breach led here; a chain that comes back to one of them decides nothing, nor does a remedy that is not on record yet. */
function standOf(status: Status, commitment: Commitment, held: Held, statuses: Statuses, above: readonly string[] = []): Stand {
  const { performance, settlement } = status;
  if (performance === 'no-account') return { outcome: 'no-account', settlement: null };
  if (KEPT.has(performance)) return { outcome: 'kept', settlement };
  if (!BROKEN.has(performance)) return NOT_KNOWN;
  const { onBreach = [] } = commitment;
  if (onBreach.length === 0) return { outcome: 'unrepaired', settlement };
  const path = [...above, commitment.id];
  return together(settlement, onBreach.map((id) => {
    const remedy = held.get(id);
    if (remedy === undefined || path.includes(id)) return NOT_KNOWN;
    return alike(by(status.perspective, id, statuses).map((one) => performed(one, remedy, held, statuses, path)));
  }));
}

/** Has the remedy been performed, or what its own breach brought about? */
function performed(status: Status, remedy: Commitment, held: Held, statuses: Statuses, path: readonly string[]): Stand {
  if (PERFORMED.has(status.performance)) return { outcome: 'repaired', settlement: status.settlement };
  return standOf(status, remedy, held, statuses, path);
}

/** What several readings of a remedy come to: the same, or it is not known. */
function alike(stands: readonly Stand[]): Stand {
  const [first, ...others] = stands;
  if (first === undefined || others.some(({ outcome }) => outcome !== first.outcome)) return NOT_KNOWN;
  return others.reduce((sum, { settlement }) => ({ ...sum, settlement: leastFinal(sum.settlement, settlement) }), first);
}

/** One remedy not performed leaves the breach unrepaired; otherwise all must be known to be performed. */
function together(settlement: Settlement, remedies: readonly Stand[]): Stand {
  const failed = remedies.filter(({ outcome }) => outcome === 'unrepaired');
  const resting = failed.length > 0 ? failed : remedies;
  if (failed.length === 0 && remedies.some(({ outcome }) => outcome !== 'repaired')) return NOT_KNOWN;
  return { outcome: failed.length > 0 ? 'unrepaired' : 'repaired', settlement: resting.reduce<Settlement | null>((least, stand) => leastFinal(least, stand.settlement), settlement) };
}

const leastFinal = (a: Settlement | null, b: Settlement | null): Settlement | null =>
  (a === null || b === null ? null : FINALITY[Math.min(FINALITY.indexOf(a), FINALITY.indexOf(b))] ?? null);

const by = (perspective: string, commitment: string, statuses: Statuses): readonly Status[] => (statuses.get(commitment) ?? []).filter((status) => status.perspective === perspective);

const remediesOf = ({ onBreach = [] }: Commitment, held: Held): readonly Commitment[] =>
  onBreach.toSorted(byCodeUnits).flatMap((id) => held.get(id) ?? []);
