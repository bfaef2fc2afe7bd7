import type { Instant } from '#base';
import { rfc3339 } from '#base';
import { XML, element, inXml } from './xml.ts';

/** What has come, latest first, for programs that ask from time to time: Atom, RFC 4287. */
export interface Feed {
  /** A name that stays, whatever address the feed has. */
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly updated: Instant;
  /** The feed's own address, and that of the pages. */
  readonly self: string;
  readonly pages: string;
  readonly entries: readonly FeedEntry[];
}

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly updated: Instant;
  readonly author: string;
  readonly page: string;
  readonly summary: string;
  /** The same for other programs: its address and media type. */
  readonly file?: { readonly url: string; readonly type: string };
  /** Language of the summary, where it is another than the feed's. */
  readonly language?: string;
}

export function writeFeed({ id, title, language, updated, self, pages, entries }: Feed): string {
  const text = (name: string, words: string, attributes: { readonly [name: string]: string | undefined } = {}): string => element(name, attributes, inXml(words));
  return `${XML}${element('feed', { xmlns: 'http://www.w3.org/2005/Atom', 'xml:lang': language },
    text('id', id), text('title', title), text('updated', rfc3339(updated)),
    element('link', { rel: 'self', type: 'application/atom+xml', href: self }), element('link', { rel: 'alternate', type: 'text/html', href: pages }),
    ...entries.map((entry) => element('entry', {},
      text('id', entry.id), text('title', entry.title), text('updated', rfc3339(entry.updated)), element('author', {}, text('name', entry.author)),
      element('link', { rel: 'alternate', type: 'text/html', href: entry.page }), ...(entry.file === undefined ? [] : [element('link', { rel: 'enclosure', type: entry.file.type, href: entry.file.url })]), text('summary', entry.summary, { 'xml:lang': entry.language }))))}\n`;
}
