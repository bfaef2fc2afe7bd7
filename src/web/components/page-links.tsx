import type { JSX } from 'preact';
import type { Words } from '#words';

/** The number of a page that an address asks for, within those that there are. */
export const pageOf = (url: URL, pages: number): number => Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? '1')) || 1));

/** From one page of many things to the one before and after; nothing where there is one page. `to`: the address of a page. */
export function PageLinks({ words, page, of, to }: { readonly words: Words; readonly page: number; readonly of: number; readonly to: (page: number) => string }): JSX.Element | null {
  if (of < 2) return null;
  return (
    <nav class="pages" aria-label={words.say('record.pages')}>
      {page > 1 ? <a rel="prev" href={to(page - 1)}>{words.say('record.previous')}</a> : null}
      <span>{words.say('record.page', { page: words.number(page), of: words.number(of) })}</span>
      {page < of ? <a rel="next" href={to(page + 1)}>{words.say('record.next')}</a> : null}
    </nav>
  );
}
