import { cpSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Counterpart } from '#app';
import type { Clock, Store } from '#ports';
import { openStore } from '#store';
import { freshFolder, root } from './host.ts';

/** The files of one of the cases: path within its folder → text. */
export function caseFiles(slug: string): ReadonlyMap<string, string> {
  const folder = join(root, 'cases', slug);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
}

/** A clock that stands still until it is told. */
export class StillClock implements Clock {
  time: number;

  constructor(time: number) {
    this.time = time;
  }

  now = (): number => this.time;
  turn = (): Promise<void> => Promise.resolve();
}

const over = (store: Store, clock: Clock): Counterpart => new Counterpart(store, { clock, seedOf: async () => null, demo: true, chance: { bytes: (count) => new Uint8Array(count).fill(7) } });

async function load(app: Counterpart, slug: string, files: ReadonlyMap<string, string>): Promise<void> {
  const loaded = await app.loadCase(files);
  if (!loaded.ok) throw new Error(`the case ${slug} is refused: ${JSON.stringify(loaded.refusal)}`);
}

/** Folders that hold a case as its files stand: each is signed and checked once, and copied from then on. */
const loadedCases = new Map<string, Promise<string>>();

function loadedOnce(slug: string): Promise<string> {
  const known = loadedCases.get(slug) ?? makeLoaded(slug);
  loadedCases.set(slug, known);
  return known;
}

async function makeLoaded(slug: string): Promise<string> {
  const { path, remove } = freshFolder(), store = await openStore({ folder: path, mode: 'write' });
  process.once('exit', remove);
  await load(over(store, new StillClock(0)), slug, caseFiles(slug));
  await store.close();
  return path;
}

/** The use cases over a real store that holds one of the cases, without a network. `around` may put something between the two. */
export async function heldCase(slug: string, clock: Clock = new StillClock(0), around: (store: Store) => Store = (store) => store, files?: () => ReadonlyMap<string, string>) {
  const data = freshFolder();
  if (files === undefined) cpSync(await loadedOnce(slug), data.path, { recursive: true });
  const store = around(await openStore({ folder: data.path, mode: 'write' })), app = over(store, clock);
  if (files !== undefined) await load(app, slug, files());
  const end = async (): Promise<void> => { await store.close(); data.remove(); };
  return { app, store, folder: data.path, end };
}
