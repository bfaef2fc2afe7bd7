import type { Json } from '#base';
import { rebuilt } from './parse.ts';

/** Strings, and the space between the parts. */
const SPACE = /("(?:[^"\\]|\\.)*")|\s+/g;

/** JSON as others wrote it, in whatever form: what `JSON.parse` should read, and throws. For texts of others, from which somebody makes what is signed. */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  return text.includes('\\') ? rebuilt(text.replaceAll(SPACE, '$1')) : value;
}
