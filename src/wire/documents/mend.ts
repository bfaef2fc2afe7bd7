/** How often each word stands in the texts that are read together, in lower case: what is broken in one of them stands whole in others. */
export type Lexicon = ReadonlyMap<string, number>;

export interface Mended {
  readonly words: string;
  /** What was put together, as it is now. */
  readonly mended: readonly string[];
}

const WORD = /\p{L}+(?:-\p{L}+)*/gu;
/** A hyphen at the end of a line, and what goes on in the next. */
const BROKEN_LINE = /(\S*?)(\p{L}+) ?[-‐]\s*\n\s*(\p{Ll}[\p{L}-]*)/gu;
/** A word stands whole so much more often than its rarer piece. */
const OFTENER = 2, OFTEN = 3, COMMON = 20;
/** A hyphen of the end of a line that stands in the middle of one by now. */
const BROKEN_ELSEWHERE = /(?<![\p{L}-])(\p{L}+)-(\p{Ll}+)(?![\p{L}-])/gu;
const LAST_WORD = /\p{L}+$/u, FIRST_WORD = /^\p{Ll}+/u;
/** A hyphen that a space parts from the word before it: a dash has one behind it, too. */
const LOOSE_HYPHEN = /(?<=[\p{L}\p{N}])\s+-(?=\p{L})/gu;

export function lexiconOf(texts: Iterable<string>): Lexicon {
  const counts = new Map<string, number>();
  for (const text of texts) for (const [word] of text.replace(/\s+/g, ' ').matchAll(WORD)) counts.set(word.toLowerCase(), (counts.get(word.toLowerCase()) ?? 0) + 1);
  return counts;
}

/** A text as it was before a program took it from a page: words put together that the ends of lines and the spaces between letters had broken, white space as single spaces. */
export function mend(text: string, lexicon: Lexicon): Mended {
  const count = (word: string): number => lexicon.get(word.toLowerCase()) ?? 0, mended: string[] = [], kept = (word: string): string => { mended.push(word); return word; };
  /** Hyphened so seldom, and whole so often, that somebody's line ended there. */
  const rare = (word: string): boolean => count(word) * COMMON <= count(word.replace('-', ''));
  const lines = text.replace(BROKEN_LINE, (_, before: string, left: string, right: string) => {
    const joined = `${left}${right}`, hyphened = `${left}-${right}`, unknown = count(joined) + count(hyphened) === 0;
    const whole = /[/.@]/.test(before) || count(hyphened) > count(joined) || (unknown && count(left) >= OFTEN) ? hyphened : joined;
    return `${before}${kept(whole)}`;
  });
  const parts = lines.replace(LOOSE_HYPHEN, '-').replace(BROKEN_ELSEWHERE, (found, left: string, right: string) => (rare(found) && count(`${left}${right}`) >= COMMON ? kept(`${left}${right}`) : found)).split(/\s+/), whole: string[] = [];
  for (const part of parts) {
    const before = whole.at(-1), joined = before === undefined ? null : together(before, part, count);
    if (joined === null) whole.push(part);
    else whole[whole.length - 1] = joined.replace(LAST_WORD, kept);
  }
  return { words: whole.join(' ').trim(), mended };
}

/** Two pieces between which one space was put, as the word that stands whole elsewhere; `null` where they are two words. */
function together(before: string, part: string, count: (word: string) => number): string | null {
  const left = LAST_WORD.exec(before)?.[0], right = FIRST_WORD.exec(part)?.[0];
  if (left === undefined || right === undefined || /^['’-]/.test(part.slice(right.length))) return null;
  const whole = count(`${left}${right}`);
  return whole >= OFTEN && whole > OFTENER * Math.min(count(left), count(right)) ? `${before}${part}` : null;
}
