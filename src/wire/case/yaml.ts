import { LineCounter, isAlias, isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import type { Document, Node, Pair, YAMLError, YAMLMap } from 'yaml';
import type { Path } from '../problems.ts';

/** Where something stands: lines and columns count from 1. */
export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A problem at its place, as `readCase` lists it. */
export interface Flaw extends Spot {
  readonly code: string;
  readonly field: string;
  readonly [fact: string]: Fact;
}
type Fact = string | number | boolean | null | undefined | readonly Fact[] | { readonly [key: string]: Fact };

/** A YAML file as a tree whose nodes know their place. */
export interface Tree {
  readonly file: string;
  readonly root: Node | null;
  spot(path: Path): Spot;
}

const LONGEST = 4 * 1024 * 1024;
/** Levels of nodes and pairs; no member of a case is nested more than thirty deep. */
const DEEPEST = 100;

/** Reads YAML 1.2 core: dates stay text. Of the parser's errors only the first counts, for the others mostly follow from it. Whatever could mean two things - keys written twice, aliases, tags, several documents - is a flaw. */
export function readYaml(file: string, source: string): { readonly tree: Tree | null; readonly flaws: readonly Flaw[] } {
  if (source.length > LONGEST) return { tree: null, flaws: [broken({ file, line: 1, column: 1 }, 'tooLong')] };
  const lines = new LineCounter();
  const document = parseDocument(source, { version: '1.2', schema: 'core', uniqueKeys: false, strict: true, lineCounter: lines, logLevel: 'error' });
  const place = (offset: number): Spot => ({ file, ...lineAndColumn(lines, offset) });
  const [error] = [...document.errors, ...document.warnings];
  const flaws = error === undefined ? ambiguities(document, place) : [syntax(error, place)];
  const root = document.contents as Node | null;
  return flaws.length > 0 ? { tree: null, flaws } : { tree: { file, root, spot: (path) => place(offsetOf(root, path)) }, flaws };
}

const broken = (spot: Spot, reason: string, detail = ''): Flaw => ({ ...spot, code: 'case.file.yaml', field: '', reason, detail });

/** The parser reports that the stack is exhausted where it was: that place depends on the machine, so it is not given. */
function syntax({ code, message, pos }: YAMLError, place: (offset: number) => Spot): Flaw {
  if (code === 'RESOURCE_EXHAUSTION') return broken(place(0), 'tooDeep');
  const reason = code.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return broken(place(pos[0]), reason, (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, ''));
}

/** Aliases, tags and keys written twice. (The parser's own search for the latter takes quadratic time.) */
function ambiguities(document: Document, place: (offset: number) => Spot): readonly Flaw[] {
  const found: Flaw[] = [];
  const report = (node: unknown, reason: string, detail = ''): void => void found.push(broken(place(startOf(node) ?? 0), reason, detail));
  if (document.directives?.yaml.version !== '1.2') found.push(broken(place(0), 'version'));
  visit(document, {
    Node: (_, node, path) => {
      if (path.length > DEEPEST) report(node, 'tooDeep');
      else if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) report(node, 'alias');
      else if (node.tag !== undefined) report(node, 'tag');
    },
    Map: (_, { items }) => {
      const seen = new Set<string>();
      for (const { key } of items) {
        if (!isScalar(key)) report(key, 'key');
        else if (seen.has(keyOf(key))) report(key, 'duplicateKey', keyOf(key));
        else seen.add(keyOf(key));
      }
    },
  });
  return found;
}

function lineAndColumn(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Offset of the node at a path, of a member's key rather than its value; as far down as the path goes. */
function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root, offset = startOf(root) ?? 0;
  for (const step of path) {
    const pair = isMap(node) ? pairOf(node, step) : undefined;
    const next = pair !== undefined ? pair.value : isSeq(node) && typeof step === 'number' ? node.items[step] : undefined;
    if (pair === undefined && next === undefined) break;
    offset = startOf(pair === undefined ? next : pair.key) ?? offset;
    node = next;
  }
  return offset;
}

const startOf = (node: unknown): number | undefined => isNode(node) ? node.range?.[0] : undefined;

/** Members by key, once for each map: a large file with many problems would take quadratic time otherwise. */
const indexes = new WeakMap<YAMLMap, ReadonlyMap<string | number, Pair>>();
function pairOf(map: YAMLMap, key: string | number): Pair | undefined {
  const known = indexes.get(map);
  if (known !== undefined) return known.get(key);
  indexes.set(map, new Map(map.items.flatMap((pair) => isScalar(pair.key) ? [[keyOf(pair.key), pair]] : [])));
  return pairOf(map, key);
}

/** A key as it is written: `2022:` is the text `2022`. */
const keyOf = (key: { readonly value: unknown; readonly source?: string }): string => typeof key.value === 'string' ? key.value : key.source ?? String(key.value);

/** The node at a path, or `undefined`. */
export function nodeAt(node: Node | null, path: Path): unknown {
  let found: unknown = node;
  for (const step of path) {
    found = isMap(found) ? pairOf(found, step)?.value : isSeq(found) && typeof step === 'number' ? found.items[step] : undefined;
  }
  return found;
}

/** What a plain scalar says as text, where JSON would call it a number or a truth value. */
export function asWritten(node: unknown): string | undefined {
  return isScalar(node) && (typeof node.value === 'number' || typeof node.value === 'boolean') ? node.source : undefined;
}

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

/** The value of a tree as plain data; objects without prototype, so that no key means anything by itself. */
export function plain(node: unknown): Plain {
  if (isScalar(node)) return scalar(node.value);
  if (isSeq(node)) return node.items.map(plain);
  if (!isMap(node)) return null;
  const members = Object.create(null) as { [key: string]: Plain };
  for (const { key, value } of node.items) members[isScalar(key) ? keyOf(key) : ''] = plain(value);
  return members;
}

const scalar = (value: unknown): Plain => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
