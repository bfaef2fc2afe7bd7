import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as armenian } from '@orama/stemmers/armenian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stem as english } from 'porter2';

/** A word of a text: where it stands, and the form under which it is looked for. */
export interface Token {
  readonly from: number;
  readonly to: number;
  readonly stem: string;
}

/** Snowball's algorithms. Whoever has none here (Azerbaijani among them: there is none that is kept) is found by how a word begins. */
const STEMMERS: { readonly [language: string]: (word: string) => string } = { en: english, ru: russian, hy: armenian, ar: arabic };

/** Letters with their marks and what an apostrophe joins to them; or a number, its separators with it. */
const WORD = /\p{N}+(?:[.,]\p{N}+)*|\p{L}[\p{L}\p{M}\p{N}]*(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** Words are few and come again and again; of each language so many are kept. */
const KEPT = 100_000;
const stems = new Map<string, Map<string, string>>();

/** "ru" of "ru-RU". */
export const base = (language: string): string => language.split('-')[0] ?? language;
export const hasStems = (language: string): boolean => Object.hasOwn(STEMMERS, base(language));

/** The words of a text in a language, in its order. */
export function tokensOf(text: string, language: string): readonly Token[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ from: index, to: index + word.length, stem: stemOf(word, language) }));
}

/** The form of one word: in lower case, without the endings of its language. Where a language has no stemmer it is marked as a word of that language. */
export function stemOf(word: string, language: string): string {
  const tag = base(language), known = stems.get(tag) ?? new Map<string, string>(), before = known.get(word);
  if (before !== undefined) return before;
  const made = formOf(word, tag);
  if (known.size >= KEPT) known.clear();
  stems.set(tag, known.set(word, made));
  return made;
}

function formOf(word: string, tag: string): string {
  if (/^\p{N}/u.test(word)) return word.replace(/[.,]/g, '');
  const small = word.toLocaleLowerCase(tag).replace(/[’ʼ]/g, "'").normalize('NFC'), stemmer = STEMMERS[tag];
  return stemmer === undefined ? `${tag}~${small}` : stemmer(small);
}

/** Words that a question is not about. A question of nothing else is about them. */
const SMALL: { readonly [language: string]: string } = {
  en: 'a an and are as at be been but by for from had has have in is it its not of on or that the their there they this to was were which who will with',
  ru: 'а без бы был была были было в во все для до же за и из или к как ко на не но о об от по под при с со так также то у что это',
  hy: 'և եւ է են էր էին որ ու կամ մեջ համար ից մի այս այդ',
  az: 'və ilə bu o da də ki üçün bir olan isə ya',
  ar: 'في من على إلى عن أن إن هذا هذه التي الذي و أو ما لا مع',
};
const small = new Set(Object.values(SMALL).flatMap((words) => words.split(' ')));
export const isSmall = (word: string): boolean => small.has(word.toLowerCase());
