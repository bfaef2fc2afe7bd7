import { assert, inLanguage } from '#base';
import type { Accreditation, Body, Correction, Entered, Erasure, KeyChange, Kind, Release, Withdrawal } from './bodies.ts';
import type { Open } from './columns/packed.ts';
import { speaking } from './keys.ts';
import { latest } from './people.ts';
import { originOf } from './known.ts';
import { idsBroughtBy } from './audience.ts';
import { amended } from './amendment.ts';
import { caseIdOf } from './rules.ts';
import { isFieldKind } from './field-bodies.ts';
import { forget, lodge } from './matters.ts';
import { sit } from './sitting.ts';
import type { Growing } from './sitting.ts';
import type { Change, GroundBody, HeldItem, Origin, ProcessState } from './state.ts';

/**
 * The state after an entry that the rules admitted. The state given is consumed: its maps grow in place, so that 100,000 entries fold in about a second.
 * Keep the new one, and what you took out of the maps, which never changes. An entry that the rules would refuse breaks an invariant, or worse; `decide` first what is not known to be admitted.
 */
export function evolve(state: ProcessState, entered: Entered): ProcessState {
  assert(entered.position === state.size, `entry ${entered.position} follows on ${state.size} entries`);
  assert(!state.positions.has(entered.entry), `entry ${entered.entry} comes once`);
  const growing = state as Growing, source = originOf(state, entered), id = caseIdOf(entered.body);
  growing.positions.set(entered.entry, entered.position);
  if (!growing.positions.has(id)) growing.positions.set(id, entered.position);
  add(growing, entered, source);
  if (entered.audience === 'table') for (const brought of idsBroughtBy(entered.body)) growing.forTable.add(brought);
  speak(growing, entered, 'id' in entered.body.content ? id : null, itemOf(entered.body));
  return { ...state, ...keeping(state, entered.body, source), size: state.size + 1, recorded: entered.recorded };
}

/** The state after an entry whose body this copy may not have: it has its place, and says nothing. */
export function passOver(state: ProcessState, { entry, position, recorded, author, kind }: PassedOver): ProcessState {
  assert(position === state.size, `entry ${position} follows on ${state.size} entries`);
  const growing = state as Growing;
  growing.positions.set(entry, position);
  growing.withheld.set(entry, { position, kind, author, recorded });
  speak(growing, { entry, position, author, recorded, body: { kind } }, null, null);
  return { ...state, size: state.size + 1, recorded };
}

/** What a copy sees of an entry without its body. */
export interface PassedOver extends Pick<Entered, 'entry' | 'position' | 'recorded' | 'author'> {
  readonly kind: string;
}

const ERASABLE: readonly string[] = ['statement', 'report', 'meeting', 'finding', 'coverage', 'correction', 'withdrawal'] satisfies readonly Kind[];

/** Whose words can be erased: those said, seen, found, watched and met about, and what is said of them. */
export const isErasable = (kind: string): boolean => ERASABLE.includes(kind) || isFieldKind(kind);

function speak({ voices }: Growing, { entry, position, author, recorded, body: { kind } }: Pick<Entered, 'entry' | 'position' | 'author' | 'recorded'> & { readonly body: { readonly kind: string } }, id: string | null, item: string | null): void {
  if (isErasable(kind)) voices.set(entry, { author, position, kind, recorded, id, item });
}

/** The item that a body brings or changes. */
function itemOf({ kind, content }: Body): string | null {
  switch (kind) {
    case 'statement': case 'report': case 'meeting': case 'finding': return content.id;
    case 'correction': return content.corrects;
    case 'withdrawal': return content.withdraws;
    default: return null;
  }
}

/** What an entry changes in the charter, and in who keeps the log. */
function keeping(state: ProcessState, { kind, content }: Entered['body'], source: Origin): Partial<ProcessState> {
  if (kind === 'freeze') return { frozen: true };
  if (kind === 'amendment') return amended(state, content, source);
  return kind === 'succession' ? { host: content.host, frozen: false } : {};
}

/** Evolves over entries in their order. */
export function fold(state: ProcessState, entries: Iterable<Entered>): ProcessState {
  let folded = state;
  for (const entered of entries) folded = evolve(folded, entered);
  return folded;
}

function add(state: Growing, { entry, body, released }: Entered, source: Origin): void {
  switch (body.kind) {
    case 'charter': return assert(false, 'the charter is entry 0');
    case 'accreditation': case 'amendment': case 'vocabulary': case 'gazetteer': case 'key': case 'revocation': case 'refusal': case 'freeze': case 'succession': case 'sealed': return lay(state, entry, body, source);
    case 'release': lay(state, entry, body, source); return release(state, body.content, released, source);
    case 'erasure': lay(state, entry, body, source); return erase(state, body.content, source);
    case 'geography': return put(state.geography, body.content.id, { value: body.content, source });
    case 'instrument': return put(state.instruments, body.content.id, { value: body.content, source });
    case 'signature': return put(state.signatures, body.content.id, { value: body.content, source });
    case 'commitment': return put(state.commitments, body.content.id, { value: body.content, source });
    case 'coverage': return put(state.coverage, body.content.id, { value: body.content, source });
    case 'correction': return correct(state, body.content, source);
    case 'withdrawal': return withdraw(state, body.content, source);
    case 'proposal': case 'answer': case 'agenda': case 'session': case 'draft': case 'minutes': case 'minutes-correction': case 'approval': case 'confirmation': case 'reservation': case 'challenge': case 'progress': return sit(state, body, source);
    case 'statement': case 'report': case 'meeting': case 'finding': case 'act': return put(state.items, body.content.id, { kind: body.kind, value: body.content, source, history: [] } as HeldItem);
    default: return lodge(state, body, source);
  }
}

