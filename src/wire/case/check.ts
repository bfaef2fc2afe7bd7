import { byCodeUnits } from '#base';
import type { Fact, Instrument } from '#agreement';
import type { Facts, Path } from '../problems.ts';
import type { Reference } from './references.ts';

/** What the references of a case are looked up in. Ids of items that could not be read count as known: their own problems are named elsewhere. */
export interface Directory {
  readonly ids: { readonly [room in Room]: ReadonlySet<string> };
  readonly facts: ReadonlyMap<string, Fact>;
  readonly instruments: ReadonlyMap<string, Instrument>;
}
export type Room = 'actor' | 'fact' | 'place' | 'instrument' | 'commitment' | 'item';

export interface Miss {
  readonly code: string;
  readonly path: Path;
  readonly facts: Facts;
}

/** What is wrong with a reference: the thing is not there, or a fact's keys or times are not those of the vocabulary. */
export function misses(reference: Reference, directory: Directory): readonly Miss[] {
  const { path } = reference;
  switch (reference.to) {
    case 'fact': return factMisses(reference.pattern.fact, reference.pattern.of ?? {}, path, directory, false, reference.distinct);
    case 'said': return [...factMisses(reference.assertion.fact, reference.assertion.of, path, directory, true), ...timeMisses(reference, directory)];
    case 'clause': return clauseMisses(reference, directory);
    case 'charge': return directory.ids.commitment.has(reference.id) || directory.ids.instrument.has(reference.id) ? [] : [unknown('commitment', reference.id, path)];
    default: return directory.ids[reference.to].has(reference.id) ? [] : [unknown(reference.to, reference.id, path)];
  }
}

const unknown = (room: string, id: string, path: Path): Miss => ({ code: `${room}.unknown`, path, facts: { id } });

function clauseMisses({ id, instrument, path }: Extract<Reference, { to: 'clause' }>, { instruments }: Directory): readonly Miss[] {
  const text = instruments.get(instrument);
  return text === undefined || text.clauses.some((clause) => clause.id === id) ? [] : [{ code: 'clause.unknown', path, facts: { id, instrument } }];
}

function factMisses(id: string, of: { readonly [key: string]: string }, path: Path, { ids, facts }: Directory, exactly: boolean, distinct?: string): readonly Miss[] {
  if (!ids.fact.has(id)) return [unknown('fact', id, [...path, 'fact'])];
  const fact = facts.get(id);
  if (fact === undefined) return [];
  const given = Object.keys(of), wanted = fact.keys;
  const wrong = given.some((key) => !wanted.includes(key)) || (exactly && wanted.some((key) => !given.includes(key)));
  const strange = distinct !== undefined && !wanted.includes(distinct) ? [keysMiss(fact, [distinct], path)] : [];
  return [...(wrong ? [keysMiss(fact, given, [...path, 'of'])] : []), ...strange];
}

const keysMiss = ({ id, keys }: Fact, given: readonly string[], path: Path): Miss =>
  ({ code: 'fact.keys', path, facts: { fact: id, wanted: sorted(keys), given: sorted(given) } });
const sorted = (keys: readonly string[]): string => keys.length === 0 ? 'none' : keys.toSorted(byCodeUnits).join(', ');

/** An event happens `at` a time; a state is so `from` a time. */
function timeMisses({ assertion, path }: Extract<Reference, { to: 'said' }>, { facts }: Directory): readonly Miss[] {
  const fact = facts.get(assertion.fact);
  const wrong = fact?.kind === 'event' ? 'from' : fact?.kind === 'state' ? 'at' : undefined;
  return fact === undefined || wrong === undefined || assertion[wrong] === undefined ? [] : [{ code: 'fact.time', path: [...path, wrong], facts: { fact: fact.id, kind: fact.kind } }];
}
