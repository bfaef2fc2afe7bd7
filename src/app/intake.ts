import type { Json, Refusal } from '#base';
import { byCodeUnits, canonical } from '#base';
import type { Body, Participant, PersonFile, ProcessState, Report, Submission } from '#process';
import { decide, evolve } from '#process';
import { hex, sha256, utf8 } from '#record';
import { likePersons, likenesses } from '#views';
import type { Draft } from '#wire';

/** What becomes of a row: it would be entered; it is on record already, or came before in the same file; it is refused. Nothing is merged here: what may be the same is named, and a person says so. */
export type Fate =
  | { readonly what: 'new'; readonly alike: readonly string[] }
  | { readonly what: 'known'; readonly id: string }
  | { readonly what: 'twice'; readonly first: number }
  | { readonly what: 'refused'; readonly refusal: Refusal };

export interface Fated {
  readonly row: number;
  readonly fate: Fate;
  readonly body: Pick<Body, 'kind' | 'content'> | null;
}

/** Who would sign, for whom, at which second. */
export interface TakenIn {
  readonly person: Participant;
  readonly audience: 'public' | 'table';
  readonly now: number;
}

/**
 * The fate of each row under the rules, each entered upon those before it in a state that is a copy: nothing is recorded.
 * Refuses a row by what it was read as, by the rules (`process.*`), and by `intake.changed` where one of the same name says something else than it did.
 */
export function fatesOf(state: ProcessState, drafts: readonly Draft[], by: TakenIn): readonly Fated[] {
  const seen = new Map<string, { readonly row: number; readonly words: string }>(), known = idsByInstance(state);
  let grown = copied(state);
  const fated = drafts.map(({ row, made }): Fated => {
    if (!made.ok) return { row, body: null, fate: { what: 'refused', refusal: made.refusal } };
    const body = made.value, id = (body.content as { readonly id: string }).id, words = wordsOf(body), before = seen.get(id), held = heldUnder(state, id, body, known);
    if (before !== undefined) return { row, body: null, fate: before.words === words ? { what: 'twice', first: before.row } : { what: 'refused', refusal: { code: 'intake.changed', row, id, before: before.row } } };
    seen.set(id, { row, words });
    if (held !== null) return { row, body: null, fate: held.same ? { what: 'known', id: held.id } : { what: 'refused', refusal: { code: 'intake.changed', row, id: held.id, before: 0 } } };
    const submission = submissionOf(grown, body, by), allowed = decide(grown, submission);
    if (!allowed.ok) return { row, body: null, fate: { what: 'refused', refusal: allowed.refusal } };
    grown = evolve(grown, { ...submission, position: grown.size });
    return { row, body, fate: { what: 'new', alike: [] } };
  });
  return withLikenesses(grown, fated, by);
}

/** Rows that are new, each with what it may be the same as: on record already, or in this file. */
function withLikenesses(state: ProcessState, fated: readonly Fated[], { now, person }: TakenIn): readonly Fated[] {
  const known = Math.max(now, state.recorded ?? 0), asOf = { valid: known, known }, of = (kind: string): readonly unknown[] => fated.flatMap(({ body }) => (body?.kind === kind ? [body.content] : []));
  const alike = new Map([...likenesses(state, asOf, of('report') as readonly Report[]), ...likePersons(state, asOf, of('person') as readonly PersonFile[], person)]);
  return fated.map((one) => (one.fate.what === 'new' ? { ...one, fate: { what: 'new', alike: alike.get((one.body?.content as { readonly id: string }).id) ?? [] } } : one));
}

/** Its maps may grow: those of the state given do not. What they hold never changes. */
const copied = (state: ProcessState): ProcessState => Object.fromEntries(Object.entries(state).map(([name, value]: readonly [string, unknown]) => [name, value instanceof Map ? new Map(value) : value instanceof Set ? new Set(value) : value])) as unknown as ProcessState;

