import { byCodeUnits, span } from '#base';
import type { Commitment, Instrument } from '#agreement';
import type { Held } from '#process';
import type { AsOf, Perspective, Status } from '#compliance';
import type { Cell, Row } from './agreement-row.ts';
import { rowOf } from './agreement-row.ts';
import type { Summary } from './agreement-summary.ts';
import { summarise } from './agreement-summary.ts';
import type { VerdictWord } from './agreement-verdict.ts';
import { countedAs } from './agreement-verdict.ts';
import type { Filters, Folded } from './filters.ts';

/** The first page of a process: commitments by instrument, each with what every perspective's account comes to. */
export interface AgreementState {
  readonly asOf: AsOf;
  readonly groups: readonly Group[];
  /** Commitments that no fact could decide, with the reason; without columns. */
  readonly undecidable: readonly Group[];
  /** Perspectives with an account on something selected, or those chosen, in the order of screens. */
  readonly shown: readonly Perspective[];
  /** Perspectives with an account that the reader has not chosen. */
  readonly others: readonly Perspective[];
  /** Perspectives without any account on what is selected. */
  readonly silent: readonly Perspective[];
  readonly summary: Summary;
  /** Commitments of the process, whatever is selected. */
  readonly total: number;
}

/** The commitments of one instrument. */
export interface Group {
  readonly instrument: Instrument;
  readonly rows: readonly Row[];
  /** Columns: of those shown, who has an account on something of this instrument; all of them where the reader chose. */
  readonly shown: readonly Perspective[];
  /** Of those shown on the page, who has none. */
  readonly silent: readonly Perspective[];
}

/** The state of the agreement as a reader has asked for it. `earlier`: the statuses at the times of `earlierOf`, needed where `since` is set. */
export function agreementState(folded: Folded, statuses: readonly Status[], filters: Filters, asOf: AsOf, earlier: readonly Status[] | null = null): AgreementState {
  const now = Map.groupBy(statuses, ({ commitment }) => commitment);
  const before = earlier === null ? null : Map.groupBy(earlier, ({ commitment }) => commitment);
  const accounts = new Set(folded.perspectives.filter(({ kind }) => kind === 'actor').map(({ id }) => id));
  const rows = [...folded.state.commitments.values()]
    .filter(({ value }) => isAsked(value, filters))
    .map(({ value }) => rowOf(folded, value, now.get(value.id) ?? [], before === null ? null : before.get(value.id) ?? [], accounts))
    .filter((row) => !filters.differ || row.differs);
  const { shown, others, silent } = columns(folded.perspectives, rows, filters.by);
  const visible = rows
    .map((row) => ({ ...row, cells: shown.flatMap(({ id }) => row.cells.find(({ perspective }) => perspective === id) ?? []) }))
    .filter((row) => filters.status === null || hasWord(row, filters.status))
    .filter((row) => filters.settlement === null || seen(row).some(({ verdicts }) => verdicts.some(({ settlement }) => settlement === filters.settlement)))
    .filter((row) => before === null || seen(row).some((cell) => cell.before !== null));
  const selected = new Set(visible.map(({ commitment }) => commitment.id));
  return {
    asOf, shown, others, silent,
    groups: byInstrument(folded, visible.filter(({ notExpressed }) => notExpressed === null), shown, filters.by.length > 0),
    undecidable: byInstrument(folded, visible.filter(({ notExpressed }) => notExpressed !== null), [], false),
    total: folded.state.commitments.size,
    summary: summarise(visible, shown, statuses.filter(({ commitment }) => selected.has(commitment)), asOf),
  };
}

const seen = ({ cells, onRecord }: Row): readonly Cell[] => (onRecord === null ? cells : [...cells, onRecord]);

const hasWord = (row: Row, word: VerdictWord): boolean =>
  (word === 'not-expressed' && row.notExpressed !== null) || seen(row).some(({ verdicts }) => verdicts.some((verdict) => countedAs(verdict.word) === word));

function isAsked({ bearers, instrument, track }: Commitment, filters: Filters): boolean {
  return (filters.party === null || bearers.actors.includes(filters.party))
    && (filters.instrument === null || instrument === filters.instrument)
    && (filters.track === null || track === filters.track);
}

/** Columns by account. Where nobody speaks of anything selected, those whose verdict the record alone decides. */
function columns(perspectives: readonly Perspective[], rows: readonly Row[], chosen: readonly string[]): Pick<AgreementState, 'shown' | 'others' | 'silent'> {
  const speaking = new Set(rows.flatMap(({ cells }) => cells.filter((cell) => cell.speaks).map(({ perspective }) => perspective)));
  const isShown = ({ id }: Perspective): boolean => (chosen.length === 0 ? speaking.has(id) : chosen.includes(id));
  const rest = perspectives.filter((perspective) => !isShown(perspective));
  return { shown: perspectives.filter(isShown), others: rest.filter(({ id }) => speaking.has(id)), silent: rest.filter(({ id }) => !speaking.has(id)) };
}

/** Instruments by date, then id; commitments in the order of the clauses, then by id. */
function byInstrument({ state }: Folded, rows: readonly Row[], columns: readonly Perspective[], chosen: boolean): readonly Group[] {
  const grouped = Map.groupBy(rows, ({ commitment }) => commitment.instrument);
  return [...state.instruments.values()]
    .toSorted((a, b) => startOf(a, state.charter.zone) - startOf(b, state.charter.zone) || byCodeUnits(a.value.id, b.value.id))
    .flatMap(({ value }) => {
      const own = grouped.get(value.id);
      return own === undefined ? [] : [group(value, own.toSorted((a, b) => clauseOrder(value, a.commitment, b.commitment)), columns, chosen)];
    });
}

function group(instrument: Instrument, rows: readonly Row[], columns: readonly Perspective[], chosen: boolean): Group {
  const speaking = new Set(rows.flatMap(({ cells }) => cells.filter((cell) => chosen || cell.speaks).map(({ perspective }) => perspective)));
  const shown = columns.filter(({ id }) => speaking.has(id));
  return {
    instrument, shown, silent: columns.filter((perspective) => !shown.includes(perspective)),
    rows: rows.map((row) => ({ ...row, cells: row.cells.filter((cell) => speaking.has(cell.perspective)) })),
  };
}

function startOf({ value }: Held<Instrument>, zone: string): number {
  const found = span(value.date, zone);
  return found.ok ? found.value.from : 0;
}

function clauseOrder({ clauses }: Instrument, a: Commitment, b: Commitment): number {
  const place = ({ clause }: Commitment): number => clauses.findIndex(({ id }) => id === clause);
  return place(a) - place(b) || byCodeUnits(a.id, b.id);
}
