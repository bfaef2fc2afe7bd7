import { Parser } from 'saxen';
import { ok, refuse } from '#base';
import type { Refusal, Result } from '#base';

/** An element with its place in the file, from 1. Names are `prefix:local` by the prefixes that the reader gave to its namespaces. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: { readonly [name: string]: string };
  readonly children: readonly XmlElement[];
  /** All characters directly inside, as they stand. */
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

interface Open extends XmlElement {
  readonly children: Open[];
  text: string;
}

const DEEPEST = 64;

/**
 * XML as a tree. `namespaces`: URI → prefix. Document type declarations are refused, so that no entity of theirs can grow or fetch (XXE, "billion laughs").
 * Refuses `format.xml` with `row`, `column` and the parser's reason; `format.xml.doctype`, `format.xml.depth`, `format.xml.empty`.
 */
export function readXml(text: string, namespaces: { readonly [uri: string]: string } = {}): Result<XmlElement> {
  const open: Open[] = [], roots: Open[] = [], next = openings(text);
  let wrong: Refusal | null = null;
  const complain = (code: string, where: () => { readonly line: number; readonly column: number }, facts: { readonly reason?: string } = {}): void => {
    const { line, column } = where();
    wrong ??= { code, row: line + 1, column: column + 1, ...facts };
  };
  new Parser().ns(namespaces)
    .on('openTag', (name, attributes, decode, _, where) => {
      const element: Open = { name, attributes: Object.fromEntries(Object.entries(attributes()).map(([key, value]) => [key, decode(value)])), children: [], text: '', ...next() };
      if (open.length >= DEEPEST) complain('format.xml.depth', where);
      (open.at(-1)?.children ?? roots).push(element);
      open.push(element);
    })
    .on('closeTag', () => void open.pop())
    .on('text', (words, decode) => { const at = open.at(-1); if (at !== undefined) at.text += decode(words); })
    .on('cdata', (words) => { const at = open.at(-1); if (at !== undefined) at.text += words; })
    .on('attention', (_, __, where) => complain('format.xml.doctype', where))
    .on('error', (error, where) => complain('format.xml', where, { reason: error.message }))
    .on('warn', (error, where) => complain('format.xml', where, { reason: error.message }))
    .parse(text);
  if (wrong !== null) return { ok: false, refusal: wrong };
  const [root, second] = roots;
  if (root === undefined) return refuse('format.xml.empty');
  return second === undefined ? ok(root) : refuse('format.xml', { row: second.row, column: second.column, reason: 'second root' });
}

/** What is no opening tag, by how it begins and ends. */
const OTHERS = [['<!--', '-->'], ['<![CDATA[', ']]>'], ['<?', '?>'], ['</', '>'], ['<!', '>']] as const;

/** Row and column of each opening tag, one after the other. The parser tells them too, but counts from the beginning of the file each time. */
function openings(text: string): () => { readonly row: number; readonly column: number } {
  let at = 0, row = 1, line = 0;
  return () => {
    let tag = text.indexOf('<', at);
    for (let other = beginning(text, tag); other !== undefined; other = beginning(text, tag)) tag = text.indexOf('<', Math.max(tag, text.indexOf(other[1], tag)) + 1);
    for (let end = text.indexOf('\n', line); end !== -1 && end < tag; end = text.indexOf('\n', line)) [row, line] = [row + 1, end + 1];
    at = tag + 1;
    return { row, column: tag - line + 1 };
  };
}

const beginning = (text: string, at: number): (typeof OTHERS)[number] | undefined => at === -1 ? undefined : OTHERS.find(([begins]) => text.startsWith(begins, at));
