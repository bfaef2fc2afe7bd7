import type { Text } from '#base';
import { byCodeUnits, inLanguage } from '#base';
import type { Instrument } from '#agreement';
import type { Held, Origin } from '#process';
import type { Block, Phrase } from '#wire';
import type { Words } from '#words';
import type { Dossier } from '../app.ts';

/** A text of the record on paper, with what it takes to put it on: whose copy, in which words, proven by which entries. */
export interface Printed {
  readonly dossier: Dossier;
  readonly text: Held<Instrument>;
  /** Parties with the owner of this copy first: each side's copy names it first (alternat), the others in the order of their ids. */
  readonly parties: readonly string[];
  readonly words: Words;
}

/** An entry that the paper rests on, and what it is there for: a key of `papers.proof.…`. */
export interface Rest {
  readonly what: 'text' | 'correction' | 'approval' | 'signature' | 'reservation';
  readonly source: Origin;
}

export const nameOf = ({ dossier: { state }, words }: Printed, actor: string, language: string = words.locale): Phrase => phrase(state.actors.get(actor)?.label ?? { und: actor }, language, words);

export function phrase(text: Text, language: string, words: Words): Phrase {
  const found = inLanguage(text, [language, words.locale, 'en']);
  return { words: found.words, language: found.language };
}

/** A sentence of ours, in the reader's language. */
export const plain = (words: Words, said: string): Phrase => ({ words: said, language: words.locale });

/** Words in every language that they have, each on its own line. */
export const quoted = (text: Text): readonly Block[] => Object.keys(text).sort(byCodeUnits).map((language): Block => ({ kind: 'quote', phrases: [{ words: text[language] as string, language }] }));

export const headed = (words: Words, key: string): Block => ({ kind: 'heading', phrases: [plain(words, words.say(key))] });
