import type { JSX } from 'preact';
import { SOURCES_NAMED, summaryOf, summaryWords } from '#app';
import type { Summary, SummaryLine } from '#app';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { frameWords } from './frame.ts';

/** The situation of one day in the reader's words, to read or to print: every sentence with whose account it is and what it rests on. Its language may be one that the house does not speak yet; so is then the page around it, but for who is signed in. */
export const summaryPage: PageOf = async (whole) => {
  const words = summaryWords(whole.words), around = frameWords(whole), visit: Visit = { ...whole, words }, { app, dossier, asOf, url } = visit, asked = url.searchParams.get('day'), made = await summaryOf(app, dossier.slug, words, asked === '' ? null : asked, asOf);
  if (made === null) return null;
  const refusal = made.ok ? null : made.refusal;
  return {
    title: around.say('summary.title'), words: around, ...(refusal === null ? {} : { status: 400 }),
    main: (
      <div lang={words.locale} dir={words.direction}>
        <h1>{words.say('summary.title')}{made.ok ? `: ${words.day(made.value.day)}` : null}</h1>
        <AsOfLine visit={visit} />
        <Choose visit={visit} day={made.ok ? made.value.day : asked ?? ''} problem={refusal === null ? null : words.say(`refusal.${refusal.code}`, refusal)} />
        {made.ok ? <Told visit={visit} summary={made.value} /> : null}
      </div>
    ),
  };
};

function Choose({ visit, day, problem }: { readonly visit: Visit; readonly day: string; readonly problem: string | null }): JSX.Element {
  const { words, url } = visit;
  return (
    <form class="screen-only filters" method="get" action={href(visit, 'summary').split('?')[0]}>
      {['lang', 'names', 'valid', 'known'].map((name) => (url.searchParams.get(name) === null ? null : <input key={name} type="hidden" name={name} value={url.searchParams.get(name) ?? ''} />))}
      <label for="day">{words.say('summary.choose')}<br /><input type="date" id="day" name="day" value={day} {...(problem === null ? {} : { 'aria-invalid': 'true' as const, 'aria-describedby': 'day-problem' })} /></label>
      <button type="submit">{words.say('summary.show')}</button>
      {problem === null ? null : <p class="complaint" id="day-problem">{problem}</p>}
    </form>
  );
}

function Told({ visit, summary: { day, before, after, sections } }: { readonly visit: Visit; readonly summary: Summary }): JSX.Element {
  const { words } = visit, at = (one: string): string => href(visit, 'summary', { day: one });
  return (
    <>
      <p>{words.say('summary.how')}{words.locale === 'en' ? null : ` ${words.say('summary.rendering')}`}</p>
      {sections.length === 0 ? <p>{words.say('summary.nothing')}</p> : sections.map(({ topic, lines }) => (
        <section key={topic} aria-labelledby={`on-${topic}`}><h2 id={`on-${topic}`}>{words.say(`summary.topic.${topic}`)}</h2><ul>{lines.map((line, index) => <li key={index}><Line visit={visit} line={line} /></li>)}</ul></section>
      ))}
      <nav class="pages" aria-label={words.say('summary.choose')}>{before === null ? null : <a rel="prev" href={at(before)}>{words.say('summary.before', { day: words.day(before) })}</a>} {after === null ? null : <a rel="next" href={at(after)}>{words.say('summary.after', { day: words.day(after) })}</a>}</nav>
      <p class="screen-only"><a href={href(visit, 'summary.eml', { day })}>{words.say('summary.mail')}</a> · <a href={href(visit, 'follow')}>{words.say('follow.title')}</a></p>
    </>
  );
}

function Line({ visit, line: { sentence, said, sources } }: { readonly visit: Visit; readonly line: SummaryLine }): JSX.Element {
  const { words } = visit, at = (page: string): string => { const [path = '', place] = page.split('#'); return `${href(visit, path)}${place === undefined ? '' : `#${place}`}`; };
  return (
    <>
      {sentence}{said === null ? null : <> <bdi lang={said.language}>{said.words}</bdi></>}
      {sources.length === 0 ? null : <span class="quiet"> {words.say('summary.sources')} {sources.slice(0, SOURCES_NAMED).map(({ id, page }, index) => <>{index === 0 ? null : ' · '}<a key={id} href={at(page)}><bdi>{id}</bdi></a></>)}{sources.length > SOURCES_NAMED ? ` ${words.say('summary.sources.more', { count: sources.length - SOURCES_NAMED })}` : null}</span>}
    </>
  );
}
