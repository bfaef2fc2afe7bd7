/** What begins a point of a list: a bullet, also as fonts for symbols have it. */
const BULLET = /[\u2022\u25AA\u25CF\u2023\uF0B7\uF0A7\uF0D8]|^\s*[-–*]\s+/gmu;
const ENDED = /[.!?…։:;»”"')\]]$/u;
/** After these a full stop ends no sentence. */
const SHORTENED = /(?:^|[\s(«“"])(?:Mr|Mrs|Ms|Dr|St|No|Nos|Art|para|paras|approx|ca|cf|e\.g|i\.e|vs|Gen|Col|Lt|Amb|г|гг|ул|им|т\.е|т\.д|др|стр|п|ст|см)\.$/u;

/** The points of a list apart; what a point is made of stays together. */
export const pointsOf = (text: string): readonly string[] => text.split(BULLET).filter((point) => point.trim() !== '');

/** A text in paragraphs, as their sentences, by the rules of its language. Lines are those of a page: a paragraph ends where one is empty. */
export function sentencesOf(text: string, language: string): readonly string[] {
  const paragraphs = text.replace(/\f/g, '\n\n').split(/\n\s*\n/).flatMap(pointsOf);
  return paragraphs.flatMap((paragraph) => {
    const found = [...new Intl.Segmenter(language.split('-')[0] ?? language, { granularity: 'sentence' }).segment(paragraph.replace(/\s+/g, ' ').trim())].map(({ segment }) => segment.trim());
    return joined(found, (before) => SHORTENED.test(before));
  });
}

/** Pieces that somebody cut a text into, those that go on with a sentence put back to it. `fresh`: the piece begins a point of its own. */
export function piecesJoined(pieces: readonly { readonly words: string; readonly fresh: boolean }[]): readonly string[] {
  const fresh = new Set<number>();
  pieces.forEach((piece, index) => { if (piece.fresh) fresh.add(index); });
  return joined(pieces.map(({ words }) => words), (before, next, index) => !fresh.has(index) && !ENDED.test(before) && /^\p{Ll}/u.test(next));
}

function joined(pieces: readonly string[], goesOn: (before: string, next: string, index: number) => boolean): readonly string[] {
  const whole: string[] = [];
  pieces.forEach((piece, index) => {
    const before = whole.at(-1);
    if (piece === '') return;
    if (before !== undefined && goesOn(before, piece, index)) whole[whole.length - 1] = `${before} ${piece}`;
    else whole.push(piece);
  });
  return whole;
}
