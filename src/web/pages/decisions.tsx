import type { JSX } from 'preact';
import { civilDay } from '#base';
import { decisions } from '#views';
import type { DecisionView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { ActorName } from '../components/names.tsx';
import { Replies } from '../components/replies.tsx';
import { Reservations } from '../components/reservations.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** Decisions by consensus, silence or the rule of the charter: who objected and why, what was attached, where the minutes say so. */
export const decisionsPage: PageOf = async (visit) => {
  const { words, dossier: { state }, asOf } = visit;
  const found = decisions(state, asOf);
  return {
    title: words.say('decisions.title'),
    main: (
      <>
        <h1>{words.say('decisions.title')}</h1>
        <AsOfLine visit={visit} />
        <p>{words.say('decisions.intro')}</p>
        <p class="acts"><ActLink visit={visit} name="propose-decision">{words.say('decisions.propose')}</ActLink></p>
        {found.length === 0 ? <p>{words.say('decisions.none')}</p> : found.map((one) => <Decision key={one.proposal.value.id} visit={visit} decision={one} />)}
      </>
    ),
  };
};

function Decision({ visit, decision }: { readonly visit: Visit; readonly decision: DecisionView }): JSX.Element {
  const { words, dossier: { state: { charter: { zone } } } } = visit, { proposal: { value, source }, outcome, since, expires, meeting, minuted } = decision;
  const rule = value.decision?.rule ?? 'consensus', open = outcome === 'open' || outcome === 'unsettled';
  return (
    <article id={value.id} class="paragraph">
      <h2><InWords text={value.title} words={words} /></h2>
      <p><span class="tag">{words.say(`decisions.outcome.${rule === 'silence' ? 'silence' : 'answers'}.${outcome}`)}</span> {since === null ? null : words.day(civilDay(since, zone))}</p>
      {value.text === undefined ? null : <p><InWords text={value.text} words={words} /></p>}
      <dl class="footing">
        <div><dt>{words.say('meeting.by')}</dt><dd><ActorName visit={visit} id={value.by} /> <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></dd></div>
        <div><dt>{words.say('decisions.rule')}</dt><dd>{words.say(`decisions.rule.${rule}`)}</dd></div>
        {expires === null ? null : <div><dt>{words.say('decisions.expires')}</dt><dd>{words.when(expires)}</dd></div>}
        {meeting === null ? null : <div><dt>{words.say('minutes.meeting')}</dt><dd><a href={href(visit, `meetings/${encodeURIComponent(meeting)}`)}>{nameOfMeeting(visit, meeting)}</a></dd></div>}
      </dl>
      <Replies visit={visit} replies={decision.replies} />
      {minuted.map(({ minutes, paragraph, frozen }) => <p key={`${minutes} ${paragraph}`}><a href={`${href(visit, `minutes/${encodeURIComponent(minutes)}`)}#p-${paragraph}`}>{words.say('decisions.minuted', { frozen: frozen ? 'yes' : 'no' })}</a></p>)}
      <Reservations visit={visit} to={value.id} held={decision.reservations} />
      <p class="acts">
        {!open ? null : rule === 'silence' ? <ActLink visit={visit} name="decline" values={{ to: value.id }}>{words.say('answers.object')}</ActLink> : <><ActLink visit={visit} name="accept" values={{ to: value.id }}>{words.say('answers.accept')}</ActLink>{' '}<ActLink visit={visit} name="decline" values={{ to: value.id }}>{words.say('answers.decline')}</ActLink></>}
        {' '}<ActLink visit={visit} name="reserve" values={{ to: value.id }}>{words.say('minutes.reserve')}</ActLink>
      </p>
    </article>
  );
}

function nameOfMeeting({ words, dossier: { state } }: Visit, id: string): JSX.Element {
  const title = state.proposals.get(id)?.value.title;
  return title === undefined ? <bdi>{id}</bdi> : <InWords text={title} words={words} />;
}
