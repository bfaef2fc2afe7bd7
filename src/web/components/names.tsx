import type { JSX } from 'preact';
import type { Assertion, Keys } from '#agreement';
import type { Place } from '#process';
import type { Words } from '#words';
import { namesOf } from '#views';
import type { Visit } from '../visit.ts';
import { InWords } from './text.tsx';

/** The neutral label of an actor. */
export function ActorName({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element {
  const actor = visit.dossier.state.actors.get(id);
  return actor === undefined ? <bdi>{id}</bdi> : <InWords text={actor.label} words={visit.words} />;
}

/** The label of an actor as plain text, for sentences, choices and titles. */
export function actorLabel(visit: Visit, id: string): string {
  const actor = visit.dossier.state.actors.get(id);
  return actor === undefined ? id : visit.words.text(actor.label).words;
}

/** How the reader wants places named: every side's name unless the address says otherwise. */
export const namingOf = (visit: Pick<Visit, 'url'>): string => visit.url.searchParams.get('names') ?? 'both';

const languagesOf = (words: Words): readonly string[] => [words.locale, 'en'];
/** `en-hy` marks a side's name in Latin letters; its language for browsers and screen readers is only `en`. */
const langOf = (tag: string): string => tag.split('-')[0] ?? tag;

/** A place in both sides' names, in the order of their code. */
export function PlaceName({ visit, place }: { readonly visit: Visit; readonly place: Place }): JSX.Element {
  const names = namesOf(place.names, namingOf(visit), languagesOf(visit.words));
  return <>{names.map(({ tag, words }, index) => <>{index === 0 ? null : ' / '}<bdi lang={langOf(tag)}>{words}</bdi></>)}</>;
}

/** The same as plain text. */
export function placeLabel(visit: Visit, id: string): string {
  const place = visit.dossier.state.places.get(id);
  return place === undefined ? id : namesOf(place.names, namingOf(visit), languagesOf(visit.words)).map((name) => name.words).join(' / ');
}

/** A value of a key of the vocabulary, by the name that the record has for it: a place, an actor, a line on the map; else the value itself. */
export function subjectLabel(visit: Visit, id: string): string {
  const { places, actors, geography } = visit.dossier.state;
  if (places.has(id)) return placeLabel(visit, id);
  if (actors.has(id)) return actorLabel(visit, id);
  const line = geography.get(id);
  return line === undefined ? `${id.slice(0, 1).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}` : visit.words.text(line.value.title).words;
}

/** Which instance a fact speaks of, without the keys that the page around it names already. */
export function keysLabel(visit: Visit, of: Keys, named: readonly string[] = []): string {
  const shown = Object.entries(of).filter(([key]) => !named.includes(key)).map(([key, value]) => `${key.replaceAll('-', ' ')}: ${subjectLabel(visit, value)}`);
  return shown.join(', ');
}

/** One thing that an account says, in the sentence of the vocabulary, with its time. */
export function FactSaid({ visit, said }: { readonly visit: Visit; readonly said: Assertion }): JSX.Element {
  const { words, dossier } = visit;
  const fact = dossier.state.vocabulary.get(said.fact);
  const keys = keysLabel(visit, said.of);
  const holds = said.holds ?? true;
  const quantity = said.quantity === undefined ? null : words.say(`quantity.${said.quantity.bound ?? 'exactly'}`, { value: said.quantity.value, unit: said.quantity.unit });
  return (
    <>
      {fact === undefined ? <bdi>{said.fact}</bdi> : <InWords text={holds ? fact.holds : fact.holdsNot} words={words} />}
      {keys === '' ? null : <> <bdi>({keys})</bdi></>}
      {quantity === null ? null : `, ${quantity}`}
      {`, ${timeSaid(words, said)}`}
    </>
  );
}

function timeSaid(words: Words, { at, from, to }: Assertion): string {
  if (at !== undefined) return words.when(at);
  if (from === undefined) return '';
  return to === undefined ? words.say('said.from', { from: words.when(from) }) : words.say('said.between', { from: words.when(from), to: words.when(to) });
}
