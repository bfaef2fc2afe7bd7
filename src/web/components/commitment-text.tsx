import type { JSX } from 'preact';
import { byCodeUnits } from '#base';
import type { Instrument, Reading } from '#agreement';
import type { CommitmentView, Wording } from '#views';
import type { Words } from '#words';
import type { Visit } from '../visit.ts';
import { ActorName, actorLabel } from './names.tsx';
import { Sources } from './sources.tsx';
import { dueWords, letterOf } from './status-words.ts';
import { InWords } from './text.tsx';

/** What was agreed, as published: the clause in its languages, the wordings that differ, the ways it is read. */
export function CommitmentText({ view, visit }: { readonly view: CommitmentView; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const { clause, instrument } = view;
  return (
    <section aria-labelledby="text">
      <h2 id="text">{words.say('commitment.text')}</h2>
      {instrument === null ? null : <Whence instrument={instrument.value} visit={visit} />}
      {clause === null ? null : Object.keys(clause.text).toSorted(byCodeUnits).map((language) => (
        <blockquote key={language} lang={language} dir="auto">{clause.text[language]}</blockquote>
      ))}
      {instrument?.value.extract === true ? <p class="quiet">{words.say('commitment.extract')}</p> : null}
      {clause?.ambiguity === undefined ? null : <p>{words.say('commitment.ambiguity')} <InWords text={clause.ambiguity} words={words} /></p>}
      <Wordings view={view} visit={visit} />
      <Readings view={view} visit={visit} />
      {instrument === null ? null : <Whole instrument={instrument.value} visit={visit} />}
    </section>
  );
}

function Whence({ instrument, visit }: { readonly instrument: Instrument; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  const { title, kind, date, issuedBy, parties, assertedBy = [] } = instrument;
  const names = (ids: readonly string[]): string => words.list(ids.map((id) => actorLabel(visit, id)));
  return (
    <p>
      <InWords text={title} words={words} /> ({words.say(`instrument.kind.${kind}`)}, {words.when(date)}).{' '}
      {issuedBy === undefined ? null : `${words.say('commitment.issuedBy', { name: actorLabel(visit, issuedBy) })} `}
      {parties.length === 0 ? null : `${words.say('commitment.parties', { names: names(parties) })} `}
      {assertedBy.length === 0 ? null : words.say('commitment.assertedBy', { names: names(assertedBy) })}
    </p>
  );
}

function Wordings({ view, visit }: { readonly view: CommitmentView; readonly visit: Visit }): JSX.Element | null {
  const { words } = visit;
  if (view.wordings.length === 0) return null;
  return (
    <>
      <h3>{words.say('commitment.wordings')}</h3>
      <p class="quiet">{words.say('commitment.wordings.hint')}</p>
      {view.wordings.map(({ language, wordings }) => (
        <ul key={language} class="cards wordings" aria-label={languageName(words, language)}>
          {wordings.map((wording, index) => <li key={index}><WordingCard wording={wording} language={language} visit={visit} /></li>)}
        </ul>
      ))}
    </>
  );
}

function WordingCard({ wording: { by, source, note, pieces }, language, visit }: { readonly wording: Wording; readonly language: string; readonly visit: Visit }): JSX.Element {
  const { words } = visit;
  return (
    <>
      <p><b>{words.say('commitment.publishedBy')} <ActorName visit={visit} id={by} /></b> <span class="quiet">{languageName(words, language)}</span></p>
      <blockquote lang={language} dir="auto">{pieces.map((piece, index) => (piece.differs ? <mark key={index}>{piece.words}</mark> : piece.words))}</blockquote>
      {note === null ? null : <p class="quiet"><InWords text={note} words={words} /></p>}
      {source === null ? null : <Sources words={words} sources={[source]} />}
    </>
  );
}

/** The name of a language, in the reader's. */
export function languageName(words: Words, language: string): string {
  try {
    return new Intl.DisplayNames([words.locale], { type: 'language' }).of(language) ?? language;
  } catch {
    return language; // A tag may have the form of one and still be none that anybody knows.
  }
}

function Readings({ view: { commitment, dues }, visit }: { readonly view: CommitmentView; readonly visit: Visit }): JSX.Element | null {
  const { words } = visit;
  const { readings = [] } = commitment;
  if (readings.length === 0) return null;
  const due = ({ id }: Reading): string | null => {
    const own = dues.find((one) => one.reading === id);
    return own === undefined ? null : dueWords(visit, own);
  };
  return (
    <>
      <h3>{words.say('commitment.readings')}</h3>
      <p class="quiet">{words.say('commitment.readings.hint')}</p>
      <ol class="readings" type="a">{readings.map((reading) => (
        <li key={reading.id} id={`reading-${letterOf(readings, reading.id)}`}>
          <InWords text={reading.text} words={words} />{due(reading) === null ? null : ` – ${due(reading)}`}{' '}
          <span class="quiet">{words.say('commitment.readBy')} {reading.by.map((id, index) => <>{index === 0 ? null : ', '}<ActorName visit={visit} id={id} /></>)}</span>
        </li>
      ))}</ol>
    </>
  );
}

/** How the whole text is read, what it found, and what was asked for and not granted: as telling as what was. */
function Whole({ instrument, visit }: { readonly instrument: Instrument; readonly visit: Visit }): JSX.Element | null {
  const { words } = visit;
  const { readings = [], findings = [], notGranted = [], sources, note } = instrument;
  if (readings.length + findings.length + notGranted.length + sources.length === 0 && note === undefined) return null;
  return (
    <details>
      <summary>{words.say('commitment.whole')}</summary>
      {note === undefined ? null : <p class="quiet"><InWords text={note} words={words} /></p>}
      {readings.length === 0 ? null : <ul>{readings.map(({ by, text }, index) => <li key={index}><b><ActorName visit={visit} id={by} /></b>: <InWords text={text} words={words} /></li>)}</ul>}
      <Listed label={words.say('commitment.findings')} texts={findings} words={words} />
      <Listed label={words.say('commitment.notGranted')} texts={notGranted} words={words} />
      <Sources words={words} sources={sources} />
    </details>
  );
}

function Listed({ label, texts, words }: { readonly label: string; readonly texts: Instrument['findings'] & object; readonly words: Words }): JSX.Element | null {
  return texts.length === 0 ? null : <><p>{label}</p><ul>{texts.map((text, index) => <li key={index}><InWords text={text} words={words} /></li>)}</ul></>;
}
