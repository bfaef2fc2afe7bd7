import type { Clause, Source, Variant } from '#agreement';
import type { Text } from '#base';
import { byCodeUnits } from '#base';

/** One published wording of a clause in one language, cut where it parts from the others of that language. */
export interface Wording {
  /** Who published it, in words or as an actor's id. */
  readonly by: string;
  readonly source: Source | null;
  readonly note: Text | null;
  readonly pieces: readonly Piece[];
}

export interface Piece {
  readonly words: string;
  /** Not in every wording of this language. No wording is the measure of the others. */
  readonly differs: boolean;
}

/** The published wordings of a clause by language, languages and publishers in the order of their ids. */
export function wordings({ variants = [] }: Clause): readonly { readonly language: string; readonly wordings: readonly Wording[] }[] {
  const languages = [...new Set(variants.flatMap(({ text }) => Object.keys(text)))].toSorted(byCodeUnits);
  return languages.map((language) => ({ language, wordings: compared(variants.filter(({ text }) => text[language] !== undefined), language) }));
}

function compared(variants: readonly Variant[], language: string): readonly Wording[] {
  const sorted = variants.toSorted((a, b) => byCodeUnits(a.by, b.by));
  const texts = sorted.map(({ text }) => tokens(text[language] as string));
  const shared = texts.reduce<readonly string[] | null>((common, text) => (common === null ? null : commonWords(common, text)), texts[0] ?? null);
  return sorted.map(({ by, source, note }, index) => ({ by, source: source ?? null, note: note ?? null, pieces: pieces(texts[index] as readonly string[], shared) }));
}

/** Words, signs and the space between them; joined again they are the text. */
const tokens = (text: string): readonly string[] => text.normalize('NFC').match(/[\p{L}\p{N}\p{M}'’]+|\s+|[^\s\p{L}\p{N}\p{M}]/gu) ?? [];
const isSpace = (token: string): boolean => token.trim() === '';

/** Texts beyond this many comparisons are shown without marks. */
const MOST = 4_000_000;

/** The longest words in common, in order; `null` where the texts are too long to compare. */
function commonWords(left: readonly string[], right: readonly string[]): readonly string[] | null {
  const a = left.filter((token) => !isSpace(token)), b = right.filter((token) => !isSpace(token));
  if (a.length * b.length > MOST) return null;
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] as number;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) lengths[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }
  const common: string[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) { common.push(a[i] as string); i++; j++; }
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return common;
}

function pieces(text: readonly string[], shared: readonly string[] | null): readonly Piece[] {
  let next = 0;
  const differs = text.map((token) => {
    if (shared === null || isSpace(token)) return false;
    const parts = token !== shared[next];
    if (!parts) next++;
    return parts;
  });
  const cut: { words: string; differs: boolean }[] = [];
  text.forEach((words, index) => {
    const marked = differs[index] === true || (isSpace(words) && differs[index - 1] === true && differs[index + 1] === true);
    const last = cut.at(-1);
    if (last?.differs === marked) last.words += words;
    else cut.push({ words, differs: marked });
  });
  return cut;
}
