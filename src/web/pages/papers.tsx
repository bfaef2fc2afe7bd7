import type { JSX } from 'preact';
import type { Instrument } from '#agreement';
import { alternated, blurRule, textsOf } from '#app';
import { InWords } from '../components/text.tsx';
import { ActorName } from '../components/names.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** Entries. Beyond that a copy is taken by `counterpart mirror`, which goes on where it was broken off. */
export const MOST_IN_BAG = 20_000;

/** What leaves the house: each text as a paper for each side, the whole record to print, dates and news for other programs. */
export const papersPage: PageOf = async (visit, params) => {
  const { words, dossier: { slug, state, head }, reader, reception } = visit, kept = reader === undefined || reception === undefined ? null : { until: await reception.calendarOf(state, reader) }, texts = textsOf(state), address = (path: string): string => new URL(href(visit, path), visit.url).href;
  return {
    title: words.say('papers.title'),
    main: (
      <>
        <h1>{words.say('papers.title')}</h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say('papers.intro')}</p>
        <h2>{words.say('papers.texts')}</h2>
        <p>{words.say('papers.texts.intro')}</p>
        {texts.length === 0 ? <p>{words.say('papers.texts.none')}</p> : <ul class="papers">{texts.map((text) => <li key={text.id}><Copies visit={visit} text={text} /></li>)}</ul>}
        {head.size > MOST_IN_BAG ? null : <p><a href={href(visit, 'record.bag')}>{words.say('papers.bag', { name: `${slug}.bag` })}</a> {words.say('papers.bag.why')}</p>}
        <h2>{words.say('papers.print')}</h2>
        <p>{words.say('papers.print.intro')}</p>
        <p><a href={href(visit, 'archive')}>{words.say('papers.print.open', { size: state.size })}</a></p>
        <h2>{words.say('papers.dates')}</h2>
        <p>{words.say('papers.dates.intro')}</p>
        <p><a href={href(visit, 'calendar.ics')}>{words.say('papers.dates.open')}</a> <code class="digest">{address('calendar.ics')}</code></p>
        {kept === null ? null : <Own visit={visit} until={kept.until} made={params['made']} />}
        <h2>{words.say('papers.news')}</h2>
        <p>{words.say('papers.news.intro')}</p>
        <p><a href={href(visit, 'changes.atom')}>{words.say('papers.news.open')}</a> <code class="digest">{address('changes.atom')}</code></p>
        <p><a href={href(visit, 'follow')}>{words.say('follow.title')}</a> · <a href={href(visit, 'summary')}>{words.say('summary.title')}</a></p>
        <h2>{words.say('papers.public')}</h2>
        <p>{words.say('papers.public.intro', { ...blurRule(state) })}</p>
        {head.size > MOST_IN_BAG ? null : <p><a href={href(visit, 'publication.zip')}>{words.say('papers.public.open')}</a></p>}
        <h2>{words.say('papers.commands')}</h2>
        <p>{words.say('papers.commands.intro')}</p>
        <pre>{`counterpart export text ${slug} ID DIR\ncounterpart export dates ${slug} FILE\ncounterpart export reminders ${slug} DIR\ncounterpart export public ${slug} DIR`}</pre>
      </>
    ),
  };
};

/** The reader's own dates: the address is shown once, when it is made. */
function Own({ visit, until, made }: { readonly visit: Visit; readonly until: number | null; readonly made: string | undefined }): JSX.Element {
  const { words } = visit, action = href(visit, 'papers/calendar');
  return (
    <section id="own">
      <h3>{words.say('papers.own')}</h3>
      <p>{words.say('papers.own.intro')}</p>
      {made === undefined ? null : <p role="status">{words.say('papers.own.made')} <code class="digest">{new URL(href(visit, `calendar/${made}.ics`), visit.url).href}</code></p>}
      {until === null ? null : <p>{words.say('papers.own.until', { day: words.day(until) })}</p>}
      <form method="post" action={action}><button type="submit" name="what" value="make">{words.say(until === null ? 'papers.own.make' : 'papers.own.again')}</button>{until === null ? null : <> <button type="submit" name="what" value="drop">{words.say('papers.own.drop')}</button></>}</form>
    </section>
  );
}

/** One paper for each party, in the order of their ids; one for all where a text has no parties. */
function Copies({ visit, text }: { readonly visit: Visit; readonly text: Instrument }): JSX.Element {
  const { words } = visit, path = `texts/${encodeURIComponent(text.id)}.docx`;
  return (
    <>
      <InWords text={text.title} words={words} /> <bdi class="quiet">{text.id}</bdi>{': '}
      <ul class="inline">
        {text.parties.length === 0 ? <li><a href={href(visit, path)}>{words.say('papers.copy.only')}</a></li> : alternated(text.parties, null).map((party) => <li key={party}><a href={href(visit, path, { copy: party })}>{words.say('papers.copy')} <ActorName visit={visit} id={party} /></a></li>)}
      </ul>
    </>
  );
}
