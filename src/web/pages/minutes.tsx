import type { JSX } from 'preact';
import { civilDay } from '#base';
import { acceptedCorrections } from '#process';
import { minutesView } from '#views';
import type { MinutesView } from '#views';
import { ActLink } from '../components/act-link.tsx';
import { Corrections } from '../components/corrections.tsx';
import { MinutesParagraph } from '../components/minutes-paragraph.tsx';
import { ActorName, actorLabel } from '../components/names.tsx';
import { Reservations } from '../components/reservations.tsx';
import { InWords } from '../components/text.tsx';
import { AsOfLine } from '../layout.tsx';
import type { PageOf, Visit } from '../visit.ts';
import { href } from '../visit.ts';

/** Minutes: how far they are, their text in each language, what changed at each step, corrections and notes, who approved exactly which text, what follows from it. */
export const minutesPage: PageOf = async (visit, { id = '' }) => {
  const { words, dossier: { state } } = visit;
  const view = minutesView(state, id);
  if (view === null) return null;
  const title = view.title === null ? words.say('minutes.draft-of', { id }) : words.text(view.title).words;
  return {
    title,
    main: (
      <>
        <h1>{view.title === null ? title : <InWords text={view.title} words={words} />}</h1>
        <AsOfLine visit={visit} whole />
        <Course visit={visit} view={view} />
        <p><a href={href(visit, `meetings/${encodeURIComponent(view.meeting)}`)}>{words.say('minutes.meeting')}</a>{view.frozen === null ? null : <> · <a href={href(visit, 'papers')}>{words.say('papers.title')}</a></>}</p>
        <section aria-labelledby="text">
          <h2 id="text">{words.say(`minutes.text.${view.phase}`)}</h2>
          {view.phase === 'circulated' ? <p>{words.say('minutes.text.intro')}</p> : null}
          {view.paragraphs.map((paragraph) => <MinutesParagraph key={paragraph.id} visit={visit} view={view} paragraph={paragraph} />)}
          {view.phase === 'draft' ? <p class="acts"><ActLink visit={visit} name="draft-paragraph" values={{ meeting: view.meeting, minutes: id }}>{words.say('minutes.draft.add')}</ActLink> <ActLink visit={visit} name="circulate" values={{ meeting: view.meeting, id }}>{words.say('minutes.circulate')}</ActLink></p> : null}
        </section>
        <Corrections visit={visit} view={view} />
        {view.circulated === null ? null : <Approvals visit={visit} view={view} />}
        <Reservations visit={visit} to={id} held={view.reservations} />
        {view.frozen === null ? null : <Signatures visit={visit} view={view} />}
      </>
    ),
  };
};

/** Where it has come from and what is still to come, step by step. */
function Course({ visit, view: { phase, circulated, correctionsUntil, frozen } }: { readonly visit: Visit; readonly view: MinutesView }): JSX.Element {
  const { words, dossier: { state: { charter: { zone } } } } = visit;
  const day = (at: number): string => words.day(civilDay(at, zone));
  const steps = [
    { name: 'draft', said: words.say('minutes.course.draft') },
    { name: 'circulated', said: circulated === null ? words.say('minutes.course.circulated.not-yet') : words.say('minutes.course.circulated', { day: day(circulated.known), until: correctionsUntil === null ? '' : words.when(correctionsUntil) }) },
    { name: 'frozen', said: frozen === null ? words.say('minutes.course.frozen.not-yet') : words.say('minutes.course.frozen', { day: day(frozen.known) }) },
  ];
  return <ol class="course" aria-label={words.say('minutes.course')}>{steps.map(({ name, said }) => <li key={name} {...(name === phase ? { 'aria-current': 'step' as const } : {})}>{said}</li>)}</ol>;
}

function Approvals({ visit, view }: { readonly visit: Visit; readonly view: MinutesView }): JSX.Element {
  const { words, dossier: { state } } = visit;
  const named = acceptedCorrections(state, view.id);
  return (
    <section aria-labelledby="approvals">
      <h2 id="approvals">{words.say('minutes.approvals')}</h2>
      <p>{words.say('minutes.approvals.intro', { count: named.length })}</p>
      <ul class="plain-list replies">{view.approvals.map(({ party, standing, approval }) => (
        <li key={party}><b><ActorName visit={visit} id={party} /></b>: {words.say(`minutes.approval.${standing}`)} {approval === null ? null : <a class="entry" href={href(visit, `record/${approval.source.position}`)}>{words.say('timeline.entry', { position: approval.source.position })}</a>}</li>
      ))}</ul>
      {view.phase === 'circulated' ? <p class="acts"><ActLink visit={visit} name="approve" values={{ minutes: view.id, with: named }}>{words.say('minutes.approve')}</ActLink></p> : null}
    </section>
  );
}

/** Approved minutes bind without a signature; who signs them besides is shown, and the proof of each word is one link away. */
function Signatures({ visit, view: { id, frozen, signatures, parties } }: { readonly visit: Visit; readonly view: MinutesView }): JSX.Element {
  const { words } = visit, missing = parties.filter((party) => !signatures.some(({ value }) => value.actor === party && value.mode === 'signed'));
  return (
    <section aria-labelledby="signatures">
      <h2 id="signatures">{words.say('minutes.signatures')}</h2>
      <ul>{signatures.map(({ value, source }) => <li key={value.id}>{words.say('timeline.signature', { who: actorLabel(visit, value.actor), mode: words.say(`signature.${value.mode}`), title: words.when(value.date) })} <a class="entry" href={href(visit, `record/${source.position}`)}>{words.say('timeline.entry', { position: source.position })}</a></li>)}</ul>
      {missing.length === 0 ? null : <p class="quiet">{words.say('minutes.signatures.none', { who: words.list(missing.map((party) => actorLabel(visit, party))) })}</p>}
      <p class="acts"><ActLink visit={visit} name="sign-text" values={{ instrument: id }}>{words.say('minutes.sign')}</ActLink> <ActLink visit={visit} name="reserve" values={{ to: id }}>{words.say('minutes.reserve')}</ActLink></p>
      {frozen === null ? null : <p>{words.say('minutes.proof')} <a href={href(visit, `record/${frozen.position}`)}>{words.say('timeline.entry', { position: frozen.position })}</a></p>}
    </section>
  );
}
