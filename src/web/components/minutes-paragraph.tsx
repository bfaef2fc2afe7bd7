import type { JSX } from 'preact';
import { byCodeUnits, civilDay } from '#base';
import { nameOf } from '#process';
import type { Extracted, MinutesView, ParagraphView, StepView } from '#views';
import { authorOf } from '#views';
import type { Visit } from '../visit.ts';
import { href } from '../visit.ts';
import { ActLink } from './act-link.tsx';
import { ActorName, actorLabel } from './names.tsx';
import { TextChanges } from './text-changes.tsx';
import { InWords } from './text.tsx';

/** One paragraph in every language side by side, how it came to say so, and the commitments that rest on it. */
export function MinutesParagraph({ visit, view, paragraph }: { readonly visit: Visit; readonly view: MinutesView; readonly paragraph: ParagraphView }): JSX.Element {
  const { words } = visit, { id, paragraph: says, steps, commitments } = paragraph;
  return (
    <article id={`p-${id}`} class="paragraph">
      <h3>{words.say('minutes.paragraph', { id, type: says === null ? 'struck' : says.type })}{says?.by === undefined ? null : <> <ActorName visit={visit} id={says.by} /></>} {steps.some(({ kind }) => kind === 'corrected') ? <span class="tag">{words.say('mark.corrected')}</span> : null}</h3>
      {says === null ? null : <div class="languages-beside">{Object.keys(says.text).toSorted(byCodeUnits).map((language) => <p key={language} lang={language} dir="auto">{says.text[language]}</p>)}</div>}
      {says?.owner === undefined && says?.ownerText === undefined ? null : <p class="quiet">{words.say('minutes.owner', { who: says.owner === undefined ? says.ownerText : actorLabel(visit, says.owner), due: says.due === undefined ? '' : words.when(says.due), dated: says.due === undefined ? 'no' : 'yes' })}</p>}
      {commitments.map((one) => <CommitmentLine key={one.commitment.id} visit={visit} extracted={one} />)}
      <details><summary>{words.say('minutes.steps', { count: steps.length })}</summary><ol class="steps">{steps.map((step) => <Step key={step.id} visit={visit} step={step} />)}</ol></details>
      {view.phase === 'draft' ? <ActLink visit={visit} name="draft-paragraph" values={rewriting(view, paragraph)}>{words.say('minutes.draft.rewrite')}</ActLink> : null}
      {view.phase === 'circulated' ? <ActLink visit={visit} name="correct-minutes" values={{ minutes: view.id, paragraph: id, ...worded(paragraph) }}>{words.say('minutes.correct')}</ActLink> : null}
      {view.phase === 'frozen' ? <ActLink visit={visit} name="commitment" values={{ instrument: view.id, clause: id }}>{words.say('minutes.extract')}</ActLink> : null}
    </article>
  );
}

/** The form begins with the words that stand, so that only what is to change is typed. */
const worded = ({ paragraph }: ParagraphView): { readonly [field: string]: string } => Object.fromEntries(Object.entries(paragraph?.text ?? {}).map(([language, said]) => [`text.${language}`, said]));

/** Naming the draft that one has seen: who writes over another by mistake is told, and keeps the words. */
function rewriting({ id, meeting }: MinutesView, { id: paragraph, paragraph: says, last }: ParagraphView): { readonly [field: string]: string } {
  const { text = {}, due = '', ...rest } = says ?? {}, [day = '', time = ''] = due.split('T');
  const said = { ...rest, ...Object.fromEntries(Object.entries(text).map(([language, words]) => [`text.${language}`, words])), ...(day === '' ? {} : { due: day }), ...(time === '' ? {} : { 'due.time': time.slice(0, 5) }) };
  return { meeting, minutes: id, paragraph, ...(last === null ? {} : { was: last }), ...Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'id').map(([name, value]) => [`says.${name}`, value])) };
}

function Step({ visit, step: { kind, source, changes } }: { readonly visit: Visit; readonly step: StepView }): JSX.Element {
  const { words, dossier: { state } } = visit, author = authorOf(state, source);
  const name = nameOf(state, author);
  return (
    <li>
      <p class="quiet">{words.say(`minutes.step.${kind}`, { who: name, day: words.day(civilDay(source.recorded, state.charter.zone)) })} <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></p>
      {changes === null ? <p>{words.say('minutes.struck')}</p> : <TextChanges visit={visit} changes={changes} />}
    </li>
  );
}

/** "Asserted by A, not confirmed by B", or who stood by it. */
function CommitmentLine({ visit, extracted: { commitment, assertedBy, confirmedBy, unconfirmed, source } }: { readonly visit: Visit; readonly extracted: Extracted }): JSX.Element {
  const { words } = visit, names = (ids: readonly string[]): string => words.list(ids.map((id) => actorLabel(visit, id)));
  const standing = assertedBy.length === 0 ? words.say('minutes.commitment.own')
    : unconfirmed.length > 0 ? words.say('minutes.commitment.asserted', { by: names(assertedBy), not: names(unconfirmed) }) : words.say('minutes.commitment.confirmed', { by: names(confirmedBy) });
  return (
    <div class="account">
      <p><a href={href(visit, `commitments/${encodeURIComponent(commitment.id)}`)}><InWords text={commitment.title} words={words} /></a> <span class="tag">{standing}</span> <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></p>
      {commitment.quote === undefined ? null : <p class="quiet">{words.say('minutes.commitment.quote')} <q><InWords text={commitment.quote} words={words} /></q></p>}
      {unconfirmed.includes(visit.reader?.actor ?? '') ? <ActLink visit={visit} name="confirm" values={{ commitment: commitment.id }}>{words.say('minutes.commitment.confirm')}</ActLink> : null}
    </div>
  );
}