function submissionOf({ recorded = 0 }: ProcessState, body: Pick<Body, 'kind' | 'content'>, { person, audience, now }: TakenIn): Submission {
  const at = Math.max(now, recorded);
  return { entry: hex(sha256(utf8(`counterpart/intake/v1\n${canonical(body.content as unknown as Json)}`))), author: person.key, capacity: person.capacity, madeAt: at, recorded: at, about: [], audience, body: body as Body };
}

/** What a row says: without the file that it came in, or in whose name it came. Where the id is made of its cells, they are all it says, however they were read. */
function wordsOf({ kind, content }: Pick<Body, 'kind' | 'content'>): string {
  if (kind === 'report' && (content as Report).form?.instance === undefined && (content as Report).form !== undefined) return (content as Report).id;
  const { evidence: _file, sources: _row, accounts: _by, by: _whose, consent: _given, status: _sought, ...said } = content as unknown as { readonly [member: string]: Json | undefined };
  return canonical({ kind, said: Object.fromEntries(Object.entries(said).toSorted(([a], [b]) => byCodeUnits(a, b))) });
}

/** What is on record under this name, and whether the row says the same. */
function heldUnder(state: ProcessState, id: string, body: Pick<Body, 'kind' | 'content'>, known: ReadonlyMap<string, string>): { readonly id: string; readonly same: boolean } | null {
  const instance = body.kind === 'report' ? (body.content as Report).form?.instance : undefined, there = (instance === undefined ? undefined : known.get(instance)) ?? id;
  const item = state.items.get(there), first = item?.history[0]?.before ?? item?.value, matter = state.matters.get(there);
  if (item !== undefined && first !== undefined) return { id: there, same: wordsOf({ kind: item.kind, content: first } as Pick<Body, 'kind' | 'content'>) === wordsOf(body) || (there !== id && SAID.every((member) => isWithin((body.content as Report)[member], (item.value as Report)[member]))) };
  return matter === undefined ? null : { id: there, same: wordsOf({ kind: matter.kind, content: matter.value }) === wordsOf(body) };
}

/** Members that a register has a column for: one that was exported and comes back is compared by these. */
const SAID = ['category', 'date', 'dateEnd', 'place', 'point', 'summary', 'quotedReason', 'persons', 'quantities'] as const;

/** Whether everything that one says is in the other, too. */
function isWithin(one: unknown, other: unknown): boolean {
  if (one === undefined) return true;
  if (typeof one !== 'object' || one === null) return one === other;
  if (typeof other !== 'object' || other === null) return false;
  if (Array.isArray(one)) return Array.isArray(other) && one.every((inner) => other.some((there) => isWithin(inner, there)));
  return Object.entries(one).every(([name, inner]) => isWithin(inner, (other as { readonly [name: string]: unknown })[name]));
}

/** Reports by the name of the filled-in form, and each by its own id: a register that was exported and comes back brings nothing new. */
const idsByInstance = (state: ProcessState): ReadonlyMap<string, string> => new Map([...state.items.values()].flatMap(({ kind, value }) => {
  if (kind !== 'report') return [];
  const instance = (value as Report).form?.instance;
  return [[value.id, value.id] as const, ...(instance === undefined ? [] : [[instance, value.id] as const])];
}));

/** A place of the gazetteer by its name in any side's form, or by its id; none where the name is that of several. */
export function placeNamed({ places }: ProcessState): (words: string) => string | null {
  const plain = (words: string): string => words.toLowerCase().replace(/\s+/g, ' ').trim(), byName = Map.groupBy([...places.values()].flatMap(({ id, names }) => [id, ...Object.values(names)].map((name) => [plain(name), id] as const)), ([name]) => name);
  return (words) => { const ids = new Set(byName.get(plain(words))?.map(([, id]) => id)), [one] = ids; return ids.size === 1 ? one ?? null : null; };
}

/** Who would sign: the one named, or whoever may speak for an actor. */
export function speaksFor({ participants, revoked }: ProcessState, id: string | undefined, actor: string): Participant | null {
  const present = [...participants.values()].filter(({ key }) => !revoked.has(key));
  return (id === undefined ? present.find((one) => one.actor === actor) ?? present.find(({ capacity }) => capacity === 'editor') : present.find((one) => one.id === id)) ?? null;
}
