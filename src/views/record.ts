import type { Body, HeldItem, Origin, ProcessState } from '#process';

/** One line of the record's list: an entry by what it brought. */
export interface RecordLine {
  readonly position: number;
  readonly entry: string;
  readonly kind: Body['kind'];
  /** Case id of what it brought, where it has one. */
  readonly id: string | null;
  /** Who signed it and since when it is known; `null` for what lays the ground, where the entry itself says so. */
  readonly author: string | null;
  readonly known: number | null;
  /** All its words, for search. */
  readonly text: string;
}

export interface RecordQuery {
  readonly kind: string | null;
  readonly author: string | null;
  readonly text: string;
}

/** Every entry in order of the log, with what it brought. */
export function recordLines(state: ProcessState): readonly RecordLine[] {
  const lines: RecordLine[] = [];
  const add = (kind: Body['kind'], id: string, source: Origin, value: unknown): void => {
    const author = state.participants.get(source.author)?.id ?? source.author;
    lines.push({ position: source.position, entry: source.entry, kind, id, author, known: source.known, text: JSON.stringify(value) });
  };
  for (const [id, { value, source }] of state.geography) add('geography', id, source, value.title);
  for (const [id, { value, source }] of state.instruments) add('instrument', id, source, value);
  for (const [id, { value, source }] of state.commitments) add('commitment', id, source, value);
  for (const [id, { value, source }] of state.signatures) add('signature', id, source, value);
  for (const [id, { value, source }] of state.coverage) add('coverage', id, source, value);
  for (const [id, held] of state.items) addItem(add, id, held);
  lines.push(...ground(state, new Set(lines.map(({ position }) => position))));
  return lines.toSorted((a, b) => a.position - b.position);
}

/** The charter, accreditations, words and places: entries of which the state keeps the content and not the source. */
function ground(state: ProcessState, listed: ReadonlySet<number>): readonly RecordLine[] {
  const entries = new Map([...state.positions].filter(([id]) => /^[0-9a-f]{64}$/.test(id)).map(([id, position]) => [position, id]));
  const content: { readonly [kind: string]: unknown } = { charter: state.charter, vocabulary: [...state.vocabulary.values()], gazetteer: [...state.places.values()] };
  return [...state.positions].filter(([id, position]) => entries.get(position) !== id && !listed.has(position)).map(([id, position]) => {
    const kind = Object.hasOwn(content, id) ? id as 'charter' | 'vocabulary' | 'gazetteer' : 'accreditation';
    const value = content[id] ?? [...state.participants.values()].find((person) => person.id === id) ?? id;
    return { position, entry: entries.get(position) ?? '', kind, id: kind === 'accreditation' ? id : null, author: null, known: null, text: JSON.stringify(value) };
  });
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
