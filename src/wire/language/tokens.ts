import type { Quantity } from '#agreement';

/** Bounds of a quantity in words. */
export const BOUNDS: { readonly [bound in NonNullable<Quantity['bound']>]: string } = { exactly: 'exactly', 'at-least': 'at least', 'at-most': 'at most', about: 'about' };

/** A word, a quoted string or a mark, with the column where it begins, from 1. */
export interface Token {
  readonly kind: 'word' | 'string' | 'mark';
  readonly text: string;
  readonly column: number;
}

/** A line that says something, with its tokens and the lines that belong to it, further in. */
export interface Line {
  readonly line: number;
  readonly indent: number;
  readonly tokens: readonly Token[];
  readonly under: readonly Line[];
}

const WORD = /^[^\s",()]+/, PLAIN = /^(?!#)[^\s",()]+$/, STRING = /^"(?:[^"\\\u0000-\u001f]|\\.)*"/;

/** Words that the grammar uses between values: a value that is one of them stands in quotes. */
const KEYWORDS: ReadonlySet<string> = new Set(['or', 'amount', 'at', 'from', 'plus', 'rounding', 'zone', 'each', 'jointly', 'severally', 'by', 'of', 'before', 'distinct']);
export const isPlain = (value: string): boolean => PLAIN.test(value) && !KEYWORDS.has(value);

/** What is wrong with a text before its words mean anything. */
export interface Broken {
  readonly line: number;
  readonly column: number;
  readonly why: 'string' | 'tab' | 'indent';
}

/** The lines of a text, nested by their indentation: two spaces a step. From `#` a line is a comment. */
export function linesOf(source: string): readonly Line[] | Broken {
  const flat: { readonly line: number; readonly indent: number; readonly tokens: readonly Token[] }[] = [];
  for (const [index, raw] of source.replace(/^\uFEFF/, '').split(/\r?\n/).entries()) {
    const line = index + 1, tab = raw.search(/^ *\t/);
    if (tab >= 0) return { line, column: raw.indexOf('\t') + 1, why: 'tab' };
    const tokens = tokensOf(raw, line);
    if ('why' in tokens) return tokens;
    const indent = (raw.length - raw.trimStart().length) / 2;
    if (tokens.length === 0) continue;
    if (!Number.isInteger(indent) || indent > (flat.at(-1)?.indent ?? -1) + 1) return { line, column: 1, why: 'indent' };
    flat.push({ line, indent, tokens });
  }
  return nested(flat, 0, flat.length, 0);
}

function nested(flat: readonly Omit<Line, 'under'>[], from: number, to: number, indent: number): readonly Line[] {
  const found: Line[] = [];
  for (let index = from; index < to;) {
    let end = index + 1;
    while (end < to && (flat[end] as Omit<Line, 'under'>).indent > indent) end += 1;
    found.push({ ...flat[index] as Omit<Line, 'under'>, under: nested(flat, index + 1, end, indent + 1) });
    index = end;
  }
  return found;
}

function tokensOf(raw: string, line: number): readonly Token[] | Broken {
  const tokens: Token[] = [];
  for (let at = 0; at < raw.length;) {
    const rest = raw.slice(at), column = at + 1, first = rest[0] as string;
    if (/\s/.test(first)) { at += 1; continue; }
    if (first === '#') break;
    if ('(),'.includes(first)) { tokens.push({ kind: 'mark', text: first, column }); at += 1; continue; }
    const string = first === '"' ? STRING.exec(rest)?.[0] : undefined, text = string === undefined ? null : unquoted(string);
    if (first === '"' && (string === undefined || text === null)) return { line, column, why: 'string' };
    const written = string ?? (WORD.exec(rest) as RegExpExecArray)[0];
    tokens.push({ kind: string === undefined ? 'word' : 'string', text: text ?? written, column });
    at += written.length;
  }
  return tokens;
}

function unquoted(string: string): string | null {
  try {
    return JSON.parse(string) as string;
  } catch {
    return null;
  }
}
