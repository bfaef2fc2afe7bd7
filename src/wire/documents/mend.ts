/** How often each word stands in the texts that are read together, in lower case: what is broken in one of them stands whole in others. */
export type Lexicon = ReadonlyMap<string, number>;

export interface Mended {
  readonly words: string;
  /** What was put together, as it is now. */
  readonly mended: readonly string[];
}

const WORD = /\p{L}+(?:-\p{L}+)*/gu;
/** A hyphen at the end of a line, and what goes on in the next. */
const BROKEN_LINE = /[-‐][^\S\n]*\n\s*(\p{Ll}[\p{L}-]*)/gu;
const LETTER = /\p{L}/u, FIRST_WORD = /^\p{Ll}+/u;
/** A word stands whole so much more often than its rarer piece. */
const OFTENER = 2, OFTEN = 3, COMMON = 20;
/** A hyphen of the end of a line that stands in the middle of one by now. */
const BROKEN_ELSEWHERE = /(?<![\p{L}-])(\p{L}+)-(\p{Ll}+)(?![\p{L}-])/gu;
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
  const lines = unbroken(text, (before, left, right) => {
    const joined = `${left}${right}`, hyphened = `${left}-${right}`, unknown = count(joined) + count(hyphened) === 0;
    return kept(/[/.@]/.test(before) || count(hyphened) > count(joined) || (unknown && count(left) >= OFTEN) ? hyphened : joined);
  });
  const parts = lines.replace(LOOSE_HYPHEN, '-').replace(BROKEN_ELSEWHERE, (found, left: string, right: string) => (rare(found) && count(`${left}${right}`) >= COMMON ? kept(`${left}${right}`) : found)).split(/\s+/), whole: string[] = [];
  for (const part of parts) {
    const before = whole.at(-1), joined = before === undefined ? null : together(before, part, count);
    if (joined === null) whole.push(part);
    else {
      const last = lastLetters(joined);
      whole[whole.length - 1] = joined;
      if (last !== '') mended.push(last);
    }
  }
  return { words: whole.join(' ').trim(), mended };
}

/** Two pieces between which one space was put, as the word that stands whole elsewhere; `null` where they are two words. */
function together(before: string, part: string, count: (word: string) => number): string | null {
  const left = lastLetters(before), right = FIRST_WORD.exec(part)?.[0];
  if (left === '' || right === undefined || /^['’-]/.test(part.slice(right.length))) return null;
  const whole = count(`${left}${right}`);
  return whole >= OFTEN && whole > OFTENER * Math.min(count(left), count(right)) ? `${before}${part}` : null;
}

/** A text with each word that a hyphen and the end of a line break as `whole` gives it, from what stands before the word without a space, and its two pieces. Each letter is looked at once: one expression for all of it takes years for a long word. */
function unbroken(text: string, whole: (before: string, left: string, right: string) => string): string {
  const line = new RegExp(BROKEN_LINE), parts: string[] = [];
  let done = 0;
  for (let found = line.exec(text); found !== null; found = line.exec(text)) {
    const end = text[found.index - 1] === ' ' ? found.index - 1 : found.index, run = text.slice(afterSpace(text, done, end), end), left = lastLetters(run);
    if (left === '') line.lastIndex = found.index + 1; // No word is broken here, one may be in what follows.
    else {
      parts.push(text.slice(done, end - left.length), whole(run.slice(0, run.length - left.length), left, found[1] ?? ''));
      done = line.lastIndex;
    }
  }
  return `${parts.join('')}${text.slice(done)}`;
}

function afterSpace(text: string, from: number, to: number): number {
  let at = to;
  while (at > from && /\S/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

function lastLetters(text: string): string {
  let at = text.length;
  while (at > 0) {
    const from = at > 1 && /[\uDC00-\uDFFF]/.test(text[at - 1] ?? '') ? at - 2 : at - 1;
    if (!LETTER.test(text.slice(from, at))) break;
    at = from;
  }
  return text.slice(at);
}
