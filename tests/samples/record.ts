import { assert, span } from '#base';
import { untouchedField, untouchedTable } from '#process';
import type { Account, Actor, Commitment, Fact, Instrument } from '#agreement';
import type { Change, Charter, Coverage, Geography, Held, HeldItem, ItemKind, ItemOf, Origin, Place, ProcessState, Signature } from '#process';

/** A small record written by hand, for the tests of views and pages. Times are civil days of UTC+04:00. */
export interface TestRecord {
  readonly actors?: readonly Actor[];
  readonly facts?: readonly Fact[];
  readonly places?: readonly Place[];
  readonly geography?: readonly Geography[];
  readonly instruments?: readonly Instrument[];
  readonly commitments?: readonly Commitment[];
  readonly signatures?: readonly Signature[];
  readonly coverage?: readonly Coverage[];
  readonly items?: readonly HeldItem[];
}

const ZONE = 'UTC+04:00';

export function testRecord(parts: TestRecord): ProcessState {
  const held = <T extends { readonly id: string }>(values: readonly T[] = []): ReadonlyMap<string, Held<T>> => new Map(values.map((value, index) => [value.id, { value, source: origin('2000-01-01', index) }]));
  const byId = <T extends { readonly id: string }>(values: readonly T[] = []): ReadonlyMap<string, T> => new Map(values.map((value) => [value.id, value]));
  return {
    process: 'p', charter: CHARTER, size: 1, participants: new Map(), positions: new Map(), ...untouchedTable(), ...untouchedField(),
    actors: byId(parts.actors), vocabulary: byId(parts.facts), places: byId(parts.places), geography: held(parts.geography), instruments: held(parts.instruments),
    commitments: held(parts.commitments), signatures: held(parts.signatures), coverage: held(parts.coverage), items: byId(parts.items?.map((item) => ({ ...item, id: item.value.id }))),
  } as ProcessState;
}

const CHARTER: Charter = {
  kind: 'live', title: { en: 'Test' }, purpose: { en: 'Test' }, zone: ZONE, languages: ['en'], rules: 1, evaluator: 1, zoneTable: 'none', evidenceWindow: 'P7D', host: { key: 'key-host', delay: 'PT1H' }, actors: [], participants: [],
};

/** The first second of a day, as an excluded bound: nothing of that day counts. */
export function dayStart(day: string): number {
  const found = span(day, ZONE);
  assert(found.ok, 'the test names a day');
  return found.value.from;
}

/** Where an entry came from, known from the start of a day. */
export function origin(known: string, position = 0): Origin {
  const at = dayStart(known);
  return { entry: `e${position}`, position, author: 'a', capacity: 'editor', madeAt: at, recorded: at, known: at };
}

/** An item known from the day it speaks of, unless `known` says otherwise. */
export function heldItem<K extends ItemKind>(kind: K, value: Partial<ItemOf[K]> & { readonly id: string; readonly date: string }, more: { readonly known?: string; readonly position?: number; readonly history?: readonly Change[] } = {}): HeldItem {
  const whole = { summary: { en: value.id }, accounts: [], ...value };
  return { kind, value: whole, source: origin(more.known ?? value.date, more.position ?? 0), history: more.history ?? [] } as unknown as HeldItem;
}

export function asserts(by: string, more: Partial<Account> = {}): Account {
  return { by, stance: 'asserts', ...more };
}
