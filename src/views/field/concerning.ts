import type { Result } from '#base';
import { ok, refuse } from '#base';
import type { AsOf } from '#compliance';
import type { HeldItem, HeldMatter, ProcessState } from '#process';
import { commitmentsOf } from '../timeline-entry.ts';
import { claimsUpon } from './claims.ts';
import { REGISTERS, registerRows } from './registers.ts';
import type { RegisterName } from './registers.ts';

/** What somebody follows: a place, a commitment, a register, or what is claimed in public. */
export type Topic =
  | { readonly of: 'place' | 'commitment'; readonly id: string }
  | { readonly of: 'register'; readonly id: RegisterName }
  | { readonly of: 'claims'; readonly id: '' };

/** `place:pass`, `commitment:SU-5a`, `register:corridors`, `claims`. Refuses `follow.topic`: what is not on this record. */
export function topicOf({ places, commitments }: ProcessState, written: string): Result<Topic> {
  const [of = '', ...rest] = written.split(':'), id = rest.join(':');
  if (of === 'place' && places.has(id)) return ok({ of, id });
  if (of === 'commitment' && commitments.has(id)) return ok({ of, id });
  if (of === 'register' && REGISTERS.some((name) => name === id)) return ok({ of, id: id as RegisterName });
  return of === 'claims' && id === '' ? ok({ of, id }) : refuse('follow.topic', { topic: written.slice(0, 100) });
}

/** Positions of the entries that concern a topic: the things themselves, their corrections and withdrawals, and everything said of them, in their order. */
export function concerning(state: ProcessState, topic: Topic, asOf: AsOf): readonly number[] {
  const found = new Set<number>(), seen = new Set<string>();
  const add = ({ position, known }: { readonly position: number; readonly known: number }): void => { if (known <= asOf.known) found.add(position); };
  const gather = (id: string): void => {
    if (seen.has(id)) return;
    seen.add(id);
    const item = state.items.get(id), matter = state.matters.get(id), commitment = state.commitments.get(id);
    for (const held of [item, matter, commitment]) if (held !== undefined) add(held.source);
    for (const { source } of item?.history ?? []) add(source);
    for (const one of state.upon.get(id) ?? []) gather(one.value.id);
  };
  for (const id of idsOf(state, topic, asOf)) gather(id);
  return [...found].sort((a, b) => a - b);
}

function idsOf(state: ProcessState, topic: Topic, asOf: AsOf): readonly string[] {
  const items = [...state.items.values()], matters = [...state.matters.values()];
  switch (topic.of) {
    case 'place': return [...items.filter((item) => isAt(item, topic.id)), ...matters.filter((matter) => liesAt(matter, topic.id))].map(({ value }) => value.id);
    case 'commitment': return [topic.id, ...items.filter((item) => commitmentsOf(state, item).includes(topic.id)).map(({ value }) => value.id), ...claimsUpon(state, topic.id, asOf).map(({ claim }) => claim.value.id), ...(state.upon.get(topic.id) ?? []).flatMap((one) => (one.kind === 'link' && one.value.bears ? [one.value.item] : []))];
    case 'register': return registerRows(state, { valid: Number.MAX_SAFE_INTEGER, known: asOf.known }, topic.id).filter(({ held }) => held.kind !== 'person').map(({ held }) => held.value.id);
    case 'claims': return matters.flatMap(({ kind, value }) => (kind === 'claim' || kind === 'split' ? [value.id] : []));
  }
}

const isAt = ({ value }: HeldItem, place: string): boolean =>
  value.place === place || ('passage' in value && value.passage?.corridor === place) || ('outage' in value && value.outage?.service === place);

/** Files on people are followed by nobody through a place. */
const liesAt = ({ kind, value }: HeldMatter, place: string): boolean => kind !== 'person' && 'place' in value && value.place === place;