/** Ground for later entries: who may act, what can be said, what places are called. */
function lay(state: Growing, entry: string, body: Exclude<GroundBody, { readonly kind: 'charter' }>, source: Origin): void {
  put(state.ground, entry, { value: body, source });
  switch (body.kind) {
    case 'accreditation': return enrol(state, body.content, source.position);
    case 'amendment': return body.content.changes.actors?.forEach((actor) => put(state.actors, actor.id, actor));
    case 'vocabulary': return body.content.facts.forEach((fact) => put(state.vocabulary, fact.id, fact));
    case 'gazetteer': return body.content.places.forEach((place) => put(state.places, place.id, place));
    case 'key': return rekey(state, body.content, source.position);
    case 'revocation': return revoke(state, body.content.participant, source.position);
    case 'refusal': return void state.refused.add(body.content.submission);
    case 'sealed': return put(state.sealed, body.content.digest, { entry, position: source.position, recorded: source.recorded, whole: false });
    case 'freeze': case 'succession': case 'release': case 'erasure': return;
  }
}

function enrol(state: Growing, person: Accreditation, position: number): void {
  if (person.replaces !== undefined) revoke(state, person.replaces, position);
  put(state.participants, person.key, person);
}

function rekey(state: Growing, { participant, key, proof, reading }: KeyChange, position: number): void {
  const person = latest(state, participant);
  assert(person !== undefined, `${participant} takes part`);
  silence(state, person.key, position);
  put(state.participants, key, { ...person, key, proof, ...(reading === undefined ? {} : { reading }) });
}

function revoke(state: Growing, participant: string, position: number): void {
  const person = speaking(state, participant);
  assert(person !== undefined, `${participant} takes part`);
  silence(state, person.key, position);
}

/** From the first entry that says so. */
function silence({ revoked }: Growing, key: string, position: number): void {
  if (!revoked.has(key)) revoked.set(key, position);
}

/** A letter that is released in whole counts as its author's, from its release on. */
function release(state: Growing, { sealed }: Release, released: Entered['released'], source: Origin): void {
  const letter = state.sealed.get(sealed), body = released?.body ?? null;
  if (letter === undefined || released === undefined || body === null) return;
  state.sealed.set(sealed, { ...letter, whole: true });
  const { entry, author, capacity, madeAt } = released;
  add(state, { entry, position: source.position, author, capacity, madeAt, recorded: source.recorded, body }, { ...source, author, capacity, madeAt });
  for (const name of [entry, caseIdOf(body)]) if (!state.positions.has(name)) state.positions.set(name, source.position);
}

/** What is left is what a copy comes to that never had the words. */
function erase(state: Growing, erasure: Erasure, source: Origin): void {
  for (const { entry } of erasure.entries) {
    put(state.erased, entry, { value: erasure, source });
    const voice = state.voices.get(entry);
    if (voice === undefined) continue;
    const { id, item, position, kind, author, recorded } = voice;
    put(state.withheld, entry, { position, kind, author, recorded });
    forget(state, entry);
    if (item !== null && state.items.get(item)?.source.entry === entry) state.items.delete(item);
    if (id !== null && state.coverage.get(id)?.source.entry === entry) state.coverage.delete(id);
    if (id !== null && state.positions.get(id) === voice.position) state.positions.delete(id);
    if (id !== null) state.forTable.delete(id);
  }
}

function put<Value>(map: Open<Value>, key: string, value: Value): void {
  map.set(key, value);
}

function correct(state: Growing, { corrects, replacement, reason }: Correction, source: Origin): void {
  const held = itemIn(state, corrects);
  const change: Change = { kind: 'correction', source, reason: inLanguage(reason, state.charter.languages).words, before: held.value };
  state.items.set(corrects, { ...held, value: replacement, history: [...held.history, change] } as HeldItem);
}

function withdraw(state: Growing, { withdraws, reason }: Withdrawal, source: Origin): void {
  const held = itemIn(state, withdraws);
  const change: Change = { kind: 'withdrawal', source, reason: inLanguage(reason, state.charter.languages).words, before: held.value };
  state.items.set(withdraws, { ...held, history: [...held.history, change] });
}

function itemIn({ items }: Growing, id: string): HeldItem {
  const held = items.get(id);
  assert(held !== undefined, `item ${id} is on the record before it is changed`);
  return held;
}
