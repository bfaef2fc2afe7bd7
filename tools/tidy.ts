// The authority on the house: who may import whom, limits of size, banned words, dead files and exports. Run as a test (tools/tidy.test.ts) or alone: `node tools/tidy.ts`.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '..');

interface Room {
  readonly floor: string;
  readonly imports: readonly string[];
  readonly packages: { readonly [name: string]: string };
}

const { rooms } = JSON.parse(readFileSync(join(root, 'rooms.json'), 'utf8')) as { readonly rooms: { readonly [room: string]: Room } };

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

const LIMITS = { file: 400, test: 800, function: 60, depth: 2 };
/** Files of data that a program wrote. */
const DATA = ['src/base/zone-table.ts'];

/** Each ban names what to do instead. */
const BANNED: readonly { readonly word: RegExp; readonly where: 'pure' | 'all'; readonly instead: string }[] = [
  { word: /\bDate\.now\b|\bnew Date\(\)/, where: 'pure', instead: 'take the time from the record, or from the port Clock' },
  { word: /\bMath\.random\b|\brandomBytes\b|\bgetRandomValues\b/, where: 'pure', instead: 'take chance from outside' },
  { word: /\btoLocale(?:Date|Time)?String\b/, where: 'pure', instead: 'use #words with its explicit locale' },
  { word: /\bprocess\.(?:env|argv|exit|cwd|stdout|stderr)\b/, where: 'pure', instead: 'hand the value in from main.ts' },
  { word: /\bfrom 'node:(?:fs|net|http|https|child_process|os)/, where: 'pure', instead: 'go through a port' },
  { word: /\.only\(/, where: 'all', instead: 'run one test by its name' },
  { word: /:\s*any\b|<any>|\bas any\b/, where: 'all', instead: 'unknown, and a check' },
  { word: /@ts-(?:ignore|expect-error|nocheck)/, where: 'all', instead: 'mend the type' },
  { word: /\b(?:TODO|FIXME|XXX)\b/, where: 'all', instead: 'do it, or say so in the closing note' },
  { word: /(?:^|\/)(?:utils?|helpers?|managers?|misc|common)\.tsx?$/, where: 'all', instead: 'name the concept' },
];

const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file) || file.startsWith('tests/');

/** Everything that is wrong with the tree, by file and line. */
export function tidy(): readonly Problem[] {
  const files = sources(['src', 'tools', 'tests', 'bench']);
  const parsed = files.map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') })).map(({ file, text }) => ({ file, text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS) }));
  const problems = parsed.flatMap(({ file, text, tree }) => [...sizes(file, text, tree), ...words(file, text), ...imports(file, tree), ...depth(file)]);
  return [...problems, ...unlisted(), ...cycles(parsed), ...dead(parsed)].toSorted((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

function sources(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.parentPath.includes('node_modules')).map((entry) => relative(root, join(entry.parentPath, entry.name)))).sort();
}

const lineOf = (tree: ts.SourceFile, node: ts.Node): number => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;

function sizes(file: string, text: string, tree: ts.SourceFile): readonly Problem[] {
  const lines = text.split('\n').length - 1, most = isTest(file) ? LIMITS.test : LIMITS.file;
  const problems: Problem[] = lines > most && !DATA.includes(file) ? [{ file, line: 1, what: `${lines} lines; at most ${most}: split by concept` }] : [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && !isTest(file)) {
      const length = tree.getLineAndCharacterOfPosition(node.getEnd()).line - tree.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      if (length > LIMITS.function) problems.push({ file, line: lineOf(tree, node), what: `a function of ${length} lines; at most ${LIMITS.function}` });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return problems;
}

const roomOf = (file: string): string | null => /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
const isPure = (file: string): boolean => rooms[roomOf(file) ?? '']?.floor === 'pure' && !isTest(file) && !file.startsWith('src/record/primitives/');

function words(file: string, text: string): readonly Problem[] {
  if (file === 'tools/tidy.ts') return [];
  const asked = BANNED.filter(({ where }) => where === 'all' || isPure(file));
  const name = asked.filter(({ word }) => word.test(file)).map(({ instead }) => ({ file, line: 1, what: `this file's name says nothing: ${instead}` }));
  const code = text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' ')).replace(/(^|\s)\/\/.*$/gm, '$1');
  return [...name, ...code.split('\n').flatMap((line, index) => asked.filter(({ word }) => word.test(line)).map(({ word, instead }) => ({ file, line: index + 1, what: `${word.exec(line)?.[0]} is not for here: ${instead}` })))];
}

function depth(file: string): readonly Problem[] {
  const inRoom = file.split('/').slice(2, -1).length;
  return file.startsWith('src/') && inRoom > LIMITS.depth ? [{ file, line: 1, what: `folders ${inRoom} deep in a room; at most ${LIMITS.depth}` }] : [];
}

const specifiers = (tree: ts.SourceFile): readonly { readonly name: string; readonly node: ts.Node }[] => {
  const found: { readonly name: string; readonly node: ts.Node }[] = [];
  const visit = (node: ts.Node): void => {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)) found.push({ name: node.moduleSpecifier.text, node });
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword && node.arguments[0] !== undefined && ts.isStringLiteral(node.arguments[0])) found.push({ name: node.arguments[0].text, node });
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
};

