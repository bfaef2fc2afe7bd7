import { Sheets } from '#base';
import type { Shelf } from '#base';
import type { Wrong } from '#record';
import { Subtrees, TILE_WIDTH, base64, readBundle, sameBytes, sheetOfBundle, shownHead, tilePath, tilesSince } from '#record';
import type { ReadFile } from './files.ts';
import { failed, wrongTile } from './files.ts';

/** So many bundles are hashed on other threads while those before are put in their place. */
const AHEAD = 3;

/** What the hashes of a published log came to: how many entries hang together from the first on, and what is wrong with the next. */
export interface Hashed {
  readonly process: string;
  readonly size: number;
  readonly root: string;
  readonly wrong: Wrong | null;
}

/** The bytes of a bundle, and its sheet where it is full and in its form. */
interface Ahead {
  readonly bytes: Uint8Array | null;
  readonly sheet: Uint8Array | null;
}

/**
 * Hashes every entry of a published log again, and the tree up to the root that its head names: whether a copy is whole, quickly.
 * What entries say, bodies, signatures - the head's among them - and rules are not looked at. Steps: `file`, `checkpoint`, `entry`, `tile`, `root`.
 */
export async function verifyHashes(file: ReadFile, progress: (done: number, of: number) => void = () => undefined, shelf: Shelf | null = null): Promise<Hashed> {
  const note = await file('checkpoint'), head = note === null ? null : shownHead(note), tree = new Subtrees(new Sheets(shelf));
  if (head?.ok !== true) return { process: '', size: 0, root: '', wrong: note === null ? failed('file', { code: 'verify.file', path: 'checkpoint' }) : failed('checkpoint', { code: 'record.checkpoint.form' }) };
  const { origin, size, root } = head.value, within = await entries(file, tree, size, progress), found = tree.rootAt(tree.size);
  const wrong = within ?? (sameBytes(found, root) ? null : failed('root', { code: 'record.root', expected: base64(root), found: base64(found) }));
  return { process: origin.replace(/^counterpart\//, ''), size: tree.size, root: base64(found), wrong };
}

async function entries(file: ReadFile, tree: Subtrees, size: number, progress: (done: number, of: number) => void): Promise<Wrong | null> {
  const ahead: Promise<Ahead>[] = [];
  for (let next = 0; tree.size < size;) {
    for (; next < size && ahead.length <= AHEAD; next += TILE_WIDTH) ahead.push(bundle(file, next, size));
    const from = tree.size, wrong = join(tree, await (ahead.shift() as Promise<Ahead>), size) ?? await wrongTile(file, tilesSince(from, tree), from, size);
    if (wrong !== null) return wrong;
    progress(tree.size, size);
  }
  return null;
}

async function bundle(file: ReadFile, from: number, size: number): Promise<Ahead> {
  const bytes = await file(pathOf(from, size));
  return { bytes, sheet: bytes === null || from + TILE_WIDTH > size ? null : await sheetOfBundle(bytes) };
}

const widthAt = (from: number, size: number): number => Math.min(TILE_WIDTH, size - from);
const pathOf = (from: number, size: number): string => tilePath('entries', from / TILE_WIDTH, widthAt(from, size));

function join(tree: Subtrees, { bytes, sheet }: Ahead, size: number): Wrong | null {
  const from = tree.size;
  if (bytes === null) return failed('file', { code: 'verify.file', path: pathOf(from, size) }, from);
  if (sheet !== null) {
    tree.join(sheet);
    return null;
  }
  const leaves = readBundle(bytes, widthAt(from, size));
  if (!leaves.ok) return failed('entry', leaves.refusal, from);
  tree.grow(leaves.value);
  return null;
}
