import { assert, inLanguage } from '#base';
import type { Correction, Entered, KeyChange, Withdrawal } from './bodies.ts';
import { latest, speaking } from './keys.ts';
import { originOf } from './known.ts';
import { caseIdOf } from './rules.ts';
import type { Change, GroundBody, HeldItem, Origin, ProcessState } from './state.ts';

/** The state with its maps open: only here. */
type Growing = { readonly [K in keyof ProcessState]: ProcessState[K] extends ReadonlyMap<infer Key, infer Value> ? Map<Key, Value> : ProcessState[K] extends ReadonlySet<infer Value> ? Set<Value> : ProcessState[K] };

/**
 * The state after an entry that the rules admitted. The state given is consumed: its maps grow in place, so that 100,000 entries fold in about a second.
 * Keep the new one, and what you took out of the maps, which never changes. An entry that the rules would refuse breaks an invariant, or worse; `decide` first what is not known to be admitted.
 */
export function evolve(state: ProcessState, entered: Entered): ProcessState {
  assert(entered.position === state.size, `entry ${entered.position} follows on ${state.size} entries`);
  assert(!state.positions.has(entered.entry), `entry ${entered.entry} comes once`);
  const growing = state as Growing, source = originOf(state, entered), id = caseIdOf(entered.body);
  add(growing, entered, source);
  growing.positions.set(entered.entry, entered.position);
  if (!growing.positions.has(id)) growing.positions.set(id, entered.position);
  return { ...state, ...keeping(entered.body), size: state.size + 1, recorded: entered.recorded };
}

/** The state after an entry whose body this copy may not have: it has its place, and says nothing. */
export function passOver(state: ProcessState, { entry, position, recorded }: Pick<Entered, 'entry' | 'position' | 'recorded'>): ProcessState {
  assert(position === state.size, `entry ${position} follows on ${state.size} entries`);
  (state as Growing).positions.set(entry, position);
  return { ...state, size: state.size + 1, recorded };
}

/** What an entry changes in who keeps the log. */
function keeping({ kind, content }: Entered['body']): Partial<Pick<ProcessState, 'host' | 'frozen'>> {
  if (kind === 'freeze') return { frozen: true };
  return kind === 'succession' ? { host: content.host, frozen: false } : {};
}

/** Evolves over entries in their order. */
export function fold(state: ProcessState, entries: Iterable<Entered>): ProcessState {
  let folded = state;
  for (const entered of entries) folded = evolve(folded, entered);
  return folded;
}

function add(state: Growing, { entry, body }: Entered, source: Origin): void {
  switch (body.kind) {
    case 'charter': return assert(false, 'the charter is entry 0');
    case 'accreditation': case 'vocabulary': case 'gazetteer': case 'key': case 'revocation': case 'refusal': case 'freeze': case 'succession': return lay(state, entry, body, source);
    case 'geography': return put(state.geography, body.content.id, { value: body.content, source });
    case 'instrument': return put(state.instruments, body.content.id, { value: body.content, source });
    case 'signature': return put(state.signatures, body.content.id, { value: body.content, source });
    case 'commitment': return put(state.commitments, body.content.id, { value: body.content, source });
    case 'coverage': return put(state.coverage, body.content.id, { value: body.content, source });
    case 'correction': return correct(state, body.content, source);
    case 'withdrawal': return withdraw(state, body.content, source);
    default: return put(state.items, body.content.id, { kind: body.kind, value: body.content, source, history: [] } as HeldItem);
  }
}

/** Ground for later entries: who may act, what can be said, what places are called. */
function lay(state: Growing, entry: string, body: Exclude<GroundBody, { readonly kind: 'charter' }>, source: Origin): void {
  put(state.ground, entry, { value: body, source });
  switch (body.kind) {
    case 'accreditation': return put(state.participants, body.content.key, body.content);
    case 'vocabulary': return body.content.facts.forEach((fact) => put(state.vocabulary, fact.id, fact));
    case 'gazetteer': return body.content.places.forEach((place) => put(state.places, place.id, place));
    case 'key': return rekey(state, body.content);
    case 'revocation': return revoke(state, body.content.participant);
    case 'refusal': return void state.refused.add(body.content.submission);
    case 'freeze': case 'succession': return;
  }
}

function rekey(state: Growing, { participant, key, proof }: KeyChange): void {
  const person = latest(state, participant);
  assert(person !== undefined, `${participant} takes part`);
  state.revoked.add(person.key);
  put(state.participants, key, { ...person, key, proof });
}

function revoke(state: Growing, participant: string): void {
  const person = speaking(state, participant);
  assert(person !== undefined, `${participant} takes part`);
  state.revoked.add(person.key);
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
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
