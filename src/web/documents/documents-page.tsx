import type { JSX } from 'preact';
import { NO_DOCUMENT_FILTER, documentChoices, documentLines, parseDocumentFilter } from '#views';
import type { DocumentChoices, DocumentFilter, DocumentLine } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { languageName } from '../components/commitment-text.tsx';
import { Kept } from '../components/kept.tsx';
import { actorLabel } from '../components/names.tsx';
import { StackedTable } from '../components/stacked-table.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** As many rows as a page can carry over a slow line. */
const PAGE = 40;
const FIELDS = Object.keys(NO_DOCUMENT_FILTER) as readonly (keyof DocumentFilter)[];

/** Texts that others published, whole: each with whose it is, in which language, and how many of its sentences are linked with commitments. */
export const documentsPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf, url } = visit, all = documentLines(state, asOf), choices = documentChoices(state, all);
  const { filter, problems } = parseDocumentFilter(url.searchParams, choices), chosen = FIELDS.some((field) => filter[field] !== null), lines = chosen ? documentLines(state, asOf, filter) : all;
  return {
    title: words.say('documents.title'), ...(problems.length > 0 ? { status: 400 } : {}),
    main: (
      <>
        {problems.length === 0 ? null : <div class="warning" role="alert"><ul>{problems.map(({ field, refusal }) => <li key={field}><a href={`#document-${field}`}>{words.say(`refusal.${refusal.code}`, refusal)}</a></li>)}</ul></div>}
        <h1>{words.say('documents.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('documents.intro')} <a href={href(visit, 'search', { kind: 'document' })}>{words.say('documents.search')}</a></p>
        <p class="acts"><ActLink visit={visit} name="document">{words.say('act.document')}</ActLink></p>
        {all.length === 0 ? null : <Filters visit={visit} filter={filter} choices={choices} open={chosen} />}
        <p role="status">{words.say(chosen ? 'documents.matching' : 'documents.total', { total: all.length, matching: lines.length })}{chosen ? <> <a href={href(visit, 'documents')}>{words.say('timeline.all')}</a></> : null}</p>
        {lines.length === 0 ? null : <Lines visit={visit} lines={lines} filter={filter} />}
      </>
    ),
  };
};

function Filters({ visit, filter, choices, open }: { readonly visit: Visit; readonly filter: DocumentFilter; readonly choices: DocumentChoices; readonly open: boolean }): JSX.Element {
  const { words, url } = visit;
  const label = (field: keyof DocumentFilter, value: string): string => (field === 'by' ? actorLabel(visit, value) : field === 'language' ? languageName(words, value) : value === 'undated' ? words.say('documents.undated') : value);
  return (
    <details class="narrow" open={open}>
      <summary>{words.say('documents.narrow')}</summary>
      <form class="filters" method="get">
        <Kept url={url} without={[...FIELDS, 'page']} />
        {FIELDS.map((field) => (
          <label key={field} for={`document-${field}`}>{words.say(`documents.filter.${field}`)}<br />
            <select id={`document-${field}`} name={field}><option value="">{words.say('timeline.filter.any')}</option>{choices[field].map((value) => <option key={value} value={value} selected={value === filter[field]}>{label(field, value)}</option>)}</select>
          </label>
        ))}
        <button type="submit">{words.say('timeline.filter.show')}</button>
      </form>
    </details>
  );
}

function Lines({ visit, lines, filter }: { readonly visit: Visit; readonly lines: readonly DocumentLine[]; readonly filter: DocumentFilter }): JSX.Element {
  const { words, url } = visit, pages = Math.ceil(lines.length / PAGE), page = Math.min(pages, Math.max(1, Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1)), shown = lines.slice((page - 1) * PAGE, page * PAGE);
  const at = (number: number): string => href(visit, 'documents', { ...filter, page: String(number) });
  return (
    <>
      <StackedTable caption={words.say('register.rows.caption', { from: (page - 1) * PAGE + 1, to: (page - 1) * PAGE + shown.length, count: lines.length })} columns={['document', 'author', 'date', 'sentences'].map((column) => words.say(`documents.column.${column}`))} rows={shown.map((line) => ({ key: line.document.value.id, cells: cells(visit, line) }))} />
      {pages === 1 ? null : <nav class="pages" aria-label={words.say('register.pages')}>{page > 1 ? <a rel="prev" href={at(page - 1)}>{words.say('register.newer')}</a> : null} {page < pages ? <a rel="next" href={at(page + 1)}>{words.say('register.older')}</a> : null}</nav>}
    </>
  );
}

function cells(visit: Visit, { document: { value }, linked }: DocumentLine): readonly (JSX.Element | string)[] {
  const { words } = visit;
  return [
    <><a href={href(visit, `documents/${encodeURIComponent(value.id)}`)}><InWords text={value.title} words={words} /></a> <span class="quiet">{languageName(words, value.language)}</span></>,
    <InWords text={value.author} words={words} />,
    value.date === undefined ? words.say('documents.undated') : words.when(value.date),
    words.say('documents.sentences', { count: value.sentences.length, linked }),
  ];
}
