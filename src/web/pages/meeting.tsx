import type { JSX } from 'preact';
import { meetingStanding, meetingView } from '#views';
import type { MeetingView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { AgendaList } from '../components/agenda.tsx';
import { languageName } from '../components/commitment-text.tsx';
import { HallClock } from '../components/hall-clock.tsx';
import { ActorName, placeLabel, subjectLabel } from '../components/names.tsx';
import { Replies } from '../components/replies.tsx';
import { SessionAccount } from '../components/session.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** One meeting: how it came about, agenda, who says how it was held, minutes, decisions. With `screen`, in large type for a hall: agenda, who is there, the clock. */
export const meetingPage: PageOf = async (visit, { id = '' }) => {
  const { words, dossier: { state }, asOf, url } = visit;
  const view = meetingView(state, id, asOf);
  if (view === null) return null;
  const title = words.text(view.proposal.value.title).words;
  if (url.searchParams.has('screen')) return { title, scripts: ['hall'], hall: true, main: <Hall visit={visit} view={view} /> };
  return {
    title,
    main: (
      <>
        <h1><InWords text={view.proposal.value.title} words={words} /></h1>
        <AsOfLine visit={visit} whole />
        <p>{words.say(`meetings.standing.${meetingStanding(state, view.contact)}`)} <a href={href(visit, `meetings/${encodeURIComponent(id)}`, { screen: '1' })}>{words.say('meeting.screen')}</a></p>
        <Planned visit={visit} view={view} />
        <Answers visit={visit} view={view} />
        <section aria-labelledby="agenda">
          <h2 id="agenda">{words.say('meeting.agenda.title')}</h2>
          <AgendaList visit={visit} agenda={view.agenda} />
          <ActLink visit={visit} name="agenda" values={{ meeting: id }}>{words.say('meeting.agenda.add')}</ActLink>
        </section>
        <Held visit={visit} view={view} />
        <Papers visit={visit} view={view} />
      </>
    ),
  };
};

function Planned({ visit, view: { proposal: { value } } }: { readonly visit: Visit; readonly view: MeetingView }): JSX.Element | null {
  const { words } = visit, { meeting, text } = value;
  if (meeting === undefined) return null;
  const place = [...(meeting.place === undefined ? [] : [placeLabel(visit, meeting.place)]), ...(meeting.placeText === undefined ? [] : [meeting.placeText])].join(', ');
  return (
    <>
      {text === undefined ? null : <p><InWords text={text} words={words} /></p>}
      <dl class="facts">
        <dt>{words.say('meeting.when')}</dt><dd>{meeting.to === undefined ? words.when(meeting.from) : words.say('timeline.dates', { from: words.when(meeting.from), to: words.when(meeting.to) })}</dd>
        {place === '' ? null : <><dt>{words.say('meeting.where')}</dt><dd><bdi>{place}</bdi></dd></>}
        {meeting.host === undefined ? null : <><dt>{words.say('meeting.hosted')}</dt><dd><bdi>{subjectLabel(visit, meeting.host)}</bdi></dd></>}
        <dt>{words.say('meeting.how')}</dt><dd>{words.say(`meeting.mode.${meeting.mode}`)}</dd>
        {meeting.interpretation === undefined ? null : <><dt>{words.say('meeting.interpretation')}</dt><dd>{words.list(meeting.interpretation.map((tag) => languageName(words, tag)))}</dd></>}
      </dl>
    </>
  );
}

function Answers({ visit, view: { proposal, contact } }: { readonly visit: Visit; readonly view: MeetingView }): JSX.Element {
  const { words } = visit, { id, answerBy } = proposal.value;
  return (
    <section aria-labelledby="answers">
      <h2 id="answers">{words.say('meeting.answers')}</h2>
      <p>{words.say('meeting.by')} <ActorName visit={visit} id={proposal.value.by} /> <a class="entry" href={href(visit, `record/${proposal.source.position}`)}>{words.say('timeline.entry', { position: proposal.source.position })}</a> {answerBy === undefined ? null : words.say('meeting.answer-by', { day: words.when(answerBy) })}</p>
      <Replies visit={visit} replies={contact.replies} />
      <p class="acts">
        <ActLink visit={visit} name="accept" values={{ to: id }}>{words.say('answers.accept')}</ActLink>{' '}
        <ActLink visit={visit} name="decline" values={{ to: id }}>{words.say('answers.decline')}</ActLink>{' '}
        <ActLink visit={visit} name="propose-meeting" values={{ instead: id }}>{words.say('answers.otherwise')}</ActLink>
      </p>
    </section>
  );
}

/** Each account of how it was held, side by side: nobody's is the record of it until minutes are approved. */
function Held({ visit, view: { proposal, sessions } }: { readonly visit: Visit; readonly view: MeetingView }): JSX.Element {
  const { words } = visit;
  return (
    <section aria-labelledby="held">
      <h2 id="held">{words.say('meeting.sessions')}</h2>
      {sessions.length === 0 ? <p>{words.say('meeting.sessions.none')}</p> : <p>{words.say('meeting.sessions.intro', { count: sessions.length })}</p>}
      {sessions.map((session) => <SessionAccount key={session.value.id} visit={visit} session={session} />)}
      <ActLink visit={visit} name="session" values={{ meeting: proposal.value.id }}>{words.say('meeting.sessions.enter')}</ActLink>
    </section>
  );
}

function Papers({ visit, view: { proposal, minutes, decisions } }: { readonly visit: Visit; readonly view: MeetingView }): JSX.Element {
  const { words, dossier: { state } } = visit, meeting = proposal.value.id;
  return (
    <>
      <section aria-labelledby="minutes">
        <h2 id="minutes">{words.say('meeting.minutes')}</h2>
        {minutes.length === 0 ? <p>{words.say('meeting.minutes.none')}</p> : <ul>{minutes.map(({ id, phase }) => {
          const title = state.minutes.get(id)?.value.title;
          return <li key={id}><a href={href(visit, `minutes/${encodeURIComponent(id)}`)}>{title === undefined ? words.say('minutes.draft-of', { id }) : <InWords text={title} words={words} />}</a> {words.say(`minutes.phase.${phase}`)}</li>;
        })}</ul>}
        <p class="acts"><ActLink visit={visit} name="draft-paragraph" values={{ meeting, minutes: minutes[0]?.id ?? `minutes-${meeting}` }}>{words.say('minutes.draft.add')}</ActLink></p>
      </section>
      {decisions.length === 0 ? null : (
        <section aria-labelledby="decisions">
          <h2 id="decisions">{words.say('meeting.decisions')}</h2>
          <ul>{decisions.map(({ value }) => <li key={value.id}><a href={`${href(visit, 'decisions')}#${value.id}`}><InWords text={value.title} words={words} /></a></li>)}</ul>
        </section>
      )}
    </>
  );
}

/** What a hall reads from its one screen. The part that changes is fetched again; the clock beside it goes on. */
function Hall({ visit, view }: { readonly visit: Visit; readonly view: MeetingView }): JSX.Element {
  const { words } = visit, { value } = view.proposal;
  const sides = [...new Set([value.by, ...view.contact.replies.map(({ by }) => by)])];
  return (
    <>
      <div id="live">
        <h1><InWords text={value.title} words={words} /></h1>
        <p>{value.meeting === undefined ? null : words.when(value.meeting.from)}</p>
        <h2>{words.say('meeting.agenda.title')}</h2>
        <AgendaList visit={visit} agenda={view.agenda} />
        {view.minutes.map(({ id, phase }) => <p key={id}>{words.say('meeting.minutes')} {words.say(`minutes.phase.${phase}`)}</p>)}
      </div>
      <HallClock visit={visit} meeting={value.id} sides={sides} />
      <p><a href={href(visit, `meetings/${encodeURIComponent(value.id)}`)}>{words.say('meeting.screen.leave')}</a></p>
    </>
  );
}
