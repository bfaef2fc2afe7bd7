import { byCodeUnits, endOf, span } from '#base';
import type { Instant, Text, When } from '#base';
import type { Commitment } from '#agreement';
import type { Document, Held, ProcessState } from '#process';
import { PlaceNames } from './question.ts';
import { base, isSmall, tokensOf } from './stems.ts';

/** A commitment on which a sentence may bear, and why: words that it shares with the commitment's title, the words that it rests on and the facts that decide it; places that both name. */
export interface Suggested {
  readonly commitment: string;
  readonly words: readonly string[];
  readonly places: readonly string[];
}

/** A commitment as its words, places and beginning. */
interface Profile {
  readonly id: string;
  readonly stems: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  readonly begun: Instant | null;
}

const MOST = 3;
/** One word may be chance; with a place it hardly is. */
const WORDS_NEEDED = 2;
const SHORT = 3;

/**
 * For each sentence of a document the commitments on which it may bear: a help to whoever judges it, never a link by itself.
 * Left out is what was not owed yet when the document was published, and what is known later than `known`.
 */
export function suggestionsIn(state: ProcessState, document: Document, known: Instant): readonly (readonly Suggested[])[] {
  const profiles = profilesOf(state, base(document.language), known), names = new PlaceNames(state), when = document.period?.to ?? document.date, told = when === undefined ? null : instantOf(state, when);
  const owed = profiles.filter(({ begun }) => begun === null || told === null || begun < told);
  const weight = (stem: string): number => Math.log(1 + owed.length / Math.max(1, owed.filter(({ stems }) => stems.has(stem)).length));
  return document.sentences.map((sentence) => {
    const words = new Map(tokensOf(sentence, document.language).map(({ from, to, stem }) => [stem, sentence.slice(from, to)] as const).filter(([, word]) => isTelling(word))), places = placesNamed(sentence, names);
    const found = owed.flatMap((profile) => {
      const stems = [...words.keys()].filter((stem) => profile.stems.has(stem)), there = places.filter((id) => profile.places.has(id));
      return stems.length >= WORDS_NEEDED || (there.length > 0 && stems.length > 0) ? [{ score: stems.reduce((sum, stem) => sum + weight(stem), 0) + there.length, suggested: { commitment: profile.id, words: stems.map((stem) => words.get(stem) ?? ''), places: there } }] : [];
    });
    return found.toSorted((a, b) => b.score - a.score || byCodeUnits(a.suggested.commitment, b.suggested.commitment)).slice(0, MOST).map(({ suggested }) => suggested);
  });
}

const isTelling = (word: string): boolean => word.length >= SHORT && !isSmall(word) && !/\p{N}/u.test(word);

function instantOf({ charter: { zone } }: ProcessState, when: When): Instant | null {
  const read = span(when, zone);
  return read.ok ? endOf(read.value) : null;
}

function placesNamed(sentence: string, names: PlaceNames): readonly string[] {
  const words = tokensOf(sentence, 'und').map(({ from, to }) => sentence.slice(from, to));
  return [...new Set(words.flatMap((_, index) => names.at(words, index)?.ids ?? []))];
}

function profilesOf(state: ProcessState, language: string, known: Instant): readonly Profile[] {
  return [...state.commitments.values()].filter(({ source }) => source.known <= known).map((held) => profileOf(state, held, language));
}

function profileOf(state: ProcessState, { value }: Held<Commitment>, language: string): Profile {
  const instrument = state.instruments.get(value.instrument)?.value, named = new Set(stringsIn(value));
  const facts = [...state.vocabulary.values()].filter(({ id }) => named.has(id)), texts: readonly (Text | undefined)[] = [value.title, value.quote, ...facts.flatMap(({ label, holds, holdsNot }) => [label, holds, holdsNot])];
  const words = texts.flatMap((text) => Object.entries(text ?? {}).flatMap(([tag, said]) => (base(tag) === language ? [said] : [])));
  return {
    id: value.id, places: new Set([...named].filter((id) => state.places.has(id))), begun: instrument === undefined ? null : startOf(state, instrument.date),
    stems: new Set(words.flatMap((said) => tokensOf(said, language).flatMap(({ from, to, stem }) => (isTelling(said.slice(from, to)) ? [stem] : [])))),
  };
}

function startOf({ charter: { zone } }: ProcessState, when: When): Instant | null {
  const read = span(when, zone);
  return read.ok ? read.value.from : null;
}

function* stringsIn(value: unknown): Iterable<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* stringsIn(inner);
}
