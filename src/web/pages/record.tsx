import type { JSX } from 'preact';
import { recordLines, search } from '#views';
import type { RecordLine } from '#views';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const LINES = 50;

/** Size, root and checkpoint of the log, and its entries to search. */
export const recordPage: PageOf = async (visit) => {
  const { words, url, dossier } = visit;
  const lines = recordLines(dossier.state);
  const kind = url.searchParams.get('kind') || null, author = url.searchParams.get('author') || null, text = url.searchParams.get('q') ?? '';
  const found = search(lines, { kind, author, text });
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page') ?? '1')) || 1);
  const shown = found.slice((page - 1) * LINES, page * LINES);
  return {
    title: words.say('nav.record'),
    main: (
      <>
        <h1>{words.say('nav.record')}</h1>
        <p>{words.say('record.intro')}</p>
        <dl class="facts">
          <dt>{words.say('record.size')}</dt><dd>{words.number(dossier.head.size)}</dd>
          <dt>{words.say('record.root')}</dt><dd><code class="digest">{dossier.head.root}</code></dd>
          <dt>{words.say('record.origin')}</dt><dd><code class="digest">{dossier.head.origin}</code></dd>
          <dt>{words.say('record.host-key')}</dt><dd><code class="digest">{dossier.head.hostKey}</code></dd>
        </dl>
        <details><summary>{words.say('record.checkpoint')}</summary><pre>{dossier.head.checkpoint}</pre></details>
        <p>{words.say('record.how')}</p>
        <pre>counterpart audit {dossier.slug}</pre>
        <h2>{words.say('record.entries')}</h2>
        <Filters visit={visit} kinds={[...new Set(lines.map((line) => line.kind))].sort()} authors={[...new Set(lines.flatMap((line) => line.author ?? []))].sort()} chosen={{ kind, author, text }} />
        <p role="status">{words.say('record.found', { count: found.length })}</p>
        <Lines visit={visit} lines={shown} />
        <Pages visit={visit} page={page} of={Math.ceil(found.length / LINES)} />
      </>
    ),
  };
};

interface Chosen {
  readonly kind: string | null;
  readonly author: string | null;
  readonly text: string;
}

function Filters({ visit: { words }, kinds, authors, chosen }: { readonly visit: Visit; readonly kinds: readonly string[]; readonly authors: readonly string[]; readonly chosen: Chosen }): JSX.Element {
  return (
    <form class="filters" method="get">
      <p><label for="q">{words.say('record.search')}</label><input id="q" name="q" type="search" value={chosen.text} /></p>
      <p><label for="kind">{words.say('record.kind')}</label>
        <select id="kind" name="kind"><option value="">{words.say('record.any')}</option>{kinds.map((kind) => <option key={kind} value={kind} selected={kind === chosen.kind}>{words.say(`kind.${kind}`)}</option>)}</select></p>
      <p><label for="author">{words.say('record.author')}</label>
        <select id="author" name="author"><option value="">{words.say('record.any')}</option>{authors.map((author) => <option key={author} value={author} selected={author === chosen.author}>{author}</option>)}</select></p>
      <p><button type="submit">{words.say('record.show')}</button></p>
    </form>
  );
}

function Lines({ visit, lines }: { readonly visit: Visit; readonly lines: readonly RecordLine[] }): JSX.Element {
  const { words } = visit;
  return (
    <ol class="entries">
      {lines.map((line) => (
        <li key={line.position}>
          <a href={href(visit, `record/${line.position}`)}>{words.say('record.line', { position: words.number(line.position), kind: words.say(`kind.${line.kind}`), id: line.id ?? '' })}</a>
          {line.author === null || line.known === null ? null : <span class="quiet"> {words.say('record.line.by', { author: line.author, known: words.day(line.known - 1) })}</span>}
        </li>
      ))}
    </ol>
  );
}

function Pages({ visit, page, of }: { readonly visit: Visit; readonly page: number; readonly of: number }): JSX.Element | null {
  const { words, url } = visit;
  if (of < 2) return null;
  const query = (number: number): { readonly [name: string]: string } => ({ ...Object.fromEntries([...url.searchParams].filter(([name]) => name !== 'page')), page: String(number) });
  return (
    <nav aria-label={words.say('record.pages')}>
      <p>
        {page > 1 ? <a rel="prev" href={href(visit, 'record', query(page - 1))}>{words.say('record.previous')}</a> : null}
        {' '}{words.say('record.page', { page: words.number(page), of: words.number(of) })}{' '}
        {page < of ? <a rel="next" href={href(visit, 'record', query(page + 1))}>{words.say('record.next')}</a> : null}
      </p>
    </nav>
  );
}
