import type { JSX } from 'preact';
import type { CorrectionView, MinutesView } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActLink } from './act-link.tsx';
import { ActorName } from './names.tsx';
import { TextChanges } from './text-changes.tsx';
import { InWords } from './text.tsx';

/** What those present asked to say otherwise; and, apart, what is kept as a side's note. */
export function Corrections({ visit, view }: { readonly visit: Visit; readonly view: MinutesView }): JSX.Element | null {
  const { words } = visit, notes = view.corrections.filter(({ note }) => note), others = view.corrections.filter(({ note }) => !note);
  if (view.circulated === null) return null;
  return (
    <>
      <section aria-labelledby="corrections">
        <h2 id="corrections">{words.say('minutes.corrections')}</h2>
        {others.length === 0 ? <p>{words.say('minutes.corrections.none')}</p> : others.map((one) => <Correction key={one.correction.value.id} visit={visit} view={view} found={one} />)}
      </section>
      {notes.length === 0 ? null : (
        <section aria-labelledby="notes">
          <h2 id="notes">{words.say('minutes.notes')}</h2>
          <p>{words.say('minutes.notes.intro')}</p>
          {notes.map((one) => <Correction key={one.correction.value.id} visit={visit} view={view} found={one} />)}
        </section>
      )}
    </>
  );
}

function Correction({ visit, view, found: { correction: { value, source }, standing, note, changes, answers } }: { readonly visit: Visit; readonly view: MinutesView; readonly found: CorrectionView }): JSX.Element {
  const { words, reader } = visit;
  const mine = reader?.actor !== undefined && answers.some(({ party, answer }) => party === reader.actor && answer === null);
  return (
    <article id={`c-${value.id}`} class="account">
      <h3>{words.say('minutes.correction.of')} <a href={`#p-${value.paragraph}`}>{words.say('minutes.correction.paragraph', { paragraph: value.paragraph })}</a> {words.say('minutes.correction.by')} <ActorName visit={visit} id={value.by} /> <span class="tag">{words.say(note ? 'minutes.correction.note' : `minutes.correction.${standing}`)}</span></h3>
      <TextChanges visit={visit} changes={changes} />
      {value.reason === undefined ? null : <p>{words.say('minutes.correction.reason')} <q><InWords text={value.reason} words={words} /></q></p>}
      <ul class="plain-list replies">{answers.map(({ party, answer }) => (
        <li key={party}><b><ActorName visit={visit} id={party} /></b>: {words.say(`minutes.answer.${answer?.value.answer ?? 'none'}`)}{' '}
          {answer === null ? null : <a class="entry" href={href(visit, `record/${answer.source.position}`)}>{words.say('timeline.entry', { position: answer.source.position })}</a>}
          {answer?.value.reason === undefined ? null : <> <q><InWords text={answer.value.reason} words={words} /></q></>}</li>
      ))}</ul>
      <p class="quiet"><a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></p>
      {view.phase === 'circulated' && mine ? <p class="acts"><ActLink visit={visit} name="accept" values={{ to: value.id }}>{words.say('answers.accept')}</ActLink> <ActLink visit={visit} name="decline" values={{ to: value.id }}>{words.say('answers.decline')}</ActLink></p> : null}
    </article>
  );
}
