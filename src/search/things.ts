import type { Instant, Text, When } from '#base';
import type { ActorId, Instrument } from '#agreement';
import { tableEntries } from '#process';
import type { HeldItem, HeldMatter, Minutes, Origin, ProcessState } from '#process';

/** Words in one language, as they stand in the record. `at`: of a document, the number of the sentence. */
export interface Passage {
  readonly language: string;
  readonly words: string;
  readonly at?: number;
}

/** What can be found: one wording of one thing of the record. */
export interface Thing {
  readonly kind: string;
  readonly id: string;
  readonly title: Text | null;
  readonly passages: readonly Passage[];
  /** Whose words they are, as actors of the record; where they are nobody's of it, whose in words. */
  readonly by: readonly ActorId[];
  readonly author: Text | null;
  /** When it was said, published or done, where it says so. */
  readonly date: When | null;
  readonly places: readonly string[];
  readonly source: Origin;
  /** Known to say this from, and until another wording took its place. */
  readonly from: Instant;
  readonly until: Instant | null;
  readonly withdrawn: boolean;
}

/** Everything of one id, with the value in the state that it is made from: another value is another wording. */
export interface Held {
  readonly key: string;
  readonly value: object;
  make(): readonly Thing[];
}

/** Files on people who are sought are looked up by those who have a right to, and never found by their words. */
const LEFT_OUT: readonly string[] = ['person', 'person-note', 'split', 'patrol'];

/** Of the table: what has no words of its own yet, none, or stands in minutes. */
const UNFINISHED: readonly string[] = ['draft', 'session', 'approval', 'minutes'];

/** Everything in a state whose words can be looked for: only what its reader may read is in it. */
export function* heldIn(state: ProcessState): Iterable<Held> {
  for (const [id, held] of state.items) yield { key: `item ${id}`, value: held, make: () => wordings(held) };
  for (const [id, held] of state.matters) if (!LEFT_OUT.includes(held.kind)) yield { key: `matter ${id}`, value: held, make: () => [ofMatter(held)] };
  const plain = { commitment: state.commitments, instrument: state.instruments, geography: state.geography, signature: state.signatures, coverage: state.coverage } as const;
  for (const [kind, map] of Object.entries(plain)) {
    for (const [id, held] of map) if (kind !== 'instrument' || !state.minutes.has(id)) yield { key: `${kind} ${id}`, value: held, make: () => [thing(kind, held.value, held.source)] };
  }
  for (const { kind, content, source } of tableEntries(state)) if (!UNFINISHED.includes(kind)) yield { key: `${kind} ${content.id}`, value: content, make: () => [thing(kind, content, source)] };
  for (const [id, held] of state.minutes) {
    const frozen = state.instruments.get(id);
    yield { key: `minutes ${id}`, value: frozen ?? held.value, make: () => minutesOf(held, frozen) };
  }
}

/** Minutes as they were circulated, and in the words that every party approved. */
function minutesOf({ value, source }: { readonly value: Minutes; readonly source: Origin }, frozen: { readonly value: Instrument; readonly source: Origin } | undefined): readonly Thing[] {
  const circulated = thing('minutes', value, source);
  return frozen === undefined ? [circulated] : [{ ...circulated, until: frozen.source.known }, { ...thing('minutes', frozen.value, source), from: frozen.source.known }];
}

/** An item as it was first, and as each correction made it. A withdrawn one is found, and said to be so. */
function wordings({ kind, value, source, history }: HeldItem): readonly Thing[] {
  const changes = history.filter((change) => change.kind === 'correction'), withdrawn = history.some((change) => change.kind === 'withdrawal');
  const said = [...changes.map(({ before }) => before), value];
  return said.map((wording, index) => ({ ...thing(kind, wording, source), from: index === 0 ? source.known : changes[index - 1]?.source.known ?? source.known, until: changes[index]?.source.known ?? null, withdrawn }));
}

function ofMatter({ kind, value, source }: HeldMatter): Thing {
  const made = thing(kind, value, source);
  if (kind === 'document') return { ...made, author: value.author, passages: [...passagesOf(value.title), ...value.sentences.map((words, index): Passage => ({ language: value.language, words, at: index + 1 }))] };
  return kind === 'claim' ? { ...made, author: value.asserter } : made;
}

interface Any {
  readonly id: string;
  readonly by?: ActorId;
  readonly title?: Text;
  readonly summary?: Text;
  readonly accounts?: readonly { readonly by: ActorId }[];
  readonly parties?: readonly ActorId[];
  readonly bearers?: { readonly actors: readonly ActorId[] };
  readonly place?: string;
  readonly date?: When;
}

function thing(kind: string, value: object, source: Origin): Thing {
  const { id, by, title, summary, accounts = [], parties = [], bearers, place, date } = value as Any;
  return {
    kind, id, title: title ?? summary ?? null, passages: [...textsIn(value)].flatMap(passagesOf), source, from: source.known, until: null, withdrawn: false, author: null, date: date ?? null,
    by: [...new Set([...(by === undefined ? [] : [by]), ...accounts.map((account) => account.by), ...parties, ...bearers?.actors ?? []])], places: place === undefined ? [] : [place],
  };
}

const passagesOf = (text: Text): readonly Passage[] => Object.entries(text).map(([language, words]) => ({ language, words }));

/** Members that are a text, or a list of texts, in the bodies of entries. */
const TEXTS: readonly string[] = ['agenda', 'ambiguity', 'area', 'asserter', 'claimAttached', 'findings', 'noCommitment', 'notExpressed', 'notGranted', 'note', 'outcome', 'quote', 'reason', 'reservation', 'route', 'sentence', 'statement', 'summary', 'text', 'threshold', 'title', 'view', 'what', 'words'];
const isText = (name: string, value: object): value is Text => TEXTS.includes(name) && !Array.isArray(value) && Object.values(value).every((words) => typeof words === 'string');

/** Every text in a value, in the order in which it stands there. */
function* textsIn(value: object, member = ''): Iterable<Text> {
  if (isText(member, value)) return yield value;
  for (const [name, inner] of Object.entries(value) as [string, unknown][]) if (typeof inner === 'object' && inner !== null) yield* textsIn(inner, Array.isArray(value) ? member : name);
}
