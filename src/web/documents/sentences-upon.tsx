import type { JSX } from 'preact';
import { sentencesUpon } from '#views';
import { ActorName } from '../components/names.tsx';
import { InWords } from '../components/text.tsx';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** As many as a page can carry beside the rest of it. */
const SHOWN = 20;

/** Sentences of documents that somebody says bear on a commitment, or do not, the last said first; told apart from the evidence, for no status rests on them. */
export function SentencesUpon({ visit, id }: { readonly visit: Visit; readonly id: string }): JSX.Element | null {
  const { words, dossier: { state }, asOf } = visit, all = sentencesUpon(state, id, asOf).toReversed();
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="sentences">
      <h2 id="sentences">{words.say('commitment.sentences', { count: new Set(all.map(({ link: { value } }) => `${value.item} ${value.at}`)).size })}</h2>
      <p class="quiet">{words.say('commitment.sentences.how')}{all.length > SHOWN ? ` ${words.say('commitment.sentences.last', { count: SHOWN })}` : ''}</p>
      <ul>{all.slice(0, SHOWN).map(({ link: { value }, document, words: said }) => (
        <li key={value.id}>
          <q lang={document.value.language}>{said}</q> <a href={`${href(visit, `documents/${encodeURIComponent(document.value.id)}`)}#s${value.at}`}><InWords text={document.value.title} words={words} /></a>, <InWords text={document.value.author} words={words} />.
          {' '}<span class="quiet">{words.say(value.bears ? 'document.bears' : 'document.bears.not')} <ActorName visit={visit} id={value.by} />{value.reason === undefined ? null : <>: <InWords text={value.reason} words={words} /></>}</span>
        </li>
      ))}</ul>
    </section>
  );
}
