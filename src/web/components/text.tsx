import type { JSX } from 'preact';
import type { Text } from '#base';
import type { Words } from '#words';

/** A text of the record in the reader's language or one it has, isolated and marked with its language. */
export function InWords({ text, words }: { readonly text: Text; readonly words: Words }): JSX.Element {
  const found = words.text(text);
  return <bdi lang={found.language}>{found.words}</bdi>;
}
