import type { Text } from '#base';
import type { Account, ActorId, Instrument } from '#agreement';
import type { Change, HeldItem, ItemKind, Origin, ProcessState, Signature } from '#process';

/** What can stand on the timeline: everything said or seen, and the texts and signatures that commit. */
export type TimelineEntry =
  | HeldItem
  | { readonly kind: 'instrument'; readonly value: Instrument; readonly source: Origin; readonly history: readonly Change[] }
  | { readonly kind: 'signature'; readonly value: Signature; readonly source: Origin; readonly history: readonly Change[] };
export type TimelineKind = ItemKind | 'instrument' | 'signature';

/** Who speaks, takes part or is bound: the actors that an entry concerns, each also under the actor whose account theirs counts as. */
export function voicesOf(state: ProcessState, entry: TimelineEntry): readonly string[] {
  const named = [...namedIn(entry), ...accountsOf(entry).map((account) => account.by)];
  return [...new Set(named.flatMap((id) => wholes(state, id)))];
}

/** An actor, and those of whom it is a ministry, contingent or office, the last being the one whose account its own counts as. */
export function wholes(state: ProcessState, id: ActorId): readonly [ActorId, ...ActorId[]] {
  const found: [ActorId, ...ActorId[]] = [id];
  for (let above = state.actors.get(id)?.partOf; above !== undefined && !found.includes(above); above = state.actors.get(above)?.partOf) found.push(above);
  return found;
}

/** The actor whose account an account of `id` counts as. */
export const wholeOf = (state: ProcessState, id: ActorId): ActorId => wholes(state, id).at(-1) ?? id;

function namedIn(entry: TimelineEntry): readonly string[] {
  switch (entry.kind) {
    case 'instrument': return [...entry.value.parties, ...present(entry.value.issuedBy), ...(entry.value.assertedBy ?? [])];
    case 'signature': return [entry.value.actor];
    case 'meeting': return [...entry.value.participants, ...present(entry.value.proposedBy)];
    case 'finding': return [entry.value.body];
    default: return [];
  }
}

const present = (id: string | undefined): readonly string[] => (id === undefined ? [] : [id]);

/** The accounts that an entry carries; texts and signatures carry none. */
export function accountsOf(entry: TimelineEntry): readonly Account[] {
  return 'accounts' in entry.value ? entry.value.accounts : [];
}

/** The commitments that an entry names, moves, grades or - for a text and its signing - holds. */
export function commitmentsOf(state: ProcessState, entry: TimelineEntry): readonly string[] {
  if (entry.kind === 'instrument') return heldBy(state, entry.value.id);
  if (entry.kind === 'signature') return heldBy(state, entry.value.instrument);
  const accounts = entry.value.accounts;
  return [...new Set([
    ...(entry.value.commitments ?? []),
    ...accounts.flatMap((account) => [...(account.powers ?? []), ...(account.grades ?? [])].map((said) => said.commitment)),
    ...(entry.kind === 'act' ? entry.value.powers.map((act) => act.commitment) : []),
    ...(entry.kind === 'finding' ? (entry.value.determines ?? []).map((determined) => determined.commitment) : []),
  ])];
}

const heldBy = (state: ProcessState, instrument: string): readonly string[] =>
  [...state.commitments.values()].filter((held) => held.value.instrument === instrument).map((held) => held.value.id);

/** Every word of an entry that a reader can see, in every language: what a search looks through. */
export function wordsOf(state: ProcessState, entry: TimelineEntry): readonly string[] {
  const value = entry.value;
  const placeId = 'place' in value ? value.place : undefined;
  const place = placeId === undefined ? undefined : state.places.get(placeId);
  return [
    value.id,
    ...textsIn('title' in value ? value.title : undefined), ...textsIn('summary' in value ? value.summary : undefined),
    ...textsIn('note' in value ? value.note : undefined), ...textsIn('outcome' in value ? value.outcome : undefined),
    ...textsIn('statement' in value ? value.statement : undefined), ...textsIn('reservation' in value ? value.reservation : undefined),
    ...textsIn(place?.names), ...present('placeText' in value ? value.placeText : undefined),
    ...('agenda' in value ? value.agenda ?? [] : []).flatMap(textsIn),
    ...('ownWords' in value ? value.ownWords ?? [] : []),
    ...accountsOf(entry).flatMap((account) => [...textsIn(account.text), ...present(account.through), ...textsIn(state.actors.get(account.by)?.label)]),
    ...('sources' in value ? value.sources ?? [] : []).flatMap((source) => [...present(source.title), ...present(source.url)]),
  ];
}

const textsIn = (text: Text | undefined): readonly string[] => Object.values(text ?? {});

/** Whether every word looked for stands somewhere in the words, letter case and composition aside. */
export function mentions(words: readonly string[], sought: string): boolean {
  const haystack = fold(words.join('\n'));
  return fold(sought).split(/\s+/).every((word) => haystack.includes(word));
}

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
