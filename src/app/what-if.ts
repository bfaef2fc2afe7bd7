import type { Instant, Json, Result } from '#base';
import { ok, refuse } from '#base';
import type { AsOf, Perspective, Status } from '#compliance';
import { claimsOf } from '#compliance';
import type { Body, ProcessState, Submission } from '#process';
import { decide, evolve } from '#process';
import { hex, sha256, utf8 } from '#record';
import { changedRows, citedBy } from '#views';
import type { CaseItem } from '#wire';
import { readHypotheses } from '#wire';
import type { Dossier } from './app.ts';
import { rangeOf } from './dossier.ts';
import { statusTable } from './table.ts';

/** A file of invented items, as one writes a case file. */
export interface Supposed {
  readonly file: string;
  readonly text: string;
}

/** When the two states are compared; `valid: null`: when the record, or what is supposed on top of it, ends. */
export interface WhatIfTimes {
  readonly valid: Instant | null;
  readonly known: Instant;
}

/** What would stand otherwise if all of it were entered. Nothing was. */
export interface WhatIf {
  /** The times of both sides; `known` is not before the last supposed item would be known. */
  readonly asOf: AsOf;
  readonly items: readonly { readonly id: string; readonly kind: string }[];
  readonly changes: readonly { readonly before: Status; readonly after: Status; readonly because: readonly string[] }[];
}

/** Folds invented items on top of a state made for this alone - it is consumed - each let in by the rules. Refuses `case.invalid`, `case.hypotheses.none`; `case.refused` with file and line. */
export function suppose(state: ProcessState, source: Supposed): Result<{ readonly state: ProcessState; readonly items: readonly CaseItem[] }> {
  const { charter: { kind, zone, zoneTable }, participants, recorded = 0 } = state;
  const editor = [...participants.values()].find(({ capacity }) => capacity === 'editor')?.id ?? '';
  const read = readHypotheses(source.file, source.text, { kind, zone, zoneTable, signedBy: editor, recorded });
  if (!read.ok) return read;
  let supposed = state;
  for (const item of read.value) {
    const entered = enter(supposed, item);
    if (!entered.ok) return refuse('case.refused', { file: item.place.file, line: item.place.line, id: item.id, refusal: entered.refusal as unknown as Json });
    supposed = entered.value;
  }
  return ok({ state: supposed, items: read.value });
}

/** No one signs a hypothesis: its entry has a name that no record can hold, made of its id. */
const entryOf = ({ id }: { readonly id: string }): string => hex(sha256(utf8(`counterpart/what-if/v1\n${id}`)));

function enter(state: ProcessState, item: CaseItem): Result<ProcessState> {
  const author = [...state.participants.values()].find(({ id }) => id === item.signedBy);
  if (author === undefined) return refuse('case.person.unknown', { id: item.signedBy });
  const submission: Submission = {
    entry: entryOf(item), author: author.key, capacity: author.capacity, madeAt: item.recordedAt, recorded: item.recordedAt, about: [], body: bodyOf(item),
  };
  const allowed = decide(state, submission);
  return allowed.ok ? ok(evolve(state, { ...submission, position: state.size })) : allowed;
}

/** What is only supposed needs no source, and nobody should have to invent one. */
function bodyOf({ kind, content }: CaseItem): Body {
  const bare = 'accounts' in content && content.sources === undefined && content.basis === undefined;
  return { kind, content: bare ? { ...content, basis: 'general-knowledge' } : content } as Body;
}

/** The statuses that differ between the record as it is and with what is supposed, at the same times. */
export function compared(held: Dossier, supposed: Result<{ readonly state: ProcessState; readonly items: readonly CaseItem[] }>, times: WhatIfTimes, by: readonly Perspective[] = held.perspectives): Result<WhatIf> {
  if (!supposed.ok) return supposed;
  const { state, items } = supposed.value;
  const range = rangeOf(state), own = new Map(items.map((item) => [entryOf(item), item.id]));
  const asOf = { valid: times.valid ?? range.to, known: Math.max(times.known, range.known) };
  const table = (one: ProcessState): readonly Status[] => statusTable({ ...held, state: one }, claimsOf(one), asOf, by).statuses;
  const changes = changedRows(table(held.state), table(state))
    .map((row) => ({ ...row, because: [...new Set([...citedBy(row.before), ...citedBy(row.after)].flatMap((entry) => own.get(entry) ?? []))] }));
  return ok({ asOf, items: items.map(({ id, kind }) => ({ id, kind })), changes });
}
