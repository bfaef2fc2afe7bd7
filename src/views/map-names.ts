import type { Text } from '#base';
import { byCodeUnits } from '#base';

/** A name and the tag it stands under in the gazetteer: `az` (a language) or `en-az` (one side's name in Latin letters). */
export interface Name {
  readonly tag: string;
  readonly words: string;
}

/** `both`: every side's name, in the order of the tags' code, which favours nobody. Else the names under one tag. */
export type Naming = string;

/** The names of a place as the reader asked, never none: where a tag has no name here, all sides' names stand instead. Equal names are written once. */
export function namesOf(names: Text, naming: Naming, languages: readonly string[]): readonly Name[] {
  const one = names[naming];
  if (one !== undefined) return [{ tag: naming, words: one }];
  const all = Object.keys(names).sort(byCodeUnits).map((tag) => ({ tag, words: names[tag] as string }));
  for (const language of languages) {
    const sides = all.filter(({ tag }) => tag.startsWith(`${language}-`));
    if (sides.length > 0) return distinct(sides);
    const plain = all.filter(({ tag }) => tag === language);
    if (plain.length > 0) return plain;
  }
  return distinct(all);
}

function distinct(names: readonly Name[]): readonly Name[] {
  return names.filter(({ words }, index) => names.findIndex((other) => other.words === words) === index);
}
