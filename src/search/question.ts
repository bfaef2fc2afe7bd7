import type { Query } from 'minisearch';
import type { ProcessState } from '#process';
import { hasStems, isSmall, stemOf, tokensOf } from './stems.ts';

/** A word that is asked for, or the name of a place in several words: any of its forms will do. */
export interface Wanted {
  readonly query: Query;
  /** Forms to mark in what is found. */
  readonly stems: ReadonlySet<string>;
  /** Beginnings to mark, in languages without stems. */
  readonly beginnings: readonly string[];
}

/** Marks of a place in the index: no word of a text begins with it. */
export const placeTerm = (id: string): string => `@${id}`;

/** So few letters begin too much. */
const BEGINNING = 3;

/** A question in words: each in every language that the index has, for nobody says in which they ask; the name of a place in all its forms, of whatever side. */
export function wantedIn(text: string, languages: readonly string[], places: PlaceNames): readonly Wanted[] {
  const words = tokensOf(text, 'und').map(({ from, to }) => text.slice(from, to)), wanted: (Wanted & { readonly small: boolean })[] = [];
  for (let index = 0; index < words.length;) {
    const named = places.at(words, index), own = words.slice(index, index + Math.max(1, named?.length ?? 1)).map((word) => wordWanted(word, languages));
    wanted.push({ ...(named === null ? own[0] as Wanted : placeWanted(named.ids, own, places)), small: named === null && isSmall(words[index] ?? '') });
    index += own.length;
  }
  const telling = wanted.filter(({ small }) => !small);
  return telling.length > 0 ? telling : wanted;
}

function wordWanted(word: string, languages: readonly string[]): Wanted {
  const stems = new Set(languages.map((language) => stemOf(word, language))), open = languages.filter((language) => !hasStems(language) && word.length >= BEGINNING).map((language) => stemOf(word, language)).filter((stem) => stem.includes('~'));
  const queries: readonly Query[] = [...[...stems].map((stem): Query => ({ queries: [stem] })), ...open.map((stem): Query => ({ queries: [stem], prefix: true }))];
  return { query: { combineWith: 'OR', queries: [...queries] }, stems, beginnings: open };
}

function placeWanted(ids: readonly string[], own: readonly Wanted[], places: PlaceNames): Wanted {
  const names = ids.flatMap((id) => places.namesOf(id)), asked: Query = { combineWith: 'AND', queries: own.map(({ query }) => query) };
  const forms = names.map((stems): Query => ({ combineWith: 'AND', queries: [...stems] }));
  return { query: { combineWith: 'OR', queries: [asked, ...ids.map(placeTerm), ...forms] }, stems: new Set([...own.flatMap(({ stems }) => [...stems]), ...names.flat()]), beginnings: own.flatMap(({ beginnings }) => beginnings) };
}

/** The names of places in every form, for finding what is told of a place under another name. */
export class PlaceNames {
  readonly #byStem = new Map<string, { readonly id: string; readonly stems: readonly string[] }[]>();
  readonly #names = new Map<string, readonly (readonly string[])[]>();

  constructor({ places }: Pick<ProcessState, 'places'>) {
    for (const [id, { names }] of places) {
      const forms = Object.entries(names).map(([language, name]) => tokensOf(name, language).map(({ stem }) => stem)).filter((stems) => stems.length > 0);
      this.#names.set(id, forms);
      for (const stems of forms) this.#byStem.set(stems[0] ?? '', [...this.#byStem.get(stems[0] ?? '') ?? [], { id, stems }]);
    }
  }

  namesOf(id: string): readonly (readonly string[])[] {
    return this.#names.get(id) ?? [];
  }

  /** The longest name that begins with this word, and whose it is. */
  at(words: readonly string[], from: number): { readonly ids: readonly string[]; readonly length: number } | null {
    const forms = (word: string): readonly string[] => [...new Set(['en', 'ru', 'hy', 'ar', 'az'].map((language) => stemOf(word, language)))];
    const named = forms(words[from] ?? '').flatMap((stem) => this.#byStem.get(stem) ?? []).filter(({ stems }) => stems.every((stem, index) => forms(words[from + index] ?? '').includes(stem)));
    const length = Math.max(0, ...named.map(({ stems }) => stems.length));
    return length === 0 ? null : { ids: [...new Set(named.filter(({ stems }) => stems.length === length).map(({ id }) => id))], length };
  }
}
