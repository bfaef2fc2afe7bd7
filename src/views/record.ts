import type { Text } from '#base';
import { tableEntries } from '#process';
import type { Body, GroundBody, HeldItem, HeldMatter, Origin, ProcessState } from '#process';

/** One line of the record's list: an entry by what it brought. */
export interface RecordLine {
  readonly position: number;
  readonly entry: string;
  readonly kind: string;
  /** Case id of what it brought, where it has one; of a correction or withdrawal, that of what it changes. */
  readonly id: string | null;
  /** What it is in a line; `null` where its kind says it all. */
  readonly title: Text | null;
  /** Participant, by id. */
  readonly author: string;
  readonly recorded: number;
  /** 0: from the beginning of a documentary record. */
  readonly known: number;
  /** What was brought, for search. */
  readonly brought: unknown;
}

export interface RecordQuery {
  readonly kind: string | null;
  readonly author: string | null;
  readonly text: string;
}

const made = new WeakMap<ProcessState, readonly RecordLine[]>();

/** Every entry with what it brought: the line of position n stands at n. Made once for a state. */
export function recordLines(state: ProcessState): readonly RecordLine[] {
  const lines = made.get(state) ?? linesOf(state);
  made.set(state, lines);
  return lines;
}

function linesOf(state: ProcessState): readonly RecordLine[] {
  const lines = new Map<number, RecordLine>();
  const add = (kind: string, id: string | null, title: Text | null, source: Pick<Origin, 'entry' | 'position' | 'author' | 'recorded' | 'known'>, brought: unknown): void => {
    const { entry, position, recorded, known } = source, release = lines.get(position);
    // A letter that is released in whole comes with its release: the line is that of the release, and says what it brought.
    lines.set(position, release === undefined ? { position, entry, kind, id, title, author: authorOf(state, source), recorded, known, brought } : { ...release, id, title, brought });
  };
  for (const [entry, { position, kind, author, recorded }] of state.withheld) add(kind, null, null, { entry, position, author, recorded, known: recorded }, null);
  for (const { value, source } of state.ground.values()) add(value.kind, value.kind === 'accreditation' ? value.content.id : null, groundTitle(value), source, value.content);
  for (const [id, { value, source }] of state.geography) add('geography', id, value.title, source, { ...value, lines: null });
  for (const { kind, content, source } of tableEntries(state)) add(kind, content.id, 'title' in content ? content.title : null, source, content);
  const splits = new Set([...state.matters.values()].flatMap(({ kind, source }) => (kind === 'split' ? [source.entry] : [])));
  for (const [id, { kind, value, source }] of state.matters) if (kind !== 'claim' || !splits.has(source.entry)) add(kind, id, kind === 'split' ? state.items.get(value.from)?.value.summary ?? null : isOnPerson(kind) ? null : matterTitle(value), source, isOnPerson(kind) ? null : value);
  for (const [id, { value, source }] of state.instruments) if (!state.minutes.has(id)) add('instrument', id, value.title, source, value);
  for (const [id, { value, source }] of state.commitments) add('commitment', id, value.title, source, value);
  for (const [id, { value, source }] of state.signatures) add('signature', id, state.instruments.get(value.instrument)?.value.title ?? null, source, value);
  for (const [id, { value, source }] of state.coverage) add('coverage', id, value.note ?? null, source, value);
  const patrols = new Set([...state.matters.values()].flatMap(({ kind, source }) => (kind === 'patrol' ? [source.entry] : [])));
  for (const held of state.items.values()) addItem(add, held, patrols);
  return [...lines.values()].sort((a, b) => a.position - b.position);
}

/** Participant who signed, by id; the key itself where no participant has it any more. */
export const authorOf = ({ participants }: ProcessState, { author }: Pick<Origin, 'author'>): string => participants.get(author)?.id ?? author;

/** What an item came to in its own entry, and each change since as the entry that it is. An observation of a patrol stands in the patrol's entry. */
function addItem(add: (kind: Body['kind'], id: string, title: Text, source: Origin, brought: unknown) => void, { kind, value, source, history }: HeldItem, patrols: ReadonlySet<string>): void {
  const said = [...history.map(({ before }) => before), value];
  const title = (index: number): Text => said[index]?.summary ?? value.summary;
  if (!patrols.has(source.entry)) add(kind, value.id, title(0), source, said[0]);
  for (const [index, change] of history.entries()) add(change.kind, value.id, title(index + 1), change.source, { reason: change.reason, item: said[index + 1] });
}

/** Nobody is found in the list of a record by what files on people say. */
const isOnPerson = (kind: string): boolean => kind === 'person' || kind === 'person-note';

/** What an entry from the field is found by: its own words, as far as it has some. */
function matterTitle(value: HeldMatter['value']): Text | null {
  for (const member of ['title', 'words', 'what', 'text', 'reason', 'route'] as const) {
    const words = (value as unknown as { readonly [name: string]: unknown })[member];
    if (typeof words === 'object' && words !== null) return words as Text;
  }
  return null;
}

function groundTitle(body: GroundBody): Text | null {
  switch (body.kind) {
    case 'charter': return body.content.charter.title;
    case 'accreditation': return { und: body.content.name };
    case 'key': case 'revocation': return { und: body.content.participant };
    case 'refusal': return { und: body.content.code };
    case 'amendment': case 'freeze': case 'succession': case 'erasure': return body.content.reason;
    case 'sealed': case 'release': return null;
    case 'vocabulary': case 'gazetteer': return null;
  }
}

/**
 * The lines that a reader asked for: every word stands somewhere in what was brought, its id or its title. Letters are compared without case and without combining marks.
 * A text that is the id of an entry, or the beginning of one, finds that entry alone.
 */
export function search(lines: readonly RecordLine[], { kind, author, text }: RecordQuery): readonly RecordLine[] {
  const digest = /^[0-9a-f]{8,64}$/i.test(text.trim()) ? text.trim().toLowerCase() : null;
  const named = digest === null ? [] : lines.filter(({ entry }) => entry.startsWith(digest));
  const wanted = folded(text).split(/\s+/).filter((word) => word !== '');
  return (named.length > 0 ? named : lines).filter((line) => {
    if (kind !== null && line.kind !== kind) return false;
    if (author !== null && line.author !== author) return false;
    if (named.length > 0 || wanted.length === 0) return true;
    const own = folded(`${line.id ?? ''} ${line.author} ${JSON.stringify(line.title)} ${JSON.stringify(line.brought)}`);
    return wanted.every((word) => own.includes(word));
  });
}

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
