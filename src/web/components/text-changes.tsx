import type { JSX } from 'preact';
import type { LanguageChange } from '#views';
import type { Visit } from '../visit.ts';
import { languageName } from './commitment-text.tsx';

/** What changed in each language: what was taken out, what was put in, said in words for who does not see it. A language in which nothing changed says so. */
export function TextChanges({ visit: { words }, changes }: { readonly visit: Visit; readonly changes: readonly LanguageChange[] }): JSX.Element {
  return (
    <dl class="changed">{changes.map(({ language, pieces }) => (
      <div key={language}>
        <dt>{languageName(words, language)}</dt>
        <dd>{pieces === null ? <span class="quiet">{words.say('changes.none-in-language')}</span> : (
          <bdi lang={language} dir="auto">{pieces.map(({ words: piece, change }, index) => (change === 'same' ? piece
            : change === 'added' ? <ins key={index}><span class="visually-hidden">{words.say('changes.added')} </span>{piece}</ins>
              : <del key={index}><span class="visually-hidden">{words.say('changes.removed')} </span>{piece}</del>))}</bdi>
        )}</dd>
      </div>
    ))}</dl>
  );
}
