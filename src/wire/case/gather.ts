import { byCodeUnits } from '#base';
import { Document, isMap, isScalar, isSeq } from 'yaml';
import { isItemMember, isListMember } from './members.ts';
import type { ListMember } from './members.ts';
import { tell } from '../language/read.ts';
import { kindOf } from '../problems.ts';
import { plainOf } from './read.ts';
import type { Part, Report } from './read.ts';
import { asWritten, nodeAt, plain, readYaml } from './yaml.ts';
import type { Flaw, Tree } from './yaml.ts';

/** One item of a list of a case, as found: not yet read. */
export interface Found extends Part {
  readonly member: ListMember;
  /** As written; absent where the item has none that could be one. */
  readonly id?: string;
}

export interface Gathered {
  readonly found: readonly Found[];
  readonly heads: readonly Part[];
  /** Whether every file could be read as YAML: only then does a missing thing prove anything. */
  readonly whole: boolean;
}

const YAML = /\.(?:ya?ml|json)$/, TEXT = /\.commitments$/, FOR_PEOPLE = /\.(?:md|txt|geojson)$/, HIDDEN = /(?:^|\/)\./;

/** Everything that the files of a case hold, in the order of the names of files, which later gives way to the order of the record. */
export function gather(files: ReadonlyMap<string, string>, flaws: Flaw[], report: Report): Gathered {
  const found: Found[] = [], heads: Part[] = [];
  let whole = true;
  for (const file of [...files.keys()].sort(byCodeUnits)) {
    if (HIDDEN.test(file) || FOR_PEOPLE.test(file)) continue;
    if (TEXT.test(file)) { whole = textOf(file, files.get(file) as string, found, flaws, report) && whole; continue; }
    if (!YAML.test(file)) { flaws.push({ code: 'case.file.unknown', file, line: 1, column: 1, field: '' }); continue; }
    const read = readYaml(file, files.get(file) as string);
    flaws.push(...read.flaws);
    if (read.tree === null) whole = false;
    else if (isMap(read.tree.root)) membersOf(read.tree, found, heads, report);
    else if (read.tree.root !== null && !isEmpty(read.tree)) report({ tree: read.tree, path: [] }, 'value', [], { rule: 'type', expected: 'object', found: kindOf(plain(read.tree.root)) });
  }
  return { found, heads, whole };
}

/** Commitments in their text form, as a file with a list of them. Whether it could be read. */
function textOf(file: string, source: string, found: Found[], flaws: Flaw[], report: Report): boolean {
  const { commitments, wrong, spot } = tell(source);
  if (wrong.length > 0) { flaws.push(...wrong.map((one) => ({ ...one, file, field: '' }) as Flaw)); return false; }
  const tree: Tree = { file, root: new Document({ commitments }).contents, spot: (path) => ({ file, ...spot(path.slice(1)) }) };
  membersOf(tree, found, [], report);
  return true;
}

const isEmpty = ({ root }: Tree): boolean => isScalar(root) && root.value === null;

function membersOf(tree: Tree, found: Found[], heads: Part[], report: Report): void {
  if (!isMap(tree.root)) return;
  for (const { key, value } of tree.root.items) {
    const member = isScalar(key) ? String(key.value) : '';
    const part = { tree, path: [member] };
    if (member === 'case') heads.push(part);
    else if (!isListMember(member)) report({ tree, path: [] }, 'member.unknown', [member], { member, found: kindOf(plain(value)) });
    else listOf(part, member, found, report);
  }
}

function listOf(part: Part, member: ListMember, found: Found[], report: Report): void {
  const list = nodeAt(part.tree.root, part.path);
  if (isScalar(list) && list.value === null) return;
  if (!isSeq(list)) { report(part, 'value', [], { rule: 'type', expected: 'array', found: kindOf(plainOf(part)) }); return; }
  list.items.forEach((_, index) => {
    const path = [member, index];
    const id = idAt(part.tree, [...path, 'id']);
    found.push({ tree: part.tree, path, member, ...(id !== undefined && { id }) });
  });
}

function idAt(tree: Tree, path: Part['path']): string | undefined {
  const node = nodeAt(tree.root, path);
  return isScalar(node) && typeof node.value === 'string' ? node.value : asWritten(node);
}

/** Names that the entries made of lists take, and the host's in the derivation of keys. */
const TAKEN: { readonly [room: string]: readonly string[] } = { entries: ['charter', 'vocabulary', 'gazetteer'], people: ['host'] };

/** Which ids may not be equal: those of all that becomes an entry; of people, accredited ones included; of actors, facts, places. */
const roomsOf = (member: ListMember): readonly string[] => [...(isItemMember(member) ? ['entries'] : [member]), ...(member === 'accreditations' ? ['people'] : [])];

/** Reports every id that stands a second time in its room, with where it stood first. */
export function repeatedIds(found: readonly Found[], report: Report): void {
  const first = new Map<string, Found>();
  for (const part of found.toSorted(byPlace)) {
    if (part.id === undefined) continue;
    for (const room of roomsOf(part.member)) {
      if (TAKEN[room]?.includes(part.id) === true) { report(part, 'id.reserved', ['id'], { id: part.id }); continue; }
      const name = `${room} ${part.id}`, earlier = first.get(name);
      if (earlier === undefined) { first.set(name, part); continue; }
      const { file, line } = earlier.tree.spot([...earlier.path, 'id']);
      report(part, 'id.duplicate', ['id'], { id: part.id, otherFile: file, otherLine: line });
    }
  }
}

function byPlace(a: Found, b: Found): number {
  const x = a.tree.spot([...a.path, 'id']), y = b.tree.spot([...b.path, 'id']);
  return byCodeUnits(x.file, y.file) || x.line - y.line || x.column - y.column;
}
