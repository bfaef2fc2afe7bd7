import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Counterpart } from '#app';
import { openStore } from '#store';
import { webApp } from '../../src/web/index.ts';
import { freshFolder, root } from './host.ts';

/** The sentences of every language, merged as the program does. */
export function allMessages(): { readonly [locale: string]: { readonly [key: string]: string } } {
  const folder = join(root, 'locales');
  const topics = (locale: string): readonly object[] => readdirSync(join(folder, locale)).map((topic) => JSON.parse(readFileSync(join(folder, locale, topic), 'utf8')) as object);
  return Object.fromEntries(readdirSync(folder).map((locale) => [locale, Object.assign({}, ...topics(locale)) as { readonly [key: string]: string }]));
}

/** The pages over a real store that holds one of the cases, without a network. `change` alters the sentences first. */
export async function siteWith(slug: string, change: (messages: ReturnType<typeof allMessages>) => ReturnType<typeof allMessages> = (messages) => messages) {
  const data = freshFolder(), folder = join(root, 'cases', slug);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const store = await openStore({ folder: data.path, mode: 'write' });
  const app = new Counterpart(store);
  const loaded = await app.loadCase(new Map(files.map((path) => [relative(folder, path), readFileSync(path, 'utf8')])));
  if (!loaded.ok) throw new Error(`the case ${slug} is refused: ${JSON.stringify(loaded.refusal)}`);
  const site = webApp({ app, messages: change(allMessages()), assets: { style: '/assets/style.css', entry: '/assets/entry.js', state: '/assets/state.js' }, build: 'test' });
  const end = async (): Promise<void> => { await store.close(); data.remove(); };
  return { app, site, end };
}
