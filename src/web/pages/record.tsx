import type { ComponentChildren, JSX } from 'preact';
import { nameOf } from '#process';
import { recordList, search } from '#views';
import type { RecordLine, RecordList, RecordQuery } from '#views';
import { HeadFacts } from '../components/head-facts.tsx';
import { Kept } from '../components/kept.tsx';
import { PageLinks, pageOf } from '../components/page-links.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { MOST_IN_BAG } from './papers.tsx';

const LINES = 50;
const ASKED = ['q', 'kind', 'author', 'page'];

/** The entries of the log to search, its head, and how to check it. */
export const recordPage: PageOf = async (visit) => {
  const { words, dossier } = visit;
  const list = recordList(dossier.state), { lines } = list;
  const query = queryOf(visit);
  const found = search(lines, query);
  const pages = Math.max(1, Math.ceil(found.length / LINES));
  const page = pageOf(visit.url, pages);
  return {
    title: words.say('nav.record'),
    main: (
      <>
        <h1>{words.say('nav.record')}</h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say('record.intro')}</p>
        <Search visit={visit} list={list} query={query} />
        <p role="status">{words.say('record.found', { count: found.length })}{isAsked(query) ? <> <a href={href(visit, 'record')}>{words.say('record.all')}</a></> : null}</p>
        {found.length === 0 ? null : <Lines visit={visit} lines={found.slice((page - 1) * LINES, page * LINES)} />}
        <Pages visit={visit} query={query} page={page} of={pages} />
        <Check visit={visit} />
        <p><a href={href(visit, 'papers')}>{words.say('papers.title')}</a></p>
      </>
    ),
  };
};

function queryOf({ url: { searchParams } }: Visit): RecordQuery {
  return { kind: searchParams.get('kind') || null, author: searchParams.get('author') || null, text: (searchParams.get('q') ?? '').slice(0, 200) };
}

const isAsked = ({ kind, author, text }: RecordQuery): boolean => kind !== null || author !== null || text.trim() !== '';

/** Authors who are too many to choose from are named instead. */
function Search({ visit, list: { kinds, authors }, query }: { readonly visit: Visit; readonly list: RecordList; readonly query: RecordQuery }): JSX.Element {
  const { words, url } = visit;
  return (
    <form class="filters" method="get" role="search">
      <Kept url={url} without={ASKED} />
      <p><label for="q">{words.say('record.search')}</label><input id="q" name="q" type="search" maxLength={200} value={query.text} /></p>
      <Choice name="kind" label={words.say('record.kind')} any={words.say('record.any')} chosen={query.kind} choices={kinds.map(([kind, count]) => [kind, `${words.say(`kind.${kind}`)} (${words.number(count)})`])} />
      <Choice name="author" label={words.say('record.author')} any={words.say('record.any')} chosen={query.author} choices={authors?.map(([author, count]) => [author, `${nameOf(visit.dossier.state, author)} (${words.number(count)})`]) ?? null} />
      <p><button type="submit">{words.say('record.show')}</button></p>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly any: string;
  readonly chosen: string | null;
  readonly choices: readonly (readonly [string, string])[] | null;
}

function Choice({ name, label, any, chosen, choices }: ChoiceProps): JSX.Element | null {
  if (choices === null) return <p><label for={name}>{label}</label><input id={name} name={name} value={chosen ?? ''} /></p>;
  if (choices.length < 2) return null;
  return (
    <p>
      <label for={name}>{label}</label>
      <select id={name} name={name}><option value="">{any}</option>{choices.map(([value, text]) => <option key={value} value={value} selected={value === chosen}>{text}</option>)}</select>
    </p>
  );
}

function Lines({ visit, lines }: { readonly visit: Visit; readonly lines: readonly RecordLine[] }): JSX.Element {
  const { words } = visit;
  const cells = (line: RecordLine): readonly ComponentChildren[] => [
    <a href={href(visit, `record/${line.position}`)}>{words.number(line.position)}</a>,
    words.say(`kind.${line.kind}`),
    <span>{line.title === null ? null : <InWords text={line.title} words={words} />}{line.id === null ? null : <> <bdi class="quiet">{line.id}</bdi></>}</span>,
    <bdi>{nameOf(visit.dossier.state, line.author)}</bdi>,
    line.known === 0 ? words.say('record.known.always') : words.day(line.known - 1),
  ];
  const columns = ['number', 'kind', 'brought', 'author', 'known'].map((column) => words.say(`record.column.${column}`));
  return <div class="record-lines"><StackedTable caption={words.say('record.entries')} columns={columns} rows={lines.map((line) => ({ key: String(line.position), cells: cells(line) }))} /></div>;
}

function Pages({ visit, query, page, of }: { readonly visit: Visit; readonly query: RecordQuery; readonly page: number; readonly of: number }): JSX.Element {
  const { words } = visit;
  return <PageLinks words={words} page={page} of={of} to={(number) => href(visit, 'record', { ...(query.kind === null ? {} : { kind: query.kind }), ...(query.author === null ? {} : { author: query.author }), ...(query.text === '' ? {} : { q: query.text }), page: String(number) })} />;
}

/** How to check everything, on one's own machine, and the head of the log to compare with one's own copy. */
function Check({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words, dossier } = visit;
  const { head, slug, served } = dossier, audit = `npx counterpart audit ${slug}`;
  return (
    <section id="check">
      <h2>{words.say('record.check')}</h2>
      <p>{words.say('record.how')}</p>
      <pre>{served?.by === 'copy' ? audit : `npx counterpart mirror ${visit.url.origin}/${slug} --data copy --follow\n${audit} --data copy`}</pre>
      <p>{words.say('record.how.alone')}</p>
      <ul>
        {head.size > MOST_IN_BAG ? null : <li><a href={href(visit, 'record.bag')}>{words.say('papers.bag', { name: `${slug}.bag` })}</a></li>}
        <li><a href="/verify.html" download>{words.say('record.how.page', { name: 'verify.html' })}</a></li>
        <li><a href="/verify.mjs" download>{words.say('record.how.program', { name: 'verify.mjs' })}</a></li>
      </ul>
      <p>{words.say('record.how.one')}</p>
      <HeadFacts visit={visit} />
      <details><summary>{words.say('record.checkpoint')}</summary><pre>{head.checkpoint}</pre></details>
    </section>
  );
}
