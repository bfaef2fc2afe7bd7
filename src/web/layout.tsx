import type { JSX } from 'preact';
import { civilDay } from '#base';
import { tenures } from '#process';
import type { Words } from '#words';
import { BeforeGoing } from './components/before-going.tsx';
import { whoIs } from './components/person.ts';
import { Navigation } from './navigation.tsx';
import type { Page, Visit } from './visit.ts';
import { href } from './visit.ts';

const LANGUAGES: readonly (readonly [string, string])[] = [['en', 'English'], ['hy', 'Հայերեն'], ['az', 'Azərbaycanca'], ['ru', 'Русский'], ['ar', 'العربية']];

/** The built files that pages may name: source name → address. */
export type Assets = { readonly [name: string]: string };

export interface LayoutProps {
  readonly words: Words;
  readonly url: URL;
  readonly assets: Assets;
  readonly page: Page;
  /** The process whose page this is; without it, the page is of the house. */
  readonly visit?: Visit;
  /** That the pages are not in the reader's language yet, in that language. */
  readonly untranslated?: string;
}

/** Every page: whose process, as of when, how to check it. */
export function Layout({ words, url, assets, page, visit, untranslated }: LayoutProps): JSX.Element {
  const own = visit === undefined ? null : words.text(visit.dossier.state.charter.title);
  const citing = visit !== undefined && page.hall !== true && page.app === undefined && page.scripts?.includes('entry') !== true; // What is installed to sign with checks the head by itself.
  const title = own === null ? `${page.title} – Counterpart` : `${page.title} – ${own.words}`;
  return (
    <html lang={words.locale} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        {['style', ...page.styles ?? []].map((name) => <link key={name} rel="stylesheet" href={assets[name]} />)}
        {page.app === undefined ? null : <link rel="manifest" href={page.app} />}
        {[...(page.exit === true ? ['exit'] : []), ...page.scripts ?? [], ...(visit?.reader === undefined ? [] : ['live']), ...(citing ? ['cited'] : [])].map((name) => <script key={name} type="module" src={assets[name]} />)}
        {page.hall === true ? <noscript><meta http-equiv="refresh" content="30" /></noscript> : null}
      </head>
      <body class={page.hall === true ? 'hall' : undefined}>
        <a class="skip" href="#main">{words.say('shell.skip')}</a>
        {page.exit === true ? <nav class="exit" aria-label={words.say('exit.label')}><a href={words.say('exit.to')} rel="noreferrer nofollow" title={words.say('exit.how')}>{words.say('exit.leave')}</a></nav> : null}
        <header class="top">
          <div class="wide">
            <div class="masthead">
              <p class="house"><a href={homeOf(url)}>Counterpart</a></p>
              <Languages words={words} url={url} />
            </div>
            {untranslated === undefined ? null : <p class="quiet" lang={words.reader} dir="auto">{untranslated}</p>}
            {visit === undefined ? null : <ProcessHeader visit={visit} words={words} />}
          </div>
        </header>
        <main id="main" class="wide" tabIndex={-1}>{page.main}</main>
        <footer class="bottom"><div class="wide">{visit === undefined ? <p>{words.say('shell.house')}</p> : <ProcessFooter visit={visit} words={words} citing={citing} />}</div></footer>
      </body>
    </html>
  );
}

/** The processes held, in the language of this page. */
function homeOf(url: URL): string {
  const lang = url.searchParams.get('lang');
  return lang === null ? '/' : `/?${new URLSearchParams({ lang }).toString()}`;
}

function ProcessHeader({ visit, words }: { readonly visit: Visit; readonly words: Words }): JSX.Element {
  const { charter } = visit.dossier.state;
  const title = words.text(charter.title);
  const kind = charter.kind === 'documentary' ? 'shell.documentary' : charter.fictional === true ? 'shell.fictional' : null;
  return (
    <>
      <p class="process" lang={title.language}><bdi>{title.words}</bdi></p>
      {kind === null ? null : <p class="banner">{words.say(kind)} <a href={href(visit, 'about')}>{words.say('nav.about')}</a></p>}
      <HostWrong visit={visit} />
      {visit.dossier.signedUpTo === undefined ? null : <p class="warning" role="alert">{words.say('shell.set-back', { last: visit.dossier.signedUpTo, size: visit.dossier.head.size })}</p>}
      {visit.dossier.state.frozen ? <p class="banner">{words.say('shell.frozen')} <a href={href(visit, 'keeping')}>{words.say('keeping.title')}</a></p> : null}
      <Seat visit={visit} />
      <Grown visit={visit} />
      <Navigation visit={visit} />
    </>
  );
}

/** What was found wrong with the host: what it signed, or what may have been the line. */
function HostWrong({ visit: { words, dossier: { warning } } }: { readonly visit: Visit }): JSX.Element | null {
  if (warning === undefined) return null;
  const { wrong: { step, refusal }, signed } = warning;
  return <p class="warning" role="alert">{step === 'succession' ? null : <>{words.say(signed ? 'shell.host-wrong' : 'shell.shown-wrong', { step })} </>}{words.say(`refusal.${refusal.code}`, refusal)}</p>;
}

