import type { Instant, Interval, Text } from '#base';
import { assert, byCodeUnits, endOf, span } from '#base';
import type { Account, ActorId, Assertion, Fact } from '#agreement';
import type { AsOf, Claim } from '#compliance';
import { lineOf } from '#compliance';
import type { HeldItem, ProcessState } from '#process';
import { itemsAsOf, withdrawalOf } from './timeline-asof.ts';
import { wholeOf } from './timeline-entry.ts';

/** One account's word that a state held, or did not, over some time: a claim of the evaluator, with the item and the words it stands in. */
export interface StateClaim {
  readonly fact: Fact;
  /** The actor whose account it counts as; `account.by` may be one of its parts. */
  readonly by: ActorId;
  readonly claim: Claim;
  readonly account: Account;
  readonly item: HeldItem;
}

/**
 * What one account says over a stretch of time. `part`: that it holds of some of what is told apart here (kinds of traffic) and not of the rest, or both of the same.
 * `changing`: that it changed some time in this day or month, nobody knows when.
 */
export type Said = 'holds' | 'part' | 'not' | 'changing';
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly said: Said;
}

/** Every claim about a state, as known at `asOf`; withdrawn ones left out. Events are no states and have no length. */
export function stateClaims(state: ProcessState, asOf: AsOf): readonly StateClaim[] {
  return itemsAsOf(state, asOf.known)
    .filter((item) => withdrawalOf(item) === null)
    .flatMap((item) => item.value.accounts.flatMap((account) => (account.facts ?? []).flatMap((said) => stateClaim(state, item, account, said))))
    .filter((found) => found.claim.at.from < asOf.valid)
    .sort((a, b) => a.claim.at.from - b.claim.at.from || byCodeUnits(a.item.value.id, b.item.value.id));
}

function stateClaim(state: ProcessState, item: HeldItem, account: Account, said: Assertion): readonly StateClaim[] {
  const fact = state.vocabulary.get(said.fact);
  if (fact?.kind !== 'state') return [];
  const time = (when: string): Interval => {
    const read = span(when, state.charter.zone);
    assert(read.ok, 'times of admitted entries are well formed');
    return read.value;
  };
  const by = wholeOf(state, account.by);
  const claim: Claim = {
    fact: said.fact, of: said.of, by, holds: said.holds ?? true, quantity: said.quantity ?? null, grade: null, entry: item.source.entry, known: item.source.known, ended: null,
    at: time(said.from ?? said.at ?? item.value.date), to: said.to === undefined ? null : time(said.to),
  };
  return [{ fact, by, claim, account, item }];
}

/** What one account says over time up to `until`, from its claims about one subject: the lines of the evaluator, one an instance, laid over one another. */
export function stretches(claims: readonly StateClaim[], until: Instant): readonly Stretch[] {
  const lines = [...Map.groupBy(claims.map(({ claim }) => claim), instanceOf).values()].map((said) => lineOf(said, until));
  const edges = lines.flatMap((line) => Object.values(line).flatMap((found: readonly Interval[]) => found.flatMap(({ from, to }) => [from, to ?? until])));
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const pieces = cuts.slice(1).flatMap((to, index): readonly Stretch[] => {
    const from = cuts[index] as Instant;
    const said = together(lines.map((line) => saidAt(line, from)).filter((one) => one !== null));
    return said === null ? [] : [{ from, to, said }];
  });
  return joined(pieces);
}

/** Claims of one fact about the same keys speak of one thing; this names it. */
export const instanceOf = ({ fact, of }: Claim): string => [fact, ...Object.entries(of).map(([key, value]) => `${key}=${value}`).sort(byCodeUnits)].join(' ');

function saidAt(line: ReturnType<typeof lineOf>, instant: Instant): Said | null {
  const covers = (intervals: readonly Interval[]): boolean => intervals.some((one) => one.from <= instant && instant < endOf(one));
  if (covers(line.both)) return 'part';
  if (covers(line.holds)) return 'holds';
  if (covers(line.fails)) return 'not';
  return covers(line.mayHold) || covers(line.mayFail) ? 'changing' : null;
}

function together(said: readonly Said[]): Said | null {
  const [first] = said;
  if (first === undefined) return null;
  if (said.includes('changing')) return 'changing';
  return said.every((one) => one === first) ? first : 'part';
}

function joined(pieces: readonly Stretch[]): readonly Stretch[] {
  const out: Stretch[] = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (last !== undefined && last.to === piece.from && last.said === piece.said) out[out.length - 1] = { ...last, to: piece.to };
    else out.push(piece);
  }
  return out;
}

/** Words of an account, or of its item where the account has none of its own. */
export const wordsOfClaim = (claimed: StateClaim): Text => claimed.account.text ?? claimed.item.value.summary;