/** Rooms through their doors and only where rooms.json allows; packages only with a reason there. */
function imports(file: string, tree: ts.SourceFile): readonly Problem[] {
  const own = roomOf(file);
  if (own === null || isTest(file)) return [];
  const room = rooms[own];
  if (room === undefined) return [{ file, line: 1, what: `the room ${own} is not in rooms.json` }];
  return specifiers(tree).flatMap(({ name, node }) => {
    const what = forbidden(name, own, room, file);
    return what === null ? [] : [{ file, line: lineOf(tree, node), what }];
  });
}

function forbidden(name: string, own: string, room: Room, file: string): string | null {
  if (name.startsWith('#')) {
    const target = name.slice(1).split('/')[0] ?? '';
    return target === own && name.includes('/') || room.imports.includes(target) ? null : `${own} may not import ${name} (rooms.json)`;
  }
  if (name.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(file), name));
    return roomOf(target) === own ? null : `${name} leaves the room: go through its door`;
  }
  if (name.startsWith('node:')) return null;
  const pack = name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0] ?? '';
  return Object.hasOwn(room.packages, pack) ? null : `${own} may not use ${pack}: give its reason in rooms.json`;
}

/** Every package that the program needs is named with a reason. */
function unlisted(): readonly Problem[] {
  const { dependencies, imports: doors } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly dependencies: object; readonly imports: object };
  const named = new Set([...Object.values(rooms).flatMap(({ packages }) => Object.keys(packages)), 'node']);
  const extra = Object.keys(dependencies).filter((name) => !named.has(name)).map((name) => ({ file: 'package.json', line: 1, what: `${name} has no reason in rooms.json` }));
  const missing = Object.keys(rooms).filter((room) => !Object.hasOwn(doors, `#${room}`)).map((room) => ({ file: 'package.json', line: 1, what: `the room ${room} has no door in "imports"` }));
  return [...extra, ...missing];
}

interface Parsed {
  readonly file: string;
  readonly tree: ts.SourceFile;
}

const targetOf = (file: string, name: string): string | null => (name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : null);

/** No file imports itself through others; types alone do no harm. */
function cycles(parsed: readonly Parsed[]): readonly Problem[] {
  const graph = new Map(parsed.map(({ file, tree }) => [file, specifiers(tree).filter(({ node }) => !(ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) && !(ts.isExportDeclaration(node) && node.isTypeOnly)).flatMap(({ name }) => targetOf(file, name) ?? [])]));
  const done = new Set<string>(), problems: Problem[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) problems.push({ file, line: 1, what: `imports itself: ${[...path.slice(path.indexOf(file)), file].join(' → ')}` });
    if (done.has(file) || path.includes(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return problems;
}

/** Files that nobody imports, and exported values that stand nowhere else (a type may be there for a signature). Doors, entries and tests are looked for by others. */
function dead(parsed: readonly Parsed[]): readonly Problem[] {
  const reached = new Set(parsed.flatMap(({ file, tree }) => specifiers(tree).flatMap(({ name }) => targetOf(file, name) ?? [])));
  const isEntry = (file: string): boolean => /^src\/[^/]+\/index\.tsx?$|^src\/(?:main|reading-thread)\.ts$|^src\/web\/client\/|^src\/verify\/(?:node|page)\.ts$|^src\/record\/primitives\/|^(?:tools|bench)\/|\.d\.ts$/.test(file) || isTest(file);
  const unread = parsed.filter(({ file }) => !isEntry(file) && !reached.has(file)).map(({ file }) => ({ file, line: 1, what: 'nobody imports this file' }));
  const texts = parsed.map(({ file, tree }) => ({ file, text: tree.text }));
  const unused = parsed.filter(({ file }) => file.startsWith('src/') && !isTest(file) && !/\/client\//.test(file)).flatMap(({ file, tree }) => exported(tree).filter(({ name }) => !texts.some((other) => other.file !== file && new RegExp(`\\b${name}\\b`).test(other.text)) && !starred(file, parsed)).map(({ name, line }) => ({ file, line, what: `${name} is exported and used nowhere else` })));
  return [...unread, ...unused];
}

/** Shown at the door of its room by `export *`: part of what the room offers. */
const starred = (file: string, parsed: readonly Parsed[]): boolean => parsed.some(({ file: door, tree }) => /\/index\.ts$/.test(door) && tree.statements.some((node) => ts.isExportDeclaration(node) && node.exportClause === undefined && node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier) && targetOf(door, node.moduleSpecifier.text) === file));

function exported(tree: ts.SourceFile): readonly { readonly name: string; readonly line: number }[] {
  return tree.statements.flatMap((node) => {
    const isExported = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    if (!isExported || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return [];
    if (ts.isVariableStatement(node)) return node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [{ name: name.text, line: lineOf(tree, node) }] : []));
    const { name } = node as unknown as { readonly name?: ts.Identifier };
    return name === undefined ? [] : [{ name: name.text, line: lineOf(tree, node) }];
  });
}

if (import.meta.main) {
  const problems = tidy();
  for (const { file, line, what } of problems) console.log(`${file}:${line} ${what}`);
  console.log(problems.length === 0 ? 'The house is tidy.' : `${problems.length} problems.`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