/** Who is signed in, and the way out; or the way in. */
function Seat({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const { words, reader, reception, dossier } = visit;
  if (reception === undefined || dossier.state.charter.kind !== 'live') return null;
  if (reader === undefined) return <p class="seat"><a href={href(visit, 'sign-in')}>{words.say('sign-in.title')}</a></p>;
  return <><form class="seat" method="post" action={href(visit, 'sign-out')}><bdi>{words.say('sign-in.here', { who: whoIs(visit, reader) })}</bdi> <a href={href(visit, 'act')}>{words.say('act.all')}</a> <a href={href(visit, 'outbox')}>{words.say('act.outbox')}</a> <a href={href(visit, 'letters')}>{words.say('letters.title')}</a> <a href={href(visit, 'keys')}>{words.say('keys.title')}</a> <a href={href(visit, 'invitations')}>{words.say('invitations.title')}</a> <button type="submit">{words.say('sign-in.out')}</button></form><BeforeGoing visit={visit} /></>;
}

/** Shown by a script once the record has grown since this page was made. */
function Grown({ visit: { words, reader, dossier: { slug, head }, url } }: { readonly visit: Visit }): JSX.Element | null {
  if (reader === undefined) return null;
  return <div role="status"><p hidden data-grown data-checkpoint={`/${encodeURIComponent(slug)}/checkpoint`} data-size={head.size}>{words.say('shell.grown')} <a href={url.pathname + url.search}>{words.say('shell.grown.show')}</a></p></div>;
}

function Languages({ words, url }: { readonly words: Words; readonly url: URL }): JSX.Element {
  const to = (locale: string): string => {
    const query = new URLSearchParams(url.search);
    query.set('lang', locale);
    return `${url.pathname}?${query.toString()}`;
  };
  return (
    <nav class="languages" aria-label={words.say('shell.language')}>
      <ul>{LANGUAGES.map(([locale, name]) => (
        <li key={locale}><a href={to(locale)} lang={locale} hreflang={locale} {...(locale === words.reader ? { 'aria-current': 'true' as const } : {})}>{name}</a></li>
      ))}</ul>
    </nav>
  );
}

function ProcessFooter({ visit, words, citing }: { readonly visit: Visit; readonly words: Words; readonly citing: boolean }): JSX.Element {
  const { head } = visit.dossier;
  return (
    <>
      <p>{words.say('shell.head', { size: words.number(head.size) })} <code class="digest">{head.root.slice(0, 12)}…</code>{visit.dossier.state.charter.confirmation === undefined ? null : <> {words.say('shell.confirmed', { count: visit.dossier.confirmed ?? 0, size: head.size })}</>}</p>
      <p>{words.say('shell.limits')}</p>
      <Tenure visit={visit} />
      <ServedBy visit={visit} />
      <NotGiven visit={visit} />
      {citing ? <CitedCheck visit={visit} /> : null}
    </>
  );
}

/** Where a script says what it found of the entries that the page cites. Its sentences are handed over here, for it has none. */
function CitedCheck({ visit: { words, dossier: { slug, head } } }: { readonly visit: Visit }): JSX.Element {
  return <div id="cited-check" data-log={`/${encodeURIComponent(slug)}`} data-origin={head.origin} data-size={head.size} data-root={head.root} data-right={words.say('cited.right')} data-alone={words.say('cited.alone')} data-wrong={words.say('cited.wrong')} data-unreachable={words.say('cited.unreachable')} />;
}

/** After a succession: since when the host of now keeps the log, and where its story is told. */
function Tenure({ visit }: { readonly visit: Visit }): JSX.Element | null {
  const { words, dossier: { state } } = visit, all = tenures(state), now = all.at(-1);
  if (now?.by == null) return null;
  return <p>{words.say('shell.tenure', { number: all.length, entry: now.from, day: words.day(now.by.source.recorded) })} <a href={href(visit, 'keeping')}>{words.say('keeping.title')}</a></p>;
}

/** Whether the host served this page or a copy: what it can prove hangs on that. */
export function ServedBy({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words, dossier: { served } } = visit;
  return <p>{served?.by === 'copy' ? words.say('shell.copy', { of: served.of ?? 'none' }) : words.say('shell.host')} <CheckLink visit={visit} /></p>;
}

/** Contents that a party's own node should have, and that its host does not give: which, since when, and what to do. */
export function NotGiven({ visit: { words, dossier: { ungiven } } }: { readonly visit: Visit }): JSX.Element | null {
  if (ungiven === undefined) return null;
  const entries = ungiven.entries.map(([from, to]) => words.say('shell.not-given.entries', { from, to: to - 1 }));
  return <p>{words.say('shell.not-given', { count: ungiven.count, entries: words.list(entries), since: words.moment(ungiven.since), again: words.moment(ungiven.again) })}</p>;
}

function CheckLink({ visit }: { readonly visit: Visit }): JSX.Element {
  return <a href={`${href(visit, 'record')}#check`}>{visit.words.say('shell.check')}</a>;
}

/** "As of 1 March 2023, as far as was on record on 1 May 2023", whose account it is and how to check it: under the heading of every page. `whole`: a page of all that is on record, whatever the times of the address. */
export function AsOfLine({ visit, whole = false }: { readonly visit: Visit; readonly whole?: boolean }): JSX.Element {
  const { words, asOf, dossier, url } = visit;
  const { zone } = dossier.state.charter;
  const day = (bound: number): string => words.day(civilDay(bound - 1, zone));
  const moved = !whole && (url.searchParams.has('valid') || url.searchParams.has('known'));
  return (
    <p class="asof">
      {whole ? words.say('shell.whole', { known: day(dossier.range.known) }) : words.say('shell.asof', { valid: day(asOf.valid), known: day(asOf.known) })}
      {moved ? <> <a href={href(visit, url.pathname.split('/').slice(2).join('/'), { valid: null, known: null })}>{words.say('shell.latest')}</a></> : null}
      {' '}{words.say('shell.whose')} <CheckLink visit={visit} />
    </p>
  );
}
