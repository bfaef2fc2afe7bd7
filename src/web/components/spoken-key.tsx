import type { JSX } from 'preact';
import type { Words } from '#words';
import { spokenKey } from '../fingerprint.ts';

/** The eight words of a key. They are English whatever the page is in; the numbers are the same in every language. */
export const SpokenKey = ({ value, words }: { readonly value: string; readonly words: Words }): JSX.Element => (
  <ol class="spoken-key" aria-label={words.say('keys.spoken')}>{spokenKey(value).map(({ word, number }, index) => <li key={index}><span lang="en">{word}</span> <span class="quiet">{number}</span></li>)}</ol>
);
