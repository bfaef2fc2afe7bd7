import type { JSX } from 'preact';
import type { Found, Hit } from '#search';
import { languageName } from '../components/commitment-text.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { Kept } from '../components/kept.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

const PAGE = 20;
const ASKED = ['q', 'kind', 'language', 'by', 'page'] as const;

interface Question {
  readonly text: string;
  readonly kind: string | null;
  readonly language: string | null;
  readonly by: string | null;
}

/** What of the record has the words that are asked for, in any of their forms: each with the sentence that has most of them, who says it, and since when it is known. Only what this reader may read is looked through. */
export const searchPage: PageOf = async (visit) => {
  const { words, url: { searchParams }, asOf, dossier } = visit, chosen = (name: string): string | null => searchParams.get(name) || null;
  const question: Question = { text: (searchParams.get('q') ?? '').slice(0, 200).trim(), kind: chosen('kind'), language: chosen('language'), by: chosen('by') };
  const page = Math.max(1, Math.trunc(Number(searchParams.get('page') ?? '1')) || 1), { text, ...filter } = question;
  const found = text === '' ? null : await visit.app.search(dossier.slug, { ...question, known: asOf.known }, (page - 1) * PAGE, PAGE);
  return {
    title: words.say('search.title'),
    main: (
      <>
        <h1>{words.say('search.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('search.intro')}</p>
        <Form visit={visit} question={question} found={found} />
        {found === null ? null : <p role="status">{words.say(found.total === 0 ? 'search.none' : found.all ? 'search.found' : 'search.some', { count: found.total })}{Object.values(filter).every((one) => one === null) ? null : <> <a href={href(visit, 'search', { q: text })}>{words.say('search.all')}</a></>}</p>}
        {found === null || found.hits.length === 0 ? null : <ol class="plain-list hits" start={(page - 1) * PAGE + 1}>{found.hits.map((hit) => <li key={`${hit.thing.kind} ${hit.thing.id} ${hit.thing.from}`}><HitLines visit={visit} hit={hit} /></li>)}</ol>}
        {found === null ? null : <Pages visit={visit} question={question} page={page} of={Math.ceil(found.total / PAGE)} />}
      </>
    ),
  };
};

function Form({ visit, question, found }: { readonly visit: Visit; readonly question: Question; readonly found: Found | null }): JSX.Element {
  const { words, url } = visit, any = words.say('timeline.filter.any');
  const choices = { kind: found?.kinds ?? [], language: found?.languages ?? [], by: found?.authors ?? [] }, label = { kind: (one: string) => words.say(`kind.${one}`), language: (one: string) => languageName(words, one), by: (one: string) => actorLabel(visit, one) };
  return (
    <form class="filters" method="get" role="search">
      <Kept url={url} without={ASKED} />
      <p><label for="q">{words.say('search.words')}</label><input id="q" name="q" type="search" maxLength={200} dir="auto" value={question.text} /></p>
      {(['kind', 'language', 'by'] as const).map((field) => {
        const all = [...new Set([...choices[field], ...(question[field] === null ? [] : [question[field]])])];
        return all.length === 0 ? null : <p key={field}><label for={`search-${field}`}>{words.say(`search.${field}`)}</label><select id={`search-${field}`} name={field}><option value="">{any}</option>{all.map((one) => <option key={one} value={one} selected={one === question[field]}>{words.has(`kind.${one}`) || field !== 'kind' ? label[field](one) : one}</option>)}</select></p>;
      })}
      <p><button type="submit">{words.say('search.show')}</button></p>
    </form>
  );
}

/** Its name, then the sentence with what was asked for marked, then whose words they are. */
function HitLines({ visit, hit: { thing, passage, marked } }: { readonly visit: Visit; readonly hit: Hit }): JSX.Element {
  const { words } = visit, { kind, id, title, by, author, date, source, withdrawn } = thing;
  return (
    <>
      <p><a href={addressOf(visit, { thing, passage })}>{title === null ? id : <InWords text={title} words={words} />}</a> <span class="tag">{words.say(`kind.${kind}`)}</span></p>
      <p class="hit" lang={passage.language} dir="auto">{marked.map((part, index) => (part.marked ? <mark key={index}>{part.words}</mark> : part.words))}</p>
      <p class="quiet">{author !== null ? <InWords text={author} words={words} /> : by.map((one, index) => <>{index === 0 ? null : ', '}<ActorName visit={visit} id={one} /></>)}{date === null ? null : <> {words.when(date)}</>} <EntryLink visit={visit} position={source.position} />{withdrawn ? <> <b>{words.say('search.withdrawn')}</b></> : null}</p>
    </>
  );
}

/** Where things of a kind have a page of their own; the others are read at their entry. */
const PAGES: { readonly [kind: string]: string } = { statement: 'statements', report: 'reports', commitment: 'commitments', claim: 'claims', minutes: 'minutes', document: 'documents' };

function addressOf(visit: Visit, { thing: { kind, id, source }, passage: { at } }: Pick<Hit, 'thing' | 'passage'>): string {
  const page = PAGES[kind];
  return page === undefined ? href(visit, `record/${source.position}`) : `${href(visit, `${page}/${encodeURIComponent(id)}`)}${at === undefined ? '' : `#s${at}`}`;
}

function Pages({ visit, question: { text, ...filter }, page, of }: { readonly visit: Visit; readonly question: Question; readonly page: number; readonly of: number }): JSX.Element | null {
  const { words } = visit, at = (number: number): string => href(visit, 'search', { q: text, ...filter, page: String(number) });
  return of <= 1 ? null : <nav class="pages" aria-label={words.say('register.pages')}>{page > 1 ? <a rel="prev" href={at(page - 1)}>{words.say('search.before')}</a> : null} {page < of ? <a rel="next" href={at(page + 1)}>{words.say('search.after')}</a> : null}</nav>;
}
