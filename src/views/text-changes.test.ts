import { describe, expect, it } from 'vitest';
import { textChanges } from './text-changes.ts';

const said = (before: string, after: string, language = 'en') => textChanges({ [language]: before }, { [language]: after })[0]?.pieces?.map(({ words, change }) => `${{ same: ' ', added: '+', removed: '-' }[change]}${words}`);

describe('what changed between two texts', () => {
  it('is word by word, and joined again gives both', () => {
    expect(said('The road was closed.', 'The road is closed.')).toEqual([' The road ', '-was', '+is', '  closed.']);
    expect(said('The road was closed.', 'The road is open.')).toEqual([' The road ', '-was closed', '+is open', ' .']);
    const pieces = textChanges({ en: 'a b c d' }, { en: 'a c x d' })[0]?.pieces ?? [];
    expect(pieces.filter(({ change }) => change !== 'added').map(({ words }) => words).join('')).toBe('a b c d');
    expect(pieces.filter(({ change }) => change !== 'removed').map(({ words }) => words).join('')).toBe('a c x d');
  });

  it.each([
    ['hy', 'Ճանապարհը փակ է։', 'Ճանապարհը բաց է։', ['-փակ', '+բաց']], ['ru', 'Дорога закрыта.', 'Дорога открыта.', ['-закрыта', '+открыта']],
    ['az', 'Yol bağlıdır.', 'Yol açıqdır.', ['-bağlıdır', '+açıqdır']], ['ar', 'الطريق مغلق.', 'الطريق مفتوح.', ['-مغلق', '+مفتوح']],
  ])('keeps the words of %s whole', (language, before, after, changed) => expect(said(before, after, language)?.filter((piece) => !piece.startsWith(' '))).toEqual(changed));

  it('is said for each language, nothing where nothing changed, all of it where one is new', () => {
    expect(textChanges({ en: 'Open.', fr: 'Ouvert.' }, { en: 'Open.', fr: 'Fermé.', az: 'Açıq.' })).toEqual([
      { language: 'az', pieces: [{ words: 'Açıq.', change: 'added' }] }, { language: 'en', pieces: null },
      { language: 'fr', pieces: [{ words: 'Ouvert', change: 'removed' }, { words: 'Fermé', change: 'added' }, { words: '.', change: 'same' }] },
    ]);
  });

  it('of texts that share next to nothing is the one, then the other', () => {
    const words = (letter: string): string => Array.from({ length: 1500 }, (_, index) => `${letter}${index}`).join(' ');
    expect(textChanges({ en: words('a') }, { en: words('b') })[0]?.pieces?.map(({ change }) => change)).toEqual(['removed', 'added']);
  });

  it('survives a tag that no language has', () => expect(said('a', 'b', 'en-x-nobody')).toEqual(['-a', '+b']));
});
