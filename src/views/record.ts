import type { Body, HeldItem, Origin, ProcessState } from '#process';

/** One line of the record's list: an entry by what it brought. */
export interface RecordLine {
  readonly position: number;
  readonly entry: string;
  readonly kind: Body['kind'];
  /** Case id of what it brought, where it has one. */
  readonly id: string | null;
  readonly author: string;
  readonly recorded: number;
  readonly known: number;
  /** All its words, for search. */
  readonly text: string;
}

export interface RecordQuery {
  readonly kind: string | null;
  readonly author: string | null;
  readonly text: string;
}

/** Every entry after the charter and the ground it lays, in order of the log, with what it brought. */
export function recordLines(state: ProcessState): readonly RecordLine[] {
  const lines: RecordLine[] = [];
  const add = (kind: Body['kind'], id: string, source: Origin, value: unknown): void => {
    const author = state.participants.get(source.author)?.id ?? source.author;
    lines.push({ position: source.position, entry: source.entry, kind, id, author, recorded: source.recorded, known: source.known, text: JSON.stringify(value) });
  };
  for (const [id, { value, source }] of state.geography) add('geography', id, source, value.title);
  for (const [id, { value, source }] of state.instruments) add('instrument', id, source, value);
  for (const [id, { value, source }] of state.commitments) add('commitment', id, source, value);
  for (const [id, { value, source }] of state.signatures) add('signature', id, source, value);
  for (const [id, { value, source }] of state.coverage) add('coverage', id, source, value);
  for (const [id, held] of state.items) addItem(add, id, held);
  return lines.toSorted((a, b) => a.position - b.position);
}

function addItem(add: (kind: Body['kind'], id: string, source: Origin, value: unknown) => void, id: string, held: HeldItem): void {
  add(held.kind, id, held.source, held.history[0]?.before ?? held.value);
  for (const change of held.history) add(change.kind, id, change.source, change.reason);
}

/** The lines that a reader asked for. Letters are compared without case and without combining marks. */
export function search(lines: readonly RecordLine[], query: RecordQuery): readonly RecordLine[] {
  const wanted = folded(query.text).split(/\s+/).filter((word) => word !== '');
  return lines.filter((line) => {
    if (query.kind !== null && line.kind !== query.kind) return false;
    if (query.author !== null && line.author !== query.author) return false;
    const text = folded(`${line.id ?? ''} ${line.entry} ${line.text}`);
    return wanted.every((word) => text.includes(word));
  });
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
