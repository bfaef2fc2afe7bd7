import { byCodeUnits, span } from '#base';
import type { Text } from '#base';
import type { ActorId, Clause, Duty, Fact, Instrument, Keys } from '#agreement';
import type { AsOf, Status } from '#compliance';
import type { Held, Origin, ProcessState } from '#process';
import type { Row } from './agreement-row.ts';
import { agreementState } from './agreement-state.ts';
import type { Folded } from './filters.ts';
import { NO_FILTERS } from './filters.ts';

/** A text that its author put forward and nobody else has signed: preconditions, or one side's account of what was agreed. */
export interface OneSidedText {
  readonly instrument: Instrument;
  readonly source: Origin;
  readonly assertedBy: readonly ActorId[];
  /** Those of the other parties that are bound or addressed, none of which has signed it. */
  readonly others: readonly ActorId[];
  readonly clauses: readonly { readonly clause: Clause; readonly asks: readonly Asked[] }[];
}

/** What one clause asks for, what would meet it, and where that stands by each account. */
export interface Asked {
  readonly row: Row;
  /** `null` where no fact could decide it; the row says why. */
  readonly demand: Demand | null;
}

/** What would meet a duty, in the words of the vocabulary: that something becomes so, stays so, or is not done; or what grade by whom. */
export type Demand =
  | { readonly kind: 'becomes' | 'stays' | 'not-done'; readonly words: Text; readonly of: Keys }
  | { readonly kind: 'graded'; readonly by: readonly ActorId[] };

/** The texts of one side that are known and that nobody else has signed; by date, then by id. */
export function oneSided(folded: Folded, statuses: readonly Status[], asOf: AsOf): readonly OneSidedText[] {
  const { state } = folded;
  return [...state.instruments.values()]
    .filter((held) => held.source.known <= asOf.known && dayOf(state, held) < asOf.valid && (held.value.assertedBy ?? []).length > 0 && !accepted(state, held, asOf))
    .toSorted((a, b) => dayOf(state, a) - dayOf(state, b) || byCodeUnits(a.value.id, b.value.id))
    .map((held) => textOf(folded, held, statuses, asOf));
}

function dayOf({ charter: { zone } }: ProcessState, { value }: Held<Instrument>): number {
  const found = span(value.date, zone);
  return found.ok ? found.value.from : 0;
}

/** Somebody whose account it is not has signed it. */
function accepted({ signatures }: ProcessState, { value: { id, assertedBy = [] } }: Held<Instrument>, { known }: AsOf): boolean {
  return [...signatures.values()].some(({ value, source }) => value.instrument === id && value.mode === 'signed' && !assertedBy.includes(value.actor) && source.known <= known);
}

function textOf(folded: Folded, { value, source }: Held<Instrument>, statuses: readonly Status[], asOf: AsOf): OneSidedText {
  const { groups, undecidable } = agreementState(folded, statuses, { ...NO_FILTERS, instrument: value.id }, asOf);
  const rows = [...groups, ...undecidable].flatMap((group) => group.rows);
  const assertedBy = value.assertedBy ?? [];
  return {
    instrument: value, source, assertedBy, others: value.parties.filter((id) => !assertedBy.includes(id)),
    clauses: value.clauses.map((clause) => ({
      clause,
      asks: rows.filter(({ commitment }) => commitment.clause === clause.id).map((row) => ({ row, demand: demandOf(row.commitment.duty, folded.state.vocabulary) })),
    })),
  };
}

function demandOf(duty: Duty | undefined, vocabulary: ReadonlyMap<string, Fact>): Demand | null {
  switch (duty?.shape) {
    case undefined: return null;
    case 'assessed': return { kind: 'graded', by: duty.assessors };
    case 'achieve': return said('becomes', duty.goal, vocabulary);
    case 'maintain': return said('stays', duty.state, vocabulary);
    case 'abstain': return said('not-done', duty.act, vocabulary);
  }
}

const said = (kind: 'becomes' | 'stays' | 'not-done', { fact, of = {} }: { readonly fact: string; readonly of?: Keys }, vocabulary: ReadonlyMap<string, Fact>): Demand =>
  ({ kind, words: vocabulary.get(fact)?.holds ?? { und: fact }, of });
