import type { JSX } from 'preact';
import { suggestionsIn } from '#search';
import type { Suggested } from '#search';
import { documentView, exchangeOn } from '#views';
import type { Bearing, DocumentView, NumberedSentence } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { languageName } from '../components/commitment-text.tsx';
import { EntryLink } from '../components/corridor-state.tsx';
import { ActorName, actorLabel, placeLabel } from '../components/names.tsx';
import { SourceLine } from '../components/sources.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import { BearingLine, Bearings, CommitmentLink } from '../registers/bearings.tsx';
import { ExchangeBeside } from '../registers/exchange.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

interface Shown {
  readonly visit: Visit;
  readonly view: DocumentView;
}

/** One document: its sentences, each with an address of its own, what somebody says that it bears on, and what it may bear on; whose it is and what was replied. */
export const documentPage: PageOf = async (visit, { id = '' }) => {
  const { words, dossier: { state }, asOf } = visit, view = documentView(state, id, asOf);
  if (view === null) return null;
  const { value } = view.document;
  return {
    title: words.say('document.title', { id }),
    main: (
      <>
        <p class="back"><a href={href(visit, 'documents')}>{words.say('documents.title')}</a></p>
        <h1><InWords text={value.title} words={words} /></h1>
        <AsOfLine visit={visit} />
        <About visit={visit} view={view} />
        <Sentences visit={visit} view={view} suggested={suggestionsIn(state, value, asOf.known)} />
        <Bearings visit={visit} item={id} bearings={view.whole} suggested={[]} />
        <ExchangeBeside visit={visit} id={id} exchange={exchangeOn(state, id, asOf)} />
      </>
    ),
  };
};

/** Whose it is, whoever entered it. */
function About({ visit, view: { document: { value, source }, later } }: Shown): JSX.Element {
  const { words } = visit, { by, date, period, instead, sources = [] } = value, other = (id: string): JSX.Element => <a href={href(visit, `documents/${encodeURIComponent(id)}`)}>{id}</a>;
  return (
    <>
      {later.length === 0 ? null : <p class="warning">{words.say('document.replaced')} {later.map((one, index) => <>{index === 0 ? null : ', '}{other(one.value.id)}</>)}</p>}
      <dl class="facts">
        <dt>{words.say('document.author')}</dt><dd><InWords text={value.author} words={words} />{by === undefined || actorLabel(visit, by) === words.text(value.author).words ? null : <> <span class="quiet">(<ActorName visit={visit} id={by} />)</span></>}</dd>
        <dt>{words.say('document.date')}</dt><dd>{date === undefined ? words.say('documents.undated') : words.when(date)}</dd>
        {period === undefined ? null : <><dt>{words.say('document.period')}</dt><dd>{words.say('timeline.dates', { from: words.when(period.from), to: words.when(period.to) })}</dd></>}
        <dt>{words.say('document.language')}</dt><dd>{languageName(words, value.language)}</dd>
        {instead === undefined ? null : <><dt>{words.say('document.instead')}</dt><dd>{other(instead)}</dd></>}
        {sources.length === 0 ? null : <><dt>{words.say('document.sources')}</dt><dd>{sources.map((one, index) => <div key={index}><SourceLine source={one} /></div>)}</dd></>}
        <dt>{words.say('document.entered')}</dt><dd><EntryLink visit={visit} position={source.position} /></dd>
      </dl>
    </>
  );
}

function Sentences({ visit, view, suggested }: Shown & { readonly suggested: readonly (readonly Suggested[])[] }): JSX.Element {
  const { words } = visit, { id, language } = view.document.value;
  return (
    <section aria-labelledby="text">
      <h2 id="text">{words.say('document.text')}</h2>
      <p class="quiet">{words.say('document.suggested.how')}</p>
      <ol class="sentences">
        {view.sentences.map((sentence) => (
          <li key={sentence.at} id={`s${sentence.at}`} value={sentence.at}>
            <p><bdi lang={language}>{sentence.words}</bdi> <a class="quiet" href={`#s${sentence.at}`} aria-label={words.say('document.sentence.address', { at: sentence.at })}>¶</a></p>
            <Said visit={visit} bearings={sentence.bearings} />
            <May visit={visit} id={id} sentence={sentence} suggested={(suggested[sentence.at - 1] ?? []).filter(({ commitment }) => !sentence.bearings.some((one) => one.commitment === commitment))} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** By whose word it bears on a commitment, or does not. */
const Said = ({ visit, bearings }: { readonly visit: Visit; readonly bearings: readonly Bearing[] }): JSX.Element | null =>
  bearings.length === 0 ? null : <ul>{bearings.map((bearing) => <li key={bearing.commitment}><BearingLine visit={visit} bearing={bearing} /></li>)}</ul>;

/** What it may bear on, and why; somebody says so, or does not. */
function May({ visit, id, sentence: { at }, suggested }: { readonly visit: Visit; readonly id: string; readonly sentence: NumberedSentence; readonly suggested: readonly Suggested[] }): JSX.Element | null {
  const { words } = visit, values = { item: id, at: String(at) };
  const why = ({ words: shared, places }: Suggested): string => [...(shared.length === 0 ? [] : [words.say('document.why.words', { words: words.list(shared.map((word) => `“${word}”`)) })]), ...(places.length === 0 ? [] : [words.say('document.why.places', { places: words.list(places.map((place) => placeLabel(visit, place))) })])].join('; ');
  return (
    <>
      {suggested.length === 0 ? null : (
        <details><summary>{words.say('document.suggested', { count: suggested.length })}</summary>
          <ul>{suggested.map((one) => (
            <li key={one.commitment}><CommitmentLink visit={visit} id={one.commitment} />: {why(one)}
              <span class="acts"> <ActLink visit={visit} name="link" values={{ ...values, commitments: one.commitment }}>{words.say('report.link')}</ActLink> <ActLink visit={visit} name="unlink" values={{ ...values, commitments: one.commitment }}>{words.say('report.unlink')}</ActLink></span></li>
          ))}</ul>
        </details>
      )}
      <p class="acts"><ActLink visit={visit} name="link" values={values}>{words.say('document.link')}</ActLink></p>
    </>
  );
}
