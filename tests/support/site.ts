import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { webApp } from '../../src/web/index.ts';
import { heldCase } from './case.ts';
import { root } from './host.ts';

/** The sentences of every language, merged as the program does. */
export function allMessages(): { readonly [locale: string]: { readonly [key: string]: string } } {
  const folder = join(root, 'locales');
  const topics = (locale: string): readonly object[] => readdirSync(join(folder, locale)).map((topic) => JSON.parse(readFileSync(join(folder, locale, topic), 'utf8')) as object);
  return Object.fromEntries(readdirSync(folder).map((locale) => [locale, Object.assign({}, ...topics(locale)) as { readonly [key: string]: string }]));
}

/** The pages over a real store that holds one of the cases, without a network. `change` alters the sentences first. */
export async function siteWith(slug: string, change: (messages: ReturnType<typeof allMessages>) => ReturnType<typeof allMessages> = (messages) => messages) {
  const { app, end } = await heldCase(slug);
  const site = webApp({ app, messages: change(allMessages()), assets: { style: '/assets/style.css', entry: '/assets/entry.js', cited: '/assets/cited.js', state: '/assets/state.js' }, build: 'test' });
  return { app, site, end };
}
