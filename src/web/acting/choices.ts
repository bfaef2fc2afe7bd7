import type { Text } from '#base';
import type { Field, Source } from '../acts/act.ts';
import { actorLabel, placeLabel } from '../components/names.tsx';
import { whoIs } from '../components/person.ts';
import type { Visit } from '../visit.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What is on record of a kind, newest first where it has a time, and in the reader's words. */
export function choicesOf(visit: Visit, from: Source): readonly Choice[] {
  const { words, dossier: { state } } = visit;
  const titled = (things: Iterable<{ readonly value: { readonly id: string; readonly title: Text } }>): readonly Choice[] => [...things].map(({ value }) => ({ value: value.id, label: `${words.text(value.title).words} (${value.id})` }));
  const people = [...new Map([...state.participants.values()].filter(({ key }) => !state.revoked.has(key)).map((person) => [person.id, person])).values()];
  switch (from) {
    case 'actors': case 'parties': return [...state.actors.values()].filter(({ kind }) => from === 'actors' || kind === 'party').map(({ id }) => ({ value: id, label: actorLabel(visit, id) }));
    case 'participants': case 'challenges': return people.map((person) => ({ value: person.id, label: whoIs(visit, person) }));
    case 'places': return [...state.places.values()].map(({ id }) => ({ value: id, label: placeLabel(visit, id) }));
    case 'languages': return state.charter.languages.map((tag) => ({ value: tag, label: languageName(visit, tag) }));
    case 'instruments': case 'clauses': return titled(state.instruments.values());
    case 'commitments': return titled(state.commitments.values());
    case 'asserted': return titled([...state.commitments.values()].filter(({ value }) => (value.assertedBy?.length ?? 0) > 0));
    case 'items': return [...state.items.values()].toReversed().map(({ value }) => ({ value: value.id, label: `${shortened(words.text(value.summary).words)} (${value.id})` }));
    default: return [];
  }
}

const MOST = 90;
const shortened = (text: string): string => (text.length > MOST ? `${text.slice(0, MOST)}…` : text);

/** "Armenian", or the tag itself where nobody has a name for it. */
export const languageName = ({ words: { locale } }: Visit, tag: string): string => new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;

/** The choices of a field: from the record, or a fixed list in words. */
export function choicesFor(visit: Visit, field: Extract<Field, { readonly from: unknown }>): readonly Choice[] {
  return typeof field.from === 'string' ? choicesOf(visit, field.from) : field.from.map((value) => ({ value, label: optionLabel(visit, value) }));
}

function optionLabel({ words }: Visit, value: string): string {
  const key = [`act.option.${value}`, `capacity.${value}`, `track.${value}`].find((one) => words.has(one));
  return key === undefined ? `${value.slice(0, 1).toUpperCase()}${value.slice(1).replaceAll('-', ' ')}` : words.say(key);
}
