import type { Json, Result } from '#base';
import { ok, refuse } from '#base';

const MAX_DEPTH = 32;

/** JSON that is its own canonical form: duplicate members, big numbers, odd spacing and lone surrogates are all refused. Refuses `record.json.form`. */
export function parseCanonical(text: string): Result<Json> {
  try {
    const form = formOf(text), value = form === null ? null : JSON.parse(text) as Json;
    return form === null ? refuse('record.json.form') : ok(form.escapedNames ? rebuilt(text) : value);
  } catch {
    return refuse('record.json.form');
  }
}

const PARTS = /"(?:[^"\\]|\\.)*"|[^",:[\]{}]+|[[\]{}]/g;

/** The value of a text that is JSON. V8 13.6 misreads names with escapes where it has lately seen others (`"\""` after `"\\"`): what two machines read would hang on what they read before. Such texts are put together from their parts. */
export function rebuilt(text: string): Json {
  const parts = text.match(PARTS) ?? [];
  let at = 0;
  const until = <T>(end: string, read: () => T): T[] => {
    const found: T[] = [];
    while (parts[at] !== end) found.push(read());
    at += 1;
    return found;
  };
  const value = (): Json => {
    const part = parts[at++] as string;
    return part === '[' ? until(']', value) : part === '{' ? Object.fromEntries(until('}', () => [JSON.parse(parts[at++] as string) as string, value()])) : JSON.parse(part) as Json;
  };
  return value();
}

const QUOTE = 0x22, BACKSLASH = 0x5c, COMMA = 0x2c, COLON = 0x3a, MINUS = 0x2d, ZERO = 0x30, NINE = 0x39, LIST = 0x5b, END_OF_LIST = 0x5d, LOWER_A = 0x61, LOWER_Z = 0x7a, OBJECT = 0x7b, END_OF_OBJECT = 0x7d;

/**
 * How a text is written that, if it is JSON at all, is its own canonical form; `null` if it is not. Looked at as it stands, for to print it again takes several times as long.
 * Nothing stands between the parts, members ascend, numbers and strings are as the platform prints them, and it is not deeper than 32 levels: hostile nesting costs nothing.
 */
function formOf(text: string): { readonly escapedNames: boolean } | null {
  let escapedNames = false;
  const escapes = text.includes('\\'), members: (string | null)[] = []; // Of each bracket that is open, the member last seen.
  if (!text.isWellFormed()) return null;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at), isName = text.charCodeAt(end + 1) === COLON;
      if (isName || escapes) {
        const string = escapes ? stringOf(text.slice(at, end + 1)) : text.slice(at + 1, end), last = isName ? members.pop() ?? null : null;
        if (string === null || (last !== null && last >= string)) return null;
        if (isName) members.push(string);
        if (isName && string.length < end - at - 1) escapedNames = true;
      }
      at = end;
    } else if (code === LIST || code === OBJECT) {
      if (members.push(null) > MAX_DEPTH) return null;
    } else if (code === END_OF_LIST || code === END_OF_OBJECT) members.pop();
    else if (code === MINUS || (code >= ZERO && code <= NINE)) {
      const number = numberAt(text, at);
      if (JSON.stringify(Number(number)) !== number) return null;
      at += number.length - 1;
    } else if (code !== COMMA && code !== COLON && !(code >= LOWER_A && code <= LOWER_Z)) return null;
  }
  return { escapedNames };
}

/** Where the string that begins at a quote ends: at a quote that is not escaped; where there is none, at the end of the text. */
function endOfString(text: string, from: number): number {
  let end = from, escaped = true;
  while (escaped) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    escaped = false;
    for (let before = end - 1; text.charCodeAt(before) === BACKSLASH; before -= 1) escaped = !escaped;
  }
  return end;
}

/** A string as it is written in JSON; `null` where the platform prints it otherwise. */
function stringOf(written: string): string | null {
  if (!written.includes('\\')) return written.slice(1, -1);
  const string = JSON.parse(written) as string;
  return string.isWellFormed() && JSON.stringify(string) === written ? string : null;
}

const NUMBER = /[-+.0-9eE]+/y;

function numberAt(text: string, at: number): string {
  NUMBER.lastIndex = at;
  return NUMBER.exec(text)?.[0] ?? '';
}
