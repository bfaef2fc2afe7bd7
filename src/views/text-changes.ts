import { diffArrays } from 'diff';
import { byCodeUnits } from '#base';
import type { Text } from '#base';

export interface ChangedWords {
  readonly words: string;
  readonly change: 'same' | 'added' | 'removed';
}

/** What changed between two texts in one language; `null` where nothing did. */
export interface LanguageChange {
  readonly language: string;
  readonly pieces: readonly ChangedWords[] | null;
}

/** Word by word, for each language that either text has, in the order of their tags. */
export function textChanges(before: Text, after: Text): readonly LanguageChange[] {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort(byCodeUnits);
  return languages.map((language) => ({ language, pieces: before[language] === after[language] ? null : wordChanges(before[language] ?? '', after[language] ?? '', language) }));
}

/** Texts that differ in more words than this are shown whole, one after the other. */
const MOST = 1000;

function wordChanges(before: string, after: string, language: string): readonly ChangedWords[] {
  const found = diffArrays([...tokens(before, language)], [...tokens(after, language)], { maxEditLength: MOST });
  if (found === undefined) return [{ words: before, change: 'removed' }, { words: after, change: 'added' }];
  return joined(found.map(({ value, added, removed }) => ({ words: value.join(''), change: added ? 'added' : removed ? 'removed' : 'same' })));
}

/** Changed words with only space between them are one change: what stood there, then what stands there. */
function joined(pieces: readonly ChangedWords[]): readonly ChangedWords[] {
  const made: ChangedWords[] = [];
  let removed = '', added = '';
  const close = (): void => {
    if (removed !== '') made.push({ words: removed, change: 'removed' });
    if (added !== '') made.push({ words: added, change: 'added' });
    removed = added = '';
  };
  for (const [index, { words, change }] of pieces.entries()) {
    const next = pieces[index + 1];
    const space = change === 'same' && words.trim() === '' && removed + added !== '' && next !== undefined;
    if (change !== 'same' || space) {
      if (change !== 'added') removed += words;
      if (change !== 'removed') added += words;
    } else {
      close();
      made.push({ words, change });
    }
  }
  close();
  return made;
}

/** Words, signs and the space between them, as the language divides them; joined again they are the text. */
function tokens(text: string, language: string): readonly string[] {
  const known = Intl.Segmenter.supportedLocalesOf([language.split('-')[0] ?? language]);
  return Array.from(new Intl.Segmenter(known.length > 0 ? [...known] : 'und', { granularity: 'word' }).segment(text.normalize('NFC')), ({ segment }) => segment);
}
