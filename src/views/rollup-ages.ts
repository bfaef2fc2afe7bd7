import type { Instant, When } from '#base';
import { span } from '#base';
import type { Commitment } from '#agreement';
import type { AsOf, Status } from '#compliance';
import { duesOf } from './agreement-due.ts';
import type { VerdictWord } from './agreement-verdict.ts';
import { verdictOf } from './agreement-verdict.ts';
import { evidence } from './commitment-evidence.ts';
import type { Folded } from './filters.ts';
import { dutiesOf } from './rollup-grades.ts';
import { withdrawalOf } from './timeline-asof.ts';

/** A commitment without a deadline: it can never be overdue, so its age is shown instead, and when it was last spoken of. */
export interface Age {
  readonly commitment: string;
  /** The words of the text that set no deadline ("rapidly"); `null` if it has none at all. */
  readonly vague: string | null;
  /** Since when it is owed by the text alone; `null` if that hangs on an event or on another commitment, or has not begun. */
  readonly opened: Since | null;
  /** Those who say something of it, in the order of perspectives and readings. */
  readonly accounts: readonly AgeByAccount[];
  /** Perspectives that have no account. */
  readonly silent: readonly string[];
  /** What was last said about it by anybody, and how many days before the time asked for it is dated. */
  readonly last: { readonly entry: string; readonly position: number; readonly date: When; readonly days: number } | null;
}

/** `days`: whole days from then to the time asked for. */
export interface Since {
  readonly at: Instant;
  readonly days: number;
}

export interface AgeByAccount {
  readonly perspective: string;
  readonly reading: string | null;
  readonly word: VerdictWord;
  /** Since when the oldest instance that this account leaves open is owed; `null` if it leaves none open. */
  readonly opened: Since | null;
}

const DAY = 86_400;

/** Every achieve or assessed duty that has no deadline, under any reading, by id. Periods of a schedule end by themselves. */
export function agesOf(folded: Folded, commitments: readonly Commitment[], statuses: ReadonlyMap<string, readonly Status[]>, asOf: AsOf): readonly Age[] {
  const remedies = new Set(commitments.flatMap(({ onBreach = [] }) => onBreach));
  return commitments.flatMap((commitment) => {
    const open = openEnded(commitment, folded);
    return open === null ? [] : [{ ...ageOf(folded, commitment, open, statuses.get(commitment.id) ?? [], asOf), opened: remedies.has(commitment.id) ? null : byText(folded, commitment, asOf) }];
  });
}

type Closing = ReturnType<typeof duesOf>[number]['closes'];

function openEnded(commitment: Commitment, { state }: Folded): Closing | null {
  const lasts = dutiesOf(commitment).some(({ shape }) => shape === 'maintain' || shape === 'abstain');
  if (commitment.notExpressed !== undefined || commitment.trigger?.kind === 'schedule' || lasts) return null;
  return duesOf(commitment, state.vocabulary).map(({ closes }) => closes).find(({ kind }) => kind === 'none' || kind === 'vague') ?? null;
}

function ageOf(folded: Folded, commitment: Commitment, open: Closing, statuses: readonly Status[], asOf: AsOf): Omit<Age, 'opened'> {
  const speaking = statuses.filter(({ performance }) => performance !== 'no-account');
  return {
    commitment: commitment.id, vague: open.kind === 'vague' ? open.words : null,
    accounts: speaking.map((status) => ({ perspective: status.perspective, reading: status.reading, word: verdictOf(status, commitment).word, opened: byAccount(status, asOf) })),
    silent: folded.perspectives.map(({ id }) => id).filter((id) => !speaking.some(({ perspective }) => perspective === id)),
    last: lastSaid(folded, commitment, statuses, asOf),
  };
}

function since(at: Instant, { valid }: AsOf): Since | null {
  return at < valid ? { at, days: Math.floor((valid - at) / DAY) } : null;
}

function byText({ state }: Folded, { instrument, trigger, window, after = [] }: Commitment, asOf: AsOf): Since | null {
  const text = state.instruments.get(instrument)?.value;
  if (trigger?.kind === 'each' || after.length > 0 || (window?.opens !== undefined && !('at' in window.opens))) return null;
  const when = window?.opens?.at ?? text?.inForce ?? text?.date;
  const read = when === undefined ? null : span(when, state.charter.zone);
  return read?.ok === true ? since(read.value.from, asOf) : null;
}

const DONE: ReadonlySet<string> = new Set(['done-in-time', 'done-late', 'not-due']);

function byAccount({ instances, performance: whole, position }: Status, asOf: AsOf): Since | null {
  if (whole === 'blocked' || whole === 'not-due' || (position !== 'in-force' && position !== 'suspended')) return null;
  const open = instances.filter(({ window, performance }) => window.to === null && !DONE.has(performance)).map(({ window }) => window.from);
  return open.length === 0 ? null : since(Math.min(...open), asOf);
}

/** What is planned for later has not been said of it yet, and what was withdrawn is said no more. */
function lastSaid(folded: Folded, commitment: Commitment, statuses: readonly Status[], asOf: AsOf): Age['last'] {
  const last = evidence(folded, commitment, statuses).flatMap(({ source, entry, position, at }) => (
    source.kind === 'item' && at < asOf.valid && withdrawalOf(source.item) === null ? [{ entry, position, at, date: source.item.value.date }] : [])).at(-1);
  return last === undefined ? null : { entry: last.entry, position: last.position, date: last.date, days: Math.floor((asOf.valid - last.at) / DAY) };
}
