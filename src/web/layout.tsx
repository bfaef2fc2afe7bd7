import type { ComponentChildren, JSX } from 'preact';
import { civilDay } from '#base';
import type { Words } from '#words';
import type { Page, Visit } from './visit.ts';
import { href } from './visit.ts';

const LANGUAGES: readonly (readonly [string, string])[] = [['en', 'English'], ['hy', 'Հայերեն'], ['az', 'Azərbaycanca'], ['ru', 'Русский'], ['ar', 'العربية']];
const PAGES: readonly (readonly [string, string])[] = [
  ['', 'nav.state'], ['timeline', 'nav.timeline'], ['corridors', 'nav.corridors'], ['map', 'nav.map'], ['record', 'nav.record'], ['about', 'nav.about'],
];

/** The built files that pages may name: source name → address. */
export type Assets = { readonly [name: string]: string };

export interface LayoutProps {
  readonly words: Words;
  readonly url: URL;
  readonly assets: Assets;
  readonly page: Page;
  /** The process whose page this is; without it, the page is of the house. */
  readonly visit?: Visit;
}

/** Every page: whose process, as of when, how to check it. */
export function Layout({ words, url, assets, page, visit }: LayoutProps): JSX.Element {
  const own = visit === undefined ? null : words.text(visit.dossier.state.charter.title);
  const title = own === null ? `${page.title} – Counterpart` : `${page.title} – ${own.words}`;
  return (
    <html lang={words.locale} dir={words.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href={assets['style']} />
        {(page.scripts ?? []).map((name) => <script key={name} type="module" src={assets[name]} />)}
      </head>
      <body>
        <a class="skip" href="#main">{words.say('shell.skip')}</a>
        <header class="top">
          <div class="wide">
            <p class="house"><a href="/">Counterpart</a></p>
            <Languages words={words} url={url} />
            {visit === undefined ? null : <ProcessHeader visit={visit} words={words} />}
          </div>
        </header>
        <main id="main" class="wide" tabIndex={-1}>{page.main}</main>
        <footer class="bottom"><div class="wide">{visit === undefined ? <p>{words.say('shell.host')}</p> : <ProcessFooter visit={visit} words={words} />}</div></footer>
      </body>
    </html>
  );
}

function ProcessHeader({ visit, words }: { readonly visit: Visit; readonly words: Words }): JSX.Element {
  const { charter } = visit.dossier.state;
  const title = words.text(charter.title);
  const kind = charter.kind === 'documentary' ? 'shell.documentary' : charter.fictional === true ? 'shell.fictional' : null;
  return (
    <>
      <p class="process" lang={title.language}><bdi>{title.words}</bdi></p>
      {kind === null ? null : <p class="banner">{words.say(kind)}</p>}
      <nav aria-label={words.say('nav.label')}>
        <ul>{PAGES.map(([path, key]) => <li key={key}><NavLink visit={visit} path={path}>{words.say(key)}</NavLink></li>)}</ul>
      </nav>
    </>
  );
}

function NavLink({ visit, path, children }: { readonly visit: Visit; readonly path: string; readonly children: ComponentChildren }): JSX.Element {
  const here = visit.url.pathname.split('/')[2] ?? '';
  return <a href={href(visit, path)} {...(here === path ? { 'aria-current': 'page' as const } : {})}>{children}</a>;
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
        <li key={locale}><a href={to(locale)} lang={locale} hreflang={locale} {...(locale === words.locale ? { 'aria-current': 'true' as const } : {})}>{name}</a></li>
      ))}</ul>
    </nav>
  );
}

function ProcessFooter({ visit, words }: { readonly visit: Visit; readonly words: Words }): JSX.Element {
  const { head } = visit.dossier;
  return (
    <>
      <p>{words.say('shell.head', { size: words.number(head.size) })} <code class="digest">{head.root}</code> <a href={href(visit, 'record')}>{words.say('shell.check')}</a></p>
      <p>{words.say('shell.limits')}</p>
      <p>{words.say('shell.host')}</p>
    </>
  );
}

/** "As of 1 March 2023, as far as was on record on 1 May 2023": under the heading of every page that shows a state. */
export function AsOfLine({ visit }: { readonly visit: Visit }): JSX.Element {
  const { words, asOf, dossier, url } = visit;
  const { zone } = dossier.state.charter;
  const day = (bound: number): string => civilDay(bound - 1, zone);
  return (
    <p class="asof">
      {words.say('shell.asof', { valid: words.day(day(asOf.valid)), known: words.day(day(asOf.known)) })}
      {url.searchParams.has('valid') || url.searchParams.has('known') ? <> <a href={href(visit, url.pathname.split('/').slice(2).join('/'), { valid: null, known: null })}>{words.say('shell.latest')}</a></> : null}
    </p>
  );
}
