import type { JSX } from 'preact';
import type { Source } from '#agreement';
import type { Words } from '#words';

/** Where something was read. A link says where it leads; pages of others may be gone or changed since. */
export function Sources({ words, sources }: { readonly words: Words; readonly sources: readonly Source[] }): JSX.Element | null {
  if (sources.length === 0) return null;
  return (
    <details class="sources">
      <summary>{words.say('sources.count', { count: sources.length })}</summary>
      <ul>{sources.map((source, index) => <li key={index}><SourceLine source={source} /></li>)}</ul>
    </details>
  );
}

/** One source: a link where it is a page. */
export function SourceLine({ source: { title, url } }: { readonly source: Source }): JSX.Element {
  if (url === undefined || !/^https?:\/\//.test(url)) return <bdi>{title ?? url}</bdi>;
  return <a href={url} rel="noreferrer nofollow"><bdi>{title ?? shortAddress(url)}</bdi></a>;
}

/** Host and the beginning of the path: enough to know whose page it is. */
function shortAddress(url: string): string {
  const bare = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return bare.length > 60 ? `${bare.slice(0, 59)}…` : bare;
}
